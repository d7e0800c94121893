"""What the desk remembers for its user: snoozes, filters, files, mappings, packs, and its own state."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from brm_tui.model import fields as f
from brm_tui.model.base import Entity


class Snooze(Entity, table=True):
    """A matter that is not to be shown before a day."""

    __tablename__ = "snooze"
    __table_args__ = (sa.UniqueConstraint("subject", "subject_id"),)
    subject: str = f.text("Subject", "What kind of matter.", maximum=60, default=f.REQUIRED)
    subject_id: str = f.text("Subject id", "Which one.", maximum=80, default=f.REQUIRED)
    until: date = f.day("Until", "It comes back on this day.", default=f.REQUIRED)
    reason: str = f.text("Reason", "Why.", maximum=500)


class SavedFilter(Entity, table=True):
    """A filter that is kept by name."""

    __tablename__ = "saved_filter"
    __table_args__ = (sa.UniqueConstraint("screen", "name"),)
    screen: str = f.text("Screen", "Where it applies.", maximum=60, default=f.REQUIRED)
    name: str = f.text("Name", "What it is called.", maximum=80, default=f.REQUIRED)
    filter: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


class ExportTarget(Entity, table=True):
    """A calendar file that the desk rewrites whenever its content changes."""

    __tablename__ = "export_target"
    path: str = f.text("File", "Where it is written.", maximum=4096, default=f.REQUIRED, unique=True)
    options: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    written_at: datetime | None = f.moment("Written", "When it was last written.")
    sha256: str = f.text("Hash", "Of what was last written.", maximum=64)


class ImportMapping(Entity, table=True):
    """How the columns of somebody's files map to fields."""

    __tablename__ = "import_mapping"
    __table_args__ = (sa.UniqueConstraint("kind", "name"),)
    kind: str = f.text("Kind", "What is imported.", maximum=60, default=f.REQUIRED)
    name: str = f.text("Name", "Whose files.", maximum=80, default=f.REQUIRED)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


class HandedOverPack(Entity, table=True):
    """A report as it was handed over."""

    __tablename__ = "handed_over_pack"
    customer_id: str | None = f.reference("customers", "customer", "Customer", "To whom.", on_delete="delete")
    report: str = f.text("Report", "Which report.", maximum=60, default=f.REQUIRED)
    period: str = f.text("Period", "Of which time.", maximum=20, default=f.REQUIRED)
    handed_over: date = f.day("Handed over", "When.", default=f.REQUIRED)
    content: str = f.long_text("Content", "As it was, as JSON.", maximum=50_000_000)
    sha256: str = f.text("Hash", "Of the content.", maximum=64)


class DeskSetting(Entity, table=True):
    """A fact of the desk that a step can change: the export horizon, limits of work in progress."""

    __tablename__ = "desk_setting"
    name: str = f.text("Name", "Which fact.", maximum=80, default=f.REQUIRED, unique=True)
    value: str = f.text("Value", "What it is.", maximum=2000)
