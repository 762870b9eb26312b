"""A claim in words, as those see it who are about to store it."""

from bot.answering.lookup import figure_of
from bot.replies.figure_lines import FigureLines
from bot.replies.reply import Line, Span
from bot.replies.wording import wording
from store.catalogue import Catalogue
from store.models import Claim, Language


def claim_in_words(claim: Claim, catalogue: Catalogue, language: Language) -> tuple[Line, ...]:
    """What the claim says of what, who says so and when, what it counts, and where it can be read."""
    say = FigureLines(catalogue, wording(language))
    figure = figure_of(claim)
    return ((Span(say.headline(figure), bold=True),), *say.basis(figure), *say.cited(figure.citations))
