"""Who and what a text names: metrics, sides, claimants, and the cues that tell what is asked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from bot.understanding.amounts import NONE, Amounts, read_amounts
from bot.understanding.question import MAJOR_METRIC
from bot.understanding.sentences import ENDS
from bot.understanding.sides import read_sides
from bot.understanding.text import Shape
from bot.understanding.words import NEGATING, Item
from store.models import Scope
from store.series import Grain

GRAINS: Final = frozenset(grain.value for grain in Grain)

EXTREME: Final = frozenset({"highest", "lowest", "best"})
"""Cues of a record; which one "best" is, depends on whom it is best for."""

COUNTED: Final = EXTREME | {"rank"}
"""Cues beside which a small number says how many places are wanted."""

OF_PEOPLE: Final = frozenset({Scope.KILLED, Scope.WOUNDED, Scope.MISSING, Scope.CAPTURED})
"""The fates of people that losses may count."""

OF_EQUIPMENT: Final = frozenset({Scope.DESTROYED, Scope.DAMAGED, Scope.ABANDONED, Scope.CAPTURED})
"""The fates of equipment that losses may count."""

_NO_FATES: Final[frozenset[Scope]] = frozenset()

_NO_TOPIC: Final = frozenset({"alerts"})
"""Categories that a question about losses has no use for."""

TAKING_BACK: Final = frozenset({"without", "excepted", "not", "no", "rather", "namely"})
"""Cues that take back or narrow down what else a text names."""

NAMING: Final = frozenset({"metrics", "parties", "claimants", "against", "elsewhere"})
"""Categories of who and what a text names."""

_ARTICLE: Final = frozenset({"link:the"})

_NONE: Final[frozenset[str]] = frozenset()

_TAKEN: Final = Item("", Shape.WORD, 0, 0, glued=False, meanings={"calendar": frozenset({"taken"})}, known=True)
"""Stands for what a period was read from: a name and a cue on its two sides are no neighbours."""


class Names(NamedTuple):
    """What the items of a text name, in the order of the text.

    Words such as "Ukraine" can mean whose losses or who says so; what stands next to them has settled it. `unread`
    are words that nothing is known of, `beside` ordinary words that say something else than a question about losses
    needs ("election"), `excluded` metrics that are not to be counted ("everything except tanks"). `strict` is set where
    only the fates named are wanted ("killed only", "without the wounded"), `places` where so many places of a rank are.
    """

    metrics: tuple[str, ...]
    parties: tuple[str, ...]
    claimants: tuple[str, ...]
    speaker: str | None
    body: str | None
    excluded: tuple[str, ...]
    scopes: frozenset[Scope]
    strict: bool
    cues: frozenset[str]
    elsewhere: str | None
    grain: Grain | None
    places: int | None
    amounts: Amounts
    unread: tuple[str, ...]
    beside: tuple[str, ...]
    corrections: tuple[tuple[str, str], ...]


def read_names(items: Sequence[Item], taken: frozenset[int]) -> Names:
    """The names in a text.

    Args:
        items: the text.
        taken: indexes of the items that a period was read from; they name nothing else.
    """
    free = _without_adjectives([item for index, item in enumerate(items) if index not in taken])
    found = _by_category(free)
    cues = _NONE.union(*found.get("cues", ()))
    without_fates = False
    all_fates = _NO_FATES
    excluded: tuple[str, ...] = ()
    if cues & TAKING_BACK:
        without_fates = _leaves_out_fates(free)
        all_fates = _fates(found)
        items, excluded = _not_negated(items, taken)
        free = _meant([item for index, item in enumerate(items) if index not in taken])
        found = _by_category(free)
        cues = _NONE.union(*found.get("cues", ()))
    if "best" in cues:
        cues |= {"highest"}
    if "equipment" in cues and not found.get("metrics"):
        excluded = (*excluded, MAJOR_METRIC)
    parties: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    if "parties" in found or "claimants" in found:
        parties, claimants = read_sides(_apart(items, taken), cues)
    numbers = [item for item in free if item.shape is Shape.NUMBER]
    amounts = numbers or "scale" in found or ("calendar" in found and cues & {"more_than", "less_than", "rank"})
    scopes = _fates(found)
    if without_fates and not scopes:  # "without the wounded" asks for the others
        people = not any(values - {MAJOR_METRIC} for values in found.get("metrics", ()))
        scopes = (OF_PEOPLE if people else OF_EQUIPMENT) - all_fates
    grain = _grain(found.get("calendar", ()))
    words = [item for item in free if item.meanings.keys() <= _NO_TOPIC and item.shape is Shape.WORD]
    return Names(
        metrics=_distinct(metric for values in found.get("metrics", ()) for metric in sorted(values)),
        parties=parties,
        claimants=claimants,
        speaker=_first(found, "speakers"),
        body=_first(found, "bodies"),
        excluded=excluded,
        scopes=scopes,
        strict=bool(scopes) and (without_fates or _is_strict(_apart(items, taken))),
        cues=cues,
        elsewhere=_first(found, "elsewhere"),
        grain=grain,
        places=_places(free) if grain or cues & COUNTED else None,
        amounts=read_amounts(free) if amounts else NONE,
        unread=tuple([item.text for item in words if is_unread(item)]),
        beside=tuple([item.text for item in words if item.known]),
        corrections=tuple([correction for item in items for correction in item.corrections]),
    )


def cues_of(items: Sequence[Item]) -> frozenset[str]:
    """All cues of a text, also of what a period is read from or is taken back."""
    return _NONE.union(*[item.values("cues") for item in items])


def _apart(items: Sequence[Item], taken: frozenset[int]) -> list[Item]:
    """The items, with what a period was read from standing between them as such."""
    return [_TAKEN if index in taken else item for index, item in enumerate(items)]


def _fates(found: Mapping[str, Sequence[frozenset[str]]]) -> frozenset[Scope]:
    return frozenset(map(Scope, _NONE.union(*found.get("scopes", ()))))


def _without_adjectives(items: Sequence[Item]) -> list[Item]:
    """The items, in which a side right before a metric is only whose it is: "orc jets" are no men."""
    plain = list(items)
    for index, (item, after) in enumerate(pairwise(items)):
        if "parties" in item.meanings and "metrics" in item.meanings and "metrics" in after.meanings:
            plain[index] = _without(item, {"metrics"})
    for index, item in enumerate(plain):
        whose = (
            index > 0 and "metrics" in item.meanings and "parties" in item.meanings and _are_losses(items[index - 1])
        )
        if whose and any("metrics" in other.meanings for other in plain[index + 1 :]):
            plain[index] = _without(item, {"metrics"})  # "втрати русні в танках"
    return plain


def _are_losses(item: Item) -> bool:
    return "losses" in item.values("cues")


def _by_category(items: Sequence[Item]) -> dict[str, list[frozenset[str]]]:
    """The values of each category that the items mean, in their order."""
    found: dict[str, list[frozenset[str]]] = {}
    for item in items:
        for category, values in item.meanings.items():
            found.setdefault(category, []).append(values)
    return found


def negated(items: Sequence[Item], index: int) -> bool:
    """Whether what begins at `index` stands behind a "not" or an "except" that speaks of it."""
    before = next((item for item in reversed(items[:index]) if not _leads_to(item)), None)
    return before is not None and bool(before.values("cues") & NEGATING)


def _ends_a_sentence(item: Item) -> bool:
    return item.shape is Shape.MARK and item.text in ENDS


def _leads_to(item: Item) -> bool:
    """Whether an item may stand between "not" and what it speaks of: "not in the"."""
    if _ends_a_sentence(item):
        return False  # "Never mind. Aircraft in May?"
    ties = all(value.startswith("link:") for value in item.values("calendar"))
    return ties and item.known and not item.meanings.keys() - {"filler", "calendar", "alerts"}


def _not_negated(items: Sequence[Item], taken: frozenset[int]) -> tuple[list[Item], tuple[str, ...]]:
    """The items without what stands behind "not" or "except", and the metrics that are excepted.

    "Men, not machines" and "captured, not destroyed" ask for what stands before, "not Ukraine's" for another's.
    """
    meant = list(items)
    excluded: list[str] = []
    for index, item in enumerate(items):
        if "excepted" in item.values("cues") and index and items[index - 1].values("metrics"):  # "(tanks excluded)"
            excluded += sorted(items[index - 1].values("metrics"))
            meant[index - 1] = _without(meant[index - 1], {"metrics"})
        if not item.values("cues") & NEGATING:
            continue
        left_out = next((at for at in range(index + 1, len(items)) if not _says_nothing(items[at])), None)
        if left_out is None or left_out in taken or any(map(_ends_a_sentence, items[index:left_out])):
            continue
        if "not" in item.values("cues"):
            averaged = {"cues"} if "average" in meant[left_out].values("cues") else set()
            meant[left_out] = _without(meant[left_out], {*NAMING, "scopes", *averaged})
        else:
            excluded += sorted(items[left_out].values("metrics"))
            meant[left_out] = _without(meant[left_out], {"metrics", "scopes"})
    return meant, tuple(excluded)


def _meant(items: Sequence[Item]) -> list[Item]:
    """The items without what the text takes back or narrows down.

    "No wait, personnel" takes back the metrics before it; "armour, tanks specifically" means the one that is named
    beside.
    """
    meant = list(items)
    for index, item in enumerate(items):
        cues = item.values("cues")
        if "rather" in cues or ("no" in cues and _stands_between(items, index)):
            # Said behind both ("armour, tanks I mean"), it takes back all but the last.
            behind = any(other.values("metrics") for other in items[index + 1 :])
            kept = next((at for at in range(index - 1, -1, -1) if not behind and items[at].values("metrics")), index)
            meant[:kept] = [_without(other, {"metrics"}) for other in meant[:kept]]
        if "namely" in cues:
            after = next((at for at in range(index + 1, len(items)) if not _says_nothing(items[at])), index)
            named = next((at for at in (index - 1, after) if _names_metric(items, at)), None)
            if named is not None:
                others = {"metrics", "elsewhere"}
                meant = [other if at == named else _without(other, others) for at, other in enumerate(meant)]
    return meant


def _stands_between(items: Sequence[Item], index: int) -> bool:
    """Whether a word stands between two metrics: "helicopters, no, planes"."""
    before = next((item for item in reversed(items[:index]) if item.shape is not Shape.MARK), None)
    after = next((item for item in items[index + 1 :] if item.shape is not Shape.MARK), None)
    return bool(before and after and before.values("metrics") and after.values("metrics"))


def _names_metric(items: Sequence[Item], index: int) -> bool:
    return 0 <= index < len(items) and bool(items[index].values("metrics"))


def _without(item: Item, categories: set[str]) -> Item:
    """An item that means nothing of some categories, though it may still be known."""
    if not item.meanings.keys() & categories:
        return item
    return item._replace(
        meanings={category: values for category, values in item.meanings.items() if category not in categories}
        or {"filler": frozenset({""})}
    )


def _says_nothing(item: Item) -> bool:
    if item.shape is Shape.MARK or (bool(item.meanings) and item.meanings.keys() <= {"filler"}):
        return True
    return item.values("calendar") == _ARTICLE and item.meanings.keys() <= {"filler", "calendar"}


def _is_strict(items: Sequence[Item]) -> bool:
    """Whether nothing but the fates named is wanted: "only the killed", "killed only"."""
    telling = [item for item in items if "only" in item.values("cues") or not _says_nothing(item)]
    for index, item in enumerate(telling):
        around = (*telling[max(0, index - 1) : index], *telling[index + 1 : index + 2])
        if "only" in item.values("cues") and any(other.values("scopes") for other in around):
            return True
    return False


def _leaves_out_fates(items: Sequence[Item]) -> bool:
    """Whether those of some fate are not to be counted: "without the wounded"."""
    for index, item in enumerate(items):
        if item.values("cues") & NEGATING:
            left_out = next((other for other in items[index + 1 :] if not _says_nothing(other)), None)
            if left_out is not None and left_out.values("scopes"):
                return True
    return False


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _first(found: Mapping[str, Sequence[frozenset[str]]], category: str) -> str | None:
    """The first entry of a category that the text names."""
    return min(found[category][0]) if category in found else None


def is_unrelated(item: Item) -> bool:
    """Whether a word is unread, or has nothing to do with losses."""
    return is_unread(item) or _beside(item)


def is_unread(item: Item) -> bool:
    """Whether nothing is known of a word."""
    return not item.known and item.shape is Shape.WORD and len(item.text) > 1


def _beside(item: Item) -> bool:
    """Whether a word is known and has nothing to do with losses, nor is one of those that any question may hold."""
    return item.known and item.meanings.keys() <= _NO_TOPIC and item.shape is Shape.WORD


def grain_in(items: Sequence[Item]) -> Grain | None:
    """The calendar unit that these items name."""
    return _grain([item.values("calendar") for item in items])


def _grain(calendar: Sequence[frozenset[str]]) -> Grain | None:
    """The unit that is ranked by ("worst month"): a calendar unit that no period took."""
    units = (value.removeprefix("unit:") for values in calendar for value in values if value.startswith("unit:"))
    return next((Grain(unit) for unit in units if unit in GRAINS), None)


def _places(items: Sequence[Item]) -> int | None:
    """How many places: "top 5", "three deadliest", "second worst": a small number beside a cue or a unit."""
    for index, item in enumerate(items):
        number = _place(items, index) or _small_number(item)
        if number is None:
            continue
        dashed = index > 1 and items[index - 1].text == "-"  # "top-3"
        around = (*items[max(0, index - 1 - dashed) : index], *items[index + 1 : index + 3])
        if any(
            other.values("cues") & COUNTED or any(value.startswith("unit:") for value in other.values("calendar"))
            for other in around
        ):
            return number
    return None


def _place(items: Sequence[Item], index: int) -> int | None:
    """The place that an ordinal right before "worst" asks for; the first is no ranking but a record."""
    place = index + 2 if index + 1 < len(items) and items[index + 1].text == "-" else index + 1  # "third-highest"
    after = items[place].values("cues") if place < len(items) else frozenset()
    ordinals = (int(value[4:]) for value in items[index].values("calendar") if value.startswith("ord:"))
    return next((number for number in ordinals if number > 1), None) if after & EXTREME else None


def _small_number(item: Item) -> int | None:
    if item.shape is Shape.NUMBER and len(item.text) <= 2:
        return int(item.text) or None
    for value in item.values("calendar"):
        name, _, number = value.partition(":")
        if name == "num" and number.isdecimal() and int(number) > 1:  # "in one month" counts no places
            return int(number)
    return None
