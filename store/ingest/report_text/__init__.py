"""The reader of daily report texts: from what the Ministry publishes, in words, to figures.

`read_report` takes a text as it was posted, forwarded or copied from a page and gives its date, totals, published
rises and hedges, with a warning for everything that is not printed as it should be: nothing is guessed in silence.
`compared` checks a reading against the totals of other days.
"""

from store.ingest.report_text.comparison import Known, around, compared
from store.ingest.report_text.parsed import Caution, NotAReportError, ReportText, TextWarning
from store.ingest.report_text.reading import read_report

__all__ = ["Caution", "Known", "NotAReportError", "ReportText", "TextWarning", "around", "compared", "read_report"]
