"""Never more than Telegram's limits, whenever it counts; no bursts; answers before alerts, but not for ever."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.alerts.pacing import ANSWER, ASKING, HASTE, MOST_ANSWERS_IN_A_ROW, Limits, Line, Pace, Turn, Waiting, Window

BROADCAST = Turn(broadcast=True)
PAID = Turn(broadcast=True, paid=True)
GROUP = -100

NEVER = 1e6
"""Seconds that are as good as for ever: nobody answers."""


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to write to `chat` at `at`."""

    at: float
    chat: int
    turn: Turn


@dataclass(frozen=True)
class Gone:
    """A message that went, and when its answer came."""

    at: float
    wish: Wish
    answered: float

    def counted(self, share: float) -> float:
        """A moment on its way at which the server may count it."""
        return self.at + share * (self.answered - self.at)


@dataclass(frozen=True)
class Weather:
    """How late timers are, and how many seconds an answer takes, each in turn."""

    lags: Sequence[float] = (0.0,)
    latencies: Sequence[float] = (0.0,)


def simulate(wishes: Sequence[Wish], pace: Pace | None = None, weather: Weather = Weather()) -> list[Gone]:
    """Everything that goes and when."""
    pace = pace or Pace()
    line: Line[Wish] = Line(pace)
    coming = sorted(wishes, key=lambda wish: wish.at)
    gone: list[Gone] = []
    awaited: list[tuple[float, int, Wish]] = []
    now = 0.0
    for number in count():
        while awaited and awaited[0][0] <= now:
            moment, _, wish = heappop(awaited)
            pace.answered(wish.chat, moment, wish.turn)
        while coming and coming[0].at <= now:
            line.join(Waiting(coming[0], coming[0].chat, coming.pop(0).turn))
        while (waiting := line.next(now)) is not None:
            wish = waiting.who
            answered = now + weather.latencies[len(gone) % len(weather.latencies)]
            gone.append(Gone(now, wish, answered))
            heappush(awaited, (answered, len(gone), wish))
        wake = line.wake_at()
        moments = [*(one.at for one in coming[:1]), *(one[0] for one in awaited[:1]), *([wake] if wake else [])]
        if len(gone) == len(wishes):
            return gone
        now = max(now, min(moments)) + weather.lags[number % len(weather.lags)]
    raise AssertionError


def most_in(moments: Sequence[float], window: float) -> int:
    """The most moments that lie within any window of that length; a billionth of a second is the floats' own."""
    moments = sorted(moments)
    most = first = 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= window - 1e-9:
            first += 1
        most = max(most, last - first + 1)
    return most


shares = st.floats(0, 1)

wishes = st.lists(
    st.builds(
        Wish,
        at=st.floats(0, 20),
        chat=st.integers(-3, 60).filter(bool),
        turn=st.sampled_from([ANSWER, ANSWER, BROADCAST, PAID]),
    ),
    max_size=200,
)

weathers = st.builds(
    Weather,
    lags=st.lists(st.floats(0, 0.2), min_size=1, max_size=5),
    latencies=st.lists(st.floats(0, 0.5) | st.floats(0, 20), min_size=1, max_size=7),
)


@settings(max_examples=100, deadline=None)
@given(wishes, weathers, st.data())
def test_whatever_the_latencies_no_window_of_the_server_holds_more_than_its_limit(
    wished: list[Wish], weather: Weather, data: st.DataObject
) -> None:
    gone = simulate(wished, Pace(Limits(overall=5, paid=8, group=3, group_seconds=10.0)), weather)
    assert Counter(one.wish for one in gone) == Counter(wished)
    # Somewhere between its leaving and its answer the server counts each: anywhere.
    on_the_way = data.draw(st.lists(shares, min_size=1, max_size=11))
    counted = [(one.wish, one.counted(on_the_way[n % len(on_the_way)])) for n, one in enumerate(gone)]
    assert most_in([at for wish, at in counted if not wish.turn.paid], 1.0) <= 5
    assert most_in([at for wish, at in counted if wish.turn.paid], 1.0) <= 8
    for chat in {wish.chat for wish in wished}:
        to_chat = [at for wish, at in counted if wish.chat == chat]
        assert most_in(to_chat, 1.0) <= 1
        assert chat > 0 or most_in(to_chat, 10.0) <= 3


@settings(max_examples=200, deadline=None)
@given(limit=st.integers(1, 4), messages=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40)), max_size=30))
def test_a_window_has_room_from_the_first_moment_it_can_on(limit: int, messages: list[tuple[int, int]]) -> None:
    window, now = Window(limit, 10), 0
    awaited: list[int] = []
    answers: list[int] = []
    for wait, latency in messages:
        earliest = now + wait
        while True:
            # Taken is what is under way, and what was answered in the time before.
            if now >= earliest and len(awaited) + sum(answer > now - 10 for answer in answers) < limit:
                assert window.next() <= now
                break
            assert now < earliest or window.next() > now
            now += 1
            while awaited and awaited[0] <= now:
                answers.append(heappop(awaited))
                window.answered(answers[-1])
        window.leaves()
        heappush(awaited, now + latency)


def test_a_hundred_at_once_do_not_leave_as_a_burst() -> None:
    moments = [one.at for one in simulate([Wish(0, chat, BROADCAST) for chat in range(1, 101)])]
    assert all(later - earlier > 1 / 30 - HASTE - 1e-9 for earlier, later in pairwise(moments))
    assert most_in(moments, 0.5) <= 16


