"""Which words a typed word may be a form of: exactly, in Latin letters, or with typing errors.

A word is kept as a stem with its endings; its forms are spelt out only when a typing error has to be looked for, so
that a question without one costs a few look-ups.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from bot.understanding.doubt import LEAST_FUZZY_LENGTH, LEAST_SWAPPED_LENGTH, errors_allowed

LEAST_LATIN_LENGTH: Final = 3
"""Shorter words are not looked for among words of another alphabet spelt in Latin letters."""

CACHED_SPELLINGS: Final = 8192
"""How many resolved words are remembered."""

Endings = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A typed word resolved.

    Attributes:
        lemmas: the words it may be a form of; none where it is unknown.
        read_as: the form it was corrected to, if it was.
        rivals: lemmas of other forms just as close that tell as much.
        errors: how many typing errors the correction takes.
        known: whether it is any word at all; an ordinary one has no lemma.
        tells: whether one of its lemmas means something or is a part of what does.
    """

    lemmas: tuple[int, ...]
    read_as: str | None = None
    rivals: tuple[int, ...] = ()
    errors: int = 0
    known: bool = True
    tells: bool = False


UNKNOWN: Final = Spelling((), known=False)
ORDINARY: Final = Spelling(())


class Forms:
    """The forms of all words, in every language."""

    def __init__(self) -> None:
        """Start with no words."""
        self._stems: dict[str, list[tuple[Endings, int]]] = defaultdict(list)
        self._ordinary: set[str] = set()
        self._longest_ending = 0
        self._customs: dict[str, tuple[dict[int, str], ...]] = {}
        self._language_of: list[str] = []
        self._weight: dict[int, int] = {}
        self._resolved: dict[str, Spelling] = {}

    def add_word(self, stem: str, endings: Endings, language: str) -> int:
        """Add a word and return its lemma."""
        self._forget()
        lemma = len(self._language_of)
        self._language_of.append(language)
        self._stems[stem].append((endings, lemma))
        self._longest_ending = max(self._longest_ending, *map(len, endings))
        return lemma

    def _forget(self) -> None:
        """Drop what was worked out from fewer words."""
        if self._resolved:
            self._resolved.clear()
        self.__dict__.pop("_by_shape", None)
        self.__dict__.pop("_latin_stems", None)

    def add_ordinary(self, words: Iterable[str]) -> None:
        """Add words that mean nothing and are parts of nothing: they are known, and never taken for errors."""
        self._ordinary.update(words)

    def add_customs(self, language: str, latin: Mapping[str, list[str]]) -> None:
        """Say how a language's letters are spelt in Latin ones, one column a custom; a short row's last goes on."""
        columns = max(map(len, latin.values()), default=0)
        self._customs[language] = tuple(
            {ord(letter): row[min(column, len(row) - 1)] for letter, row in latin.items()} for column in range(columns)
        )

    def weigh(self, lemma: int, weight: int) -> None:
        """Say how much a word tells: 2 if it means something, 1 if a courtesy or a part of what does, 0 if nothing."""
        self._weight[lemma] = max(weight, self._weight.get(lemma, 0))

    def knows(self, word: str) -> bool:
        """Whether a word is a form exactly as typed."""
        return word in self._ordinary or bool(self._exact(word, self._stems))

    def spelling(self, word: str) -> Spelling:
        """What a typed word may be: as it stands, in Latin letters, or corrected."""
        found = self._resolved.get(word)
        if found is None:
            if len(self._resolved) >= CACHED_SPELLINGS:
                self._resolved.clear()
            spelling = self._spelling(word)
            found = self._resolved[word] = replace(spelling, tells=self._tells(spelling.lemmas) > 0)
        return found

    def _spelling(self, word: str) -> Spelling:
        lemmas = self._exact(word, self._stems)
        if lemmas:
            return Spelling(lemmas)
        if word in self._ordinary:
            return ORDINARY
        if not word.isalpha():
            return UNKNOWN
        if word.isascii() and len(word) >= LEAST_LATIN_LENGTH:
            latin = self._exact(word, self._latin_stems)
            if latin:
                return Spelling(latin)
        return self._corrected(word) if errors_allowed(len(word)) else self._swapped(word)

    def guesses(self, word: str) -> tuple[Spelling, ...]:
        """Forms one error away from a word too short to be corrected: good enough to ask back, not to answer.

        They mean something by themselves and begin with the same letter.
        """
        from rapidfuzz.distance import OSA  # noqa: PLC0415  # a question without errors never needs it

        if not LEAST_SWAPPED_LENGTH <= len(word) < LEAST_FUZZY_LENGTH or not word.isalpha():
            return ()
        near = (
            form for length in range(len(word) - 1, len(word) + 2) for form in self._by_shape.get((word[0], length), ())
        )
        found: dict[tuple[int, ...], Spelling] = {}
        for form in near:
            if OSA.distance(word, form, score_cutoff=1) == 1 and self.tells_much(form):
                lemmas = self._exact_of(form)
                found.setdefault(lemmas, Spelling(lemmas, form, errors=1))
        return tuple(found.values())

    def _swapped(self, word: str) -> Spelling:
        """A short word with two letters swapped or one doubled, if that gives one telling word and no other.

        The first letter is never wrong: "amy" is a name, not "may".
        """
        if len(word) < LEAST_SWAPPED_LENGTH:
            return UNKNOWN
        candidates = {
            *(word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)),
            *(word[:at] + word[at + 1 :] for at in range(1, len(word)) if word[at] == word[at - 1]),
        } - {word}
        found = {form: lemmas for form in candidates if self.tells_much(form) and (lemmas := self._exact_of(form))}
        if not found:
            # "Whta" is "what"; "taks" may be "tanks" as well as "task".
            known = [] if self.guesses(word) else [form for form in candidates if self.knows(form)]
            return Spelling(self._exact_of(known[0]), known[0], errors=1) if len(known) == 1 else UNKNOWN
        if len(found) != 1:
            return UNKNOWN
        ((form, lemmas),) = found.items()
        return Spelling(lemmas, form, errors=1)

    def tells_much(self, word: str) -> bool:
        """Whether a word, exactly as typed, means something by itself."""
        return self._tells(self._exact_of(word)) > 1

    def _exact_of(self, word: str) -> tuple[int, ...]:
        return self._exact(word, self._stems)

    def _exact(self, word: str, stems: Mapping[str, list[tuple[Endings, int]]]) -> tuple[int, ...]:
        found: list[int] = []
        for cut in range(len(word), max(0, len(word) - self._longest_ending) - 1, -1):
            for endings, lemma in stems.get(word[:cut], ()):
                if word[cut:] in endings:
                    found.append(lemma)
        return tuple(found)

    def _corrected(self, word: str) -> Spelling:
        """The closest form: the same first letter (or the first two swapped) and few errors.

        Of forms as close, the one that tells most is taken; others that mean something are its rivals.
        """
        from rapidfuzz.distance import OSA  # noqa: PLC0415  # a question without errors never needs it

        most = errors_allowed(len(word))
        longest = len(word) + max(most, errors_allowed(len(word) + 1))  # two letters of a long word may be left out
        distances: dict[str, int] = {}
        for first in {word[0], word[1]}:
            for length in range(len(word) - most, longest + 1):
                allowed = max(most, length - len(word))
                for form in self._by_shape.get((first, length), ()):
                    if first != word[0] and form[1] != word[0]:
                        continue
                    distance = OSA.distance(word, form, score_cutoff=allowed)
                    if distance <= allowed:
                        distances[form] = distance
        if not distances:
            return UNKNOWN
        least = min(distances.values())
        lemmas = {form: self._exact(form, self._stems) for form, distance in distances.items() if distance == least}
        # A letter is left out sooner than put in: "killd" is "killed" rather than "kill".
        chosen, *others = sorted(lemmas, key=lambda form: (-self._tells(lemmas[form]), -len(form), form))
        told = self._tells(lemmas[chosen])
        rivals = {lemma for form in others for lemma in lemmas[form] if 0 < self._tells((lemma,)) >= told}
        rivals -= set(lemmas[chosen])
        if len(chosen) > len(word):
            rivals = {lemma for form in others if len(form) > len(word) for lemma in lemmas[form]} & rivals
        if not lemmas[chosen]:
            return Spelling((), chosen, errors=least)
        return Spelling(lemmas[chosen], chosen, tuple(sorted(rivals)), least)

    def _tells(self, lemmas: tuple[int, ...]) -> int:
        return max((self._weight.get(lemma, 0) for lemma in lemmas), default=0)

    @cached_property
    def _by_shape(self) -> Mapping[tuple[str, int], list[str]]:
        """All forms by first letter and length, to look for typing errors among."""
        shaped: dict[tuple[str, int], set[str]] = defaultdict(set)
        for form in self._all_forms():
            if len(form) >= LEAST_FUZZY_LENGTH - 1 and form.isalpha():
                shaped[form[0], len(form)].add(form)
        return {shape: sorted(forms) for shape, forms in shaped.items()}

    def _all_forms(self) -> Iterator[str]:
        yield from self._ordinary
        for stem, words in self._stems.items():
            for endings, _ in words:
                for ending in endings:
                    yield stem + ending

    @cached_property
    def _latin_stems(self) -> Mapping[str, list[tuple[Endings, int]]]:
        """The words that tell something, spelt in Latin letters by every custom of their language."""
        latin: dict[str, list[tuple[Endings, int]]] = defaultdict(list)
        for stem, words in self._stems.items():
            for endings, lemma in words:
                if self._tells((lemma,)):
                    for custom in self._customs.get(self._language_of[lemma], ()):
                        spelt = tuple(ending.translate(custom) for ending in endings)
                        latin[stem.translate(custom)].append((spelt, lemma))
        return latin
