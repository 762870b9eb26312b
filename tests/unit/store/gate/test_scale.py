"""The bounds beyond which a total is kept out."""

import pytest

from store.gate.findings import Check
from store.gate.scale import kept_out_for

A_YEAR = [900.0, 1_000.0, 1_100.0, 1_200.0, 1_300.0]


@pytest.mark.parametrize(
    ("before", "total", "days", "why"),
    [
        pytest.param(500_000, 501_000, 1, None, id="as usual"),
        pytest.param(500_000, 532_500, 1, None, id="25 times the highest rise of the year"),
        pytest.param(500_000, 532_501, 1, Check.JUMP, id="more than that"),
        pytest.param(500_000, 565_000, 2, None, id="as much in two days"),
        pytest.param(500_000, 2_500_000, 62, Check.OUT_OF_SCALE, id="five times"),
        pytest.param(500_000, 2_500_000, 400, None, id="five times in a year and more"),
        pytest.param(500_000, 100_000, 1, Check.OUT_OF_SCALE, id="a fifth"),
        pytest.param(500_000, 100_000, 400, Check.OUT_OF_SCALE, id="a fifth, however much later"),
        pytest.param(500_000, 475_000, 1, None, id="5 % less"),
        pytest.param(500_000, 474_999, 1, Check.FALL, id="more than 5 % less"),
        pytest.param(120, 21, 1, Check.OUT_OF_SCALE, id="small totals, a fifth"),
        pytest.param(120, 30, 1, None, id="small totals, a fall of fewer than 100"),
        pytest.param(10, 90, 1, None, id="very small totals"),
    ],
)
def test_a_total_is_kept_out_beyond_wide_bounds(before: int, total: int, days: int, why: Check | None) -> None:
    assert kept_out_for(before, total, days, A_YEAR) is why


def test_where_few_rises_are_known_none_is_too_high_but_for_its_scale() -> None:
    assert kept_out_for(500_000, 900_000, 1, A_YEAR[:4]) is None
    assert kept_out_for(500_000, 2_500_000, 1, ()) is Check.OUT_OF_SCALE


def test_a_year_without_losses_still_lets_the_first_ones_in() -> None:
    assert kept_out_for(350, 375, 1, [0.0] * 5) is None
    assert kept_out_for(350, 376, 1, [0.0] * 5) is Check.JUMP
