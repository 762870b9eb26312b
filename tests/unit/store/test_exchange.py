"""Our own JSON and CSV forms: what is written is read back, and what cannot be read says why."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.exchange import document, table
from store.exchange.table import Table
from store.ingest.contents import Contents, File, gather, read_contents
from store.ingest.errors import IngestError
from store.ingest.files import take_in
from store.models import Claim, Report
from store.ports import Change
from store.tinydb.figures import TinyFigures
from store.tinydb.reading import figures_in_memory
from tests.drawn import histories
from tests.entries import a_claim, a_report, an_origin

ROOT = Path(__file__).parents[3]
slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stored(*entries: Report | Claim) -> TinyFigures:
    figures = figures_in_memory()
    figures.put(entries, origin=an_origin())
    return figures


def contents(*files: bytes | str) -> Contents:
    return read_contents(
        File(f"file {number}", file.encode() if isinstance(file, str) else file)
        for number, file in enumerate(files, start=1)
    )


def imported(*files: bytes | str, into: TinyFigures | None = None) -> TinyFigures:
    figures = figures_in_memory() if into is None else into
    take_in(gather(contents(*files), figures), figures, origin=an_origin("import", "here"), accept_held=True)
    return figures


@slowly
@given(histories())
def test_an_exported_document_makes_an_identical_store_out_of_nothing(history: tuple[Change, ...]) -> None:
    figures = figures_in_memory()
    figures.replay(history)

    copy = imported(document.write(figures)) if history else figures_in_memory()

    assert copy.reports() == figures.reports()
    assert copy.claims() == figures.claims()
    assert copy.changes() == figures.changes() == history
    for change in history:
        for key in (*(entry.key for entry in change.entries), *change.withdrawn):
            assert copy.history(key) == figures.history(key)
            assert copy.origin(key) == figures.origin(key)


@slowly
@given(histories())
def test_exported_tables_bring_back_all_that_stands(history: tuple[Change, ...]) -> None:
    figures = figures_in_memory()
    figures.replay(history)

    copy = imported(table.write_reports(figures), table.write_claims(figures))

    assert copy.reports() == figures.reports()
    assert copy.claims() == figures.claims()


@slowly
@given(histories())
def test_all_files_of_an_export_can_be_imported_together(history: tuple[Change, ...]) -> None:
    figures = figures_in_memory()
    figures.replay(history)

    copy = imported(document.write(figures), table.write_reports(figures), table.write_claims(figures))

    assert copy.changes() == history


def test_a_store_that_holds_figures_takes_what_stands_in_an_export_and_keeps_its_own_past() -> None:
    exported = stored(a_report(tanks=1))
    exported.put([a_report(tanks=2)], origin=an_origin("sync"))
    mine = stored(a_report(tanks=3), a_claim())

    imported(document.write(exported), into=mine)

    (report,) = mine.reports()
    assert report.values == {"tanks": 2}
    assert [past.was.model_dump()["values"] for past in mine.history(report.key)] == [{"tanks": 3}]
    assert mine.origin(report.key) == an_origin("import", "here")


def test_a_document_made_by_hand_needs_reports_or_claims_alone() -> None:
    entry = a_claim().model_dump(mode="json", exclude_defaults=True)
    by_hand = json.dumps({"form": "lossbot/figures", "version": 1, "claims": [entry]})

    assert imported(by_hand).claims() == (a_claim(),)


def a_document(**parts: Any) -> str:
    return json.dumps({"form": "lossbot/figures", "version": 1, **parts})


A_REPORT = a_report().model_dump(mode="json", exclude_defaults=True)


@pytest.mark.parametrize(
    ("file", "finding"),
    [
        (a_document(version=2), "file 1: its form has version 2; this lossbot reads version 1"),
        (a_document(figures=[]), "file 1: has no place for 'figures'"),
        (a_document(reports={}), "file 1: 'reports' is not a list"),
        (a_document(reports=[A_REPORT, {**A_REPORT, "source": None}]), r"file 1, reports, entry 2: source: "),
        (
            a_document(reports=[{**A_REPORT, "values": {"tanks": "7"}}]),
            r"file 1, reports, entry 1: values.tanks: Input should be a valid integer",
        ),
        (
            a_document(reports=[{**A_REPORT, "provider": "nobody"}]),
            "file 1, reports, entry 1: the catalogue has no provider 'nobody'",
        ),
        (
            a_document(reports=[{**A_REPORT, "rises": {"tonks": 1}}]),
            "file 1, reports, entry 1: the catalogue has no metric 'tonks'",
        ),
        (
            a_document(reports=[A_REPORT, {**A_REPORT, "values": {"tanks": 7}}]),
            "file 1, reports, entry 2: file 1, reports, entry 1 says something else of",
        ),
        (
            a_document(reports=[A_REPORT], changes=[{"origin": an_origin().model_dump(mode="json")}]),
            'file 1: its "changes" do not lead to its reports and claims',
        ),
        (
            a_document(changes=[{"origin": an_origin().model_dump(mode="json"), "brought": ["x"]}]),
            "file 1, changes, entry 1: brought x, which is not among the reports and claims",
        ),
        (a_document(changes=[{}]), "file 1, changes, entry 1: origin: Field required"),
        (a_document()[:-1], r"file 1: cut short or not JSON"),
    ],
)
def test_what_is_wrong_with_a_document_is_named_with_its_place(file: str, finding: str) -> None:
    with pytest.raises(IngestError, match=finding):
        imported(file)


HEADER = "party,claimant,report_date,provider,metric,value,publisher,title,url,published"
ROW = "russia,ukraine,2024-06-01,ministry,tanks,7765,A ministry,A daily report,https://ministry.example/1,2024-06-01"


def a_table(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


@pytest.mark.parametrize(
    ("file", "finding"),
    [
        (a_table(ROW.replace("7765", "7,765")), "file 1, row 2: has 11 cells instead of 10"),
        (a_table(ROW.replace("7765", '"7,765"')), "file 1, row 2: 'value' is no whole number: '7,765'"),
        (a_table(ROW.replace("7765", "-7")), "file 1, row 2: values.tanks: Input should be greater than or equal to 0"),
        (a_table(ROW.replace("7765", "")), "file 1, row 2: has neither a value nor a rise"),
        (a_table(ROW, ROW), "file 1, row 3: gives tanks of this report a second time"),
        (a_table(ROW.replace("2024-06-01,min", "1 June,min")), "file 1, row 2: report_date: "),
        (a_table(ROW.replace("https", "gopher")), "file 1, row 2: source.url: "),
        (a_table(ROW.replace("A ministry", "")), "file 1, row 2: source.publisher: "),
        (
            a_table(ROW, ROW.replace("tanks", "personnel").replace("example/1", "example/2")),
            "file 1, row 3: cites another source than file 1, row 2 for the same report",
        ),
        (a_table(ROW, header=HEADER.replace("title", "headline")), "row 1: 'headline' is no column of reports"),
        (a_table(ROW, header=HEADER.replace(",published", "")), "row 1: lacks the columns published"),
        (a_table(ROW, header=HEADER.replace("url", "title")), "row 1: a column is there twice"),
        (a_table('"' + ROW), "file 1, row 2: not CSV"),
        (
            table.write_claims(stored(a_claim())).decode().replace("estimated", "guessed"),
            "file 1, row 2: verified: Input should be",
        ),
        (
            table.write_claims(stored(a_claim())).decode().replace("500000", ""),
            "file 1, row 2: Claim: .*a claim needs a value",
        ),
        (
            table.write_claims(stored(a_claim())).decode().replace("personnel", "tonks"),
            "file 1, row 2: the catalogue has no metric 'tonks'",
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_named_with_its_row(file: str, finding: str) -> None:
    with pytest.raises(IngestError, match=finding):
        imported(file)


@pytest.mark.parametrize(
    "file",
    [
        a_table(ROW).replace(",", ";"),
        "\ufeff" + a_table(ROW),
        a_table(ROW).replace("\n", "\r\n"),
        a_table("", ROW, ",,,,,,,,,"),
        a_table(ROW.replace("tanks,7765", "7765,tanks"), header=HEADER.replace("metric,value", "value,metric")),
        a_table(ROW.replace("7765", " 7765 ")),
    ],
    ids=["semicolons", "byte order mark", "Windows", "blank rows", "columns in another order", "blanks"],
)
def test_tables_are_read_as_spreadsheets_write_them(file: str) -> None:
    (report,) = imported(file).reports()
    assert report == a_report(tanks=7_765)


def test_a_row_corrects_its_own_figure_and_leaves_the_others_of_its_report() -> None:
    figures = stored(a_report(tanks=7_000, personnel=508_780))

    imported(a_table(ROW), into=figures)

    (report,) = figures.reports()
    assert report.values == {"tanks": 7_765, "personnel": 508_780}


def test_rows_that_cite_another_page_have_to_give_the_whole_report() -> None:
    figures = stored(a_report(tanks=7_000, personnel=508_780))
    elsewhere = ROW.replace("example/1", "example/2")

    with pytest.raises(IngestError, match=r"file 1, row 2: the stored report of 2024-06-01 cites .*; personnel lack"):
        imported(a_table(elsewhere), into=figures)
    imported(a_table(elsewhere, elsewhere.replace("tanks,7765", "personnel,508781")), into=figures)

    (report,) = figures.reports()
    assert report.source.url == "https://ministry.example/2"


def test_two_pasts_cannot_become_one() -> None:
    one, other = document.write(stored(a_report())), document.write(stored(a_claim()))

    with pytest.raises(IngestError, match="each bring the whole past"):
        contents(one, other)


def test_an_export_with_its_past_and_further_figures_are_imported_one_after_the_other() -> None:
    exported = document.write(stored(a_report(date(2024, 5, 1))))

    with pytest.raises(IngestError, match="import the other files after it"):
        imported(exported, a_table(ROW))


def test_a_table_is_told_from_other_text() -> None:
    assert table.recognise(a_table(ROW)) is Table.REPORTS
    assert table.recognise(table.write_claims(stored()).decode()) is Table.CLAIMS
    assert table.recognise("Personnel: about 508780 (+1270)") is None


def test_the_committed_schema_is_that_of_the_models() -> None:
    committed = ROOT / "docs" / "schema" / "figures.schema.json"
    assert committed.read_bytes() == document.schema(), f"run: lossbot schema > {committed.relative_to(ROOT)}"
