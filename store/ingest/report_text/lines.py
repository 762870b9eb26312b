"""The lines of a report: a label, a dash, a total, a rise. They need not stand on lines of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.ingest.report_text.labels import LONGEST, Labels, Match
from store.ingest.report_text.numbers import Number, Numbers
from store.ingest.report_text.parsed import Caution
from store.ingest.report_text.tokens import Kind, Token
from store.models import Qualifier

_FARTHEST: Final = 3 * LONGEST
"""How many tokens before a number its label may begin."""

_MOST_STRANGE_WORDS: Final = 2
"""How many words that nothing is known of may stand between a label and its number."""

_SPACE: Final = frozenset({Kind.LINE, Kind.COMMA, Kind.OPEN, Kind.CLOSE})
"""Marks inside a label that count as a space, and after which a label can begin."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report.

    Attributes:
        label: as printed.
        match: what it names; None where it names nothing known.
        total: None where it is left out or can't be read.
        rise: None where it is left out or can't be read.
        qualifier: the hedge of the total.
        begin: its first token.
        end: the token after its last.
        doubts: what is odd about it, with a sentence each.
    """

    label: str
    match: Match | None
    total: int | None
    rise: int | None
    qualifier: Qualifier
    begin: int
    end: int
    doubts: tuple[tuple[Caution, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """A number that belongs to no line.

    Attributes:
        at: its token.
        listed: whether it looks like that of a line: a dash stands before it, or a rise after it.
    """

    at: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, in order, and the numbers that belong to none of them."""

    lines: tuple[Line, ...]
    unclaimed: tuple[Unclaimed, ...]


@dataclass(frozen=True, slots=True)
class _Label:
    """The words before a number, taken apart.

    Attributes:
        starts: where the label may begin, the earliest first.
        end: the token after its last.
        between: the words between it and its number.
        separated: whether a dash or a colon stands between.
        tilde: whether a sign for "about" does.
    """

    starts: tuple[int, ...]
    end: int
    between: tuple[str, ...]
    separated: bool
    tilde: bool = False


