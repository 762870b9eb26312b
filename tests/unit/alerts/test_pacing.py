"""Never more than Telegram's limits in any window, whatever waits; answers before alerts, but not for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.pacing import ANSWER, MARGIN, MOST_ANSWERS_IN_A_ROW, Limits, Line, Pace, Turn

BROADCAST = Turn(broadcast=True)
PAID = Turn(broadcast=True, paid=True)
GROUP = -100


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to write to `chat` at `at`."""

    at: float
    chat: int
    turn: Turn


@dataclass(frozen=True)
class Gone:
    """A message that went."""

    at: float
    wish: Wish


def simulate(
    wishes: Sequence[Wish], pace: Pace | None = None, *, lags: Sequence[float] = (0.0,), until: float = 1e9
) -> list[Gone]:
    """Everything that goes and when, where timers are late by `lags` in turn."""
    line: Line[Wish] = Line(pace or Pace())
    coming = sorted(wishes, key=lambda wish: wish.at)
    gone: list[Gone] = []
    now, number = 0.0, 0
    while (coming or len(line)) and now < until:
        while coming and coming[0].at <= now:
            line.join(coming[0], coming[0].chat, coming.pop(0).turn)
        while (wish := line.next(now)) is not None:
            gone.append(Gone(now, wish))
        moments = [coming[0].at] if coming else []
        if (wake := line.wake_at()) is not None:
            moments.append(wake)
        now = max(now, min(moments, default=now)) + lags[number % len(lags)]
        number += 1
    return gone


def most_in(moments: Sequence[float], window: float) -> int:
    """The most moments that lie within any window of that length."""
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window:
            first += 1
        most = max(most, last - first + 1)
    return most


wishes = st.lists(
    st.builds(
        Wish,
        at=st.floats(0, 20),
        chat=st.integers(-3, 60).filter(bool),
        turn=st.sampled_from([ANSWER, ANSWER, BROADCAST]),
    ),
    max_size=200,
)
lags = st.lists(st.floats(0, 0.2), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(wishes, lags)
def test_no_window_ever_holds_more_than_the_limits(wished: list[Wish], late: list[float]) -> None:
    gone = simulate(wished, lags=late)
    assert len(gone) == len(wished)
    assert most_in([one.at for one in gone], 1 + MARGIN * 0.9) <= 30
    for chat in {wish.chat for wish in wished}:
        to_chat = [one.at for one in gone if one.wish.chat == chat]
        assert most_in(to_chat, 1.0) <= 1
        assert chat > 0 or most_in(to_chat, 60.0) <= 20


def test_a_hundred_at_once_do_not_leave_as_a_burst() -> None:
    moments = [one.at for one in simulate([Wish(0, chat, BROADCAST) for chat in range(1, 101)])]
    assert all(later - earlier > 0.027 for earlier, later in pairwise(moments))


def test_a_long_rest_saves_nothing_up() -> None:
    moments = [one.at for one in simulate([Wish(3600.0, chat, BROADCAST) for chat in range(1, 101)])]
    assert most_in(moments, 0.5) <= 15


def test_a_line_that_never_ends_moves_at_29_a_second_even_where_timers_are_late() -> None:
    gone = simulate([Wish(0, chat, BROADCAST) for chat in range(1, 3001)], lags=(0.0, 0.004, 0.001))
    assert 3000 / gone[-1].at >= 29


def test_what_is_paid_for_moves_at_nearly_a_thousand_a_second_and_never_faster() -> None:
    gone = simulate([Wish(0, chat, PAID) for chat in range(1, 5001)], lags=(0.0, 0.001, 0.003))
    assert 5000 / gone[-1].at >= 970
    assert most_in([one.at for one in gone], 1.0) <= 1000


def test_what_is_paid_for_takes_nothing_from_the_answers() -> None:
    wished = [Wish(0, chat, PAID) for chat in range(1, 2001)] + [Wish(0.5, 9999, ANSWER)]
    answered = next(one.at for one in simulate(wished) if one.wish.turn is ANSWER)
    assert answered - 0.5 < 0.01


def test_a_group_gets_twenty_a_minute_and_the_others_do_not_wait_for_it() -> None:
    wished = [Wish(0, GROUP, BROADCAST) for _ in range(40)] + [Wish(0, 7, BROADCAST)]
    gone = simulate(wished)
    to_group = [one.at for one in gone if one.wish.chat == GROUP]
    assert most_in(to_group, 60.0) == 20
    assert to_group[-1] > 60
    assert next(one.at for one in gone if one.wish.chat == 7) < 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 8)), min_size=1, max_size=4))
def test_a_halt_holds_to_the_moment_and_none_ends_another(halts: list[tuple[float, float]]) -> None:
    pace = Pace()
    for moment, seconds in halts:
        pace.halt(moment + seconds)
    gone = simulate([Wish(0, chat, ANSWER) for chat in range(1, 5)], pace)
    assert gone[0].at == max(moment + seconds for moment, seconds in halts)


def test_an_answer_goes_before_every_alert_that_waits() -> None:
    wished = [Wish(0, chat, BROADCAST) for chat in range(1, 500)] + [Wish(1.0, 9999, ANSWER)]
    answered = next(one.at for one in simulate(wished) if one.wish.turn is ANSWER)
    assert answered - 1.0 < 0.04


def test_however_much_is_asked_every_tenth_turn_is_an_alerts() -> None:
    asked = [Wish(0, chat, ANSWER) for chat in range(1, 1001)]
    alerts = [Wish(0, chat, BROADCAST) for chat in range(2001, 2101)]
    kinds = [one.wish.turn.broadcast for one in simulate(asked + alerts)]
    assert all(any(kinds[at : at + MOST_ANSWERS_IN_A_ROW + 1]) for at in range(900))
    assert sum(kinds[:100]) == 10


def test_whoever_leaves_the_line_is_not_waited_for() -> None:
    line: Line[str] = Line(Pace())
    line.join("Ann", 1)
    line.join("Olena", 2)
    line.leave("Ann")
    assert line.next(0.0) == "Olena"
    assert line.wake_at() is None


def test_chats_of_long_ago_are_forgotten() -> None:
    pace = Pace(Limits(overall=1000))
    for number in range(1, 5001):
        pace.goes(number, number * 0.1, paid=False)
    assert len(pace._to_chat) < 1500
