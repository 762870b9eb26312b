"""Both languages say everything, with the same blanks to fill in."""

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import bot.replies
from bot.replies.wording import LANGUAGES, MissingWordingError, Wording, wording
from store.models import Language

LOCALE = Path(bot.replies.__file__).parent / "locale"


class Variables(Visitor):
    """Collects the variables that a message needs."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  # the visitor's own naming
        self.names.add(node.id.name)


def messages(file: Path) -> dict[str, set[str]]:
    """The ids of a catalogue's messages with the variables each needs."""
    found = {}
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
        assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
        if isinstance(entry, ast.Message):
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.names
    return found


class References(Visitor):
    """Collects the messages and terms that a message is put together from."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  # the visitor's own naming
        self.names.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802  # the visitor's own naming
        self.names.add(node.id.name)


CATALOGUES = sorted(file.name for file in (LOCALE / "en").glob("*.ftl"))


def test_every_language_has_the_same_catalogues() -> None:
    assert {
        language: sorted(file.name for file in (LOCALE / language).glob("*.ftl")) for language in LANGUAGES
    } == dict.fromkeys(LANGUAGES, CATALOGUES)


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_message_exists_in_every_language(catalogue: str) -> None:
    english = messages(LOCALE / "en" / catalogue)
    for language in LANGUAGES:
        assert messages(LOCALE / language / catalogue).keys() == english.keys(), language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_every_message_can_be_taken_from_its_catalogue_alone(catalogue: str, language: Language) -> None:
    text = (LOCALE / language / catalogue).read_text(encoding="utf-8")
    references = References()
    references.visit(FluentParser().parse(text))
    assert references.names == set()
    alone = Wording(language, [text])
    assert all(alone.has(message) for message in messages(LOCALE / language / catalogue))


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_a_translation_leaves_out_no_number_and_no_date(catalogue: str) -> None:
    told = {"number", "value", "low", "high", "date", "due", "closing", "opening", "days", "percent", "difference"}
    english, ukrainian = (messages(LOCALE / language / catalogue) for language in ("en", "uk"))
    assert {name: english[name] & told for name in english} == {name: ukrainian[name] & told for name in english}


def test_no_message_is_left_over() -> None:
    """An id stands in the code, whole or as the head of one that is put together."""
    code = "\n".join(
        file.read_text(encoding="utf-8") for file in Path(bot.replies.__file__).parent.parent.rglob("*.py")
    )
    for catalogue in CATALOGUES:
        for name in messages(LOCALE / "en" / catalogue):
            heads = [name.rsplit("-", cut)[0] for cut in range(1, name.count("-") + 1)]
            used = any(f'"{whole}"' in code for whole in (name, *heads)) or any(f'"{head}-{{' in code for head in heads)
            assert used, f"{catalogue}: {name} is used nowhere"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_message_and_a_missing_blank_are_errors(language: Language) -> None:
    say = wording(language)
    with pytest.raises(MissingWordingError):
        say("no-such-message")
    with pytest.raises(MissingWordingError):
        say("number-about")
