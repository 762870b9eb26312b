"""A chart as a picture, drawn by matplotlib, which is an extra and takes half a second to import.

The colours are of Okabe and Ito's palette, told apart by all common kinds of colour vision; and whatever a colour says
is said in words, too.
"""

from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from bot.replies import formats
from bot.replies.charts import Chart, Look, Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patheffects import AbstractPathEffect

SIDE: Final = 1080
"""Pixels; a square is what a phone held upright shows largest."""

_DPI: Final = 200
_TITLE, _TEXT, _SMALL = 12.5, 9.5, 8.0
"""Points. At a third of its size, as on a phone, the smallest letters are still as large as Telegram's own times."""

_INK, _PALE, _GRID = "#1b1f24", "#57606a", "#d9dee3"
_BARS: Final = "#a9b8c4"
_COLOURS: Final = {
    Look.PLAIN: _BARS,
    Look.RUNNING: _BARS,
    Look.MARKED: "#d55e00",
    Look.BROKEN: "#0072b2",
    Look.ODD: _PALE,
}
_HATCH: Final = "////"

_LEFT, _RIGHT = 0.055, 0.94
_LINE: Final = 0.038
"""The height of a line of text, as a share of the picture's."""

_WIDTHS: Final = {_TITLE: 46, _TEXT: 66, _SMALL: 82}
"""So many letters of a size fit into a line."""

_MOST_TICKS: Final = 6


