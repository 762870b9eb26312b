"""Whether a text goes on with the question before it: "and tanks?", "is that a record?", "the second one"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bot.understanding.doubt import FRAGMENT_WORDS
from bot.understanding.intents import AVERAGE_CUES, RANKING, TOPIC_CUES
from bot.understanding.names import Names
from bot.understanding.periods import Mention
from bot.understanding.periods.spans import Unit, around
from bot.understanding.question import Assumption, Intent, Question
from bot.understanding.sentences import ENDS
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, Item
from store.models import Period
from store.series import Grain, unit_of

SETTING_AGAINST: Final = frozenset({"more_than", "less_than", "compare", "more", "fewer"})
"""Cues that set what was answered against something else."""

SETTING_BOTH: Final = frozenset({"compare", "combined", "difference", "more", "fewer"})
"""Cues that, with nothing else named, speak of the last two questions: "add them up", "which of the two was worse?"."""

ASKING_ALONE: Final = TOPIC_CUES - AVERAGE_CUES - {"compare", "total", "cumulative"}
"""Cues by which a short text asks something of its own."""


def goes_on(
    items: Sequence[Item], names: Names, question: Question, previous: Question, mentions: Sequence[Mention]
) -> bool:
    """Whether a text builds on the question before it: it opens like one, points back, or is but a fragment."""
    if any(mention.shift is not None and mention.unanchored and not mention.shift.count for mention in mentions):
        return True  # "how many trucks in November of that year"
    words = [item for item in items if item.shape is not Shape.MARK and not _is_small_talk(item)]
    if any("which:that" in left.values("calendar") and right.shape is Shape.NUMBER for left, right in pairwise(items)):
        return True  # "drones over those 30 days"
    last = max(0, len(words) - 1)
    said = next((at for at, word in enumerate(words[:-1]) if not word.values("cues") & {"no", "rather"}), last)
    words = words[said:]  # "no no, I mean July"
    short = len(words) <= FRAGMENT_WORDS
    if said and short and not (names.unread or names.beside):
        return True  # "no, the 13th"
    if words and ("and" in words[0].values("cues") | words[-1].values("cues") or _last_opens(items)):
        return _names_something(names, question) or not (names.unread or names.beside)
    if short and question.scopes and not (question.whens or names.cues & ASKING_ALONE):
        return True  # "only the dead?"
    if _are_bare_numbers(words):
        return True  # "14 days?", "11 to 20"
    if short and not names.metrics and _asks_for_another_part(items, previous):
        return True
    if _leaves_losses_open(names, question):
        return True
    return question.bound is None and (
        _points_back(names, question) or _is_fragment(names, question, previous, short=short)
    )


def _leaves_losses_open(names: Names, question: Question) -> bool:
    """Whether a text asks of losses without saying of what: "which was the worst year?", "how many in the spring?"."""
    if not _names_no_losses(names, question):
        return False
    if question.intent in RANKING:
        return True
    return bool(question.whens or _asks_how_many(names)) and not (names.unread or names.beside)


def _points_back(names: Names, question: Question) -> bool:
    """Whether a text speaks of what was answered: "is that more than in April?", "compare it with the year before"."""
    if "compare" in names.cues and question.whens and not (question.metrics or names.cues & {"losses", "how_many"}):
        return len(question.whens) + len(question.claimants) < 2  # "compare it with the same month last year"
    if "is_it" in names.cues and names.cues & SETTING_AGAINST and not question.metrics:
        return True  # "is that more than in May of last year?"
    return "is_it" in names.cues and not question.whens and not question.metrics


def _is_fragment(names: Names, question: Question, previous: Question, *, short: bool) -> bool:
    """Whether a text is but a part of a question: "per day?", "source?", "tanks", "in April"."""
    bare = not (question.whens or question.metrics or question.claimants)
    if bare and names.cues & (AVERAGE_CUES | {"sources", "reliability", "why", "changed", "before_that", "after_that"}):
        return True
    if bare and previous.follows and short and (names.cues & SETTING_BOTH or asks_how_two_differ(names, previous)):
        return True
    if bare and names.cues & {"cumulative", "total", "running_total"} and not (names.unread or names.beside):
        return "losses" not in names.cues
    dated = question.whens and Assumption.YEAR not in question.assumptions
    asking = names.cues & ASKING_ALONE
    if question.claimants and not (question.whens or question.metrics):
        asking -= {"says", "estimate", "how_many"}  # "what does Oryx say?"
    if question.every_metric and not question.kind:
        asking -= {"all_metrics"}  # "everything please, not only people"
    asks_alone = asking or (dated and question.metrics)
    named = question.whens or question.metrics or question.claimants or question.every_metric
    return bool(named) and not asks_alone and short and not (names.unread or names.beside)


def _names_no_losses(names: Names, question: Question) -> bool:
    """Whether a text says nothing of what the losses are of, not even that they are any."""
    said = question.metrics or question.every_metric or question.claimants or question.scopes or names.parties[1:]
    asks_of_figures = question.intent in {Intent.DEFINITION, Intent.SOURCES, Intent.HELP, Intent.LATEST}
    losses = "losses" in names.cues and "lost" not in names.cues
    return not (said or asks_of_figures or losses)


def _last_opens(items: Sequence[Item]) -> bool:
    """Whether the last sentence opens like one that goes on: "sorry, wrong chat. And July?"."""
    ends = [index for index, item in enumerate(items[:-1]) if item.shape is Shape.MARK and item.text in ENDS]
    return bool(ends) and "and" in items[ends[-1] + 1].values("cues")


def _asks_for_another_part(items: Sequence[Item], previous: Question) -> bool:
    """Whether a text names another quarter, day or year than the one before: "the third?", "5th"."""
    asked_of = period_of(previous)
    if asked_of is None or not (_is_half(asked_of) or unit_of(asked_of) in {Grain.QUARTER, Grain.DAY, Grain.YEAR}):
        return False
    numbered = any(item.shape is Shape.NUMBER for item in items) and any(map(_is_suffix, items))
    return numbered or any(value.startswith("ord:") for item in items for value in item.values("calendar"))


def asks_how_two_differ(names: Names, previous: Question) -> bool:
    """Whether what the last two questions differ in is asked, not why: "so what's the difference"."""
    two = previous.follows is not None and previous.follows.whens != previous.whens
    return two and "why_differ" in names.cues and "why" not in names.cues and previous.intent is not Intent.COMPARE


def _is_half(period: Period) -> bool:
    """Whether a period is a half of a year."""
    return period == around(period.start, Unit.HALF)


def _are_bare_numbers(words: Sequence[Item]) -> bool:
    """Whether nothing stands in a text but numbers, and what counts or picks them."""
    said = any(word.shape is Shape.NUMBER for word in words)
    return said and all(word.shape is Shape.NUMBER or "calendar" in word.meanings for word in words)


def _is_suffix(item: Item) -> bool:
    return "link:suffix" in item.values("calendar") and item.glued


def _asks_how_many(names: Names) -> bool:
    return "how_many" in names.cues and bool(names.cues & {"lost", "per_day", "average", "total", "cumulative"})


def chosen(items: Sequence[Item]) -> int:
    """Which of the questions asked back a text chooses by its place ("the second one", "2"); 0 for none."""
    telling = [item for item in items if item.shape is not Shape.MARK and not _says_no_place(item)]
    if len(telling) != 1:
        return 0
    (place,) = telling
    if place.shape is Shape.NUMBER:
        return int(place.text) if len(place.text) == 1 else 0
    return next((int(value[4:]) for value in place.values("calendar") if value.startswith("ord:")), 0)


def _says_no_place(item: Item) -> bool:
    """Whether an item may stand around a place without saying more: "the … one, please"."""
    ties = all(value.startswith("link:") or value == "num:1" for value in item.values("calendar"))
    return ties and bool(item.meanings) and not item.meanings.keys() - {"filler", "calendar", "alerts"}


def _is_small_talk(item: Item) -> bool:
    """Whether an item says nothing, or thanks or greets: what may stand before "and tanks?"."""
    if item.values("cues"):
        return item.values("cues") <= COURTESIES and item.meanings.keys() <= {"cues", "filler"}
    return bool(item.meanings) and item.meanings.keys() <= {"filler"}


def spans_several(question: Question, grain: Grain) -> bool:
    """Whether a question's days hold several units: the worst month of them can be asked for."""
    period = question.whens[0].period if question.whens else None
    return period is not None and grain.around(period.start).end < period.end


def _names_something(names: Names, question: Question) -> bool:
    """Whether a text says anything that a question could differ in from the one before."""
    return bool(question.whens or question.metrics or question.claimants or names.parties or names.cues - {"and"})


def period_of(question: Question | None) -> Period | None:
    """The days of the question before, which "the month before" counts from."""
    when = question.whens[0] if question and question.whens else None
    if when is not None and when.moment and when.start is None and when.end is not None:
        return Period(when.end, when.end)  # a total on a day
    return when.period if when else None
