"""Whose losses a text asks for, and who says so.

"Ukraine" can be either, and where Ukraine destroyed something, it is the other side's that was lost.
"""

from collections.abc import Sequence
from typing import Final

from bot.understanding.doubt import NEIGHBOURHOOD
from bot.understanding.text import Shape
from bot.understanding.words import Item

SPEAKING_CUES: Final = frozenset({"says", "estimate"})
"""Next to a country's name these make it the one who speaks."""

FIGURE_CUES: Final = frozenset({"how_many"})
"""Right after a country's name ("Ukraine's figure") these make it the one who speaks."""

POINTING_CUES: Final = frozenset({"according"})
"""These speak of the name behind them, not of the one before."""

LOSING_CUES: Final = frozenset({"losses"})
"""Next to a country's name these make it the one who loses."""

HELPING_CUES: Final = frozenset({"yes_no"})
"""Before a name these tell that it does what follows: "has Ukraine destroyed", unlike "Ukraine's destroyed tanks"."""

BY_REACH: Final = 2
"""How many words before a name the "by" of "destroyed by the Ukrainians" may stand."""

SIDES: Final = frozenset({"russia", "ukraine"})
"""The claimants that are sides, too: they may speak of their own losses."""

NOBODY: Final = Item("", Shape.MARK, 0, 0, glued=False)


