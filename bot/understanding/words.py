"""What people call things: the words of `seeds/words/`, and how typed words are matched to them.

Each language is a folder of word files, data only. A file's tables name what is meant, its lists what people write:

    [endings]                      # inflection classes, for all files of the language
    s = ["", "s"]
    [metrics]
    tanks = ["tank~s", "main battle tank~s"]
    [calendar]
    "month:5" = ["may"]

`word~class` stands for the word with each ending of the class ("tank", "tanks"). A phrase is matched as a whole,
the longest first, through hyphens between its words ("anti aircraft" is also "anti-aircraft"). The table is the
category of what is meant, the key is its value. The tables `endings`, `latin` and `keyboard` are about the language
itself: `latin` spells its letters in Latin ones, one column a custom, so that "vtraty" is read as "втрати"; `keyboard`
has the letter on each Latin key, so that "nfyrb" is read as "танки" and "ефтлі" as "tanks".

Words in the list `ordinary` mean nothing here: they are known, so that they are not taken for typing errors, and a
phrase in it ("may i") hides the words inside it. The thousands of single ones stand in plain text, in `ordinary.txt`.
Those in the list `filler` ("the", "please") say nothing either, and may stand in any question.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from bot.understanding.doubt import LEAST_FUZZY_LENGTH, SLIPPED_UNKNOWN, SLIPPED_UNREAD
from bot.understanding.expected import ExpectedWords, Place
from bot.understanding.forms import Forms, Spelling
from bot.understanding.keyboard import Layout, layouts, retyped
from bot.understanding.text import Shape, Token, fold, is_symbol, tokenize, words_of
from bot.understanding.word_files import FIRST_LANGUAGE, PLAIN, Languages, read_folder, word_folders

MOST_WORDS_GLUED: Final = 3
"""How many known words one run of letters is cut into where the spaces were left out."""

SHORTEST_PART: Final = 3
"""Fewer letters are a word of a glued run only at its beginning, or where they are a preposition."""

JOINING: Final = frozenset({"link:in", "link:on", "link:of", "link:from"})
"""The prepositions that people glue to their neighbours."""

LONGEST_GLUED: Final = 40
"""Longer runs of letters are not cut: nobody leaves out the spaces of a whole sentence."""

_UNINFLECTED: Final = ("",)

_SAYS_NOTHING: Final = frozenset({"ordinary", "filler"})

_ABOUT_THE_LANGUAGE: Final = frozenset({"endings", "latin", "keyboard", PLAIN})

COURTESIES: Final = frozenset({"greeting", "thanks"})
"""Cues that ask nothing: a misspelt word is rather anything else ("taanks" is "tanks", not "thanks")."""

NEGATING: Final = frozenset({"without", "not"})
"""Cues that speak against what stands behind them: "except tanks" of all, "not tanks" of what was meant."""

Meanings = Mapping[str, frozenset[str]]
"""By category, all values that a phrase can stand for."""

_NOTHING: Final[Meanings] = MappingProxyType({})
_NO_VALUES: Final[frozenset[str]] = frozenset()


class Item(NamedTuple):
    """One piece of a text: a known phrase, or a token that nothing is known of.

    Attributes:
        text: as typed, folded, its words joined by spaces.
        shape: of the token; a phrase is a `WORD`.
        start: place of its first character in the folded text.
        end: place after its last character.
        glued: no space stands between it and the item before.
        meanings: by category, all values the phrase can stand for; empty where it stands for nothing.
        known: whether it is in the words at all (an ordinary word is known and means nothing).
        corrections: (as typed, as read) for each word that was not spelt as in the words.
        rivals: what another correction, just as close, would have meant.
    """

    text: str
    shape: Shape
    start: int
    end: int
    glued: bool
    meanings: Meanings = _NOTHING
    known: bool = False
    corrections: tuple[tuple[str, str], ...] = ()
    rivals: Meanings = _NOTHING

    def values(self, category: str) -> frozenset[str]:
        """All values of `category` that the phrase can stand for."""
        return self.meanings.get(category, _NO_VALUES)


@dataclass(slots=True)
class _Node:
    """One step in the tree of phrases; `meanings` is None where no phrase ends."""

    next: dict[int, "_Node"] = field(default_factory=dict)
    meanings: dict[str, frozenset[str]] | None = None


class _Begun(NamedTuple):
    """The phrases that a word begins: what it means `alone`, None where it is none, and the nodes of `longer` ones."""

    alone: Meanings | None
    longer: Sequence[_Node]


class Words:
    """All that people call things, in every language, ready to be matched in one pass over a text."""

    def __init__(self, languages: Languages, later: Callable[[], Languages] | None = None) -> None:
        """Build the tree of phrases.

        Args:
            languages: known from the start.
            later: gives further languages, whose words are added when a text first needs them: when it holds a
                letter that is not ASCII, or a word that is not known exactly. Any other text reads the same
                without them, so a question in plain English needn't wait for them.
        """
        self._root = _Node()
        self._begun: dict[tuple[int, ...], _Begun] = {}
        self._forms = Forms()
        self._lemmas: dict[tuple[str, str, str], int] = {}
        self._written: dict[tuple[str, str], list[int]] = {}
        self._later = later
        self._layouts: list[Layout] = []
        self._joints: set[str] = set()
        self._expected = ExpectedWords()
        self._symbols: set[str] = set()
        for language, files in languages.items():
            self._add_language(language, files)

    def complete(self) -> None:
        """Add the languages that were left for later."""
        later, self._later = self._later, None
        if later is not None:
            for language, files in later().items():
                self._add_language(language, files)

    def _add_language(self, language: str, files: Sequence[Mapping[str, Any]]) -> None:
        self._begun.clear()
        endings = {name: tuple(forms) for words in files for name, forms in words.get("endings", {}).items()}
        self._forms.add_customs(
            language, {letter: row for words in files for letter, row in words.get("latin", {}).items()}
        )
        for words in files:
            self._layouts += layouts(words["keyboard"]) if "keyboard" in words else ()
            self._forms.add_ordinary(words.get(PLAIN, ()))
            for category in words.keys() - _ABOUT_THE_LANGUAGE:
                for value, phrases in _entries(words[category]):
                    for phrase in phrases:
                        self._add_phrase(phrase, category, value, endings, language)

    def _add_phrase(
        self, phrase: str, category: str, value: str, endings: Mapping[str, tuple[str, ...]], language: str
    ) -> None:
        path: list[int] = []
        if is_symbol(phrase[:1]):
            self._symbols.add(phrase[:1])
        for written in phrase.split():
            lemmas = self._written.get((language, written))
            if lemmas is None:
                lemmas = self._written[language, written] = self._lemmas_of(written, endings, language)
            path += lemmas
        node = self._root
        for lemma in path:
            following = node.next.get(lemma)
            if following is None:
                following = node.next[lemma] = _Node()
            node = following
        if category not in _SAYS_NOTHING:
            telling = len(path) == 1 and not (category == "cues" and value in COURTESIES)
            for lemma in path:
                self._forms.weigh(lemma, 2 if telling else 1)
        if category == "calendar" and len(path) == 1:
            stem, _, inflection = phrase.partition("~")
            forms = endings[inflection] if inflection else _UNINFLECTED
            self._expected.add(tuple(stem + ending for ending in forms), value, path[0])
        if category == "calendar" and value in JOINING and len(phrase) < SHORTEST_PART:
            self._joints.add(phrase)
        meanings = node.meanings if node.meanings is not None else {}
        if category != "ordinary":
            meanings[category] = meanings.get(category, frozenset()) | {value}
        node.meanings = meanings

    def _lemmas_of(self, written: str, endings: Mapping[str, tuple[str, ...]], language: str) -> list[int]:
        stem, _, inflection = written.partition("~")
        *before, last = (piece for piece in words_of(stem) if piece != "-")
        return [
            *(self._lemma(language, piece, "", _UNINFLECTED) for piece in before),
            self._lemma(language, last, inflection, endings[inflection] if inflection else _UNINFLECTED),
        ]

    def _lemma(self, language: str, stem: str, inflection: str, endings: tuple[str, ...]) -> int:
        key = (language, stem, inflection)
        lemma = self._lemmas.get(key)
        if lemma is None:
            lemma = self._lemmas[key] = self._forms.add_word(stem, endings, language)
        return lemma

    def read(self, text: str) -> tuple[Item, ...]:
        """The text as known phrases and unknown tokens, in order, the longest phrase first at each place.

        A text that says nothing as it stands, but does on another keyboard, is read as typed there.
        """
        items = self._read(text)
        if not self._layouts or _unknown(items) <= SLIPPED_UNKNOWN:
            return items
        slips = [(self._read(other), other) for other in retyped(text, self._layouts)]
        meant = [
            (slipped, other)
            for slipped, other in slips
            if _unknown(slipped) <= SLIPPED_UNREAD and any(item.meanings.keys() - {"filler"} for item in slipped)
        ]
        if not meant:
            return items
        # Two languages may share most of a keyboard: the one whose words are spelt right is meant.
        slipped, other = min(meant, key=lambda each: sum(bool(item.corrections) for item in each[0]))
        return _corrected(slipped, fold(text), other)

    def guesses(self, item: Item) -> tuple[Item, ...]:
        """What an unread word may have been meant as, where it is too short to be taken for it without asking."""
        return tuple(
            item._replace(meanings=meanings, known=True, corrections=((item.text, spelling.read_as or ""),))
            for spelling in self._forms.guesses(item.text)
            if (meanings := self._begun_by(spelling.lemmas).alone)
        )

    def _read(self, text: str) -> tuple[Item, ...]:
        typed = tokenize(text, self._symbols)
        if self._later is not None and not all(map(self._is_plain, typed)):
            self.complete()
        tokens, spellings = self._spelt(typed)
        items: list[Item] = []
        position = 0
        while position < len(tokens):
            token, spelling = tokens[position], spellings[position]
            # A mark, a number or an ordinary word begins no phrase.
            end, meanings = self._longest(tokens, spellings, position) if spelling.lemmas else (position + 1, None)
            if end == position + 1 and spelling.read_as is None:
                text, shape, first, last, glued = token
                items.append(Item(text, shape, first, last, glued, meanings or _NOTHING, spelling.known))
            else:
                items.append(self._item(tokens, spellings, position, end, meanings))
            position = end
        return tuple(items)

    def _is_plain(self, token: Token) -> bool:
        return token.text.isascii() and (token.shape is not Shape.WORD or self._forms.knows(token.text))

    def _longest(
        self, tokens: Sequence[Token], spellings: Sequence[Spelling], start: int
    ) -> tuple[int, Meanings | None]:
        """Where the longest phrase from `start` on ends, and what it means; (start + 1, None) where none begins."""
        found, level = self._begun_by(spellings[start].lemmas)
        end = start + 1
        for position in range(start + 1, len(tokens)):
            if tokens[position].text == "-":
                continue
            lemmas = spellings[position].lemmas
            level = [node.next[lemma] for node in level for lemma in lemmas if lemma in node.next]
            if not level:
                break
            ends = [node for node in level if node.meanings is not None]
            if ends:
                end, found = position + 1, _merged(ends)
        return end, found

    def _begun_by(self, lemmas: tuple[int, ...]) -> _Begun:
        """The phrases that begin with a word of these lemmas; remembered, at most for each form that a word has."""
        begun = self._begun.get(lemmas)
        if begun is None:
            nodes = [self._root.next[lemma] for lemma in lemmas if lemma in self._root.next]
            ends = [node for node in nodes if node.meanings is not None]
            longer = [node for node in nodes if node.next]
            begun = self._begun[lemmas] = _Begun(_merged(ends) if ends else None, longer)
        return begun

    def _item(
        self, tokens: Sequence[Token], spellings: Sequence[Spelling], start: int, end: int, meanings: Meanings | None
    ) -> Item:
        """A phrase of several words, or one that was not spelt as in the words."""
        first, last, spelling = tokens[start], tokens[end - 1], spellings[start]
        rivals = _NOTHING
        corrections: list[tuple[str, str]] = []
        if meanings is not None:
            for token, spelt in zip(tokens[start:end], spellings[start:end], strict=True):
                if spelt.read_as is not None:
                    corrections.append((token.text, spelt.read_as))
            if end == start + 1 and spelling.rivals:
                others = [
                    self._root.next[lemma]
                    for lemma in spelling.rivals
                    if lemma in self._root.next and _means_something(self._root.next[lemma].meanings or _NOTHING)
                ]
                rivals = _merged(others)
        return Item(
            text=" ".join(token.text for token in tokens[start:end]),
            shape=first.shape if end == start + 1 else Shape.WORD,
            start=first.start,
            end=last.end,
            glued=first.glued,
            meanings=meanings or _NOTHING,
            known=spelling.known,
            corrections=tuple(corrections),
            rivals=rivals,
        )

    def _spelt(self, tokens: Sequence[Token]) -> tuple[list[Token], list[Spelling]]:
        """The tokens with what each may be; a run of letters that is known words without spaces is cut into them.

        A single typing error in a word that tells something is likelier than missing spaces: "novemmber" is one word.
        """
        cut: list[Token] = []
        spellings: list[Spelling] = []
        for token, after in zip_longest(tokens, tokens[1:]):
            spelling = self._forms.spelling(token.text)
            parts = expected = None
            if (spelling.errors or not spelling.tells) and token.shape is Shape.WORD:
                expected = self._expected_word(token, spelling, self._expected.place_behind(cut, spellings), after)
                slight = spelling.known and spelling.errors <= 1 and (spelling.lemmas or not spelling.errors)
                behind_joint = slight and spelling.errors and self._behind_joint(token.text)
                if behind_joint:
                    parts, expected = behind_joint, None
                elif not slight and expected is None:
                    parts = self._parts(token.text, MOST_WORDS_GLUED)
            if parts is None:
                cut.append(token)
                spellings.append(expected or spelling)
                continue
            start = token.start
            for part in parts:
                cut.append(Token(part, Shape.WORD, start, start + len(part), glued=True))
                spellings.append(self._forms.spelling(part))
                start += len(part)
        return cut, spellings

    def _expected_word(self, token: Token, spelling: Spelling, place: Place, after: Token | None) -> Spelling | None:
        """The calendar word that a word is close to where one is expected: behind "last", or before a year.

        It tells nothing as it stands, or was corrected. An ordinary word is one only where nothing goes on with it: not
        in "this weak economy".
        """
        before_year = after is not None and _is_year(after)
        if place is Place.PICKED or before_year:
            ordinary = spelling.known and not spelling.errors
            if self._expected.is_one(spelling):
                return None
            if place is Place.PICKED and ordinary and after is not None and not self._says_something(after):
                return None
            found = self._expected.spelling(token.text, place, ordinary=ordinary)
            if found is not None and (not spelling.tells or found.errors <= spelling.errors):
                return found
        return None

    def _says_something(self, token: Token) -> bool:
        """Whether a token is anything but an ordinary or unknown word, or one of what isn't held."""
        if token.shape is not Shape.WORD:
            return True
        nodes = (self._root.next.get(lemma) for lemma in self._forms.spelling(token.text).lemmas)
        return any(node.meanings.keys() - {"elsewhere"} for node in nodes if node is not None and node.meanings)

    def _parts(self, word: str, most: int) -> list[str] | None:
        """`word` as known words; None where it isn't.

        The first has two letters or more ("inmay"), the others three: endings look like short words. A preposition
        may be shorter beside a word that tells something ("танківвтравні", "утравні", "tanksin").
        """
        if not LEAST_FUZZY_LENGTH <= len(word) <= LONGEST_GLUED or most < 2:
            return None
        for split in range(len(word) - 1, 0, -1):
            head, tail = word[:split], word[split:]
            if not self._is_part(head, tail, least=2):
                continue
            if self._is_part(tail, head, least=SHORTEST_PART):
                return [head, tail]
            rest = self._parts(tail, most - 1)
            if rest is not None and self._is_part(rest[0], rest[1], least=SHORTEST_PART):
                return [head, *rest]
        return None

    def _behind_joint(self, word: str) -> list[str] | None:
        """`word` as a short preposition and a word of the calendar that is spelt right: "injuly" is no "injury"."""
        for split in range(1, SHORTEST_PART):
            head, tail = word[:split], word[split:]
            if (
                head in self._joints
                and len(tail) >= SHORTEST_PART
                and self._expected.is_one(self._forms.spelling(tail))
            ):
                return [head, tail]
        return None

    def _is_part(self, part: str, beside: str, *, least: int) -> bool:
        if len(part) >= least:
            return self._forms.knows(part)
        return part in self._joints and (len(beside) >= LEAST_FUZZY_LENGTH or self._forms.tells_much(beside))


