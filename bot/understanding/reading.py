"""A text, read as a question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

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
    dates = read_periods(items, now=now, month_first=None)
    names = read_names(items, dates.taken)
    before = _period_of(previous)
    mentions = [resolve(mention, before) if mention.unanchored and before else mention for mention in dates.mentions]
    question = _question(names, mentions, polar=_is_polar(items))
    if names.elsewhere is not None:
        return Elsewhere(names.elsewhere, question)
    if dates.impossible:
        wrong = dates.impossible[0]
        nearest = When(wrong.nearest, wrong.nearest)
        return ImpossibleDate(wrong.written, replace(question, whens=(nearest,)))
    if previous is not None and _goes_on(items, names, question):
        question = _following(question, names, previous)
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


def _same_shape(when: When, period: Period) -> When:
    return replace(when, start=period.start, end=period.end)


def _is_polar(items: Sequence[Item]) -> bool:
    """Whether a text asks for a yes or a no: it opens with a verb or a particle that does."""
    first = next((item for item in items if item.shape is not Shape.MARK), None)
    return first is not None and "yes_no" in first.values("cues")


def _chatter(names: Names, mentions: Sequence[Mention]) -> NotAQuestion | None:
    """Why a text is no question, or None where it is one."""
    about_losses = names.metrics or names.claimants or names.scopes or names.cues & TOPIC_CUES
    asks_about_bot = names.cues & {"help", "definition", "sources", "reliability", "why_differ"}
    elsewhere = names.unread or names.beside
    if about_losses or asks_about_bot or ((mentions or names.parties) and not elsewhere):
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
    intent = _intent(names, mentions)
    kind = None if intent in RANKING or names.amounts.bound else _kind(names, mentions)
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
        grain=_grain(names) if intent in RANKING or names.amounts.bound else None,
        lowest="lowest" in names.cues,
        count=names.count,
        combined="combined" in names.cues,
        every_metric="all_metrics" in names.cues,
        polar=polar,
        number=names.amounts.number,
        bound=names.amounts.bound,
        asks_when="when" in names.cues,
        less=_less(names),
        per=_per(names) if intent is Intent.AVERAGE else None,
        differing="why_differ" in names.cues,
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
    if names.cues & {"less_than", "lowest"}:
        return True
    return False if names.cues & {"more_than", "highest"} else None


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


def _intent(names: Names, mentions: Sequence[Mention]) -> Intent:
    cues = names.cues
    several = max(len(mentions), len(names.claimants)) > 1
    sides = max(len(mentions), len(names.claimants), len(names.metrics))
    # "or" sets two sides against each other; with one side it only opens a question ("чи це рекорд?").
    compares = ("compare" in cues and ("or" not in cues or sides > 1)) or ("or" in cues and several)
    if "help" in cues and not (names.metrics or mentions):
        return Intent.HELP
    if "definition" in cues:
        return Intent.DEFINITION
    if cues & {"sources", "reliability", "why_differ"}:
        return Intent.SOURCES
    if names.amounts.bound is not None:
        return Intent.RANK if _grain(names) and "when" not in cues else Intent.FIGURE
    if "rank" in cues or (names.count and cues & {"highest", "lowest"}):
        return Intent.RANK
    if cues & {"highest", "lowest"} and not (several and compares):
        return Intent.RECORD
    if "trend" in cues or any(f"by_{grain}" in cues for grain in Grain):
        return Intent.TREND
    if (compares or several) and "combined" not in cues:
        return Intent.COMPARE
    if cues & AVERAGE_CUES:
        return Intent.AVERAGE
    if "latest" in cues and not mentions:
        return Intent.LATEST
    return Intent.FIGURE


def _goes_on(items: Sequence[Item], names: Names, question: Question) -> bool:
    """Whether a text builds on the question before it: it opens like one, points back, or is but a fragment."""
    words = [item for item in items if item.shape is not Shape.MARK]
    if words and "and" in words[0].values("cues"):
        return True
    if question.bound is not None:
        return False
    if names.cues & {"is_it"} and not question.whens and not question.metrics:
        return True
    if names.cues & (AVERAGE_CUES | {"sources", "reliability", "why"}) and not question.whens and not question.metrics:
        return True
    asks_alone = names.cues & (TOPIC_CUES - {"compare"}) or (question.whens and question.metrics)
    named = question.whens or question.metrics or question.claimants
    return bool(named) and not asks_alone and len(words) <= FRAGMENT_WORDS and not names.unread


def _following(question: Question, names: Names, previous: Question) -> Question:
    """The question, with what it leaves out taken from the one before."""
    intent = question.intent
    if intent is Intent.FIGURE and previous.intent in {Intent.RECORD, Intent.RANK, Intent.TREND, Intent.AVERAGE}:
        intent = previous.intent
    if intent is Intent.COMPARE and not question.whens and "compare" not in names.cues:
        intent = Intent.FIGURE
    if "why" in names.cues and intent is Intent.FIGURE:
        intent = Intent.SOURCES
    whens, claimants = question.whens or previous.whens, question.claimants or previous.claimants
    if (
        question.bound is None
        and names.cues & {"compare", "more_than", "less_than"}
        and intent in {Intent.FIGURE, Intent.COMPARE}
    ):
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


def _period_of(question: Question | None) -> Period | None:
    """The days of the question before, which "the month before" counts from."""
    return question.whens[0].period if question and question.whens else None
