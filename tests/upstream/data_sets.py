"""Rows as the public data sets have them."""

from datetime import date

from store.models import WAR_START

Row = dict[str, object]


def personnel_row(day: date, total: object) -> Row:
    return {"date": str(day), "day": (day - WAR_START).days + 1, "personnel": total, "personnel*": "about"}


def equipment_row(day: date, tanks: int) -> Row:
    others = ("aircraft", "helicopter", "APC", "field artillery", "MRL", "drone", "naval ship", "anti-aircraft warfare")
    return {
        "date": str(day),
        "day": (day - WAR_START).days + 1,
        "tank": tanks,
        **{name: 100 + place for place, name in enumerate(others)},
    }


def orc_row(day: date, personnel: int) -> Row:
    return {"date": str(day), "sourceUri": f"https://ministry.example/{day}", "personnel": personnel, "tanks": 7_700}
