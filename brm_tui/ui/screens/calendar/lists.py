"""The lists of the calendar: the day under the cursor, the clashes of the sheet, and the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from brm_tui.desk.calendar import CalendarEntry, Clash
from brm_tui.rules.dates import relative_date
from brm_tui.text import one_line
from brm_tui.ui.screens.calendar.entry_rows import ClashNotes, clash_day, day_title
from brm_tui.ui.screens.calendar.entry_source import EntrySource, Line, lines_of_agenda, lines_of_day
from brm_tui.ui.screens.calendar.layers import SEVERITIES
from brm_tui.ui.screens.calendar.summary import counted
from brm_tui.ui.widgets.columns import Column, cells_of, fitted
from brm_tui.ui.widgets.list_style import Piece, strip_of
from brm_tui.ui.widgets.table import Table

_DAY_COLUMNS = (
    Column("when", "When", 11),
    Column("sign", "", 1),
    Column("what", "What", 30, 20, weight=1),
    Column("where", "Where", 16, 10, priority=2),
    Column("whose", "For", 12, 6, priority=3),
)
_AGENDA_COLUMNS = (
    Column("when", "When", 11),
    Column("sign", "", 1),
    Column("what", "What", 44, 16, weight=3),
    Column("where", "Where", 24, 10, weight=1, priority=2),
    Column("whose", "For", 12, 6, priority=3),
)
_NOTHING = "Nothing on this day"
_NEAR_THE_END = 24
_CLASH_LINES = 11


class EntryTable(Table):
    """A list of entries that knows which one is under the cursor."""

    lines = EntrySource()

    def show_lines(self, lines: Sequence[Line], today: date, *, keep_cursor: bool = True) -> None:
        """Show other lines."""
        self.lines = EntrySource(lines, today)
        self.set_source(self.lines, keep_cursor=keep_cursor)

    @property
    def entries(self) -> list[CalendarEntry]:
        """The entries that are listed, in order."""
        return [line.entry for line in self.lines.lines if line.entry is not None and not line.clash]

    @property
    def current(self) -> CalendarEntry | None:
        """The entry under the cursor."""
        line = self.lines.line(self.cursor_index)
        return None if line is None else line.entry


class DayList(EntryTable):
    """What the day under the cursor holds; its head names the day."""

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(_DAY_COLUMNS, id=id)
        self.day = self.today = today
        self._lines_drawn = 0

    def show_day(self, day: date, today: date, entries: Sequence[CalendarEntry], notes: ClashNotes) -> None:
        """Show a day; the cursor stays on its entry where that is still there."""
        same = day == self.day
        self.day, self.today = day, today
        lines = lines_of_day(entries, day, notes) or [Line(day, clash=_NOTHING)]
        self._lines_drawn = max(self.row_count, len(lines))
        self.show_lines(lines, today, keep_cursor=same)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint what stands there, or stood there before, rather than the empty lines below as well."""
        if not regions and not layout and not recompose and self._lines_drawn:
            regions = (Region(0, 0, self.size.width, self.head_height + self._lines_drawn),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _fit(self) -> None:
        """Keep the size while everything fits: another one would lay the whole screen out again.

        Nor need that be where the scroll bar stays: it alone hears of the new length.
        """
        height = self.size.height
        wanted = Size(self.natural_width(), max(self.head_height + self.row_count, height))
        if self.virtual_size.height > height and wanted.height > height:
            self.set_reactive(DayList.virtual_size, wanted)
            self._scroll_update(wanted)
        else:
            self.virtual_size = wanted

    def paint_head(self, line: int, width: int) -> Strip:
        """Return the name of the day in place of the columns' names."""
        title = f" {day_title(self.day, self.today)}"
        beside = f"  {relative_date(self.day, self.today)} · week {self.day.isocalendar().week}"
        style = "head-focused" if self.has_focus else "head-strong"
        room = max(0, width - cells_of(title))
        pieces: list[Piece] = [
            (fitted(title, min(width, cells_of(title))), self.paint_style(style)),
            (fitted(beside, room), self.paint_style("dim")),
        ]
        return strip_of(pieces, width)


class ClashList(Widget):
    """The clashes of the sheet, two lines each; a click goes to the day."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A clash was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, today: date, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.today = today
        self._clashes: Sequence[Clash[CalendarEntry]] = ()

    def show_clashes(self, clashes: Sequence[Clash[CalendarEntry]], today: date) -> None:
        """Show other clashes: what can still be mended comes before what is over."""
        self.today = today
        self._clashes = sorted(clashes, key=lambda clash: clash_day(clash) < today)
        self.set_class(bool(clashes), "-any")
        self.styles.height = min(_CLASH_LINES, 1 + 2 * len(clashes))
        self.refresh()

    def render(self) -> Content:
        """Return the lines, as many as there is room for."""
        width = self.size.width
        head = Content.styled(f" {counted(len(self._clashes), 'clash', 'clashes')}", "bold")
        room = max(1, (self.size.height - 1) // 2)
        shown = self._clashes if len(self._clashes) <= room else self._clashes[: max(1, room - 1)]
        lines = [head]
        for clash in shown:
            day = day_title(clash_day(clash), self.today)
            sign = SEVERITIES[clash.severity]
            first = Content.assemble(
                " ", (sign.text, sign.style), " ", (f"{day}  ", "$muted"), one_line(clash.entry.title)
            )
            second = Content.styled(f"   {one_line(clash.said)}", "$muted")
            lines += [line.truncate(width, ellipsis=True) for line in (first, second)]
        if len(shown) < len(self._clashes):
            lines.append(Content.styled(f"   and {len(self._clashes) - len(shown)} more", "$muted"))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Go to the day of the clash under the mouse."""
        place = (event.y - 1) // 2
        if event.y and place < len(self._clashes):
            self.post_message(self.Clicked(clash_day(self._clashes[place])))


class Agenda(EntryTable):
    """A list by day that grows while one goes down it."""

    class MoreWanted(Message):
        """The cursor is near the end of what was read."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_AGENDA_COLUMNS, id=id)

    def show_entries(
        self,
        entries: Sequence[CalendarEntry],
        first: date,
        today: date,
        notes: ClashNotes,
        *,
        keep_cursor: bool = True,
    ) -> None:
        """Show entries from a day on."""
        self.show_lines(lines_of_agenda(entries, first, notes), today, keep_cursor=keep_cursor)

    @property
    def day(self) -> date | None:
        """The day of the entry under the cursor."""
        line = self.lines.line(self.cursor_index)
        return None if line is None else line.day

    def on_line_list_highlighted(self) -> None:
        """Ask for more near the end."""
        if self.cursor_index is not None and self.cursor_index >= self.row_count - _NEAR_THE_END:
            self.post_message(self.MoreWanted())