def _means_something(meanings: Meanings) -> bool:
    """Whether a phrase means anything by itself: more than a link or a hint of the calendar."""
    marks = meanings.get("calendar", _NO_VALUES)
    return bool(meanings.keys() - {"calendar"}) or not all(mark.startswith(("link:", "hint:")) for mark in marks)


def _is_year(token: Token) -> bool:
    return token.shape is Shape.NUMBER and len(token.text) == 4 and token.text.startswith("20")


def _unknown(items: Sequence[Item]) -> float:
    """The share of words that nothing is known of."""
    unknown = [item for item in items if not item.known and item.shape is Shape.WORD]
    return len(unknown) / sum(item.shape is Shape.WORD for item in items) if unknown else 0.0


def _corrected(items: tuple[Item, ...], typed: str, read: str) -> tuple[Item, ...]:
    """The items, the first saying that the text was read as typed on another keyboard."""
    return (items[0]._replace(corrections=((typed.strip(), read.strip()),)), *items[1:])


def _merged(nodes: Sequence[_Node]) -> Meanings:
    """The meanings of several nodes together (two lemmas of one form may each end a phrase)."""
    if len(nodes) == 1:
        return nodes[0].meanings or _NOTHING
    meanings: dict[str, frozenset[str]] = {}
    for node in nodes:
        for category, values in (node.meanings or _NOTHING).items():
            meanings[category] = meanings.get(category, frozenset()) | values
    return meanings


def _entries(table: Mapping[str, list[str]] | list[str]) -> Iterator[tuple[str, list[str]]]:
    """A table's values and their phrases; a bare list has no values ("ordinary" words)."""
    return iter([("", table)] if isinstance(table, list) else table.items())


@cache
def load_words() -> Words:
    """The words of every language in `seeds/words/`; those of other languages than the first when they are needed."""
    folders = word_folders()
    first = folders.pop(FIRST_LANGUAGE)
    return Words(
        {FIRST_LANGUAGE: read_folder(first)},
        later=lambda: {language: read_folder(folder) for language, folder in folders.items()},
    )
