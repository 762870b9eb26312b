"""What the handlers share: who answers, on which day, and what has been answered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from telegram import User

from bot.enquiry import Asked, Enquiries, Response
from bot.handlers.answered import Answered
from bot.handlers.languages import for_command, for_question
from bot.handlers.sending import Place


@dataclass(frozen=True, slots=True)
class Desk:
    """Puts what people write to the enquiries.

    Attributes:
        enquiries: answers questions.
        today: the day it is in Kyiv.
        answered: the answers that can still be edited.
    """

    enquiries: Enquiries
    today: Callable[[], date]
    answered: Answered = field(default_factory=Answered)

    def ask(self, text: str, user: User | None, place: Place) -> Response:
        """Ask as `user`, in the conversation that `user` has in that chat and topic.

        An empty text asks for the newest figures.
        """
        if not text:
            return self.enquiries.latest(for_command(user), self.today())
        conversation = f"{place.chat_id}:{place.topic or ''}:{user.id if user is not None else ''}"
        return self.enquiries.ask(Asked(text, self.today(), for_question(text, user), conversation))

    def readings(self, text: str, user: User) -> tuple[Response, ...]:
        """The readings of a text that somebody is still typing, the best first."""
        return self.enquiries.readings(Asked(text, self.today(), for_question(text, user)))

    def examples(self, user: User | None) -> tuple[str, ...]:
        """Questions that can be answered today."""
        return self.enquiries.examples(for_command(user), self.today())

    def help(self, user: User | None) -> Response:
        """What can be asked."""
        return self.enquiries.help(for_command(user), self.today())

    def sources(self, user: User | None) -> Response:
        """Where the figures come from."""
        return self.enquiries.sources(for_command(user), self.today())

    def about(self, user: User | None) -> Response:
        """What the figures count, and that they are claims."""
        return self.enquiries.about(for_command(user), self.today())
