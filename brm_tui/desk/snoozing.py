"""Putting a matter off until a day: it stays away from Today, and comes back by itself."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError
from brm_tui.model.base import columns_of
from brm_tui.model.desk import Snooze
from brm_tui.rules.dates import show_full_date


def snooze(desk: Desk, subject: str, subject_id: str, until: date, *, called: str, reason: str = "") -> str:
    """Keep a matter away until a day, as one step.

    Args:
        desk: The desk.
        subject: What kind of matter.
        subject_id: Which one.
        until: The day it comes back on.
        called: What the history calls it.
        reason: Why.

    Returns:
        What the history calls the step.

    Raises:
        FieldError: The day is not in the future; nothing was changed.
    """
    if until <= desk.today:
        raise FieldError("until", until, "a day after today")
    with desk.step(f"Snooze ‘{called}’ until {show_full_date(until, desk.today)}") as step:
        columns = columns_of(Snooze)
        query = sa.select(Snooze).where(columns.subject == subject, columns.subject_id == subject_id)
        row: Snooze | None = step.session.scalars(query).first()
        if row is None:
            step.add(
                Snooze(
                    created_at=step.now,
                    updated_at=step.now,
                    subject=subject,
                    subject_id=subject_id,
                    until=until,
                    reason=reason,
                )
            )
        else:
            row.until, row.reason = until, reason
            step.flush()
        return step.label
