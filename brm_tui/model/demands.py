"""Demand: wants, needs and information needs."""

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState


class DemandFields(Described):
    """What a person enters of a demand."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Who asks.", default=f.REQUIRED, on_delete="delete"
    )
    title: str = f.text("Title", "What is asked for, in the customer's words.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "What stands behind it.")
    kind: DemandKind = f.choice(
        DemandKind, "Kind", "A want, a need or an information need.", default=DemandKind.WANT
    )
    horizon: DemandHorizon = f.choice(
        DemandHorizon, "Horizon", "When it is wanted.", default=DemandHorizon.NEXT
    )
    volume: int | None = f.whole("Volume", "1 few to 5 very many people or cases.", minimum=1, maximum=5)
    size: int | None = f.whole("Size", "1 small to 5 very large effort.", minimum=1, maximum=5)
    value: int | None = f.whole("Value", "1 little to 5 very much worth.", minimum=1, maximum=5)
    risk: int | None = f.whole("Risk", "1 little to 5 very much risk.", minimum=1, maximum=5)
    score_override: float | None = f.decimal(
        "Score by hand", "Takes the place of the score.", minimum=0, maximum=100
    )
    override_reason: str = f.text("Reason of that", "Why the score is set by hand.", maximum=2000)
    service_id: str | None = f.reference(
        "services", "service", "Service", "What already meets it.", on_delete="clear"
    )
    project_id: str | None = f.reference(
        "projects", "project", "Project", "What will meet it.", on_delete="clear"
    )
    objective_id: str | None = f.reference(
        "objectives",
        "objective",
        "Objective",
        "The objective of the agreement that came of it.",
        on_delete="clear",
    )
    action_id: str | None = f.reference(
        "actions", "action", "Action", "The action that came of it.", on_delete="clear"
    )
    requested_by_id: str | None = f.reference("people", "person", "Asked by", "Who asked.")
    state: DemandState = f.choice(DemandState, "State", "Where it stands.", default=DemandState.DRAFT)
    state_reason: str = f.text("Reason", "Why it was deferred or rejected.", maximum=2000)
    customer_order: int | None = f.whole(
        "Customer's order",
        "Its place in the customer's own order; 1 comes first.",
        minimum=1,
        maximum=1_000_000,
    )
    internal: bool = f.internal()


class Demand(DemandFields, Entity, table=True):
    """Something a customer asks for."""

    __tablename__ = "demand"
    __table_args__ = (sa.Index("ix_demand_state", "state", "customer_id"),)
    title_sort: str = f.sort_form_of()
