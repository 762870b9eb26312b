"""Made-up daily reports in words, as the Ministry writes them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

LABELS: Final = {
    "personnel": "personnel ‒ about",
    "tanks": "tanks ‒",
    "armoured_vehicles": "APV ‒",
    "artillery": "artillery systems ‒",
    "mlrs": "MLRS ‒",
    "air_defence": "Anti-aircraft warfare systems ‒",
    "aircraft": "aircraft ‒",
    "helicopters": "helicopters ‒",
    "uavs": "UAV operational-tactical level ‒",
    "cruise_missiles": "cruise missiles ‒",
    "warships": "warships / boats ‒",
    "submarines": "submarines ‒",
    "vehicles": "vehicles and fuel tanks ‒",
    "special_equipment": "special equipment ‒",
}

FIRST_OF_JUNE: Final = {
    "personnel": 508_780, "tanks": 7_740, "armoured_vehicles": 14_947, "artillery": 13_184, "mlrs": 1_088,
    "air_defence": 815, "aircraft": 357, "helicopters": 326, "uavs": 10_617, "cruise_missiles": 2_230, "warships": 27,
    "submarines": 1, "vehicles": 18_006, "special_equipment": 2_181,
}  # fmt: skip
"""The totals of the report of 1 June 2024, which lossbot starts with."""

RISES: Final = {"personnel": 1_280, "tanks": 12, "artillery": 40, "uavs": 20}
"""What the report of 2 June is made to give in brackets."""

SECOND_OF_JUNE: Final = {metric: total + RISES.get(metric, 0) for metric, total in FIRST_OF_JUNE.items()}


def report_text(
    day: date, totals: Mapping[str, int] = SECOND_OF_JUNE, rises: Mapping[str, int] = RISES, *, link: str | None = None
) -> str:
    """The text of a report; a link, where there is one, stands below it on a line of its own."""
    lines = [f"The total combat losses of the enemy from 24.02.2022 to {day:%d.%m.%Y} were approximately:"]
    for metric, total in totals.items():
        rise = f" (+{rises[metric]})" if metric in rises else ""
        lines.append(f"{LABELS[metric]} {total}{rise}")
    return "\n".join([*lines, *([link] if link else [])])
