"""Findings in words, in every language."""

from datetime import date

import pytest

from bot.replies.findings import FindingLines
from bot.replies.wording import LANGUAGES, wording
from store.catalogue import load_catalogue
from store.gate import Check, Finding, Severity
from store.models import Language, Period

DAY = date(2024, 11, 30)


def lines(language: Language = "en") -> FindingLines:
    return FindingLines(load_catalogue(), wording(language))


def a_finding(name: Check, *providers: str, severity: Severity = Severity.FLAGGED, until: date = DAY,
              metric: str | None = "special_equipment", **numbers: int) -> Finding:  # fmt: skip
    return Finding(name, severity, "russia", "ukraine", metric, Period(DAY, until), providers, numbers)


LATER = date(2024, 12, 7)
SENTENCES = [
    (
        a_finding(Check.FALL, "ministry", rise=-83, part=-83, total=3_617),
        "Special equipment, 30 November 2024: the total fell by 83, to 3,617. [Ministry of Defence of Ukraine]",
    ),
    (
        a_finding(Check.FALL, "ministry", severity=Severity.HELD, rise=-900, total=2_800, beside=3_700),
        (
            "Special equipment, 30 November 2024: 2,800 is 900 less than 3,700, more than any known correction. "
            "[Ministry of Defence of Ukraine]"
        ),
    ),
    (
        a_finding(Check.JUMP, "ministry", rise=2_710, part=0, total=874_560, bound=1_812, metric="personnel"),
        (
            "Personnel, 30 November 2024: the total rose by 2,710, to 874,560; a rise of 1,812 at most was to be "
            "expected. [Ministry of Defence of Ukraine]"
        ),
    ),
    (
        a_finding(Check.CONTRADICTED, "ministry", rise=1_100, part=40, total=9),
        (
            "Special equipment, 30 November 2024: the total rose by 1,100, but the report itself gives a rise of "
            "1,060. [Ministry of Defence of Ukraine]"
        ),
    ),
    (
        a_finding(Check.DISAGREEMENT, "orc_losses", "petroivaniuk", total=350, other=351, reports=1),
        (
            "Special equipment, 30 November 2024: 350 (orc-losses (public data set)), but 351 (2022 Ukraine Russia War "
            "Dataset)."
        ),
    ),
    (
        a_finding(Check.DISAGREEMENT, "orc_losses", "petroivaniuk", until=LATER, total=350, other=351, reports=8),
        (
            "Special equipment, 30 November 2024 to 7 December 2024: 8 reports differ by 1, the last with 350 "
            "(orc-losses (public data set)), but 351 (2022 Ukraine Russia War Dataset)."
        ),
    ),
    (
        a_finding(Check.DISAGREEMENT, total=38_940, other=30_000),
        "Special equipment, stated on 30 November 2024: 30,000, but the same claimant's reports give 38,940.",
    ),
    (a_finding(Check.GAP, metric=None, days=1), "30 November 2024."),
    (a_finding(Check.GAP, metric=None, until=LATER, days=8), "30 November 2024 to 7 December 2024: 8 days."),
    (
        a_finding(Check.IN_THE_FUTURE, "ministry", severity=Severity.HELD, metric=None),
        "Report: dated 30 November 2024, after today. [Ministry of Defence of Ukraine]",
    ),
]


@pytest.mark.parametrize(("finding", "sentence"), SENTENCES)
def test_a_finding_is_a_sentence_with_its_numbers(finding: Finding, sentence: str) -> None:
    assert lines().sentence(finding) == sentence


EVERY_NUMBER = dict.fromkeys(("rise", "part", "total", "bound", "beside", "other", "reports", "days", "metrics"), 14)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("name", Check)
def test_every_finding_has_a_name_and_a_sentence_in_every_language(
    name: Check, severity: Severity, language: Language
) -> None:
    for until in (DAY, LATER):
        days, providers = Period(DAY, until), ("ministry", "orc_losses")
        finding = Finding(name, severity, "russia", "ukraine", "tanks", days, providers, EVERY_NUMBER)
        sentence = lines(language).sentence(finding)
        assert sentence
        assert "{" not in sentence
    assert lines(language).heading(name) != lines("uk" if language == "en" else "en").heading(name)
    assert lines(language).becomes(severity)
