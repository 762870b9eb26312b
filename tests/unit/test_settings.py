"""Settings come from the environment, and a wrong one is named without being repeated."""

import pytest
from pydantic import ValidationError

from bot.settings import Settings, settings

COPIED = "123:abc"


def read(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for setting in settings():
        monkeypatch.delenv(setting.variable, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(f"LOSSBOT_{name}", value)
    return Settings()


def test_nothing_needs_to_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = read(monkeypatch)
    assert defaults.token is None
    assert defaults.api_url == "https://api.telegram.org"
    assert defaults.owners == frozenset()
    assert defaults.webhook_url is None


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, TOKEN="", OWNERS="").token is None


def test_a_token_may_have_been_copied_with_the_end_of_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    token = read(monkeypatch, TOKEN=f" {COPIED}\n").token
    assert token is not None
    assert token.get_secret_value() == COPIED


def test_owners_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, OWNERS="12, 34,").owners == frozenset({12, 34})


def test_the_address_of_a_server_of_ones_own_may_end_with_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, API_URL="http://localhost:8081/").api_url == "http://localhost:8081"


def test_the_webhook_listens_on_the_path_of_its_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, WEBHOOK_URL="https://bot.example/hooks/one").local_webhook_path == "/hooks/one"


def test_behind_a_proxy_the_path_can_be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    set_apart = read(monkeypatch, WEBHOOK_URL="https://bot.example/hooks/one", WEBHOOK_PATH="/in")
    assert set_apart.local_webhook_path == "/in"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OWNERS", "ann"),
        ("API_URL", "api.telegram.org"),
        ("WEBHOOK_PORT", "99999"),
        ("WEBHOOK_SECRET", "spaced secret"),
        ("WEBHOOK_PATH", "no-slash"),
        ("LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_setting_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(monkeypatch, **{name: value})
    assert refused.value.errors()[0]["loc"][0] == name.lower()
    assert value not in str(refused.value)


def test_a_token_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert COPIED not in repr(read(monkeypatch, TOKEN=COPIED))


def test_every_setting_says_what_it_is_for() -> None:
    assert all(len(setting.description) > 20 for setting in settings())


def test_channels_are_named_or_given_by_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    channels = read(monkeypatch, CHANNELS="@General_Staff, -1003000000001,").channels
    assert channels == frozenset({"general_staff", -1_003_000_000_001})


@pytest.mark.parametrize("channels", ["general_staff", "https://t.me/general_staff", "1003", "@"])
def test_what_names_no_channel_is_refused(monkeypatch: pytest.MonkeyPatch, channels: str) -> None:
    with pytest.raises(ValidationError, match="must be names like @channel"):
        read(monkeypatch, CHANNELS=channels)


@pytest.mark.parametrize(("said", "meant"), [("off", False), ("false", False), ("on", True), ("", True)])
def test_fetching_by_itself_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, said: str, *, meant: bool) -> None:
    assert read(monkeypatch, SYNC=said).sync is meant
