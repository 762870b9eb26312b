"""Alerts, corrections, digests and subscriptions in words, in both languages."""

from datetime import date, timedelta
from itertools import accumulate
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from bot.replies.alert_lines import (
    alert_reply,
    digest_reply,
    standing_reply,
    subscription_text,
    wish_text,
)
from bot.replies.reply import Reply, plain
from bot.replies.wording import LANGUAGES
from bot.understanding.question import Intent, Question
from bot.understanding.reading import read_question
from store.alerts import Correction, Finding, News, Standing
from store.catalogue import load_catalogue
from store.models import Kind, Language, Period, Qualifier, Report, Scope, Verification
from store.series import DAY, Grain
from store.snapshot import Snapshot, build_snapshot
from store.subscriptions import DigestWish, RecordWish, ThresholdWish, Wish
from tests.announcements import MAY, NOON, REPORT, a_finding, a_subscription
from tests.entries import a_claim, a_report, a_source

CATALOGUE = load_catalogue()

QUARTER_SO_FAR = a_finding(
    news=News.PASSED,
    metric="tanks",
    grain=Grain.QUARTER,
    period=Period(date(2024, 4, 1), date(2024, 6, 1)),
    value=1_100,
    broke=Standing(period=Period(date(2023, 10, 1), date(2023, 12, 31)), value=1_000, known_on=date(2024, 1, 1)),
)
OVER_60 = a_finding(
    news=News.UNIT_OVER,
    metric="artillery",
    grain=Grain.DAY,
    period=Period(date(2024, 5, 31), date(2024, 5, 31)),
    value=66,
    bound=60,
    broke=None,
)
TOTAL = a_finding(
    news=News.TOTAL_REACHED,
    grain=None,
    period=Period(date(2022, 2, 24), date(2024, 5, 31)),
    value=508_780,
    qualifier=Qualifier.ABOUT,
    bound=500_000,
    broke=None,
)


def text(reply: Reply) -> str:
    return plain(reply.lines).replace("\xa0", " ")


def alert(*findings: Finding, language: Language = "en") -> str:
    return text(alert_reply(findings, CATALOGUE, language))


def test_an_alert_tells_the_figure_what_it_broke_and_by_how_much_who_says_so_and_where() -> None:
    assert alert(a_finding()).splitlines() == [
        "38,940 Russian personnel lost in May 2024",
        "New record: the highest month so far. It broke 29,970 (December 2023) by 8,970 (+30%).",
        "",
        "According to Ukraine's Ministry of Defence, report of 1 June 2024",
        "Personnel: Counts killed, wounded, missing and captured together.",
        "A claim by one side, not independently verified.",
        "Source:",
        f"Ministry of Defence of Ukraine, “{REPORT.title}”, 1 June 2024 ({REPORT.url})",
    ]


def test_an_alert_is_told_in_the_language_of_its_reader() -> None:
    told = alert(a_finding(), language="uk")
    assert "38 940 військових: втрати Росії за травень 2024" in told
    assert "Новий рекорд: найбільше досі число за місяць. Перевершено 29 970 (грудень 2023) на 8 970 (+30%)." in told


def test_a_running_unit_is_told_as_what_it_is() -> None:
    told = alert(QUARTER_SO_FAR)
    assert "(so far)" in told
    assert (
        "Already more than the record for a quarter, 1,000 (Q4 2023), by 100 (+10%). The quarter is not over." in told
    )
    assert "New record" not in told


