"""What keeps a text from being answered: what isn't held, and unread words that a number may hang on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.understanding.names import Names, is_unrelated
from bot.understanding.periods import Mention, Reading
from bot.understanding.question import Elsewhere, ImpossibleDate, Intent, NotAQuestion, Question, Understood, When
from bot.understanding.text import Shape
from bot.understanding.words import COURTESIES, Item


def refused(
    items: Sequence[Item], names: Names, dates: Reading, mentions: Sequence[Mention], question: Question
) -> Understood | None:
    """What isn't held, or a day that isn't in the calendar; None where neither is asked about."""
    if _cites_somebody_else(items):
        return Elsewhere("claimant", question)
    if names.elsewhere is not None and not _is_beside_the_point(names.elsewhere, names, question):
        return Elsewhere(names.elsewhere, question)
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


def _is_beside_the_point(reason: str, names: Names, question: Question) -> bool:
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
        case _:
            return False


def standing_for_a_default(question: Question, names: Names) -> tuple[str, ...]:
    """The words not read, where one of them may be what is asked about, or when: a default would hide it."""
    timeless = not question.whens and question.kind is None and question.intent in {Intent.FIGURE, Intent.COMPARE}
    nothing = not (question.metrics or question.every_metric or question.claimants)
    return names.unread if question.bound is None and (nothing or timeless) else ()


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
