"""When a chat may be told something, and which digest is due (pure: the clock is passed in)."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.models import Period
from store.series import DAY
from store.subscriptions import KYIV, Chat, Subscription


def quiet_until(chat: Chat, now: datetime) -> datetime | None:
    """When the quiet hours end that a chat is in; None where it is in none.

    The hours are those of the clock on the chat's wall: in the nights in which it is set, they are longer or shorter.

    Args:
        chat: the chat.
        now: this moment, with its zone.
    """
    if chat.quiet is None:
        return None
    here = now.astimezone(ZoneInfo(chat.time_zone))
    start, end, wall = chat.quiet.start, chat.quiet.end, here.time()
    over_midnight = end < start
    if not (start <= wall or wall < end if over_midnight else start <= wall < end):
        return None
    day = here.date() + timedelta(days=over_midnight and wall >= start)
    until = datetime.combine(day, end, tzinfo=here.tzinfo)
    if until.timestamp() <= now.timestamp():
        until = until.replace(fold=1)  # the clock was set back, and shows that time a second time
    return until


def due_digest(subscription: Subscription, newest: date) -> Period | None:
    """The unit that a digest is due to tell of; None where it has told of the last one that is over.

    A digest begins with the unit in which it was asked for. Of units that nobody could be told of in time only the
    last is told.

    Args:
        subscription: to a digest.
        newest: the date of the newest report.
    """
    if subscription.wish.kind != "digest":
        return None
    grain = subscription.wish.grain
    unit = grain.around(newest - DAY)
    if unit.end >= newest:
        unit = grain.before(unit)
    asked_on = subscription.created.astimezone(ZoneInfo(KYIV)).date()
    told_until = subscription.told_until or asked_on - DAY
    return unit if unit.end > told_until else None
