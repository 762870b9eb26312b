"""The questions lossbot offers to tap read back as what they stand for, in every language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bot.answering.answers import answer
from bot.answering.outcome import Answer
from bot.replies.names import Names
from bot.replies.wording import LANGUAGES, wording
from bot.understanding.question import Intent, Question, When
from bot.understanding.reading import read_question
from store.catalogue import load_catalogue
from store.models import Kind, Language
from store.series import Grain
from store.snapshot import Snapshot

NOW = date(2026, 8, 8)
MAY = When(date(2024, 5, 1), date(2024, 5, 31))
WHENS = (
    None,
    MAY,
    When(date(2024, 5, 12), date(2024, 5, 12)),
    When(date(2024, 4, 1), date(2024, 6, 30)),
    When(date(2023, 1, 1), date(2023, 12, 31)),
    When(date(2025, 1, 3), date(2025, 2, 9)),
)
MOMENTS = (
    When(date(2023, 12, 12), date(2023, 12, 12), moment=True, as_published=True),
    When(date(2024, 5, 1), date(2024, 5, 31), moment=True),
)


def questions() -> Iterator[Question]:
    base = Question(Intent.FIGURE, metrics=("tanks",), party="russia")
    for metric in load_catalogue().metrics:
        yield replace(base, metrics=(metric,), whens=(MAY,))
    for when in WHENS:
        whens = (when,) if when else ()
        yield replace(base, whens=whens)
        if when is None or when.period is None or when.period.days > 1:  # what one day lost a day is what it lost
            yield replace(base, whens=whens, kind=Kind.DAILY_AVERAGE)
        yield replace(base, whens=whens, party="ukraine")
    for moment in MOMENTS:
        yield replace(base, whens=(moment,), kind=Kind.CUMULATIVE)
    for claimant in load_catalogue().claimants:
        yield replace(base, metrics=("personnel",), claimants=(claimant,), party="ukraine")
        yield replace(base, metrics=("personnel",), claimants=(claimant,), whens=(MAY,))
    for grain in Grain:
        for lowest in (False, True):
            yield replace(base, intent=Intent.RECORD, grain=grain, lowest=lowest)
        yield replace(base, intent=Intent.RANK, grain=grain, count=5)
    yield replace(base, intent=Intent.RECORD, grain=Grain.MONTH, whens=(WHENS[4],))
    for grain in Grain:
        yield replace(base, intent=Intent.TREND, grain=grain)
    yield replace(base, intent=Intent.TREND, grain=Grain.MONTH, whens=(MAY,))
    yield replace(base, intent=Intent.LATEST)
    for period in (When(date(2023, 5, 1), date(2023, 5, 31)), When(date(2023, 5, 12), date(2023, 5, 12))):
        yield replace(base, intent=Intent.COMPARE, whens=(When(date(2024, 4, 1), date(2024, 4, 30)), period))
    yield replace(base, intent=Intent.DEFINITION)
    yield Question(Intent.SOURCES)
    yield Question(Intent.HELP)


def asked_for(question: Question) -> Question:
    """What a question asks for, without how it was put."""
    claimants = question.claimants
    if claimants == ("ukraine",) and question.party == "russia":
        claimants = ()  # the claimant who answers unless another is named need not be named
    whens = tuple(When(None if w.moment else w.start, w.end, w.moment, w.as_published) for w in question.whens)
    kind = question.kind
    if question.intent is Intent.FIGURE and kind is None and not whens:
        kind = Kind.CUMULATIVE
    intent = Intent.FIGURE if question.intent is Intent.AVERAGE else question.intent
    return Question(
        intent,
        metrics=question.metrics if intent not in {Intent.SOURCES, Intent.HELP} else (),
        party=question.party if intent is not Intent.DEFINITION else None,
        claimants=claimants,
        whens=whens,
        kind=kind,
        grain=question.grain,
        lowest=question.lowest,
        count=question.count,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", tuple(questions()))
def test_an_offered_question_reads_back_as_what_it_stands_for(question: Question, language: Language) -> None:
    text = Names(load_catalogue(), wording(language)).question(question)
    read = read_question(text, now=NOW)
    assert isinstance(read, Question), (text, read)
    assert asked_for(read) == asked_for(question), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_offered_with_a_refusal_has_an_answer(seeded: Snapshot, language: Language) -> None:
    names = Names(seeded.catalogue, wording(language))
    for question in questions():
        outcome = answer(question, seeded, NOW)
        offered = getattr(outcome, "choices", None) or [getattr(outcome, "nearest", None)]
        for choice in offered:
            if choice is not None:
                read = read_question(names.question(choice), now=NOW)
                assert isinstance(answer(read, seeded, NOW), Answer), names.question(choice)
