"""Made-up daily reports in all the ways that reports are printed, for tests that read them back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from store.ingest.report_text.reading import COUNTED_TOGETHER_SINCE
from store.models import WAR_START, Qualifier

ENGLISH: Mapping[str, tuple[str, ...]] = {
    "personnel": ("personnel", "Personnel"),
    "tanks": ("tanks", "Tanks"),
    "armoured_vehicles": ("APV", "armored combat vehicles"),
    "artillery": ("artillery systems", "Artillery systems"),
    "mlrs": ("MLRS",),
    "air_defence": ("Anti-aircraft warfare systems", "anti-aircraft warfare systems", "air defense systems"),
    "aircraft": ("aircraft",),
    "helicopters": ("helicopters",),
    "uavs": ("UAV operational-tactical level", "UAVs of the operational-tactical level"),
    "cruise_missiles": ("cruise missiles",),
    "warships": ("warships / boats", "boats / cutters", "ships/boats"),
    "submarines": ("submarines",),
    "vehicles": ("vehicles and fuel tanks", "vehicles & fuel tanks"),
    "special_equipment": ("special equipment", "Special equipment"),
    "ground_robots": ("ground robotic systems",),
}
UKRAINIAN: Mapping[str, tuple[str, ...]] = {
    "personnel": ("особового складу", "Військовослужбовці"),
    "tanks": ("танків", "Танки"),
    "armoured_vehicles": ("бойових броньованих машин", "ББМ", "Бойові броньовані машини"),
    "artillery": ("артилерійських систем", "Артилерійські системи"),
    "mlrs": ("РСЗВ",),
    "air_defence": ("засоби ППО", "засобів ППО"),
    "aircraft": ("літаків", "Літаки"),
    "helicopters": ("гелікоптерів", "Гелікоптери"),
    "uavs": ("БПЛА оперативно-тактичного рівня", "БпЛА оперативно-тактичного рівня"),
    "cruise_missiles": ("крилаті ракети", "Крилаті ракети", "крилатих ракет"),
    "warships": ("кораблі /катери", "кораблі/катери", "Кораблі / катери"),
    "submarines": ("підводні човни", "Підводні човни"),
    "vehicles": ("автомобільної техніки та автоцистерн", "Автомобільна техніка й автоцистерни"),
    "special_equipment": ("спеціальна техніка", "спеціальної техніки", "Спеціальна техніка"),
    "ground_robots": ("Наземні робототехнічні комплекси",),
}
METRICS = tuple(ENGLISH)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
MONTHS_UK = ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
             "листопада", "грудня")  # fmt: skip

HEDGES = {
    "": Qualifier.EXACT,
    "about ": Qualifier.ABOUT,
    "близько ": Qualifier.ABOUT,
    "близько/ about ": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
    "ліквідовано близько ": Qualifier.ABOUT,
    "over ": Qualifier.OVER,
    "понад ": Qualifier.OVER,
    "more than ": Qualifier.OVER,
}
DASHES = (" ‒ ", " – ", " — ", " - ", " − ", ": ", "‒", "- ", " –", "\u00a0– ", " ‒\u2009")
GROUPS = ("", "", ",", ".", " ", "\u00a0", "\u202f", "\u2009", "'")
UNITS = ("", "", " од", "од.", " од.", " одиниць", " units")
PERSONS = ("", " persons", " persons were liquidated", " осіб", " осіб ліквідовано", " осіб / persons",
           " осіб ліквідовано / persons were liquidated")  # fmt: skip
BREAKS = ("\n", ",\n", ";\n", ", \n", ".\n", "\n\n", ",\n▪️ ", "\n• ", " ,\n- ", "<br>", ",<br />\n", "</p><p>",
          ",</li>\t<li>", ", ", "; ", ",")  # fmt: skip
EDGES = (("", ""), ("", ""), ("<b>", "</b>"), ("**", "**"), ("<i>", "</i>"))


@dataclass(frozen=True)
class Printed:
    """A report as printed, and what it says."""

    text: str
    report_date: date
    values: Mapping[str, int]
    rises: Mapping[str, int]
    qualifiers: Mapping[str, Qualifier]


@st.composite
def reports(draw: st.DrawFn) -> Printed:
    """A report of four metrics or more, each printed in its own way."""
    day = draw(st.dates(COUNTED_TOGETHER_SINCE, date(2026, 12, 31)))
    metrics = draw(st.permutations(METRICS))[: draw(st.integers(4, len(METRICS)))]
    values: dict[str, int] = {}
    rises: dict[str, int] = {}
    qualifiers: dict[str, Qualifier] = {}
    text = draw(headings(day)) + draw(st.sampled_from(("\n", ":\n", "\n\n", "<br>", ":</p><p>")))
    lines_break = draw(st.sampled_from(BREAKS))
    for place, metric in enumerate(metrics):
        total = draw(st.integers(1, 2_000_000))
        rise = draw(st.none() | st.integers(0, min(total, 3_000)))
        hedge = draw(st.sampled_from(tuple(HEDGES))) if metric == "personnel" else ""
        between = draw(st.sampled_from((lines_break, lines_break, *BREAKS)))
        # After a rise in brackets the next label can stand at once.
        before = between if rise is None else draw(st.sampled_from((between, between, " ")))
        text += draw(lines(metric, total, rise, hedge)) + (before if place + 1 < len(metrics) else draw(ENDS))
        values[metric] = total
        if rise is not None:
            rises[metric] = rise
        if HEDGES[hedge] is not Qualifier.EXACT:
            qualifiers[metric] = HEDGES[hedge]
    return Printed(text, day, values, rises, qualifiers)


ENDS = st.sampled_from(("", ".", ".\nData are being updated.", "\nДані уточнюються / Data are being updated. Бахмут!"))


@st.composite
def lines(draw: st.DrawFn, metric: str, total: int, rise: int | None, hedge: str) -> str:
    """One line of a report."""
    english, ukrainian = draw(st.sampled_from(ENGLISH[metric])), draw(st.sampled_from(UKRAINIAN[metric]))
    label = draw(st.sampled_from((english, ukrainian, f"{ukrainian} / {english}", f"{ukrainian}/ {english}")))
    dash = draw(st.sampled_from(DASHES))
    if hedge and not dash.endswith((" ", "\u2009")):
        dash += " "
    group = draw(st.sampled_from(GROUPS))
    units = draw(st.sampled_from(PERSONS if metric == "personnel" else UNITS))
    number = grouped(total, group)
    if rise is not None:
        plus = grouped(rise, group)
        number += draw(st.sampled_from((f" (+{plus})", f"(+{plus})", f" ( +{plus} )", f" +{plus}", f" (+{plus}")))
    start, end = draw(st.sampled_from(EDGES))
    return f"{label}{dash}{hedge}{start}{number}{end}{units}"


def grouped(number: int, group: str) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}".replace(",", group)


@st.composite
def headings(draw: st.DrawFn, day: date) -> str:
    """A heading that names the day."""
    d, m, y = day.day, day.month, day.year
    numeric = draw(st.sampled_from((f"{d:02}.{m:02}.{y}", f"{d:02}.{m:02}.{y % 100:02}", f"{d:02}/{m:02}/{y}")))
    forms = [
        f"The total combat losses of the enemy from 24.02.22 to {numeric} were approximately",
        f"Загальні бойові втрати противника з 24.02.22 по {numeric} (орієнтовно)",
        f"Загальні бойові втрати противника від 24.02.2022 до {numeric} орієнтовно становлять",
        f"Losses 24.02 - {numeric}",
        f"Losses from February 24, 2022 to {MONTHS[m - 1]} {d}, {y}",
        f"Losses as of {d} {MONTHS[m - 1]} {y}",
        f"Бойові втрати ворога на {d} {MONTHS_UK[m - 1]} {y} року",
        f"Втрати з 24 лютого 2022 року по {d} {MONTHS_UK[m - 1]} {y} року",
        f"{day}",
    ]
    if day < WAR_START + timedelta(days=365):
        forms += [f"The total combat losses of the enemy from 24.02 to {d:02}.{m:02} were approximately",
                  f"втрати противника з 24.02 по {d:02}.{m:02} орієнтовно склали"]  # fmt: skip
    return draw(st.sampled_from(forms))
