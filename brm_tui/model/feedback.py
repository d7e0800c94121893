"""Compliments, complaints and suggestions."""

from datetime import date

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState


class FeedbackFields(Described):
    """What a person enters of feedback."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Who said it.", default=f.REQUIRED, on_delete="delete"
    )
    kind: FeedbackKind = f.choice(FeedbackKind, "Kind", "What it is.", default=FeedbackKind.COMPLAINT)
    title: str = f.text("Title", "What it is about, in a line.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "What was said.")
    person_id: str | None = f.reference("people", "person", "From", "Who said it.")
    service_id: str | None = f.reference(
        "services", "service", "Service", "What it is about.", on_delete="clear"
    )
    severity: Criticality = f.choice(
        Criticality, "Severity", "How much it hurts.", default=Criticality.MEDIUM
    )
    state: FeedbackState = f.choice(
        FeedbackState, "State", "Where it stands.", default=FeedbackState.RECEIVED
    )
    received: date | None = f.day("Received", "The day it came in.", index=True)
    due: date | None = f.day("Due", "When it must be settled.")
    closed: date | None = f.day("Closed", "The day it was closed.")
    owner_id: str | None = f.reference("people", "person", "Owner", "Who of IT answers for it.")
    escalation: int = f.whole("Escalation", "0 not escalated, 1 to 3.", maximum=3, default=0)
    reopened: int = f.whole("Reopened", "How often it was opened again.", default=0)
    reopen_reason: str = f.text(
        "Opened again because", "Why it was opened again the last time.", maximum=2000, later=True
    )
    remedy: str = f.long_text("Remedy wanted", "What the customer wants done.")
    resolution: str = f.long_text("Resolution", "What was done.")
    cause: str = f.text("Cause", "What lay behind it.")
    action_id: str | None = f.reference("actions", "action", "Action", "What came of it.", on_delete="clear")
    internal: bool = f.internal()


class Feedback(FeedbackFields, Entity, table=True):
    """A compliment, complaint or suggestion."""

    __tablename__ = "feedback"
    __table_args__ = (
        sa.Index("ix_feedback_state", "state", "kind", "customer_id"),
        # The orders of the list, read page by page.
        sa.Index(
            "ix_feedback_open",
            sa.text(
                "CASE WHEN state = 'accepted by customer' THEN '9999-12-31' ELSE COALESCE(due, '9999-12-30') END"
            ),
            "id",
            sqlite_where=sa.text("state <> 'closed'"),
            postgresql_where=sa.text("state <> 'closed'"),
        ),
        sa.Index("ix_feedback_newest", sa.text("COALESCE(received, '0001-01-01')"), "id"),
    )
    title_sort: str = f.sort_form_of()