def test_what_the_claimant_itself_states_is_told_as_its_word_and_cites_its_statement() -> None:
    on = date(2024, 5, 21)
    claim = a_claim(
        35_000, claimant="ukraine", body="Ministry of Defence", speaker="A minister", kind=Kind.PERIOD_TOTAL,
        period=Period(date(2024, 5, 1), date(2024, 5, 20)), qualifier=Qualifier.OVER, stated_on=on,
        scope=(Scope.KILLED,), verified=Verification.CLAIMED, source=a_source(on),
    )  # fmt: skip
    said = {"period": claim.period, "value": 35_000, "qualifier": Qualifier.OVER, "reported_on": on}
    finding = a_finding(news=News.STATED, sources=(claim.source,), claim=claim, **said)
    assert alert(finding).splitlines()[:6] == [
        "Over 35,000 Russian personnel lost from 1 May 2024 to 20 May 2024 (so far)",
        (
            "A record by the claimant's own statement, ahead of its daily reports: more than the highest month so far, "
            "29,970 (December 2023), by 5,030 (+17%)."
        ),
        "",
        "Ukraine: A minister (Ministry of Defence), 21 May 2024",
        "Personnel: Counts the killed alone.",
        "A claim by one side, not independently verified.",
    ]
    by_the_uk = claim.model_copy(update={"claimant": "uk"})
    told = alert(finding.model_copy(update={"claimant": "uk", "claim": by_the_uk}), language="uk")
    assert "Рекорд серед заяв самого джерела" in told


def test_a_bound_is_told_with_by_how_much_it_was_passed() -> None:
    assert "More than 60 in a day: by 6 (+10%)." in alert(OVER_60)
    assert "About 508,780 Russian personnel lost" in alert(TOTAL)
    assert "The total has reached 500,000." in alert(TOTAL)


def test_a_record_by_next_to_nothing_is_not_said_to_be_one_by_0_percent() -> None:
    assert "by 10." in alert(a_finding(value=29_980))


def test_all_records_of_one_report_are_one_message_that_says_once_who_says_so() -> None:
    told = alert(a_finding(), QUARTER_SO_FAR, OVER_60, TOTAL)
    assert told.count("According to") == 1
    assert told.count("Source:") == 1
    assert told.count("not independently verified") == 1
    assert all(name in told for name in ("Personnel: Counts", "Tanks: ", "Artillery systems: "))


MONTH_OVER_30_000 = a_finding(news=News.UNIT_OVER, broke=None, bound=30_000)
"""The same figure as that of the record."""


def test_a_record_that_has_passed_a_bound_is_one_figure_and_said_once() -> None:
    assert alert(a_finding(), OVER_60, MONTH_OVER_30_000).splitlines()[:6] == [
        "38,940 Russian personnel lost in May 2024",
        "New record: the highest month so far. It broke 29,970 (December 2023) by 8,970 (+30%).",
        "More than 30,000 in a month: by 8,940 (+30%).",
        "",
        "66 Russian artillery systems lost on 31 May 2024",
        "More than 60 in a day: by 6 (+10%).",
    ]


def test_a_figure_of_another_claimant_is_another_one_even_where_it_is_as_great() -> None:
    told = alert(a_finding(), a_finding(news=News.UNIT_OVER, broke=None, bound=30_000, claimant="uk"))
    assert told.count("38,940 Russian personnel lost in May 2024") == 2


def test_a_figure_that_was_a_record_and_past_a_bound_is_put_right_once() -> None:
    corrections = tuple(
        Correction(alert="a", finding=finding, value=29_000, stands=False, sources=(REPORT,))
        for finding in (a_finding(), MONTH_OVER_30_000)
    )
    assert text(alert_reply((), CATALOGUE, "en", corrections=corrections)).splitlines()[:6] == [
        "Correction",
        "In the report of 1 June 2024 I told you: 38,940 Russian personnel lost in May 2024.",
        "The figure has been revised: it is 29,000 now.",
        "So it was no record.",
        "So it did not pass 30,000.",
        "",
    ]


def test_a_message_of_many_metrics_stays_short_enough_to_be_sent() -> None:
    metrics = [metric for metric in CATALOGUE.metrics if metric != "equipment_total"]
    findings = [a_finding(metric=metric, grain=grain) for metric in metrics for grain in (Grain.MONTH,)]
    told = alert(*findings)
    assert "What counts as ground robots?" in told
    assert len(told) < 4_096


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("metric", CATALOGUE.metrics)
def test_the_question_for_a_definition_that_was_left_out_is_understood(language: Language, metric: str) -> None:
    told = text(digest_reply(months_of(metric), MAY, language, date(2024, 6, 1)))
    asked = next(line.rpartition(": ")[2] for line in told.splitlines() if line.endswith("?"))
    question = read_question(asked, now=date(2024, 6, 1))
    assert isinstance(question, Question)
    assert (question.intent, question.metrics) == (Intent.DEFINITION, (metric,))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lowest", [False, True])
