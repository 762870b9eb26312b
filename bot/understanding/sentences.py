"""Which sentence of a longer text asks: people tell what they are about before and after it."""

from collections.abc import Sequence
from typing import Final

from bot.understanding.text import Shape
from bot.understanding.words import Item

ENDS: Final = frozenset(".!?")
"""The marks that end a sentence; dots that go on ("...") end none."""

LEAST_WORDS: Final = 3
"""Fewer words are no sentence: "May 2024. Losses?" is one question, and "vs." ends none."""

ASKING_CUES: Final = frozenset({"how_many", "when", "highest", "lowest", "rank", "average", "yes_no"})
"""Cues that a sentence may ask by, if it doesn't end with a question mark."""

Sentence = Sequence[Item]


def sentences(items: Sequence[Item]) -> tuple[Sentence, ...]:
    """The sentences of a text, each with the mark that ends it; what is too short for one belongs to the next."""
    if ENDS.isdisjoint([item.text for item in items[:-1]]):
        return (items,)
    found: list[list[Item]] = [[]]
    for index, item in enumerate(items):
        found[-1].append(item)
        ends = item.text in ENDS and not (index and items[index - 1].text == ".")
        after = items[index + 1] if index + 1 < len(items) else None
        if ends and (after is None or not after.glued) and _words(found[-1]) >= LEAST_WORDS:
            found.append([])
    if len(found) > 1 and _words(found[-1]) < LEAST_WORDS:
        rest = found.pop()
        found[-1] += rest
    return tuple(found)


def asks(sentence: Sentence) -> bool:
    """Whether a sentence looks like one that asks."""
    return any(item.text == "?" for item in sentence) or any(item.values("cues") & ASKING_CUES for item in sentence)


def _words(items: Sequence[Item]) -> int:
    return sum(item.shape is not Shape.MARK for item in items)
