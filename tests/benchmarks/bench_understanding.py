"""What understanding one question costs, in process, and how it grows.

    python -m tests.benchmarks.bench_understanding

States p50 and p99 over the bank in `tests/questions/`; the same with a catalogue of words ten times as large; and
how the time grows with the length of hostile texts.
"""

import json
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.understanding.reading import read_question
from bot.understanding.text import MAX_LENGTH
from bot.understanding.word_files import read_languages
from bot.understanding.words import Words

NOW = date(2024, 6, 2)
ROUNDS = 15
LONGEST_QUESTION = 200
"""Longer texts of the bank are there to do harm; they are measured apart, below."""
BANK = Path(__file__).parents[1] / "questions"
HOSTILE = ("may ", "12/", "12 may 2024 to ", "tnaks ", "the last 5 ", "over 500,000,")


def questions() -> list[str]:
    """The texts of the bank."""
    lines = (line for file in sorted(BANK.glob("*.jsonl")) for line in file.read_text(encoding="utf-8").splitlines())
    texts = (json.loads(line)["text"] for line in lines if line.strip())
    return [text for text in texts if len(text) <= LONGEST_QUESTION]


def laps(words: Words, texts: Sequence[str]) -> list[float]:
    """Seconds each reading takes, sorted; everything is read once before."""
    for text in texts:
        read_question(text, now=NOW, words=words)
    taken = []
    for _ in range(ROUNDS):
        for text in texts:
            started = time.perf_counter()
            read_question(text, now=NOW, words=words)
            taken.append(time.perf_counter() - started)
    return sorted(taken)


def enlarged(languages: Mapping[str, Sequence[Mapping[str, Any]]], times: int) -> dict[str, list[Mapping[str, Any]]]:
    """The word files with every name's phrases again under made-up stems, `times` as many in all."""
    return {
        language: [*files, *(_renamed(words, chr(ord("a") + copy) * 2) for copy in range(1, times) for words in files)]
        for language, files in languages.items()
    }


def _renamed(words: Mapping[str, Any], suffix: str) -> dict[str, dict[str, list[str]]]:
    return {
        category: {
            value: [" ".join(word.partition("~")[0] + suffix for word in phrase.split()) for phrase in phrases]
            for value, phrases in words[category].items()
        }
        for category in ("metrics", "claimants", "parties", "elsewhere")
        if category in words
    }


def main() -> None:
    """Measure and print."""
    texts = questions()
    languages = read_languages()
    usual, large = Words(languages), Words(enlarged(languages, 10))
    for name, words in (("the words as they are", usual), ("a catalogue ten times as large", large)):
        taken = laps(words, texts)
        p50, p99 = taken[len(taken) // 2] * 1e6, taken[int(len(taken) * 0.99)] * 1e6
        print(f"{name}: p50 {p50:.0f} µs, p99 {p99:.0f} µs over {len(texts)} questions")
    for piece in HOSTILE:
        times = [
            laps(usual, [(piece * MAX_LENGTH)[:length]])[0] * 1e6
            for length in (MAX_LENGTH // 4, MAX_LENGTH // 2, MAX_LENGTH)
        ]
        grown = ", ".join(f"{taken:.0f} µs" for taken in times)
        print(f"{piece!r} at a quarter, half and all of {MAX_LENGTH} characters: {grown} ({times[2] / times[1]:.1f} x)")


if __name__ == "__main__":
    main()
