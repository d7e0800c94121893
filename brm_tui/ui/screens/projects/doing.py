"""What can be done with a project, from the list and from its own page: forms, judging, moving on, explaining."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brm_tui.desk.project_pages import project_page
from brm_tui.rules.project_rag import Dimension
from brm_tui.rules.project_states import next_statuses
from brm_tui.rules.vocabulary import ProjectStatus
from brm_tui.ui.commands import Command, Condition
from brm_tui.ui.moving_states import move_on
from brm_tui.ui.record_form import described, edit_record, new_record

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_FIELDS = (
    "name", "code", "customers", "manager", "status", "priority", "summary",
    "baseline_start", "baseline_end", "forecast_start", "forecast_end",
    "time_constraint", "time_rag", "time_figure", "time_reason",
    "resource_constraint", "resource_rag", "resource_figure", "resource_reason",
    "scope_constraint", "scope_rag", "scope_figure", "scope_reason",
    "budget", "spend", "expected_value", "realised_value", "currency", "internal",
)  # fmt: skip
_MILESTONE = ("title", "baseline", "forecast", "reached")
_JUDGE_KEYS = {
    Dimension.TIME: "exclamation_mark",
    Dimension.RESOURCE: "dollar_sign",
    Dimension.SCOPE: "percent_sign",
}


def judging(where: str, condition: Condition) -> tuple[Command, ...]:
    """Return the commands that judge time, resources and scope: ``!``, ``$`` and ``%``.

    Args:
        where: What their ids begin with.
        condition: Whether there is a project.
    """
    return tuple(
        Command(
            f"{where}.judge_{dimension}", key, f"judge_{dimension}", f"Judge {dimension.called.casefold()}",
            f"Say whether {dimension.called.casefold()} {'are' if dimension is Dimension.RESOURCE else 'is'} red,"
            " amber or green, with the figure and the reason.",
            footer=dimension.called.casefold(), in_footer=True, condition=condition,
        )
        for dimension, key in _JUDGE_KEYS.items()
    )  # fmt: skip


async def new_project(screen: DeskScreen, customer_id: str) -> str | None:
    """Let the user enter a project, of a customer where one is given; return its id."""
    values: dict[str, object] = {}
    if customer_id:
        from brm_tui.desk.choices import choice_of

        code, _label = await screen.gateway.read(choice_of, screen.desk, "customers", customer_id)
        values["customers"] = (code,)
    return await new_record(screen, "projects", values, names=_FIELDS)


async def edit_project(screen: DeskScreen, project_id: str) -> bool:
    """Let the user change a project."""
    return await edit_record(screen, "projects", project_id, names=_FIELDS)


async def move_projects(
    screen: DeskScreen, project_ids: Sequence[str], statuses: Sequence[ProjectStatus]
) -> bool:
    """Let the user choose what becomes of projects, among what may follow the statuses that they have."""
    may = [next_statuses(status) for status in statuses]
    common = [status.value for status in may[0] if all(status in each for each in may)]
    now = " or ".join(dict.fromkeys(status.value for status in statuses))
    if not common:
        screen.toast(f"No status may follow {now} for all of them")
        return False
    return await move_on(screen, "projects", project_ids, now, common)


async def judge_project(screen: DeskScreen, project_id: str, dimension: Dimension) -> bool:
    """Let the user say how one of a project's three stands, with the figure and the reason."""
    from brm_tui.ui.dialogs.form import FormDialog

    page = await screen.gateway.read(project_page, screen.desk, project_id)
    names = [f"{dimension}_{part}" for part in ("rag", "figure", "reason")]
    fields = await screen.gateway.read(described, "projects", names)
    known = {name: getattr(page.project, name) for name in names}
    said: list[str] = []

    async def save(entered: dict[str, object]) -> None:
        said.append(
            await screen.gateway.write(
                _judge, screen.desk, project_id, dimension, {**known, **entered}, names
            )
        )

    dialog = FormDialog(f"{dimension.called}: {page.project.name}", fields, known, save=save)
    if not await screen.ask(dialog) or not said:
        return False
    screen.toast(f"{said[-1]} · u takes it back")
    return True


async def explain_project(screen: DeskScreen, project_id: str) -> None:
    """Show what the figures of a project are made of."""
    from brm_tui.ui.dialogs.sheet import SheetDialog
    from brm_tui.ui.screens.projects.explaining import explained

    page = await screen.gateway.read(project_page, screen.desk, project_id)
    await screen.ask(SheetDialog(page.project.name, explained(page, screen.clock.today())))


async def new_milestone(screen: DeskScreen, project_id: str) -> str | None:
    """Let the user enter a milestone; return its id."""
    return await new_record(screen, "milestones", {"project": project_id}, names=_MILESTONE)


async def edit_milestone(screen: DeskScreen, milestone_id: str) -> bool:
    """Let the user change a milestone."""
    return await edit_record(screen, "milestones", milestone_id, names=_MILESTONE)


# The models load with these, in the thread that runs them.


def _judge(
    desk: Desk, project_id: str, dimension: Dimension, values: Mapping[str, object], names: Sequence[str]
) -> str:
    from brm_tui.desk.state_moving import judge

    rag, figure, reason = (values[name] for name in names)
    return judge(
        desk, project_id, dimension, None if rag is None else str(rag), str(figure or ""), str(reason or "")
    )


def put_in_order(desk: Desk, customer_id: str, project_id: str, down: bool) -> str | None:
    """Move a project one place among those of a customer; it loads the models."""
    from brm_tui.desk.project_order import move_in_order

    return move_in_order(desk, customer_id, project_id, down=down)


def reach(desk: Desk, milestone_id: str) -> str:
    """Note a milestone as reached today, or as not reached after all; it loads the models."""
    from brm_tui.desk.milestones import reach_milestone

    return reach_milestone(desk, milestone_id)
