"""Reading the rows of the 2022 Ukraine Russia War Dataset."""

from datetime import date
from typing import Any

import pytest

from store.catalogue import load_catalogue
from store.ingest import petroivaniuk
from store.ingest.errors import IngestError
from store.ingest.petroivaniuk import DataFile, Form
from store.models import Qualifier, Report

Cells = dict[str, Any]

PERSONNEL: Cells = {"date": "2024-06-01", "day": 829, "personnel": 508_780, "personnel*": "about"}
EQUIPMENT: Cells = {
    "date": "2024-06-01",
    "day": 829,
    "aircraft": 357,
    "helicopter": 326,
    "tank": 7_765,
    "APC": 14_952,
    "field artillery": 13_202,
    "MRL": 1_088,
    "anti-aircraft warfare": 816,
    "drone": 10_626,
    "naval ship": 27,
    "vehicles and fuel tanks": 17_881,
}
CORRECTIONS: Cells = {**dict.fromkeys(EQUIPMENT, 0), "date": "2024-06-01", "day": 1, "personnel": 0}


def read(*rows: Cells) -> DataFile:
    form = petroivaniuk.recognise(list(rows))
    assert form is not None
    return petroivaniuk.read(rows, form, "file.json")


def reports(*files: DataFile, known: tuple[Report, ...] = ()) -> tuple[Report, ...]:
    return petroivaniuk.reports(files, {report.key: report for report in known})


# Which file is it?


@pytest.mark.parametrize(
    ("row", "form"), [(PERSONNEL, Form.PERSONNEL), (EQUIPMENT, Form.EQUIPMENT), (CORRECTIONS, Form.CORRECTIONS)]
)
def test_a_file_is_recognised_by_its_columns(row: Cells, form: Form) -> None:
    assert petroivaniuk.recognise([row]) is form


@pytest.mark.parametrize("document", [{}, [], [1], [[]], "text", None, [{"date": "2024-06-01"}], [{"tank": 1}],
                                      [{"date": "2024-06-01", "day": 829}]])  # fmt: skip
def test_anything_else_is_not(document: object) -> None:
    assert petroivaniuk.recognise(document) is None


# What the rows say


def test_personnel_and_equipment_of_a_date_are_one_cited_report() -> None:
    (report,) = reports(read(PERSONNEL), read(EQUIPMENT))

    assert report.key == "russia/ukraine/2024-06-01/petroivaniuk"
    assert report.values == {
        "personnel": 508_780,
        "tanks": 7_765,
        "armoured_vehicles": 14_952,
        "artillery": 13_202,
        "mlrs": 1_088,
        "air_defence": 816,
        "aircraft": 357,
        "helicopters": 326,
        "uavs": 10_626,
        "warships": 27,
        "vehicles": 17_881,
    }
    assert report.source.publisher == "2022 Ukraine Russia War Dataset"
    assert report.source.title == "Daily totals of the General Staff, 1 June 2024"
    assert report.source.url == "https://github.com/PetroIvaniuk/2022-Ukraine-Russia-War-Dataset"
    assert report.source.published == date(2024, 6, 1)


def test_the_columns_give_every_metric_that_daily_reports_have() -> None:
    everything = {
        **EQUIPMENT,
        "cruise missiles": 1,
        "submarines": 2,
        "special equipment": 3,
        "ground robotic systems": 4,
    }

    (report,) = reports(read(PERSONNEL), read(everything))

    metrics = load_catalogue().metrics.values()
    assert report.values.keys() == {metric.id for metric in metrics if metric.reported_since is not None}


@pytest.mark.parametrize(("said", "qualifier"), [("about", Qualifier.ABOUT), ("more", Qualifier.OVER)])
def test_the_hedge_on_personnel_is_kept(said: str, qualifier: Qualifier) -> None:
    (report,) = reports(read({**PERSONNEL, "personnel*": said}), read(EQUIPMENT))

    assert report.qualifiers == {"personnel": qualifier}


def test_what_was_counted_otherwise_is_left_out_and_named() -> None:
    early = {
        **EQUIPMENT,
        "military auto": 100,
        "fuel tank": 60,
        "mobile SRBM system": 4,
        "greatest losses direction": "X",
    }
    early.pop("vehicles and fuel tanks")

    file = read(early)
    (report,) = reports(file)

    assert "vehicles" not in report.values
    assert file.left_out == {"military auto", "fuel tank", "mobile SRBM system", "greatest losses direction"}
    assert read({**PERSONNEL, "POW": 0}).left_out == {"POW"}


def test_corrections_of_zero_are_none() -> None:
    (report,) = reports(read(PERSONNEL), read(EQUIPMENT), read({**CORRECTIONS, "tank": -5, "drone": 3}))

    assert report.corrections == {"tanks": -5, "uavs": 3}


def a_day(day: int, **totals: int) -> Cells:
    columns: Cells = {**EQUIPMENT, "tank": 7_765, "drone": 10_626, "date": f"2024-06-{day:02}", "day": 828 + day}
    return {**columns, **totals}


def test_a_correction_dated_a_day_early_counts_for_the_report_it_shows_in() -> None:
    totals = read(a_day(1), a_day(2, drone=10_636), a_day(3, drone=10_700, tank=7_763))
    too_much_for_the_second = read({**CORRECTIONS, "date": "2024-06-02", "tank": -5, "drone": 49})

    _, second, third = reports(totals, too_much_for_the_second)

    assert second.corrections == {}
    assert third.corrections == {"tanks": -5, "uavs": 49}


