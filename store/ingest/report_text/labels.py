"""What the lines of reports are called: the phrases of `seeds/report_labels/`, and how a printed label is matched.

Each language is a file, data only. `metrics` and `others` name what a line counts by what reports call it; `hedges`
are by qualifier; `fillers` stand around numbers and say nothing; `headings` tell a report from other lists; `dates`
and `months` are the words in dates. A phrase is compared without the words of `ignored`, strokes and hyphens, and
letters that look alike in Latin and Cyrillic are the same letter: official texts mix them.

A label is matched as a whole, or as known phrases in a row that agree ("танків / tanks"). Only where that fails may
it hold typing errors, and then it must be clearly closer to one category than to all others: "fuel tanks" is never
taken for "tanks", nor "anti-aircraft warfare systems" for "aircraft".
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any, Final

from store.models import Qualifier

LONGEST: Final = 16
"""How many words a label may have, both languages taken together; the longest has nine."""

_LOOKALIKES: Final = str.maketrans("авеёікмнорстухґї", "abeeikmhopctyxгi")


def skeleton(word: str) -> str:
    """`word`, folded, with each letter that looks like a Latin one replaced by it."""
    return word.translate(_LOOKALIKES).replace("'", "")


@dataclass(frozen=True, slots=True)
class Match:
    """What a label names.

    Attributes:
        category: a metric, or one of `others`; None where the label names several, or cannot be told.
        ours: whether the category is a metric.
        corrected: whether it holds typing errors or words beyond the known ones.
    """

    category: str | None
    ours: bool = False
    corrected: bool = False


class Labels:
    """The words of reports in every language, ready to be matched."""

    def __init__(self, languages: Iterable[Mapping[str, Any]]) -> None:
        """Put the parsed files together."""
        files = tuple(languages)
        self.ignored = frozenset(skeleton(word) for words in files for word in words["ignored"])
        self._phrases: dict[str, str] = {}
        self.metrics = frozenset(metric for words in files for metric in words["metrics"])
        for words in files:
            for category, phrases in (*words["metrics"].items(), *words["others"].items()):
                for phrase in phrases:
                    key = self._key(phrase.split())
                    if self._phrases.setdefault(key, category) != category:
                        raise ValueError(f"{phrase!r} names both {self._phrases[key]} and {category}")
        hedges = {
            tuple(skeleton(word) for word in phrase.split()): Qualifier(name)
            for words in files
            for name, phrases in words["hedges"].items()
            for phrase in phrases
        }
        self._hedges = dict(sorted(hedges.items(), key=lambda hedge: -len(hedge[0])))
        self.units = _skeletons(files, "fillers", "units")
        self.between = _skeletons(files, "fillers", "between").union(*self._hedges)
        self._fillers = tuple(sorted(word for word in self.between | self.units if len(word) > 3))
        self.multiples = _skeletons(files, "fillers", "multiples")
        self.headings = tuple(phrase for words in files for phrase in words["headings"]["phrases"])
        self.date_words = {
            name: frozenset(word for words in files for word in words["dates"][name])
            for name in ("to", "after", "day_before", "year")
        }
        self.months = {
            name: int(number) for words in files for number, names in words["months"].items() for name in names
        }
        self._longest_phrase = max(len(phrase.split()) for phrase in self._phrases)

    def _key(self, words: Iterable[str]) -> str:
        skeletons = (skeleton(word) for word in words)
        return " ".join(word for word in skeletons if word not in self.ignored)

    def hedge(self, words: Sequence[str]) -> Qualifier:
        """The hedge among the words before a number; `EXACT` without one."""
        if not words:
            return Qualifier.EXACT
        skeletons = [skeleton(word) for word in words]
        for hedge, qualifier in self._hedges.items():
            if any(tuple(skeletons[at : at + len(hedge)]) == hedge for at in range(len(skeletons))):
                return qualifier
        return Qualifier.EXACT

    def is_filler(self, word: str) -> bool:
        """Whether `word` stands around numbers and names nothing."""
        folded = skeleton(word)
        return folded in self.between or folded in self.units or folded in self.ignored

    @lru_cache(maxsize=1024)  # noqa: B019  # there is one `Labels`, and it lives as long as the process
    def resembles_filler(self, word: str) -> bool:
        """Whether `word` is one of those that stand around numbers, misspelt."""
        from rapidfuzz import process  # noqa: PLC0415  # a clean report never needs it
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        folded = skeleton(word)
        most = min(_most_errors(folded), 2)
        return bool(most) and bool(process.extractOne(folded, self._fillers, scorer=OSA.distance, score_cutoff=most))

    def exact(self, words: Sequence[str]) -> Match | None:
        """What `words` name as they stand: one phrase, or several in a row; None where a word is not known."""
        known = [word for word in map(skeleton, words) if word not in self.ignored]
        if not known or len(known) > LONGEST:
            return None
        categories: set[str] = set()
        at = 0
        while at < len(known):
            for end in range(min(len(known), at + self._longest_phrase), at, -1):
                category = self._phrases.get(" ".join(known[at:end]))
                if category is not None:
                    categories.add(category)
                    at = end
                    break
            else:
                return None
        return self._agreed(categories)

    def closest(self, parts: Sequence[Sequence[str]]) -> Match | None:
        """What a label with typing errors names, given the words between its strokes; None where nothing is close."""
        whole = [word for part in parts for word in part]
        if len(whole) > LONGEST:
            return None
        category = self._resembled(whole)
        if category is not None:
            return self._agreed({category}, corrected=True)
        if len(parts) == 1:
            return None
        categories = {
            match.category if (match := self.exact(part)) is not None else self._resembled(part) for part in parts
        }
        if None in categories and len(categories) > 1:
            categories.discard(None)
        named = {category for category in categories if category is not None}
        return self._agreed(named, corrected=True) if named else None

    def _agreed(self, categories: set[str], *, corrected: bool = False) -> Match:
        if len(categories) != 1:
            return Match(None, corrected=corrected)
        (category,) = categories
        return Match(category, category in self.metrics, corrected)

    @lru_cache(maxsize=1024)  # noqa: B019  # there is one `Labels`, and it lives as long as the process
    def _similar(self, key: str) -> str | None:
        from rapidfuzz import process  # noqa: PLC0415  # a clean report never needs it
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        most = _most_errors(key)
        if not most:
            return None
        errors: dict[str, int] = {}
        for phrase, distance, _ in process.extract(
            key, self._phrases.keys(), scorer=OSA.distance, score_cutoff=most + 1, limit=None
        ):
            category = self._phrases[phrase]
            if distance <= _most_errors(phrase) + 1:
                errors[category] = min(int(distance), errors.get(category, most + 2))
        ranked = sorted(errors, key=errors.__getitem__)
        if not ranked or errors[ranked[0]] > most:
            return None
        if len(ranked) > 1 and errors[ranked[1]] <= errors[ranked[0]]:
            return None
        return ranked[0]

    def _resembled(self, words: Sequence[str]) -> str | None:
        return self._similar(self._key(words))


def _most_errors(key: str) -> int:
    """How many typing errors a label may hold: one in a word of four letters, three in a long phrase."""
    length = len(key)
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 16 else 3


def _skeletons(files: Iterable[Mapping[str, Any]], table: str, name: str) -> frozenset[str]:
    return frozenset(skeleton(word) for words in files for word in words[table][name])


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """The words of `seeds/report_labels/`."""
    folder = resources.files("seeds") / "report_labels"
    return Labels(
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    )
