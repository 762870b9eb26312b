"""The direction of imports that the layout promises, and what stays out of a quick answer."""

import subprocess
import sys

from importlinter.cli import lint_imports


def test_imports_go_one_way() -> None:
    assert lint_imports(no_cache=True) == 0


def test_a_question_in_a_terminal_loads_no_telegram() -> None:
    code = (
        "import sys; sys.argv = ['lossbot', 'ask', 'May 2024 losses?', '--store', 'none']; sys.exit = lambda *_: None\n"
        "from bot.cli.main import cli; cli(standalone_mode=False)\n"
        "assert not {'telegram', 'httpx', 'pydantic_settings'} & set(sys.modules), 'too much was loaded'"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)
