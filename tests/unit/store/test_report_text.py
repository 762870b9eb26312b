"""Reading texts of daily reports, form by form."""

from datetime import date

import pytest

from store.catalogue import load_catalogue
from store.ingest.report_text import Caution, NotAReportError, ReportText, read_report
from store.ingest.report_text.labels import load_labels
from store.ingest.report_text.plain import MAX_LENGTH
from store.models import Qualifier, Source

HEADING = "Enemy losses from 24.02.22 to 14.11.23, approximately:\n"
SOURCE = Source(publisher="Ministry", title="Losses", url="https://example.org/losses", published=date(2023, 11, 14))


def read(*lines: str) -> ReportText:
    """A report of 14 November 2023 that consists of these lines."""
    return read_report(HEADING + "\n".join(lines))


def cautions(reading: ReportText) -> list[tuple[Caution, str | None]]:
    return [(warning.caution, warning.metric) for warning in reading.warnings]


# Numbers


@pytest.mark.parametrize(
    ("line", "total", "rise"),
    [
        ("tanks ‒ 5431", 5431, None),
        ("tanks – 5431 (+12),", 5431, 12),
        ("tanks — 5431 (+12) од,", 5431, 12),
        ("tanks - 5431 (+12)од.", 5431, 12),
        ("tanks − 5431 (+12). од.", 5431, 12),
        ("tanks: 5431 (+12);", 5431, 12),
        ("tanks = 5431 (+12)", 5431, 12),
        ("tanks-5431(+12)", 5431, 12),
        ("tanks –– 5431 (+12)", 5431, 12),
        ("tanks ‒ 5,431 (+12)", 5431, 12),
        ("tanks ‒ 5.431 (+12)", 5431, 12),
        ("tanks ‒ 5 431 (+12)", 5431, 12),
        ("tanks ‒ 5\u00a0431 (+12)", 5431, 12),
        ("tanks ‒ 5\u202f431 (+12)", 5431, 12),
        ("tanks ‒ 5\u2009431 (+12)", 5431, 12),
        ("tanks ‒ 5'431 (+12)", 5431, 12),
        ("tanks ‒ 1,205,431 (+1 300)", 1_205_431, 1300),
        ("tanks ‒ 5431 (+1,300)", 5431, 1300),
        ("tanks ‒ 5431 ( + 12 )", 5431, 12),
        ("tanks ‒ 5431 (+12", 5431, 12),
        ("tanks ‒ 5431 +12)", 5431, 12),
        ("tanks ‒ 5431 +12", 5431, 12),
        ("tanks ‒ 5431+12", 5431, 12),
        ("tanks ‒ 5431 [+12]", 5431, 12),
        ("tanks ‒ 5431 – (+12)", 5431, 12),
        ("tanks ‒ 5431, (+12)", 5431, 12),
        ("tanks ‒ 5431\n(+12)", 5431, 12),
        ("tanks ‒\n5431 (+12)", 5431, 12),
        ("tanks ‒ 5431 (+12 over the past day)", 5431, 12),
        ("tanks ‒ 5431 (+12 за минулу добу)", 5431, 12),
        ("tanks ‒ 5431 units (+12)", 5431, 12),
        ("tanks ‒ 5431 (-12)", 5431, -12),
        ("tanks ‒ 5431 (–12)", 5431, -12),
        ("tanks ‒ ５４３１ (＋１２)", 5431, 12),
        ("tanks 5431 (+12)", 5431, 12),
        ("tanks 5431,", 5431, None),
        ("1. tanks – 5431 (+12)", 5431, 12),
        ("2) tanks – 5431 (+12)", 5431, 12),
        ("2️⃣ tanks – 5431 (+12)", 5431, 12),
        ("- tanks – 5431 (+12)", 5431, 12),
        ("▪️ tanks ‒ 5431 (+12)", 5431, 12),
    ],
)
def test_a_total_and_a_rise_are_read_however_they_are_printed(line: str, total: int, rise: int | None) -> None:
    reading = read(line)

    assert reading.values == {"tanks": total}
    assert reading.rises == ({} if rise is None else {"tanks": rise})
    assert not reading.warnings


