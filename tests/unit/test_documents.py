"""What the README promises is what there is."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.cli.main import cli
from bot.enquiry import Asked, Enquiries
from bot.handlers.owners import OWNERS_COMMANDS
from bot.replies.reply import plain
from bot.settings import Setting, settings
from store.snapshot import Snapshot

ROOT = Path(__file__).parents[2]
OPTIONS = sorted(
    {name for command in cli.commands.values() for option in command.params for name in option.opts if name[:2] == "--"}
)
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_of_the_terminal_is_documented(command: str) -> None:
    assert f"`lossbot {command}" in README


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert option in README


@pytest.mark.parametrize(
    "command",
    [
        *("start", "losses", "subscribe", "alerts", "quiet", "privacy", "forget", "deliveries"),
        *("sources", "about", "help"),
        *OWNERS_COMMANDS,
    ],
)
def test_every_command_in_telegram_is_documented(command: str) -> None:
    assert f"`/{command}" in README


@pytest.mark.parametrize("setting", tuple(settings()), ids=lambda setting: str(setting.variable))
def test_every_setting_is_documented_as_it_is(setting: Setting) -> None:
    row = f"| `{setting.variable}` | {setting.default and f'`{setting.default}`'} | {setting.description} |"
    assert row.replace("|  |", "| |") in README


def test_the_links_between_documents_lead_somewhere() -> None:
    for document in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in document.read_text(encoding="utf-8").split("](")[1:]:
            path = target.split(")")[0].split("#")[0]
            if path and "://" not in path:
                assert (document.parent / path).exists(), f"{document.name} links to {path}"


def test_the_sample_in_the_readme_is_what_lossbot_answers(seeded: Snapshot) -> None:
    asked = Asked("May 2024 losses?", now=date(2026, 11, 22))
    answered = plain(Enquiries(lambda: seeded).ask(asked).reply.lines)
    sample = README.split("```")[1].strip()
    assert sample == re.sub(r" \((https?://[^/]+/)[^)]*\)", r" (\1…)", answered)
