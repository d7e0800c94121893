"""A project's timeline as a list: its own two bars, then its milestones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from brm_tui.desk.project_pages import MilestoneLine, ProjectPage
from brm_tui.rules.dates import show_date
from brm_tui.rules.project_slip import MilestoneState, Scale, milestone_standing
from brm_tui.ui.commands import COMPLETE, OPEN, Command, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, UNKNOWN
from brm_tui.ui.screens.projects import timeline
from brm_tui.ui.screens.projects.words import slip_cell
from brm_tui.ui.screens.services.words import NOTHING
from brm_tui.ui.widgets.columns import GAP, Column
from brm_tui.ui.widgets.list_style import MARGIN
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
from brm_tui.ui.widgets.table import Table

PLAN_ROW, NOW_ROW = "plan", "now"
"""The rows of the project's own bars."""

_BEFORE = (
    Column("sign", "", 1, sortable=False),
    Column("title", "Milestone", 20, sortable=False),
    Column("now", "Now", 11, sortable=False),
    Column("slip", "Slip", 7, align="right", sortable=False),
)
_WIDE_TITLE, _WIDE_FROM = 34, 110
_LEAST = 12

_SIGNS = {
    MilestoneState.REACHED: Cell(DONE.text, "good"),
    MilestoneState.LATE: Cell(BAD.text, "bad"),
    MilestoneState.SLIPPING: Cell(ATTENTION.text, "attention"),
    MilestoneState.ON_TIME: Cell(""),
    MilestoneState.UNKNOWN: Cell(UNKNOWN.text, "dim"),
}


def _is_milestone(table: Any) -> bool:
    return table.cursor_id not in (None, PLAN_ROW, NOW_ROW)


class MilestoneTable(Commanding, Table):
    """The timeline; its last column is as wide as there is room, so it is laid out anew with the terminal."""

    COMMANDS = (
        OPEN.command(
            "project.open", "Edit milestone", "Change the milestone; on a bar of the project, the project.",
            footer="edit", condition=lambda table: table.cursor_id is not None,
        ),
        COMPLETE.command(
            "project.reached", "Reached", "Note that the milestone was reached today, or that it was not after all.",
            action="screen.reached", footer="reached", condition=_is_milestone,
        ),
        Command(
            "project.new_milestone", "n", "screen.new_milestone", "New milestone", "Enter a milestone.",
            footer="milestone", in_footer=True,
        ),
        Command(
            "project.delete_milestone", "d", "screen.delete_milestone", "Delete milestone",
            "Delete the milestone; u takes it back.", footer="delete", in_footer=True, condition=_is_milestone,
        ),
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__(_BEFORE, placeholder="No dates yet; n enters a milestone.", id="project-milestones")
        self._project: ProjectPage | None = None
        self._listed: Sequence[MilestoneLine] = ()
        self._today = date.min
        self._laid_out_for = 0
        self._wanted: str | None = None

    def show(
        self,
        page: ProjectPage,
        listed: Sequence[MilestoneLine],
        today: date,
        milestone_id: str | None = None,
    ) -> None:
        """Show a project's timeline.

        Args:
            page: The project; the line of days holds all of its milestones.
            listed: Those that are listed, in their order.
            today: Today.
            milestone_id: Where the cursor goes; None: it stays.
        """
        self._project, self._listed, self._today = page, listed, today
        self._wanted = milestone_id or self._wanted
        self._lay_out()

    def on_resize(self) -> None:
        """Lay the timeline out for the new width."""
        super().on_resize()
        if self._project is not None and self.size.width != self._laid_out_for:
            self._lay_out()

    def _lay_out(self) -> None:
        page, width = self._project, self.size.width
        self._laid_out_for = width
        if page is None or width <= 0:
            return
        title = _WIDE_TITLE if width >= _WIDE_FROM else _BEFORE[1].width
        before = (_BEFORE[0], _BEFORE[1]._replace(width=title), *_BEFORE[2:])
        room = self.line_width - MARGIN - sum(column.width + GAP for column in before) - 1
        line = timeline.scale_of(page, self._today, max(room, _LEAST))
        columns = [*before]
        if line is not None:
            columns.append(
                Column("timeline", timeline.head(line, self._today), line.cells, sortable=False, priority=2)
            )
        rows = [*_bars(page, line, self._today)]
        rows += [_milestone_row(milestone, line, self._today) for milestone in self._listed]
        self.set_columns(columns, FixedSource(rows))
        if self._wanted is not None and self.move_cursor_to(self._wanted):
            self._wanted = None


def _bars(page: ProjectPage, line: Scale | None, today: date) -> list[Row]:
    """Return the project's own two bars, as far as it has dates."""
    project = page.project
    rows = []
    for row_id, title, start, end, sign in (
        (PLAN_ROW, "As first planned", project.baseline_start, project.baseline_end, timeline.PLAN),
        (NOW_ROW, "As it looks now", project.forecast_start, project.forecast_end, timeline.NOW),
    ):
        if line is not None and (start or end):
            slip = slip_cell(page.slip) if row_id == NOW_ROW else Cell("")
            day = Cell(show_date(end, today)) if end else Cell(NOTHING, "dim")
            rows.append(
                Row(
                    row_id,
                    (Cell(""), Cell(title, "dim"), day, slip, timeline.bar(line, start, end, sign, today)),
                )
            )
    return rows


def _milestone_row(milestone: MilestoneLine, line: Scale | None, today: date) -> Row:
    found = milestone_standing(milestone.baseline, milestone.forecast, milestone.reached, today)
    day = show_date(found.day, today) if found.day else NOTHING
    return Row(
        milestone.id,
        (
            _SIGNS[found.state],
            Cell(milestone.title, "dim" if found.state is MilestoneState.REACHED else ""),
            Cell(day, "bad" if found.state is MilestoneState.LATE else ""),
            slip_cell(found.slip),
            *([] if line is None else [timeline.dates(line, milestone, today)]),
        ),
    )
