"""Touches: every contact with a customer."""

from datetime import datetime

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import Channel, Direction, Sentiment, Topic


class TouchFields(Described):
    """What a person enters of a touch."""

    customer_id: str = f.reference(
        "customers",
        "customer",
        "Customer",
        "Whom it was with.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    at: datetime = f.moment("When", "The moment of the contact.", default=f.REQUIRED)
    channel: Channel = f.choice(Channel, "Channel", "How it took place.", default=Channel.CALL)
    direction: Direction = f.choice(
        Direction, "Direction", "Who sought the contact.", default=Direction.TO_CUSTOMER
    )
    by_id: str | None = f.reference("people", "person", "By", "Who of IT.")
    sentiment: Sentiment | None = f.choice(Sentiment, "Sentiment", "How it felt.")
    summary: str = f.long_text("Summary", "What it was about, in a line or two.")
    topics: list[str] = f.choices(Topic, "Topics", "What was talked about.")
    meeting_id: str | None = f.reference(
        "meetings", "meeting", "Meeting", "The held meeting that it is.", on_delete="delete"
    )
    internal: bool = f.internal()


class Touch(TouchFields, Entity, table=True):
    """One contact with a customer."""

    __tablename__ = "touch"
    __table_args__ = (
        sa.Index("ix_touch_customer_at", "customer_id", "at"),
        sa.Index("ix_touch_at", "at", "id"),
    )


class TouchPerson(Entity, table=True):
    """A person with whom a contact took place."""

    __tablename__ = "touch_person"
    __table_args__ = (sa.UniqueConstraint("touch_id", "person_id"),)
    touch_id: str = f.reference(
        "touches", "touch", "Touch", "Which contact.", default=f.REQUIRED, on_delete="delete", root=True
    )
    person_id: str = f.reference(
        "people", "person", "Person", "With whom.", default=f.REQUIRED, on_delete="delete"
    )
