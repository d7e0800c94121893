"""Actions: who does what by when; the cards of the board."""

from datetime import date

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import ActionStatus, Priority, PromiseSide


class ActionFields(Described):
    """What a person enters of an action."""

    title: str = f.text("Title", "What is to be done.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "What whoever does it must know.")
    customer_id: str | None = f.reference(
        "customers", "customer", "Customer", "For whom; empty for our own house.", on_delete="delete"
    )
    objective_id: str | None = f.reference(
        "objectives", "objective", "Objective", "The objective or initiative it serves.", on_delete="clear"
    )
    meeting_id: str | None = f.reference(
        "meetings", "meeting", "Meeting", "The meeting it was promised in.", on_delete="clear"
    )
    assignee_id: str | None = f.reference("people", "person", "Assignee", "Who does it, of either side.")
    promised_by: PromiseSide | None = f.choice(PromiseSide, "Promised by", "Which side promised it.")
    start: date | None = f.day("Start", "When work starts.")
    due: date | None = f.day("Due", "The last day on which it is in time.")
    priority: Priority = f.choice(Priority, "Priority", "How much it matters.", default=Priority.NORMAL)
    status: ActionStatus = f.choice(
        ActionStatus, "Status", "Its column on the board.", default=ActionStatus.BACKLOG
    )
    status_reason: str = f.text("Reason", "Why it is blocked or cancelled.", maximum=2000)
    carried_over: int = f.whole("Carried over", "How often its due date was put off.", default=0)
    internal: bool = f.internal()
    position: float = f.position()


class Action(ActionFields, Entity, table=True):
    """One promise, with who keeps it and by when."""

    __tablename__ = "action"
    __table_args__ = (
        sa.Index("ix_action_board", "status", "position", "id"),
        sa.Index("ix_action_customer_open", "customer_id", "status", "due"),
        sa.Index("ix_action_due", "due", "status"),
        sa.Index("ix_action_status_due", "status", "due"),
    )
    title_sort: str = f.sort_form_of()
    done: date | None = f.day("Done", "The day it was done.")
