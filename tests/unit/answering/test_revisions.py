"""Whether a figure has changed, asked in words, answered from what went into the store."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.enquiry import Asked, Enquiries
from bot.replies.reply import plain
from store.catalogue import load_catalogue
from store.opening import open_store
from store.ports import Origin
from store.snapshot import build_snapshot

NOW = date(2024, 6, 2)


def enquiries(folder: Path, *, revised_to: int | None) -> Enquiries:
    """What answers from the seeds, the report of 1 June 2024 revised if need be."""
    with open_store(folder, at=datetime(2024, 6, 1, tzinfo=UTC)) as store:
        if revised_to is not None:
            report = next(r for r in store.figures.reports() if r.report_date == date(2024, 6, 1))
            values = {**report.values, "personnel": revised_to}
            store.figures.put(
                [report.model_copy(update={"values": values})],
                origin=Origin(name="import", detail="a correction", at=datetime(2024, 6, 2, 9, tzinfo=UTC)),
            )
        figures = store.figures
        changes = figures.changes()
        snapshot = build_snapshot(load_catalogue(), figures.reports(), figures.claims(), lambda: changes)
    return Enquiries(lambda: snapshot)


def told(asked: Enquiries, *texts: str) -> str:
    responses = [asked.ask(Asked(text, NOW, conversation="c")) for text in texts]
    return plain(responses[-1].reply.lines)


def test_a_revised_figure_says_what_it_was_and_since_when(tmp_path: Path) -> None:
    answer = told(enquiries(tmp_path, revised_to=508_800), "May 2024 losses?", "has that figure changed?")
    assert answer.startswith("38,960 Russian personnel lost in May 2024")
    assert "Revised: the report of 1 June 2024 said 508,780; since 2 June 2024 it is stored as 508,800." in answer


def test_a_figure_that_never_changed_says_so(tmp_path: Path) -> None:
    asked = enquiries(tmp_path, revised_to=None)
    assert "has not been revised" in told(asked, "were the may 2024 personnel losses revised?")
    assert "не змінювали" in told(asked, "втрати за травень 2024", "чи змінили це число?")


def test_how_losses_changed_over_time_is_a_trend_and_no_revision(tmp_path: Path) -> None:
    answer = told(enquiries(tmp_path, revised_to=None), "how have tank losses changed month by month in 2023")
    assert answer.startswith("Tanks, month by month")
