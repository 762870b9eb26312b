"""A text as the grammar sees it: for each item its calendar sense, its number, or its mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from bot.understanding.periods.spans import WINTER, Unit
from bot.understanding.text import Shape
from bot.understanding.words import NEGATING, Item
from store.models import Period

SEASONS: Final = {"winter": WINTER, "spring": 3, "summer": 6, "autumn": 9}
"""The first month of each season."""

NUMBER_MARKS: Final = frozenset("/.-:,")
"""Marks that tie numbers into one run, which is read as a whole or not at all."""

TOPICS: Final = frozenset({"losses", "lost", "total", "cumulative", "average", "highest", "lowest", "rank", "trend"})
"""Cues that a period may stand beside without a preposition ("may losses", "total may")."""

LONGEST_HEAD: Final = 3
"""Letters before the number of a model ("T 72", "Ka 52")."""

_NO_NAMES: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means in the calendar; a phrase may have several of these at once.

    `links` are the words that tie others together ("from", "of", "ago"); `hints` warn of other meanings.
    """

    month: int = 0
    weekday: int = 0
    season: int = 0
    unit: Unit | None = None
    num: int = -1
    ord: int = 0
    roman: int = 0
    which: str = ""
    part: str = ""
    holiday: str = ""
    relative: tuple[Unit, int] | None = None
    to_date: Unit | None = None
    event: bool = False
    links: frozenset[str] = _NO_NAMES
    hints: frozenset[str] = _NO_NAMES


NO_SENSE: Final = Sense()


@lru_cache(maxsize=2048)
def sense_of(values: frozenset[str]) -> Sense:
    """The sense behind the values of `calendar` in the words.

    Raises:
        ValueError: a value is not one of those the word files explain.
    """
    fields: dict[str, object] = {}
    links: set[str] = set()
    hints: set[str] = set()
    for value in sorted(values):
        name, _, argument = value.partition(":")
        match name:
            case "link":
                links.add(argument)
            case "hint":
                hints.add(argument)
            case "month" | "weekday" | "num" | "ord" | "roman":
                fields[name] = int(argument)
            case "season":
                fields[name] = SEASONS[argument]
            case "unit":
                fields[name] = Unit(argument)
            case "to date":
                fields["to_date"] = Unit(argument)
            case "which" | "part" | "holiday":
                fields[name] = argument
            case "rel":
                unit, _, count = argument.partition(":")
                fields["relative"] = (Unit(unit), int(count))
            case "event":
                fields[name] = True
            case _:
                raise ValueError(f"the words call something {value!r}, which the calendar has no sense for")
    return Sense(**fields, links=frozenset(links), hints=frozenset(hints))  # type: ignore[arg-type]


