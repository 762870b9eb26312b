"""What was understood, answered: one function an intent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from bot.answering.asked import Asked
from bot.answering.bounds import bound_answer
from bot.answering.figures import average_answer, compare_answer, figure_answer, latest_answer
from bot.answering.outcome import Clarify, Help, NotUnderstood, Outcome, OutOfScope, Unclear
from bot.answering.rankings import rank_answer, record_answer, trend_answer
from bot.answering.suggestions import MOST_CHOICES, examples
from bot.answering.terms import definition_answer, sources_answer
from bot.understanding.amounts import Bound
from bot.understanding.question import (
    Ambiguous,
    Elsewhere,
    ImpossibleDate,
    Intent,
    NotAQuestion,
    Question,
    Understood,
    When,
)
from store.models import Kind
from store.series import Grain
from store.snapshot import Snapshot


def answer(understood: Understood, snapshot: Snapshot, now: date) -> Outcome:
    """What the store has to say to what was understood, as of `now`."""
    match understood:
        case Question(bound=Bound() as bound, intent=Intent.FIGURE | Intent.RANK):
            return bound_answer(Asked(understood, snapshot, now), bound)
        case Question():
            return _ANSWERS[understood.intent](Asked(understood, snapshot, now))
        case Ambiguous(readings):
            narrowed = (choice for reading in readings for choice in _narrowed(reading, snapshot, now))
            # However a word was misspelt, the same question is no choice.
            choices = tuple({_asked_alike(choice): choice for choice in narrowed}.values())[:MOST_CHOICES]
            return Clarify(choices, _why_unclear(readings)) if len(choices) > 1 else answer(choices[0], snapshot, now)
        case ImpossibleDate(_, nearest_question):
            return Clarify((nearest_question, _whole_month(nearest_question)), Unclear.IMPOSSIBLE_DATE)
        case Elsewhere(reason, _, words):
            return OutOfScope(reason, examples(snapshot, now), words)
        case NotAQuestion(why, unread):
            return NotUnderstood(why, examples(snapshot, now), unread)


def _narrowed(reading: Question, snapshot: Snapshot, now: date) -> tuple[Question, ...]:
    """A reading, or the choices that it would lead to: nobody is asked twice."""
    outcome = answer(reading, snapshot, now)
    return outcome.choices if isinstance(outcome, Clarify) else (reading,)


def _asked_alike(choice: Question) -> Question:
    """A choice without what makes no other question of it: typing errors, and that a total on a date is one."""
    moment = any(when.moment for when in choice.whens)
    return replace(choice, corrections=(), unread=(), kind=Kind.CUMULATIVE if moment else choice.kind)


def _why_unclear(readings: Sequence[Question]) -> Unclear:
    """What the readings differ in."""
    if any(reading.corrections for reading in readings):
        return Unclear.SPELLING
    if len({reading.party for reading in readings}) > 1:
        return Unclear.PARTY
    if len({reading.claimants for reading in readings}) > 1:
        return Unclear.CLAIMANT
    return Unclear.EXTREME if len({reading.lowest for reading in readings}) > 1 else Unclear.DAY_OR_MONTH_FIRST


def _whole_month(question: Question) -> Question:
    """The question for the month that its day lies in."""
    days = question.whens[0].end
    if days is None:
        return question
    month = Grain.MONTH.around(days)
    return replace(question, whens=(When(month.start, month.end),))


def help_answer(_: Asked) -> Outcome:
    """What can be asked."""
    return Help()


_ANSWERS: Final[Mapping[Intent, Callable[[Asked], Outcome]]] = {
    Intent.FIGURE: figure_answer,
    Intent.COMPARE: compare_answer,
    Intent.RECORD: record_answer,
    Intent.RANK: rank_answer,
    Intent.AVERAGE: average_answer,
    Intent.TREND: trend_answer,
    Intent.LATEST: latest_answer,
    Intent.DEFINITION: definition_answer,
    Intent.SOURCES: sources_answer,
    Intent.HELP: help_answer,
}
