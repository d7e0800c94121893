"""The life of a project: which status may follow which."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.rules.states import Moves, check_move
from brm_tui.rules.vocabulary import ProjectStatus as Status

MOVES: Moves[Status] = {
    Status.PROPOSED: (Status.RUNNING, Status.ON_HOLD, Status.CANCELLED),
    Status.RUNNING: (Status.COMPLETED, Status.ON_HOLD, Status.CANCELLED),
    Status.ON_HOLD: (Status.RUNNING, Status.CANCELLED),
    Status.COMPLETED: (Status.RUNNING,),
    Status.CANCELLED: (Status.PROPOSED,),
}
UNDER_WAY = (Status.PROPOSED, Status.RUNNING, Status.ON_HOLD)
"""What is not over."""


def next_statuses(status: Status) -> Sequence[Status]:
    """Return the statuses that may follow, the usual one first."""
    return MOVES[status]


def check_project_move(before: Status, after: Status) -> None:
    """Refuse a status of a project that may not follow.

    Raises:
        FieldError: It may not follow.
    """
    check_move("status", MOVES, before, after, "this project")
