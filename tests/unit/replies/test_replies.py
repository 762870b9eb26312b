"""What a person reads: the figure first, its source last, in both languages."""

from datetime import date

import pytest

from bot.answering.answers import answer
from bot.answering.outcome import NoData
from bot.replies.replies import reply_to
from bot.replies.reply import Reply, Span, html, plain, terminal
from bot.understanding.amounts import Bound
from bot.understanding.question import Intent, NotAQuestion, Question, Understood, When
from store.models import Language
from store.snapshot import Snapshot

JUNE_2024 = date(2024, 6, 2)
AUGUST_2026 = date(2026, 8, 8)
MAY_2024 = When(date(2024, 5, 1), date(2024, 5, 31))
LOSSES = Question(Intent.FIGURE, whens=(MAY_2024,))


def reply(snapshot: Snapshot, question: Understood, language: Language = "en", now: date = JUNE_2024) -> Reply:
    return reply_to(answer(question, snapshot, now), snapshot.catalogue, language, now)


def text(snapshot: Snapshot, question: Understood, language: Language = "en", now: date = JUNE_2024) -> str:
    return plain(reply(snapshot, question, language, now).lines)


def test_the_first_line_holds_number_side_metric_and_period(seeded: Snapshot) -> None:
    assert text(seeded, LOSSES).startswith("38,940 Russian personnel lost in May 2024\n")
    assert text(seeded, LOSSES, "uk").startswith("38\u00a0940 військових: втрати Росії за травень 2024\n")


@pytest.mark.parametrize(
    "told",
    [
        "According to Ukraine's Ministry of Defence, report of 1 June 2024",
        "Counts killed, wounded, missing and captured together.",
        "not independently verified",
        "The highest month so far: it broke 29,970 (December 2023).",
        "11,980 more (+44%) than April 2024 (26,960).",
        "1,200 a day in May 2024 – UK: Defence Intelligence (killed and wounded; estimate)",
        "artillery systems 1,160",
        "508,780 (report of 1 June 2024) − 469,840 (report of 1 May 2024) = 38,940",
        "https://www.mil.gov.ua/news/2024/06/01/",
        "https://kyivindependent.com/russian-troop-losses-hit-record-monthly-high-in-may-ukraine-claims/",
        "As you didn't say, I took: personnel; losses of Russia; figures of Ukraine's Ministry of Defence.",
    ],
)
def test_may_2024_tells_all_that_a_reader_wants_to_know(seeded: Snapshot, told: str) -> None:
    assert told in text(seeded, LOSSES)


def test_an_overtaken_record_says_by_what_and_since_when(seeded: Snapshot) -> None:
    assert "No longer: 41,980 in October 2024 passed it, as reported on 1 November 2024." in text(
        seeded, LOSSES, now=AUGUST_2026
    )


def test_a_comparison_of_claimants_warns_of_their_definitions(seeded: Snapshot) -> None:
    day = When(date(2023, 12, 12), date(2023, 12, 12), moment=True, as_published=True)
    compared = text(seeded, Question(Intent.COMPARE, claimants=("us", "ukraine"), whens=(day,)))
    assert compared.startswith("US: 315,000 personnel\nUkraine: 340,650 personnel\n")
    assert (
        "Mind the definitions: US counts killed and wounded; Ukraine counts killed, wounded, missing and captured."
        in compared
    )


def test_a_yes_or_no_question_is_answered_yes_or_no_first(seeded: Snapshot) -> None:
    record = Question(Intent.RECORD, whens=(MAY_2024,), polar=True)
    assert text(seeded, record).startswith("Yes.\n")
    assert text(seeded, record, now=AUGUST_2026).startswith("Yes, then; no longer now.\n")
    april = Question(Intent.RECORD, whens=(When(date(2024, 4, 1), date(2024, 4, 30)),), polar=True)
    assert text(seeded, april).startswith("No.\n26,960 Russian personnel lost in April 2024")


def test_a_number_the_person_names_is_confirmed_or_denied(seeded: Snapshot) -> None:
    named = Question(Intent.FIGURE, whens=(MAY_2024,), number=38_940)
    assert text(seeded, named).startswith("Yes, 38,940 is the figure claimed.\n")
    wrong = Question(Intent.FIGURE, whens=(MAY_2024,), number=40_000)
    assert text(seeded, wrong).startswith("No, the figure claimed is not 40,000.\n")


def test_words_that_were_corrected_or_not_read_are_said(seeded: Snapshot) -> None:
    typed = Question(Intent.FIGURE, whens=(MAY_2024,), corrections=(("tnaks", "tanks"),), unread=("bakhmut",))
    told = text(seeded, typed)
    assert "Read “tnaks” as “tanks”." in told
    assert "Not understood, so not taken into account: “bakhmut”." in told


def test_a_refusal_offers_a_question_that_can_be_answered(seeded: Snapshot) -> None:
    day = Question(Intent.FIGURE, metrics=("tanks",), whens=(When(date(2024, 5, 12), date(2024, 5, 12)),))
    assert isinstance(answer(day, seeded, JUNE_2024), NoData)
    refused = reply(seeded, day)
    assert plain(refused.lines).startswith("I have no report that would give tanks lost by Russia on 12 May 2024.")
    assert refused.choices == ("Tanks lost by Russia in May 2024",)


def test_a_greeting_is_greeted(seeded: Snapshot) -> None:
    assert plain(reply(seeded, NotAQuestion("greeting")).lines).startswith("Hello!")


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("intent", list(Intent))
def test_every_intent_has_words_in_every_language(seeded: Snapshot, intent: Intent, language: Language) -> None:
    for whens in ((), (MAY_2024,)):
        for now in (JUNE_2024, AUGUST_2026):
            assert text(seeded, Question(intent, whens=whens), language, now).strip()


def test_every_metric_and_claimant_has_words_for_every_figure(seeded: Snapshot) -> None:
    for metric in seeded.catalogue.metrics:
        for claimant in seeded.catalogue.claimants:
            for party in seeded.catalogue.parties:
                question = Question(Intent.FIGURE, metrics=(metric,), claimants=(claimant,), party=party)
                assert text(seeded, question, "uk", AUGUST_2026)


class TestForms:
    LINES = ((Span("1 < 2", bold=True),), (Span("a & b", url='https://example.org/?q="x"'),))

    def test_html_is_escaped(self) -> None:
        assert html(self.LINES) == ('<b>1 &lt; 2</b>\n<a href="https://example.org/?q=&quot;x&quot;">a &amp; b</a>')

    def test_plain_text_shows_addresses(self) -> None:
        assert plain(self.LINES) == '1 < 2\na & b (https://example.org/?q="x")'

    def test_a_terminal_shows_bold(self) -> None:
        assert terminal(self.LINES).startswith("\x1b[1m1 < 2\x1b[0m\n")


def test_when_a_number_was_passed_is_told_by_the_report_that_did_not_by_the_newest(seeded: Snapshot) -> None:
    question = Question(Intent.FIGURE, polar=True, bound=Bound(400_000))
    told = plain(reply(seeded, question).lines)
    newest, passed, before = told.splitlines()[1:4]
    assert "508,780" in newest
    assert "reached 400,000 in the report of 1 March 2024" in passed
    assert "of 1 February 2024" in before
