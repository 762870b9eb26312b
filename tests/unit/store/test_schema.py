"""How a collection's file says what form it has, and how older forms are read."""

from copy import deepcopy
from pathlib import Path

import orjson
import pytest

from store.ports import StoreDamagedError, StoreTooNewError
from store.tinydb.schema import Schema, Tables

PATH = Path("things.json")
FIRST = Schema("things")


def name_becomes_title(tables: Tables) -> Tables:
    things = {key: {"title": thing["name"]} for key, thing in tables["things"].items()}
    return {**tables, "things": things}


def title_gains_length(tables: Tables) -> Tables:
    things = {key: {**thing, "length": len(thing["title"])} for key, thing in tables["things"].items()}
    return {**tables, "things": things}


def test_an_older_file_is_brought_through_every_migration_in_order() -> None:
    raw = orjson.dumps({**FIRST.blank(), "things": {"a": {"name": "tank"}}})

    tables = Schema("things", (name_becomes_title, title_gains_length)).decode(raw, PATH)

    assert tables["things"] == {"a": {"title": "tank", "length": 4}}
    assert tables["meta"]["schema"] == {"collection": "things", "number": 3}


def test_only_the_migrations_that_a_file_lacks_are_applied() -> None:
    second = Schema("things", (name_becomes_title,))
    raw = orjson.dumps({**second.blank(), "things": {"a": {"title": "tank"}}})

    tables = Schema("things", (name_becomes_title, title_gains_length)).decode(raw, PATH)

    assert tables["things"] == {"a": {"title": "tank", "length": 4}}


def test_a_file_of_this_schema_is_read_as_it_is() -> None:
    tables = {**FIRST.blank(), "things": {"a": {"name": "tank"}}}

    assert FIRST.decode(orjson.dumps(tables), PATH) == tables


def test_what_else_a_file_notes_about_itself_is_kept() -> None:
    tables = FIRST.blank()
    tables["meta"]["backup"] = {"at": "noon"}

    assert FIRST.decode(orjson.dumps(tables), PATH)["meta"]["backup"] == {"at": "noon"}


def test_a_file_of_a_later_schema_is_refused_with_both_numbers() -> None:
    raw = orjson.dumps(Schema("things", (deepcopy,) * 6).blank())

    with pytest.raises(StoreTooNewError, match=r"things\.json .* schema is 7, this version knows up to 1.* Upgrade"):
        FIRST.decode(raw, PATH)


def test_a_document_that_a_migration_cannot_read_is_damage_at_that_schema() -> None:
    raw = orjson.dumps({**FIRST.blank(), "things": {"a": {"label": "tank"}}})

    with pytest.raises(StoreDamagedError, match="does not fit schema 1"):
        Schema("things", (name_becomes_title,)).decode(raw, PATH)


@pytest.mark.parametrize(
    ("raw", "finding"),
    [
        pytest.param(b"", "cut short or is not JSON", id="empty"),
        pytest.param(orjson.dumps(FIRST.blank())[:-5], "cut short or is not JSON", id="truncated"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "cut short or is not JSON", id="a picture"),
        pytest.param(b"[1, 2]", "tables of documents", id="a list"),
        pytest.param(b'{"meta": {"schema": 1}}', "tables of documents", id="a number for a document"),
        pytest.param(b"{}", "does not say that it holds lossbot's things", id="nothing"),
        pytest.param(orjson.dumps(Schema("chats").blank()), "lossbot's things", id="another collection"),
        pytest.param(b'{"meta": {"schema": {"collection": "things", "number": true}}}', "True", id="no number"),
        pytest.param(b'{"meta": {"schema": {"collection": "things", "number": 0}}}', "0 as its", id="number 0"),
    ],
)
def test_damage_is_named_with_the_file_and_what_to_do(raw: bytes, finding: str) -> None:
    with pytest.raises(StoreDamagedError, match=finding) as raised:
        FIRST.decode(raw, PATH)

    assert str(raised.value).startswith("things.json is damaged: ")
    assert "Put an undamaged copy in its place" in str(raised.value)