@pytest.mark.parametrize(
    "line",
    [
        "tanks ‒ 54 31 (+12)",
        "tanks ‒ 5431 9 (+12)",
        "tanks ‒ 5,43 (+12)",
        "tanks ‒ 5.4 thousand (+12)",
        "tanks ‒ 5 тис. (+12)",
        "tanks ‒ 5k",
        "tanks ‒ 5O31 (+12)",
        "tanks ‒ l431 (+12)",
        "tanks ‒ 5400-5500",
        "tanks ‒ 5431/5432 (+12)",
    ],
)
def test_a_number_that_is_not_one_is_not_read_and_warned_about(line: str) -> None:
    reading = read(line)

    assert "tanks" not in reading.values
    assert (Caution.NUMBER_UNCLEAR, "tanks") in cautions(reading)


@pytest.mark.parametrize(
    ("line", "total", "caution"),
    [
        ("tanks ‒ 5, 431 (+12)", 5431, Caution.NUMBER_UNCLEAR),
        ("tanks ‒ (+12) 5431", 5431, Caution.NUMBER_UNCLEAR),
        ("tanks ‒ abt 5431 (+12)", 5431, Caution.NUMBER_UNCLEAR),
        ("tanks ‒ 5431 (12)", 5431, Caution.RISE_UNCLEAR),
    ],
)
def test_a_misprinted_number_is_read_with_a_warning(line: str, total: int, caution: Caution) -> None:
    reading = read(line)

    assert reading.values == {"tanks": total}
    assert reading.rises == {"tanks": 12}
    assert cautions(reading) == [(caution, "tanks")]


@pytest.mark.parametrize("rise", ["(+)", "()", "(+1O)", "(+ 1 2)"])
def test_a_rise_without_its_number_is_absent_and_never_0(rise: str) -> None:
    reading = read(f"APV ‒ 10101 {rise},")

    assert reading.values == {"armoured_vehicles": 10101}
    assert reading.rises == {}
    assert cautions(reading) == [(Caution.RISE_UNCLEAR, "armoured_vehicles")]


@pytest.mark.parametrize("line", ["vehicles and fuel tanks ‒ (+7).", "vehicles and fuel tanks ‒ од (+7)"])
def test_a_rise_without_its_total_is_read_alone(line: str) -> None:
    reading = read("tanks ‒ 5431 (+12),", line)

    assert reading.values == {"tanks": 5431}
    assert reading.rises == {"tanks": 12, "vehicles": 7}
    assert cautions(reading) == [(Caution.TOTAL_MISSING, "vehicles")]


@pytest.mark.parametrize("line", ["MLRS ‒ .", "MLRS ‒ ,", "MLRS –", "MLRS -\nhelicopters – 300"])
def test_a_label_without_a_number_is_warned_about(line: str) -> None:
    reading = read("tanks ‒ 5431 (+12),", line)

    assert "mlrs" not in reading.values
    assert (Caution.TOTAL_MISSING, "mlrs") in cautions(reading)


def test_a_total_below_its_own_rise_is_warned_about() -> None:
    reading = read("tanks ‒ 9 (+12),")

    assert cautions(reading) == [(Caution.BELOW_RISE, "tanks")]


# Hedges


@pytest.mark.parametrize(
    ("hedge", "qualifier"),
    [
        ("about", Qualifier.ABOUT),
        ("близько", Qualifier.ABOUT),
        ("близько/ about", Qualifier.ABOUT),
        ("approx.", Qualifier.ABOUT),
        ("~", Qualifier.ABOUT),
        ("ліквідовано близько", Qualifier.ABOUT),
        ("over", Qualifier.OVER),
        ("more than", Qualifier.OVER),
        ("понад", Qualifier.OVER),
        ("більше", Qualifier.OVER),
        ("at least", Qualifier.AT_LEAST),
        ("no more than", Qualifier.AT_MOST),
        ("up to", Qualifier.AT_MOST),
    ],
)
@pytest.mark.parametrize("persons", ["persons were liquidated,", "осіб ліквідовано,", "осіб / persons,", ""])
def test_the_hedge_of_a_total_is_kept(hedge: str, qualifier: Qualifier, persons: str) -> None:
    reading = read(f"personnel ‒ {hedge} 317380 (+1100) {persons}")

    assert reading.values == {"personnel": 317_380}
    assert reading.rises == {"personnel": 1100}
    assert reading.qualifiers == {"personnel": qualifier}
    assert not reading.warnings


@pytest.mark.parametrize("hedge", ["abuot", "близьк", "близко", "aproximately"])
def test_a_misspelt_hedge_does_not_stand_in_the_way(hedge: str) -> None:
    assert read(f"personnel ‒ {hedge} 317380 (+1100)").values == {"personnel": 317_380}


# Labels


