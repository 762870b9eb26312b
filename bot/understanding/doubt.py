"""How sure a reading must be: the thresholds that were chosen on data, in one place.

The data are the question bank in `tests/questions/`; `tests/integration/test_thresholds.py` shows that moving
any of them up or down gets fewer of its questions right.
"""

from typing import Final

LEAST_FUZZY_LENGTH: Final = 5
"""Words of four letters or fewer are never corrected: too many other words lie one letter away."""

LEAST_TWO_ERRORS_LENGTH: Final = 8
"""From this length on a word may hold two typing errors; a shorter one may hold one."""

LEAST_SWAPPED_LENGTH: Final = 3
"""From this length on a word too short to be corrected may have two letters swapped or one doubled ("dya", "mayy")."""

LEAST_EXPECTED_LENGTH: Final = 2
"""From this length on a word may be a misspelt one of the calendar where one is expected ("in my 2024")."""

LEAST_EXPECTED_UNIT_LENGTH: Final = 3
"""A shorter word behind "last" is no misspelt unit."""

LEAST_EXPECTED_ORDINARY_LENGTH: Final = 4
"""A shorter ordinary word behind "last" is no misspelt unit."""

LEAST_EXPECTED_TWO_ERRORS_LENGTH: Final = 6
"""Where a word of the calendar is expected, it may hold two errors from this length on."""

SLIPPED_UNKNOWN: Final = 0.5
"""Where a greater share of a text's words is unknown, its keyboard may have been set to another language."""

SLIPPED_UNREAD: Final = 0.25
"""The greatest share of unknown words that a text typed on another keyboard may have and be taken for it."""

ENOUGH_READ: Final = 0.5
"""The share of a text's telling words that must be read for it to be a question.

Above it, the words that were not read are said in the reply; below it, the text is not understood.
"""

FRAGMENT_WORDS: Final = 4
"""A text of so few words that asks nothing of its own goes on with the question before it."""

NEIGHBOURHOOD: Final = 3
"""How many words away from a country's name a cue still speaks of it."""


def share_read(read: int, unread: int) -> float:
    """The share of a text's telling words that was read; all of it where it has none."""
    return read / (read + unread) if read + unread else 1.0


def errors_allowed(length: int) -> int:
    """How many typing errors a word of `length` letters may hold and still be read."""
    if length < LEAST_FUZZY_LENGTH:
        return 0
    return 2 if length >= LEAST_TWO_ERRORS_LENGTH else 1
