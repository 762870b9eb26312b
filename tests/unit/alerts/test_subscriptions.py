"""What somebody wants to hear of: in their words, and in what there is to tell."""

from datetime import date, timedelta

import pytest

from bot.alerts.subscriptions import Subscribe, Unsubscribe, bounds_of, counts_at, findings_for, read_request, wanted
from store.alerts import News
from store.series import Grain
from store.subscriptions import DigestWish, RecordWish, ThresholdWish, Wish
from tests.announcements import NOON, a_finding, a_subscription

NOW = date(2026, 8, 8)

MILLION_AND_A_HALF = ThresholdWish(metric="personnel", bound=1_500_000)
ARTILLERY_60 = ThresholdWish(metric="artillery", grain=Grain.DAY, bound=60)

ARTILLERY_WEEKS = RecordWish(metric="artillery", grain=Grain.WEEK)
TANK_MONTHS = RecordWish(metric="tanks", grain=Grain.MONTH)

UK_50_000 = ThresholdWish(metric="personnel", grain=Grain.MONTH, bound=50_000, claimant="uk")
DAY_OF_1500 = ThresholdWish(metric="personnel", grain=Grain.DAY, bound=1_500)

WANTED: list[tuple[str, tuple[Wish, ...]]] = [
    ("tell me when tank losses hit a new monthly record", (RecordWish(metric="tanks", grain=Grain.MONTH),)),
    ("alert me on any record", (RecordWish(),)),
    ("Tell me when there is a new record.", (RecordWish(),)),
    ("subscribe", (RecordWish(),)),
    ("notify me of weekly records for drones", (RecordWish(metric="uavs", grain=Grain.WEEK),)),
    ("alert me about the lowest month for tanks", (RecordWish(metric="tanks", grain=Grain.MONTH, lowest=True),)),
    ("notify me about tanks and artillery", (RecordWish(metric="tanks"), RecordWish(metric="artillery"))),
    ("let me know if artillery losses go over 60 in a day", (ARTILLERY_60,)),
    ("alert me when personnel losses exceed 1,500,000", (MILLION_AND_A_HALF,)),
    ("tell me when total losses reach 1.5 million", (MILLION_AND_A_HALF,)),
    ("send me a weekly digest", (DigestWish(grain=Grain.WEEK),)),
    ("subscribe me to the daily digest", (DigestWish(grain=Grain.DAY),)),
    ("повідом, коли буде новий рекорд", (RecordWish(),)),
    ("підпиши мене на тижневі рекорди артилерії", (RecordWish(metric="artillery", grain=Grain.WEEK),)),
    ("повідомляй про рекорди місяця за танками", (RecordWish(metric="tanks", grain=Grain.MONTH),)),
    ("скажи, коли буде новий рекорд", (RecordWish(),)),
    ("сповісти, якщо артилерія понад 60 за добу", (ARTILLERY_60,)),
    ("повідом, коли втрати перевищать 1,5 млн", (MILLION_AND_A_HALF,)),
    ("надсилай щотижневий дайджест", (DigestWish(grain=Grain.WEEK),)),
    ("tell me when tank losses beat the monthly record", (RecordWish(metric="tanks", grain=Grain.MONTH),)),
    ("alert me if the UK says more than 50,000 in a month", (UK_50_000,)),
    ("повідом, якщо Британія назве більше ніж 50 000 за місяць", (UK_50_000,)),
    ("tell me if there's a record week for artillery", (ARTILLERY_WEEKS,)),
    ("if there is a record week for artillery, tell me", (ARTILLERY_WEEKS,)),
    ("tell me when artillery has a record week", (ARTILLERY_WEEKS,)),
    ("tell me when the weekly record for artillery falls", (ARTILLERY_WEEKS,)),
    ("let me know when there's a record month for tanks", (TANK_MONTHS,)),
    ("when there's a record month for tanks, let me know", (TANK_MONTHS,)),
    ("tell me once tanks hit a record month", (TANK_MONTHS,)),
    ("tell me as soon as there's a record day", (RecordWish(grain=Grain.DAY),)),
    ("скажи, коли буде рекордний тиждень по артилерії", (ARTILLERY_WEEKS,)),
    ("коли буде рекордний тиждень по артилерії, скажи", (ARTILLERY_WEEKS,)),
    ("скажи, як буде рекордний тиждень по артилерії", (ARTILLERY_WEEKS,)),
    ("якщо станеться рекордний місяць по танках, дай знати", (TANK_MONTHS,)),
    ("скажи, коли танки поставлять рекорд за місяць", (TANK_MONTHS,)),
    ("скажи, коли втрати перевищать 1,5 мільйона", (MILLION_AND_A_HALF,)),
    ("сообщай, когда будет новый рекорд", (RecordWish(),)),
    ("напиши, когда будет побит рекорд", (RecordWish(),)),
    ("уведоми меня, если артиллерии больше 60 за день", (ARTILLERY_60,)),
    ("дай знать, когда Россия потеряет больше 1500 за сутки", (DAY_OF_1500,)),
    ("дай знать, когда потери превысят 1,5 миллиона", (MILLION_AND_A_HALF,)),
    ("присылай сводку каждую неделю", (DigestWish(grain=Grain.WEEK),)),
]

