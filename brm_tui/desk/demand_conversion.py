"""What comes of an approved demand: an objective of the customer's agreement, or an action on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.demands import Demand
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import (
    ActionStatus,
    DemandState,
    ObjectiveKind,
    ObjectiveStatus,
    PromiseSide,
    Side,
)
from brm_tui.store.queries.agreement_choices import side_of_person
from brm_tui.store.queries.demand_page import running_agreements
from brm_tui.store.step import Step


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a demand.

    Attributes:
        kind: ``objectives`` or ``actions``.
        id: The objective or the action.
        label: What the history calls the step.
    """

    kind: str
    id: str
    label: str


def convert_demand(desk: Desk, demand_id: str, kind: str, *, agreement_id: str = "") -> Outcome:
    """Make an approved demand an objective or an action, and link the two, as one step.

    Args:
        desk: The desk.
        demand_id: Which demand.
        kind: ``objectives`` or ``actions``.
        agreement_id: The agreement that the objective goes into; empty: the customer's only one that has not ended.

    Raises:
        BrmError: It is not approved, something came of it already, or the customer has no such agreement; nothing was
            changed.
    """
    with desk.step("Convert demand") as step:
        demand = step.get(Demand, demand_id)
        if demand is None:
            raise NotFoundError("demand", demand_id)
        _check(demand)
        values = _objective(step, demand, agreement_id) if kind == "objectives" else _action(demand)
        made = records.insert(desk, step, KINDS[kind], values).id
        noun = KINDS[kind].noun
        records.update(desk, step, KINDS["demands"], demand_id, {noun: made})
        where = "an objective of the agreement" if kind == "objectives" else "an action on the board"
        step.label = f"Make ‘{demand.title}’ {where}"
    return Outcome(kind, made, step.label)


def _check(demand: Demand) -> None:
    if demand.objective_id or demand.action_id:
        noun = "objective" if demand.objective_id else "action"
        raise BrmError(
            "Converted already", f"An {noun} came of ‘{demand.title}’ already. Nothing was changed."
        )
    if demand.state != DemandState.APPROVED.value:
        raise BrmError(
            "Not approved yet",
            f"‘{demand.title}’ is {DemandState(demand.state).value}; only an approved demand becomes an objective or"
            " an action. Nothing was changed.",
        )


def _objective(step: Step, demand: Demand, agreement_id: str) -> dict[str, object]:
    running = dict(running_agreements(step.raw, demand.customer_id))
    if not agreement_id:
        if len(running) != 1:
            has = f"{len(running)} agreements that have" if running else "no partnership agreement that has"
            raise BrmError(
                "Which agreement?",
                f"The customer has {has} not ended: make the demand an action, or see to the agreement first."
                if not running
                else f"The customer has {has} not ended; name one of them.",
            )
        (agreement_id,) = running
    elif agreement_id not in running:
        raise BrmError(
            "Not its agreement", "That agreement has ended, or is another customer's. Nothing was changed."
        )
    values: dict[str, object] = {
        "agreement": agreement_id,
        "title": demand.title,
        "why": demand.detail,
        "kind": ObjectiveKind.OBJECTIVE.value,
        "status": ObjectiveStatus.PROPOSED.value,
        "internal": demand.internal,
    }
    requester = demand.requested_by_id
    if requester and side_of_person(step.raw, requester) == Side.BUSINESS.value:
        values["business_owner"] = requester
    return values


def _action(demand: Demand) -> dict[str, Any]:
    return {
        "title": demand.title,
        "detail": demand.detail,
        "customer": demand.customer_id,
        "promised_by": PromiseSide.IT.value,
        "status": ActionStatus.PLANNED.value,
        "internal": demand.internal,
    }
