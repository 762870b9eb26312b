"""What keeps a text from being answered: what isn't held, and unread words that a number may hang on."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.understanding.doubt import LEAST_FUZZY_LENGTH
from bot.understanding.names import Names, is_unread, is_unrelated
from bot.understanding.periods import Mention, Reading
from bot.understanding.question import Elsewhere, ImpossibleDate, Intent, NotAQuestion, Question, Understood, When
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, Item
from store.models import WAR_START

WAR_YEARS: Final = frozenset(map(str, range(WAR_START.year % 100, 100)))
"""What may be a year of the war in two digits."""

BETWEEN_REACH: Final = 3
"""How far apart the two amounts of a range may stand."""

LONGEST_STRAY: Final = 4
"""Digits of a number that may be a part of a date."""

STRIKING: Final = frozenset({"link:by", "link:to", "link:containing"})
"""The prepositions before what struck: "destroyed by artillery", "lost to drones", "killed with mines"."""


def refused(
    items: Sequence[Item],
    said: frozenset[str],
    names: Names,
    dates: Reading,
    mentions: Sequence[Mention],
    question: Question,
) -> Understood | None:
    """What isn't held, or a day that isn't in the calendar; None where neither is asked about.

    Args:
        items: the text.
        said: all cues in it.
        names: what it names.
        dates: what it says about time.
        mentions: the periods that it asks about.
        question: the question with all that the text itself says.
    """
    if "according" in said and _cites_somebody_else(items):
        return Elsewhere("claimant", question)
    if names.elsewhere is not None and not _is_beside_the_point(names.elsewhere, names, question, items):
        return Elsewhere(names.elsewhere, question)
    if _asks_for_a_cause(items, dates.taken):
        return Elsewhere("cause", question)
    if "how_many" in said and question.claimants and _are_the_losers(items, said):
        return Elsewhere("other_country", question)
    if any(mention.needs_earlier for mention in mentions):
        return NotAQuestion("unknown")  # "the one before last" of what nobody asked about
    if dates.impossible:
        wrong = dates.impossible[0]
        nearest = When(wrong.nearest, wrong.nearest)
        return ImpossibleDate(wrong.written, replace(question, whens=(nearest,)))
    return None


def _cites_somebody_else(items: Sequence[Item]) -> bool:
    """Whether figures are asked for by somebody who is none of the claimants: "according to the mayor"."""
    for index, item in enumerate(items):
        if "according" in item.values("cues"):
            named = next((other for other in items[index + 1 :] if other.meanings.keys() != {"filler"}), None)
            if named is not None and named.shape is Shape.WORD and is_unrelated(named):
                return True
    return False


def _are_the_losers(items: Sequence[Item], said: frozenset[str]) -> bool:
    """Whether one who can only say so is asked for as if it had lost: "how many tanks has NATO lost?"."""
    if said & {"says", "estimate", "attests", "according", "sources"}:
        return False
    words = [item for item in items if not _is_article(item)]
    theirs = (
        item.values("claimants") and not item.values("parties") and after.values("metrics")
        for item, after in pairwise(words)
    )
    if "lost" in said and any(theirs):
        return True  # "how many American soldiers have died?"
    return any(
        "yes_no" in before.values("cues")
        and item.values("claimants")
        and not item.values("parties")
        and "lost" in after.values("cues")
        for before, item, after in zip(words, words[1:], words[2:], strict=False)
    )


def _asks_for_a_cause(items: Sequence[Item], taken: frozenset[int]) -> bool:
    """Whether a metric is what struck another, not what was lost: "killed by drones", "did drones destroy"."""
    for index, item in enumerate(items):
        if "metrics" not in item.meanings or not index or index in taken:
            continue
        by = next((at for at in range(index - 1, 0, -1) if not items[at].values("parties")), 0)
        links = items[by].values("calendar")
        if by and links & STRIKING and _is_struck(items[by - 1]):
            return True
        if "link:instrumental" in item.values("calendar") and not links & {"link:containing", "link:and"}:
            return any(map(_is_struck, items[:index]))
        strikes = index + 1 < len(items) and "doer_before" in items[index + 1].values("strikes")
        if strikes and "yes_no" in items[by].values("cues"):
            return True
    return False


def _is_struck(item: Item) -> bool:
    return bool(item.values("strikes")) or "lost" in item.values("cues")


def narrowing(items: Sequence[Item], names: Names, taken: frozenset[int]) -> tuple[str, ...]:
    """The words that ask for less than what is reported: "female soldiers", "lost at night", "tanks near the border".

    They say something else than a question about losses needs, and stand right before a metric or behind a preposition
    of place, time or cause. An unknown word too short to be corrected may be any other.
    """
    if not (names.unread or names.beside):
        return ()
    found: list[str] = []
    lost = any("losses" in item.values("cues") or _is_struck(item) for item in items)
    counts = not lost and any("how_many" in item.values("cues") for item in items)
    for index, item in enumerate(items):
        if (
            index in taken
            or item.values("alerts")
            or not is_unrelated(item)
            or (not item.known and len(item.text) < LEAST_FUZZY_LENGTH)
        ):
            continue
        after = items[index + 1] if index + 1 < len(items) else None
        before = next((other for other in reversed(items[:index]) if not _is_article(other)), None)
        amid = before is not None and "link:amid" in before.values("calendar")
        # "How many tanks rolled", "how many soldiers were exchanged"
        does = counts and "metrics" in _telling_before(items, index).meanings
        if amid or does or (after is not None and after.values("metrics")):
            found.append(item.text)
    return tuple(found)


def _telling_before(items: Sequence[Item], index: int) -> Item:
    """The item before one, past the small words between ("were"); the one itself where there is none."""
    telling = (item for item in reversed(items[:index]) if not item.known or not _says_little(item))
    return next(telling, items[index])


def _says_little(item: Item) -> bool:
    """Whether an item may stand between what is counted and what was done to it: "of Russia's were"."""
    said = item.meanings.keys() - {"filler", "alerts", "calendar", "parties", "claimants", "against"}
    return not said or (said == {"cues"} and item.values("cues") <= {"yes_no"})


def _is_article(item: Item) -> bool:
    return "link:the" in item.values("calendar")


def _is_beside_the_point(reason: str, names: Names, question: Question, items: Sequence[Item]) -> bool:
    """Whether what isn't held is asked about in a way that can be answered.

    "By what percentage did losses fall?" is a comparison, "planes of the air force" are planes, and
    those who count by name have counts.
    """
    match reason:
        case "share":
            return question.intent is Intent.COMPARE
        case "branch":
            return bool(question.metrics)
        case "field":
            return bool(names.scopes or "losses" in names.cues)
        case "named":
            return bool(question.claimants)
        case "price":  # "what did October cost Russia in helicopters?"
            return _stands_behind(items, "metrics", "link:in")
        case "equipment_type":  # "is a T-90 counted under tanks?", "Shaheds and other drones"
            other = _stands_behind(items, "metrics", "which:other")
            return bool(question.metrics) and (other or question.intent is Intent.DEFINITION or _asks_if_counted(names))
        case "other_country":  # "hello from Brazil"
            return "greeting" in names.cues and _stands_behind(items, "elsewhere", "link:from")
        case _:
            return False


def _stands_behind(items: Sequence[Item], category: str, tie: str) -> bool:
    """Whether something of a category stands right behind a word that has this sense in the calendar."""
    return any(item.values(category) and tie in before.values("calendar") for before, item in pairwise(items))


def _asks_if_counted(names: Names) -> bool:
    """Whether a text asks if something is counted in."""
    return bool(names.cues & {"counted", "definition"}) and "yes_no" in names.cues


def standing_for_a_default(question: Question, names: Names) -> tuple[str, ...]:
    """The words not read, where one of them may be what is asked about, or when: a default would hide it."""
    timeless = not question.whens and question.kind is None and question.intent in {Intent.FIGURE, Intent.COMPARE}
    ranked = question.intent in {Intent.RECORD, Intent.RANK} and question.grain is None
    if (ranked or "per" in names.cues) and question.bound is None:
        return names.unread  # "deadliest yer", "per dey"
    nothing = not (question.metrics or question.every_metric or question.claimants)
    return names.unread if question.bound is None and (nothing or timeless) else ()


def stray_numbers(items: Sequence[Item], taken: frozenset[int], *, all_of_them: bool) -> tuple[str, ...]:
    """The numbers that no period was read from and that may belong to one: beside a word that was not read, or a date.

    One that counts a metric is an amount. `all_of_them` in a question that goes on with another, where any number is
    of the days.
    """
    found: list[str] = []
    for index, item in enumerate(items):
        if index in taken or item.shape is not Shape.NUMBER or len(item.text) > LONGEST_STRAY:
            continue
        beside = [at for at in (index - 1, index + 1) if 0 <= at < len(items)]
        counts = index + 1 < len(items) and bool(items[index + 1].values("metrics") or items[index + 1].values("scale"))
        year = (
            index > 0 and item.text in WAR_YEARS and "link:in" in items[index - 1].values("calendar")
        )  # "in 25 or 26"
        if not counts and (all_of_them or year or any(at in taken or is_unread(items[at]) for at in beside)):
            found.append(item.text)
    return tuple(found)


def amounts_between(items: Sequence[Item], taken: frozenset[int]) -> tuple[str, ...]:
    """Two amounts that losses are to lie between, which no answer is set against: "months with 20,000 to 30,000"."""
    amounts = [at for at, item in enumerate(items) if at not in taken and _is_amount(item)]
    for first, second in pairwise(amounts):
        between = items[first + 1 : second]
        opened = any("link:between" in item.values("calendar") for item in items[max(0, first - 2) : first])
        ranged = any(item.values("calendar") & {"link:to", "link:until"} or item.text == "-" for item in between)
        if second - first <= BETWEEN_REACH and (opened or ranged):
            return items[first].text, items[second].text
    return ()


def _is_amount(item: Item) -> bool:
    return item.shape is Shape.NUMBER and len(item.text) > LONGEST_STRAY


def counts_something_else(items: Sequence[Item], taken: frozenset[int]) -> bool:
    """Whether what is counted or lost is none of the metrics ("how many helmets", "cats lost", "втратили касок")."""
    for index, item in enumerate(items):
        near = (*items[max(0, index - 1) : index], *items[index + 1 : index + 2])
        if "lost" in item.values("cues") and any(map(is_unrelated, near)):
            return True
        if "how_many" not in item.values("cues") or index in taken:
            continue
        after = next((i for i in range(index + 1, len(items)) if not _modifies(items[i])), None)
        if after is not None and after not in taken and (is_unrelated(items[after]) or _is_courtesy(items[after])):
            return True
    return False


def _is_courtesy(item: Item) -> bool:
    """Whether nothing but a greeting or thanks is counted: "how many thanks" may well be tanks."""
    cues = item.values("cues")
    return bool(cues) and cues <= COURTESIES


def _modifies(item: Item) -> bool:
    """Whether an item may stand between "how many" and what is counted: "of the Russian"."""
    return (
        item.known
        and not item.meanings.keys() - {"filler", "calendar", "parties", "claimants", "against"}
        and bool(item.meanings)
    )
