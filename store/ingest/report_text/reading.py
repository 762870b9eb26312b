"""From the text of a daily report to its figures (pure)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Final

from store.ingest.report_text.dates import choose_date, find_dates
from store.ingest.report_text.labels import Labels, load_labels
from store.ingest.report_text.lines import Line, Lines, read_lines
from store.ingest.report_text.parsed import Caution, NotAReportError, ReportText, TextWarning, spoken
from store.ingest.report_text.plain import MAX_LENGTH, plain
from store.ingest.report_text.tokens import Kind, Token, tokenize
from store.models import Qualifier

LEAST_METRICS: Final = 3
"""How many metrics make a report of a text that doesn't say what it is."""

VEHICLES: Final = "vehicles"
MOTOR_VEHICLES: Final = "motor_vehicles"
FUEL_TANKS: Final = "fuel_tanks"
COUNTED_TOGETHER_SINCE: Final = date(2022, 5, 1)
"""The first report that counts vehicles and fuel tanks in one line: before, "vehicles" are no part of that series."""


def read_report(text: str, report_date: date | None = None) -> ReportText:
    """Read the text of a daily report, in English, Ukrainian or both, with or without markup.

    Whatever is not printed as in other reports is either read with a warning, or not read, with a warning.

    Args:
        text: at most `MAX_LENGTH` characters.
        report_date: the date that came with it, used where the text names none.

    Raises:
        NotAReportError: it is none.
    """
    if len(text) > MAX_LENGTH:
        raise NotAReportError(f"the text is longer than {MAX_LENGTH:,} characters, which no report is")
    labels = load_labels()
    shown = plain(text)
    found = find_dates(shown, labels)
    tokens = tokenize(shown, found.places)
    lines = read_lines(tokens, labels)
    named = {line.match.category for line in lines.lines if line.match is not None and line.match.ours}
    if len(named) < LEAST_METRICS and not (named and any(heading in shown for heading in labels.headings)):
        raise NotAReportError("the text is no daily report of losses: hardly a line of it gives one of the metrics")
    first = next(line for line in lines.lines if line.match is not None and line.match.category is not None)
    day, warnings = choose_date(found, shown, tokens[first.begin].start, report_date)
    return _Reading(tokens, lines, labels, day, list(warnings)).result()


class _Reading:
    """The lines of one text, put together."""

    def __init__(
        self, tokens: Sequence[Token], lines: Lines, labels: Labels, day: date | None, warnings: list[TextWarning]
    ) -> None:
        self._tokens = tokens
        self._lines = lines
        self._labels = labels
        self._day = day
        self._warnings = warnings
        self._counts = {
            line.match.category for line in lines.lines if line.match is not None and line.match.category is not None
        }
        self._rows = _rows(tokens)
        self._values: dict[str, int] = {}
        self._rises: dict[str, int] = {}
        self._qualifiers: dict[str, Qualifier] = {}

    def result(self) -> ReportText:
        """The report."""
        first, last = self._region()
        for line in self._lines.lines:
            if first <= line.begin < last:
                self._take(line)
        self._warnings.extend(self._unread(first, last))
        for metric, total in self._values.items():
            if total < self._rises.get(metric, 0):
                sentence = f"{spoken(metric)}: {total:,} can't have risen by {self._rises[metric]:,}"
                self._warn(Caution.BELOW_RISE, sentence, metric)
        return ReportText(self._day, self._values, self._rises, self._qualifiers, tuple(self._warnings))

    def _region(self) -> tuple[int, int]:
        """The tokens from the first line of the report to its last, with unknown ones just before and after."""
        known = [at for at, line in enumerate(self._lines.lines) if line.match is not None]
        first, last = known[0], known[-1]
        lines = self._lines.lines
        while first > 0 and self._follows(lines[first - 1], lines[first]):
            first -= 1
        while last + 1 < len(lines) and self._follows(lines[last], lines[last + 1]):
            last += 1
        return lines[first].begin, lines[last].end

    def _follows(self, line: Line, following: Line) -> bool:
        """Whether a line stands in the same row as another, or in the next one."""
        return self._rows[following.begin] - self._rows[line.end - 1] <= 1

    def _take(self, line: Line) -> None:
        match = line.match
        if match is None:
            self._warn(Caution.UNKNOWN_CATEGORY, f"“{line.label}” is unheard of and is not read")
            return
        if match.category is None:
            self._warn(Caution.LABEL_UNCLEAR, f"“{line.label}” names several categories and is not read")
            return
        metric = self._metric(match.category)
        if metric is None:
            self._warn(Caution.NOT_A_METRIC, f"“{line.label}” is not one of the metrics and is not read")
            return
        if match.corrected or not match.ours:
            self._warn(Caution.LABEL_CORRECTED, f"“{line.label}” is read as {spoken(metric)}", metric)
        for caution, sentence in line.doubts:
            self._warn(caution, f"{spoken(metric)}: {sentence}", metric)
        self._put(metric, line)

    def _metric(self, category: str) -> str | None:
        """The metric of a line; None where it gives none. "Vehicles" alone are short for the line that counts both."""
        if category in self._labels.metrics:
            return category
        together = self._day is None or self._day >= COUNTED_TOGETHER_SINCE
        if category == MOTOR_VEHICLES and together and not {FUEL_TANKS, VEHICLES} & self._counts:
            return VEHICLES
        return None

    def _put(self, metric: str, line: Line) -> None:
        if metric not in self._values and metric not in self._rises:
            if line.total is not None:
                self._values[metric] = line.total
                if line.qualifier is not Qualifier.EXACT:
                    self._qualifiers[metric] = line.qualifier
            if line.rise is not None:
                self._rises[metric] = line.rise
            return
        for kind, numbers, number in (("total", self._values, line.total), ("rise", self._rises, line.rise)):
            if number is not None and numbers.setdefault(metric, number) != number:
                self._warn(
                    Caution.GIVEN_TWICE,
                    f"{spoken(metric)}: its {kind} is given as {numbers[metric]:,}, and again as {number:,}",
                    metric,
                )

    def _unread(self, first: int, last: int) -> Iterator[TextWarning]:
        """The numbers that no line claims, among the report's lines or just beside them: a warning for each row."""
        above, below = self._rows[first] - 1, self._rows[last - 1] + 1
        rows: dict[int, None] = {}
        for number in self._lines.unclaimed:
            row = self._rows[number.at]
            if first <= number.at < last or (number.listed and above <= row <= below):
                rows[row] = None
        for row in rows:
            begin, end = bisect_left(self._rows, row), bisect_right(self._rows, row)
            text = " ".join(token.text for token in self._tokens[begin:end] if token.kind is not Kind.LINE)
            yield TextWarning(Caution.UNREAD, f"In “{text[:100]}” stands a number that no label claims.")

    def _warn(self, caution: Caution, sentence: str, metric: str | None = None) -> None:
        self._warnings.append(TextWarning(caution, f"{sentence[0].upper()}{sentence[1:]}.", metric))


def _rows(tokens: Sequence[Token]) -> list[int]:
    """The number of the row that each token stands in; blank rows don't count."""
    ends = (
        token.kind is Kind.LINE and bool(at) and tokens[at - 1].kind is not Kind.LINE for at, token in enumerate(tokens)
    )
    return list(accumulate(map(int, ends)))
