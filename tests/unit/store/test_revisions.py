"""What changed between two states of an entry, and what a figure was before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from store.models import Qualifier
from store.ports import Change, Entry, Origin
from store.revisions import Difference, differences, history_of
from tests.entries import a_claim, a_report, an_origin

DAY = date(2024, 6, 1)
START = datetime(2024, 6, 1, 6, tzinfo=UTC)


def origin(hour: int) -> Origin:
    return an_origin("import", f"file {hour}", at=START + timedelta(hours=hour))


def changes(*batches: list[Entry]) -> list[Change]:
    return [Change(origin(hour), tuple(batch)) for hour, batch in enumerate(batches)]


def numbers(found: Any) -> list[int | None]:
    return [state.value for state in found.states]


def test_a_figure_is_told_with_every_value_it_had_and_what_brought_each() -> None:
    (found,) = history_of(
        changes([a_report(personnel=508_780)], [a_report(personnel=508_790)]), "personnel", DAY, claimant="ukraine"
    )

    assert numbers(found) == [508_780, 508_790]
    assert [state.origin for state in found.states] == [origin(0), origin(1)]
    assert found.changed
    assert found.entry == a_report(personnel=508_790)


def test_a_revision_of_another_figure_in_the_report_is_no_change_of_this_one() -> None:
    (found,) = history_of(changes([a_report(personnel=1, tanks=1)], [a_report(personnel=1, tanks=2)]), "personnel", DAY)

    assert numbers(found) == [1]
    assert not found.changed


def test_another_hedge_or_source_is_a_state_of_its_own_but_no_change_of_the_number() -> None:
    hedged = a_report(personnel=1).model_copy(update={"qualifiers": {"personnel": Qualifier.ABOUT}})
    (found,) = history_of(changes([a_report(personnel=1)], [hedged]), "personnel", DAY)

    assert [state.qualifier for state in found.states] == [Qualifier.EXACT, Qualifier.ABOUT]
    assert not found.changed


def test_a_withdrawn_figure_and_its_return_are_told() -> None:
    report = a_report(tanks=1)
    told = [Change(origin(0), (report,)), Change(origin(1), (), (report.key,)), Change(origin(2), (report,))]

    assert numbers(history_of(told, "tanks", DAY)[0]) == [1, None, 1]
    (gone,) = history_of(told[:2], "tanks", DAY)
    assert gone.states[-1].origin == origin(1)
    assert gone.states[-1].source is None


def test_a_metric_that_a_report_leaves_out_later_is_gone() -> None:
    (found,) = history_of(changes([a_report(tanks=1, personnel=1)], [a_report(personnel=1)]), "tanks", DAY)

    assert numbers(found) == [1, None]


def test_each_provider_has_a_history_of_its_own_and_claims_come_after() -> None:
    told = changes([a_claim(stated_on=DAY), a_report(personnel=1), a_report(personnel=2, provider="orc_losses")])

    assert [type(found.entry).__name__ for found in history_of(told, "personnel", DAY)] == ["Report", "Report", "Claim"]


@pytest.mark.parametrize("day", [date(2024, 5, 31), date(2024, 6, 7)])
def test_a_claim_is_found_by_the_last_day_it_counts_and_by_when_it_was_stated(day: date) -> None:
    told = changes([a_claim(1, stated_on=date(2024, 6, 7))], [a_claim(2, stated_on=date(2024, 6, 7))])

    (found,) = history_of(told, "personnel", day)
    assert numbers(found) == [1, 2]


def test_nothing_is_told_of_other_days_metrics_parties_and_claimants() -> None:
    told = changes([a_report(personnel=1), a_claim()])

    assert history_of(told, "personnel", date(2024, 6, 2)) == ()
    assert history_of(told, "tanks", DAY) == ()
    assert history_of(told, "personnel", DAY, party="ukraine") == ()
    assert history_of(told, "personnel", DAY, claimant="us") == ()


def test_differences_name_what_differs_with_the_old_and_the_new() -> None:
    assert differences(a_report(tanks=1, personnel=5), a_report(tanks=2)) == (
        Difference("values.tanks", 1, 2),
        Difference("values.personnel", 5, None),
    )
    assert differences(a_claim(1), a_claim(1)) == ()
    assert Difference("scope", None, "killed, wounded") in differences(None, a_claim())
