"""Made-up reports, printed in every way that reports are, and read back."""

from string import ascii_lowercase

from hypothesis import given, settings
from hypothesis import strategies as st

from store.ingest.report_text import NotAReportError, read_report
from store.ingest.report_text.labels import load_labels
from tests.unit.store.report_varieties import Printed, reports

CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


@settings(max_examples=150, deadline=None)
@given(reports())
def test_a_report_is_read_back_exactly_however_it_is_printed(printed: Printed) -> None:
    reading = read_report(printed.text)

    assert reading.report_date == printed.report_date, printed.text
    assert reading.values == printed.values, printed.text
    assert reading.rises == printed.rises, printed.text
    assert reading.qualifiers == printed.qualifiers, printed.text
    assert not reading.warnings, printed.text


@settings(max_examples=150, deadline=None)
@given(reports(), st.data())
def test_a_typing_error_never_makes_a_wrong_value_without_a_warning(printed: Printed, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(printed.text) - 1))
    stroke = data.draw(st.sampled_from(ascii_lowercase + CYRILLIC + " ,.-–/:\n"))
    end = at + (0 if printed.text[at].isdigit() else data.draw(st.integers(0, 1)))
    text = printed.text[:at] + stroke + printed.text[end:]

    try:
        reading = read_report(text, printed.report_date)
    except NotAReportError:
        return

    wrong = {metric for metric, total in reading.values.items() if printed.values.get(metric) != total}
    assert reading.warnings or not wrong, (wrong, text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="tanksАPV– -+(),.:/\n0123456789<>&;", max_size=300))
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    try:
        reading = read_report(text)
    except NotAReportError:
        return
    assert set(reading.values) <= load_labels().metrics
    assert all(total >= 0 for total in reading.values.values())