STOPPED = [
    ("stop drone alerts", Unsubscribe(metrics=("uavs",))),
    ("stop", Unsubscribe()),
    ("please stop all alerts", Unsubscribe()),
    ("unsubscribe from tanks", Unsubscribe(metrics=("tanks",))),
    ("stop monthly records for tanks", Unsubscribe(metrics=("tanks",), grain=Grain.MONTH, kinds=frozenset({"record"}))),
    ("stop UK alerts", Unsubscribe(claimants=("uk",))),
    ("stop alerts about Ukrainian losses", Unsubscribe(party="ukraine")),
    ("stop lowest record alerts", Unsubscribe(kinds=frozenset({"record"}), lowest=True)),
    ("stop threshold alerts", Unsubscribe(kinds=frozenset({"threshold"}))),
    ("stop monthly alerts", Unsubscribe(grain=Grain.MONTH)),
    ("відпиши від щотижневого дайджесту", Unsubscribe(grain=Grain.WEEK, kinds=frozenset({"digest"}))),
    ("stop weather alerts", Unsubscribe(unread=True)),
    ("stop all weather alerts", Unsubscribe()),
    ("стоп танки", Unsubscribe(metrics=("tanks",))),
    ("не повідомляй про танки", Unsubscribe(metrics=("tanks",))),
    ("відпиши мене", Unsubscribe()),
    ("больше не сообщай про танки", Unsubscribe(metrics=("tanks",))),
    ("хватит уведомлений про дроны", Unsubscribe(metrics=("uavs",))),
    ("убери все уведомления", Unsubscribe()),
]

QUESTIONS = [
    "May 2024 losses?",
    "tell me the record for tanks",
    "tell me when total losses reached 1.5 million",
    "tell me when tank losses were highest",
    "tell me if there was a record week for artillery",
    "tell me if there's been a record week",
    "tell me if there is a record week in May 2024",
    "tell me if this is a record week for artillery",
    "tell me whether artillery had a record week",
    "tell me about the record week for artillery",
    "tell me when the record for tanks was set",
    "tell me the average losses a day",
    "скажи, коли був рекордний тиждень",
    "скажи, як часто втрати понад 1000 на день",
    "скажи, скільки в середньому втрачають за день",
    "when was the last record",
    "what is the new record",
    "tell me about tanks",
    "when did losses stop rising",
    "when will the war end",
    "the war must stop",
    "stop the war",
    "зупиніть війну",
    "month end",
    "how many tanks did russia lose",
    "скільки танків втрачено",
    "скажи, коли втрати перевищили мільйон",
    "коли був рекорд",
    "let me know the losses in May 2024",
    "remind me of May losses",
    "нагадай втрати за травень",
    "надішли зведення за травень",
    "сообщи потери за май 2024",
    "сообщи, когда потери достигли 500 тысяч",
    "напомни, какие были потери в мае",
    "hello",
    "",
]


@pytest.mark.parametrize(("text", "wishes"), WANTED)
def test_what_somebody_wants_to_hear_of_is_read_from_their_words(text: str, wishes: tuple[Wish, ...]) -> None:
    assert read_request(text, now=NOW) == Subscribe(wishes)


@pytest.mark.parametrize(("text", "request_"), STOPPED)
def test_what_somebody_no_longer_wants_to_hear_of_is_read_too(text: str, request_: Unsubscribe) -> None:
    assert read_request(text, now=NOW) == request_


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_no_request_for_alerts(text: str) -> None:
    assert read_request(text, now=NOW) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("artillery over 60 in a day", ARTILLERY_60),
        ("total passes 1,500,000", MILLION_AND_A_HALF),
        ("monthly records for tanks", RecordWish(metric="tanks", grain=Grain.MONTH)),
        ("any record", RecordWish()),
        ("танки", RecordWish(metric="tanks")),
        ("drones top 200 in a day", ThresholdWish(metric="uavs", grain=Grain.DAY, bound=200)),
        ("понад 60 артсистем за день", ARTILLERY_60),
        ("понад 2 тисячі за добу", ThresholdWish(metric="personnel", grain=Grain.DAY, bound=2_000)),
        ("a million and a half", MILLION_AND_A_HALF),
        ("півтора мільйона", MILLION_AND_A_HALF),
        ("2026 to be a record year", RecordWish(grain=Grain.YEAR)),
    ],
)
def test_after_a_command_everything_is_a_wish(text: str, wish: Wish) -> None:
    assert read_request(text, now=NOW, asked=True) == Subscribe((wish,))


@pytest.mark.parametrize(
    "text",
    [
        "alert me when tanks fall below 5 in a day",
        "subscribe me to banana prices",
        "notify me when dinner is ready",
    ],
)
def test_who_wants_to_hear_of_what_no_alert_can_tell_is_not_taken_to_want_all_records(text: str) -> None:
    assert read_request(text, now=NOW) == Subscribe(())


