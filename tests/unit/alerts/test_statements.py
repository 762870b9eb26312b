"""What a claimant itself states to be a record, or past a bound, before its reports say so or without any."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from bot.alerts.book import open_book
from bot.alerts.corrections import corrections
from bot.alerts.detection import Detected, detect
from store.alerts import Finding, News
from store.catalogue import load_catalogue
from store.models import WAR_START, Claim, Kind, Period, Qualifier, Report, Scope, Source
from store.ports import Changes
from store.series import DAY, Grain
from store.snapshot import SeriesName, Snapshot, build_snapshot
from store.subscriptions import ThresholdWish
from tests.announcements import an_alert
from tests.entries import a_claim, a_source

FIRST, NEWEST = date(2024, 1, 1), date(2024, 5, 21)
ALL = (Scope.KILLED, Scope.WOUNDED, Scope.MISSING, Scope.CAPTURED)
MAY = Period(date(2024, 5, 1), date(2024, 5, 31))
MAY_SO_FAR = Period(date(2024, 5, 1), date(2024, 5, 20))


def reports() -> list[Report]:
    """A report a day, each 1,000 above the one before, so that January lost 31,000 and no month more."""
    days = [FIRST + timedelta(days=n) for n in range((NEWEST - FIRST).days + 1)]
    return [
        Report(
            party="russia",
            claimant="ukraine",
            report_date=day,
            provider="ministry",
            values={"personnel": 400_000 + 1_000 * number},
            source=a_source(day),
        )
        for number, day in enumerate(days)
    ]


def stated(value: int | None = 35_000, **said: Any) -> Claim:
    """Ukraine's ministry says on 21 May how many May has cost so far."""
    fields = {
        "claimant": "ukraine",
        "kind": Kind.PERIOD_TOTAL,
        "period": MAY_SO_FAR,
        "scope": ALL,
        "qualifier": Qualifier.EXACT,
        "stated_on": NEWEST,
        "source": Source(publisher="Ministry", title="On May", url="https://example.org/may", published=NEWEST),
    }
    return a_claim(value, **(fields | said))


def by_the_uk(value: int, month: int, **said: Any) -> Claim:
    start = date(2024, month, 1)
    on = Grain.MONTH.around(start).end + DAY
    period = Grain.MONTH.around(start)
    scope = (Scope.KILLED, Scope.WOUNDED)
    fields = {"claimant": "uk", "period": period, "scope": scope, "stated_on": on, "source": a_source(on)}
    return stated(value, **(fields | said))


def snapshot(*claims: Claim) -> Snapshot:
    return build_snapshot(load_catalogue(), reports(), claims)


def after(
    new: Sequence[Claim], known: Sequence[Claim] = (), *, today: date = NEWEST, bounds: Sequence[ThresholdWish] = ()
) -> Detected:
    changes = Changes(added=tuple(claim.key for claim in new))
    return detect(open_book(snapshot(*known)), snapshot(*known, *new), changes, today=today, thresholds=bounds)


def told(*new: Claim, known: Sequence[Claim] = (), today: date = NEWEST) -> list[tuple[News, int, int]]:
    found = after(new, known, today=today).findings
    return [(one.news, one.value, one.broke.value if one.broke else one.bound or 0) for one in found]


def test_a_running_month_is_a_record_where_the_claimant_itself_states_more_than_its_record() -> None:
    claim = stated(35_000)
    (finding,) = after([claim]).findings
    assert (finding.news, finding.grain, finding.period) == (News.STATED, Grain.MONTH, MAY_SO_FAR)
    assert finding.broke is not None
    assert (finding.broke.value, finding.broke.period.start) == (31_000, date(2024, 1, 1))
    assert finding.sources == (claim.source,)
    assert finding.claim == claim


def test_a_month_that_has_just_ended_is_one_too_until_its_report_is_out() -> None:
    on = date(2024, 5, 31)
    assert told(stated(period=MAY, stated_on=on, source=a_source(on)), today=on)


def test_a_month_that_the_reports_have_completed_is_theirs_to_tell() -> None:
    april = Period(date(2024, 4, 1), date(2024, 4, 30))
    assert told(stated(period=april)) == []


