"""Changes, with the services and customers that they affect."""

from datetime import date, datetime

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import ChangeRisk, ChangeState, ChangeType


class ChangeFields(Described):
    """What a person enters of a change."""

    code: str | None = f.text("Code", "Its number, such as CHG-118.", maximum=40, default=None, unique=True)
    title: str = f.text("Title", "What is changed.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "What the customer will notice.")
    type: ChangeType = f.choice(
        ChangeType, "Type", "Standard, normal or emergency.", default=ChangeType.NORMAL
    )
    impact: int | None = f.whole(
        "Impact", "1 hardly noticed to 5 business stands still.", minimum=1, maximum=5
    )
    likelihood: int | None = f.whole("Likelihood", "1 remote to 5 almost certain.", minimum=1, maximum=5)
    risk: ChangeRisk | None = f.choice(
        ChangeRisk, "Risk", "From impact and likelihood; given only where these are unknown."
    )
    window_start: datetime | None = f.local_moment("Window starts", "Local wall time.", index=True)
    window_end: datetime | None = f.local_moment("Window ends", "Local wall time.")
    zone: str = f.zone()
    state: ChangeState = f.choice(ChangeState, "State", "Where it stands.", default=ChangeState.REQUESTED)
    told: date | None = f.day("Customer told", "The day the customer was told.")
    told_by_id: str | None = f.reference("people", "person", "Told by", "Who told them.")
    backout: str = f.long_text("Back-out plan", "How it is taken back.")
    owner_id: str | None = f.reference("people", "person", "Owner", "Who of IT answers for it.")
    internal: bool = f.internal()


class Change(ChangeFields, Entity, table=True):
    """A change to services."""

    __tablename__ = "change"
    __table_args__ = (
        sa.CheckConstraint(
            "window_end IS NULL OR (window_start IS NOT NULL AND window_end >= window_start)",
            name="ck_change_window",
        ),
    )
    title_sort: str = f.sort_form_of(later=True)


class ChangeService(Entity, table=True):
    """A service that a change affects."""

    __tablename__ = "change_service"
    __table_args__ = (sa.UniqueConstraint("change_id", "service_id"),)
    change_id: str = f.reference(
        "changes", "change", "Change", "Which change.", default=f.REQUIRED, on_delete="delete", root=True
    )
    service_id: str = f.reference(
        "services", "service", "Service", "What it affects.", default=f.REQUIRED, on_delete="delete"
    )


class ChangeCustomer(Entity, table=True):
    """A customer whom a change affects."""

    __tablename__ = "change_customer"
    __table_args__ = (sa.UniqueConstraint("change_id", "customer_id"),)
    change_id: str = f.reference(
        "changes", "change", "Change", "Which change.", default=f.REQUIRED, on_delete="delete", root=True
    )
    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whom it affects.", default=f.REQUIRED, on_delete="delete"
    )
