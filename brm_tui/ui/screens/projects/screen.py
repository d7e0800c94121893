"""One project: its three, its money, its timeline with the milestones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from brm_tui.desk.project_pages import MilestoneLine, ProjectPage, project_page
from brm_tui.rules.project_rag import Dimension
from brm_tui.rules.short_lists import MILESTONES
from brm_tui.ui.arranging import Arranging, arranging_commands, export_command
from brm_tui.ui.commands import EDIT, EXPLAIN, Command
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.moving_states import STATE
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.projects import doing
from brm_tui.ui.screens.projects.facts import head_words, money_lines, standing_lines, what_lines
from brm_tui.ui.screens.projects.milestones import NOW_ROW, PLAN_ROW, MilestoneTable
from brm_tui.ui.screens.projects.timeline import legend
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.sheet import Sheet, cut
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.list_export import ExportColumn


class ProjectFacts(VerticalScroll, can_focus=False):
    """What is said above the timeline: beside each other where there is room."""


class MilestoneFilterLine(FilterLine):
    """The line above the timeline."""

    COMMANDS = words_line_commands("project.")


class ProjectScreen(Arranging, DeskScreen):
    """A project."""

    FILTERS = MILESTONES
    USUAL_ORDER = "By their days"

    ABOUT = "project"
    CSS_PATH = "projects.tcss"
    AUTO_FOCUS = "MilestoneTable"
    SHOWS = frozenset({"milestones"})
    HELP = (
        "One project: how time, resources and scope stand, with the reason and what may give; what it costs and"
        " brings; and its dates, as first planned against as they look now. The whole is the worst of the three."
    )
    COMMANDS = (
        EDIT.command("project.edit", "Edit project", "Change the project.", footer="edit project"),
        STATE.command("project.move_on", "Move on", "Say what became of the project."),
        *doing.judging("project", lambda _screen: True),
        EXPLAIN.command(
            "project.explain", "Explain", "Show what decides the standing, and how value and slip come about.",
            footer="explain",
        ),
        *arranging_commands("project.", lambda screen: not screen.is_bare),
        export_command("project.export", "milestones", lambda screen: not screen.is_bare),
        Command(
            "project.customer", "o", "open_customer", "Open the customer", "Show the customer of the project.",
            condition=lambda screen: screen.has_customer,
        ),
        Command("project.delete", "", "delete_project", "Delete project", "Delete the project with its milestones."),
    )  # fmt: skip

    def __init__(self, project_id: str) -> None:
        """Make the screen.

        Args:
            project_id: Which project.
        """
        super().__init__()
        self.project_id = project_id
        self.page: ProjectPage | None = None
        self.trail = ("Projects",)

    def compose_body(self) -> ComposeResult:
        """Show the facts above the timeline."""
        with ProjectFacts():
            yield Sheet(id="project-standing")
            yield Sheet(id="project-money")
        yield MilestoneFilterLine(MILESTONES.example)
        yield MilestoneTable()
        yield Sheet(id="project-legend")

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The project that is shown."""
        return "projects", self.project_id

    @property
    def has_customer(self) -> bool:
        """Whether there is a customer to open."""
        return self.page is not None and bool(self.page.customers)

    async def load(self) -> None:
        """Read the project again."""
        page = self.page = await self.gateway.read(project_page, self.desk, self.project_id)
        today = self.clock.today()
        self.title = f"{page.project.code} {page.project.name}" if page.project.code else page.project.name
        self.answer = head_words(page, today)
        self.query_one("#project-standing", Sheet).show(lambda width: standing_lines(page, width))
        self.query_one("#project-money", Sheet).show(
            lambda width: [*money_lines(page, width), *what_lines(page, width)]
        )
        self.take(page.milestones)
        said = legend(page.milestones)
        self.query_one("#project-legend", Sheet).show(
            lambda width: [cut(Content.styled(said, "$muted"), width)]
        )

    def show_listed(self) -> None:
        """Show the milestones that fit the words."""
        page = self.page
        if page is not None:
            table = self.query_one(MilestoneTable)
            table.show(page, self.listed, self.clock.today(), self._sought_milestone())
        self.state = self.arranged_states()
        self.refresh_bindings()

    def to_list(self) -> None:
        """Give the timeline the keys."""
        self.set_focus(self.query_one(MilestoneTable))

    @property
    def exported(self) -> Sequence[ExportColumn[MilestoneLine]]:
        """The columns of the file, as the milestones stand today."""
        from brm_tui.ui.screens.projects.exporting import milestone_columns

        return milestone_columns(self.clock.today())

    def _sought_milestone(self) -> str | None:
        """Return the milestone that the screen was opened for, once."""
        sought, self.sought = self.sought, None
        return sought.id if sought is not None and sought.kind == "milestones" else None

    @on(Table.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    # The project

    @work
    async def action_edit(self) -> None:
        """Change the project."""
        await doing.edit_project(self, self.project_id)

    @work
    async def action_move_on(self) -> None:
        """Say what became of the project."""
        if self.page is not None:
            await doing.move_projects(self, [self.project_id], [self.page.project.status])

    @work
    async def action_explain(self) -> None:
        """Show what the figures are made of."""
        await doing.explain_project(self, self.project_id)

    @work
    async def action_export(self) -> None:
        """Write the milestones as a file; those of an internal project stay in the house."""
        from brm_tui.ui.list_export import export_list

        page = self.page
        if page is not None:
            await export_list(
                self,
                "milestones",
                self.listed_pages,
                self.exported,
                internal=lambda _line: page.project.internal,
            )

    @work
    async def action_delete_project(self) -> None:
        """Delete the project with its milestones."""
        await delete_records(self, "projects", [self.project_id])

    def action_open_customer(self) -> None:
        """Show the project's customer, the first by name where it has several."""
        if self.page is not None and self.page.customers:
            self.post_message(OpenRecord("customers", self.page.customers[0].id))

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
        await doing.judge_project(self, self.project_id, dimension)

    # Its milestones

    @property
    def _milestone(self) -> str | None:
        here = self.query_one(MilestoneTable).cursor_id
        return None if here in (PLAN_ROW, NOW_ROW) else here

    @on(Table.Opened)
    def _opened(self) -> None:
        self._open()

    @work
    async def _open(self) -> None:
        if self._milestone is None:
            await doing.edit_project(self, self.project_id)
        else:
            await doing.edit_milestone(self, self._milestone)

    @work
    async def action_new_milestone(self) -> None:
        """Enter a milestone."""
        await doing.new_milestone(self, self.project_id)

    @work
    async def action_delete_milestone(self) -> None:
        """Delete the milestone."""
        if self._milestone is not None:
            await delete_records(self, "milestones", [self._milestone])

    @work
    async def action_reached(self) -> None:
        """Note that the milestone was reached today, or that it was not after all."""
        if self._milestone is not None:
            label = await self.gateway.write(doing.reach, self.desk, self._milestone)
            self.toast(f"{label} · u takes it back")
