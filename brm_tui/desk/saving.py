"""What each KIND needs around a write: its own rules before, and what follows from it after."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.model.base import Entity
from brm_tui.rules.kinds import Kind
from brm_tui.store.step import Step

Prepare = Callable[[Desk, Step, dict[str, Any], Any], None]
Saved = Callable[[Desk, Step, Any, dict[str, Any] | None], None]

_PREPARE = {
    "customers": "brm_tui.desk.customers:prepare_customer",
    "forums": "brm_tui.desk.forums:prepare_forum",
    "events": "brm_tui.desk.events:prepare_event",
    "exceptions": "brm_tui.desk.events:prepare_exception",
    "meetings": "brm_tui.desk.events:prepare_meeting",
    "actions": "brm_tui.desk.actions:prepare_action",
    "changes": "brm_tui.desk.changes:prepare_change",
    "touches": "brm_tui.desk.touches:prepare_touch",
    "demands": "brm_tui.desk.demands:prepare_demand",
    "feedback": "brm_tui.desk.feedback:prepare_feedback",
    "surveys": "brm_tui.desk.surveys:prepare_survey",
    "responses": "brm_tui.desk.surveys:prepare_response",
    "people": "brm_tui.desk.people:prepare_person",
    "roles": "brm_tui.desk.people:prepare_period",
    "representations": "brm_tui.desk.people:prepare_period",
    "staff": "brm_tui.desk.agreement_rows:prepare_staff",
    "agreements": "brm_tui.desk.agreement_rows:prepare_agreement",
    "objectives": "brm_tui.desk.agreement_rows:prepare_objective",
    "freezes": "brm_tui.desk.spans:prepare_spans",
    "projects": "brm_tui.desk.projects:prepare_project",
    "subscriptions": "brm_tui.desk.spans:prepare_spans",
}
_SAVED = {
    "agreements": "brm_tui.desk.forums:agreement_saved",
    "forums": "brm_tui.desk.forums:forum_saved",
    "events": "brm_tui.desk.events:event_saved",
    "meetings": "brm_tui.desk.meeting_touches:meeting_saved",
}
_DELETING = {
    "events": "brm_tui.desk.events:check_event_deletable",
    "exceptions": "brm_tui.desk.events:check_exception_deletable",
}


def _function(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def prepare(desk: Desk, step: Step, kind: Kind, values: dict[str, Any], row: Entity | None) -> None:
    """Complete and check the values of a record before the model checks them.

    Args:
        desk: The desk.
        step: The running step.
        kind: Of what.
        values: Columns, all of them; changed in place.
        row: What stands there now, None for a new record.

    Raises:
        BrmError: They cannot be.
    """
    if kind.name in _PREPARE:
        _function(_PREPARE[kind.name])(desk, step, values, row)


def deleting(step: Step, kind: Kind, row_id: str) -> None:
    """See that a record may be deleted by itself.

    Raises:
        BrmError: It may not.
    """
    if kind.name in _DELETING:
        _function(_DELETING[kind.name])(step, row_id)


def saved(desk: Desk, step: Step, kind: Kind, row: Entity, before: dict[str, Any] | None) -> None:
    """Do what follows from a written record, within the same step.

    Args:
        desk: The desk.
        step: The running step.
        kind: Of what.
        row: The record as it is now, its links too.
        before: Its columns before, None for a new record.
    """
    if kind.name in _SAVED:
        _function(_SAVED[kind.name])(desk, step, row, before)
