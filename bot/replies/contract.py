"""An outcome in the machine-readable form that scripts, benchmarks and question banks depend on."""

from typing import Any

from bot.answering.outcome import Answer, Clarify, Figure, Help, NoData, NotPublished, Outcome
from bot.replies.reply import Reply, plain
from bot.understanding.question import Intent
from store.models import Source


def record_of(outcome: Outcome, reply: Reply) -> dict[str, Any]:
    """One answer as an object of the `ask` contract; keys may be added to it, none renamed."""
    return {
        "status": outcome.status,
        "intent": _intent(outcome),
        "assumptions": sorted(outcome.assumptions) if isinstance(outcome, Answer) else [],
        "figures": [_figure(figure) for figure in _figures(outcome)],
        "choices": list(reply.choices) if isinstance(outcome, Clarify) else [],
        "suggestions": [] if isinstance(outcome, Clarify) else list(reply.choices),
        "text": plain(reply.lines),
    }


def ignored() -> dict[str, Any]:
    """The object for a text in a group that is not addressed to the bot."""
    return {
        "status": "ignored",
        "intent": None,
        "assumptions": [],
        "figures": [],
        "choices": [],
        "suggestions": [],
        "text": "",
    }


def _intent(outcome: Outcome) -> str | None:
    match outcome:
        case Answer(intent=intent):
            return intent
        case Help():
            return Intent.HELP
        case NoData(question=question) | NotPublished(question=question):
            return question.intent
        case _:
            return None


def _figures(outcome: Outcome) -> tuple[Figure, ...]:
    """The figures asked for, then the other metrics of the same days where none was named."""
    return (*outcome.figures, *outcome.context.companions) if isinstance(outcome, Answer) else ()


def _figure(figure: Figure) -> dict[str, Any]:
    claim = figure.claim
    return {
        "metric": figure.metric,
        "party": figure.party,
        "claimant": figure.claimant,
        "kind": figure.kind,
        "period": {"start": figure.period.start.isoformat(), "end": figure.period.end.isoformat()},
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "qualifier": figure.qualifier,
        "scope": list(figure.scope),
        "verified": figure.verified,
        "stated_on": figure.reported_on.isoformat() if figure.reported_on else None,
        "body": claim.body if claim else None,
        "speaker": claim.speaker if claim else None,
        "so_far": figure.so_far,
        "corrected": figure.corrected,
        "flags": [
            {"flag": found.flag, "report_date": found.on.isoformat(), "rise": found.rise, "part": found.part}
            for found in figure.flags
        ],
        "disputed": [{"provider": other.provider, "value": other.value} for other in figure.disputed],
        "citations": [citation(source) for source in figure.citations],
        "derivation": str(figure.derivation) if figure.derivation else None,
    }


def citation(source: Source) -> dict[str, str]:
    """A source as the contract gives it."""
    return {
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "published": source.published.isoformat(),
    }
