"""The tab of changes: of all customers in mode 5, of one on its page; the grid above the list narrows it."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content

from brm_tui.desk.change_pages import (
    ChangeHeading,
    ChangeLine,
    ChangesAhead,
    ChangeView,
    Clashes,
    change_page,
    change_pages,
    changes_ahead,
    clashes_of_changes,
)
from brm_tui.errors import NotFoundError
from brm_tui.rules.filter_fields import CHANGES
from brm_tui.ui.commands import (
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    GROUP,
    NEW,
    OPEN,
    SORT,
    Command,
    Commanding,
)
from brm_tui.ui.filtering import filtering_commands
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.moving_states import STATE
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.changes import doing
from brm_tui.ui.screens.changes.facts import short_lines
from brm_tui.ui.screens.changes.grid import HEIGHT, RiskGrid, legend
from brm_tui.ui.screens.changes.table import GROUPS, PORTFOLIO_COLUMNS, SORTS, change_row
from brm_tui.ui.screens.changes.words import summary_words
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands
from brm_tui.ui.widgets.rows import RecordSource, Row
from brm_tui.ui.widgets.sheet import Sheet, cut
from brm_tui.ui.widgets.table import Sort, Table

_LOOKED_AROUND = 40
"""Lines above and below the cursor whose clashes are looked for."""


class ChangeTable(Commanding, Table):
    """The list of changes."""

    COMMANDS = (OPEN.command("changes.open", "Open change", "Show everything about the change."),)


class ChangeFilterLine(FilterLine):
    """The line above the changes."""

    COMMANDS = filter_line_commands("changes")


class ChangesHead(Horizontal):
    """The grid, and beside it the change under the cursor."""

    DEFAULT_CSS = f"""
    ChangesHead {{ height: {HEIGHT + 1}; width: 1fr; padding: 0 1 0 3; }}
    ChangesHead > Sheet {{ width: 1fr; height: {HEIGHT}; margin: 0 0 0 3; }}
    """


class ChangesPane(ViewPane):
    """The tab of changes."""

    NAME = "changes"
    TABLE, FILTERS = ChangeTable, CHANGES
    SORTS, USUAL_SORT = SORTS, "ahead"
    DEFAULT_CSS = "ChangesPane.-empty > ChangesHead { display: none; }"
    COMMANDS = (
        NEW.command("changes.new", "New change", "Enter a change."),
        EDIT.command("changes.edit", "Edit change", "Change the change.", condition=lambda pane: pane.has_row),
        DELETE.command(
            "changes.delete", "Delete change", "Delete the change, or all marked ones; u takes it back.",
            condition=lambda pane: pane.has_row,
        ),
        doing.TELL.command(
            "changes.tell", "The customers were told",
            "Note that the customers were told today, and log a touch to each; of all marked changes at once.",
            condition=lambda pane: pane.has_row,
        ),
        STATE.command(
            "changes.move_on", "Move on", "Say what became of the change: approved, scheduled, implemented, failed.",
            condition=lambda pane: pane.has_row,
        ),
        Command(
            "changes.grid", "tab", "to_grid", "Impact × likelihood", "Go to the grid; its cursor narrows the list.",
            footer="grid", in_footer=True, condition=lambda pane: pane.has_list,
        ),
        *filtering_commands("changes", lambda pane: pane.has_list),
        SORT.command(
            "changes.sort", "Sort", "Choose what the list is sorted by; the same again turns it around.",
            condition=lambda pane: pane.has_list,
        ),
        GROUP.command(
            "changes.group", "Group", "Group by customer, by service, or not.",
            condition=lambda pane: pane.has_list,
        ),
        EXPORT.command(
            "changes.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
            condition=lambda pane: pane.has_row,
        ),
        EXPLAIN.command(
            "changes.explain", "Explain", "Show how the risk comes about, and what the change clashes with.",
            condition=lambda pane: pane.has_row,
        ),
        Command(
            "changes.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.marked),
        ),
    )  # fmt: skip

    view: ChangeView

    def __init__(self) -> None:
        super().__init__()
        self.view = ChangeView()
        self._found: ChangesAhead | None = None
        self._clashes: dict[str, Clashes] = {}

    def compose(self) -> ComposeResult:
        """Make the list, the grid and the filter above it."""
        yield ChangeFilterLine(CHANGES.example)
        yield EmptyState(
            "No changes yet",
            "What IT is about to change: how risky, when, which services and customers it affects, whether they were"
            " told, and whether it falls into a blackout or a meeting of theirs.",
            [("n", "enter the first one")],
        )
        with ChangesHead():
            yield RiskGrid()
            yield Sheet(id="changes-beside")
        yield ChangeTable(
            PORTFOLIO_COLUMNS, placeholder="No change fits. F shows all ahead; f and over those that are over too.",
            id="changes-table",
        )  # fmt: skip

    @property
    def grid(self) -> RiskGrid:
        """Return the grid."""
        return self.query_one(RiskGrid)

    @property
    def here(self) -> str | None:
        """The id of the change under the cursor."""
        return self.table.cursor_id.partition("/")[0] if self.is_mounted and self.table.cursor_id else None

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The change under the cursor; in groups its lines have longer names."""
        return None if self.here is None else ("changes", self.here)

    @property
    def clashes_known(self) -> bool:
        """Whether the clashes of what is seen were looked for."""
        return bool(self._clashes)

    @property
    def chosen(self) -> list[str]:
        """The ids of the marked changes, else of the one under the cursor; in groups a change has several lines."""
        return sorted({line_id.partition("/")[0] for line_id in super().chosen})

    def _asked(self) -> ChangeView:
        """Return the view as the desk is asked for it: of the screen's customer."""
        return replace(self.view, customer_id=self.owner.customer_id or None)

    @property
    def is_filtered(self) -> bool:
        """Whether the line or the grid narrows the list."""
        return bool(self.only) or self.view.cell is not None

    @property
    def narrowed_by(self) -> str:
        """The filter in words, the cell of the grid with it."""
        cell = self.view.cell
        of_grid = "impact {} × likelihood {}".format(*cell) if cell is not None else ""
        return " · ".join(filter(None, (super().narrowed_by, of_grid)))

    def action_show_all(self) -> None:
        """Take the filter and the cell of the grid off."""
        self.view = replace(self.view, cell=None)
        super().action_show_all()

    async def load(self) -> None:
        """Read the list again; the cursor stays on its change."""
        self.read_filter_again()
        owner, view = self.owner, self.view
        found = await owner.gateway.read(changes_ahead, owner.desk, self._asked())
        if view is not self.view:
            return
        self._found = found
        self._clashes = {}
        self.table.sort = Sort(view.sort, view.descending)
        self._show()
        self.put_cursor_on(self.table)
        self.grid.show(found.grid, view.cell)
        self.set_class(not found.summary.ahead + found.summary.over, "-empty")
        self._say()
        self.follow_cursor()
        self.screen.refresh_bindings()

    def _show(self) -> None:
        if self._found is not None:
            self.table.set_source(RecordSource(self._found.pages, self._row))

    def _row(self, line: ChangeLine | ChangeHeading) -> Row:
        change_id = "" if isinstance(line, ChangeHeading) else line.change_id
        return change_row(line, self._clashes.get(change_id), self.owner.clock)

    def _say(self) -> None:
        if self.owner.pane is not self or self._found is None:
            return
        states = self.filter_states(self._found.listed)
        if self.view.group:
            states.append(f"group: {GROUPS[self.view.group]}")
        if self.sort_said:
            states.append(self.sort_said)
        self.owner.say(summary_words(self._found.summary), tuple(states))

    # What is said of the change under the cursor, and the clashes around it

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Read what stands beside the grid, and the clashes of the lines that are seen."""
        owner, found, here = self.owner, self._found, self.here
        beside = self.query_one("#changes-beside", Sheet)
        if found is None or here is None:
            beside.show(lambda _width: ())
            return
        try:
            page = await owner.gateway.read(change_page, owner.desk, here)
        except NotFoundError:
            return  # it was deleted meanwhile; the list is read again
        grid = found.grid

        def build(width: int) -> list[Content]:
            lines = short_lines(page, owner.clock, width)[: HEIGHT - 1]
            lines += [Content("")] * (HEIGHT - 1 - len(lines))
            return [*lines, cut(Content.styled(legend(grid, width), "$muted"), width)]

        beside.show(build)
        around = found.pages.around(self.table.cursor_index or 0, _LOOKED_AROUND)
        ids = dict.fromkeys(line_id.partition("/")[0] for line_id in around)
        unknown = [one for one in ids if one not in self._clashes and one != "heading"]
        if not unknown:
            return
        read = await owner.gateway.read(clashes_of_changes, owner.desk, unknown)
        if found is self._found:
            self._clashes |= read
            found.pages.keep_order()
            self._show()

    # The grid

    def action_to_grid(self) -> None:
        """Go to the grid."""
        self.grid.enter()

    @on(RiskGrid.Moved)
    def _cell_looked_at(self, event: RiskGrid.Moved) -> None:
        self.change_view(replace(self.view, cell=event.cell))

    @on(RiskGrid.Left)
    def _grid_left(self) -> None:
        self.table.focus()

    # Grouping

    def action_group(self) -> None:
        """Group by customer, by service, or not."""
        groups = [one for one in GROUPS if not (one == "customer" and self.owner.customer_id)]
        after = groups[(groups.index(self.view.group) + 1) % len(groups)]
        self.change_view(replace(self.view, group=after))

    # Acting on changes

    @on(Table.Opened)
    def _opened(self) -> None:
        if self.here is not None:
            self.post_message(OpenRecord("changes", self.here))

    @work
    async def action_new(self) -> None:
        """Enter a change."""
        made = await doing.new_change(self.owner, self.owner.customer_id)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the change."""
        if self.here is not None:
            await doing.edit_change(self.owner, self.here)

    @work
    async def action_delete(self) -> None:
        """Delete the change under the cursor, or all marked ones."""
        await delete_records(self.owner, "changes", self.chosen)

    @work
    async def action_tell(self) -> None:
        """Note that the customers were told of the change under the cursor, or of all marked ones."""
        if self.chosen:
            await doing.tell(self.owner, self.chosen)
            self.table.clear_marks()

    @work
    async def action_move_on(self) -> None:
        """Say what became of the change under the cursor, or of all marked ones."""
        if self.chosen and await doing.move_changes(self.owner, self.chosen):
            self.table.clear_marks()

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, each change once."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.changes.exporting import COLUMNS, is_internal

        pages = change_pages(self.owner.desk, replace(self._asked(), group=""))
        await export_list(self.owner, "changes", pages, COLUMNS, internal=is_internal)

    @work
    async def action_explain(self) -> None:
        """Show how the risk of the change comes about."""
        if self.here is not None:
            await doing.explain_change(self.owner, self.here)
