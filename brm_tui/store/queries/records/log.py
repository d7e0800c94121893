"""Records of log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.rules.vocabulary import LogKind, LogState
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class LogEntryRecord:
    """A log entry as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    kind: LogKind
    title: str
    detail: str
    date: date | None
    state: LogState
    owner: str | None
    owner_id: str | None
    internal: bool
    created_at: Instant
    updated_at: Instant
    revision: int


@dataclass(frozen=True, slots=True)
class SuccessRecord:
    """A success as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    title: str
    story: str
    value: int | None
    currency: str
    value_shown: str
    evidence: str
    date: date | None
    internal: bool
    sources: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int
