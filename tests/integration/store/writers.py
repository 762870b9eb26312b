"""Writers to be killed, each a process of its own.

Run as a script, this forks a writer for each line on standard input (`figures FOLDER SEED` or `documents FOLDER
SEED`) and says on standard output who it is, what it is about to have stored and what it has stored:

    writer 4711
    next 5d41…      a digest of everything that will be stored after the next write
    done 5d41…      that write has been acknowledged
    ended
"""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from store.ports import Figures
from store.tinydb.collection import Collection
from store.tinydb.folder import TinyStore
from store.tinydb.schema import Schema
from store.tinydb.storage import FileStorage
from tests.entries import a_report, an_origin

DOCUMENTS = Schema("documents")
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(40)]

Content = dict[str, Any]
Step = tuple[Content, Callable[[], object]]
"""What is to be stored after a write, and the write."""


def digest(content: Content) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def content_of_figures(figures: Figures) -> Content:
    reports = {report.key: dict(report.values) for report in figures.reports()}
    keys = [a_report(day).key for day in DAYS]
    return {"reports": reports, "revisions": {key: len(figures.history(key)) for key in keys}}


def content_of_documents(collection: Collection) -> Content:
    return {str(document.doc_id): dict(document) for document in collection.table("documents")}


def steps_in_figures(folder: Path, chance: random.Random) -> Iterator[Step]:
    """Batches that add, revise and withdraw reports."""
    figures = TinyStore(folder).figures
    content = content_of_figures(figures)
    reports, revisions = content["reports"], content["revisions"]
    while True:
        batch = {a_report(day).key: a_report(day, tanks=chance.randrange(10**9)) for day in chance.sample(DAYS, 5)}
        withdrawn = set(chance.sample(sorted(reports), min(len(reports), 2))) - batch.keys()
        replaced = (batch.keys() & reports.keys()) | withdrawn
        kept = {key: values for key, values in reports.items() if key not in withdrawn}
        reports = kept | {key: dict(report.values) for key, report in batch.items()}
        revisions = {key: number + (key in replaced) for key, number in revisions.items()}
        yield (
            {"reports": reports, "revisions": revisions},
            partial(figures.put, batch.values(), origin=an_origin(), withdrawn=withdrawn),
        )


def steps_in_documents(folder: Path, chance: random.Random) -> Iterator[Step]:
    """Documents of very different lengths put and dropped, so that the file is now longer, now shorter."""
    collection = Collection(FileStorage(DOCUMENTS, folder))
    table = collection.table("documents")
    content = content_of_documents(collection)
    while True:
        key = str(chance.randrange(30))
        if key in content and chance.random() < 0.4:
            content = {other: document for other, document in content.items() if other != key}
            yield content, partial(table.drop, [key])
        else:
            document = {"text": "x" * chance.choice([0, 10, 1_000, 30_000])}
            content = {**content, key: document}
            yield content, partial(table.put, {key: document})


STEPS = {"figures": steps_in_figures, "documents": steps_in_documents}


def write_until_killed(kind: str, folder: Path, seed: int) -> None:
    say(f"writer {os.getpid()}")
    for content, write in STEPS[kind](folder, random.Random(seed)):  # noqa: S311  # to be repeatable, not secret
        say(f"next {digest(content)}")
        write()
        say(f"done {digest(content)}")


def say(line: str) -> None:
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main() -> None:
    for line in sys.stdin:
        kind, folder, seed = line.split()
        if writer := os.fork():
            os.waitpid(writer, 0)
            say("ended")
        else:
            try:
                write_until_killed(kind, Path(folder), int(seed))
            finally:
                os._exit(1)


if __name__ == "__main__":
    main()
