"""The gate: everything that wants into the store passes it, and what it finds can be asked for at any time.

A *finding* says what is odd about a value: a total that fell, a rise beyond what the series has taught, a copy that
lags behind, two copies that differ. Its severity says what becomes of the value: it is stored, stored and flagged,
or held for the owner. Findings are never stored: they follow from the figures, so they are found again whenever
somebody asks, and go once the figures are put right.

`admit` is the one way in for imports, syncs, report texts and claims; `review` tells beforehand what it would do;
`check` goes through everything that is stored.
"""

from store.gate.admission import Admission, admit
from store.gate.checks import check
from store.gate.findings import Check, Finding, Severity
from store.gate.review import Held, Review, review

__all__ = ["Admission", "Check", "Finding", "Held", "Review", "Severity", "admit", "check", "review"]
