"""What values lead one to expect of another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.expectation import FEWEST, expected_from

STEADY = [1_000, 1_010, 990, 1_020, 980, 1_030, 970] * 2


def test_too_few_values_teach_nothing() -> None:
    assert expected_from(STEADY[: FEWEST - 1]) is None


def test_the_median_and_the_deviations_from_it_are_what_is_usual() -> None:
    usual = expected_from(STEADY)
    assert usual is not None
    assert usual.median == 1_000
    assert usual.spread == pytest.approx(31.6, abs=0.1)  # the square root of 1,000: the deviation, 29.7, is less


def test_a_wide_scatter_widens_the_bound() -> None:
    narrow, wide = expected_from(STEADY), expected_from([1_000, 1_200, 800, 1_300, 700, 1_100, 900] * 2)
    assert narrow is not None
    assert wide is not None
    assert wide.bound > narrow.bound


def test_one_outlier_among_the_values_hardly_moves_the_bound() -> None:
    usual, with_outlier = expected_from(STEADY), expected_from([*STEADY[1:], 1_000_000])
    assert usual is not None
    assert with_outlier is not None
    assert with_outlier.bound <= 1.1 * usual.bound


@pytest.mark.parametrize(("values", "steady"), [(STEADY, True), ([0, 0, 30, 0, 5, 0, 0] * 2, False), ([0] * 14, False)])
def test_losses_that_come_in_bursts_are_not_steady(values: list[int], steady: bool) -> None:
    usual = expected_from(values)
    assert usual is not None
    assert usual.steady is steady


@given(st.lists(st.integers(0, 10**6), min_size=FEWEST, max_size=40), st.randoms())
def test_the_order_of_the_values_does_not_matter(values: list[int], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(values)
    random.shuffle(shuffled)
    assert expected_from(shuffled) == expected_from(values)


@given(st.lists(st.integers(0, 10**6), min_size=FEWEST, max_size=40))
def test_half_of_the_values_at_least_lie_within_the_bound(values: list[int]) -> None:
    usual = expected_from(values)
    assert usual is not None
    assert 2 * sum(value <= usual.bound for value in values) >= len(values)