def test_a_correction_that_its_own_days_rise_can_hold_stays_there() -> None:
    totals = read(a_day(1), a_day(2, drone=10_686), a_day(3, drone=10_700))

    _, second, third = reports(totals, read({**CORRECTIONS, "date": "2024-06-02", "drone": 49}))

    assert second.corrections == {"uavs": 49}
    assert third.corrections == {}


def test_a_correction_that_the_next_day_cannot_hold_either_stays_where_it_is_dated() -> None:
    totals = read(a_day(1), a_day(2), a_day(3, drone=10_630))

    _, second, third = reports(totals, read({**CORRECTIONS, "date": "2024-06-02", "drone": 49}))

    assert second.corrections == {"uavs": 49}
    assert third.corrections == {}


# What is stored already


def test_the_second_file_completes_the_reports_of_the_first() -> None:
    (both,) = reports(read(PERSONNEL), read(EQUIPMENT))
    for first, second in ((PERSONNEL, EQUIPMENT), (EQUIPMENT, PERSONNEL)):
        known = reports(read(first))
        assert reports(read(second), known=known) == (both,)


def test_corrections_can_come_later_and_outlast_the_next_import() -> None:
    known = reports(read(PERSONNEL), read(EQUIPMENT))

    corrected = reports(read({**CORRECTIONS, "tank": -5}), known=known)
    again = reports(read({**EQUIPMENT, "drone": 10_700}), known=corrected)

    assert again[0].corrections == {"tanks": -5}
    assert again[0].values["uavs"] == 10_700


def test_a_metric_that_the_file_has_dropped_is_dropped_with_its_correction() -> None:
    known = reports(read({**EQUIPMENT, "submarines": 1}), read({**CORRECTIONS, "submarines": 1}))

    (report,) = reports(read(EQUIPMENT), known=known)

    assert "submarines" not in report.values
    assert report.corrections == {}


def test_a_correction_of_what_no_report_gives_is_refused() -> None:
    correction = read({**CORRECTIONS, "personnel": 1_650})

    for known in ((), reports(read(EQUIPMENT))):
        with pytest.raises(
            IngestError, match=r"file\.json, row 1: corrects what .* 2024-06-01 does not give \(personnel"
        ):
            reports(correction, known=known)


def test_two_files_that_speak_of_the_same_thing_are_refused() -> None:
    with pytest.raises(
        IngestError, match=r"file\.json, row 1: file\.json, row 2 has given the personnel of 2024-06-02"
    ):
        reports(
            read(PERSONNEL, {**PERSONNEL, "date": "2024-06-02", "day": 830}),
            read({**PERSONNEL, "date": "2024-06-02", "day": 830}),
        )


# Malformed rows


@pytest.mark.parametrize(
    ("row", "differences", "finding"),
    [
        (PERSONNEL, {"personnel": "508780"}, "'personnel' is no whole number: '508780'"),
        (PERSONNEL, {"personnel": None}, "'personnel' is no whole number: None"),
        (PERSONNEL, {"personnel": 1.5}, "'personnel' is no whole number: 1.5"),
        (PERSONNEL, {"personnel": True}, "'personnel' is no whole number: True"),
        (PERSONNEL, {"personnel": -1}, "'personnel' is a total and cannot be -1"),
        (PERSONNEL, {"personnel*": "less"}, "'personnel*' says neither 'about' nor 'more': 'less'"),
        (PERSONNEL, {"personnel*": ["about"]}, "'personnel*' says neither"),
        (PERSONNEL, {"date": "01.06.2024"}, "'01.06.2024' is no date"),
        (PERSONNEL, {"date": 20240601}, "20240601 is no date"),
        (PERSONNEL, {"date": "2022-02-24", "day": 1}, "2022-02-24 lies before the first report"),
        (PERSONNEL, {"day": 828}, "2024-06-01 is not day 828 of the war"),
        (EQUIPMENT, {"tank": -1}, "'tank' is a total and cannot be -1"),
        (EQUIPMENT, {"submarines": "two"}, "'submarines' is no whole number: 'two'"),
        (CORRECTIONS, {"tank": 0.5}, "'tank' is no whole number: 0.5"),
    ],
)
def test_a_malformed_row_is_named_with_its_file(row: Cells, differences: Cells, finding: str) -> None:
    with pytest.raises(IngestError) as raised:
        read({**row, "date": "2024-05-31", "day": 828}, {**row, **differences})

    assert str(raised.value).startswith(f"file.json, row 2: {finding}")


@pytest.mark.parametrize(("row", "column"), [(PERSONNEL, "personnel"), (EQUIPMENT, "tank"), (EQUIPMENT, "date"),
                                             (CORRECTIONS, "drone")])  # fmt: skip
def test_a_column_that_every_row_has_must_not_be_missing(row: Cells, column: str) -> None:
    without = {name: cell for name, cell in row.items() if name != column}

    with pytest.raises(IngestError, match=rf"file\.json, row 2: lacks {column}"):
        read({**row, "date": "2024-05-31", "day": 828}, without)


def test_a_row_that_is_no_object_is_refused() -> None:
    with pytest.raises(IngestError, match=r"file\.json, row 1: not an object"):
        petroivaniuk.read([["2024-06-01", 829]], Form.PERSONNEL, "file.json")


def test_a_date_given_twice_is_refused() -> None:
    with pytest.raises(IngestError, match=r"file\.json, row 2: file\.json, row 1 has given 2024-06-01 already"):
        read(PERSONNEL, PERSONNEL)
