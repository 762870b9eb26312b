"""What somebody wants to hear of: read from their words, and matched with what there is to tell (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from bot.understanding.question import Elsewhere, ImpossibleDate, Question, Understood
from bot.understanding.reading import read_question
from bot.understanding.text import Shape
from bot.understanding.words import Item, Words, load_words
from store.alerts import Finding, News
from store.models import Kind
from store.series import Grain
from store.subscriptions import DigestWish, RecordWish, Subscription, ThresholdWish, Wish

OPENING: Final = 3
"""Within so many words from the start somebody who wants alerts to stop says so: "please stop …"."""

MOST_WISHES: Final = 16
"""So many wishes one text can name."""

COUNTED: Final = "personnel"
"""What is meant where a bound is named and nothing that is counted ("total passes 1,500,000")."""

_ASKING: Final = frozenset({"subscribe", "unsubscribe", "tell", "thing"})
"""What is said of alerts and not of what they are about."""

PARTY: Final = "russia"
CLAIMANT: Final = "ukraine"
"""Whose losses, and who says so, unless others are named: those that are reported daily."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Somebody wants to hear of something; no wishes where it could not be read what of."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Somebody no longer wants to hear of something; with nothing named, of anything.

    Attributes:
        metrics: only of these.
        grain: only of this unit.
        kinds: only wishes of these kinds.
    """

    metrics: tuple[str, ...] = ()
    grain: Grain | None = None
    kinds: frozenset[str] = field(default_factory=frozenset)

    def concerns(self, wish: Wish) -> bool:
        """Whether a wish is one of those that are meant."""
        if self.kinds and wish.kind not in self.kinds:
            return False
        if self.grain is not None and wish.grain is not self.grain:
            return False
        return not self.metrics or (not isinstance(wish, DigestWish) and wish.metric in self.metrics)


Request = Subscribe | Unsubscribe
"""What a text asks for that is about alerts."""


def read_request(text: str, *, now: date, asked: bool = False, words: Words | None = None) -> Request | None:
    """What a text asks for that is about alerts; None where it is an ordinary question, or nothing.

    Args:
        text: as typed.
        now: the day of asking.
        asked: it is known that an alert is wanted, as after a command: "artillery over 60 in a day".
        words: what people call things; those of `seeds/words/` unless given.
    """
    words = words or load_words()
    items = [item for item in words.read(text) if item.shape is not Shape.MARK]
    said = frozenset[str]().union(*(item.values("alerts") for item in items))
    question = _question_in(read_question(_without_asking(text, items), now=now, words=words))
    if not asked and _stops(items, said):
        return _unsubscribe(question, said)
    if not asked and not _wants_to_hear(items, said, question):
        return None
    return Subscribe(_wishes(items, said, question))


def _without_asking(text: str, items: Iterable[Item]) -> str:
    """What a text is about, without the words that ask for alerts or to be spared them."""
    for item in items:
        if item.values("alerts") & _ASKING:
            text = text[: item.start] + " " * (item.end - item.start) + text[item.end :]
    return text


def _question_in(understood: Understood) -> Question | None:
    """What a text names, whatever else it was understood as."""
    match understood:
        case Question():
            return understood
        case ImpossibleDate():
            return understood.nearest
        case Elsewhere(reason="forecast"):  # what is yet to come is just what an alert is about
            return understood.question
        case _:
            return None


def _stops(items: Sequence[Item], said: frozenset[str]) -> bool:
    """Whether alerts are to stop: said so at once, or of alerts."""
    early = any("unsubscribe" in item.values("alerts") for item in items[:OPENING])
    asks = any(item.values("cues") & {"when", "how_many", "yes_no"} for item in items[:OPENING])
    return "unsubscribe" in said and ("thing" in said or (early and not asks))


def _wants_to_hear(items: Sequence[Item], said: frozenset[str], question: Question | None) -> bool:
    """Whether alerts are asked for, and not a figure ("tell me when 500,000 was passed")."""
    if any("subscribe" in item.values("alerts") for item in items[: OPENING + 2]):
        return "new" in said or not ("past" in said or _asks_of_days(items, question))
    if "thing" in said and question is not None and len(items) <= OPENING + 2 and "past" not in said:
        return "new" in said or "tell" in said
    if "tell" not in said or "past" in said:
        return False
    if "digest" in said:
        return not any(item.shape is Shape.NUMBER or _names_a_month(item) for item in items)
    awaited = "new" in said and _names_a_record(items)
    bounded = question is not None and question.bound is not None
    return "ahead" in said and (awaited or bounded)


def _asks_of_days(items: Iterable[Item], question: Question | None) -> bool:
    """Whether a figure of certain days is asked for: "let me know the losses in May 2024"."""
    if question is None or question.bound is not None or _names_a_record(items):
        return False
    return any(when.rolling_days is None for when in question.whens) or any(map(_names_a_month, items))


def _names_a_record(items: Iterable[Item]) -> bool:
    return any(item.values("cues") & {"highest", "lowest"} for item in items)


def _names_a_month(item: Item) -> bool:
    return any(value.startswith("month:") for value in item.values("calendar"))


def _unsubscribe(question: Question | None, said: frozenset[str]) -> Unsubscribe:
    kinds = {"digest"} if "digest" in said else set()
    if question is not None and question.bound is not None:
        kinds.add("threshold")
    if question is None or "everything" in said:
        return Unsubscribe(kinds=frozenset(kinds))
    return Unsubscribe(question.metrics, question.grain, frozenset(kinds))


def _wishes(items: Sequence[Item], said: frozenset[str], question: Question | None) -> tuple[Wish, ...]:
    """What is wished for; nothing where it is something that no alert can tell of."""
    if "digest" in said and not (question and question.metrics):
        match _rhythm(items):
            case Grain.DAY | Grain.WEEK | Grain.MONTH as rhythm:
                return (DigestWish(grain=rhythm),)
            case _:
                return ()
    if question is None:
        understood = _names_a_record(items) or all(item.meanings.keys() & {"alerts", "filler"} for item in items)
        return (RecordWish(),) if understood else ()
    party, claimant = question.party or PARTY, next(iter(question.claimants), CLAIMANT)
    bound = question.bound.amount if question.bound else question.number
    if question.bound is not None and question.bound.below:
        return ()
    if bound:
        cumulative = question.kind is Kind.CUMULATIVE or any("total" in item.values("cues") for item in items)
        # "за добу" of figures is the newest day; of what is yet to come it is any day.
        daily = any(item.values("cues") & {"per_day", "past_day"} for item in items)
        grain = None if cumulative else question.grain or (Grain.DAY if daily else None)
        return tuple(
            ThresholdWish(metric=metric, grain=grain, bound=bound, party=party, claimant=claimant)
            for metric in (question.metrics or (COUNTED,))[:MOST_WISHES]
        )
    return tuple(
        RecordWish(metric=metric, grain=question.grain, lowest=question.lowest, party=party, claimant=claimant)
        for metric in (question.metrics or (None,))[:MOST_WISHES]
    )


def _rhythm(items: Iterable[Item]) -> Grain:
    """How often a digest is to come: "weekly", "every month"; daily unless said."""
    for item in items:
        for grain in Grain:
            if item.values("cues") & {f"per_{grain}", f"by_{grain}"} or f"unit:{grain}" in item.values("calendar"):
                return grain
    return Grain.DAY


def wanted(wish: Wish, finding: Finding) -> bool:
    """Whether a finding is what a wish is about."""
    match wish:
        case RecordWish():
            return (
                finding.news in {News.RECORD, News.PASSED, News.STATED}
                and (finding.party, finding.claimant) == (wish.party, wish.claimant)
                and wish.metric in {None, finding.metric}
                and wish.grain in {None, finding.grain}
                and wish.lowest == finding.lowest
            )
        case ThresholdWish():
            return finding.bound == wish.bound and (finding.party, finding.claimant, finding.metric, finding.grain) == (
                wish.party,
                wish.claimant,
                wish.metric,
                wish.grain,
            )
        case DigestWish():
            return False


def counts_at(subscription: Subscription, moment: datetime) -> bool:
    """Whether a subscription was there at a moment, and neither paused nor muted."""
    muted = subscription.muted_until is not None and moment < subscription.muted_until
    return subscription.created <= moment and not subscription.paused and not muted


def findings_for(subscriptions: Iterable[Subscription], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that any of the subscriptions is about, each once, in their order."""
    wishes = [one.wish for one in subscriptions]
    return tuple(finding for finding in findings if any(wanted(wish, finding) for wish in wishes))


def bounds_of(subscriptions: Iterable[Subscription]) -> tuple[ThresholdWish, ...]:
    """The bounds that somebody wants to hear of, each once: what detection has to look at."""
    wishes = (one.wish for one in subscriptions)
    return tuple({wish.key: wish for wish in wishes if isinstance(wish, ThresholdWish)}.values())
