"""The rows of the question bank."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent

THEMES: Final = tuple(sorted(FOLDER.glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Row:
    """One question as a person typed it, and what must hold of the answer.

    Attributes:
        asked: the keys of the `ask` interface, all that the bot is given.
        daily: it is asked of the made-up daily figures, not of the seeds' monthly ones.
        expect: what must hold, in the terms of `judge`.
    """

    id: str
    theme: str
    asked: Mapping[str, str]
    daily: bool
    expect: Mapping[str, Any]


def read_rows() -> tuple[Row, ...]:
    """All rows, those of one conversation in its order."""
    return tuple(
        row_of(json.loads(line), theme.stem)
        for theme in THEMES
        for line in theme.read_text(encoding="utf-8").splitlines()
    )


def row_of(fields: dict[str, Any], theme: str) -> Row:
    expect, figures = fields.pop("expect"), fields.pop("figures", "seeds")
    if figures not in {"seeds", "synthetic"}:
        raise ValueError(f'{fields["id"]}: "figures" is {figures!r}')
    return Row(fields["id"], theme, fields, figures == "synthetic", expect)


def known_shortcomings() -> Mapping[str, str]:
    """Rows that are not right yet, by id, each with the reason."""
    written = tomllib.loads((FOLDER / "shortcomings.toml").read_text(encoding="utf-8"))
    return {row: reason["why"] for reason in written.get("shortcoming", []) for row in reason["rows"]}
