"""Services, who takes them, and how well they did."""

from datetime import date

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import Criticality, Priority, ServiceState


class ServiceFields(Described):
    """What a person enters of a service."""

    name: str = f.text("Name", "As in the service catalogue.", default=f.REQUIRED, unique=True)
    description: str = f.long_text("Description", "What it does for whom.")
    state: ServiceState = f.choice(
        ServiceState, "State", "Where it is in its life.", default=ServiceState.LIVE
    )
    owner_id: str | None = f.reference("people", "person", "Owner", "Who of IT answers for it.")
    criticality: Criticality = f.choice(
        Criticality, "Criticality", "How badly the business is hurt without it.", default=Criticality.MEDIUM
    )


class Service(ServiceFields, Entity, table=True):
    """A service of IT."""

    __tablename__ = "service"
    name_sort: str = f.sort_form_of()


class SubscriptionFields(Described):
    """What a person enters of a subscription."""

    service_id: str = f.reference(
        "services", "service", "Service", "What is taken.", default=f.REQUIRED, on_delete="delete", root=True
    )
    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Who takes it.", default=f.REQUIRED, on_delete="delete"
    )
    cost: int | None = f.money("Cost", "What it costs a month.")
    currency: str = f.currency()
    priority: Priority = f.choice(
        Priority, "Priority", "How much it matters to this customer.", default=Priority.NORMAL
    )
    users: int | None = f.whole("Users", "How many people use it.")
    level_target: float | None = f.decimal(
        "Service level target", "The level promised, in percent.", minimum=0, maximum=100
    )
    active_from: date | None = f.day("From", "The first day.")
    active_until: date | None = f.day("Until", "The last day.")


class Subscription(SubscriptionFields, Entity, table=True):
    """A service that a customer takes."""

    __tablename__ = "subscription"
    __table_args__ = (sa.UniqueConstraint("service_id", "customer_id"),)


class ServiceMeasureFields(Described):
    """What a person enters of a month's measures."""

    subscription_id: str = f.reference(
        "subscriptions",
        "subscription",
        "Subscription",
        "Of what.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    period: str = f.text(
        "Period",
        "The month.",
        maximum=7,
        default=f.REQUIRED,
        pattern=r"[0-9]{4}-(0[1-9]|1[0-2])",
        pattern_hint="a month such as 2026-11",
    )
    level: float | None = f.decimal("Level achieved", "In percent.", minimum=0, maximum=100)
    target: float | None = f.decimal("Target", "The level promised then, in percent.", minimum=0, maximum=100)
    satisfaction: float | None = f.decimal("Satisfaction", "1 to 5.", minimum=1, maximum=5)
    cost: int | None = f.money("Cost", "What it cost in the month.")
    currency: str = f.currency()


class ServiceMeasure(ServiceMeasureFields, Entity, table=True):
    """How one subscription did in one month."""

    __tablename__ = "service_measure"
    __table_args__ = (sa.UniqueConstraint("subscription_id", "period"),)
