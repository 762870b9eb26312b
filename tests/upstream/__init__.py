"""A server of data sets on loopback that can be told to misbehave, and small files of the data sets' forms."""

from tests.upstream.data_sets import equipment_row, orc_row, personnel_row
from tests.upstream.server import Upstream, cut_short, hang_up, redirected, refuse, stall, too_much, trickle

__all__ = [
    "Upstream",
    "cut_short",
    "equipment_row",
    "hang_up",
    "orc_row",
    "personnel_row",
    "redirected",
    "refuse",
    "stall",
    "too_much",
    "trickle",
]
