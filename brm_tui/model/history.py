"""The append-only history: labelled steps and every row they changed."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, UTCDateTime

from brm_tui.model.base import Described, new_id
from brm_tui.model.fields import enum_type
from brm_tui.rules.vocabulary import HistoryKind, RowOperation


class HistoryStep(Described, table=True):
    """One thing that was done, undone or redone; steps are numbered in the order they were committed."""

    __tablename__ = "history_step"
    __table_args__ = (sa.UniqueConstraint("number"),)
    id: str = Field(default_factory=new_id, primary_key=True, sa_type=sa.String(36))
    number: int
    kind: HistoryKind = Field(sa_type=enum_type(HistoryKind))
    label: str = Field(sa_type=sa.String(500))
    at: datetime = Field(sa_type=UTCDateTime, index=True)
    target: int | None = Field(default=None)


class HistoryChange(Described, table=True):
    """What one step did to one row, as raw column values before and after."""

    __tablename__ = "history_change"
    __table_args__ = (
        sa.UniqueConstraint("step_number", "position"),
        sa.Index("ix_history_change_row", "table_name", "row_id", "step_number"),
    )
    id: str = Field(default_factory=new_id, primary_key=True, sa_type=sa.String(36))
    step_number: int
    position: int
    table_name: str = Field(sa_type=sa.String(60))
    row_id: str = Field(sa_type=sa.String(36))
    operation: RowOperation = Field(sa_type=enum_type(RowOperation))
    before: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
