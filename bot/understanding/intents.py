"""What is asked, from the signs in a text."""

from collections.abc import Sequence
from typing import Final

from bot.understanding.amounts import NONE
from bot.understanding.names import Names
from bot.understanding.periods import Grain as Length
from bot.understanding.periods import Mention
from bot.understanding.question import MAJOR_METRIC, Intent
from store.series import Grain

TOPIC_CUES: Final = frozenset(
    {"losses", "how_many", "highest", "lowest", "rank", "average", "per_day", "trend", "latest", "cumulative"}
    | {"total", "compare", "says", "estimate", "all_metrics"}
)
"""Cues that make a text about losses even where it names no metric, side or claimant."""

BY_UNIT: Final = frozenset(f"by_{grain}" for grain in Grain)
"""Cues of a unit ("month by month")."""

TREND_CUES: Final = BY_UNIT | {"trend"}
"""Cues that ask for unit after unit."""

AVERAGE_CUES: Final = frozenset({"average", "per_day", "per_week", "per_month", "per_quarter", "per_year"})
"""Cues that ask for losses a unit."""

CHECKABLE: Final = frozenset({"highest", "lowest", "rank", "compare", "more", "more_than", "fewer", "less_than"})
"""Cues of what is true or not of figures: "is it true that May was worse?"."""

_PHRASED: Final = {grain: frozenset({f"by_{grain}", f"per_{grain}"}) for grain in Grain}

_YEARS: Final = frozenset({Length.YEAR, Length.SPAN})

RANKING: Final = frozenset({Intent.RECORD, Intent.RANK, Intent.TREND})
"""The intents that set units of a grain against each other."""


def asks_why_two(names: Names) -> bool:
    """Whether a text asks why those whom it names say different things."""
    return "why" in names.cues and len({*names.parties, *names.claimants}) > 1


def _asks_for_proof(names: Names, mentions: Sequence[Mention], *, polar: bool) -> bool:
    """Whether a text asks where figures come from, or whether they are true.

    "How many has Mediazona confirmed?" asks for the figure.
    """
    if "why_differ" in names.cues and len(mentions) > 1 and "why" not in names.cues:
        return False  # "what is the difference between March and April?" is answered with figures
    if names.cues & {"sources", "why_differ"} or asks_why_two(names):
        return True
    if polar and names.amounts.bound is not None:
        return False  # "did they really lose over a thousand?"
    if "how_many" in names.cues and names.metrics and mentions and not polar:
        return False  # "I believe a submarine was hit in December. How many were reported?"
    if "is_true" in names.cues and (names.amounts != NONE or names.cues & CHECKABLE):
        return False  # "is it true that they lost over 500 tanks?" is answered yes or no
    counted = names.cues & {"how_many", "latest", "losses", "total", "cumulative"}
    counts = bool(counted or names.scopes or names.metrics or mentions)
    confirmed = bool(names.claimants) and counts and bool("attests" in names.cues or names.metrics)
    pointed = "is_it" in names.cues and "yes_no" in names.cues  # "the numbers, are they verified?"
    return "reliability" in names.cues and (polar or pointed or not confirmed)


def _asks_what_it_is(names: Names, mentions: Sequence[Mention]) -> bool:
    """Whether nothing is asked but what a metric is: "what are APCs?", unlike "what are the losses of APCs?"."""
    if "what_is" not in names.cues or not names.metrics:
        return False
    beside = names.cues - {"what_is", "yes_no", "is_it", "rather", "instead", "and"}
    return not (beside or mentions or names.claimants or names.parties)


def _asks_what_it_means(names: Names, mentions: Sequence[Mention]) -> bool:
    """Whether a text asks what words mean: not where "mean" is an average, as a unit or days beside it tell."""
    cues = names.cues
    averaged = cues & (AVERAGE_CUES - {"average"}) or ("average" in cues and mentions)
    return "definition" in cues and not averaged


def _asks_who_is_counted(names: Names, mentions: Sequence[Mention], *, polar: bool) -> bool:
    """Whether a text asks which fates a figure counts: "are the wounded counted?", "only killed or wounded too?"."""
    either = "or" in names.cues and "only" in names.cues and len(names.scopes) > 1 and "how_many" not in names.cues
    either = either or ("is_it" in names.cues and bool(names.cues & {"or", "only"}) and len(names.scopes) > 1)
    bare_fates = polar and "or" in names.cues and len(names.scopes) > 1 and names.amounts == NONE
    bare_fates = bare_fates and not (mentions or "how_many" in names.cues)
    either = either or bare_fates
    alone = "only" in names.cues and not (mentions or set(names.metrics) - {MAJOR_METRIC})
    pointed = names.cues >= {"is_it", "losses"} or (polar and names.cues & {"is_it", "losses"})
    if alone and pointed and names.scopes:
        return True  # "втрати – це тільки двохсоті?"
    # "Prisoners counted too?" leaves the verb out.
    bare = not (mentions or "how_many" in names.cues)
    asked = "counted" in names.cues and (polar or (bare and ("yes_no" in names.cues or not names.metrics)))
    about = names.scopes or names.elsewhere or (bare and names.metrics)
    return (asked and bool(about)) or (either and bool(names.scopes))


