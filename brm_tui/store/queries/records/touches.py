"""Records of touches."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.rules.vocabulary import Channel, Direction, Sentiment
from brm_tui.store.queries.convert import Instant


@dataclass(frozen=True, slots=True)
class TouchRecord:
    """A touch as it is listed and shown."""

    id: str
    customer: str
    customer_id: str
    at: Instant
    channel: Channel
    direction: Direction
    by: str | None
    by_id: str | None
    sentiment: Sentiment | None
    summary: str
    topics: tuple[str, ...]
    meeting: str | None
    meeting_id: str | None
    internal: bool
    people: tuple[str, ...]
    created_at: Instant
    updated_at: Instant
    revision: int
