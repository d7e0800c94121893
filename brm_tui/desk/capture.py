"""Keeping what was typed in one line: an action, a touch or a demand."""

from __future__ import annotations

from datetime import datetime, time

from brm_tui.clock import zone_named
from brm_tui.desk.desk import Desk
from brm_tui.desk.record_places import holder_of
from brm_tui.errors import FieldError
from brm_tui.rules.capture import CapturedAction, Known
from brm_tui.rules.demand_capture import CapturedDemand
from brm_tui.rules.touch_capture import CapturedTouch
from brm_tui.store.queries.capture import known_names as query
from brm_tui.store.queries.capture import only_customer_of


def known_names(desk: Desk) -> Known:
    """Return who and what a line can name."""
    known: Known = desk.read(query, desk.today)
    return known


def whom_it_concerns(desk: Desk, kind: str, row_id: str) -> str | None:
    """Return the customer whom a record concerns, for what is noted beside it; None where there is none.

    Args:
        desk: The desk.
        kind: Its KIND; of people the customer is meant at whom they have a part, where it is one alone.
        row_id: Its id; of a customer also the code.
    """
    if kind == "customers":
        return row_id
    if kind == "people":
        only: str | None = desk.read(only_customer_of, row_id)
        return only
    return holder_of(desk, kind, row_id, "customers")


def keep_action(desk: Desk, captured: CapturedAction) -> str:
    """Add a captured action; return its id.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    from brm_tui.desk import records

    if captured.problems:
        raise FieldError("title", captured.title, "; ".join(captured.problems))
    return records.add(desk, "actions", captured.values())


def keep_demand(desk: Desk, captured: CapturedDemand) -> str:
    """Add a captured demand; return its id.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    from brm_tui.desk import records

    if captured.problems:
        raise FieldError("title", captured.title, "; ".join(captured.problems))
    return records.add(desk, "demands", captured.values())


def keep_touch(desk: Desk, captured: CapturedTouch) -> str:
    """Add a captured touch; return its id.

    One of an earlier day is kept at noon, since nobody said when.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    from brm_tui.desk import records

    if captured.problems or captured.customer is None:
        raise FieldError("customer", captured.summary, "; ".join(captured.problems))
    values: dict[str, object] = {
        "customer": captured.customer.id,
        "channel": captured.channel.value,
        "direction": captured.direction.value,
        "summary": captured.summary,
        "people": tuple(person.id for person in captured.people),
        "topics": tuple(topic.value for topic in captured.topics),
    }
    if captured.sentiment is not None:
        values["sentiment"] = captured.sentiment.value
    if captured.day is not None and captured.day != desk.today:
        values["at"] = datetime.combine(captured.day, time(12), tzinfo=zone_named(desk.clock.zone))
    return records.add(desk, "touches", values)
