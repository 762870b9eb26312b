"""Configuration, from environment variables that start with `LOSSBOT_`."""

import re
from collections.abc import Iterator
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, HttpUrl, SecretStr, StringConstraints, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX: Final = "LOSSBOT_"

_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes as a webhook's secret."""

_CHANNEL_ID: Final = re.compile(r"-[0-9]{1,20}")
_CHANNEL_NAME: Final = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")


class Settings(BaseSettings):
    """All that can be configured; only `lossbot run` needs any of it, and of that only the token.

    Raises:
        pydantic.ValidationError: a variable holds what the setting cannot be; the error never repeats it.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    token: SecretStr | None = Field(
        default=None,
        description="The bot's token from @BotFather. Only `lossbot run` needs it.",
    )
    store: str | None = Field(
        default=None,
        description="Where figures are kept: a folder. By default one of its own among the user's data.",
    )
    api_url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+[^\s]*$")] = Field(
        default="https://api.telegram.org",
        description="The base of the Bot API server, for a self-hosted one.",
    )
    sync: bool = Field(
        default=True,
        description="Whether the running bot fetches the public data sets itself; `off` leaves it to `lossbot sync`.",
    )
    sync_from: str | None = Field(
        default=None,
        description="Where `sync` fetches from instead: as its option `--from`, several separated by blanks.",
    )
    owners: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(),
        description="Telegram user ids of the bot's owners, separated by commas.",
    )
    channels: Annotated[frozenset[int | str], NoDecode] = Field(
        default=frozenset(),
        description="Channels whose posts are read as daily reports: `@names` or ids, separated by commas.",
    )
    paid_broadcast: bool = Field(
        default=False,
        description="Whether alerts go out at up to 1,000 messages a second, for which Telegram takes Stars.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much is logged: DEBUG, INFO, WARNING or ERROR. Never the token nor what people write.",
    )
    webhook_url: HttpUrl | None = Field(
        default=None,
        description="The public address that Telegram posts updates to. Without it the bot polls.",
    )
    webhook_listen: str = Field(
        default="127.0.0.1",
        description="The address that the webhook listens on, behind a proxy that speaks HTTPS.",
    )
    webhook_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8443,
        description="The port that the webhook listens on.",
    )
    webhook_path: Annotated[str, StringConstraints(pattern=r"^/[\w\-./~]*$")] | None = Field(
        default=None,
        description="The path that the webhook listens on. By default the path of the public address.",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="What Telegram must send along with each update, of A-Z, a-z, 0-9, _ and -. "
        "By default made up anew at every start.",
    )

    @field_validator("token", mode="before")
    @classmethod
    def _without_blanks(cls, token: object) -> object:
        """A token copied with a blank or a line's end is still that token."""
        return token.strip() if isinstance(token, str) else token

    @field_validator("owners", mode="before")
    @classmethod
    def _separated_by_commas(cls, owners: object) -> object:
        return [part for part in owners.split(",") if part.strip()] if isinstance(owners, str) else owners

    @field_validator("channels", mode="before")
    @classmethod
    def _by_name_or_id(cls, channels: object) -> object:
        if not isinstance(channels, str):
            return channels
        return [_channel(part.strip()) for part in channels.split(",") if part.strip()]

    @field_validator("api_url")
    @classmethod
    def _without_final_slash(cls, url: str) -> str:
        return url.rstrip("/")

    @field_validator("webhook_secret")
    @classmethod
    def _one_that_telegram_takes(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None and not _SECRET.fullmatch(secret.get_secret_value()):
            raise ValueError("must be 1 to 256 of the characters A-Z, a-z, 0-9, _ and -")
        return secret

    @property
    def local_webhook_path(self) -> str:
        """The path that the webhook listens on: the one that is set, or else that of the public address."""
        return self.webhook_path or (self.webhook_url and self.webhook_url.path) or "/"


def _channel(named: str) -> int | str:
    """A channel by its id, or by its public name in lower case and without the "@"."""
    if _CHANNEL_ID.fullmatch(named):
        return int(named)
    if not _CHANNEL_NAME.fullmatch(named):
        raise ValueError("must be names like @channel or ids like -1001234567890")
    return named.removeprefix("@").casefold()


class Setting(NamedTuple):
    """One setting as its documentation shows it."""

    variable: str
    default: str
    description: str


def settings() -> Iterator[Setting]:
    """Every setting, in the order in which they are documented."""
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, frozenset()) else str(field.default)
        yield Setting(f"{PREFIX}{name.upper()}", default, field.description or "")
