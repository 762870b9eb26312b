"""Alerts, corrections, digests and subscriptions in words."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeVar

from bot.answering.lookup import Wanted, look_up
from bot.answering.outcome import Figure
from bot.answering.suggestions import DEFAULT_CLAIMANT, DEFAULT_PARTY
from bot.replies import formats
from bot.replies.figure_lines import FigureLines
from bot.replies.names import Names
from bot.replies.reply import BLANK, Line, Reply, Span, capital, line
from bot.replies.wording import Wording, wording
from bot.understanding.question import MAJOR_METRIC, When
from store.alerts import Correction, Finding, News
from store.catalogue import Catalogue
from store.models import Kind, Language, Period, Scope
from store.series import DAY, Grain, Series
from store.snapshot import SeriesName, Snapshot
from store.subscriptions import DigestWish, RecordWish, Subscription, ThresholdWish, Wish

T = TypeVar("T")

MOST_DEFINITIONS: Final = 4
"""Of so many metrics one message tells what they count; it has to stay short enough to be sent."""

LEAST_SHARE: Final = 0.005
"""A smaller share would be shown as 0 %."""


def alert_reply(
    findings: Sequence[Finding],
    catalogue: Catalogue,
    language: Language,
    *,
    corrections: Sequence[Correction] = (),
) -> Reply:
    """All that an alert tells somebody, in one message: corrections first, then what is new."""
    return Reply(tuple(_Teller(catalogue, wording(language)).alert(findings, corrections)))


def digest_reply(snapshot: Snapshot, period: Period, language: Language, now: date) -> Reply:
    """What a day, a week or a month lost, metric by metric, set against the one before.

    Args:
        snapshot: what is known.
        period: a whole unit.
        language: of the reader.
        now: the day it is in Kyiv.
    """
    return Reply(tuple(_Teller(snapshot.catalogue, wording(language)).digest(snapshot, period, now)))


def wish_text(wish: Wish, catalogue: Catalogue, language: Language) -> str:
    """What a subscription is to, in few words: "Records: the highest month, tanks"."""
    return _Teller(catalogue, wording(language)).wish(wish)


def subscription_text(subscription: Subscription, catalogue: Catalogue, language: Language, here: datetime) -> str:
    """What a subscription is to, and whether it is paused or muted.

    Args:
        subscription: of a chat.
        catalogue: names what is counted.
        language: of the reader.
        here: this moment, by the clock on the chat's wall.
    """
    return _Teller(catalogue, wording(language)).subscription(subscription, here)


def standing_reply(wish: Wish, snapshot: Snapshot, language: Language, now: date) -> Reply:
    """What would have to be passed for a wish to come true: the record as it stands, the total as it is."""
    return Reply(tuple(_Teller(snapshot.catalogue, wording(language)).standing(wish, snapshot, now)))


@dataclass(frozen=True, slots=True)
class _Teller:
    """The words of one language."""

    catalogue: Catalogue
    say: Wording

    @property
    def names(self) -> Names:
        return self.figures.names

    @property
    def figures(self) -> FigureLines:
        return FigureLines(self.catalogue, self.say)

    def alert(self, findings: Sequence[Finding], corrections: Sequence[Correction]) -> Iterator[Line]:
        for same in _together(corrections, lambda one: (_figure_of(one.finding), one.value)):
            yield from self.correction(same)
            yield BLANK
        for one_figure in _together(findings, _figure_of):
            yield (Span(self.figures.headline(self.figure(one_figure[0])), bold=True),)
            yield from (line(self.news(finding)) for finding in one_figure)
            yield BLANK
        told = (*findings, *(correction.finding for correction in corrections))
        yield from self.basis(told)
        sources = dict.fromkeys(source for finding in findings for source in finding.sources)
        sources |= dict.fromkeys(source for correction in corrections for source in correction.sources)
        sources |= dict.fromkeys(source for finding in told for source in finding.sources[:1] if not sources)
        yield from self.figures.cited(tuple(sources))

    def news(self, finding: Finding) -> str:
        """What was broken, and by how much."""
        grain = self.say(f"grain-{finding.grain}") if finding.grain else ""
        told = {"grain": grain, "grain-title": capital(grain)}
        passed = finding.bound
        if finding.broke is not None:
            passed = finding.broke.value
            told |= {
                "broke": self.number(finding.broke.value),
                "when": formats.name(finding.broke.period, self.say),
            }
        if finding.bound is not None:
            told["bound"] = self.number(finding.bound)
        if passed is not None:
            told["difference"] = self.difference(finding.value - passed, passed)
        message = f"alert-{finding.news}"
        if finding.news is News.RECORD:
            message += "-lowest" if finding.lowest else "-highest"
        if finding.news is News.STATED:
            reports = self.catalogue.claimants[finding.claimant].daily_reports
            message += "-ahead" if reports else "-alone"
        return self.say(message, **told)

    def difference(self, amount: int, of: int) -> str:
        """By how much a value differs, and by what share where that is not next to nothing."""
        number = self.number(abs(amount))
        if not of or abs(amount / of) < LEAST_SHARE:
            return number
        return self.say("alert-difference", amount=number, percent=formats.percent(amount / of, self.language))

    def basis(self, findings: Sequence[Finding]) -> Iterator[Line]:
        """Who says so and when, what each of the metrics counts, and how far it is verified."""
        figures = {(one.claimant, one.reported_on, one.claim): self.figure(one) for one in findings}
        for figure in figures.values():
            yield line(capital(self.figures.says(figure)))
        metrics = {(figure.metric, figure.scope): figure for figure in map(self.figure, findings)}
        verified = dict.fromkeys(self.say(f"verified-{figure.verified}") for figure in metrics.values())
        if len(metrics) > MOST_DEFINITIONS:
            yield self.definitions_left_out(findings[-1].metric)
        else:
            for figure in metrics.values():
                metric = self.names.metric(figure.metric)
                yield line(self.say("alert-definition", metric=metric, definition=self.definition(figure)))
        yield from map(line, verified)

    def definitions_left_out(self, metric: str) -> Line:
        """How to ask for definitions that would be too many for one message, by the example of one metric."""
        return line(self.say("alert-definitions-left-out", metric=self.names.metric_within(metric)))

    def definition(self, figure: Figure) -> str:
        """What a figure counts."""
        if not figure.scope:
            return self.catalogue.metrics[figure.metric].definition.in_language(self.language)
        if set(figure.scope) == {Scope.UNSPECIFIED}:
            return self.say("counts-unspecified")
        return self.say("counts" if len(figure.scope) > 1 else "counts-one", scopes=self.names.scopes(figure.scope))

    def correction(self, same: Sequence[Correction]) -> Iterator[Line]:
        """What was told, and what has become of it: of the figure, and of all that was told of it."""
        value, finding = same[0].value, same[0].finding
        yield (Span(self.say("correction-title"), bold=True),)
        headline = self.figures.headline(self.figure(finding))
        yield line(self.say("correction-told", date=self.figures.day(finding.reported_on), headline=headline))
        if value is None:
            yield line(self.say("correction-gone"))
            return
        changed = value != finding.value
        if changed:
            yield (Span(self.say("correction-now", value=self.number(value)), bold=True),)
        for correction in same:
            bound = correction.finding.bound
            kind = "record" if bound is None else "bound"
            fate = "stands" if correction.stands else "fell" if changed else "fell-same"
            yield line(self.say(f"correction-{kind}-{fate}", bound=self.number(bound or 0)))

    def digest(self, snapshot: Snapshot, period: Period, now: date) -> Iterator[Line]:
        """A line for each metric that was reported, then who says so and where."""
        grain = next(grain for grain in Grain if grain.around(period.start) == period)
        when = formats.name(period, self.say)
        lines: list[Line] = []
        figures: list[Figure] = []
        for metric in snapshot.catalogue.metrics:
            figure = self._lost(snapshot, metric, period, now)
            if figure is None:
                continue
            before = self._lost(snapshot, metric, grain.before(period), now)
            figures.append(figure)
            lines.append(line(self._digest_line(snapshot, figure, before, grain, now)))
            lines.extend(self.figures.flagged(figure))
        if not figures:
            yield line(self.say("digest-nothing", when=when))
            return
        yield (Span(self.say(f"digest-title-{grain}", when=when), bold=True),)
        yield from lines
        yield BLANK
        yield line(self.say("digest-compared", grain=self.say(f"grain-{grain}")))
        yield line(capital(self.figures.says(figures[0])))
        yield line(self.say(f"verified-{figures[0].verified}"))
        yield self.definitions_left_out(figures[-1].metric)
        yield from self.figures.cited(tuple(dict.fromkeys(figure.citations[0] for figure in figures)))

    def _digest_line(self, snapshot: Snapshot, figure: Figure, before: Figure | None, grain: Grain, now: date) -> str:
        """What a metric came to. Where that is not simply what was lost, it is no record and set against nothing."""
        told = {"metric": self.names.metric(figure.metric), "number": self.names.number(figure)}
        odd = figure.flags or (before is not None and before.flags)
        if before is not None and before.value and figure.value is not None and not odd:
            share = formats.percent((figure.value - before.value) / before.value, self.language)
            said = self.say("digest-line-changed", percent=share, **told)
        else:
            said = self.say("digest-line", **told)
        records = snapshot.series[_series_of(figure)].chain(grain).as_of(now)
        is_record = bool(records) and records[-1].loss.period == figure.period and records[-1].broke is not None
        return self.say("digest-line-record", line=said) if is_record and not figure.flags else said

    def _lost(self, snapshot: Snapshot, metric: str, period: Period, now: date) -> Figure | None:
        if SeriesName(DEFAULT_PARTY, DEFAULT_CLAIMANT, metric) not in snapshot.series:
            return None
        wanted = Wanted(DEFAULT_PARTY, DEFAULT_CLAIMANT, metric, When(period.start, period.end))
        found = look_up(snapshot, wanted, now)
        return found if isinstance(found, Figure) and not found.so_far else None

    def wish(self, wish: Wish) -> str:
        match wish:
            case DigestWish():
                return self.say(f"wish-digest-{wish.grain}")
            case ThresholdWish():
                said = self.say(
                    "wish-threshold-unit" if wish.grain else "wish-threshold-total",
                    metric=self.names.metric(wish.metric),
                    bound=self.number(wish.bound),
                    grain=self.say(f"grain-{wish.grain}") if wish.grain else "",
                )
                return ", ".join((said, *self._whose(wish.party, wish.claimant)))
            case RecordWish():
                extreme = "lowest" if wish.lowest else "highest"
                metric = self.names.metric_within(wish.metric) if wish.metric else self.say("wish-any-metric")
                what = ", ".join((metric, *self._whose(wish.party, wish.claimant)))
                if wish.grain is None:
                    return self.say(f"wish-any-{extreme}", what=what)
                return self.say(f"wish-record-{extreme}", what=what, grain=self.say(f"grain-{wish.grain}"))

    def _whose(self, party: str, claimant: str) -> Iterator[str]:
        """Whose losses and by whom, where they are not those of the daily reports."""
        if party != DEFAULT_PARTY:
            yield self.say("wish-losses-of", party=self.names.party_genitive(party))
        if claimant != DEFAULT_CLAIMANT:
            yield self.say("wish-by", claimant=self.names.claimant(claimant))

    def subscription(self, subscription: Subscription, here: datetime) -> str:
        parts = [self.wish(subscription.wish)]
        if subscription.paused:
            parts.append(self.say("wish-paused"))
        if subscription.muted_until is not None and here < subscription.muted_until:
            until = subscription.muted_until.astimezone(here.tzinfo)
            parts.append(self.say("wish-muted", until=self.figures.day(until.date()), time=f"{until:%H:%M}"))
        return " – ".join(parts)

    def standing(self, wish: Wish, snapshot: Snapshot, now: date) -> Iterator[Line]:
        if isinstance(wish, DigestWish):
            return
        metric = wish.metric or MAJOR_METRIC
        series = snapshot.series.get(SeriesName(wish.party, wish.claimant, metric))
        if series is None:
            claimant = capital(self.names.claimant(wish.claimant))
            yield line(self.say("standing-by-statement", claimant=claimant))
        elif isinstance(wish, RecordWish):
            for grain in (wish.grain,) if wish.grain else tuple(Grain):
                yield from self.record(series, grain, metric, now, lowest=wish.lowest)
            if wish.grain is not None:
                yield from self.running(series, wish.grain, now)
        elif wish.grain is None:
            newest = series.newest(now)
            if newest is not None:
                reached = "total-reached" if newest.total >= wish.bound else "total-now"
                yield line(self.say(reached, value=self.number(newest.total), date=self.figures.day(newest.on)))
        else:
            for loss in series.losses(wish.grain, now, competing=False)[-1:]:
                told = {"value": self.number(loss.value), "when": formats.name(loss.period, self.say)}
                yield line(self.say("unit-now", grain=self.say(f"grain-{wish.grain}"), **told))
            yield from self.running(series, wish.grain, now)
            yield from self.record(series, wish.grain, metric, now)

    def record(self, series: Series, grain: Grain, metric: str, now: date, *, lowest: bool = False) -> Iterator[Line]:
        """The record of a unit as it stands, and when it was set."""
        for record in series.chain(grain, lowest=lowest).as_of(now)[-1:]:
            yield line(
                self.say(
                    "standing-now-lowest" if lowest else "standing-now-highest",
                    metric=self.names.metric(metric),
                    grain=self.say(f"grain-{grain}"),
                    value=self.number(record.loss.value),
                    when=formats.name(record.loss.period, self.say),
                    date=self.figures.day(record.loss.known_on),
                )
            )

    def running(self, series: Series, grain: Grain, now: date) -> Iterator[Line]:
        """What the unit that is not over has come to."""
        newest = series.newest(now)
        if newest is None or newest.on > grain.around(newest.on - DAY).end:
            return
        so_far = series.lost(Period(grain.around(newest.on - DAY).start, newest.on - DAY), now)
        if so_far is not None:
            told = {"value": self.number(so_far.value), "date": self.figures.day(so_far.period.end)}
            yield line(self.say("standing-so-far", grain=self.say(f"grain-{grain}"), **told))

    def figure(self, finding: Finding) -> Figure:
        """A finding's figure, as answers show figures."""
        claimant, claim = self.catalogue.claimants[finding.claimant], finding.claim
        scope = claimant.scope if finding.metric == MAJOR_METRIC else ()
        return Figure(
            metric=finding.metric,
            party=finding.party,
            claimant=finding.claimant,
            kind=Kind.PERIOD_TOTAL if finding.grain else Kind.CUMULATIVE,
            period=finding.period,
            value=finding.value,
            citations=finding.sources,
            qualifier=finding.qualifier,
            scope=scope if claim is None else claim.scope,
            verified=claimant.verified if claim is None else claim.verified,
            reported_on=finding.reported_on,
            so_far=finding.grain is not None and finding.period.end < finding.grain.around(finding.period.start).end,
            claim=claim,
        )

    def number(self, value: int) -> str:
        return formats.number(value, self.language)

    @property
    def language(self) -> Language:
        return self.say.language


def _together(of: Iterable[T], by: Callable[[T], Hashable]) -> Iterable[Sequence[T]]:
    """Those that are the same by something, each lot where its first one is."""
    lots: dict[Hashable, list[T]] = {}
    for one in of:
        lots.setdefault(by(one), []).append(one)
    return lots.values()


def _figure_of(finding: Finding) -> Hashable:
    """Which figure it is that a finding is about: a record may have passed a bound, too, and is one figure."""
    figure = (finding.party, finding.claimant, finding.metric, finding.grain, finding.period)
    return (*figure, finding.value, finding.qualifier, finding.reported_on, finding.claim)


def _series_of(figure: Figure) -> SeriesName:
    return SeriesName(figure.party, figure.claimant, figure.metric)
