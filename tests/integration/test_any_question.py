"""No question breaks the bot: any mix of what people ask gets an answer with its source, or what to ask instead."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.enquiry import Asked, Enquiries
from bot.replies.contract import record_of
from store.catalogue import load_catalogue
from store.opening import read_figures
from store.snapshot import build_snapshot
from tests.questions.daily import daily_reports
from tests.questions.mixed import mixed_questions


@pytest.mark.parametrize("daily", [False, True], ids=["monthly reports", "daily reports"])
def test_any_mix_of_what_people_ask_is_answered_or_declined(*, daily: bool) -> None:
    figures = read_figures(Path("there is no such folder"), at=datetime(2026, 8, 8, tzinfo=UTC))
    reports = daily_reports() if daily else figures.reports()
    snapshot = build_snapshot(load_catalogue(), reports, figures.claims())
    enquiries = Enquiries(lambda: snapshot)
    days = (date(2022, 3, 1), date(2024, 6, 2), date(2026, 8, 8))
    for number, text in enumerate(mixed_questions(2500, seed=1991 + daily)):
        response = enquiries.ask(Asked(text, days[number % 3], conversation=str(number % 5)))
        told = record_of(response.outcome, response.reply)
        assert told["text"].strip(), text
        assert told["status"] != "answered" or all(figure["citations"] for figure in told["figures"]), text
