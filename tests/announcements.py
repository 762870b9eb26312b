"""Chats, subscriptions and alerts for tests, each with what a test wants to be said of it."""

from datetime import UTC, date, datetime
from typing import Any

from store.alerts import Alert, Finding, News, Standing
from store.models import Period, Source
from store.series import Grain
from store.subscriptions import Chat, RecordWish, Subscription

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)

MAY = Period(date(2024, 5, 1), date(2024, 5, 31))

REPORT = Source(
    publisher="Ministry of Defence of Ukraine",
    title="Daily report of the General Staff, 1 June 2024",
    url="https://mod.gov.ua/report",
    published=date(2024, 6, 1),
)


def a_chat(chat: int = 1, **said: Any) -> Chat:
    return Chat.model_validate({"id": chat, **said})


def a_subscription(chat: int = 1, **said: Any) -> Subscription:
    return Subscription.model_validate({"chat": chat, "wish": RecordWish(), "created": NOON, **said})


def a_finding(**said: Any) -> Finding:
    may = {
        "news": News.RECORD,
        "party": "russia",
        "claimant": "ukraine",
        "metric": "personnel",
        "grain": Grain.MONTH,
        "period": MAY,
        "value": 38_940,
        "reported_on": date(2024, 6, 1),
        "sources": (REPORT,),
        "broke": Standing(
            period=Period(date(2023, 12, 1), date(2023, 12, 31)), value=29_970, known_on=date(2024, 1, 1)
        ),
    }
    return Finding.model_validate({**may, **said})


def an_alert(alert: str = "2024-06-01.1", **said: Any) -> Alert:
    return Alert.model_validate({"id": alert, "created": NOON, "findings": (a_finding(),), **said})
