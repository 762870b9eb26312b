"""Whether an answer is right: what its row expects of it, and what holds of any answer.

`expect` says only what must hold. `status` and `intent` list what is acceptable. `figures` are constraints on the
first figures, in order; `figures_all` is one on every figure; in a constraint a list means any of it, `tol` is how far
`value` may be off. `assumptions_include` must be disclosed. `says` are pieces the reply's text must hold, a list inside
it any of which will do; `opens` are openings of which the text must have one; `offers` is how many choices a question
back has. `any_of` lists several acceptable readings, each of the same keys. Beyond `status`, an expectation applies
to answers (status "answered") only, except `says` and `offers`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

STATUSES: Final = frozenset(
    {"answered", "clarify", "no_data", "not_published", "out_of_scope", "not_understood", "ignored"}
)

NUMBER_KEYS: Final = frozenset({"metric", "party", "claimant", "kind", "period", "value"})
"""What makes a figure another one than was asked for."""

Answer = Mapping[str, Any]
Expectation = Mapping[str, Any]


class Outcome(StrEnum):
    """How an answer turned out, from the best to the worst."""

    RIGHT = "right"
    OTHER = "other"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong number"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome, and why it is not better."""

    outcome: Outcome
    reason: str = ""


RIGHT: Final = Verdict(Outcome.RIGHT)


def judge(expect: Expectation, answer: Answer, now: str) -> Verdict:
    """Judge the answer to one row, asked on the day `now`."""
    if answer["status"] not in expect["status"]:
        return _wrong_status(expect["status"], answer)
    broken = list(_broken_promises(answer, now))
    verdict = RIGHT
    if answer["status"] == "answered":
        readings = [{**expect, **reading} for reading in expect.get("any_of", [{}])]
        verdict = min((_judge_reading(reading, answer) for reading in readings), key=_badness)
    else:
        broken += _unsaid(expect, answer)
    if verdict.outcome is Outcome.RIGHT and broken:
        return Verdict(Outcome.OTHER, "; ".join(broken))
    return verdict


def _badness(verdict: Verdict) -> int:
    return list(Outcome).index(verdict.outcome)


def _wrong_status(wanted: Sequence[str], answer: Answer) -> Verdict:
    reason = f"{answer['status']}, not {' or '.join(wanted)}"
    if answer["status"] == "answered":
        return Verdict(Outcome.WRONG_NUMBER if answer["figures"] else Outcome.OTHER, reason)
    return Verdict(Outcome.REFUSED if "answered" in wanted else Outcome.OTHER, reason)


def _judge_reading(expect: Expectation, answer: Answer) -> Verdict:
    figures: Sequence[Answer] = answer["figures"]
    wanted: Sequence[Expectation] = expect.get("figures", ())
    faults = [fault for number, one in enumerate(wanted) for fault in _faults_at(number, one, figures)]
    everywhere = expect.get("figures_all", {})
    faults += [fault for number in range(len(figures)) for fault in _faults_at(number, everywhere, figures)]
    wrong = [reason for reason, is_number in faults if is_number]
    if wrong and not _only_reordered(wanted, figures):
        return Verdict(Outcome.WRONG_NUMBER, "; ".join(wrong))
    others = [reason for reason, _ in faults]
    if "intent" in expect and answer["intent"] not in expect["intent"]:
        others.append(f"intent {answer['intent']}, not {' or '.join(expect['intent'])}")
    missing = set(expect.get("assumptions_include", ())) - set(answer["assumptions"])
    others += [f"does not disclose that the {name} was assumed" for name in sorted(missing)]
    others += _unsaid(expect, answer)
    return Verdict(Outcome.OTHER, "; ".join(others)) if others else RIGHT


def _faults_at(number: int, wanted: Expectation, figures: Sequence[Answer]) -> Iterator[tuple[str, bool]]:
    """What is wrong with the figure in one place, and whether it makes it another figure."""
    if number >= len(figures):
        yield f"figure {number + 1} is missing: {dict(wanted)}", False
        return
    for key, value in wanted.items():
        if key != "tol" and not _satisfies(figures[number].get(key), value, wanted.get("tol", 0)):
            yield f"figure {number + 1}: {key} {figures[number].get(key)}, not {value}", key in NUMBER_KEYS


def _satisfies(given: Any, wanted: Any, tolerance: float) -> bool:
    if isinstance(wanted, Mapping):
        return all(_satisfies((given or {}).get(key), value, 0) for key, value in wanted.items())
    if isinstance(wanted, list):
        return given == wanted or any(_satisfies(given, each, tolerance) for each in wanted)
    if isinstance(wanted, int | float) and isinstance(given, int | float):
        return abs(given - wanted) <= tolerance
    return bool(given == wanted)


def _only_reordered(wanted: Sequence[Expectation], figures: Sequence[Answer]) -> bool:
    """Whether all sides of a comparison are there, though not in the order asked."""
    return len(wanted) > 1 and all(
        any(not list(_faults_at(place, one, figures)) for place in range(len(figures))) for one in wanted
    )


def _unsaid(expect: Expectation, answer: Answer) -> list[str]:
    """What the reply should say and doesn't."""
    text = answer["text"]
    pieces = [piece if isinstance(piece, list) else [piece] for piece in expect.get("says", ())]
    faults = [f"the reply does not say {' or '.join(each)}" for each in pieces if not any(p in text for p in each)]
    if "opens" in expect and not text.startswith(tuple(expect["opens"])):
        faults.append(f"the reply opens with {text[:20]!r}, not {' or '.join(expect['opens'])}")
    if "offers" in expect and answer["status"] == "clarify" and len(answer["choices"]) not in expect["offers"]:
        faults.append(f"{len(answer['choices'])} choices, not {expect['offers']}")
    return faults


def _broken_promises(answer: Answer, now: str) -> Iterator[str]:
    """What must hold of every answer and doesn't."""
    if answer["status"] not in STATUSES:
        yield f"there is no status {answer['status']}"
    if answer["status"] != "ignored" and not answer["text"].strip():
        yield "no reply text"
    if answer["status"] == "clarify" and not 2 <= len(answer["choices"]) <= 4:
        yield f"{len(answer['choices'])} choices, where two to four fit"
    for number, figure in enumerate(answer["figures"], start=1):
        if not figure["citations"]:
            yield f"figure {number} has no citation"
        late = [source["published"] for source in figure["citations"] if source["published"] > now]
        if late:
            yield f"figure {number} cites what came out on {late[0]}"
        if figure["value"] is None and figure["low"] is None:
            yield f"figure {number} has neither a value nor a range"
    if answer["figures"] and (unsaid := _headline_missing(answer)):
        yield f"the reply does not give the headline value {unsaid}"


def _headline_missing(answer: Answer) -> int | None:
    """The headline value where the reply's text doesn't have it."""
    value = answer["figures"][0]["value"]
    if answer["status"] != "answered" or not isinstance(value, int):
        return None
    digits = answer["text"].translate({ord(mark): None for mark in " ,.'’\u00a0\u202f\u2009"})
    return None if str(value) in digits else value
