"""The seven sections as an outline: a column on wide terminals, one line on narrow ones."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from brm_tui.desk.agreement_pages import AgreementPage
from brm_tui.rules.agreements import Section
from brm_tui.ui import glyphs
from brm_tui.ui.screens.agreement.words import day_of, mark_of

_BAR = 12


class Outline(Widget):
    """Draws the sections with how each one stands; a click goes to one."""

    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        section: Section

    def __init__(self) -> None:
        super().__init__(id="agreement-outline")
        self._page: AgreementPage | None = None
        self._section = Section.PHILOSOPHY
        self._narrow = False
        self._places: list[tuple[int, int, Section]] = []

    def show(self, page: AgreementPage, section: Section, *, narrow: bool) -> None:
        """Show an agreement's sections, the one that is open among them."""
        self._page, self._section, self._narrow = page, section, narrow
        self.refresh()

    def render(self) -> Content:
        """Return the column, or the line."""
        if self._page is None:
            return Content("")
        return self._line(self._page) if self._narrow else self._column(self._page)

    def on_click(self, event: events.Click) -> None:
        """Go to the section under the mouse."""
        if not self._narrow:
            if 0 <= event.y < len(Section):
                self.post_message(self.Chosen(Section(event.y + 1)))
            return
        for start, end, section in self._places:
            if start <= event.x < end:
                self.post_message(self.Chosen(section))

    def _column(self, page: AgreementPage) -> Content:
        width = self.size.width
        lines: list[Content] = []
        for section in Section:
            mark = mark_of(page.mark(section))
            line = Content.assemble(
                f" {section.value} ", (mark.text, mark.style), " ", section.title
            ).truncate(width, ellipsis=True, pad=True)
            if section is self._section:
                line = line.stylize("bold on $panel")
            lines.append(line)
        percent = page.completeness.percent
        lines += [
            Content(""),
            Content.assemble(
                (" complete ", "$muted"),
                (glyphs.bar(percent * _BAR // 100 / _BAR, _BAR), "$muted"),
                (f" {percent} %", ""),
            ),
            Content(""),
        ]
        head, today = page.head, page.today
        if head.term_start or head.term_end:
            term = f"{day_of(head.term_start, today)} – {day_of(head.term_end, today)}"
            lines.append(Content.assemble((" term   ", "$muted"), term))
        if head.review_date:
            late = head.review_date < today and not page.ended
            shown = day_of(head.review_date, today)
            lines.append(Content.assemble((" review ", "$muted"), (shown, "$attention" if late else "")))
        return Content("\n").join(line.truncate(width, ellipsis=True) for line in lines)

    def _line(self, page: AgreementPage) -> Content:
        self._places = []
        line = Content(" ")
        for section in Section:
            mark = mark_of(page.mark(section))
            title = f" {section.title}" if section is self._section else ""
            part = Content.assemble(f" {section.value}", (mark.text, mark.style), title, " ")
            if section is self._section:
                part = part.stylize("bold on $panel")
            self._places.append((line.cell_length, line.cell_length + part.cell_length, section))
            line = Content.assemble(line, part)
        complete = Content.assemble(("complete ", "$muted"), f"{page.completeness.percent} % ")
        gap = self.size.width - line.cell_length - complete.cell_length
        return Content.assemble(line, " " * gap, complete) if gap > 0 else line
