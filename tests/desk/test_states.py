"""Changes and projects on a real file: whatever is tried, no state is reached that its rule does not lead to."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import steps
from brm_tui.errors import FieldError
from brm_tui.paths import Home
from brm_tui.rules.change_states import next_states
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.project_states import next_statuses
from brm_tui.rules.vocabulary import ChangeState, ChangeType, ProjectStatus
from brm_tui.store.queries import rows

TRIES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(desk: Desk, kind: str, row_id: str) -> Any:
    return desk.read(rows.row, KINDS[kind], row_id)


def tried(desk: Desk, kind: str, row_id: str, field: str, wanted: str, allowed: bool) -> None:
    """Try a move: what is allowed is one step that is told, undone and redone; anything else changes nothing."""
    before = getattr(read(desk, kind, row_id), field)
    told = len(steps(desk))
    if not allowed:
        with pytest.raises(FieldError):
            records.change(desk, kind, row_id, {field: wanted})
        assert getattr(read(desk, kind, row_id), field) == before
        assert len(steps(desk)) == told
        return
    records.change(desk, kind, row_id, {field: wanted})
    assert getattr(read(desk, kind, row_id), field) == wanted
    if wanted == before:
        assert len(steps(desk)) == told
        return
    assert len(steps(desk)) == told + 1
    desk.undo()
    assert getattr(read(desk, kind, row_id), field) == before
    desk.redo()
    assert getattr(read(desk, kind, row_id), field) == wanted


@TRIES
@given(
    st.sampled_from(ChangeState),
    st.sampled_from(ChangeType),
    st.lists(st.sampled_from(ChangeState), max_size=6),
)
def test_changes_move_only_by_their_rule(
    first: ChangeState, kind: ChangeType, wanted: list[ChangeState]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Home(Path(folder)), pinned_clock("2026-11-24", "Europe/Berlin"))
        try:
            values = {
                "title": "Patch",
                "type": kind.value,
                "state": first.value,
                "window_start": "2026-12-01T22:00",
            }
            row_id = records.add(desk, "changes", values)
            state = first
            for after in wanted:
                allowed = after is state or after in next_states(state, kind)
                tried(desk, "changes", row_id, "state", after.value, allowed)
                state = after if allowed else state
        finally:
            desk.close()


@TRIES
@given(st.sampled_from(ProjectStatus), st.lists(st.sampled_from(ProjectStatus), max_size=6))
def test_projects_move_only_by_their_rule(first: ProjectStatus, wanted: list[ProjectStatus]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(Home(Path(folder)), pinned_clock("2026-11-24", "Europe/Berlin"))
        try:
            row_id = records.add(desk, "projects", {"name": "Portal", "status": first.value})
            status = first
            for after in wanted:
                allowed = after is status or after in next_statuses(status)
                tried(desk, "projects", row_id, "status", after.value, allowed)
                status = after if allowed else status
        finally:
            desk.close()


def test_a_change_is_scheduled_only_with_a_window(desk: Desk) -> None:
    row_id = records.add(desk, "changes", {"title": "Patch", "state": "approved"})
    with pytest.raises(FieldError) as refused:
        records.change(desk, "changes", row_id, {"state": "scheduled"})
    assert refused.value.field == "window_start"
    records.change(desk, "changes", row_id, {"state": "scheduled", "window_start": "2026-12-01T22:00"})


def test_the_type_that_is_given_with_the_state_counts(desk: Desk) -> None:
    row_id = records.add(desk, "changes", {"title": "Patch", "state": "requested"})
    records.change(desk, "changes", row_id, {"type": "emergency", "state": "implemented"})
    assert read(desk, "changes", row_id).state is ChangeState.IMPLEMENTED


def test_any_state_may_be_brought_along(desk: Desk) -> None:
    for state in ChangeState:
        records.add(desk, "changes", {"title": state.value, "state": state.value})
    for status in ProjectStatus:
        records.add(desk, "projects", {"name": status.value, "status": status.value})