@pytest.mark.parametrize(
    "claim",
    [
        stated(31_000),
        stated(30_000),
        stated(None, low=30_000, high=40_000),
        stated(35_000, qualifier=Qualifier.AT_MOST),
        stated(35_000, qualifier=Qualifier.UNDER),
        stated(35_000, scope=(Scope.KILLED,)),
        stated(35_000, claimant="us"),
        stated(35_000, party="ukraine"),
        stated(35_000, period=Period(date(2024, 5, 2), date(2024, 6, 2))),
        stated(35_000, kind=Kind.DAILY_AVERAGE),
        stated(700_000, kind=Kind.CUMULATIVE, period=Period(WAR_START, date(2024, 5, 20))),
    ],
)
def test_what_is_no_more_than_the_record_or_cannot_be_set_against_it_is_not_told(claim: Claim) -> None:
    assert told(claim) == []


def test_what_was_stated_more_than_a_week_ago_is_history() -> None:
    assert told(stated(), today=NEWEST + timedelta(days=7))
    assert told(stated(), today=NEWEST + timedelta(days=8)) == []


def test_claims_that_come_in_by_the_dozen_are_an_import() -> None:
    assert told(*(stated(35_000 + n, speaker=f"Speaker {n}") for n in range(8))) == []


def test_a_claimant_without_daily_reports_is_set_against_what_it_has_named_before() -> None:
    known = [by_the_uk(30_000, 3), by_the_uk(90_000, 2, scope=(Scope.KILLED,))]
    new = by_the_uk(33_000, 4)
    assert told(new, known=known, today=date(2024, 5, 2)) == [(News.STATED, 33_000, 30_000)]
    assert told(by_the_uk(29_000, 4), known=known, today=date(2024, 5, 2)) == []


def test_the_first_month_that_such_a_claimant_names_breaks_nothing() -> None:
    assert told(by_the_uk(33_000, 4), today=date(2024, 5, 2)) == []


UK_MONTH = ThresholdWish(metric="personnel", grain=Grain.MONTH, bound=32_000, claimant="uk")
UK_TOTAL = ThresholdWish(metric="personnel", bound=500_000, claimant="uk")


def test_a_bound_is_passed_by_the_word_of_a_claimant_without_daily_reports() -> None:
    found = after([by_the_uk(33_000, 4)], today=date(2024, 5, 2), bounds=[UK_MONTH]).findings
    assert [(one.news, one.value, one.bound) for one in found] == [(News.UNIT_OVER, 33_000, 32_000)]


def test_a_month_after_one_that_had_passed_the_bound_already_is_not_told() -> None:
    known = [by_the_uk(34_000, 3)]
    assert after([by_the_uk(33_000, 4)], known, today=date(2024, 5, 2), bounds=[UK_MONTH]).findings == ()


def total(value: int, on: date, **said: Any) -> Claim:
    return a_claim(value, period=Period(WAR_START, on), stated_on=on, source=a_source(on), **said)


def test_a_total_is_told_with_the_first_statement_that_reaches_the_bound() -> None:
    known = [total(470_000, date(2024, 4, 30))]
    first, second = total(500_000, NEWEST - DAY), total(510_000, NEWEST)
    found = after([first], known, bounds=[UK_TOTAL]).findings
    assert [(one.news, one.value, one.bound) for one in found] == [(News.TOTAL_REACHED, 500_000, 500_000)]
    assert after([second], [*known, first], bounds=[UK_TOTAL]).findings == ()


def corrected(finding: Finding, *claims: Claim, revised: bool) -> list[tuple[int | None, bool]]:
    assert finding.claim is not None
    key = finding.claim.key
    changes = Changes(revised=(key,)) if revised else Changes(withdrawn=(key,))
    now = snapshot(*claims)
    concerned = detect(open_book(now), now, changes, today=NEWEST).revised
    assert concerned == {SeriesName("russia", "ukraine", "personnel")}
    found = corrections([an_alert(findings=(finding,))], now, concerned)
    return [(one.value, one.stands) for one in found]


def test_a_statement_that_is_revised_or_withdrawn_is_put_right() -> None:
    (finding,) = after([stated(35_000)]).findings
    assert corrected(finding, stated(35_000), revised=True) == []
    assert corrected(finding, stated(36_000), revised=True) == [(36_000, True)]
    assert corrected(finding, stated(30_000), revised=True) == [(30_000, False)]
    assert corrected(finding, revised=False) == [(None, False)]
