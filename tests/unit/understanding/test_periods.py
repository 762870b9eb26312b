"""Periods in texts as people type them: a bank of texts with their right readings."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.understanding.periods import Mention, Reading, Shift, Unit, first_period, read_periods, resolve
from bot.understanding.words import load_words
from store.models import Period

BANK = Path(__file__).parent / "data" / "periods.jsonl"
NOW = date(2024, 6, 2)
MAY = Period(date(2024, 5, 1), date(2024, 5, 31))


def rows() -> list[Any]:
    bank = [json.loads(line) for line in BANK.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(row, id=f"{row['now']} {row['text']}") for row in bank]


def read(text: str, *, now: date = NOW, month_first: bool | None = None) -> Reading:
    return read_periods(load_words().read(text), now=now, month_first=month_first)


def only(text: str, *, now: date = NOW, month_first: bool | None = None) -> Mention:
    (mention,) = read(text, now=now, month_first=month_first).mentions
    return mention


def described(mention: Mention) -> dict[str, object]:
    """A mention in the words of the bank."""
    return {
        "start": mention.start.isoformat() if mention.start else None,
        "end": mention.end.isoformat() if mention.end else None,
        "marker": mention.marker.value,
        "assumed_year": mention.assumed_year,
        "whole_war": mention.whole_war,
        "unanchored": mention.unanchored,
        "rolling": [mention.rolling.count, mention.rolling.unit.value] if mention.rolling else None,
        "alternatives": [[each.start.isoformat(), each.end.isoformat()] for each in mention.alternatives],
        "around": [mention.around.start.isoformat(), mention.around.end.isoformat()] if mention.around else None,
    }


@pytest.mark.parametrize("row", rows())
def test_a_text_of_the_bank_names_just_these_periods(row: dict[str, Any]) -> None:
    reading = read(row["text"], now=date.fromisoformat(row["now"]))

    found = [described(mention) for mention in reading.mentions]
    wanted = row["periods"]
    assert [{key: mention[key] for key in want} for mention, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)
    assert [each.nearest.isoformat() for each in reading.impossible] == ([row["nearest"]] if "nearest" in row else [])


def test_the_bank_covers_english_and_ukrainian_in_hundreds_of_texts() -> None:
    languages = [json.loads(line)["lang"] for line in BANK.read_text(encoding="utf-8").splitlines()]
    assert languages.count("en") >= 250
    assert languages.count("uk") >= 150


def test_a_mention_says_which_items_it_took() -> None:
    items = load_words().read("how many tanks on 12 may 2024 please")
    reading = read_periods(items, now=NOW)
    (mention,) = reading.mentions
    assert [item.text for item in items[mention.first : mention.last]] == ["on", "12", "may", "2024"]
    assert reading.taken == frozenset(range(mention.first, mention.last))


def test_a_unit_that_is_no_period_is_left_for_the_caller() -> None:
    assert read("worst month of 2023").taken == frozenset({2, 3}) or read("worst month").taken == frozenset()
    assert read("top 3 months by losses").taken == frozenset()


def test_an_ambiguous_date_has_both_readings_until_the_order_is_known() -> None:
    asked = only("losses 05/06/2023")
    assert asked.alternatives == (
        Period(date(2023, 6, 5), date(2023, 6, 5)),
        Period(date(2023, 5, 6), date(2023, 5, 6)),
    )
    assert only("losses 05/06/2023", month_first=True).start == date(2023, 5, 6)
    assert only("losses 05/06/2023", month_first=False).start == date(2023, 6, 5)
    assert only("losses 05/06/2023", month_first=True).alternatives == ()


def test_a_range_of_ambiguous_dates_has_two_readings_as_a_whole() -> None:
    asked = only("from 01/02/2024 to 03/04/2024")
    assert asked.alternatives == (
        Period(date(2024, 2, 1), date(2024, 4, 3)),
        Period(date(2024, 1, 2), date(2024, 3, 4)),
    )


def test_an_impossible_date_is_named_as_written_with_the_last_day_of_its_month() -> None:
    items = load_words().read("losses on 31 June 2023?")
    (impossible,) = read_periods(items, now=NOW).impossible
    assert impossible.written == "on 31 june 2023"
    assert impossible.nearest == date(2023, 6, 30)
    assert [item.text for item in items[impossible.first : impossible.last]] == ["on", "31", "june", "2023"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("and the month before?", date(2024, 4, 1), date(2024, 4, 30)),
        ("the previous month", date(2024, 4, 1), date(2024, 4, 30)),
        ("the month after", date(2024, 6, 1), date(2024, 6, 30)),
        ("a year earlier", date(2023, 5, 1), date(2023, 5, 31)),
        ("the year before", date(2023, 5, 1), date(2023, 5, 31)),
        ("same month last year", date(2023, 5, 1), date(2023, 5, 31)),
        ("the same period in 2022", date(2022, 5, 1), date(2022, 5, 31)),
        ("until that time", None, date(2024, 4, 30)),
        ("that month", date(2024, 5, 1), date(2024, 5, 31)),
        ("since then", date(2024, 6, 1), None),
        ("before that", None, date(2024, 4, 30)),
        ("місяцем раніше", date(2024, 4, 1), date(2024, 4, 30)),
        ("а попереднього місяця?", date(2024, 4, 1), date(2024, 4, 30)),
        ("роком раніше", date(2023, 5, 1), date(2023, 5, 31)),
        ("відтоді", date(2024, 6, 1), None),
    ],
)
def test_what_hangs_on_an_earlier_period_is_counted_from_it(text: str, start: date | None, end: date | None) -> None:
    mention = only(text, now=date(2025, 3, 10))
    assert mention.unanchored
    resolved = resolve(mention, MAY)
    assert (resolved.start, resolved.end) == (start, end)
    assert not resolved.unanchored


def test_an_earlier_period_of_the_same_text_goes_before_the_conversation() -> None:
    earlier, shifted = read("december 2023 and the month before", now=date(2025, 3, 10)).mentions
    assert earlier.period == Period(date(2023, 12, 1), date(2023, 12, 31))
    assert shifted.period == Period(date(2023, 11, 1), date(2023, 11, 30))
    assert shifted.shift == Shift(Unit.MONTH, -1, Unit.MONTH)
    assert not shifted.unanchored


def test_a_mention_that_hangs_on_nothing_resolves_to_itself() -> None:
    mention = only("may 2024")
    assert resolve(mention, Period(date(2022, 3, 1), date(2022, 3, 31))) is mention


def test_a_corrected_month_is_still_found_beside_its_typing_error() -> None:
    items = load_words().read("losses in Feburary 2024")
    (mention,) = read_periods(items, now=NOW).mentions
    assert mention.period == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert any(item.corrections for item in items[mention.first : mention.last])


@pytest.mark.parametrize(
    ("text", "lang", "want"),
    [
        ("see you 5/6/2023", "en", {"start": "2023-05-06", "end": "2023-05-06"}),
        ("see you 5/6/2023", "en-GB", {"start": "2023-06-05", "end": "2023-06-05"}),
        ("зустріч 5/6/2023", "uk", {"start": "2023-06-05", "end": "2023-06-05"}),
        ("since march", "en", {"start": "2024-03-01", "end": None}),
        ("до 2023 року", "uk", {"start": None, "end": "2022-12-31"}),
        ("last 30 days", "en", {"start": "2024-05-03", "end": "2024-06-01"}),
        ("this year", "en", {"start": "2024-01-01", "end": "2024-12-31"}),
        ("march and april 2023", "en", {"start": "2023-03-01", "end": "2023-03-31"}),
        ("31 june 2023", "en", None),
        ("nothing of the kind", "en", None),
        ("", "en", None),
    ],
)
def test_the_first_period_of_any_text(text: str, lang: str, want: dict[str, str | None] | None) -> None:
    assert first_period(text, NOW, lang) == want
