"""The log: settling opportunities and issues, and making successes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.model.log import LogEntry
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import LogState
from brm_tui.store.step import Step


def close_entries(desk: Desk, entry_ids: Sequence[str]) -> str:
    """Close opportunities and issues in one step; where all of them are, open them again.

    Returns:
        What the history calls it.
    """
    with desk.step("Close entries") as step:
        found = _rows(step, entry_ids)
        again = all(row.state == LogState.CLOSED for row in found)
        state = LogState.OPEN if again else LogState.CLOSED
        for row in found:
            records.update(desk, step, KINDS["log"], row.id, {"state": state.value})
        called = _called(found)
        step.label = f"Open {called} again" if again else f"Close {called}"
    return step.label


def add_success(desk: Desk, given: Mapping[str, object], *, closing: Sequence[str] = ()) -> str:
    """Add a success and close what it came from, in one step.

    Args:
        desk: The desk.
        given: The fields of the success, ``sources`` among them.
        closing: Ids of the opportunities and issues that are done with it.

    Returns:
        Its id.

    Raises:
        BrmError: A value is refused; nothing was changed.
    """
    with desk.step("Add success") as step:
        made = records.insert(desk, step, KINDS["successes"], given)
        named = {str(entry) for entry in _sources(given)}
        done = [row for row in _rows(step, closing) if row.id in named] if closing else []
        for row in done:
            if row.state != LogState.CLOSED:
                records.update(desk, step, KINDS["log"], row.id, {"state": LogState.CLOSED.value})
        came_from = f" from {_called(done)}" if done else ""
        step.label = f"Add success ‘{given['title']}’{came_from}"
    return made.id


def _sources(given: Mapping[str, object]) -> Sequence[object]:
    sources = given.get("sources")
    return sources if isinstance(sources, list | tuple) else ()


def _rows(step: Step, entry_ids: Sequence[str]) -> list[LogEntry]:
    found = [row for entry_id in entry_ids if (row := step.get(LogEntry, entry_id)) is not None]
    if not found:
        raise NotFoundError("log entry", ", ".join(entry_ids))
    return found


def _called(rows: Sequence[LogEntry]) -> str:
    if len(rows) == 1:
        return f"{rows[0].kind} ‘{rows[0].title}’"
    kinds = {str(row.kind) for row in rows}
    several = {"opportunity": "opportunities", "issue": "issues"}
    return f"{len(rows)} {several[kinds.pop()] if len(kinds) == 1 else 'opportunities and issues'}"
