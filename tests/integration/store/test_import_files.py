"""Importing files into a store on disk, the real data set among them."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import store as package
from store.ingest import contents
from store.ingest.errors import IngestError
from store.ingest.files import import_files
from store.ingest.seeds import Seeds
from store.models import Qualifier
from store.opening import open_store, read_figures
from store.ports import Changes, Store

AT = datetime(2026, 8, 9, tzinfo=UTC)
DATA_SET = Path(package.__file__).parents[2] / "shared" / "data" / "2022-ukraine-russia-war-dataset"
PERSONNEL = DATA_SET / "russia_losses_personnel.json"
EQUIPMENT = DATA_SET / "russia_losses_equipment.json"
CORRECTIONS = DATA_SET / "russia_losses_equipment_correction.json"

needs_data_set = pytest.mark.skipif(not DATA_SET.is_dir(), reason="the data set lies in a folder beside the checkout")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store", at=AT, seeds=Seeds({})) as opened:
        yield opened


def a_file(folder: Path, name: str, rows: object) -> Path:
    path = folder / name
    path.write_text(rows if isinstance(rows, str) else json.dumps(rows), encoding="utf-8")
    return path


def a_row(day: int, personnel: object) -> dict[str, object]:
    return {"date": f"2022-03-{day:02}", "day": day + 5, "personnel": personnel, "personnel*": "about"}


def test_an_import_notes_its_files_and_when_it_was(store: Store, tmp_path: Path) -> None:
    file = a_file(tmp_path, "whatever it is called.txt", [a_row(1, 5_710)])

    imported = import_files([file], store.figures, at=AT)

    (key,) = imported.changes.added
    origin = store.figures.origin(key)
    assert origin is not None
    assert (origin.name, origin.detail, origin.at) == ("import", "whatever it is called.txt", AT)


def test_a_changed_upstream_makes_revisions_of_what_changed_alone(store: Store, tmp_path: Path) -> None:
    import_files([a_file(tmp_path, "a.json", [a_row(1, 5_710), a_row(2, 5_840)])], store.figures, at=AT)

    imported = import_files([a_file(tmp_path, "b.json", [a_row(1, 5_710), a_row(2, 5_850)])], store.figures, at=AT)

    assert imported.changes.revised == ("russia/ukraine/2022-03-02/petroivaniuk",)
    assert imported.changes.unchanged == ("russia/ukraine/2022-03-01/petroivaniuk",)


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        pytest.param([a_row(3, "many")], r"bad\.json, row 1: 'personnel' is no whole number: 'many'", id="row"),
        pytest.param('[{"date": "2022-03', r"bad\.json: cut short or not JSON", id="truncated"),
        pytest.param([{"name": "something else"}], r"bad\.json: not a known form", id="another form"),
        pytest.param([a_row(1, 1)], r"bad\.json, row 1: .*good\.json, row 1 has given the personnel", id="again"),
    ],
)
def test_one_bad_file_and_nothing_is_imported(store: Store, tmp_path: Path, content: object, finding: str) -> None:
    good, bad = a_file(tmp_path, "good.json", [a_row(1, 5_710)]), a_file(tmp_path, "bad.json", content)

    with pytest.raises(IngestError, match=finding):
        import_files([good, bad], store.figures, at=AT)

    assert store.figures.reports() == ()


def test_a_file_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(IngestError, match=r"none\.json: cannot be read: No such file"):
        import_files([tmp_path / "none.json"], store.figures, at=AT)


def test_a_file_beyond_all_bounds_is_refused(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_BYTES", 100)
    import_files([a_file(tmp_path, "a.json", json.dumps([a_row(1, 1)]).ljust(100))], store.figures, at=AT)

    with pytest.raises(IngestError, match="larger than"):
        import_files([a_file(tmp_path, "b.json", json.dumps([a_row(1, 2)]).ljust(101))], store.figures, at=AT)


@needs_data_set
def test_the_data_set_can_be_imported_whole_or_file_by_file_with_the_same_result(store: Store, tmp_path: Path) -> None:
    for file in (EQUIPMENT, PERSONNEL, CORRECTIONS):
        import_files([file], store.figures, at=AT)
    with open_store(tmp_path / "whole", at=AT, seeds=Seeds({})) as whole:
        imported = import_files([CORRECTIONS, PERSONNEL, EQUIPMENT], whole.figures, at=AT)

        assert len(imported.changes.added) == 1626
        assert imported.left_out == {
            "POW", "military auto", "fuel tank", "mobile SRBM system", "greatest losses direction"
        }  # fmt: skip
        assert store.figures.reports() == whole.figures.reports()


@needs_data_set
def test_importing_the_data_set_again_writes_nothing(store: Store, tmp_path: Path) -> None:
    import_files([PERSONNEL, EQUIPMENT, CORRECTIONS], store.figures, at=AT)
    before = (tmp_path / "store" / "figures.json").stat()

    again = import_files([PERSONNEL, EQUIPMENT, CORRECTIONS], store.figures, at=AT)

    assert not again.changes
    assert (tmp_path / "store" / "figures.json").stat() == before


@needs_data_set
def test_the_figures_of_the_data_set_are_read_as_they_stand(store: Store) -> None:
    import_files([PERSONNEL, EQUIPMENT, CORRECTIONS], store.figures, at=AT)
    reports = {report.report_date: report for report in store.figures.reports()}

    may, june = reports[date(2024, 5, 1)], reports[date(2024, 6, 1)]
    assert june.values["personnel"] - may.values["personnel"] == 38_940
    assert june.values["artillery"] - may.values["artillery"] == 1_160
    assert "vehicles" not in reports[date(2022, 4, 30)].values
    assert reports[date(2022, 5, 1)].values["vehicles"] == 1_796
    over = [day for day, report in reports.items() if report.qualifiers.get("personnel") is Qualifier.OVER]
    assert over == [date(2022, 3, 7), *(date(2022, 3, day) for day in range(10, 15))]
    assert sum(bool(report.corrections) for report in reports.values()) == 28
    assert reports[date(2025, 2, 28)].corrections["personnel"] == 1_650


@needs_data_set
def test_where_the_data_set_confirms_the_seeds_nothing_is_revised(tmp_path: Path) -> None:
    with open_store(tmp_path, at=AT) as opened:
        seeded = opened.figures.reports()
        imported = import_files([PERSONNEL, EQUIPMENT], opened.figures, at=AT)

    assert imported.changes == Changes(
        added=imported.changes.added,
        unchanged=tuple(report.key for report in seeded if report.provider == "petroivaniuk"),
    )
    assert len(read_figures(tmp_path, at=AT).reports()) == len(imported.changes.added) + len(seeded)
