"""Value against size, drawn by plotext: risk as shape and colour, volume as a digit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual
from textual.widget import Widget

from brm_tui.rules.demand_plot import STEPS, Layout, Placed, field_start, lay_out
from brm_tui.text import one_line
from brm_tui.ui.commands import DOWN, END, HOME, OPEN, PAGE_DOWN, PAGE_UP, UP, Command, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, GOOD, UNKNOWN, shapes_work
from brm_tui.ui.screens.demands.words import figure, mark_text, risk_glyph

if TYPE_CHECKING:
    from brm_tui.desk.demand_weights import MarkedDemand

_LEFT, _TOP = 2, 1
"""Cells and lines of the frame before the plot's inside."""
_FRAME_WIDTH, _FRAME_HEIGHT = 3, 4
"""Cells and lines of frame, ticks and the names of the axes."""
_BELOW = 3
"""Lines below the plot."""
_PAGE = 10
_ESCAPE = re.compile("\x1b\\[([0-9;]*)m")
# plotext's own colour numbers, and what they stand for in our themes.
_COLOURS = {"good": 2, "attention": 3, "bad": 1, "unknown": 8}
_STYLES = {2: "$good", 3: "$attention", 1: "$bad", 8: "$muted"}
_SIGNS = {"$good": "good", "$attention": "attention", "$bad": "bad", "$muted": "unknown"}
_SCALES = {
    "x": ("1 small", "2", "3", "4", "5 very large"),
    "y": ("1", "2", "3", "4", "5"),
}