def test_every_metric_of_daily_reports_has_labels_in_both_languages() -> None:
    reported = {metric.id for metric in load_catalogue().metrics.values() if metric.reported_since}

    assert load_labels().metrics == reported


@pytest.mark.parametrize(
    ("labels", "metric"),
    [
        (("personnel", "особового складу", "Особовий склад", "Військовослужбовці"), "personnel"),
        (("tanks", "танків", "Танки", "танків / tanks"), "tanks"),
        (("APV", "бойових броньованих машин", "ББМ", "Бойові броньовані машини",
          "бойових броньованих машин / APV"), "armoured_vehicles"),
        (("artillery systems", "артилерійських систем", "Артилерійські системи"), "artillery"),
        (("MLRS", "РСЗВ", "РСЗВ / MLRS", "MLRS (РСЗВ)", "Multiple Launch Rocket Systems"), "mlrs"),
        (("Anti-aircraft warfare systems", "anti-aircraft warfare systems", "Anti - aircraft warfare systems",
          "засоби ППО", "засобів ППО", "air defense systems"), "air_defence"),
        (("aircraft", "літаків", "Літаки"), "aircraft"),
        (("helicopters", "гелікоптерів", "Гелікоптери"), "helicopters"),
        (("UAV operational-tactical level", "UAVs of the operational-tactical level", "operational-tactical UAVs",
          "UAV operational -tactical\nlevel", "БПЛА оперативно-тактичного рівня", "БпЛА оперативно‑тактичного рівня",
          "БПЛА оперативно-тактичного рівня / UAV operational-tactical level"), "uavs"),
        (("cruise missiles", "крилаті ракети", "крилатих ракет"), "cruise_missiles"),
        (("warships / boats", "boats / cutters", "warships/boats", "кораблі /катери", "кораблів та катерів",
          "кораблі /катери / warships / boats"), "warships"),
        (("submarines", "підводні човни", "підводних човнів"), "submarines"),
        (("vehicles and fuel tanks", "vehicles & fuel tanks", "vehicles, fuel tanks",
          "автомобільної техніки та автоцистерн", "Автомобільна техніка й автоцистерни",
          "автомобільної техніки та автоцистерн/ vehicles and fuel tanks"), "vehicles"),
        (("special equipment", "спеціальна техніка", "Спеціальну техніку"), "special_equipment"),
        (("ground robotic systems", "Наземні робототехнічні комплекси"), "ground_robots"),
    ],
)  # fmt: skip
def test_labels_are_known_in_both_languages_and_in_the_cases_they_stand_in(
    labels: tuple[str, ...], metric: str
) -> None:
    for label in labels:
        reading = read(f"{label} ‒ 4321 (+3),")
        assert reading.values == {metric: 4321}, label
        assert not reading.warnings, label


def test_letters_of_the_other_alphabet_in_a_label_make_no_difference() -> None:
    cyrillic_a_p, latin_p_c, latin_i = "\u0410\u0420V", "\u0050\u0043\u0417\u0412", "л\u0069так\u0069в"

    reading = read(f"{cyrillic_a_p} ‒ 1 (+0)", f"{latin_p_c} ‒ 2 (+0)", f"{latin_i} ‒ 3 (+0)", "PC3B ‒ 2 (+0)")

    assert reading.values == {"armoured_vehicles": 1, "mlrs": 2, "aircraft": 3}
    assert not reading.warnings


@pytest.mark.parametrize(
    ("label", "metric"),
    [
        ("personel", "personnel"),
        ("tnaks", "tanks"),
        ("artilery systems", "artillery"),
        ("artillery sistems", "artillery"),
        ("anti-aircarft warfare systms", "air_defence"),
        ("unmanned aircarft", "uavs"),
        ("UVA operational-tactical level", "uavs"),
        ("helicopteres", "helicopters"),
        ("vehicels and fuel tanks", "vehicles"),
        ("warhsips / boats", "warships"),
        ("speical equipment", "special_equipment"),
        ("артилерійьких систем", "artillery"),
        ("среціальна техніка", "special_equipment"),
        ("автомобільної техніки та автоцистрен", "vehicles"),
        ("крилаті ракетии", "cruise_missiles"),
        ("танків / tnaks", "tanks"),
    ],
)
def test_a_misspelt_label_is_read_as_the_one_it_resembles_with_a_warning(label: str, metric: str) -> None:
    reading = read(f"{label} ‒ 4321 (+3)", "tanks ‒ 4321 (+3)")

    assert reading.values == {"tanks": 4321, metric: 4321}
    assert cautions(reading) == [(Caution.LABEL_CORRECTED, metric)]


