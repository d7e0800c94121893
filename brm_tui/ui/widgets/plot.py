"""A plot over time, drawn by plotext in the theme's colours; plain characters where the terminal has no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from brm_tui.ui.glyphs import shapes_work
from brm_tui.ui.widgets.rows import literal

_COLOUR = re.compile(r"\x1b\[(?:38;5;(\d+)|[0-9;]*)m")
_LEAST_WIDTH, _LEAST_HEIGHT = 16, 4
_TICKS = 3


class Line(NamedTuple):
    """One line of a plot.

    Attributes:
        name: What it is called beside the title.
        values: A value for each place on the axis, None where it is not known: the line has a gap there.
        style: Its colour, a theme variable.
        dashed: Whether it is what the others are held against: dashes in place of points that are joined.
    """

    name: str
    values: Sequence[float | None]
    style: str = "$foreground"
    dashed: bool = False


class Shown(NamedTuple):
    """What a plot shows.

    Attributes:
        title: What it is of, with the unit.
        places: What stands below the axis, a text for each place, the first one at the left.
        lines: The lines; those that come later are drawn over those before.
        low: The lowest value that is in sight even where nothing is there; None: the least value.
        high: The same for the highest.
        words: How a value is written at the axis.
    """

    title: str
    places: Sequence[str]
    lines: Sequence[Line]
    low: float | None = None
    high: float | None = None
    words: Callable[[float], str] = "{:.4g}".format


def runs(values: Sequence[float | None]) -> list[tuple[list[int], list[float]]]:
    """Return places and values of each run of values that are known."""
    found: list[tuple[list[int], list[float]]] = []
    before: float | None = None
    for place, value in enumerate(values):
        if value is not None:
            if before is None:
                found.append(([], []))
            found[-1][0].append(place)
            found[-1][1].append(value)
        before = value
    return found


def drawn(shown: Shown, width: int, height: int) -> Content:
    """Return a plot in so many cells, its title and legend on the first line."""
    known = [value for line in shown.lines for value in line.values if value is not None]
    legend = [
        part
        for line in shown.lines
        if any(value is not None for value in line.values)
        for part in ("   ", Content.styled(f"{_sign(line)} {literal(line.name)}", line.style))
    ]
    title = Content.assemble((literal(shown.title), "bold"), *legend).truncate(width, ellipsis=True)
    if not known:
        return Content.assemble(title, "\n", ("nothing is known", "$muted"))
    if width < _LEAST_WIDTH or height < _LEAST_HEIGHT:
        return title
    low = min(known) if shown.low is None else min(shown.low, *known)
    high = max(known) if shown.high is None else max(shown.high, *known)
    if low == high:
        spare = abs(low) / 10 or 1.0
        low, high = low - spare, high + spare
    return Content.assemble(title, "\n", _coloured(_built(shown, low, high, width, height - 1), shown.lines))


def _sign(line: Line) -> str:
    if line.dashed:
        return "╌" if shapes_work() else "-"
    return "●" if shapes_work() else "o"


def _built(shown: Shown, low: float, high: float, width: int, height: int) -> str:
    """Return what plotext draws; the colour of each line is its number, from 1 on."""
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.plotsize(width, height)
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    for number, line in enumerate(shown.lines, start=1):
        joined = _sign(line) if line.dashed else "braille" if shapes_work() else "."
        for places, values in runs(line.values):
            if line.dashed and len(places) == 1:
                plotext.scatter(places, values, marker=joined, color=number)
            elif len(places) > 1:
                plotext.plot(places, values, marker=joined, color=number)
            if not line.dashed:
                plotext.scatter(places, values, marker=_sign(line), color=number)
    last = len(shown.places) - 1
    plotext.xlim(-0.5, last + 0.5)
    plotext.ylim(low, high)
    step = max(1, round(len(shown.places) * 9 / max(1, width)))
    ticks = list(range(last % step, last + 1, step))
    plotext.xticks(ticks, [literal(shown.places[tick]) for tick in ticks])
    heights = [low + (high - low) * tick / (_TICKS - 1) for tick in range(_TICKS)]
    plotext.yticks(heights, [shown.words(value) for value in heights])
    built: str = plotext.build()
    plotext.clear_figure()
    return built.rstrip("\n")


def _coloured(built: str, lines: Sequence[Line]) -> Content:
    """Return the drawing with the theme's colours in place of the numbers."""
    parts: list[Content] = []
    start, style = 0, "$muted"
    for match in _COLOUR.finditer(built):
        parts.append(Content.styled(built[start : match.start()], style))
        number = int(match[1]) if match[1] else 0
        style = lines[number - 1].style if 1 <= number <= len(lines) else "$muted"
        start = match.end()
    parts.append(Content.styled(built[start:], style))
    return Content("").join(parts)


class Plot(Widget):
    """Shows a plot as large as the widget is."""

    DEFAULT_CSS = "Plot { height: 12; width: 1fr; text-wrap: nowrap; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._shown: Shown | None = None

    def show(self, shown: Shown) -> None:
        """Show another plot."""
        self._shown = shown
        self.refresh()

    def render(self) -> Content:
        """Return the drawing."""
        if self._shown is None:
            return Content("")
        return drawn(self._shown, self.content_size.width, self.content_size.height)
