"""Milestones: noting that they were reached."""

from __future__ import annotations

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.model.projects import Milestone
from brm_tui.rules.kinds import KINDS


def reach_milestone(desk: Desk, milestone_id: str) -> str:
    """Note a milestone as reached today; one that was reached is open again.

    Returns:
        What the history calls the step.

    Raises:
        NotFoundError: There is no such milestone; nothing was changed.
    """
    with desk.step("Reach milestone") as step:
        row = step.get(Milestone, milestone_id)
        if row is None:
            raise NotFoundError("milestone", milestone_id)
        again = row.reached is not None
        step.label = f"{'Open' if again else 'Reach'} milestone ‘{row.title}’{' again' if again else ''}"
        records.update(
            desk, step, KINDS["milestones"], milestone_id, {"reached": None if again else desk.today}
        )
    return step.label
