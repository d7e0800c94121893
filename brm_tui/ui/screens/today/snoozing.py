"""Asking until when something is to stay away."""

from __future__ import annotations

from datetime import date, timedelta

from brm_tui.errors import FieldError
from brm_tui.rules.dates import FORMS, read_date, relative_date, show_full_date
from brm_tui.ui.dialogs.text import TextDialog


class SnoozeDialog(TextDialog):
    """Asks for a day after today; answers it as it was typed."""

    def __init__(self, today: date) -> None:
        super().__init__(
            "Snooze until", placeholder="fri, +2w, 1 dec", meaning=lambda text: said(text, today)
        )


def day_of(text: str, today: date) -> date:
    """Return the day that a text means.

    Raises:
        FieldError: It means none, or one that is not ahead.
    """
    day = read_date(text, today)
    if day is None or day < today + timedelta(days=1):
        raise FieldError("until", text, FORMS if day is None else "a day after today")
    return day


def said(text: str, today: date) -> str:
    """Return what a text means."""
    day = day_of(text, today)
    return f"{show_full_date(day, today)}, {relative_date(day, today)}"
