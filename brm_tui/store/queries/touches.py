"""The contacts with a customer as its page lists them: which, in which order, and with whom they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.vocabulary import Channel, Direction, Sentiment
from brm_tui.store.queries.convert import Instant, build
from brm_tui.store.queries.filtering import FilterSql
from brm_tui.store.queries.paging import Connection, KeysetPager, OrderBy, sorted_pager, way
from brm_tui.store.queries.series import chunks, marks


@dataclass(frozen=True, slots=True)
class TouchView:
    """What is listed, and in which order: one of `SORTS`, turned around or not."""

    only: ListFilter = NO_FILTER
    customer_id: str = ""
    sort: str = "at"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class TouchHead:
    """A contact by itself.

    Attributes:
        by: Who of IT; None where nobody is named.
        of_meeting: Whether it is a meeting that was held.
    """

    id: str
    at: Instant
    channel: Channel
    direction: Direction
    by: str | None
    sentiment: Sentiment | None
    summary: str
    topics: tuple[str, ...]
    of_meeting: bool
    internal: bool


_SENTIMENT = "CASE t.sentiment WHEN 'negative' THEN 0 WHEN 'neutral' THEN 1 WHEN 'positive' THEN 2 ELSE 3 END"
SORTS = {"at": "t.at", "channel": "t.channel", "sentiment": _SENTIMENT}
"""What contacts can be sorted by; within it the newest come first."""
_COLUMNS = 10


def _head(*row: object) -> TouchHead:
    return build(TouchHead, [row[:_COLUMNS]])[0]


def touch_heads(connection: Connection, view: TouchView, today: date, zone: str) -> KeysetPager[TouchHead]:
    """Return the pages of a customer's contacts."""
    found = FilterSql("touches", today, zone)
    found.require("t.customer_id = :customer", customer=view.customer_id)
    found.add(view.only)
    named = (
        "EXISTS (SELECT 1 FROM touch_person l JOIN person k ON k.id = l.person_id"
        " WHERE l.touch_id = t.id AND k.name_sort {like})",
        "t.by_id IN (SELECT k.id FROM person k WHERE k.name_sort {like})",
    )
    found.add_words(view.only.text, (), named, ("t.summary",))
    direction = way(view.descending)
    by_moment = OrderBy("moment", direction if view.sort == "at" else "desc")
    return sorted_pager(
        connection,
        identity="t.id",
        columns="t.at, t.channel, t.direction, p.name, t.sentiment, t.summary, t.topics,"
        " CASE WHEN t.meeting_id IS NULL THEN 0 ELSE 1 END, t.internal",
        source="touch t",
        joins=" LEFT JOIN person p ON p.id = t.by_id",
        where=found.where,
        keys={"first_by": SORTS[view.sort], "moment": "t.at"},
        order=(OrderBy("first_by", direction), by_moment, OrderBy("id")),
        record=_head,
        values=found.values,
    )


def people_of_touches(connection: sqlite3.Connection, touch_ids: Collection[str]) -> dict[str, list[str]]:
    """Return the names of those with whom contacts were, by contact."""
    found: dict[str, list[str]] = {touch_id: [] for touch_id in touch_ids}
    for part in chunks(list(touch_ids)):
        for touch_id, name in connection.execute(
            "SELECT l.touch_id, p.name FROM touch_person l JOIN person p ON p.id = l.person_id"
            f" WHERE l.touch_id IN ({marks(part)}) ORDER BY p.name_sort, p.id",
            part,
        ):
            found[touch_id].append(name)
    return found
