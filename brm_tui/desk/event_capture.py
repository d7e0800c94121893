"""Keeping an event that was typed in one line, and what the next dates of a series avoid."""

from __future__ import annotations

from brm_tui.desk.capture import known_names
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.rules.capture import KnownCustomer
from brm_tui.rules.event_capture import CapturedEvent, EventContext, read_event


def capture_context(desk: Desk, customer: KnownCustomer | None = None) -> EventContext:
    """Return what a line may leave unsaid in this desk, today in sight."""
    return EventContext(desk.today, desk.clock.zone, desk.today, customer, desk.settings.fiscal_year_start)


def read_line(desk: Desk, text: str, customer: str = "") -> CapturedEvent:
    """Return what a line means as an event.

    Args:
        desk: The desk.
        text: As it was typed.
        customer: Code of the customer that it is for when the line does not say.

    Raises:
        FieldError: There is no such customer.
    """
    known = known_names(desk)
    whom = known.customer(customer) if customer else None
    if customer and whom is None:
        raise FieldError("customer", customer, "the code of a customer")
    return read_event(text, known, capture_context(desk, whom))


def keep_event(desk: Desk, captured: CapturedEvent) -> str:
    """Add a captured event; return its id.

    Raises:
        FieldError: Something in the line was not understood; nothing was changed.
    """
    from brm_tui.desk import records

    if captured.problems:
        raise FieldError("title", captured.title, "; ".join(captured.problems))
    return records.add(desk, "events", captured.values())


def running_agreement(desk: Desk, customer_id: str) -> str:
    """Return the id of a customer's agreement that has not ended, empty where there is none or more than one."""
    found = desk.read(
        lambda connection: connection.execute(
            "SELECT id FROM agreement WHERE customer_id = ? AND ended IS NULL", (customer_id,)
        ).fetchall()
    )
    return str(found[0][0]) if len(found) == 1 else ""