class DemandPlot(Commanding, Widget, can_focus=True):
    """The plot; a cursor goes from demand to demand by rank."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "DemandPlot { height: 1fr; width: 1fr; padding: 0 1 0 2; text-wrap: nowrap; }"
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        UP.command("demand_plot.up", "Rank above", "Go to the demand that ranks before.", action="go(-1)"),
        DOWN.command("demand_plot.down", "Rank below", "Go to the demand that ranks behind.", action="go(1)"),
        PAGE_UP.command("demand_plot.page_up", "Ten up", "Go ten ranks up.", action=f"go(-{_PAGE})"),
        PAGE_DOWN.command("demand_plot.page_down", "Ten down", "Go ten ranks down.", action=f"go({_PAGE})"),
        HOME.command("demand_plot.first", "First", "Go to the first rank.", action="go(-1000000)"),
        END.command("demand_plot.last", "Last", "Go to the last rank.", action="go(1000000)"),
        OPEN.command("demand_plot.open", "Open demand", "Show all of the demand."),
    )

    class Opened(Message):
        """The demand under the cursor is to be shown."""

    class Moved(Message):
        """The cursor came to another demand."""

    def __init__(self) -> None:
        super().__init__()
        self._demands: Sequence[MarkedDemand] = ()
        self._places: dict[str, int] = {}
        self._cursor = 0
        self._drawn: tuple[tuple[int, int], list[Content], dict[int, Placed], Layout] | None = None
        self._strips: dict[int, Strip] = {}
        self._strips_style: tuple[str, Style] | None = None

    @property
    def cursor_id(self) -> str | None:
        """The id of the demand under the cursor, None where there is none."""
        return self._demands[self._cursor].id if self._demands else None

    def show(self, demands: Sequence[MarkedDemand], demand_id: str | None) -> None:
        """Show other demands.

        Args:
            demands: By rank.
            demand_id: Where the cursor goes; it stays by its demand where that is None.
        """
        wanted = demand_id or self.cursor_id
        if demands != self._demands:
            self._drawn = None
        self._demands = demands
        self._places = {demand.id: place for place, demand in enumerate(demands)}
        self._cursor = min(self._places.get(wanted or "", 0), max(0, len(demands) - 1))
        self.refresh()

    def action_go(self, by: int) -> None:
        """Go by so many ranks; only the lines that the cursor leaves and comes to are drawn anew."""
        if self._demands:
            before = self._cursor_line
            self._cursor = min(max(0, self._cursor + by), len(self._demands) - 1)
            said = self.content_size.height - _BELOW
            width = self.outer_size.width
            self.refresh(
                *(Region(0, line, width, 1) for line in {before, self._cursor_line, said} if line >= 0)
            )
            self.post_message(self.Moved())

    def action_open(self) -> None:
        """Show the demand under the cursor."""
        if self._demands:
            self.post_message(self.Opened())

    @property
    def _room(self) -> tuple[int, int]:
        """The cells and lines of the plot."""
        return self.content_size.width, self.content_size.height - _BELOW

    @property
    def _cursor_line(self) -> int:
        """The line that the cursor is on; -1 where its demand is not in the plot."""
        here = self._drawn[2].get(self._cursor) if self._drawn is not None else None
        return here.line + _TOP if here is not None else -1

    def render_line(self, y: int) -> Strip:
        """Return a line of the plot with the cursor, or of what stands below it."""
        width, height = self._room
        if width < 30 or height < 10:
            told = "There is no room for the plot here; v shows the list."
            return self._strip(Content.styled(told if y == 0 else "", "$muted"))
        lines, places, layout = self._plot(width, height)
        colours = self.app.theme, self.visual_style
        if colours != self._strips_style:
            # The plot is drawn in names of colours: only its strips are of one theme.
            self._strips_style = colours
            self._strips.clear()
        if y >= len(lines):
            below = (self._said(layout, width), *self._legend(layout, width))
            return self._strip(below[y - len(lines)] if y < len(lines) + len(below) else Content(""))
        if y not in self._strips:
            self._strips[y] = self._strip(lines[y])
        strip = self._strips[y]
        return self._marked(strip, places[self._cursor]) if y == self._cursor_line else strip

    def _strip(self, line: Content) -> Strip:
        width = self.content_size.width
        return Visual.to_strips(self, line.truncate(width, ellipsis=True), width, 1, self.visual_style)[0]

    def _plot(self, width: int, height: int) -> tuple[list[Content], dict[int, Placed], Layout]:
        if self._drawn is None or self._drawn[0] != (width, height):
            inside = width - _FRAME_WIDTH, height - _FRAME_HEIGHT
            layout = lay_out(self._demands, *inside)
            lines = drawn(self._demands, layout, width, height)
            self._strips.clear()
            self._drawn = (width, height), lines, {one.place: one for one in layout.placed}, layout
        return self._drawn[1:]

    def _marked(self, line: Strip, here: Placed) -> Strip:
        """Return a line with the cursor around a demand."""
        demand = self._demands[here.place]
        start = here.column + _LEFT - 1
        sign = risk_glyph(demand.risk)
        around = Content.assemble(
            ("‹" if shapes_work() else "[", "bold $focus"),
            (f"{sign.text}{_digit(demand.volume)}", f"bold {sign.style}"),
            ("›" if shapes_work() else "]", "bold $focus"),
        )
        end = start + around.cell_length
        cursor = self._strip(around).crop(0, end - start)
        return Strip.join([line.crop(0, start), cursor, line.crop(end)])

    def _said(self, layout: Layout, width: int) -> Content:
        if not self._demands:
            return Content("")
        demand = self._demands[self._cursor]
        marks = (
            f"  value {mark_text(demand.value)} · size {mark_text(demand.size)} · risk {mark_text(demand.risk)}"
            f" · volume {mark_text(demand.volume)}"
        )
        off = "  not in the plot" if self._cursor in layout.unknown else ""
        said = Content.assemble(marks, (off, "$attention"))
        room = max(8, width - said.cell_length)
        title = Content.assemble(
            (one_line(demand.title), "bold"), (f"  {one_line(demand.customer)}", "$muted")
        )
        return Content.assemble(title.truncate(room, ellipsis=True), said)

    def _legend(self, layout: Layout, width: int) -> list[Content]:
        signs = ((GOOD, "risk 1–2"), (ATTENTION, "3"), (BAD, "4–5"), (UNKNOWN, "not known"))
        parts = [Content.assemble((sign.text, sign.style), f" {word}   ") for sign, word in signs]
        first = Content.assemble(*parts, ("the digit is the volume", "$muted"))
        off = f" · {len(layout.unknown)} without value or size are not in the plot" if layout.unknown else ""
        second = Content.styled(f"upper left: much value for little size{off}", "$muted")
        return [first.truncate(width, ellipsis=True), second.truncate(width, ellipsis=True)]


def _digit(volume: int | None) -> str:
    return " " if volume is None else figure(volume)


def drawn(demands: Sequence[MarkedDemand], layout: Layout, width: int, height: int) -> list[Content]:
    """Return the lines of the plot as plotext draws them, in the colours of the theme.

    The axes count in cells, so that every shape stands where the layout puts it.
    """
    import plotext

    columns, rows = width - _FRAME_WIDTH, height - _FRAME_HEIGHT
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plotsize(width, height)
    plotext.theme("clear")
    plotext.xlim(0, columns - 1)
    plotext.ylim(0, rows - 1)
    labels = _SCALES["x"] if width >= 60 else _SCALES["y"]
    plotext.xticks([_middle(step, columns) for step in range(STEPS)], labels)
    # Lines count from the top, the axis from the bottom.
    plotext.yticks([rows - 1 - _middle(STEPS - 1 - step, rows) for step in range(STEPS)], _SCALES["y"])
    plotext.xlabel("size →")
    plotext.ylabel("value ↑")
    shapes: dict[str, list[Placed]] = {}
    for placed in layout.placed:
        shapes.setdefault(risk_glyph(demands[placed.place].risk).style, []).append(placed)
        digit = _digit(demands[placed.place].volume)
        if digit.strip():
            plotext.text(digit, placed.column + 1, rows - 1 - placed.line, alignment="left")
    for style, members in shapes.items():
        glyph = next(sign for sign in (GOOD, ATTENTION, BAD, UNKNOWN) if sign.style == style)
        plotext.scatter(
            [placed.column for placed in members],
            [rows - 1 - placed.line for placed in members],
            marker=glyph.text,
            color=_COLOURS[_SIGNS[style]],
        )
    for crowd in layout.crowds:
        plotext.text(f"+{crowd.count}"[:4], crowd.column, rows - 1 - crowd.line, alignment="left")
    drawn: str = plotext.build()
    plotext.clear_figure()
    return [_themed(line) for line in drawn.rstrip("\n").split("\n")]


def _middle(step: int, length: int) -> int:
    """Return the middle of a field on an axis."""
    return (field_start(step, length) + field_start(step + 1, length) - 1) // 2


def _themed(line: str) -> Content:
    """Return a line with plotext's colour numbers as colours of the theme."""
    pieces: list[str | tuple[str, str]] = []
    style = ""
    for place, part in enumerate(_ESCAPE.split(line)):
        if place % 2:
            style = _STYLES.get(int(part.rpartition(";")[2] or 0), "")
        elif part:
            pieces.append((part, style) if style else part)
    return Content.assemble(*pieces)
