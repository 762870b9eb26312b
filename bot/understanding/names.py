"""Who and what a text names: metrics, sides, claimants, and the cues that tell what is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.understanding.amounts import Amounts, read_amounts
from bot.understanding.doubt import NEIGHBOURHOOD
from bot.understanding.text import Shape
from bot.understanding.words import Item
from store.models import Scope
from store.series import Grain

SPEAKING_CUES: Final = frozenset({"says", "estimate"})
"""Next to a country's name these make it the one who speaks."""

FIGURE_CUES: Final = frozenset({"how_many"})
"""Right after a country's name ("Ukraine's figure") these make it the one who speaks."""

POINTING_CUES: Final = frozenset({"according"})
"""These speak of the name behind them, not of the one before."""

LOSING_CUES: Final = frozenset({"losses"})
"""Next to a country's name these make it the one who loses."""

_TAKEN: Final = Item("", Shape.WORD, 0, 0, glued=False, meanings={"calendar": frozenset({"taken"})}, known=True)
"""Stands for what a period was read from: a name and a cue on its two sides are no neighbours."""

_NOBODY: Final = Item("", Shape.MARK, 0, 0, glued=False)


@dataclass(frozen=True, slots=True)
class Names:
    """What the items of a text name, in the order of the text.

    Words such as "Ukraine" can mean whose losses or who says so; what stands next to them has settled it. `unread`
    are words that nothing is known of, `beside` ordinary words that say something else than a question about losses
    needs ("election").
    """

    metrics: tuple[str, ...]
    parties: tuple[str, ...]
    claimants: tuple[str, ...]
    speaker: str | None
    body: str | None
    scopes: frozenset[Scope]
    cues: frozenset[str]
    elsewhere: str | None
    grain: Grain | None
    count: int | None
    amounts: Amounts
    unread: tuple[str, ...]
    beside: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]

    @property
    def empty(self) -> bool:
        """Whether nothing was named at all."""
        return not (self.metrics or self.parties or self.claimants or self.scopes or self.cues or self.elsewhere)


def read_names(items: Sequence[Item], taken: frozenset[int]) -> Names:
    """The names in a text.

    Args:
        items: the text.
        taken: indexes of the items that a period was read from; they name nothing else.
    """
    free = [item for index, item in enumerate(items) if index not in taken]
    between = [_TAKEN if index in taken else item for index, item in enumerate(items)]
    cues = frozenset(cue for item in free for cue in item.values("cues"))
    parties, claimants = _sides(between, cues)
    return Names(
        metrics=_distinct(metric for item in free for metric in sorted(item.values("metrics"))),
        parties=parties,
        claimants=claimants,
        speaker=_first(free, "speakers"),
        body=_first(free, "bodies"),
        scopes=frozenset(Scope(scope) for item in free for scope in item.values("scopes")),
        cues=cues,
        elsewhere=_first(free, "elsewhere"),
        grain=_grain(free),
        count=_count(free),
        amounts=read_amounts(free),
        unread=tuple(item.text for item in free if _unread(item)),
        beside=tuple(item.text for item in free if _beside(item)),
        corrections=tuple(correction for item in items for correction in item.corrections),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _first(items: Sequence[Item], category: str) -> str | None:
    return next((min(item.values(category)) for item in items if item.values(category)), None)


def _unread(item: Item) -> bool:
    return item.shape is Shape.WORD and not item.known and len(item.text) > 1


def _beside(item: Item) -> bool:
    """Whether a word is known and has nothing to do with losses, nor is one of those that any question may hold."""
    return item.shape is Shape.WORD and item.known and not item.meanings.keys() - {"alerts"}


def _sides(items: Sequence[Item], cues: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose losses and who says so, each in order.

    A word that can be either is the speaker where a speaking cue stands next to it, or where it is set against
    another claimant; else it is the side whose losses are asked for.
    """
    parties: list[str] = []
    claimants: list[str] = []
    only_speaker = [item for item in items if item.values("claimants") and not item.values("parties")]
    for index, item in enumerate(items):
        as_party, as_claimant = item.values("parties"), item.values("claimants")
        if len(as_claimant) > 1:
            continue  # "the ministry" may be anybody's: nobody was named
        if as_party and as_claimant:
            compared = "compare" in cues and only_speaker and not _cue_near(items, index, LOSING_CUES)
            if compared or _speaks(items, index) or (parties and not set(parties) & as_party):
                claimants.append(min(as_claimant))
            else:
                parties.append(min(as_party))
        elif as_party:
            parties.append(min(as_party))
        elif as_claimant:
            claimants.append(min(as_claimant))
    return _distinct(parties), _distinct(claimants)


def _speaks(items: Sequence[Item], index: int) -> bool:
    """Whether the name at `index` is of who says so: "according to …" before it, or "… says", "…'s figure" after it."""
    before = next((item for item in reversed(items[:index]) if not _filler(item)), _NOBODY)
    after = next((item for item in items[index + 1 :] if not _filler(item)), _NOBODY)
    if before.values("cues") & SPEAKING_CUES and not before.values("cues") & LOSING_CUES:
        return True
    if after.values("metrics") or after.values("cues") & (LOSING_CUES | POINTING_CUES):
        return False
    return bool(after.values("cues") & (SPEAKING_CUES | FIGURE_CUES))


def _filler(item: Item) -> bool:
    return item.known and not item.meanings.keys() - {"filler", "alerts"}


def _cue_near(items: Sequence[Item], index: int, wanted: frozenset[str]) -> bool:
    near = items[max(0, index - NEIGHBOURHOOD) : index + NEIGHBOURHOOD + 1]
    return any(item.values("cues") & wanted for item in near)


def _grain(items: Sequence[Item]) -> Grain | None:
    """The unit that is ranked by ("worst month"): a calendar unit that no period took."""
    for item in items:
        for value in item.values("calendar"):
            name, _, unit = value.partition(":")
            if name == "unit" and unit in Grain.__members__.values():
                return Grain(unit)
    return None


def _count(items: Sequence[Item]) -> int | None:
    """How many places: "top 5", "5 worst months", "three deadliest": a small number beside a cue or a unit."""
    for index, item in enumerate(items):
        number = _small_number(item)
        if number is None:
            continue
        around = (*items[max(0, index - 1) : index], *items[index + 1 : index + 3])
        if any(
            other.values("cues") & {"rank", "highest", "lowest"}
            or any(value.startswith("unit:") for value in other.values("calendar"))
            for other in around
        ):
            return number
    return None


def _small_number(item: Item) -> int | None:
    if item.shape is Shape.NUMBER and len(item.text) <= 2:
        return int(item.text) or None
    for value in item.values("calendar"):
        name, _, number = value.partition(":")
        if name == "num" and number.isdecimal():
            return int(number) or None
    return None
