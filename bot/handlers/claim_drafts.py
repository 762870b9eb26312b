"""A claim that is being put together, as a message shows it and as it is read back from there.

A message of the dialogue lists the answers so far, one a line, and asks for the next. Whoever taps one of its buttons
or replies to it sends all of it along, so nothing has to be remembered: a dialogue outlives a restart, and one that
nobody goes on with leaves nothing behind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from bot.handlers.phrases import phrase
from bot.replies.reply import BLANK, Line, Span, line
from bot.replies.wording import LANGUAGES, wording
from store.catalogue import Catalogue, load_catalogue
from store.exchange.table import Cells
from store.ingest.claim_form import Item, open_items
from store.models import Language

NOTES: Final = ("note_en", "note_uk")
"""A note stands in both languages or in neither."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a claim.

    Attributes:
        answers: by the name of the item, as they were given.
        asked: the item that is asked for; None where all is known that has to be.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    asked: str | None = None

    def cells(self, catalogue: Catalogue) -> Cells:
        """The answers as the cells of a claim.

        Raises:
            FormError: one of them is none.
        """
        cells: dict[str, str] = {}
        left = dict(self.answers)
        while item := next((item for item in open_items(cells, catalogue) if item.name in left), None):
            cells.update(item.read(left.pop(item.name)))
        return cells

    def item(self, catalogue: Catalogue) -> Item | None:
        """The item that is asked for."""
        return next((item for item in open_items(self.cells(catalogue), catalogue) if item.name == self.asked), None)

    def asking(self, catalogue: Catalogue) -> "Draft":
        """The draft that asks for the next item that has to be known; for none where all is known."""
        items = open_items(self.cells(catalogue), catalogue)
        asked = next((item.name for item in items if item.usual != "" or self._completes_a_note(item)), None)
        return Draft(self.answers, asked)

    def without(self, item: str) -> "Draft":
        """The draft that asks once more for what has been answered."""
        return Draft({name: answer for name, answer in self.answers.items() if name != item}, item)

    def answered(self, text: str) -> "Draft":
        """The draft with an answer to what is asked for."""
        return Draft({**self.answers, str(self.asked): " ".join(text.split())})

    def lines(self, language: Language) -> Iterator[Line]:
        """The draft as the head of a message; what is asked for stands last, after a blank line."""
        yield (Span(phrase(language, "claim-title"), bold=True),)
        for name, answer in self.answers.items():
            yield line(f"{label(name, language)}: {answer}")
        if self.asked is not None:
            yield BLANK
            yield (Span(label(self.asked, language), bold=True),)

    def _completes_a_note(self, item: Item) -> bool:
        return item.name in NOTES and any(name in self.answers for name in NOTES)


def draft_in(text: str) -> Draft | None:
    """The draft in a message's text, in whichever language; None where there is none."""
    title, *rest = text.split("\n")
    if title not in {phrase(language, "claim-title") for language in LANGUAGES}:
        return None
    end = rest.index("") if "" in rest else len(rest)
    answers = dict(answer for shown in rest[:end] if (answer := _answer_in(shown)) is not None)
    question = rest[end + 1] if end + 1 < len(rest) else ""
    return Draft(answers, next((name for label, name in _labels() if label == question), None))


def _answer_in(shown: str) -> tuple[str, str] | None:
    return next(
        ((name, shown.removeprefix(f"{label}: ")) for label, name in _labels() if shown.startswith(f"{label}: ")), None
    )


def label(item: str, language: Language) -> str:
    """How an item is asked for."""
    return wording(language)(f"claim-{item.replace('_', '-')}")


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """The labels of all items in all languages, each with the item's name; where one begins another, it comes later."""
    names = [item.name for item in open_items({}, load_catalogue())]
    return tuple(sorted(((label(name, language), name) for name in names for language in LANGUAGES), reverse=True))
