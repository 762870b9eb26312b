"""Logging that never holds a secret, wherever it would come from."""

import logging
from collections.abc import Collection, Mapping
from typing import Final
from urllib.parse import quote

HIDDEN: Final = "…"

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"

_WORDLESS: Final = (int, float, BaseException)
"""What may be put into a message of python-telegram-bot."""

_OTHERS: Final = ("telegram", "httpx", "httpcore", "tornado", "asyncio", "apscheduler")
"""Libraries that, below WARNING, log addresses with the token in them, or what people write."""


class Redacting(logging.Filter):
    """Hides secrets in everything a record will show: message, exception, traceback.

    It belongs on a handler, where the records of every logger pass.
    """

    def __init__(self, secrets: Collection[str]) -> None:
        """Hide `secrets`, of a bot's token also the half that makes it one, and all as an address spells them."""
        super().__init__()
        halves = {secret.partition(":")[2] for secret in secrets}
        spellings = {*secrets, *halves, *(quote(secret, safe="") for secret in secrets)}
        # The longest first, so that nothing is left of a secret that holds another.
        self._secrets: Final = sorted((spelling for spelling in spellings if spelling), key=len, reverse=True)
        self._formatter: Final = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, redacted."""
        if record.name.startswith("telegram") and record.args:
            # What python-telegram-bot cannot read it logs whole, and that is what people wrote.
            values = (record.args,) if isinstance(record.args, Mapping) else record.args
            record.args = tuple(value if isinstance(value, _WORDLESS) else HIDDEN for value in values)
        record.msg = self._redacted(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self._formatter.formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = self._redacted(record.exc_text)
        if record.stack_info:
            record.stack_info = self._redacted(record.stack_info)
        return True

    def _redacted(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def log_to_stderr(level: str, secrets: Collection[str]) -> None:
    """Send all logs to standard error: lossbot's from `level` on, other libraries' warnings and errors only."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(Redacting(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Its retries are logged as errors with their tracebacks, though `bot.serving` goes on from there.
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
    for library in _OTHERS:
        logging.getLogger(library).setLevel(max(root.level, logging.WARNING))
