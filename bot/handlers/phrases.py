"""What the bot says that is no answer to a question, in the reader's language."""

from bot.replies.reply import BLANK, Line, Reply, Span
from bot.replies.wording import wording
from store.models import Language


def phrase(language: Language, message: str, **arguments: str | float) -> str:
    """A text of `telegram.ftl`, on one line or several."""
    return wording(language)(f"telegram-{message}", **arguments)


def spoken(language: Language, message: str, *choices: str, **arguments: str | float) -> Reply:
    """A text of `telegram.ftl` as a reply, with questions to tap."""
    return Reply(lines(phrase(language, message, **arguments)), choices)


def lines(text: str) -> tuple[Line, ...]:
    """A text as the lines of a reply."""
    return tuple((Span(line),) if line else BLANK for line in text.splitlines())