def read_sides(items: Sequence[Item], cues: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose losses and who says so, each in order.

    A word that can be either is the speaker where a speaking cue stands next to it, where it is set against another
    claimant, or where the losses are said to be another's; else it is the side whose losses are asked for. One that
    strikes asks for what it struck.
    """
    parties: list[str] = []
    claimants: list[str] = []
    only_speaker = [item for item in items if item.values("claimants") and not item.values("parties")]
    losing = _losing(items)
    for index, item in enumerate(items):
        as_party, as_claimant = item.values("parties"), item.values("claimants")
        if len(as_claimant) > 1:
            continue  # "the ministry" may be anybody's: nobody was named
        if len(as_party) > 1:
            parties += sorted(as_party)  # "both sides"
        elif as_party and _strikes(items, index):
            parties.append(min(item.values("against")))
        elif as_party and as_claimant:
            compared = "compare" in cues and only_speaker and not _cue_near(items, index, LOSING_CUES)
            others = bool(losing) and index not in losing and not any(as_party & losing[at] for at in losing)
            paired = bool(only_speaker) and _is_paired(items, index) and not _cue_near(items, index, LOSING_CUES)
            second = bool(parties) and not set(parties) & as_party and index not in losing
            # "Moscow's own death toll", but not "CSIS on Ukraine's own"
            owning = not only_speaker and "own" in _beside(items, index, {"filler", "calendar"})[1].values("cues")
            if compared or others or second or paired or owning or _speaks(items, index):
                claimants.append(min(as_claimant))
                if "own" in cues and not losing:
                    parties.append(min(as_party))
            else:
                parties.append(min(as_party))
        elif as_party:
            parties.append(min(as_party))
        elif as_claimant:
            claimants.append(min(as_claimant))
            if "own" in cues and min(as_claimant) in SIDES:
                parties.append(min(as_claimant))
    return tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(claimants))


def _is_paired(items: Sequence[Item], index: int) -> bool:
    """Whether a name is joined to one who can only speak: "UK and Ukraine both"."""
    return index > 1 and "link:and" in items[index - 1].values("calendar") and _only_speaks(items[index - 2])


def _only_speaks(item: Item) -> bool:
    return bool(item.values("claimants")) and not item.values("parties")


def _losing(items: Sequence[Item]) -> dict[int, frozenset[str]]:
    """Where a name is that of a side that loses beyond doubt, and which: "Russian losses", "Russian and Kyiv's losses".

    What stands right before the losses, and what "and" or "vs" joins to it.
    """
    found: dict[int, frozenset[str]] = {}
    for index in range(len(items) - 1, -1, -1):
        sides = items[index].values("parties")
        if not sides or (items[index].values("against") and _strikes(items, index)):
            continue
        after = next((at for at in range(index + 1, len(items)) if not _is_joint(items[at])), None)
        joined = after is not None and after > index + 1 and after in found
        adjective = index + 1 < len(items) and bool(
            (items[index + 1].values("metrics") and not items[index + 1].values("parties") - sides)
            or "losses" in items[index + 1].values("cues") & LOSING_CUES
        )
        if joined or (adjective and not items[index + 1].values("strikes")):
            found[index] = sides
    return found


def _is_joint(item: Item) -> bool:
    """Whether an item joins two names: "and", "vs", "or"."""
    return bool(item.values("calendar") & {"link:and", "link:versus"} or item.values("cues") & {"and", "or", "compare"})


def _speaks(items: Sequence[Item], index: int) -> bool:
    """Whether the name at `index` is of who says so: "according to …" before it, or "… says", "…'s figure" after it."""
    before, after = _beside(items, index, {"filler"})
    if after.values("cues") & HELPING_CUES:  # "does Washington think Russia has lost"
        after = next(
            (item for item in items[index + 1 :] if _is_name(item) or item.values("cues") - HELPING_CUES), after
        )
    told = before.values("cues")
    if told & POINTING_CUES or _is_said_by(items, index):
        return True
    if after.values("metrics") and _is_official_figure(items, index):
        return True
    if after.values("metrics") or after.values("cues") & (LOSING_CUES | POINTING_CUES):
        return False
    if told & SPEAKING_CUES and not told & LOSING_CUES:
        return True
    says = after.values("cues") & (SPEAKING_CUES | FIGURE_CUES)
    struck = told & (LOSING_CUES | FIGURE_CUES) or before.values("scopes") or before.values("metrics")
    if says == {"says"} and struck and not items[index].values("against"):
        return False  # "втрат України заявляє Росія": a form that can do nothing, so it says nothing either
    if says and _is_said_by_another(items, after):
        return False
    return bool(says)


def _is_official_figure(items: Sequence[Item], index: int) -> bool:
    """Whether a name is followed by an official number of something: "Kyiv's official tank count"."""
    official = index + 1 < len(items) and "official" in items[index + 1].values("cues")
    return official and any(item.values("cues") & FIGURE_CUES for item in items[index + 2 : index + 5])


def _is_said_by(items: Sequence[Item], index: int) -> bool:
    """Whether what was said stands before the "by" of a name: "as claimed by Kyiv"."""
    by = next((at for at in range(index - 1, -1, -1) if "link:by" in items[at].values("calendar")), None)
    if by is None or index - by > BY_REACH or by == 0:
        return False
    told = items[by - 1].values("cues")
    return bool(told & SPEAKING_CUES) and not items[by - 1].values("strikes")


def _is_said_by_another(items: Sequence[Item], speaking: Item) -> bool:
    """Whether behind what speaks stands one who can only speak: "росіян нарахувала Медіазона"."""
    place = next(index for index, item in enumerate(items) if item is speaking)
    after = next((item for item in items[place + 1 :] if _is_name(item) or item.values("cues")), NOBODY)
    return bool(after.values("claimants")) and not after.values("parties")


def _is_name(item: Item) -> bool:
    return bool(item.values("parties") or item.values("claimants"))


def _strikes(items: Sequence[Item], index: int) -> bool:
    """Whether the name at `index` does the destroying: "did Ukraine destroy", "destroyed by Ukraine", "знищили ЗСУ"."""
    if not items[index].values("against"):
        return False
    before, after = _beside(items, index, {"filler", "calendar"})
    struck_before, strikes_after = before.values("strikes"), after.values("strikes")
    if "doer_beside" in struck_before | strikes_after or "doer_before" in strikes_after:
        return True
    if "helped" in strikes_after and (before.values("cues") & HELPING_CUES or before.values("metrics")):
        return True  # "has Ukraine destroyed", "tanks Ukraine destroyed"
    between = items[max(0, index - BY_REACH) : index]
    return "helped" in struck_before and any("link:by" in item.values("calendar") for item in between)


def _beside(items: Sequence[Item], index: int, passed: set[str]) -> tuple[Item, Item]:
    """The items before and after a name, leaving out known ones that mean nothing but what is `passed` over."""

    def telling(item: Item) -> bool:
        return not item.known or bool(item.meanings.keys() - passed - {"alerts"})

    before = next((item for item in reversed(items[:index]) if telling(item)), NOBODY)
    after = next((item for item in items[index + 1 :] if telling(item)), NOBODY)
    return before, after


def _cue_near(items: Sequence[Item], index: int, wanted: frozenset[str]) -> bool:
    near = items[max(0, index - NEIGHBOURHOOD) : index + NEIGHBOURHOOD + 1]
    return any(item.values("cues") & wanted for item in near)
