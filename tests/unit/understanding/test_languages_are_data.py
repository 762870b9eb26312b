"""What people say stands in word files, never in code; a language is added by its files alone."""

import ast
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import bot.understanding
from bot.understanding.question import Question
from bot.understanding.reading import read_question
from bot.understanding.word_files import read_languages
from bot.understanding.words import Item, Words, load_words
from store.models import Kind, Period

CODE = sorted(Path(bot.understanding.__file__).parent.rglob("*.py"))
FOLDERS = {folder.name: folder for folder in (resources.files("seeds") / "words").iterdir() if folder.is_dir()}
LANGUAGES = sorted(FOLDERS)
INFLECTED = sorted(FOLDERS.keys() - {"en"})


def word_files(language: str) -> list[dict[str, Any]]:
    """The parsed word files of a language that have tables."""
    files = sorted(FOLDERS[language].iterdir(), key=lambda file: file.name)
    return [tomllib.loads(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".toml")]


def tables(language: str) -> dict[str, set[str]]:
    """What a language names: the values of each table."""
    named: dict[str, set[str]] = {}
    for words in word_files(language):
        for table, entries in words.items():
            named.setdefault(table, set()).update(entries if isinstance(entries, dict) else [])
    return named


def items(text: str) -> list[Item]:
    return [item for item in load_words().read(text) if any(map(str.isalpha, item.text))]


def literals(tree: ast.Module) -> Iterator[str]:
    """The strings of a module's code: not its docstrings, nor the values of its enumerations."""
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {"Enum", "StrEnum"}:
            apart |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


@cache
def names() -> frozenset[str]:
    """What may stand in code: the names of tables, of values and their parts ("unit:day"), and of attributes."""
    named = {name for language in LANGUAGES for table, values in tables(language).items() for name in (table, *values)}
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in CODE]
    attributes = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return frozenset(named | {part for name in named for part in name.split(":")} | attributes)


class TestTheCode:
    @pytest.mark.parametrize("module", CODE, ids=lambda module: module.stem)
    def test_no_word_that_people_say_stands_in_it(self, module: Path) -> None:
        for literal in literals(ast.parse(module.read_text(encoding="utf-8"))):
            means = {meaning for item in items(literal) if item.text == literal for meaning in item.meanings}
            assert literal in names() or not means - {"filler"}, f"{literal!r} belongs into the word files"

    @pytest.mark.parametrize("module", CODE, ids=lambda module: module.stem)
    def test_no_word_in_cyrillic_letters_stands_in_it(self, module: Path) -> None:
        for literal in literals(ast.parse(module.read_text(encoding="utf-8"))):
            cyrillic = [item for item in items(literal) if "а" <= max(item.text) <= "ґ" and len(item.text) > 1]
            assert not any(item.known for item in cyrillic), f"{literal!r} belongs into the word files"

    @pytest.mark.parametrize("module", CODE, ids=lambda module: module.stem)
    def test_what_was_typed_is_compared_with_marks_only(self, module: Path) -> None:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(".text"):
                said = [str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)]
                assert not any(each.isalpha() and len(each) > 1 for each in said), ast.unparse(node)


