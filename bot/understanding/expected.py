"""A calendar word that is misspelt where the grammar expects one: "last mnth", "in Marsh 2024", "минлого тжня".

Elsewhere a short word is never corrected, and an ordinary one is what it is; behind "last" or before a year only a few
hundred words can stand, so that what is close to one of them is that one.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.understanding.doubt import (
    LEAST_EXPECTED_LENGTH,
    LEAST_EXPECTED_ORDINARY_LENGTH,
    LEAST_EXPECTED_TWO_ERRORS_LENGTH,
    LEAST_EXPECTED_UNIT_LENGTH,
)
from bot.understanding.forms import Spelling
from bot.understanding.text import Shape, Token

CACHED: Final = 4096
"""How many words are remembered with what they were taken for."""


FARTHEST_PICKED: Final = 4
"""How many words behind "last" its unit may stand: "last twenty one full mnths"."""

LONGEST_ABBREVIATION: Final = 4
"""A longer word is none, though another of the same meaning begins like it."""


class Place(IntEnum):
    """Where in a text a word stands, by what may be expected there."""

    ANYWHERE = 0
    OPENED = 1
    """Behind a word that opens a period: "in", "since"."""
    PICKED = 2
    """Behind a word that picks one: "last", "this", with a number between or not."""


_PICKING: Final = frozenset({"which:last", "which:previous", "which:past", "which:this", "which:next", "which:final"})
_OPENING: Final = frozenset(
    {f"link:{link}" for link in ("in", "from", "since", "until", "by", "before", "after", "of")}
)
_BETWEEN: Final = frozenset({"num", "link:whole"})
"""What may stand between "last" and its unit."""

_UNDATED: Final = frozenset({"unit:period", "unit:hour"})
"""Units that are no period of the calendar."""

_NAMING: Final = MappingProxyType(
    {
        (Place.PICKED, False): frozenset({"unit", "weekday", "month", "season"}),
        (Place.PICKED, True): frozenset({"unit"}),
        (Place.OPENED, False): frozenset({"month", "season"}),
        (Place.OPENED, True): frozenset({"month"}),
        (Place.ANYWHERE, False): frozenset({"month", "season"}),
        (Place.ANYWHERE, True): frozenset[str](),
    }
)
"""Which calendar words an unknown or an ordinary word may be, by its place; behind no "last" a year must follow."""


class _Name(NamedTuple):
    """A form of a calendar word; `short` where it only abbreviates another ("wed", "бер")."""

    form: str
    lemma: int
    value: str
    short: bool


class ExpectedWords:
    """The calendar words of all languages, and the words behind or before which they stand."""

    def __init__(self) -> None:
        """Start with no words."""
        self._forms: dict[str, tuple[int, str]] = {}
        self._lemmas: set[int] = set()
        self._places: dict[int, Place] = {}
        self._between: set[int] = set()
        self._found: dict[tuple[str, Place, bool], Spelling | None] = {}

    def add(self, forms: tuple[str, ...], value: str, lemma: int) -> None:
        """Add a single word of the table `calendar`."""
        kind = value.partition(":")[0]
        if kind in {"unit", "weekday", "month", "season"}:
            self._lemmas.add(lemma)
            if value not in _UNDATED:
                self._forms |= dict.fromkeys(forms, (lemma, value))
                self._found.clear()
                self.__dict__.pop("_by_first", None)
        if value in _PICKING or value in _OPENING:
            place = Place.PICKED if value in _PICKING else Place.OPENED
            self._places[lemma] = max(place, self._places.get(lemma, Place.ANYWHERE))
        if kind in _BETWEEN or value in _BETWEEN:
            self._between.add(lemma)

    def place_behind(self, tokens: Sequence[Token], spellings: Sequence[Spelling]) -> Place:
        """The place of what stands behind these words and numbers."""
        for back in range(1, min(len(tokens), FARTHEST_PICKED) + 1):
            lemmas = spellings[-back].lemmas
            place = max((self._places.get(lemma, Place.ANYWHERE) for lemma in lemmas), default=Place.ANYWHERE)
            if place is not Place.ANYWHERE:
                return place if back == 1 or place is Place.PICKED else Place.ANYWHERE
            if tokens[-back].shape is not Shape.NUMBER and self._between.isdisjoint(lemmas):
                break
        return Place.ANYWHERE

    def is_one(self, spelling: Spelling) -> bool:
        """Whether a word is of the calendar as it stands."""
        return not self._lemmas.isdisjoint(spelling.lemmas)

    def spelling(self, word: str, place: Place, *, ordinary: bool) -> Spelling | None:
        """The calendar word that a word at `place` is close to; others as close are its rivals."""
        key = (word, place, ordinary)
        if key not in self._found:
            if len(self._found) >= CACHED:
                self._found.clear()
            self._found[key] = self._nearest(word, _NAMING[place, ordinary], ordinary=ordinary)
        return self._found[key]

    def _nearest(self, word: str, kinds: frozenset[str], *, ordinary: bool) -> Spelling | None:
        from rapidfuzz.distance import OSA  # noqa: PLC0415  # a question without errors never needs it

        least_length = LEAST_EXPECTED_LENGTH
        if "unit" in kinds:
            least_length = LEAST_EXPECTED_ORDINARY_LENGTH if ordinary else LEAST_EXPECTED_UNIT_LENGTH
        if len(word) < least_length or not word.isalpha() or not kinds:
            return None
        close: dict[int, list[_Name]] = {}
        for first in {word[0], word[1]}:
            for name in self._by_first.get(first, ()):
                if first != word[0] and name.form[1] != word[0]:
                    continue
                longest = max(len(word), len(name.form))
                most = 2 if longest >= LEAST_EXPECTED_TWO_ERRORS_LENGTH and not ordinary else 1
                if abs(len(word) - len(name.form)) <= most and name.value.partition(":")[0] in kinds:
                    errors = OSA.distance(word, name.form, score_cutoff=most)
                    if errors <= most:
                        close.setdefault(errors, []).append(name)
        if not close:
            return None
        errors = min(close)
        names = [name for name in close[errors] if not name.short]
        names = names or ([] if ordinary else close[errors])
        if not names:
            return None
        chosen = names[0]
        rivals = {name.value: name.lemma for name in names if name.value != chosen.value}
        return Spelling((chosen.lemma,), chosen.form, tuple(rivals.values()), errors)

    @cached_property
    def _by_first(self) -> dict[str, list[_Name]]:
        """All forms by their first letter."""
        found: dict[str, list[_Name]] = {}
        longest: dict[tuple[str, str], int] = {}
        for form, (_, value) in self._forms.items():
            start = value, form[:2]
            longest[start] = max(len(form), longest.get(start, 0))
        for form, (lemma, value) in self._forms.items():
            if len(form) > 1:
                short = len(form) <= LONGEST_ABBREVIATION and longest[value, form[:2]] >= len(form) + 2
                found.setdefault(form[0], []).append(_Name(form, lemma, value, short))
        return found
