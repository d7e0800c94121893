"""The tab of projects: of all customers in mode 5, of one on its page."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.project_pages import (
    ProjectSummary,
    ProjectView,
    project_page,
    project_pages,
    projects_ahead,
)
from brm_tui.rules.filter_fields import PROJECTS
from brm_tui.rules.project_rag import Dimension
from brm_tui.ui.commands import (
    DELETE,
    EDIT,
    EXPLAIN,
    EXPORT,
    MOVE_DOWN,
    MOVE_UP,
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
from brm_tui.ui.screens.projects import doing
from brm_tui.ui.screens.projects.table import CUSTOMER_COLUMNS, PORTFOLIO_COLUMNS, SORTS, project_row
from brm_tui.ui.screens.projects.words import summary_words
from brm_tui.ui.screens.view_pane import ViewPane
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table


class ProjectTable(Commanding, Table):
    """The list of projects."""

    COMMANDS = (
        OPEN.command(
            "projects.open", "Open project", "Show everything about the project, its milestones too."
        ),
    )


class ProjectFilterLine(FilterLine):
    """The line above the projects."""

    COMMANDS = filter_line_commands("projects")


class ProjectsPane(ViewPane):
    """The tab of projects."""

    NAME = "projects"
    KIND = "projects"
    TABLE, FILTERS = ProjectTable, PROJECTS
    SORTS = SORTS
    COMMANDS = (
        NEW.command("projects.new", "New project", "Enter a project."),
        EDIT.command("projects.edit", "Edit project", "Change the project.", condition=lambda pane: pane.has_row),
        DELETE.command(
            "projects.delete", "Delete project",
            "Delete the project with its milestones, or all marked ones; u takes it back.",
            condition=lambda pane: pane.has_row,
        ),
        STATE.command(
            "projects.move_on", "Move on", "Say what became of the project: started, on hold, completed, cancelled.",
            condition=lambda pane: pane.has_row,
        ),
        *filtering_commands("projects", lambda pane: pane.has_list),
        SORT.command(
            "projects.sort", "Sort", "Choose what the list is sorted by; the same again turns it around.",
            condition=lambda pane: pane.has_list,
        ),
        EXPORT.command(
            "projects.export", "Export the list", "Write what is listed as a CSV file.", in_footer=False,
            condition=lambda pane: pane.has_row,
        ),
        EXPLAIN.command(
            "projects.explain", "Explain", "Show what decides the standing, and how value and slip come about.",
            condition=lambda pane: pane.has_row,
        ),
        *doing.judging("projects", lambda pane: pane.has_row),
        MOVE_UP.command(
            "projects.move_up", "Move up in priority",
            "Put the project before the one above among the customer's; at the border it takes the higher priority.",
            condition=lambda pane: pane.can_order,
        ),
        MOVE_DOWN.command(
            "projects.move_down", "Move down in priority",
            "Put the project behind the one below among the customer's; at the border it takes the lower priority.",
            condition=lambda pane: pane.can_order,
        ),
        Command(
            "projects.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda pane: bool(pane.marked),
        ),
    )  # fmt: skip

    view: ProjectView

    def __init__(self) -> None:
        super().__init__()
        self.view = ProjectView()
        self._summary = ProjectSummary(0, 0, 0, 0, 0)
        self._listed = 0

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield ProjectFilterLine(PROJECTS.example)
        yield EmptyState(
            "No projects yet",
            "What IT changes for its customers in one go: how time, resources and scope stand and why, what it costs"
            " and brings, and the dates that others wait for.",
            [("n", "enter the first one")],
        )
        columns = CUSTOMER_COLUMNS if self.owner.customer_id else PORTFOLIO_COLUMNS
        yield ProjectTable(
            columns, placeholder="No project fits. F shows all under way; f and over those that are over too.",
            id="projects-table",
        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin with the customer's own order where there is one."""
        if self.owner.customer_id:
            self.view = replace(self.view, sort="priority")

    @property
    def can_order(self) -> bool:
        """Whether the customer's order is seen as it is, so that moving in it is seen too."""
        in_order = self.view.sort == "priority" and not self.view.descending
        return self.has_row and bool(self.owner.customer_id) and in_order

    def _asked(self) -> ProjectView:
        """Return the view as the desk is asked for it: of the screen's customer."""
        return replace(self.view, customer_id=self.owner.customer_id or None)

    async def load(self) -> None:
        """Read the list again; the cursor stays on its project."""
        self.read_filter_again()
        owner, view = self.owner, self.view
        found = await owner.gateway.read(projects_ahead, owner.desk, self._asked())
        if view is not self.view:
            return
        pages, self._listed, self._summary = found
        today, of_customer = owner.clock.today(), bool(owner.customer_id)
        self.table.sort = Sort(view.sort, view.descending)
        self.table.set_source(
            RecordSource(pages, lambda line: project_row(line, today, of_customer=of_customer))
        )
        self.put_cursor_on(self.table)
        self.set_class(not self._summary.under_way + self._summary.over, "-empty")
        self._say()
        self.screen.refresh_bindings()

    def _say(self) -> None:
        if self.owner.pane is not self:
            return
        states = self.filter_states(self._listed)
        if self.has_list:
            states.append(self.sort_said)
        if self.owner.customer_id and self._summary.tied:
            states.append(f"{self._summary.tied} tie")
        self.owner.say(summary_words(self._summary), tuple(states))

    # Acting on projects

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        self.post_message(OpenRecord("projects", event.row_id))

    @work
    async def action_new(self) -> None:
        """Enter a project."""
        made = await doing.new_project(self.owner, self.owner.customer_id)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the project."""
        if self.table.cursor_id is not None:
            await doing.edit_project(self.owner, self.table.cursor_id)

    @work
    async def action_delete(self) -> None:
        """Delete the project under the cursor, or all marked ones."""
        await delete_records(self.owner, "projects", self.chosen)

    @work
    async def action_move_on(self) -> None:
        """Say what became of the project under the cursor, or of all marked ones."""
        owner, chosen = self.owner, self.chosen
        if chosen:
            pages = [await owner.gateway.read(project_page, owner.desk, row_id) for row_id in chosen]
            if await doing.move_projects(owner, chosen, [page.project.status for page in pages]):
                self.table.clear_marks()

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.projects.exporting import COLUMNS, is_internal

        pages = project_pages(self.owner.desk, self._asked())
        await export_list(self.owner, "projects", pages, COLUMNS, internal=is_internal)

    @work
    async def action_explain(self) -> None:
        """Show what the figures of the project are made of."""
        if self.table.cursor_id is not None:
            await doing.explain_project(self.owner, self.table.cursor_id)

    def action_judge_time(self) -> None:
        """Say how time stands."""
        self._judge(Dimension.TIME)

    def action_judge_resource(self) -> None:
        """Say how resources stand."""
        self._judge(Dimension.RESOURCE)

    def action_judge_scope(self) -> None:
        """Say how scope stands."""
        self._judge(Dimension.SCOPE)

    @work
    async def _judge(self, dimension: Dimension) -> None:
        if self.table.cursor_id is not None:
            await doing.judge_project(self.owner, self.table.cursor_id, dimension)

    def action_move_up(self) -> None:
        """Put the project before the one above."""
        self._put(down=False)

    def action_move_down(self) -> None:
        """Put the project behind the one below."""
        self._put(down=True)

    @work
    async def _put(self, *, down: bool) -> None:
        owner, here = self.owner, self.table.cursor_id
        if here is None:
            return
        label = await owner.gateway.write(doing.put_in_order, owner.desk, owner.customer_id, here, down)
        owner.toast(f"{label} · u takes it back" if label else "It stands at that end already")