class TestTheFiles:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_language_has_the_same_files(self, language: str) -> None:
        assert {file.name for file in FOLDERS[language].iterdir()} == {file.name for file in FOLDERS["en"].iterdir()}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_language_has_the_same_tables(self, language: str) -> None:
        own_letters = {"latin", "keyboard"}
        assert tables(language).keys() - own_letters == tables("en").keys()
        assert tables(language).keys() & own_letters == (own_letters if language in INFLECTED else set())

    @pytest.mark.parametrize("language", INFLECTED)
    @pytest.mark.parametrize(
        "table", ["metrics", "parties", "claimants", "speakers", "scopes", "elsewhere", "cues", "scale", "against"]
    )
    def test_every_language_can_say_the_same_things(self, language: str, table: str) -> None:
        assert tables(language)[table] == tables("en")[table]

    @pytest.mark.parametrize("language", INFLECTED)
    def test_the_letters_of_a_language_are_all_spelt_in_latin_ones(self, language: str) -> None:
        files = word_files(language)
        phrases = [phrase for words in files for listed in words.get("metrics", {}).values() for phrase in listed]
        assert {char for phrase in phrases for char in phrase if "а" <= char <= "ї"} <= tables(language)["latin"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_word_names_an_ending_class_of_its_language_and_every_class_is_used(self, language: str) -> None:
        files = word_files(language)
        classes = {name for words in files for name in words.get("endings", {})}
        used = {
            written.partition("~")[2]
            for words in files
            for table, entries in words.items()
            if table not in {"endings", "latin"}
            for phrases in (entries.values() if isinstance(entries, dict) else [entries])
            for phrase in phrases
            for written in phrase.split()
            if "~" in written
        }
        assert used == classes


class TestTheDocument:
    document = (Path(__file__).parents[3] / "docs" / "understanding.md").read_text(encoding="utf-8")

    def test_it_explains_every_table_and_every_cue(self) -> None:
        explained = {name for row in self.document.splitlines() if row[:2] == "| " for name in row.split("`")[1::2]}
        for language in LANGUAGES:
            named = tables(language)
            assert named.keys() | named["cues"] | named["scopes"] | named["strikes"] | named["scale"] <= explained

    def test_every_example_is_understood(self) -> None:
        examples = self.document.partition("| what | examples |")[2].partition("\n\n")[0].split("`")[1::2]
        assert len(examples) > 40
        for example in examples:
            assert isinstance(read_question(example, now=date(2024, 6, 2)), Question), example


POLISH: dict[str, Any] = {
    "endings": {"czolg": ["", "u", "owi", "em", "i", "ów", "om", "ami", "ach"], "strata": ["a", "y", "ę", ""]},
    "metrics": {"tanks": ["czołg~czolg"]},
    "parties": {"russia": ["rosja", "rosji", "rosję"]},
    "cues": {"how_many": ["ile"], "losses": ["strat~strata", "straciła"], "lost": ["straciła"]},
    "calendar": {"month:5": ["maj", "maja", "maju"], "link:in": ["w"]},
    "filler": ["było"],
}
"""A language that lossbot doesn't have: a word file as small as a question needs."""


class TestANewLanguage:
    def test_a_word_file_is_all_it_takes(self) -> None:
        english = {"en": read_languages()["en"]}
        asked = "ile czołgów straciła Rosja w maju 2024?"
        now = date(2024, 6, 2)
        without = read_question(asked, now=now, words=Words(english))
        assert not isinstance(without, Question) or "tanks" not in without.metrics
        read = read_question(asked, now=now, words=Words({**english, "pl": [POLISH]}))
        assert isinstance(read, Question)
        assert (read.metrics, read.party) == (("tanks",), "russia")
        assert [when.period for when in read.whens] == [Period(date(2024, 5, 1), date(2024, 5, 31))]

    def test_russian_is_read_with_its_files_and_not_without(self) -> None:
        asked = "сколько вертолетов потеряла Россия с начала вторжения"
        now = date(2024, 6, 2)
        languages = dict(read_languages())
        read = read_question(asked, now=now, words=Words(languages))
        assert isinstance(read, Question)
        assert (read.metrics, read.party, read.kind) == (("helicopters",), "russia", Kind.CUMULATIVE)
        del languages["ru"]
        without = read_question(asked, now=now, words=Words(languages))
        assert without != read

    @pytest.mark.parametrize(
        ("text", "metric"),
        [
            ("скільки танків", "tanks"),
            ("сколько танков", "tanks"),
            ("how many tanks", "tanks"),
            ("skolko tankov", "tanks"),
        ],
    )
    def test_languages_stand_side_by_side(self, text: str, metric: str) -> None:
        read = read_question(text, now=date(2024, 6, 2))
        assert isinstance(read, Question)
        assert read.metrics == (metric,)
