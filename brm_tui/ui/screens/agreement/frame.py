"""What the agreement's screen is made of: reading it, going from section to section, showing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from brm_tui.desk.agreement_pages import ActionRow, AgreementPage, agreement_page
from brm_tui.rules.agreements import Section
from brm_tui.text import one_line, shortened
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.agreement.drift_lines import section_line
from brm_tui.ui.screens.agreement.markdown_text import Block, markdown_blocks
from brm_tui.ui.screens.agreement.outline import Outline
from brm_tui.ui.screens.agreement.sections import LISTS, ListSection
from brm_tui.ui.screens.agreement.text_view import LaidOutText, TextView
from brm_tui.ui.screens.agreement.version_text import finding_line
from brm_tui.ui.screens.agreement.words import counted, standing
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.widgets.line_list import LineList
from brm_tui.ui.widgets.rows import FixedSource, Row
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_NO_PHILOSOPHY = "How business and IT mean to work together, in both sides' words. Markdown is welcome."
_MOST_FINDINGS = {True: 2, False: 4}
_GAP = 3
_OUTLINE = 40
"""What the outline and the edges take of a wide terminal's columns at most."""


class AgreementFrame(DeskScreen):
    """Reads an agreement and shows one of its sections.

    Attributes:
        agreement_id: Which agreement.
        page: The agreement as it was last read; None before that.
        section: The section that is open.
    """

    ABOUT = "agreement"
    SHOWS = frozenset(listed.kind for listed in LISTS.values() if listed.kind) - {"actions"}

    def __init__(self, agreement_id: str) -> None:
        super().__init__()
        self.agreement_id = agreement_id
        self.page: AgreementPage | None = None
        self.section = Section.PHILOSOPHY
        self._cursors: dict[Section, str] = {}
        self._shown: Section | None = None
        self._blocks: Sequence[Block] = ()
        self._row_ids: frozenset[str] = frozenset()
        self._on_what: tuple[bool, bool] = (False, False)

    def seek(self, sought: OpenRecord) -> None:
        """Open the section that lists what is sought, with the cursor on it."""
        super().seek(sought)
        for section, listed in LISTS.items():
            if sought.kind == listed.kind:
                self.section = section
                self._cursors[section] = sought.id

    def compose_body(self) -> ComposeResult:
        """Put the outline beside, or above, the open section."""
        with Horizontal(id="agreement-body"):
            yield Outline()
            with Vertical(id="agreement-section"):
                yield Static(id="agreement-title")
                yield TextView(id="agreement-text")
                yield Table((), id="agreement-table")
                yield LaidOutText(id="agreement-detail")
                yield LaidOutText(id="agreement-findings")

    async def load(self) -> None:
        """Read the agreement; the section and the row under the cursor stay."""
        page, blocks = await self.gateway.read(_read, self.desk, self.agreement_id)
        self.page, self._blocks = page, blocks
        self._show()

    # What is shown

    @property
    def customer_id(self) -> str | None:
        """The customer whom the agreement is with: whom an action or a touch is noted for."""
        return None if self.page is None else self.page.head.customer_id

    @property
    def table(self) -> Table:
        """Return the list of the open section."""
        return self.query_one("#agreement-table", Table)

    @property
    def listed(self) -> ListSection | None:
        """Return how the open section is listed; None where it is a text."""
        return LISTS.get(self.section)

    @property
    def narrow(self) -> bool:
        """Answer whether the outline stands above the section."""
        return self.has_class("-narrow")

    @property
    def row_id(self) -> str | None:
        """Return the row under the cursor."""
        return self.table.cursor_id if self.listed is not None and self._shown is self.section else None

    @property
    def action_row(self) -> ActionRow | None:
        """Return the action under the cursor."""
        if self.page is None or self.section is not Section.ACTIONS:
            return None
        return next((row for row in self.page.rows.actions if row.id == self.row_id), None)

    def on_resize(self) -> None:
        """Say more or less where there is more or less room."""
        self.call_after_refresh(self._show_head)

    def _show(self) -> None:
        self._show_head()
        self._show_section()

    def _show_head(self) -> None:
        page = self.page
        if page is None:
            return
        name = one_line(page.head.customer)
        if self.narrow:
            self.trail = (shortened(name, 16),)
        else:
            self.trail = ("Portfolio", shortened(name, 32))
        named = sum(Content(name).cell_length + 3 for name in (*self.trail, self.title or ""))
        self.state = standing(page, self.app.size.width - named - 2)
        self.query_one(Outline).show(page, self.section, narrow=self.narrow)
        self._show_findings(page)

    def _show_section(self) -> None:
        page, listed = self.page, self.listed
        if page is None:
            return
        text = self.query_one(TextView)
        text.display, self.table.display = listed is None, listed is not None
        if listed is None:
            text.show(self._blocks or _empty_text(page))
            if self._shown is not self.section:
                text.scroll_home(animate=False)
                text.focus()
                if self._shown is None and self.sought is not None:
                    text.show_words(self.sought.words)
            rows: list[Row] = []
        else:
            rows = list(listed.rows(page))
            self._show_rows(page, listed, rows)
        self._row_ids = frozenset(row.id for row in rows)
        # Below an empty list there is nothing to say.
        self.query_one("#agreement-detail").display = bool(rows)
        self._shown = self.section
        self._show_title(rows)
        self._show_detail()
        self.refresh_bindings()

    def _show_rows(self, page: AgreementPage, listed: ListSection, rows: list[Row]) -> None:
        table = self.table
        table.set_placeholder(listed.placeholder(page))
        source = FixedSource(rows)
        if self._shown is self.section:
            table.set_source(source)
        else:
            table.clear_marks()
            table.set_columns(listed.columns, source)
            table.action_first()
            table.focus()
        wanted = self._cursors.get(self.section)
        if wanted is not None:
            table.move_cursor_to(wanted)

    def _show_title(self, rows: list[Row]) -> None:
        title = Content.styled(f"{self.section.value}  {self.section.title}", "bold")
        count = sum(row.kind == "data" for row in rows)
        noun = self.listed.noun if self.listed is not None else ""
        if count and self.section is not Section.ACCEPTANCE:
            plural = {"appendix": "appendices", "staff member": "people"}.get(noun, "")
            one = "person" if noun == "staff member" else noun
            title = Content.assemble(title, (f"   {counted(count, one, plural)}", "$muted"))
        kept = (
            section_line(self.page, self.section) if self.page is not None and not self.narrow else Content()
        )
        if kept and title.cell_length + kept.cell_length + _GAP <= self.app.size.width - _OUTLINE:
            title = Content.assemble(title, " " * _GAP, kept)
        self.query_one("#agreement-title", Static).update(title)

    def _show_detail(self) -> None:
        page, listed, row_id = self.page, self.listed, self.row_id
        if page is None or listed is None:
            return
        known = row_id is not None and row_id in {row.id for row in listed.rows(page)}
        self.query_one("#agreement-detail", LaidOutText).show(
            listed.detail(page, row_id) if row_id is not None and known else []
        )

    def _show_findings(self, page: AgreementPage) -> None:
        found = page.completeness.of(self.section)
        most = _MOST_FINDINGS[self.has_class("-short")]
        shown = found if len(found) <= most else found[: most - 1]
        lines = [finding_line(finding) for finding in shown]
        if len(found) > len(shown):
            more = counted(len(found) - len(shown), "more finding")
            lines.append(Block(Content.styled(f"and {more}, i lists them", "$muted"), Content("  ")))
        one_line_each = [replace(line, one_line=True) for line in lines]
        self.query_one("#agreement-findings", LaidOutText).show(one_line_each)

    @on(LineList.Highlighted)
    def _cursor_moved(self, event: LineList.Highlighted) -> None:
        row_id = self.row_id
        if row_id is not None and row_id == event.row_id:
            self._cursors[self.section] = row_id
        self._show_detail()
        action = self.action_row
        on_what = (row_id is not None, action is not None and action.done is not None)
        if on_what != self._on_what:
            self._on_what = on_what
            self.refresh_bindings()

    def put_cursor_on(self, row_id: str) -> None:
        """Put the cursor on a row, now or as soon as it is listed."""
        self._cursors[self.section] = row_id
        self.table.move_cursor_to(row_id)

    # Going about

    def go_to(self, section: Section) -> None:
        """Open a section."""
        if section is not self.section:
            self.section = section
            self._show()

    def action_next(self) -> None:
        """Open the next section; behind the last one comes the first."""
        self.go_to(Section(self.section % len(Section) + 1))

    def action_previous(self) -> None:
        """Open the section before."""
        self.go_to(Section((self.section - 2) % len(Section) + 1))

    @on(Outline.Chosen)
    def _section_clicked(self, event: Outline.Chosen) -> None:
        self.go_to(event.section)


def _read(desk: Desk, agreement_id: str) -> tuple[AgreementPage, Sequence[Block]]:
    """Read in the reader's thread, where the Markdown library may load too."""
    page = agreement_page(desk, agreement_id)
    return page, markdown_blocks(page.head.philosophy) if page.head.philosophy.strip() else ()


def _empty_text(page: AgreementPage) -> list[Block]:
    blocks = [
        Block(Content.styled("No relationship philosophy yet", "bold")),
        Block(Content.styled(_NO_PHILOSOPHY, "$muted"), gap=True),
    ]
    if not page.ended:
        blocks.append(Block(Content.styled("write it", "$muted"), Content.styled("e  ", "bold"), gap=True))
    return blocks
