"""Totals and rises: how the numbers of a line are printed, and misprinted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from store.ingest.report_text.labels import Labels, skeleton
from store.ingest.report_text.tokens import Kind, Token

_GROUP: Final = 3
_MOST_WORDS_IN_BRACKETS: Final = 8


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed.

    Attributes:
        value: what it reads as; None where it can't be told.
        end: the token after it.
        doubt: what is odd about it, for a reader; empty where nothing is.
    """

    value: int | None
    end: int
    doubt: str = ""


class Numbers:
    """Reads the numbers among the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], labels: Labels) -> None:
        """Read among `tokens`."""
        self._tokens = tokens
        self._labels = labels

    def kind(self, at: int) -> Kind | None:
        """What the token at `at` is; None beyond the last."""
        return self._tokens[at].kind if 0 <= at < len(self._tokens) else None

    def total(self, at: int) -> Number:
        """The number that begins at `at`, where a number stands."""
        token = self._tokens[at]
        before, after = self.kind(at - 1), self.kind(at + 1)
        if token.glued and before is Kind.WORD and not self._labels.is_filler(self._tokens[at - 1].text):
            return Number(None, at + 1, f"“{self._quoted(at - 1, at + 1)}” mixes letters and digits")
        if after is Kind.WORD:
            word = self._tokens[at + 1]
            if skeleton(word.text) in self._labels.multiples:
                return Number(None, at + 2, f"“{self._quoted(at, at + 2)}” is rounded")
            if word.glued and len(word.text) < _GROUP and skeleton(word.text) not in self._labels.units:
                end = at + 3 if self.kind(at + 2) is Kind.NUMBER else at + 2
                return Number(None, end, f"“{self._quoted(at, end)}” mixes letters and digits")
        return self._regrouped(at)

    def _regrouped(self, at: int) -> Number:
        """A number that may go on after a space, a comma or a full stop that is not where groups of three end."""
        first, end = self._tokens[at], at + 1
        if self.kind(end) is Kind.COMMA or (self.kind(end) is Kind.STOP and self._tokens[end].text == "."):
            end += 1
        if self.kind(end) is not Kind.NUMBER:
            return Number(first.value, at + 1)
        second = self._tokens[end]
        apart = end > at + 1 and not second.glued
        whole = len(first.text) <= _GROUP and len(second.text) == _GROUP and self._ends_here(end + 1)
        if whole:
            value = int(first.text + second.text)
            return Number(value, end + 1, f"“{self._quoted(at, end + 1)}” is read as {value:,}")
        if apart:
            return Number(first.value, at + 1)
        return Number(None, end + 1, f"“{self._quoted(at, end + 1)}” is not grouped like one number")

    def _ends_here(self, at: int) -> bool:
        """Whether a line's number can end before `at`: a rise follows, a unit, a full stop or the line's end."""
        kind = self.kind(at)
        if kind is Kind.WORD:
            return skeleton(self._tokens[at].text) in self._labels.units
        return kind in {None, Kind.LINE, Kind.OPEN, Kind.PLUS, Kind.STOP, Kind.COMMA}

    def rise_begins(self, at: int) -> bool:
        """Whether a published rise begins at `at`: "(+9)", "(+)", "+9", "(-3)"."""
        if self.kind(at) is Kind.PLUS:
            return self.kind(at + 1) is Kind.NUMBER
        if self.kind(at) is not Kind.OPEN:
            return False
        return self.kind(at + 1) in {Kind.PLUS, Kind.CLOSE} or (
            self.kind(at + 1) is Kind.DASH and self.kind(at + 2) is Kind.NUMBER
        )

    def rise(self, at: int) -> Number | None:
        """The rise that follows a total which ends before `at`; None where none does."""
        begin = self._past_units(at)
        if self.kind(begin) in {Kind.COMMA, Kind.DASH, Kind.LINE} and self.rise_begins(begin + 1):
            begin += 1
        if self.rise_begins(begin):
            return self.rise_at(begin)
        if self.kind(begin) is Kind.OPEN and self.kind(begin + 1) is Kind.NUMBER:
            return self.rise_at(begin)
        return None

    def rise_at(self, at: int) -> Number:
        """The rise that begins at `at`."""
        inside = self.kind(at) is Kind.OPEN
        sign_at = at + 1 if inside else at
        value_at, sign = sign_at, 0
        while self.kind(value_at) in {Kind.PLUS, Kind.DASH}:
            sign = 1 if self.kind(value_at) is Kind.PLUS else -1
            value_at += 1
        if self.kind(value_at) is not Kind.NUMBER:
            end = self._past_bracket(value_at, inside=inside)
            return Number(None, end, f"the rise “{self._quoted(at, end)}” has no number")
        printed = self.total(value_at)
        end = self._past_bracket(printed.end, inside=inside or self.kind(printed.end) is Kind.CLOSE)
        if printed.value is None or self.kind(printed.end) is Kind.NUMBER:
            return Number(None, end, f"the rise “{self._quoted(at, end)}” is not printed as a number")
        if not sign:
            return Number(printed.value, end, f"“{self._quoted(at, end)}” is read as a rise, without its plus sign")
        doubt = f"the rise {printed.doubt}" if printed.doubt else ""
        return Number(sign * printed.value, end, doubt)

    def past_line_rest(self, at: int) -> int:
        """The token after what may follow a line's numbers: units, strokes, full stops of abbreviations."""
        return self._past_units(at)

    def _past_units(self, at: int) -> int:
        while True:
            kind = self.kind(at)
            if (
                (kind is Kind.WORD and skeleton(self._tokens[at].text) in self._labels.units)
                or kind is Kind.STROKE
                or (kind is Kind.STOP and self._tokens[at].text == "." and self.kind(at - 1) is Kind.WORD)
            ):
                at += 1
            else:
                return at

    def _past_bracket(self, at: int, *, inside: bool) -> int:
        """The token after the closing bracket, words before it skipped; `at` where it was left out."""
        if not inside:
            return at
        for end in range(at, min(at + _MOST_WORDS_IN_BRACKETS, len(self._tokens))):
            if self.kind(end) is Kind.CLOSE:
                return end + 1
            if self.kind(end) not in {Kind.WORD, Kind.DASH, Kind.HYPHEN, Kind.STROKE, Kind.PLUS, Kind.COMMA, Kind.STOP}:
                break
        return at

    def _quoted(self, begin: int, end: int) -> str:
        return " ".join(
            "".join(
                token.text if token.glued or at == begin else f" {token.text}"
                for at, token in enumerate(self._tokens[begin:end], start=begin)
            ).split()
        )
