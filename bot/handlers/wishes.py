"""Wishes on buttons: a wish's key says all there is to it, so that it can be read back from a button."""

from typing import Final

from store.series import Grain
from store.subscriptions import DigestWish, RecordWish, ThresholdWish, Wish

_ANY: Final = "*"
_TOTAL: Final = "total"


def wish_of(key: str) -> Wish | None:
    """The wish whose key this is; None where it is none's."""
    try:
        match key.split("/"):
            case ["record", party, claimant, metric, grain, "highest" | "lowest" as which]:
                return RecordWish(
                    metric=None if metric == _ANY else metric,
                    grain=None if grain == _ANY else Grain(grain),
                    lowest=which == "lowest",
                    party=party,
                    claimant=claimant,
                )
            case ["threshold", party, claimant, metric, grain, bound]:
                unit = None if grain == _TOTAL else Grain(grain)
                return ThresholdWish(metric=metric, grain=unit, bound=int(bound), party=party, claimant=claimant)
            case ["digest", grain]:
                return DigestWish.model_validate({"grain": grain})
    except ValueError:
        return None
    return None