def _about_the_figures(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Intent | None:
    """What is asked about the figures or the bot; None where figures are asked for."""
    cues = names.cues
    if "help" in cues and not (names.metrics or mentions):
        return Intent.HELP
    if (
        _asks_what_it_is(names, mentions)
        or _asks_what_it_means(names, mentions)
        or _asks_who_is_counted(names, mentions, polar=polar)
    ):
        return Intent.DEFINITION
    # "Has that changed?" asks of a figure, "how have losses changed?" of a course.
    course = bool(cues & TREND_CUES) or (not polar and "losses" in cues)
    revised = "changed" in cues and len(mentions) < 2 and (not course or (polar and "is_it" in cues))
    if revised or _asks_for_proof(names, mentions, polar=polar) or ("why" in cues and mentions):
        return Intent.SOURCES
    return None


def read_intent(names: Names, mentions: Sequence[Mention], *, polar: bool) -> Intent:
    """What is asked.

    Args:
        names: what the text names.
        mentions: the periods in it.
        polar: whether a yes or a no is asked for.
    """
    cues = names.cues
    several = max(len(mentions), len(names.claimants)) > 1
    sides = sides_of(names, mentions)
    # "or" sets two sides against each other; with one side it only opens a question ("чи це рекорд?").
    compares = ("compare" in cues and ("or" not in cues or sides > 1)) or ("or" in cues and sides > 1)
    compares = compares or (sides > 1 and bool(cues & {"more", "fewer", "more_than", "less_than"}))
    told = _about_the_figures(names, mentions, polar=polar)
    if told is not None:
        return told
    if names.amounts.bound is not None:
        return Intent.RANK if grain_of(names) and not cues & {"when", "average"} else Intent.FIGURE
    if "rank" in cues or (names.places and cues & {"highest", "lowest"}) or _picks_one(names, mentions, polar=polar):
        return Intent.RANK
    if cues & {"highest", "lowest"} and not (several and compares):
        return Intent.RECORD
    years = [mention.grain in _YEARS for mention in mentions]
    if len(mentions) > 1 and "by_year" in cues and (not any(years) or ("compare" in cues and all(years))):
        return Intent.COMPARE  # "July 2025 and July 2026, year on year"
    if len(mentions) == 2 and cues & {"difference", "changed", "more", "fewer", "compare"} and not cues & BY_UNIT:
        return Intent.COMPARE
    # "How many planes went down over the winter" counts planes.
    fell = "fewer" in cues and not cues & BY_UNIT and ("how_many" in cues or (bool(names.metrics) and "and" in cues))
    if (cues & TREND_CUES and not fell) or "changed" in cues:
        return Intent.TREND
    checked = sides == 1 and names.amounts.number is not None  # "500 tanks in May, does that match?"
    if (compares and not checked) or (several and "combined" not in cues):
        return Intent.COMPARE
    if cues & {"more", "fewer"} and mentions and "yes_no" in cues and not fell:
        return Intent.COMPARE
    if unit_by_unit(names, mentions):
        return Intent.TREND
    if cues & AVERAGE_CUES:
        return Intent.AVERAGE
    if "latest" in cues and not mentions:
        return Intent.LATEST
    return Intent.FIGURE


def _picks_one(names: Names, mentions: Sequence[Mention], *, polar: bool) -> bool:
    """Whether the highest or lowest is sought among periods that are named: "May, June and July, which was worst?"."""
    alike = {mention.grain for mention in mentions}
    return not polar and len(mentions) > 2 and len(alike) == 1 and bool(names.cues & {"highest", "lowest"})


def sides_of(names: Names, mentions: Sequence[Mention]) -> int:
    """How many things of one kind a text names: periods, claimants or metrics."""
    return max(len(mentions), len(names.claimants), len(names.metrics))


def longer_unit(names: Names) -> Grain | None:
    """The unit longer than a day that losses are asked for by: "per month", "monthly"."""
    return next((grain for grain in Grain if grain is not Grain.DAY and f"per_{grain}" in names.cues), None)


def unit_by_unit(names: Names, mentions: Sequence[Mention]) -> bool:
    """Whether losses are asked for by units longer than a day, as in "monthly losses for 2025": none is the average."""
    unit = longer_unit(names)
    period = mentions[0].period if len(mentions) == 1 else None
    if unit is None or period is None or names.cues & {"average", "per_day"}:
        return False
    return unit.around(period.start).end < period.end


def grain_of(names: Names) -> Grain | None:
    """The unit that is ranked by: named ("worst month"), or in a phrase ("month by month", "most in a day")."""
    return names.grain or next((grain for grain, cues in _PHRASED.items() if names.cues & cues), None)