DAY_OF_1000 = ThresholdWish(metric="personnel", grain=Grain.DAY, bound=1_000)
WEEK_OF_7000 = ThresholdWish(metric="personnel", grain=Grain.WEEK, bound=7_000)


@pytest.mark.parametrize(
    "text",
    [
        "tell me when losses average over 1000 a day",
        "let me know when personnel losses average more than 1000 a day",
        "tell me if the average goes over 1000 a day",
        "alert me when average daily losses pass 1000",
        "скажи, якщо втрати в середньому перевищать 1000 на добу",
        "дай знати, коли середньодобові втрати перевищать 1000",
    ],
)
def test_no_average_is_taken_for_a_day_but_what_comes_nearest_is_offered(text: str) -> None:
    assert read_request(text, now=NOW) == Subscribe((), instead=(DAY_OF_1000, WEEK_OF_7000))


def test_an_average_after_a_command_is_none_of_a_day_either() -> None:
    offered = Subscribe((), instead=(DAY_OF_1000, WEEK_OF_7000))
    assert read_request("average over 1000 a day", now=NOW, asked=True) == offered
    monthly = ThresholdWish(metric="tanks", grain=Grain.MONTH, bound=300)
    assert read_request("average of tanks over 300 a month", now=NOW, asked=True) == Subscribe((), instead=(monthly,))


@pytest.mark.parametrize("text", ["drones 200", "artillery > 60 in a day", "fewer than 500 a day", "bananas over 1500"])
def test_a_number_that_cannot_be_watched_for_is_not_taken_for_a_wish_to_hear_of_records(text: str) -> None:
    assert read_request(text, now=NOW, asked=True) == Subscribe(())


@pytest.mark.parametrize(
    ("stop", "concerned"),
    [
        (Unsubscribe(), {TANK_MONTHS, ARTILLERY_60, DigestWish()}),
        (Unsubscribe(metrics=("tanks",)), {TANK_MONTHS}),
        (Unsubscribe(grain=Grain.DAY), {ARTILLERY_60, DigestWish()}),
        (Unsubscribe(kinds=frozenset({"digest"})), {DigestWish()}),
        (Unsubscribe(metrics=("uavs",)), set()),
        (Unsubscribe(kinds=frozenset({"record"})), {TANK_MONTHS}),
        (Unsubscribe(lowest=True), set()),
        (Unsubscribe(claimants=("uk",)), set()),
        (Unsubscribe(party="russia"), {TANK_MONTHS, ARTILLERY_60, DigestWish()}),
        (Unsubscribe(unread=True), set()),
    ],
)
def test_stopping_concerns_what_is_named(stop: Unsubscribe, concerned: set[Wish]) -> None:
    assert {wish for wish in (TANK_MONTHS, ARTILLERY_60, DigestWish()) if stop.concerns(wish)} == concerned


RECORD = a_finding()
PASSED = a_finding(news=News.PASSED)
REACHED = a_finding(news=News.TOTAL_REACHED, grain=None, broke=None, bound=1_500_000)
OVER = a_finding(news=News.UNIT_OVER, broke=None, bound=30_000)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (RecordWish(), {RECORD.key, PASSED.key}),
        (RecordWish(metric="personnel", grain=Grain.MONTH), {RECORD.key, PASSED.key}),
        (RecordWish(metric="tanks"), set()),
        (RecordWish(grain=Grain.DAY), set()),
        (RecordWish(lowest=True), set()),
        (RecordWish(party="ukraine"), set()),
        (RecordWish(claimant="uk"), set()),
        (MILLION_AND_A_HALF, {REACHED.key}),
        (ThresholdWish(metric="personnel", bound=1_400_000), set()),
        (ThresholdWish(metric="personnel", grain=Grain.MONTH, bound=30_000), {OVER.key}),
        (ThresholdWish(metric="personnel", grain=Grain.DAY, bound=30_000), set()),
        (DigestWish(), set()),
    ],
)
def test_a_wish_is_about_what_it_names(wish: Wish, told: set[str]) -> None:
    assert {one.key for one in (RECORD, PASSED, REACHED, OVER) if wanted(wish, one)} == told


def test_a_finding_that_two_subscriptions_are_about_is_told_once() -> None:
    both = [a_subscription(wish=RecordWish()), a_subscription(wish=RecordWish(metric="personnel"))]
    assert findings_for(both, [RECORD, OVER]) == (RECORD,)


def test_a_subscription_counts_from_when_it_was_made_unless_it_is_paused_or_muted() -> None:
    minute = timedelta(minutes=1)
    assert counts_at(a_subscription(), NOON)
    assert not counts_at(a_subscription(), NOON - minute)
    assert not counts_at(a_subscription(paused=True), NOON)
    assert not counts_at(a_subscription(muted_until=NOON + minute), NOON)
    assert counts_at(a_subscription(muted_until=NOON + minute), NOON + minute)


def test_detection_looks_for_each_bound_once() -> None:
    subscriptions = [a_subscription(chat, wish=wish) for chat in (1, 2) for wish in (ARTILLERY_60, RecordWish())]
    assert bounds_of(subscriptions) == (ARTILLERY_60,)
