"""Every outcome, put into words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answering.outcome import (
    Answer,
    Clarify,
    Help,
    Missing,
    NoData,
    NotPublished,
    NotUnderstood,
    Outcome,
    OutOfScope,
)
from bot.replies import formats
from bot.replies.answer_lines import AnswerLines
from bot.replies.figure_lines import FigureLines
from bot.replies.names import Names
from bot.replies.reply import BLANK, Line, Reply, Span, capital, line
from bot.replies.wording import Wording, wording
from bot.understanding.question import Question
from store.catalogue import Catalogue
from store.models import WAR_START, Language


def reply_to(outcome: Outcome, catalogue: Catalogue, language: Language, now: date) -> Reply:
    """The outcome in words, with the questions that can be asked next."""
    return _Replier(catalogue, wording(language), now).reply(outcome)


@dataclass(frozen=True, slots=True)
class _Replier:
    """The words of one language, for one day."""

    catalogue: Catalogue
    say: Wording
    now: date

    @property
    def names(self) -> Names:
        return Names(self.catalogue, self.say)

    def reply(self, outcome: Outcome) -> Reply:
        match outcome:
            case Answer():
                return Reply(tuple(_tidy(AnswerLines(FigureLines(self.catalogue, self.say), self.now).answer(outcome))))
            case Help():
                return Reply(tuple(_tidy(self.help())))
            case Clarify(choices, why):
                return Reply((line(self.say(f"clarify-{why}")),), self.questions(choices))
            case NoData():
                return self.refusal(self.no_data(outcome), outcome.nearest)
            case NotPublished():
                what = self.names.what(outcome.question)
                said = self.say("not-published", what=what, due=self._day(outcome.due))
                return self.refusal(said, outcome.nearest)
            case OutOfScope(reason, suggestions, words):
                message = f"out-of-scope-{reason}"
                if not self.say.has(message):
                    message = "out-of-scope-other"
                said = self.say(message, words=formats.quoted(words), **{"war-start": self._day(WAR_START)})
                return self.refusal(said, *suggestions)
            case NotUnderstood(why, suggestions, unread):
                said = self.say(f"not-understood-{why}", words=formats.quoted(unread))
                return self.refusal(said, *suggestions, hint=True)

    def help(self) -> Iterator[Line]:
        """What can be asked."""
        yield (Span(self.say("help-title"), bold=True),)
        yield line(self.say("help-ask"))
        yield BLANK
        yield line(self.say("help-more"))
        yield line(self.say("help-neutral"))

    def no_data(self, outcome: NoData) -> str:
        """Why there is no figure."""
        question = outcome.question
        metric = question.metrics[0] if question.metrics else "personnel"
        claimant = question.claimants[0] if question.claimants else "ukraine"
        told = {
            "what": self.names.what(question),
            "metric": self.names.metric(metric),
            "claimant": capital(self.names.claimant(claimant)),
            "war-start": self._day(WAR_START),
        }
        message = f"no-data-{outcome.why}"
        if outcome.why is Missing.NO_REPORT and outcome.newest is not None:
            message += "-newest"
            told["newest"] = self._day(outcome.newest)
        if outcome.since is not None:
            told["since"] = self._day(outcome.since)
        if outcome.why is Missing.NO_CLAIM:
            told["claimant"] = self.names.claimant(claimant)
        return self.say(message, **told)

    def refusal(self, said: str, *suggestions: Question | None, hint: bool = False) -> Reply:
        """Why there is no answer, and what to ask instead."""
        choices = self.questions([question for question in suggestions if question is not None])
        lines = [line(said)]
        if hint or not choices:
            lines.append(line(self.say("help-hint")))
        if choices:
            lines.append(line(self.say("next-question")))
        return Reply(tuple(lines), choices)

    def questions(self, questions: Sequence[Question]) -> tuple[str, ...]:
        """Questions in full, for the reader to tap."""
        return tuple(dict.fromkeys(self.names.question(question) for question in questions))

    def _day(self, when: date) -> str:
        return formats.day(when, self.say.language)


def _tidy(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without doubled, leading or trailing blanks."""
    pending = False
    started = False
    for each in lines:
        if each == BLANK:
            pending = started
            continue
        if pending:
            yield BLANK
        pending, started = False, True
        yield each
