"""What somebody wants to hear of: read from their words, and matched with what there is to tell (pure)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Final

from bot.understanding.amounts import LEAST_CHECKED, MOST, Bound, read_amounts
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

MOST_SUBSCRIPTIONS: Final = 30
"""So many subscriptions a chat can have: as many as /alerts can show in one message of Telegram's, each with its three
buttons, of which a message has a hundred at most."""

COUNTED: Final = "personnel"
"""What is meant where a bound is named and nothing that is counted ("total passes 1,500,000")."""

WEEK: Final = 7
"""Days."""

_ASKING: Final = frozenset({"subscribe", "unsubscribe", "tell", "thing"})
"""What is said of alerts and not of what they are about."""

PARTY: Final = "russia"
CLAIMANT: Final = "ukraine"
"""Whose losses, and who says so, unless others are named: those that are reported daily."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Somebody wants to hear of something.

    Attributes:
        wishes: what of; none where it could not be read, or no alert can tell of it.
        instead: what alerts can tell of that comes nearest to an average, which none is made of.
    """

    wishes: tuple[Wish, ...]
    instead: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """Somebody no longer wants to hear of something; with nothing named, of anything.

    Attributes:
        metrics: only of these.
        grain: only of this unit.
        kinds: only wishes of these kinds.
        lowest: only of lowest records.
        party: only of the losses of this side.
        claimants: only of what these say.
        unread: something else is named, which could not be read; so it is not known what is meant.
    """

    metrics: tuple[str, ...] = ()
    grain: Grain | None = None
    kinds: frozenset[str] = field(default_factory=frozenset)
    lowest: bool = False
    party: str | None = None
    claimants: tuple[str, ...] = ()
    unread: bool = False

    def concerns(self, wish: Wish) -> bool:
        """Whether a wish is one of those that are meant."""
        metric = None if isinstance(wish, DigestWish) else wish.metric
        party, claimant = (PARTY, CLAIMANT) if isinstance(wish, DigestWish) else (wish.party, wish.claimant)
        return (
            not self.unread
            and (not self.kinds or wish.kind in self.kinds)
            and self.grain in {None, wish.grain}
            and (not self.metrics or metric in self.metrics)
            and (not self.lowest or (isinstance(wish, RecordWish) and wish.lowest))
            and self.party in {None, party}
            and (not self.claimants or claimant in self.claimants)
        )


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
        return _unsubscribe(items, said, question)
    if not asked and not _wants_to_hear(items, said, question):
        return None
    wishes = _wishes(items, said, question, _bound(words.read(text), question, asked=asked))
    if _names(items, "average"):
        return Subscribe((), instead=tuple(_instead_of_averages(wishes)))
    return Subscribe(wishes)


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
    early = next((index for index, item in enumerate(items[:OPENING]) if "unsubscribe" in item.values("alerts")), None)
    asks = any(item.values("cues") & {"when", "how_many", "yes_no"} for item in items[:OPENING])
    return "unsubscribe" in said and (
        "thing" in said or (early is not None and not asks and not any(map(_is_what_ends, items[:early])))
    )


def _is_what_ends(item: Item) -> bool:
    """Whether what is said next to end is something else than alerts: "when will the war end", "month end"."""
    return "elsewhere" in item.meanings or any(
        value.startswith(("event:", "unit:")) for value in item.values("calendar")
    )


def _wants_to_hear(items: Sequence[Item], said: frozenset[str], question: Question | None) -> bool:
    """Whether alerts are asked for, and not a figure ("tell me when 500,000 was passed")."""
    if any("subscribe" in item.values("alerts") for item in items[: OPENING + 2]):
        return "new" in said or not ("past" in said or _asks_of_days(items, question))
    if "thing" in said and question is not None and len(items) <= OPENING + 2 and "past" not in said:
        return "new" in said or "tell" in said
    if not said & {"tell", "subscribe"} or "past" in said:
        return False
    if "digest" in said:
        return "tell" in said and not any(item.shape is Shape.NUMBER or _names_a_month(item) for item in items)
    awaited = ("new" in said and _names_a_record(items)) or _awaits_a_record(items, question)
    return "ahead" in said and (awaited or _names_what_is_passed(items, said, question))


def _awaits_a_record(items: Sequence[Item], question: Question | None) -> bool:
    """Whether "a record" is to come, on no day that is named: "if there's a record week", "once tanks set a record".

    The article and the word before it tell this from "if this is a record" and "when the record came".
    """
    if (question is not None and question.whens) or any(map(_names_a_month, items)):
        return False
    return any(
        "link:one" in article.values("calendar")
        and record.values("cues") & {"highest", "lowest"}
        and any("comes" in item.values("alerts") for item in items[max(0, index - 2) : index])
        for index, (article, record) in enumerate(pairwise(items))
    )


def _names_what_is_passed(items: Sequence[Item], said: frozenset[str], question: Question | None) -> bool:
    """Whether a number is named that is to be passed."""
    if question is None:
        return _names(items, "average") and not _is_unread(items) and read_amounts(items).bound is not None
    return question.bound is not None or ("passes" in said and bool(question.number))


def _asks_of_days(items: Iterable[Item], question: Question | None) -> bool:
    """Whether a figure of certain days is asked for: "let me know the losses in May 2024"."""
    if question is None or question.bound is not None or _names_a_record(items):
        return False
    return any(when.rolling_days is None for when in question.whens) or any(map(_names_a_month, items))


def _names_a_record(items: Iterable[Item]) -> bool:
    return _names(items, "highest", "lowest")


def _names(items: Iterable[Item], *cues: str) -> bool:
    return any(not item.values("cues").isdisjoint(cues) for item in items)


def _names_a_month(item: Item) -> bool:
    return any(value.startswith("month:") for value in item.values("calendar"))


def _unsubscribe(items: Sequence[Item], said: frozenset[str], question: Question | None) -> Unsubscribe:
    kinds: set[str] = {"digest", "threshold"} & said
    if "everything" in said:
        return Unsubscribe(kinds=frozenset(kinds))
    if question is None:
        return Unsubscribe(grain=_rhythm(items), kinds=frozenset(kinds), unread=_is_unread(items))
    if question.bound is not None:
        kinds.add("threshold")
    elif _names_a_record(items):
        kinds.add("record")
    return Unsubscribe(
        question.metrics,
        question.grain or _rhythm(items),
        frozenset(kinds),
        lowest=question.lowest and "record" in kinds,
        party=question.party,
        claimants=question.claimants,
    )


def _is_unread(items: Iterable[Item]) -> bool:
    """Whether there is a word among them that means nothing."""
    return any(item.shape is Shape.WORD and not item.meanings for item in items)


def _bound(items: Sequence[Item], question: Question | None, *, asked: bool) -> Bound | None:
    """The number that is to be passed.

    Args:
        items: the whole text.
        question: what it names.
        asked: it is known that an alert is wanted; a number alone is then one to be passed.
    """
    if question is not None and (question.bound is not None or question.number):
        return question.bound or Bound(question.number or 0)
    if question is not None and question.whens and not asked:
        return None
    amounts = read_amounts(items)
    if question is None and _is_unread(items):
        return None
    if question is None:
        alone = asked and amounts.number is not None and amounts.number >= LEAST_CHECKED
        return amounts.bound or (Bound(amounts.number or 0) if alone else None)
    # Asked of figures, "drones top 200" is a list; nobody waits for a list.
    for index, (before, item) in enumerate(pairwise(items), start=1):
        if item.shape is Shape.NUMBER and "rank" in before.values("cues"):
            return Bound(read_amounts(items[index:]).number or 0)
    return None


def _wishes(
    items: Sequence[Item], said: frozenset[str], question: Question | None, bound: Bound | None
) -> tuple[Wish, ...]:
    """What is wished for; nothing where it is something that no alert can tell of."""
    if "digest" in said and not (question and question.metrics):
        match _rhythm(items) or Grain.DAY:
            case Grain.DAY | Grain.WEEK | Grain.MONTH as rhythm:
                return (DigestWish(grain=rhythm),)
            case _:
                return ()
    if bound is not None:
        return _thresholds(items, question, bound)
    if question is None:
        understood = _names_a_record(items) or all(item.meanings.keys() & {"alerts", "filler"} for item in items)
        return (RecordWish(grain=_rhythm(items)),) if understood else ()
    if any(item.shape is Shape.NUMBER for item in items) and not question.whens:
        return ()  # a number that could not be made out: not a record, at any rate
    party, claimant = question.party or PARTY, next(iter(question.claimants), CLAIMANT)
    return tuple(
        RecordWish(metric=metric, grain=question.grain, lowest=question.lowest, party=party, claimant=claimant)
        for metric in (question.metrics or (None,))[:MOST_WISHES]
    )


def _thresholds(items: Sequence[Item], question: Question | None, bound: Bound) -> tuple[Wish, ...]:
    """The wishes to hear of it when a number is passed; none where losses are to fall below it."""
    if bound.below or not bound.amount:
        return ()
    total = any("total" in item.values("cues") for item in items)
    if question is None:
        grain = None if total else _rhythm(items) or _of_a_day(items)
        return (ThresholdWish(metric=COUNTED, grain=grain, bound=bound.amount, party=PARTY, claimant=CLAIMANT),)
    grain = None if total or question.kind is Kind.CUMULATIVE else question.grain or _rhythm(items) or _of_a_day(items)
    return tuple(
        ThresholdWish(
            metric=metric,
            grain=grain,
            bound=bound.amount,
            party=question.party or PARTY,
            claimant=next(iter(question.claimants), CLAIMANT),
        )
        for metric in (question.metrics or (COUNTED,))[:MOST_WISHES]
    )


def _instead_of_averages(wishes: Iterable[Wish]) -> Iterator[Wish]:
    """What can be watched for of units as they come, where somebody would hear of averages.

    A week with an average of more than 1,000 a day is one with more than 7,000.
    """
    for wish in wishes:
        if not isinstance(wish, ThresholdWish):
            yield wish
            continue
        yield wish.model_copy(update={"grain": wish.grain or Grain.DAY})
        if wish.grain in {None, Grain.DAY} and wish.bound * WEEK <= MOST:
            yield wish.model_copy(update={"grain": Grain.WEEK, "bound": wish.bound * WEEK})


def _of_a_day(items: Iterable[Item]) -> Grain | None:
    # "За добу" of figures is the newest day; of what is yet to come it is any day.
    return Grain.DAY if any(item.values("cues") & {"per_day", "past_day"} for item in items) else None


def _rhythm(items: Iterable[Item]) -> Grain | None:
    """How often something is to come: "weekly", "every month"; None unless said."""
    for item in items:
        for grain in Grain:
            if item.values("cues") & {f"per_{grain}", f"by_{grain}"} or f"unit:{grain}" in item.values("calendar"):
                return grain
    return None


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
