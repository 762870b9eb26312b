"""The numbers a person names: one to check ("really 38,940?"), or a bound ("over 500,000", "більше 30 тисяч")."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.understanding.text import Shape
from bot.understanding.words import Item

LEAST_CHECKED: Final = 1000
"""A smaller number without a bound is a figure to check only in a question that asks for a yes or a no."""

MOST: Final = 10**9
"""A greater number is none of losses."""

BOUND_REACH: Final = 3
"""How many words before its number a bound may stand ("more than about 50")."""


_HUNDRED: Final = 100


@dataclass(frozen=True, slots=True)
class Bound:
    """A number that losses are set against; `below` where fewer are asked for."""

    amount: int
    below: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """The number to check and the bound that a text names, if it does."""

    number: int | None = None
    bound: Bound | None = None


NONE: Final = Amounts()


def read_amounts(items: Sequence[Item]) -> Amounts:
    """The first number of a text that is an amount, in digits or in words.

    Args:
        items: what no period was read from.
    """
    for index, item in enumerate(items):
        if item.shape is Shape.NUMBER:
            amount, scaled = _amount(items, index)
        else:
            amount, scaled = _in_words(items, index)
        if not 0 < amount <= MOST or _counts_time(items, index):
            continue
        if index and item.shape is Shape.NUMBER and amount < LEAST_CHECKED and _opens_a_period(items[index - 1]):
            continue  # "more in 25 or in 26"
        before = items[max(0, index - BOUND_REACH) : index]
        cues = frozenset[str]().union(*(other.values("cues") for other in before))
        # "Top a million" is a verb, "top 5" is not.
        tops = amount >= LEAST_CHECKED and index > 0 and "rank" in items[index - 1].values("cues")
        if cues & {"more_than", "less_than"} or tops:
            return Amounts(bound=Bound(amount, below="less_than" in cues))
        if scaled or (item.shape is Shape.NUMBER and not item.glued):
            return Amounts(number=amount)
    return NONE


def _counts_time(items: Sequence[Item], index: int) -> bool:
    """Whether a number counts days or the like: "over those 30 days", unlike "over 30 a day"."""
    after = items[index + 1] if index + 1 < len(items) else None
    units = after is not None and any(value.startswith("unit:") for value in after.values("calendar"))
    return units and after is not None and not after.values("cues")


def _opens_a_period(item: Item) -> bool:
    """Whether what stands behind an item is a period, or should be one: "in", not "over"."""
    return "link:in" in item.values("calendar") and not item.values("cues")


def _in_words(items: Sequence[Item], index: int) -> tuple[int, bool]:
    """The number in words that begins at `index` ("fifteen thousand", "a million"), 0 for none; whether it is scaled.

    A number of a unit of time ("more than two months") is no amount.
    """
    total = part = 0
    scaled = False
    place = index
    if len(items[index].text) == 1:
        return 0, False  # "k, just January's number": a letter for thousands needs a number before it
    while place < len(items) and items[place].shape is Shape.WORD:
        scale = _scale(items[place])
        number = _number(items[place])
        if scale > 1:
            total, part, scaled = total + max(part, 1) * scale, 0, True
        elif number == _HUNDRED:
            part = max(part, 1) * _HUNDRED
        elif number >= 0:
            part += number
        else:
            break
        place += 1
    timed = place < len(items) and any(value.startswith("unit:") for value in items[place].values("calendar"))
    return (0, False) if place == index or timed else (total + part, scaled)


def _number(item: Item) -> int:
    """What a number word stands for; -1 where it is none."""
    numbers = (value.removeprefix("num:") for value in item.values("calendar") if value.startswith("num:"))
    return next((int(number) for number in numbers if number.isdecimal()), -1)


def _scale(item: Item) -> int:
    return max((int(value) for value in item.values("scale")), default=1)


def _amount(items: Sequence[Item], index: int) -> tuple[int, bool]:
    """The number that begins at `index`, its groups of three joined and its scale applied; whether it had either."""
    digits = items[index].text
    place = index + 1
    grouped = False
    while _is_group(items, place, digits[-3:]):
        spaced = items[place].shape is Shape.NUMBER
        digits += items[place if spaced else place + 1].text
        place += 1 if spaced else 2
        grouped = True
    fraction = ""
    if not grouped and _is_fraction(items, place):
        fraction = items[place + 1].text
        place += 2
    if len(digits) + len(fraction) > 12:
        return 0, False
    scale = _scale(items[place]) if place < len(items) else 1
    if scale == 1:
        return int(digits), grouped
    return int(digits + fraction) * scale // 10 ** len(fraction), True


def _is_fraction(items: Sequence[Item], place: int) -> bool:
    return (
        place + 1 < len(items)
        and items[place].text in {".", ","}
        and items[place + 1].glued
        and items[place + 1].shape is Shape.NUMBER
    )


def _is_group(items: Sequence[Item], place: int, digits: str) -> bool:
    """Whether three digits go on with a number, behind a comma, a point or a space: "38,940", "500 000"."""
    if place < len(items) and items[place].shape is Shape.NUMBER:
        return len(items[place].text) == 3 and len(digits) <= 3 and not items[place].glued
    return _is_fraction(items, place) and items[place].glued and len(items[place + 1].text) == 3
