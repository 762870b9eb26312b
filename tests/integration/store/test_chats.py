"""What every backend promises of chats and their subscriptions: the contract of `store.ports.Chats`.

A further backend joins by being listed in `BACKENDS`.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from store.ports import Chats, StoreClosedError
from store.series import Grain
from store.subscriptions import ChatKind, DigestWish, Inactive, QuietHours, RecordWish, ThresholdWish, Unreachable
from store.tinydb.chats import CHATS, TinyChats
from store.tinydb.folder import TinyStore
from store.tinydb.reading import chats_in_memory
from store.tinydb.storage import MemoryStorage
from tests.announcements import NOON, a_chat, a_subscription

Opener = Callable[[], Chats]
"""Opens the chats, or opens them again as they were last written."""


@pytest.fixture(params=["tinydb on disk", "tinydb in memory"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    with ExitStack() as stack:
        if request.param == "tinydb in memory":
            storage = MemoryStorage(CHATS)
            yield lambda: TinyChats(storage)
            return
        stores: list[TinyStore] = []

        def reopen() -> Chats:
            for store in stores:
                store.close()
            stores.append(stack.enter_context(TinyStore(tmp_path / "store")))
            return stores[-1].chats

        yield reopen


@pytest.fixture
def chats(reopen: Opener) -> Chats:
    return reopen()


def test_nobody_has_subscribed_to_anything_at_first(chats: Chats) -> None:
    assert chats.chat(1) is None
    assert chats.chats() == ()
    assert chats.subscriptions(1) == ()
    assert chats.every_subscription() == ()


def test_every_part_of_a_chat_and_a_subscription_is_there_again_after_opening_anew(reopen: Opener) -> None:
    chat = a_chat(
        -100,
        kind=ChatKind.SUPERGROUP,
        language="uk",
        time_zone="America/Toronto",
        quiet=QuietHours(start=time(22), end=time(7, 30)),
        inactive=Inactive(why=Unreachable.REMOVED, since=NOON),
    )
    wishes = (
        RecordWish(metric="tanks", grain=Grain.MONTH, lowest=True),
        ThresholdWish(metric="personnel", bound=1_500_000),
        DigestWish(grain=Grain.WEEK),
    )
    subscriptions = tuple(
        a_subscription(-100, topic=7, wish=wish, paused=True, muted_until=NOON, told_until=date(2024, 5, 31))
        for wish in wishes
    )
    chats = reopen()
    chats.put_chats([chat])
    chats.subscribe(subscriptions)

    chats = reopen()
    assert chats.chat(-100) == chat
    assert set(chats.subscriptions(-100)) == set(subscriptions)


def test_a_wish_that_is_asked_for_twice_in_one_place_is_one_subscription(chats: Chats) -> None:
    chats.put_chats([a_chat(1)])
    chats.subscribe([a_subscription(1), a_subscription(1, paused=True), a_subscription(1, topic=7)])

    assert [(one.topic, one.paused) for one in chats.subscriptions(1)] == [(0, True), (7, False)]


def test_subscriptions_of_a_chat_come_oldest_first_and_all_of_them_by_address(chats: Chats) -> None:
    chats.put_chats([a_chat(2), a_chat(-5)])
    late = a_subscription(2, wish=DigestWish(), created=NOON + timedelta(days=1))
    early, negative = a_subscription(2), a_subscription(-5)
    chats.subscribe([late, early, negative])

    assert chats.subscriptions(2) == (early, late)
    assert chats.every_subscription() == (negative, early, late)


def test_a_subscription_needs_a_chat_that_is_known(reopen: Opener) -> None:
    chats = reopen()
    chats.put_chats([a_chat(1)])
    with pytest.raises(LookupError, match="no chat 2"):
        chats.subscribe([a_subscription(1), a_subscription(2)])

    assert reopen().every_subscription() == ()


def test_unsubscribing_twice_is_unsubscribing_once(reopen: Opener) -> None:
    chats = reopen()
    chats.put_chats([a_chat(1)])
    stays, goes = a_subscription(1), a_subscription(1, wish=DigestWish())
    chats.subscribe([stays, goes])

    chats.unsubscribe([goes.key])
    chats.unsubscribe([goes.key])

    assert reopen().subscriptions(1) == (stays,)


def test_a_chat_that_became_another_keeps_what_it_subscribed_to(reopen: Opener) -> None:
    chats = reopen()
    chats.put_chats([a_chat(-1, kind=ChatKind.GROUP, language="uk")])
    chats.subscribe([a_subscription(-1)])

    chats.move(-1, -100)
    chats.move(-1, -100)

    chats = reopen()
    assert chats.chat(-1) is None
    assert chats.subscriptions(-1) == ()
    assert chats.chats() == (a_chat(-100, kind=ChatKind.GROUP, language="uk"),)
    assert chats.subscriptions(-100) == (a_subscription(-100),)


def test_what_the_new_chat_has_already_settled_stays(chats: Chats) -> None:
    chats.put_chats([a_chat(-1, language="uk"), a_chat(-100, language="en")])
    chats.subscribe([a_subscription(-1), a_subscription(-100, paused=True)])

    chats.move(-1, -100)

    assert chats.chats() == (a_chat(-100, language="en"),)
    assert chats.subscriptions(-100) == (a_subscription(-100, paused=True),)


def test_nothing_is_left_of_a_chat_that_is_forgotten(reopen: Opener, tmp_path: Path) -> None:
    chats = reopen()
    chats.put_chats([a_chat(4711), a_chat(2)])
    chats.subscribe([a_subscription(4711), a_subscription(2)])

    chats.forget(4711)

    chats = reopen()
    assert chats.chats() == (a_chat(2),)
    assert chats.every_subscription() == (a_subscription(2),)
    assert not any("4711" in file.read_text() for file in tmp_path.rglob("chats.json"))


def test_closed_chats_are_not_read(chats: Chats) -> None:
    assert isinstance(chats, TinyChats)
    chats.close()
    with pytest.raises(StoreClosedError):
        chats.put_chats([a_chat(1)])


def test_chats_can_be_looked_at_beside_their_writer(tmp_path: Path) -> None:
    with TinyStore(tmp_path) as store:
        store.chats.put_chats([a_chat(1)])
        assert chats_in_memory(tmp_path).chats() == (a_chat(1),)
    assert chats_in_memory(tmp_path / "nowhere").chats() == ()


def test_quiet_hours_leave_some_of_the_day() -> None:
    with pytest.raises(ValidationError, match="leave none"):
        QuietHours(start=time(22), end=time(22))


@pytest.mark.parametrize("name", ["Kyiv", "Mars/Olympus", "", "../etc/passwd"])
def test_a_time_zone_is_one_that_there_is(name: str) -> None:
    with pytest.raises(ValidationError, match="no time zone"):
        a_chat(1, time_zone=name)
