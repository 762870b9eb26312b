"""A whole store as files that an import reads back."""

from pathlib import Path
from typing import Final

from store.exchange import document, table
from store.ports import Figures, StoreError, StoreUnusableError
from store.tinydb.durable import make_folder, replace_file

DOCUMENT: Final = "figures.json"
REPORTS: Final = "reports.csv"
CLAIMS: Final = "claims.csv"


def export(figures: Figures, target: Path) -> tuple[Path, ...]:
    """Write all that is stored: into a folder as JSON and as CSV tables, or into one JSON file.

    Files of these names are written over.

    Args:
        figures: what is stored.
        target: a file's name that ends with `.json`, or a folder's, which is made if need be.

    Returns:
        The files written.

    Raises:
        StoreError: they cannot be written, or `target` is the name of a single table, which cannot hold all.
    """
    if target.suffix == ".csv":
        raise StoreError(
            f"{target}: a table holds either reports or claims. Name a folder instead: both are written into it"
        )
    if target.suffix == ".json":
        contents = {target: document.write(figures)}
    else:
        contents = {
            target / DOCUMENT: document.write(figures),
            target / REPORTS: table.write_reports(figures),
            target / CLAIMS: table.write_claims(figures),
        }
    for path, content in contents.items():
        try:
            make_folder(path.parent)
            replace_file(path, content)
        except OSError as error:
            raise StoreUnusableError(path, error, doing="write") from error
    return tuple(contents)
