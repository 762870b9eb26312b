"""The buttons under an alert: whatever it is about, it fits into Telegram's 64 bytes and is read back."""

from datetime import date

import pytest

from bot.handlers.alert_buttons import chart_button, comparison_button
from bot.replies.charts import Subject
from store.catalogue import load_catalogue
from store.series import Grain

METRICS = [metric.id for metric in load_catalogue().metrics.values() if metric.reported_since]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("grain", [*Grain, None])
def test_a_button_carries_what_it_is_about_and_its_bound_where_there_is_room(metric: str, grain: Grain | None) -> None:
    for bound in (None, 60, 1_500_000, 10**9):
        subject = Subject("uk", "russia", "ukraine", metric, grain, date(2024, 5, 1), bound)
        for button in (chart_button("Графік", subject.key), comparison_button("Порівняти", subject.key)):
            data = button.callback_data
            assert isinstance(data, str)
            assert len(data.encode()) <= 64
            carried = Subject.of_key(data[2:])
            assert carried is not None
            assert (carried.metric, carried.grain, carried.on) == (metric, grain, subject.on)
            assert bound in {carried.bound, 10**9}