def test_a_label_cut_at_a_dash_is_read_with_a_warning() -> None:
    reading = read("fule – tanks ‒ 76", "Losses: APV ‒ 10101 (+3)", "anti – aircraft ‒ 605")

    assert reading.values == {"tanks": 76, "armoured_vehicles": 10101, "air_defence": 605}
    assert cautions(reading) == [(Caution.LABEL_CORRECTED, "tanks")]


@pytest.mark.parametrize(
    ("label", "caution"),
    [
        ("POW", Caution.NOT_A_METRIC),
        ("mobile SRBM system", Caution.NOT_A_METRIC),
        ("пускові установки ОТРК/ТРК", Caution.NOT_A_METRIC),
        ("цистерн з ПММ", Caution.NOT_A_METRIC),
        ("fule tanks", Caution.NOT_A_METRIC),
        ("motorcycles", Caution.UNKNOWN_CATEGORY),
        ("rocket tanks", Caution.UNKNOWN_CATEGORY),
        ("aircraft carriers", Caution.UNKNOWN_CATEGORY),
        ("мотоциклів", Caution.UNKNOWN_CATEGORY),
        ("aircraft / helicopters", Caution.LABEL_UNCLEAR),
        ("літаків / helicopters", Caution.LABEL_UNCLEAR),
    ],
)
def test_what_is_none_of_the_metrics_is_named_and_not_read(label: str, caution: Caution) -> None:
    reading = read("tanks ‒ 5431 (+12),", f"{label} ‒ 600 (+1),", "APV ‒ 10101 (+3)", f"{label} ‒ 600 (+1).")

    assert reading.values == {"tanks": 5431, "armoured_vehicles": 10101}
    assert cautions(reading) == [(caution, None)] * 2
    assert label.casefold().split()[0] in reading.warnings[0].sentence


def test_vehicles_and_fuel_tanks_that_are_counted_apart_are_no_part_of_the_series_that_counts_both() -> None:
    early = "Enemy losses from 24.02 to 15.04 were approximately:\nvehicles ‒ 1443 од,\ntanks ‒ 756\nfuel tanks ‒ 76,"

    reading = read_report(early)

    assert reading.report_date == date(2022, 4, 15)
    assert reading.values == {"tanks": 756}
    assert cautions(reading) == [(Caution.NOT_A_METRIC, None)] * 2


def test_vehicles_alone_are_short_for_the_line_that_counts_both_once_reports_do() -> None:
    reading = read("tanks ‒ 5431 (+12)", "vehicles ‒ 10101 (+3)")

    assert reading.values == {"tanks": 5431, "vehicles": 10101}
    assert cautions(reading) == [(Caution.LABEL_CORRECTED, "vehicles")]


def test_a_metric_given_twice_alike_is_given_once() -> None:
    reading = read("tanks ‒ 5431 (+12)", "танків ‒ 5431 (+12) од")

    assert reading.values == {"tanks": 5431}
    assert not reading.warnings


def test_a_metric_given_twice_with_different_numbers_is_read_as_given_first_with_a_warning() -> None:
    reading = read("tanks ‒ 5431 (+12)", "танків ‒ 5432 (+11) од")

    assert reading.values == {"tanks": 5431}
    assert reading.rises == {"tanks": 12}
    assert cautions(reading) == [(Caution.GIVEN_TWICE, "tanks")] * 2


# Lines


def test_lines_need_not_stand_on_lines_of_their_own() -> None:
    one_paragraph = "personnel ‒ about 317380 (+1100) persons, tanks ‒ 5431 (+12), APV ‒ 10101 (+3).submarines - 1 (+0)"
    no_commas = "warships / boats ‒ 22 (+0) vehicles and fuel tanks – 9871 (+4) tanks ‒ 5431 од MLRS ‒ 900"

    assert read(one_paragraph).values == {"personnel": 317_380, "tanks": 5431, "armoured_vehicles": 10101,
                                          "submarines": 1}  # fmt: skip
    assert read(no_commas).values == {"warships": 22, "vehicles": 9871, "tanks": 5431, "mlrs": 900}


def test_numbers_before_what_they_count_are_never_taken_for_the_next_label() -> None:
    headline = "Втрати становлять понад 1637 танків, знищено майже 3811 бойових броньованих машин – Генштаб\n"

    reading = read_report(headline + HEADING + "танків ‒ 1650 (+1)\nББМ ‒ 3820 (+2)")

    assert reading.values == {"tanks": 1650, "armoured_vehicles": 3820}
    assert not reading.warnings


