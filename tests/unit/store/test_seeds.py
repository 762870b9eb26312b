"""Reading the seeds, and merging a version of them into what is stored."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from store.ingest.errors import IngestError
from store.ingest.seeds import Seeds, merge_seeds, read_seeds
from store.ports import Changes, Entry, WritableFigures
from store.tinydb.reading import figures_in_memory
from tests.entries import NOON, a_claim, a_report, an_origin

FIRST, SECOND = date(2024, 6, 1), date(2024, 6, 2)


def seeds_of(*entries: Entry) -> Seeds:
    return Seeds(
        {
            f"{folder}/test.jsonl": b"\n".join(
                entry.model_dump_json().encode() for entry in entries if type(entry).__name__ == name
            )
            for folder, name in (("reports", "Report"), ("claims", "Claim"))
        }
    )


@pytest.fixture
def figures() -> WritableFigures:
    return figures_in_memory()


# Reading


def test_lines_and_lists_of_both_kinds_are_read(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "claims").mkdir()
    lines = f"{a_report(FIRST).model_dump_json()}\n\n{a_report(SECOND).model_dump_json()}\n"
    (tmp_path / "reports" / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "claims" / "b.json").write_text(f"[{a_claim().model_dump_json()}]", encoding="utf-8")
    (tmp_path / "claims" / "README.md").write_text("not data", encoding="utf-8")

    assert read_seeds(tmp_path).entries() == (a_claim(), a_report(FIRST), a_report(SECOND))


def test_the_digest_changes_with_any_byte_and_any_name() -> None:
    digests = {
        Seeds(files).digest
        for files in ({}, {"reports/a.json": b"[]"}, {"reports/b.json": b"[]"}, {"reports/a.json": b"[] "})
    }

    assert len(digests) == 4


def test_the_digest_does_not_depend_on_the_order_of_the_files() -> None:
    one, other = {"reports/a.json": b"1"}, {"claims/b.json": b"2"}

    assert Seeds(one | other).digest == Seeds(other | one).digest


@pytest.mark.parametrize(
    ("path", "content", "sentence"),
    [
        ("reports/a.jsonl", b"\n{}", r"seeds/reports/a\.jsonl, line 2: party: Field required; claimant: "),
        ("reports/a.jsonl", b"nonsense", r"a\.jsonl, line 1: Report: Invalid JSON"),
        ("claims/a.json", b"[{}]", r"seeds/claims/a\.json, entry 1: party: Field required"),
        ("claims/a.json", b"[", r"seeds/claims/a\.json: not JSON"),
        ("claims/a.json", b"{}", r"seeds/claims/a\.json: not a list"),
        ("reports/a.jsonl", a_report().model_dump_json().encode().replace(b"508780", b'"508780"'), "values.personnel"),
    ],
)
def test_a_seed_that_is_none_is_refused_with_its_place(path: str, content: bytes, sentence: str) -> None:
    with pytest.raises(IngestError, match=sentence):
        Seeds({path: content}).entries()


# Merging


def test_the_first_merge_adds_everything(figures: WritableFigures) -> None:
    seeds = seeds_of(a_report(), a_claim())

    changes = merge_seeds(figures, seeds, at=NOON)

    assert set(changes.added) == {a_report().key, a_claim().key}
    assert figures.origin(a_claim().key) == an_origin("seeds", seeds.digest)


def test_the_same_version_again_changes_nothing_and_is_not_even_read(figures: WritableFigures) -> None:
    merge_seeds(figures, seeds_of(a_report()), at=NOON)

    class Unreadable(Seeds):
        def entries(self) -> tuple[Entry, ...]:
            raise AssertionError("these seeds are known by their digest")

    assert merge_seeds(figures, Unreadable(seeds_of(a_report()).files), at=NOON) == Changes()
    assert figures.version == 1


def test_a_later_version_adds_what_is_new_and_revises_what_it_says_otherwise(figures: WritableFigures) -> None:
    later = NOON + timedelta(days=100)
    merge_seeds(figures, seeds_of(a_report(FIRST, tanks=1)), at=NOON)

    changes = merge_seeds(figures, seeds_of(a_report(FIRST, tanks=2), a_report(SECOND)), at=later)

    assert changes == Changes(added=(a_report(SECOND).key,), revised=(a_report(FIRST).key,))
    (revision,) = figures.history(a_report(FIRST).key)
    assert revision.was == a_report(FIRST, tanks=1)
    assert revision.replaced_by.at == later


def test_what_a_later_version_no_longer_has_is_withdrawn(figures: WritableFigures) -> None:
    wrong, right = a_claim(stated_on=date(2024, 5, 30)), a_claim()
    merge_seeds(figures, seeds_of(a_report(), wrong), at=NOON)

    merge_seeds(figures, seeds_of(a_report(), right), at=NOON)

    assert figures.claims() == (right,)
    assert figures.history(wrong.key)[0].was == wrong


def test_what_somebody_else_added_revised_or_withdrew_is_left_alone(figures: WritableFigures) -> None:
    added, revised, withdrawn = a_report(date(2024, 6, 9)), a_report(FIRST, tanks=7), a_claim()
    merge_seeds(figures, seeds_of(a_report(FIRST, tanks=1), withdrawn), at=NOON)
    figures.put([added, revised], origin=an_origin("import"))
    figures.put([], origin=an_origin("owner"), withdrawn=[withdrawn.key])

    later = seeds_of(a_report(FIRST, tanks=2), a_report(date(2024, 6, 9), tanks=3), a_claim(1), a_report(SECOND))
    changes = merge_seeds(figures, later, at=NOON)

    assert changes == Changes(added=(a_report(SECOND).key,))
    assert figures.reports() == (revised, a_report(SECOND), added)
    assert figures.claims() == ()


def test_what_somebody_else_added_is_not_withdrawn_with_the_seeds(figures: WritableFigures) -> None:
    figures.put([a_report(FIRST)], origin=an_origin("import"))
    merge_seeds(figures, seeds_of(a_report(FIRST), a_report(SECOND)), at=NOON)

    merge_seeds(figures, seeds_of(a_claim()), at=NOON)

    assert figures.reports() == (a_report(FIRST),)


def test_what_an_import_only_confirms_still_follows_the_seeds(figures: WritableFigures) -> None:
    merge_seeds(figures, seeds_of(a_report(FIRST, tanks=1)), at=NOON)
    figures.put([a_report(FIRST, tanks=1), a_report(SECOND)], origin=an_origin("import"))

    assert merge_seeds(figures, seeds_of(a_report(FIRST, tanks=2)), at=NOON).revised == (a_report(FIRST).key,)


def test_an_earlier_version_can_come_back(figures: WritableFigures) -> None:
    earlier, later = seeds_of(a_report(tanks=1)), seeds_of(a_report(tanks=2))
    for seeds in (earlier, later, earlier):
        merge_seeds(figures, seeds, at=NOON)

    assert figures.reports() == (a_report(tanks=1),)
    assert len(figures.history(a_report().key)) == 2


def test_damaged_seeds_change_nothing(figures: WritableFigures) -> None:
    merge_seeds(figures, seeds_of(a_report()), at=NOON)

    with pytest.raises(IngestError):
        merge_seeds(figures, Seeds({**seeds_of(a_claim()).files, "reports/z.jsonl": b"{}"}), at=NOON)

    assert figures.version == 1


def test_an_installation_without_seeds_withdraws_nothing(figures: WritableFigures) -> None:
    merge_seeds(figures, seeds_of(a_report()), at=NOON)

    assert not merge_seeds(figures, Seeds({}), at=NOON)
    assert figures.reports() == (a_report(),)
