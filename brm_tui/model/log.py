"""Opportunities and issues, and the successes that came of them."""

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Day, Described, Entity
from brm_tui.rules.vocabulary import LogKind, LogState


class LogEntryFields(Described):
    """What a person enters of a log entry."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whose.", default=f.REQUIRED, on_delete="delete"
    )
    kind: LogKind = f.choice(LogKind, "Kind", "An opportunity or an issue.", default=LogKind.ISSUE)
    title: str = f.text("Title", "What it is, in a line.", default=f.REQUIRED)
    detail: str = f.long_text("Detail", "What stands behind it.")
    date: Day | None = f.day("Date", "When it was seen.", index=True)
    state: LogState = f.choice(LogState, "State", "Whether it still needs something.", default=LogState.OPEN)
    owner_id: str | None = f.reference("people", "person", "Owner", "Who follows it.")
    internal: bool = f.internal()


class LogEntry(LogEntryFields, Entity, table=True):
    """An opportunity or an issue."""

    __tablename__ = "log_entry"


class SuccessFields(Described):
    """What a person enters of a success."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whose.", default=f.REQUIRED, on_delete="delete"
    )
    title: str = f.text("Title", "What succeeded, in a line.", default=f.REQUIRED)
    story: str = f.long_text("Story", "What it was before, what was done, what it is now.")
    value: int | None = f.money("Value", "The value shown.")
    currency: str = f.currency()
    value_shown: str = f.text("Value in words", "Such as 3 days faster closing.")
    evidence: str = f.text("Evidence", "Where the proof is.", maximum=2000)
    date: Day | None = f.day("Date", "When it was achieved.", index=True)
    internal: bool = f.internal()


class Success(SuccessFields, Entity, table=True):
    """A success, told from the opportunities and issues it came from."""

    __tablename__ = "success"


class SuccessSource(Entity, table=True):
    """A log entry that a success came from."""

    __tablename__ = "success_source"
    __table_args__ = (sa.UniqueConstraint("success_id", "log_entry_id"),)
    success_id: str = f.reference(
        "successes", "success", "Success", "Which success.", default=f.REQUIRED, on_delete="delete", root=True
    )
    log_entry_id: str = f.reference(
        "log", "log_entry", "Log entry", "What it came from.", default=f.REQUIRED, on_delete="delete"
    )
