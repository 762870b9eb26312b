"""Whose losses a text asks for, and who says so."""

from datetime import date

import pytest

from bot.understanding.question import Question
from bot.understanding.reading import read_question


def sides(text: str) -> tuple[str | None, tuple[str, ...]]:
    read = read_question(text, now=date(2024, 6, 2))
    assert isinstance(read, Question), read
    return read.party, read.claimants


@pytest.mark.parametrize(
    "text",
    [
        "how many tanks has ukraine destroyed in may 2024",
        "did the ukrainians shoot down drones in april 2024",
        "tanks destroyed by ukraine in march 2024",
        "tanks destroyed by the ukrainian army in march 2024",
        "скільки танків знищила україна у травні 2024",
        "скільки дронів наші збили у квітні 2024",
        "сколько танков уничтожили всу в мае 2024",
    ],
)
def test_what_ukraine_destroyed_is_russias_loss(text: str) -> None:
    assert sides(text) == ("russia", ())


@pytest.mark.parametrize(
    "text",
    [
        "how many tanks has russia destroyed",
        "ukrainian drones shot down by russia in may 2024",
        "скільки танків знищили росіяни",
        "сколько танков уничтожила россия",
    ],
)
def test_what_russia_destroyed_is_ukraines_loss(text: str) -> None:
    assert sides(text)[0] == "ukraine"


@pytest.mark.parametrize(
    "text",
    [
        "russian tanks destroyed in may 2024",
        "how many russians were killed in may 2024",
        "how many russians killed in may 2024",
        "russia destroyed tanks may 2024",
        "скільки знищили росіян у травні 2024",
        "скільки вбили російських солдатів у травні 2024",
    ],
)
def test_who_was_struck_is_the_one_that_lost(text: str) -> None:
    assert sides(text)[0] == "russia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how many tanks did the us say russia lost", ("russia", ("us",))),
        ("nato estimate russian losses", ("russia", ("nato",))),
        ("how many ukrainian losses does russia claim", ("ukraine", ("russia",))),
        ("скільки втрат україни заявляє росія", ("ukraine", ("russia",))),
        ("russian losses ukraine says", ("russia", ("ukraine",))),
        ("total losses, ukrainian figure", (None, ("ukraine",))),
        ("втрати росії за даними росії", ("russia", ("russia",))),
    ],
)
def test_who_says_so_is_told_from_whose_losses_they_are(
    text: str, expected: tuple[str | None, tuple[str, ...]]
) -> None:
    assert sides(text) == expected