class Line:
    """The items of a text side by side with what each means; index `count` is an end that means nothing.

    Attributes:
        senses: the calendar sense of each item.
        numbers: the value of each run of digits, else -1.
        widths: how many digits it was written with, else 0.
        marks: the character of each mark, else "".
        glued: no space stands before the item.
        run_ends: for a number the index after the run of numbers it stands in ("12/05/2024"), else the next index.
        inside: whether the item stands inside a run of numbers, not at its start.
        now: the clock.
        month_first: how "05/06/2023" is read; None where both readings stand.
        near: what was spoken of before, which a period without a year is the nearest to; None for the clock.
        depth: how many terms are being read one inside the other.
        digits: indexes of the runs of digits.
        bare: indexes of the words that mean nothing.
        openings: indexes of all that a mention may begin with: a word of the calendar, a number, an apostrophe.
        compare_from: index of a word of comparing ("compare"): after it "X to Y" is no range.
    """

    __slots__ = (
        "bare",
        "compare_from",
        "count",
        "depth",
        "digits",
        "glued",
        "inside",
        "items",
        "marks",
        "month_first",
        "near",
        "now",
        "numbers",
        "openings",
        "run_ends",
        "senses",
        "widths",
    )

    def __init__(
        self, items: Sequence[Item], now: date, *, month_first: bool | None, near: Period | None = None
    ) -> None:
        self.items = items
        self.now = now
        self.month_first = month_first
        self.near = near
        self.count = len(items)
        self.depth = 0
        self.senses = [NO_SENSE] * (self.count + 2)
        self.numbers = [-1] * (self.count + 2)
        self.widths = [0] * (self.count + 2)
        self.marks = [""] * (self.count + 2)
        self.glued = [item.glued for item in items]
        self.glued += [False, False]
        self.compare_from = self.count
        self.digits: list[int] = []
        self.bare: list[int] = []
        self.openings: list[int] = []
        for index, item in enumerate(items):
            shape = item.shape
            if shape is Shape.WORD:
                if not item.meanings:
                    self.bare.append(index)
                elif values := item.meanings.get("calendar"):
                    self.openings.append(index)
                    sense = self.senses[index] = sense_of(values)
                    if "compare" in sense.links and self.compare_from == self.count:
                        self.compare_from = index
            elif shape is Shape.NUMBER:
                self.openings.append(index)
                self.digits.append(index)
                self.widths[index] = len(item.text)
                self.numbers[index] = int(item.text) if len(item.text) <= 9 else 10**9
            else:
                self.marks[index] = item.text
                if item.text == "'":
                    self.openings.append(index)
        self.run_ends = list(range(1, self.count + 3))
        self.inside = [False] * (self.count + 2)
        self._find_runs()

    def _find_runs(self) -> None:
        end = 0
        for start in self.digits:
            if start < end:
                continue
            end = start + 1
            while self._tied(end):
                end += 2
            for index in range(start, end):
                self.run_ends[index] = end
                self.inside[index] = index > start

    def _tied(self, mark: int) -> bool:
        """Whether the mark at this index ties the number before it to one after it."""
        if mark >= self.count or self.marks[mark] not in NUMBER_MARKS or self.numbers[mark + 1] < 0:
            return False
        glued = self.glued[mark] and self.glued[mark + 1]
        years = self.marks[mark] == "/" and self.widths[mark - 1] == self.widths[mark + 1] == 4  # "2022 / 2023"
        return glued or (self.marks[mark] in {"-", "/"} and not years)

    def links(self, index: int) -> frozenset[str]:
        """The ties that the item at `index` can be."""
        return self.senses[index].links

    def past(self, index: int, link: str) -> int:
        """`index`, or the next one where a word of this link stands here."""
        return index + 1 if link in self.senses[index].links else index

    def past_mark(self, index: int, marks: str) -> int:
        """`index`, or the next one where one of these marks stands here."""
        return index + 1 if self.marks[index] and self.marks[index] in marks else index

    def past_dot(self, index: int) -> int:
        """`index`, or the next one where the dot of an abbreviation stands here."""
        return index + 1 if self.marks[index] == "." and self.glued[index] else index

    def tie(self, index: int, marks: str) -> tuple[str, int]:
        """The one of these marks that stands at `index` and the index after it, else "" and `index`."""
        mark = self.marks[index]
        return (mark, index + 1) if mark and mark in marks else ("", index)

    def boundary(self, index: int) -> bool:
        """Whether the text begins or ends at `index`, or a mark other than a dash stands there."""
        return self.stops(index) or (self.marks[index] != "" and self.marks[index] != "-")

    def stops(self, index: int) -> bool:
        """Whether the text or a sentence begins or ends at `index`."""
        return index < 0 or index >= self.count or (self.marks[index] != "" and self.marks[index] in '.?!;:()"')

    def joins(self, index: int) -> bool:
        """Whether the item at `index` sets two periods side by side."""
        if index < 0:
            return False
        return bool(self.links(index) & {"and", "versus"}) or (self.marks[index] != "" and self.marks[index] in ",+&/")

    def sets_against(self, index: int) -> bool:
        """Whether the item at `index` says that one is more or fewer than another ("bloodier than")."""
        return bool(self.items[index].values("cues") & {"more", "fewer", "more_than", "less_than"})

    def ranks(self, index: int) -> bool:
        """Whether the item at `index` asks for a record or a rank ("was May the worst month of 2023?")."""
        return bool(self.items[index].values("cues") & {"highest", "lowest", "rank"})

    def adds(self, index: int) -> bool:
        """Whether the item at `index` goes on with an earlier question ("what about")."""
        return index >= 0 and "and" in self.items[index].values("cues")

    def negates(self, index: int) -> bool:
        """Whether the item at `index` speaks against what stands behind it ("not June - July")."""
        return index >= 0 and not NEGATING.isdisjoint(self.items[index].values("cues"))

    def sums(self) -> bool:
        """Whether something in the text adds up what was named before ("both months together")."""
        return any("combined" in item.values("cues") for item in self.items)

    def says(self, index: int) -> bool:
        """Whether the item at `index` is what somebody does who says something."""
        cues = self.items[index].values("cues") if index < self.count else frozenset[str]()
        return "says" in cues and "according" not in cues

    def meant(self, index: int) -> bool:
        """Whether the item at `index` says of what the losses are, or that losses are meant ("tanks", "total")."""
        if not 0 <= index < self.count:
            return False
        meanings = self.items[index].meanings
        return bool(meanings) and ("metrics" in meanings or not TOPICS.isdisjoint(meanings.get("cues", ())))

    def may_be_model(self, index: int) -> bool:
        """Whether the item at `index` may be the head of a name that a number ends: "Su 57", "Ка 52"."""
        item = self.items[index]
        return item.shape is Shape.WORD and len(item.text) <= LONGEST_HEAD and not item.meanings.keys() - {"metrics"}

    def ends(self, index: int) -> bool:
        """Whether what ends before `index` is followed by nothing, or by something that is asked about."""
        return self.boundary(index) or self.meant(index)
