"""Moving changes and projects from state to state, and judging one of a project's three, each as one step."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.kinds import KINDS, kind_named
from brm_tui.rules.project_rag import Dimension
from brm_tui.store.queries import rows

_FIELDS = {"changes": "state", "projects": "status"}


def move_to(desk: Desk, kind_name: str, row_ids: Sequence[str], state: str) -> str:
    """Move changes or projects to another state, all or none.

    Args:
        desk: The desk.
        kind_name: ``changes`` or ``projects``.
        row_ids: Which ones.
        state: The state.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: One of them may not go there, or there is no such one; nothing was changed.
    """
    kind = kind_named(kind_name)
    field = _FIELDS[kind_name]
    with desk.step(f"Move {kind.name}") as step:
        called = ""
        for row_id in row_ids:
            called = rows.label_of(step.raw, kind, row_id)
            try:
                records.update(desk, step, kind, row_id, {field: state})
            except BrmError as error:
                if len(row_ids) == 1:
                    raise
                raise BrmError(
                    error.title, f"{kind.noun} ‘{called}’: {error.message} Nothing was changed."
                ) from error
        what = f"‘{called}’" if len(row_ids) == 1 else f"{len(row_ids)} {kind.name}"
        step.label = f"Move {what} to {state}"
    return step.label


def judge(
    desk: Desk, project_id: str, dimension: Dimension, rag: str | None, figure: str, reason: str
) -> str:
    """Say how one of a project's three stands, with the figure and the reason.

    Args:
        desk: The desk.
        project_id: Which project.
        dimension: Time, resources or scope.
        rag: green, amber or red; None: not known.
        figure: In a figure; empty for none.
        reason: Why; empty for none.

    Returns:
        What the history calls the step.

    Raises:
        BrmError: There is no such project, or a value is refused; nothing was changed.
    """
    values = {f"{dimension}_rag": rag, f"{dimension}_figure": figure, f"{dimension}_reason": reason}
    with desk.step("Judge project") as step:
        called = rows.label_of(step.raw, KINDS["projects"], project_id)
        records.update(desk, step, KINDS["projects"], project_id, values)
        step.label = f"Judge {dimension.called.casefold()} of ‘{called}’: {rag or 'not known'}"
    return step.label