@pytest.mark.parametrize(
    "text",
    [
        "enemy losses: 317380 +1100 personnel 324 aircraft 5431 +12 tanks 900 MLRS",
        "enemy losses\n317380 (+1100)\npersonnel\n5431 (+12)\ntanks\n324\naircraft",
        "enemy losses: 8 tanks – 46 artillery systems – 12 aircraft",
        "знищено 1590 окупантів, 8 танків, 46 артилерійських систем, 3 літаки",
        "Enemy losses of personnel up 710 to 444,370; 11 tanks (total – 7,009), 18 MLRS (total - 1,023)",
    ],
)
def test_a_text_that_puts_numbers_first_is_no_report(text: str) -> None:
    with pytest.raises(NotAReportError):
        read_report(text, date(2023, 11, 14))


def test_a_number_among_the_lines_that_no_label_claims_is_warned_about() -> None:
    reading = read("tanks ‒ 5431 (+12),", "‒ 10101 (+3),", "MLRS ‒ 900 (+0),", "helicop!ters ‒ 300 (+0)")

    assert reading.values == {"tanks": 5431, "mlrs": 900}
    assert [caution for caution, _ in cautions(reading)] == [Caution.UNKNOWN_CATEGORY, Caution.UNREAD]


def test_what_surrounds_a_report_is_neither_read_nor_warned_about() -> None:
    page = (
        "ID: 67881 | 14 november 2023, 09:25\nMenu: 12 items – 3 new\n"
        + HEADING
        + "tanks ‒ 5431 (+12),\nMLRS ‒ 900 (+0).\n"
        "The enemy suffered the greatest losses (of the past day) at Bakhmut.\nData are being updated. 110 days."
    )

    reading = read_report(page)

    assert reading.values == {"tanks": 5431, "mlrs": 900}
    assert not reading.warnings


# Markup


def test_tags_entities_and_telegram_formatting_are_taken_off() -> None:
    page = (
        "<style>p { margin: 5 }</style><script>tanks - 1; if (a<b) { MLRS - 2 }</script>"
        "<p>&#1074;&#1090;&#1088;&#1072;&#1090;&#1080; ворога</p><ul class='a > b'>\t<li>personnel&nbsp;&ndash; about "
        "<b>317&amp;nbsp;380</b> (+<i>1 100</i>) persons,</li><li>танків&#8239;/ tanks &#8210; 5431 (+12)</li><br/>"
        "APV &mdash; 10101<br>MLRS - 900 (+0)</ul><img alt='helicopters - 7' src='x'><span style='width: 107px;"
    )
    post = "🔥 **Втрати ворога**\n\n▪️__особового складу__ ‒ **близько 317 380** (+1 100)\n🛡 `танків` – ~~1~~ 5431 (+12)"

    assert read_report(page).values == {
        "personnel": 317_380,
        "tanks": 5431,
        "armoured_vehicles": 10101,
        "mlrs": 900,
    }
    assert read_report(post.replace("~~1~~ ", "")).values == {"personnel": 317_380, "tanks": 5431}


# Dates


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("The total losses of the enemy from 24.02.22 to 12.12.23 were", "2023-12-12"),
        ("The total losses of the enemy from 24.02.2022 to 12.12.2023 were", "2023-12-12"),
        ("losses 24.02 - 12.12.23", "2023-12-12"),
        ("losses 24.02.22-12.12.23", "2023-12-12"),
        ("losses 24-02-2022 to 12-12-2023", "2023-12-12"),
        ("losses from 24.02 to 20.09 were approximately", "2022-09-20"),
        ("losses from 24.02 to 05.01 were approximately", "2023-01-05"),
        ("втрати з 24.02 по 08.07 орієнтовно склали", "2022-07-08"),
        ("втрати з 24.02.22р. по 12.12.23р. (орієнтовно)", "2023-12-12"),
        ("втрати від 24.02.2022 до 12.12.2023", "2023-12-12"),
        ("втрати з 24 лютого 2022 року по 12 грудня 2023 року", "2023-12-12"),
        ("Losses from February 24, 2022 to December 12th, 2023", "2023-12-12"),
        ("Losses from 24 Feb to 12 December 2023", "2023-12-12"),
        ("Losses since 24 February 2022, as of 12 December 2023", "2023-12-12"),
        ("Бойові втрати ворога на 12 грудня 2023 року", "2023-12-12"),
        ("12.12.2023", "2023-12-12"),
        ("2023-12-12", "2023-12-12"),
        ("08 липня 2022, 09:25 | втрати з 24.02 по 08.07", "2022-07-08"),
        ("05 січня 2024\nвтрати з 24.02 по 05.01", "2024-01-05"),
    ],
)
def test_the_report_date_is_read_from_the_text(heading: str, day: str) -> None:
    reading = read_report(f"{heading}\ntanks - 5431 (+12)\nAPV - 10101 (+3)\nMLRS - 900 (+1)")

    assert reading.report_date == date.fromisoformat(day)
    assert len(reading.values) == 3
    assert not reading.warnings