class _Scan:
    """One pass over the tokens: every number looks back for its label, as far as the line before it."""

    def __init__(self, tokens: Sequence[Token], labels: Labels) -> None:
        self._tokens = tokens
        self._labels = labels
        self._numbers = Numbers(tokens, labels)
        self._starts: list[int] = [0]
        self._counts_what_follows = False
        """Whether a number stands just before: then the words after it are what it counts, and no label."""
        self.lines: list[Line] = []
        self.unclaimed: list[Unclaimed] = []

    def run(self) -> Lines:
        at = 0
        while at < len(self._tokens):
            at = self._step(at)
        return Lines(tuple(self.lines), tuple(self.unclaimed))

    def _step(self, at: int) -> int:
        token = self._tokens[at]
        if self._numbers_a_line(at):
            self._begin(at + 2)
            return at + 2
        if token.kind is Kind.NUMBER or self._numbers.rise_begins(at):
            return self._number(at)
        if token.kind in {Kind.DASH, Kind.COLON} and self._nothing_follows(at + 1):
            return self._nothing(at + 1)
        if token.kind in _SPACE:
            if self._counts_what_follows:
                self._begin(at + 1)
            else:
                self._starts = [*self._starts[-2:], at + 1]
        elif token.kind is Kind.DATE or (token.kind is Kind.STOP and not self._abbreviates(at)):
            self._begin(at + 1)
        return at + 1

    def _numbers_a_line(self, at: int) -> bool:
        """Whether the number at `at` is that of an item in a list ("1. tanks", "2) APV")."""
        return (
            self._tokens[at].kind is Kind.NUMBER
            and self._numbers.kind(at - 1) in {None, Kind.LINE}
            and self._numbers.kind(at + 1) in {Kind.STOP, Kind.CLOSE}
            and self._tokens[at + 1].glued
            and self._numbers.kind(at + 2) is Kind.WORD
        )

    def _begin(self, at: int, *, counts: bool = False) -> None:
        """Nothing before `at` belongs to a label after it."""
        self._starts = [at]
        self._counts_what_follows = counts

    def _abbreviates(self, at: int) -> bool:
        """Whether a full stop ends an abbreviation between a label and its number ("approx. 20,000")."""
        if self._tokens[at].text != "." or not self._tokens[at].glued:
            return False
        before = self._tokens[at - 1] if at else None
        separated = any(token.kind in {Kind.DASH, Kind.COLON} for token in self._tokens[self._starts[-1] : at])
        return separated and before is not None and before.kind is Kind.WORD and self._labels.is_filler(before.text)

    def _number(self, at: int) -> int:
        total, rise = self._read(at)
        label = self._label(at)
        end = rise.end if rise is not None else total.end if total is not None else at + 1
        line = None if label is None else self._line(label, total, rise, end)
        if line is None:
            self.unclaimed.append(Unclaimed(at, listed=rise is not None or self._dash_before(at)))
            self._begin(end, counts=True)
            return end
        self.lines.append(line)
        self._begin(line.end)
        return line.end

    def _read(self, at: int) -> tuple[Number | None, Number | None]:
        """The total and the rise that begin at `at`; a rise may stand first, or alone."""
        if self._tokens[at].kind is Kind.NUMBER:
            total = self._numbers.total(at)
            return total, self._numbers.rise(total.end)
        rise = self._numbers.rise_at(at)
        if self._numbers.kind(rise.end) is not Kind.NUMBER:
            return None, rise
        late = self._numbers.total(rise.end)
        doubt = late.doubt or f"{late.value} stands after its rise"
        return Number(late.value, late.end, doubt), Number(rise.value, late.end, rise.doubt)

    def _nothing_follows(self, at: int) -> bool:
        """Whether neither a number nor a word before one comes after a dash."""
        while self._numbers.kind(at) in {Kind.DASH, Kind.LINE}:
            at += 1
        kind = self._numbers.kind(at)
        if kind is Kind.WORD:
            return self._numbers.kind(at - 1) is Kind.LINE and not self._labels.is_filler(self._tokens[at].text)
        return kind in {None, Kind.STOP, Kind.COMMA}

    def _nothing(self, at: int) -> int:
        """A label with a dash and no number, where it is one of ours."""
        label = self._label(at)
        match = None if label is None else self._exact(label)
        if label is not None and match is not None and match.ours and not self._counts_what_follows:
            missing = ((Caution.TOTAL_MISSING, "no total is given"),)
            begin = label.starts[-1]
            self.lines.append(
                Line(self._quoted(begin, label.end), match, None, None, Qualifier.EXACT, begin, at, missing)
            )
            self._begin(at)
        return at

    # The label

    def _label(self, at: int) -> _Label | None:
        """The label of the number at `at`; None where no words stand before it."""
        earliest = max(self._starts[0], at - _FARTHEST)
        dash = self._dash(earliest, at)
        end = dash + 1 if dash is not None else at
        between = self._texts(end, at)
        named = self._stripped(between)
        if dash is None or (self._opens_a_list(dash, at) and self._labels.exact(named) is not None):
            earliest, separated = end if dash is not None else earliest, False
            end = at
            while end > earliest and self._is_filler_at(end - 1):
                end -= 1
            between = self._texts(end, at)
        else:
            separated = True
            while end > earliest and self._numbers.kind(end - 1) in {Kind.DASH, Kind.COLON}:
                end -= 1
        tilde = any(token.kind is Kind.TILDE for token in self._tokens[end:at])
        starts = [start for start in self._starts if earliest <= start < end] or [earliest]
        while starts and not self._texts(starts[-1], end):
            starts.pop()
        return _Label(tuple(starts), end, tuple(between), separated, tilde) if starts else None

    def _dash(self, earliest: int, at: int) -> int | None:
        """The dash or colon that stands before the number at `at`, with nothing but words between."""
        for place in range(at - 1, earliest - 1, -1):
            kind = self._tokens[place].kind
            if kind in {Kind.DASH, Kind.COLON}:
                return place
            if kind not in {Kind.WORD, Kind.STROKE, Kind.TILDE, Kind.STOP, Kind.LINE, Kind.HYPHEN}:
                return None
        return None

    def _dash_before(self, at: int) -> bool:
        """Whether a word and a dash stand before the number at `at`, with nothing but words between."""
        while (kind := self._numbers.kind(at - 1)) in {Kind.WORD, Kind.STROKE, Kind.TILDE, Kind.STOP, *_SPACE} and (
            kind is not Kind.LINE
        ):
            at -= 1
        return kind in {Kind.DASH, Kind.COLON} and self._numbers.kind(at - 2) in {Kind.WORD, Kind.STOP, *_SPACE}

    def _opens_a_list(self, dash: int, at: int) -> bool:
        """Whether what stands before the number at `at` ends a heading ("were approximately:") and no label."""
        return self._tokens[dash].kind is Kind.COLON or any(token.kind is Kind.LINE for token in self._tokens[dash:at])

    def _is_filler_at(self, at: int) -> bool:
        token = self._tokens[at]
        return token.kind in {Kind.TILDE, Kind.STROKE} or (
            token.kind is Kind.WORD and self._labels.is_filler(token.text)
        )

    def _words(self, begin: int, end: int) -> list[list[str]]:
        """The words of a label, one list for each piece between strokes, without the fillers around them."""
        pieces: list[list[str]] = [[]]
        for token in self._tokens[begin:end]:
            if token.kind is Kind.WORD:
                pieces[-1].append(token.text)
            elif token.kind is Kind.STROKE and pieces[-1]:
                pieces.append([])
        return [piece for piece in pieces if piece]

    def _exact(self, label: _Label) -> Match | None:
        """What the label names as it stands, its longest form first: it may be broken over two lines."""
        latest = label.starts[-1]
        for start in label.starts:
            dashes = [
                at for at in range(start, label.end) if self._tokens[at].kind in {Kind.DASH, Kind.COLON} and at > start
            ]
            if start != latest and dashes:
                continue
            for begin in (start, *(dash + 1 for dash in dashes[-1:])):
                words = [word for piece in self._words(begin, label.end) for word in piece]
                for form in (words, self._stripped(words)):
                    match = self._labels.exact(form)
                    if match is not None and (match.category is not None or start == latest):
                        return match
        return None

    def _stripped(self, words: Sequence[str]) -> Sequence[str]:
        begin, end = 0, len(words)
        while begin < end and self._labels.is_filler(words[begin]):
            begin += 1
        while begin < end and self._labels.is_filler(words[end - 1]):
            end -= 1
        return words[begin:end]

    def _closest(self, label: _Label) -> Match | None:
        begin = label.starts[-1]
        for at in range(begin, label.end):
            if self._tokens[at].kind is Kind.COLON:
                begin = at + 1
        pieces = [self._stripped(piece) for piece in self._words(begin, label.end)]
        return self._labels.closest([piece for piece in pieces if piece])

    # The line

    def _line(self, label: _Label, total: Number | None, rise: Number | None, end: int) -> Line | None:
        if self._counts_what_follows:
            return None
        match = self._exact(label)
        if not label.separated:
            return self._unseparated(label, match, total, rise, end)
        doubts: list[tuple[Caution, str]] = []
        strange = [word for word in label.between if not self._labels.is_filler(word)]
        strange = [word for word in strange if not self._labels.resembles_filler(word)]
        if strange:
            if match is None or len(strange) > _MOST_STRANGE_WORDS:
                return None
            if self._labels.exact(strange) is not None:
                match = Match(None)
            doubts.append((Caution.NUMBER_UNCLEAR, f"“{' '.join(strange)}” stands before its number"))
        if match is None:
            match = self._closest(label)
        return self._put_together(label, match, total, rise, end, doubts)

    def _unseparated(
        self, label: _Label, match: Match | None, total: Number | None, rise: Number | None, end: int
    ) -> Line | None:
        """A line without a dash, where it is one beyond doubt: a known label, and after the number nothing counted."""
        if match is None or match.category is None or self._tokens[label.end - 1].kind is Kind.LINE:
            return None
        after = self._numbers.past_line_rest(end)
        if rise is None and self._numbers.kind(after) not in {None, Kind.LINE, Kind.COMMA, Kind.STOP}:
            return None
        return self._put_together(label, match, total, rise, end, [])

    def _put_together(
        self,
        label: _Label,
        match: Match | None,
        total: Number | None,
        rise: Number | None,
        end: int,
        doubts: list[tuple[Caution, str]],
    ) -> Line:
        begin = label.starts[-1]
        if total is None:
            doubts.append((Caution.TOTAL_MISSING, "no total is given, only a rise"))
        elif total.doubt:
            doubts.append((Caution.NUMBER_UNCLEAR, total.doubt))
        if rise is not None and rise.doubt:
            doubts.append((Caution.RISE_UNCLEAR, rise.doubt))
        return Line(
            self._quoted(begin, label.end),
            match,
            total.value if total is not None else None,
            rise.value if rise is not None else None,
            self._hedge(label),
            begin,
            self._numbers.past_line_rest(end),
            tuple(doubts),
        )

    def _hedge(self, label: _Label) -> Qualifier:
        hedge = self._labels.hedge(label.between)
        return Qualifier.ABOUT if label.tilde and hedge is Qualifier.EXACT else hedge

    def _quoted(self, begin: int, end: int) -> str:
        return " ".join(token.text for token in self._tokens[begin:end] if token.kind in {Kind.WORD, Kind.STROKE})

    def _texts(self, begin: int, end: int) -> list[str]:
        return [token.text for token in self._tokens[begin:end] if token.kind is Kind.WORD]


def read_lines(tokens: Sequence[Token], labels: Labels) -> Lines:
    """All lines of a report among `tokens`, known or not, in time linear in their number."""
    return _Scan(tokens, labels).run()
