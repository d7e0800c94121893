"""undo, redo, history."""

from __future__ import annotations

from typing import Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table, say


def undo(options: Any) -> None:
    """Take back the last step and say which."""
    from brm_tui.desk import history as desk_history

    with opened(options) as desk:
        say(f"Undone: {desk_history.undo(desk).label}")


def redo(options: Any) -> None:
    """Bring back the last undone step and say which."""
    from brm_tui.desk import history as desk_history

    with opened(options) as desk:
        say(f"Redone: {desk_history.redo(desk).label}")


def history(options: Any) -> None:
    """Print the steps, newest first."""
    from brm_tui.desk import history as desk_history

    with opened(options) as desk:
        steps = desk_history.steps(desk)
        if options.json:
            print_json(
                [
                    as_values(step)
                    | {"changes": [as_values(row) for row in desk_history.changes_of(desk, step.number)]}
                    for step in steps
                ]
            )
        else:
            rows = [[step.number, step.at, step.kind, step.rows, step.label] for step in steps]
            print_table(["number", "at", "kind", "rows", "label"], rows)
