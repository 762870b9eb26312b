"""Words, beginnings and ends of the questions of all banks, put together at random."""

import json
import random
from collections.abc import Iterator
from pathlib import Path


def mixed_questions(count: int, *, seed: int) -> Iterator[str]:
    """So many texts that nobody thought of; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311  # to be repeatable, not secret
    banks = sorted(Path(__file__).parent.rglob("*.jsonl"))
    asked = [json.loads(row)["text"].split() for bank in banks for row in bank.read_text("utf-8").splitlines()]
    words = [word for text in asked for word in text]
    for _ in range(count):
        first, second = chance.choice(asked), chance.choice(asked)
        halves = [*first[: chance.randint(0, len(first))], *second[chance.randint(0, len(second)) :]]
        heap = [chance.choice(words) for _ in range(chance.randint(1, 9))]
        yield " ".join(chance.choice([halves, heap]))