def test_a_date_may_stand_glued_before_the_first_line() -> None:
    reading = read_report("2023-12-12tanks - 5431 (+12), APV - 10101, MLRS - 900")

    assert reading.report_date == date(2023, 12, 12)
    assert reading.values["tanks"] == 5431


LINES = "tanks - 5431 (+12)\nAPV - 10101 (+3)\nMLRS - 900 (+1)"


def test_the_date_that_came_with_a_text_stands_in_for_its_own() -> None:
    reading = read_report(LINES, date(2023, 12, 12))

    assert reading.report_date == date(2023, 12, 12)
    assert not reading.warnings


def test_a_text_without_a_date_is_read_without_one_and_warned_about() -> None:
    reading = read_report(LINES)

    assert reading.report_date is None
    assert cautions(reading) == [(Caution.NO_DATE, None)]


def test_the_date_in_the_text_goes_before_the_one_that_came_with_it_with_a_warning() -> None:
    reading = read_report(f"Losses from 24.02.22 to 12.12.23\n{LINES}", date(2023, 12, 13))

    assert reading.report_date == date(2023, 12, 12)
    assert cautions(reading) == [(Caution.DATE_DISAGREES, None)]


def test_losses_for_a_day_are_in_the_report_of_the_next() -> None:
    reading = read_report(f"Втрати ворога за 11 грудня 2023 року\n{LINES}")

    assert reading.report_date == date(2023, 12, 12)
    assert cautions(reading) == [(Caution.DATE_UNCLEAR, None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"from 24.02.22 to 11.12.23\nfrom 24.02.22 to 12.12.23\n{LINES}", date(2023, 12, 12)),
        (f"10 December 2023\n12 December 2023\n{LINES}", date(2023, 12, 12)),
    ],
)
def test_of_several_dates_the_one_nearest_to_the_lines_is_taken_with_a_warning(text: str, day: date) -> None:
    reading = read_report(text)

    assert reading.report_date == day
    assert cautions(reading) == [(Caution.DATE_UNCLEAR, None)]


def test_dates_of_other_news_below_a_report_are_not_its_own() -> None:
    reading = read_report(f"from 24.02 to 12.04\n{LINES}\nLosses from 24.02 to 15.06\n13 june 2022, 22:30")

    assert reading.report_date == date(2022, 4, 12)
    assert not reading.warnings


@pytest.mark.parametrize("heading", ["23.02.2022", "losses from 24.02.22 to 31.02.23", "from 24.02.2022 to 24.02.2022"])
def test_a_day_on_which_no_report_can_be_is_not_read(heading: str) -> None:
    assert read_report(f"{heading}\n{LINES}").report_date is None


# No report


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "May 2024 losses?",
        "tanks - 5?",
        "Tanks – 3, bananas – 5",
        "x" * (MAX_LENGTH + 1),
        "<script>" * 1000,
        "combat losses of the enemy are high",
    ],
)
def test_a_text_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(NotAReportError):
        read_report(text)


def test_a_reading_becomes_a_report_with_its_source() -> None:
    reading = read("personnel ‒ about 317380 (+1100) persons", "tanks ‒ 5431 (+12)", "special equipment ‒ (+3)")

    report = reading.to_report(SOURCE)

    assert report.key == "russia/ukraine/2023-11-14/ministry"
    assert report.values == {"personnel": 317_380, "tanks": 5431}
    assert report.rises == {"personnel": 1100, "tanks": 12, "special_equipment": 3}
    assert report.qualifiers == {"personnel": Qualifier.ABOUT}
    assert report.source == SOURCE


def test_without_a_date_or_a_total_there_is_no_report_to_store() -> None:
    for text in (LINES, f"{HEADING}tanks - (+1)\nAPV - (+2)"):
        with pytest.raises(NotAReportError):
            read_report(text).to_report(SOURCE)
