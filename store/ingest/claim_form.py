"""What has to be known of a claim before it is stored, asked for piece by piece, each piece checked at once.

The answers are the cells of one row of the table of claims (`store.exchange.table`), under the same names.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter, ValidationError

from store.catalogue import Catalogue
from store.exchange.table import BETWEEN, Cells, claim_of
from store.models import WAR_START, Claim, Kind, NonEmptyText, Qualifier, Scope, Url, Verification


class Problem(StrEnum):
    """What is wrong with an answer."""

    DATE = "date"
    NUMBER = "number"
    RANGE = "range"
    CHOICE = "choice"
    TEXT = "text"
    ADDRESS = "address"
    MISSING = "missing"
    """Something has to be known and isn't."""
    WHOLE = "whole"
    """Each answer may be right, but they don't go together."""


class FormError(ValueError):
    """An answer cannot be what was asked for.

    Attributes:
        problem: what is wrong with it.
        said: the answer, or what is missing, or where answers don't go together.
        choices: the answers that there are, where it is none of them.
    """

    def __init__(self, problem: Problem, said: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(f"{problem}: {said}")
        self.problem = problem
        self.said = said
        self.choices = choices


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for.

    Attributes:
        name: what it is; the name of its cell where it fills only one.
        read: the cells that an answer fills. It raises `FormError` at an answer that it cannot take.
        choices: the answers that there are, if they can be counted.
        several: whether several of the choices can be given, separated by commas.
        usual: what a blank answer means; None where there has to be one.
    """

    name: str
    read: Callable[[str], Cells]
    choices: tuple[str, ...] = ()
    several: bool = False
    usual: str | None = None


def open_items(cells: Cells, catalogue: Catalogue) -> Iterator[Item]:
    """What is still to be asked for, in order.

    What has to be known depends on what was answered before: take the first, add its answer to the cells, call again.

    Args:
        cells: what is known so far.
        catalogue: what can be named.
    """
    return (item for item in _items(cells, catalogue) if not _is_known(item, cells))


def missing(cells: Cells, catalogue: Catalogue) -> tuple[str, ...]:
    """The names of what has to be known and isn't."""
    return tuple(item.name for item in open_items(cells, catalogue) if item.usual is None)


def checked(cells: Cells, catalogue: Catalogue) -> Cells:
    """The cells, each read as the answer to its question.

    Raises:
        FormError: one of them is none.
    """
    read: dict[str, str] = {}
    for item in _items(cells, catalogue):
        for name in _CELLS.get(item.name, (item.name,)):
            if cells.get(name):
                filled = item.read(cells[name])
                read.update({name: filled.get("value", "")} if name in {"low", "high"} else filled)
    return read


def filled_in(cells: Cells, catalogue: Catalogue) -> Claim:
    """The claim that the answers make up.

    Raises:
        FormError: something has to be known and isn't, or the answers contradict each other.
    """
    if open_names := missing(cells, catalogue):
        raise FormError(Problem.MISSING, ", ".join(open_names))
    usual = {item.name: item.usual for item in open_items(cells, catalogue) if item.usual}
    if cells["kind"] == Kind.CUMULATIVE:
        usual["start"] = str(WAR_START)
    try:
        return claim_of({**usual, **cells})
    except ValueError as error:
        raise FormError(Problem.WHOLE, str(error)) from error


_NUMBER: Final = r"[0-9]{1,3}(?:[,'\s\u00a0\u202f][0-9]{3})+|[0-9]{1,15}"
_RANGE: Final = re.compile(rf"({_NUMBER})\s*(?:-|–|—|\.\.|to|до)\s*({_NUMBER})")
_CELLS: Final[Mapping[str, tuple[str, ...]]] = {"number": ("value", "low", "high")}
"""The cells of those items that fill several."""

_OF_PEOPLE: Final = (Scope.KILLED, Scope.WOUNDED, Scope.MISSING, Scope.CAPTURED, Scope.DESERTED, Scope.UNSPECIFIED)
_OF_THINGS: Final = (Scope.DESTROYED, Scope.DAMAGED, Scope.ABANDONED, Scope.CAPTURED, Scope.UNSPECIFIED)


def _items(cells: Cells, catalogue: Catalogue) -> Iterator[Item]:
    yield _choice("party", catalogue.parties)
    yield _choice("claimant", catalogue.claimants)
    yield _choice("metric", catalogue.metrics)
    yield _choice("kind", Kind)
    if cells.get("kind") != Kind.CUMULATIVE:
        yield _day("start")
    yield _day("end")
    yield Item("number", _number)
    yield _choice("qualifier", Qualifier, usual=Qualifier.EXACT)
    yield _scope(cells, catalogue)
    yield _choice("verified", Verification)
    yield _day("stated_on")
    for name in ("publisher", "title"):
        yield _text(name)
    yield Item("url", _url)
    yield _day("published")
    for name in ("speaker", "body", "note_en", "note_uk"):
        yield _text(name, usual="")


def _is_known(item: Item, cells: Cells) -> bool:
    if item.name == "number":
        return bool(cells.get("value") or (cells.get("low") and cells.get("high")))
    return bool(cells.get(item.name))


def _choice(name: str, choices: Iterable[str], *, usual: str | None = None) -> Item:
    known = tuple(str(choice) for choice in choices)
    return Item(name, lambda text: {name: _one_of(known, text)}, known, usual=usual)


def _scope(cells: Cells, catalogue: Catalogue) -> Item:
    of_people = cells.get("metric", "personnel") == "personnel"
    known = tuple(str(scope) for scope in (_OF_PEOPLE if of_people else _OF_THINGS))
    claimant = catalogue.claimants.get(cells.get("claimant", ""))
    usual = BETWEEN.join(claimant.scope) if of_people and claimant is not None and claimant.scope else None

    def read(text: str) -> Cells:
        said = [part for part in re.split(rf"[,\s{re.escape(BETWEEN)}]+", text.strip()) if part]
        return {"scope": BETWEEN.join(dict.fromkeys(_one_of(known, part) for part in said or [""]))}

    return Item("scope", read, known, several=True, usual=usual)


def _day(name: str) -> Item:
    def read(text: str) -> Cells:
        try:
            return {name: str(date.fromisoformat(text.strip()))}
        except ValueError:
            raise FormError(Problem.DATE, text.strip()) from None

    return Item(name, read)


def _text(name: str, *, usual: str | None = None) -> Item:
    return Item(name, lambda text: {name: _valid(_TEXT, text, Problem.TEXT)}, usual=usual)


def _url(text: str) -> Cells:
    return {"url": _valid(_URL, text.strip(), Problem.ADDRESS)}


def _number(text: str) -> Cells:
    """A number or a range; its digits can be grouped by threes."""
    text = text.strip()
    if re.fullmatch(_NUMBER, text):
        return {"value": _digits(text)}
    if found := _RANGE.fullmatch(text):
        low, high = map(_digits, found.groups())
        if int(low) > int(high):
            raise FormError(Problem.RANGE, text)
        return {"low": low, "high": high}
    raise FormError(Problem.NUMBER, text)


_TEXT: Final[TypeAdapter[str]] = TypeAdapter(NonEmptyText)
_URL: Final[TypeAdapter[str]] = TypeAdapter(Url)


def _valid(adapter: TypeAdapter[str], text: str, otherwise: Problem) -> str:
    try:
        return adapter.validate_python(text)
    except ValidationError:
        raise FormError(otherwise, text) from None


def _one_of(known: tuple[str, ...], text: str) -> str:
    """The choice that is meant: its name, its number from 1, or a beginning that only one has."""
    said = text.strip().casefold().replace(" ", "_")
    if said in known:
        return said
    if said.isdecimal() and 1 <= int(said) <= len(known):
        return known[int(said) - 1]
    begun = [choice for choice in known if said and choice.startswith(said)]
    if len(begun) == 1:
        return begun[0]
    raise FormError(Problem.CHOICE, text.strip(), known)


def _digits(text: str) -> str:
    return str(int(re.sub(r"[^0-9]", "", text)))