@pytest.mark.parametrize("news", News)
@pytest.mark.parametrize("grain", Grain)
def test_everything_there_is_to_tell_has_words(language: Language, lowest: bool, news: News, grain: Grain) -> None:
    of_a_bound = news in {News.UNIT_OVER, News.TOTAL_REACHED}
    finding = a_finding(
        news=news,
        grain=None if news is News.TOTAL_REACHED else grain,
        lowest=lowest and news is News.RECORD,
        bound=100 if of_a_bound else None,
        **({"broke": None} if of_a_bound else {}),
    )
    assert alert(finding, language=language)
    for value, stands in ((38_940, False), (38_950, True), (1, False), (None, False)):
        correction = Correction(alert="a", finding=finding, value=value, stands=stands)
        assert text(alert_reply((), CATALOGUE, language, corrections=(correction,)))


def test_a_correction_says_what_was_told_and_what_has_become_of_it() -> None:
    correction = Correction(alert="a", finding=a_finding(), value=28_000, stands=False, sources=(REPORT,))
    lines = text(alert_reply((), CATALOGUE, "en", corrections=(correction,))).splitlines()
    assert lines[:4] == [
        "Correction",
        "In the report of 1 June 2024 I told you: 38,940 Russian personnel lost in May 2024.",
        "The figure has been revised: it is 28,000 now.",
        "So it was no record.",
    ]
    assert REPORT.url in lines[-1]


WISHES: list[tuple[Wish, str]] = [
    (RecordWish(), "Any record: anything counted"),
    (RecordWish(metric="tanks", grain=Grain.MONTH, lowest=True), "Records: the lowest month, tanks"),
    (ThresholdWish(metric="artillery", grain=Grain.DAY, bound=60), "Artillery systems: more than 60 in a day"),
    (
        ThresholdWish(metric="personnel", bound=1_500_000, claimant="uk"),
        "Personnel: the total reaches 1,500,000, by the UK",
    ),
    (DigestWish(grain=Grain.WEEK), "A digest every week"),
]


