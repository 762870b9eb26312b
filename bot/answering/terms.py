"""Answers in words: what a figure counts, and where figures come from."""

from dataclasses import replace

from bot.answering.asked import Asked
from bot.answering.figures import figure_answer
from bot.answering.lookup import Wanted, claims_for
from bot.answering.outcome import Answer, Figure, Outcome, Subject
from bot.understanding.question import Intent
from store.models import Source
from store.revisions import FigureHistory, history_of


def definition_answer(asked: Asked) -> Outcome:
    """What a metric, or a claimant's figure, counts."""
    question = asked.question
    claimant = question.claimants[0] if question.claimants else None
    metric = question.metrics[0] if question.metrics else None
    return replace(_told(asked), subject=Subject(metric, claimant))


def sources_answer(asked: Asked) -> Outcome:
    """Where the figures come from: of the question asked or built on, else of all."""
    question = asked.question
    if not question.differing and (question.whens or (question.metrics and question.follows)):
        found = figure_answer(replace(asked, question=replace(question, intent=Intent.FIGURE)))
        if not isinstance(found, Answer):
            return found
        told = replace(found, question=question, intent=Intent.SOURCES)
        return replace(told, revisions=_revisions(asked, found.figures[0])) if question.changed else told
    claimant = question.claimants[0] if question.claimants else None
    metric = question.metrics[0] if question.metrics else None
    return replace(_told(asked), subject=Subject(metric, claimant, question.differing))


def _revisions(asked: Asked, figure: Figure) -> tuple[FigureHistory, ...]:
    """What the reports (or the claim) behind a figure have said, the newest report first."""
    derivation = figure.derivation
    points = [derivation.closing, derivation.opening] if derivation else []
    days = [point.on for point in points if point is not None] or [figure.reported_on or figure.period.end]
    return tuple(
        history
        for day in days
        for history in history_of(
            asked.snapshot.changes(), figure.metric, day, party=figure.party, claimant=figure.claimant
        )
    )


def _told(asked: Asked) -> Answer:
    """An answer in words, cited with the newest statement of each claimant that it could be about."""
    sources: list[Source] = []
    for metric in asked.metrics:
        for claimant in asked.question.claimants or tuple(asked.snapshot.catalogue.claimants):
            series = asked.series(metric, claimant)
            newest = series.newest(asked.now) if series else None
            if newest is not None:
                sources.append(newest.report.source)
                continue
            claims = claims_for(asked.snapshot, Wanted(asked.party, claimant, metric), asked.now)
            sources.extend(claim.source for claim in claims[-1:])
    if not sources:
        first = min(
            (series.first.report for series in asked.snapshot.series.values()), key=lambda report: report.report_date
        )
        sources.append(first.source)
    question = asked.question
    return Answer(question, question.intent, tuple(dict.fromkeys(sources)), assumptions=question.assumptions)