def png(chart: Chart) -> bytes:
    """The chart as a PNG file.

    It takes about a tenth of a second and lets other threads run meanwhile, but only one may draw at a time.

    Raises:
        ImportError: matplotlib is not installed.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to import

    figure = Figure(figsize=(SIDE / _DPI, SIDE / _DPI), dpi=_DPI, facecolor="white")
    top, bottom = _header(figure, chart), _footer(figure, chart)
    axes = figure.add_axes((0.15, bottom + 0.115, _RIGHT - 0.15, top - bottom - 0.175))
    (_totals if chart.totals else _bars)(axes, chart)
    _frame(figure, axes, chart, top)
    picture = BytesIO()
    figure.savefig(picture, format="png", dpi=_DPI, metadata={"Software": None})
    return picture.getvalue()


def _header(figure: "Figure", chart: Chart) -> float:
    """Write what is shown; gives the height at which that ends."""
    height = 0.965
    for text in wrap(chart.title, _WIDTHS[_TITLE]):
        figure.text(_LEFT, height, text, size=_TITLE, weight="bold", color=_INK, va="top")
        height -= 1.25 * _LINE
    for text in wrap(chart.claimed, _WIDTHS[_TEXT]):
        figure.text(_LEFT, height, text, size=_TEXT, color=_PALE, va="top")
        height -= _LINE
    height -= 0.012
    for key in chart.keys:
        lines = wrap(key.text, _WIDTHS[_TEXT] - 4)
        running = key.look is Look.RUNNING
        box = {"boxstyle": "square,pad=0.4", **_paint(key.look, running=running)}
        figure.text(_LEFT + 0.008, height - 0.006, "   ", size=5, va="top", bbox=box)
        for text in lines:
            figure.text(_LEFT + 0.045, height, text, size=_TEXT, color=_INK, va="top")
            height -= _LINE
        height -= 0.006
    return height


def _footer(figure: "Figure", chart: Chart) -> float:
    """Write definition, verification and source; gives the height at which they begin."""
    lines = [text for part in chart.footer for text in wrap(part, _WIDTHS[_SMALL])]
    height = 0.03
    for text in reversed(lines):
        figure.text(_LEFT, height, text, size=_SMALL, color=_PALE, va="bottom")
        height += 0.85 * _LINE
    return height


def _bars(axes: "Axes", chart: Chart) -> None:
    places = range(len(chart.marks))
    about = next(place for place in places if chart.marks[place].look is Look.MARKED)
    for place, mark in zip(places, chart.marks, strict=True):
        axes.bar(place, mark.value, width=0.8, zorder=2, **_paint(mark.look, running=mark.running))
        beside = 0 < abs(place - about) < len(chart.marks) / 6  # there is no room for two numbers
        if mark.look is Look.MARKED or (mark.look is Look.BROKEN and not beside):
            _value(axes, place, mark, chart)
    axes.set_xlim(-0.7, len(chart.marks) - 0.3)
    _ticks(axes, list(places), [mark.tick for mark in chart.marks])
    low, high = (pick(mark.value for mark in chart.marks) for pick in (min, max))
    axes.set_ylim(min(low, 0) * 1.1, max(high, chart.level.value if chart.level else 0, 1) * 1.1)


def _totals(axes: "Axes", chart: Chart) -> None:
    places = [mark.on.toordinal() for mark in chart.marks]
    axes.plot(places, [mark.value for mark in chart.marks], color=_COLOURS[Look.BROKEN], linewidth=1.8, zorder=2)
    for place, mark in zip(places, chart.marks, strict=True):
        if mark.look is Look.MARKED:
            axes.plot([place], [mark.value], "o", color=_COLOURS[mark.look], markersize=6, zorder=3)
            _value(axes, place, mark, chart)
    firsts = [(place, mark.tick) for place, mark in zip(places, chart.marks, strict=True) if mark.on.day == 1]
    _ticks(axes, [place for place, _ in firsts], [tick for _, tick in firsts])
    low, high = (pick(mark.value for mark in chart.marks) for pick in (min, max))
    room = max(high - low, 1) * 0.12
    axes.set_ylim(low - room, high + 1.5 * room)


def _value(axes: "Axes", place: float, mark: Mark, chart: Chart) -> None:
    """Write the value of a mark above it, readable across its neighbours, too."""
    left, right = axes.get_xlim()
    axes.annotate(
        formats.number(mark.value, chart.language),
        (place, mark.value),
        xytext=(0, 3 if not chart.totals else 6),
        textcoords="offset points",
        ha="center" if not chart.totals else "right",
        size=_TEXT,
        weight="bold",
        color=_COLOURS[mark.look],
        zorder=4,
        annotation_clip=False,
        path_effects=_halo(),
    )
    axes.set_xlim(left, right)


def _ticks(axes: "Axes", places: list[int], names: list[str]) -> None:
    """Name some of the places, the last one among them."""
    step = max(1, -(-len(places) // _MOST_TICKS))
    chosen = range(len(places) - 1, -1, -step)
    axes.set_xticks([places[index] for index in chosen], [names[index] for index in chosen], size=_SMALL, color=_INK)


def _frame(figure: "Figure", axes: "Axes", chart: Chart, top: float) -> None:
    """Axes, grid and bound."""
    axes.yaxis.set_major_formatter(lambda value, _: formats.number(value, chart.language))
    axes.locator_params(axis="y", nbins=5, integer=True)
    axes.tick_params(axis="y", labelsize=_SMALL, labelcolor=_INK, length=0)
    axes.tick_params(axis="x", length=3, color=_PALE)
    axes.grid(visible=True, axis="y", color=_GRID, linewidth=0.7, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_PALE)
    axes.set_xlabel(chart.across, size=_SMALL, color=_PALE, labelpad=4)
    # Above the axis and level, where a phone's reader need not turn it.
    figure.text(_LEFT, top - 0.02, chart.upward, size=_SMALL, color=_PALE, va="top")
    if chart.level is not None:
        axes.axhline(chart.level.value, color=_INK, linewidth=1, linestyle=(0, (4, 3)), zorder=3)
        axes.annotate(
            chart.level.name,
            (0.005, chart.level.value),
            xycoords=("axes fraction", "data"),
            xytext=(0, 2),
            textcoords="offset points",
            size=_SMALL,
            color=_INK,
            zorder=4,
            path_effects=_halo(),
        )


def _halo() -> "list[AbstractPathEffect]":
    """White round letters."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415 - an extra

    return [withStroke(linewidth=2.5, foreground="white")]


def _paint(look: Look, *, running: bool) -> dict[str, Any]:
    """Filled; hatched while it is not over; hollow where it is odd."""
    colour, filled = _COLOURS[look], not (running or look is Look.ODD)
    return {
        "facecolor": colour if filled else "white",
        "edgecolor": colour,
        "hatch": _HATCH if running else None,
        "linewidth": 0 if filled else 0.9,
    }