@pytest.mark.parametrize(("wish", "called"), WISHES)
def test_a_subscription_is_called_by_what_it_is_to(wish: Wish, called: str) -> None:
    assert wish_text(wish, CATALOGUE, "en") == called
    assert wish_text(wish, CATALOGUE, "uk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_digest_has_a_name(language: Language) -> None:
    for grain in get_args(DigestWish.model_fields["grain"].annotation):
        assert wish_text(DigestWish(grain=grain), CATALOGUE, language)


def test_a_subscription_that_is_paused_or_muted_says_so_by_the_clock_on_the_chats_wall() -> None:
    kept = a_subscription(paused=True, muted_until=NOON)
    here = (NOON - timedelta(days=1)).astimezone(ZoneInfo("Pacific/Kiritimati"))
    assert subscription_text(kept, CATALOGUE, "en", here).endswith("– paused – muted until 2 June 2024, 02:00")


def test_a_subscription_that_was_muted_says_so_no_longer_once_that_is_over() -> None:
    assert "muted" not in subscription_text(a_subscription(muted_until=NOON), CATALOGUE, "en", NOON)


def months_of(metric: str) -> Snapshot:
    """A May in which something of one metric was lost."""
    totals = {date(2024, 5, 1): 50, date(2024, 6, 1): 70}
    reports = [a_report(on).model_copy(update={"values": {metric: total}}) for on, total in totals.items()]
    return build_snapshot(CATALOGUE, reports, ())


def two_months() -> Snapshot:
    """April lost 300 people and 20 tanks, May 390 and 20."""
    totals = {date(2024, 4, 1): (1_000, 50), date(2024, 5, 1): (1_300, 70), date(2024, 6, 1): (1_690, 90)}
    reports = [
        Report(
            party="russia",
            claimant="ukraine",
            report_date=on,
            provider="ministry",
            values={"personnel": people, "tanks": tanks},
            source=a_source(on),
        )
        for on, (people, tanks) in totals.items()
    ]
    return build_snapshot(CATALOGUE, reports, ())


def test_what_a_running_unit_has_come_to_is_shown_beside_its_record() -> None:
    running = standing_reply(RecordWish(grain=Grain.QUARTER), two_months(), "uk", date(2024, 6, 1))
    assert text(running) == "Цей квартал досі: 690, по 31 травня 2024."


def test_of_a_claimant_without_daily_figures_it_is_said_when_anything_can_be_told() -> None:
    wish = ThresholdWish(metric="personnel", bound=1_500_000, claimant="uk")
    told = text(standing_reply(wish, two_months(), "en", date(2024, 6, 1)))
    assert told.startswith("The UK publishes no daily figures of this.")


def test_a_digest_sets_what_was_lost_against_the_unit_before() -> None:
    told = text(digest_reply(two_months(), MAY, "en", date(2024, 6, 1))).splitlines()
    assert told[:3] == ["May 2024: what was reported", "Personnel: 390 (+30%), a record", "Tanks: 20 (+0%)"]
    assert told[-1].endswith("(https://ministry.example/1)")


def test_a_digest_says_what_is_odd_about_a_figure_and_makes_neither_a_record_nor_a_comparison_of_it() -> None:
    days = [date(2024, 3, 1) + n * DAY for n in range(100)]
    totals = accumulate(16_000 if day == date(2024, 6, 3) else 1_000 + day.day for day in days)
    reports = [a_report(day, personnel=400_000 + total) for day, total in zip(days, totals, strict=True)]
    snapshot = build_snapshot(CATALOGUE, reports, ())
    told = {
        grain: text(digest_reply(snapshot, grain.around(date(2024, 6, 2)), "en", date(2024, 6, 3))).splitlines()
        for grain in (Grain.DAY, Grain.WEEK)
    }
    assert [lines[1] for lines in told.values()] == ["Personnel: 16,000", "Personnel: 22,121"]
    assert all("it may hold a correction" in lines[2] for lines in told.values())


def test_a_digest_of_what_nobody_reported_says_so() -> None:
    june = Period(date(2024, 6, 1), date(2024, 6, 30))
    assert text(digest_reply(two_months(), june, "en", date(2024, 7, 2))) == "Nothing was reported for June 2024."


def test_what_would_have_to_happen_is_shown() -> None:
    now = date(2024, 6, 1)
    record = text(standing_reply(RecordWish(grain=Grain.MONTH), two_months(), "en", now))
    total = text(standing_reply(ThresholdWish(metric="personnel", bound=2_000), two_months(), "en", now))
    month = text(standing_reply(ThresholdWish(metric="tanks", grain=Grain.MONTH, bound=30), two_months(), "en", now))
    before = text(standing_reply(RecordWish(grain=Grain.MONTH), two_months(), "en", now - timedelta(days=1)))

    assert record == "Personnel, the highest month so far: 390 (May 2024), known since the report of 1 June 2024."
    assert "300 (April 2024)" in before
    assert total == "The total now: 1,690, report of 1 June 2024."
    reached = text(standing_reply(ThresholdWish(metric="personnel", bound=1_690), two_months(), "en", now))
    assert reached.startswith("The total has reached this already: 1,690, report of 1 June 2024.")
    assert month.splitlines() == [
        "The last month: 20 (May 2024).",
        "Tanks, the highest month so far: 20 (April 2024), known since the report of 1 May 2024.",
    ]
    assert standing_reply(DigestWish(), two_months(), "en", now).lines == ()
