"""Reading the rows of orc-losses."""

from datetime import date
from typing import Any

import pytest

from store.catalogue import load_catalogue
from store.ingest import orc_losses
from store.ingest.errors import IngestError
from store.models import Report

Cells = dict[str, Any]

ROW: Cells = {
    "date": "2024-06-01",
    "sourceUri": "https://ministry.example/news/2024/06/01/losses-–-general-staff/",
    "personnel": 508_780,
    "tanks": 7_765,
    "afvs": 14_952,
    "artillery": 13_202,
    "airDefense": 816,
    "rocketSystems": 1_088,
    "unarmoredVehicles": 17_881,
    "fixedWingAircraft": 357,
    "rotaryWingAircraft": 326,
    "uavs": 10_626,
    "ships": 27,
    "submarines": 1,
    "specialEquipment": 2_183,
    "missiles": 2_211,
}


def read(*rows: object) -> tuple[Report, ...]:
    return orc_losses.read(rows, "losses.json", load_catalogue())


def test_the_file_is_recognised_by_its_columns() -> None:
    assert orc_losses.recognise([ROW])
    assert not orc_losses.recognise([{"date": "2024-06-01", "day": 829, "personnel": 1, "personnel*": "about"}])
    assert not orc_losses.recognise({"date": "2024-06-01"})
    assert not orc_losses.recognise([])


def test_a_row_is_a_report_that_cites_its_own_page() -> None:
    (report,) = read(ROW)

    assert report.key == "russia/ukraine/2024-06-01/orc_losses"
    assert report.source.url == ROW["sourceUri"]
    assert report.source.published == date(2024, 6, 1)
    assert report.values == {
        "personnel": 508_780, "tanks": 7_765, "armoured_vehicles": 14_952, "artillery": 13_202, "air_defence": 816,
        "mlrs": 1_088, "vehicles": 17_881, "aircraft": 357, "helicopters": 326, "uavs": 10_626, "warships": 27,
        "submarines": 1, "special_equipment": 2_183, "cruise_missiles": 2_211,
    }  # fmt: skip


def test_a_metric_that_is_null_or_missing_is_absent() -> None:
    without_ships = {column: value for column, value in ROW.items() if column != "ships"}

    (report,) = read({**without_ships, "submarines": None})

    assert not {"warships", "submarines"} & report.values.keys()


def test_the_newest_first_comes_out_oldest_first() -> None:
    reports = read({**ROW, "date": "2024-06-02"}, ROW)

    assert [report.report_date.day for report in reports] == [1, 2]


def test_vehicles_counted_without_fuel_tanks_are_another_metric() -> None:
    before, after = read({**ROW, "date": "2022-04-30"}, {**ROW, "date": "2022-05-01"})

    assert "vehicles" not in before.values
    assert after.values["vehicles"] == 17_881


def test_a_column_that_is_no_metric_of_ours_is_said_to_be_left_out() -> None:
    assert orc_losses.unknown_columns([{**ROW, "trains": 3}]) == {"trains"}


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"personnel": "many"}, "row 1: 'personnel' is no whole number: 'many'"),
        ({"personnel": True}, "row 1: 'personnel' is no whole number: True"),
        ({"tanks": -1}, "row 1: 'tanks' is a total and cannot be -1"),
        ({"date": "2024-13-01"}, "row 1: '2024-13-01' is no date"),
        ({"date": "2021-06-01"}, "row 1: 2021-06-01 lies before the first report"),
        ({"sourceUri": "no address"}, "row 1: url: "),
    ],
)
def test_a_malformed_row_is_named_with_what_is_wrong(change: Cells, finding: str) -> None:
    with pytest.raises(IngestError, match=rf"^losses\.json, {finding}"):
        read({**ROW, **change})


def test_a_row_that_lacks_its_page_is_refused() -> None:
    with pytest.raises(IngestError, match="row 2: lacks sourceUri"):
        read(ROW, {column: value for column, value in ROW.items() if column != "sourceUri"})


def test_two_rows_of_one_date_are_refused() -> None:
    with pytest.raises(IngestError, match=r"row 2: losses\.json, row 1 has given 2024-06-01 already"):
        read(ROW, ROW)


def test_a_row_that_is_no_object_is_refused() -> None:
    with pytest.raises(IngestError, match="row 2: not an object"):
        read(ROW, [])
