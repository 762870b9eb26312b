"""A text, read as a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.understanding.amounts import LEAST_CHECKED, Bound
from bot.understanding.doubt import ENOUGH_READ, FRAGMENT_WORDS, share_read
from bot.understanding.names import Names, read_names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Marker, Mention, read_periods, resolve
from bot.understanding.periods.spans import Unit
from bot.understanding.question import (
    Ambiguous,
    Assumption,
    Elsewhere,
    ImpossibleDate,
    Intent,
    NotAQuestion,
    Question,
    Understood,
    When,
)
from bot.understanding.text import Shape
from bot.understanding.words import Item, Words, load_words
from store.models import Kind, Period
from store.series import Grain

TOPIC_CUES: Final = frozenset(
    {"losses", "how_many", "highest", "lowest", "rank", "average", "per_day", "trend", "latest", "cumulative"}
    | {"total", "compare", "says", "estimate", "all_metrics", "combined"}
)
"""Cues that make a text about losses even where it names no metric, side or claimant."""

TREND_CUES: Final = frozenset({"trend", *(f"by_{grain}" for grain in Grain)})
"""Cues that ask for unit after unit."""

AVERAGE_CUES: Final = frozenset({"average", "per_day", "per_week", "per_month", "per_quarter", "per_year"})
"""Cues that ask for losses a unit."""

RANKING: Final = frozenset({Intent.RECORD, Intent.RANK, Intent.TREND})
"""The intents that set units of a grain against each other."""

NEWEST_DAY: Final = When(None, None, rolling_days=1)
"""The newest day reported: "in the past day", the words of the daily reports."""

REPORTING: Final = "ukraine"
"""Who is meant where a figure is set against a claimant and its own was not named: the one who reports daily."""


def read_question(text: str, *, now: date, previous: Question | None = None, words: Words | None = None) -> Understood:
    """What `text` asks, as of `now`.

    Args:
        text: as typed; no more than `MAX_LENGTH` characters of it are read.
        now: the day of asking, by which "last month" and years left out are filled in.
        previous: the question asked before in this conversation, which "and tanks?" builds on.
        words: what people call things; those of `seeds/words/` unless given.
    """
    items = (words or load_words()).read(text)
    if not any(item.shape is not Shape.MARK for item in items):
        return NotAQuestion("empty")
    doubtful = next((index for index, item in enumerate(items) if item.rivals and item.rivals != item.meanings), None)
    if doubtful is not None:
        other = items[doubtful]._replace(meanings=items[doubtful].rivals)
        readings = [
            _read(variant, now, previous) for variant in (items, (*items[:doubtful], other, *items[doubtful + 1 :]))
        ]
        questions = tuple(dict.fromkeys(reading for reading in readings if isinstance(reading, Question)))
        if len(questions) > 1:
            return Ambiguous(questions)
    return _read(items, now, previous)


def _read(items: Sequence[Item], now: date, previous: Question | None) -> Understood:
    dates = read_periods(_without_counts(items), now=now, month_first=None)
    names = read_names(items, dates.taken)
    if "past_day" in names.cues and "average" not in names.cues and not (dates.mentions or previous):
        names = replace(names, cues=names.cues - {"per_day"})  # "втрати за добу": the newest day's
    before = _period_of(previous)
    mentions = [resolve(mention, before) if mention.unanchored and before else mention for mention in dates.mentions]
    mentions = list({(each.start, each.end, each.rolling): each for each in reversed(mentions)}.values())[::-1]
    question = _question(names, mentions, polar=_is_polar(items))
    if names.elsewhere is not None:
        return Elsewhere(names.elsewhere, question)
    if dates.impossible:
        wrong = dates.impossible[0]
        nearest = When(wrong.nearest, wrong.nearest)
        return ImpossibleDate(wrong.written, replace(question, whens=(nearest,)))
    if previous is not None and _goes_on(items, names, question):
        question = _following(question, names, items, previous)
    elif chatter := _chatter(names, mentions):
        return chatter
    doubtful = next((mention for mention in mentions if len(mention.alternatives) > 1), None)
    if doubtful is not None:
        place = mentions.index(doubtful)
        return Ambiguous(
            tuple(
                replace(question, whens=(*question.whens[:place], _same_shape(question.whens[place], period)))
                for period in doubtful.alternatives
            )
        )
    return question


def _without_counts(items: Sequence[Item]) -> Sequence[Item]:
    """The items, with the number of a ranking hidden: "top 3 quarters" names no third quarter."""
    return [
        item._replace(text="", shape=Shape.MARK, meanings={})
        if index and items[index - 1].values("cues") & {"rank", "highest", "lowest"} and _is_small(item)
        else item
        for index, item in enumerate(items)
    ]


def _is_small(item: Item) -> bool:
    return (item.shape is Shape.NUMBER and len(item.text) <= 2) or any(
        value.startswith("num:") for value in item.values("calendar")
    )


def _same_shape(when: When, period: Period) -> When:
    return replace(when, start=period.start, end=period.end)


def _is_polar(items: Sequence[Item]) -> bool:
    """Whether a text asks for a yes or a no: it opens with a verb or a particle that does."""
    first = next((item for item in items if item.shape is not Shape.MARK), None)
    return first is not None and "yes_no" in first.values("cues")


def _chatter(names: Names, mentions: Sequence[Mention]) -> NotAQuestion | None:
    """Why a text is no question, or None where it is one."""
    topic = names.cues & TOPIC_CUES
    about_losses = (
        names.metrics or names.scopes or "losses" in topic or (names.claimants and (topic or names.claimants[1:]))
    )
    asks_about_bot = names.cues & {"help", "definition", "sources", "reliability", "why_differ"}
    hinted = topic or names.claimants or names.parties or mentions
    if about_losses or asks_about_bot or (hinted and not (names.unread or names.beside)):
        read = len(names.metrics) + len(names.claimants) + len(names.parties) + len(names.cues) + len(mentions)
        if asks_about_bot or share_read(read, len(names.unread)) >= ENOUGH_READ:
            return None
    if names.cues & {"greeting"}:
        return NotAQuestion("greeting")
    if names.cues & {"thanks"}:
        return NotAQuestion("thanks")
    return NotAQuestion("unknown")


def _question(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Question:
    """The question with all that the text itself says, and nothing else."""
    intent = _intent(names, mentions, polar=polar)
    bound, number = names.amounts.bound, names.amounts.number
    if number is not None and bound is None and "when" in names.cues:
        # "When did they lose the 5,000th tank?"
        bound, number = Bound(number), None
    if number is not None and (names.count or (number < LEAST_CHECKED and not polar)):
        number = None
    kind = None if intent in RANKING or bound else _kind(names, mentions)
    whens = tuple(_when(mention, names, kind) for mention in mentions if not mention.whole_war)
    if "past_day" in names.cues and not mentions:
        whens = (NEWEST_DAY,)
    assumptions = {
        Assumption.YEAR: any(mention.assumed_year for mention in mentions),
        Assumption.SPELLING: bool(names.corrections),
    }
    return Question(
        intent=intent,
        metrics=names.metrics,
        party=names.parties[0] if names.parties else None,
        claimants=names.claimants,
        speaker=names.speaker,
        body=names.body,
        whens=whens,
        kind=kind,
        scopes=names.scopes,
        grain=_grain(names) if intent in RANKING or bound else None,
        lowest="lowest" in names.cues,
        count=names.count,
        combined="combined" in names.cues,
        every_metric="all_metrics" in names.cues,
        polar=polar and not ("or" in names.cues and _sides(names, mentions) > 1),
        number=number,
        bound=bound,
        asks_when="when" in names.cues,
        less=_less(names),
        per=_per(names) if intent is Intent.AVERAGE else None,
        changed="changed" in names.cues and intent is Intent.SOURCES,
        differing="why_differ" in names.cues or _asks_why_two(names),
        corrections=names.corrections,
        unread=names.unread,
        assumptions=frozenset(assumption for assumption, made in assumptions.items() if made),
    )


def _kind(names: Names, mentions: Sequence[Mention]) -> Kind | None:
    cues = names.cues
    if cues & AVERAGE_CUES:
        return Kind.DAILY_AVERAGE
    if any(mention.whole_war for mention in mentions):
        return Kind.CUMULATIVE
    if cues & {"cumulative", "total"} and not any(_is_span(mention) for mention in mentions):
        return Kind.CUMULATIVE
    return Kind.CUMULATIVE if "running_total" in cues else None


def _is_span(mention: Mention) -> bool:
    """Whether a period longer than a day is meant as a whole ("in May"), so that "in total" adds nothing."""
    return mention.grain is not Length.DAY and mention.marker in {Marker.IN, Marker.BARE, Marker.SINCE}


def _grain(names: Names) -> Grain | None:
    """The unit that is ranked by: named ("worst month"), or in a phrase ("month by month", "most in a day")."""
    phrased = (grain for grain in Grain if names.cues & {f"by_{grain}", f"per_{grain}"})
    return names.grain or next(phrased, None)


def _less(names: Names) -> bool | None:
    """Which way a comparison is asked: "more than in April?", "fewer than"."""
    if names.cues & {"less_than", "lowest", "fewer"}:
        return True
    return False if names.cues & {"more_than", "highest", "more"} else None


def _per(names: Names) -> Grain | None:
    """The unit of an average where it is longer than a day: "per month", "monthly average"."""
    return next((grain for grain in Grain if grain is not Grain.DAY and f"per_{grain}" in names.cues), names.grain)


def _when(mention: Mention, names: Names, kind: Kind | None) -> When:
    moment = mention.marker is Marker.AS_OF
    if mention.grain is Length.DAY and mention.marker is Marker.ON:
        # "lost on 12 May" is what that day lost; "the figure on 12 May" is the total published then.
        moment = kind is Kind.CUMULATIVE or "lost" not in names.cues
    if mention.grain is Length.DAY and mention.marker is Marker.BARE:
        moment = kind is Kind.CUMULATIVE
    unit = mention.around
    rolling = mention.rolling
    return When(
        start=unit.start if unit else mention.start,
        end=unit.end if unit else mention.end,
        moment=moment,
        as_published=moment and mention.grain is Length.DAY,
        rolling_days=rolling.count if rolling and rolling.unit is Unit.DAY else None,
    )


def _asks_why_two(names: Names) -> bool:
    """Whether a text asks why those whom it names say different things."""
    return "why" in names.cues and len({*names.parties, *names.claimants}) > 1


def _asks_for_proof(names: Names, *, polar: bool) -> bool:
    """Whether a text asks where figures come from, or whether they are true.

    "How many has Mediazona confirmed?" asks for the figure.
    """
    if names.cues & {"sources", "why_differ"} or _asks_why_two(names):
        return True
    confirmed = bool(names.claimants) and names.cues >= {"how_many", "attests"}
    return "reliability" in names.cues and (polar or not confirmed)


def _intent(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Intent:
    cues = names.cues
    several = max(len(mentions), len(names.claimants)) > 1
    sides = _sides(names, mentions)
    # "or" sets two sides against each other; with one side it only opens a question ("чи це рекорд?").
    compares = ("compare" in cues and ("or" not in cues or sides > 1)) or ("or" in cues and sides > 1)
    compares = compares or (sides > 1 and bool(cues & {"more", "fewer", "more_than", "less_than"}))
    if "help" in cues and not (names.metrics or mentions):
        return Intent.HELP
    if "definition" in cues or (polar and "counted" in cues and names.scopes):
        return Intent.DEFINITION
    # "Has that changed?" asks of a figure, "how have losses changed?" of a course.
    revised = "changed" in cues and (not cues & TREND_CUES or (polar and "is_it" in cues))
    if revised or _asks_for_proof(names, polar=polar) or ("why" in cues and mentions):
        return Intent.SOURCES
    if names.amounts.bound is not None:
        return Intent.RANK if _grain(names) and "when" not in cues else Intent.FIGURE
    if "rank" in cues or (names.count and cues & {"highest", "lowest"}):
        return Intent.RANK
    if cues & {"highest", "lowest"} and not (several and compares):
        return Intent.RECORD
    if cues & TREND_CUES:
        return Intent.TREND
    if (compares or several) and "combined" not in cues:
        return Intent.COMPARE
    if cues & {"more", "fewer"} and mentions and "yes_no" in cues:
        return Intent.COMPARE
    if cues & AVERAGE_CUES:
        return Intent.AVERAGE
    if "latest" in cues and not mentions:
        return Intent.LATEST
    return Intent.FIGURE


def _sides(names: Names, mentions: Sequence[Mention]) -> int:
    """How many things of one kind a text names: periods, claimants or metrics."""
    return max(len(mentions), len(names.claimants), len(names.metrics))


def _goes_on(items: Sequence[Item], names: Names, question: Question) -> bool:
    """Whether a text builds on the question before it: it opens like one, points back, or is but a fragment."""
    words = [item for item in items if item.shape is not Shape.MARK]
    if words and "and" in words[0].values("cues"):
        return _names_something(names, question) or not (names.unread or names.beside)
    if question.bound is not None:
        return False
    if names.cues & {"is_it"} and not question.whens and not question.metrics:
        return True
    bare = not (question.whens or question.metrics or question.claimants)
    if bare and names.cues & (AVERAGE_CUES | {"sources", "reliability", "why", "changed", "before_that"}):
        return True
    if bare and len(words) <= FRAGMENT_WORDS and names.cues & {"cumulative", "total", "running_total"}:
        return "losses" not in names.cues
    if bare and question.intent in RANKING and "losses" not in names.cues and question.grain is None:
        return True
    asks_alone = names.cues & (TOPIC_CUES - {"compare"}) or (question.whens and question.metrics)
    named = question.whens or question.metrics or question.claimants
    return bool(named) and not asks_alone and len(words) <= FRAGMENT_WORDS and not names.unread


def _names_something(names: Names, question: Question) -> bool:
    """Whether a text says anything that a question could differ in from the one before."""
    return bool(question.whens or question.metrics or question.claimants or names.parties or names.cues - {"and"})


def _following(question: Question, names: Names, items: Sequence[Item], previous: Question) -> Question:
    """The question, with what it leaves out taken from the one before."""
    intent = question.intent
    if intent is Intent.FIGURE and previous.intent in RANKING | {Intent.AVERAGE, Intent.DEFINITION}:
        intent = previous.intent
    if intent is Intent.COMPARE and not question.whens and "compare" not in names.cues:
        intent = Intent.FIGURE
    if "why" in names.cues and intent is Intent.FIGURE:
        intent = Intent.SOURCES
    whens, claimants = question.whens or previous.whens, question.claimants or previous.claimants
    if "before_that" in names.cues and not question.whens and previous.whens:
        whens = _before(previous.whens[0])
    # Of "compare with April" the period reader takes the whole.
    compares = any(item.values("cues") & {"compare", "more_than", "less_than"} for item in items)
    if question.bound is None and compares and intent in {Intent.FIGURE, Intent.COMPARE}:
        # "more than in April?": the question before is the first side.
        intent = Intent.COMPARE
        if question.whens and not question.claimants:
            whens = (*previous.whens[:1], *question.whens)
        if question.claimants:
            claimants = tuple(dict.fromkeys((*(previous.claimants or (REPORTING,)), *question.claimants)))
    new_claimant = bool(question.claimants) and question.claimants != previous.claimants
    return replace(
        question,
        intent=intent,
        metrics=question.metrics or previous.metrics,
        party=question.party or previous.party,
        claimants=claimants,
        speaker=question.speaker or (None if new_claimant else previous.speaker),
        body=question.body or (None if new_claimant else previous.body),
        whens=whens,
        kind=question.kind or (None if question.whens else previous.kind),
        scopes=question.scopes or previous.scopes,
        grain=question.grain or (previous.grain if intent is previous.intent else None),
        lowest=question.lowest or (previous.lowest if intent is previous.intent else False),
        every_metric=question.every_metric or (previous.every_metric and not question.metrics),
        follows=replace(previous, follows=None),
    )


def _before(when: When) -> tuple[When, ...]:
    """The unit before, or as many days."""
    period = when.period
    if period is None:
        return (when,)
    unit = next((grain for grain in Grain if grain.around(period.start) == period), None)
    days = timedelta(days=period.days)
    before = unit.before(period) if unit else Period(period.start - days, period.end - days)
    return (replace(when, start=before.start, end=before.end, rolling_days=None),)


def _period_of(question: Question | None) -> Period | None:
    """The days of the question before, which "the month before" counts from."""
    return question.whens[0].period if question and question.whens else None