def test_a_long_rest_saves_nothing_up() -> None:
    moments = [one.at for one in simulate([Wish(3600.0, chat, BROADCAST) for chat in range(1, 101)])]
    assert most_in(moments, 0.5) <= 16


def test_a_line_that_never_ends_moves_at_29_a_second_even_where_timers_are_late_and_answers_vary() -> None:
    weather = Weather(lags=(0.0, 0.004, 0.001), latencies=(0.002, 0.002, 0.009, 0.003, 0.03, 0.005))
    gone = simulate([Wish(0, chat, BROADCAST) for chat in range(1, 3001)], weather=weather)
    assert 3000 / gone[-1].at >= 29


def test_a_message_that_nobody_answers_costs_one_place_and_no_more() -> None:
    latencies = [0.002] * 3000
    latencies[100] = NEVER
    gone = simulate([Wish(0, chat, BROADCAST) for chat in range(1, 3001)], weather=Weather(latencies=latencies))
    assert len(gone) == 3000
    assert 3000 / gone[-1].at >= 28.9


def test_where_nobody_answers_nothing_more_goes_until_somebody_does() -> None:
    pace = Pace()
    line: Line[int] = Line(pace)
    for chat in range(1, 32):
        line.join(Waiting(chat, chat, BROADCAST))
    now = 0.0
    for _ in range(30):
        now += 1
        assert line.next(now) is not None
    assert line.next(now + 60) is None
    assert line.wake_at() is None
    pace.answered(7, now + 60, BROADCAST)
    assert line.wake_at() == now + 61
    assert line.next(now + 60.9) is None
    assert line.next(now + 61) is not None


def test_what_is_paid_for_moves_at_nearly_a_thousand_a_second_and_never_faster() -> None:
    weather = Weather(lags=(0.0, 0.001, 0.003), latencies=(0.004, 0.011))
    gone = simulate([Wish(0, chat, PAID) for chat in range(1, 5001)], weather=weather)
    assert 5000 / gone[-1].at >= 970
    assert most_in([one.at for one in gone], 1.0) <= 1000


def test_what_is_paid_for_takes_nothing_from_the_answers() -> None:
    wished = [Wish(0, chat, PAID) for chat in range(1, 2001)] + [Wish(0.5, 9999, ANSWER)]
    answered = next(one.at for one in simulate(wished) if one.wish.turn is ANSWER)
    assert answered - 0.5 < 0.01


def test_a_group_gets_twenty_a_minute_and_the_others_do_not_wait_for_it() -> None:
    wished = [Wish(0, GROUP, BROADCAST) for _ in range(40)] + [Wish(0, 7, BROADCAST)]
    gone = simulate(wished, weather=Weather(latencies=(0.01,)))
    to_group = [one.at for one in gone if one.wish.chat == GROUP]
    assert most_in(to_group, 60.0) == 20
    assert 60 < to_group[-1] < 82
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


def test_once_somebody_has_asked_the_next_answers_wait_for_no_alert() -> None:
    asked = [Wish(2 + 0.31 * number, 9000 + number, ANSWER) for number in range(20)]
    alerts = [Wish(0, chat, BROADCAST) for chat in range(1, 500)]
    gone = [one for one in simulate(asked + alerts, weather=Weather(latencies=(0.003,))) if one.wish.turn is ANSWER]
    assert all(one.at - one.wish.at < 1e-9 for one in gone[1:])


def test_where_nobody_asks_any_more_no_place_is_kept_for_an_answer() -> None:
    pace = Pace()
    pace.leaves(1, 0.0)
    pace.answered(1, 0.0)
    for chat in range(2, 31):
        pace.leaves(chat, 1.0, BROADCAST)
    assert pace.ready(ANSWER) <= 1.0
    assert pace.ready(BROADCAST) == ASKING
    assert pace.ready(BROADCAST, overdue=True) < 2.1


def test_however_much_is_asked_every_tenth_turn_is_an_alerts() -> None:
    asked = [Wish(0, chat, ANSWER) for chat in range(1, 1001)]
    alerts = [Wish(0, chat, BROADCAST) for chat in range(2001, 2101)]
    kinds = [one.wish.turn.broadcast for one in simulate(asked + alerts)]
    assert all(any(kinds[at : at + MOST_ANSWERS_IN_A_ROW + 1]) for at in range(900))
    assert sum(kinds[:100]) == 10


def test_whoever_leaves_the_line_is_not_waited_for() -> None:
    line: Line[str] = Line(Pace())
    ann, olena = Waiting("Ann", 1, ANSWER), Waiting("Olena", 2, ANSWER)
    line.join(ann)
    line.join(olena)
    line.leave(ann)
    assert line.next(0.0) is olena
    assert line.wake_at() is None


def test_chats_of_long_ago_are_forgotten() -> None:
    pace = Pace(Limits(overall=1000))
    for number in range(1, 20_001):
        pace.leaves(number, number * 0.01)
        pace.answered(number, number * 0.01)
    assert len(pace._chats) < 2500


def test_a_chat_is_not_forgotten_while_a_message_to_it_is_under_way() -> None:
    pace = Pace(Limits(overall=1000))
    pace.leaves(7, 0.0)
    for number in range(1001, 5001):
        pace.leaves(number, number * 0.1)
        pace.answered(number, number * 0.1)
    pace.answered(7, 500.0)
    assert pace.room(7) == 501.0
