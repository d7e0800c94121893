"""Where an occurrence is to move, as a person types it. Pure."""

from __future__ import annotations

from datetime import date, datetime, time

from brm_tui.errors import FieldError
from brm_tui.rules.dates import read_date
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.values import read_value

_FIELD = FieldDescription("start", "Start", "Where it moves to.", FieldKind.LOCAL_MOMENT)
FORMS = "a day and time like fri 14:00, 1 dec, +1w, 14:30 or 2026-12-01 10:00"


def read_move(text: str, start: datetime, today: date, *, all_day: bool) -> datetime:
    """Return where something moves to: what is not said, the day or the time of day, stays.

    Args:
        text: ``fri 14:00``, ``14:00``, ``+1w`` (counted from where it is now), ``1 dec``.
        start: Where it is now, by its own clock.
        today: What ``fri`` and ``tomorrow`` count from.
        all_day: Whether it takes whole days and has no time.

    Raises:
        FieldError: The text means neither a day nor a time.
    """
    wanted = text.strip()
    day_words, _, last = wanted.rpartition(" ")
    counted_from = start.date() if wanted[:1] in ("+", "-") else today
    if ":" in wanted and not day_words:
        wanted = f"{start.date().isoformat()} {last}"
    day = read_date(wanted, counted_from)
    if day is not None:
        return datetime.combine(day, time() if all_day else start.time())
    try:
        moment = read_value(_FIELD, wanted, counted_from)
    except FieldError:
        moment = None
    if not isinstance(moment, datetime):
        raise FieldError("start", text, FORMS)
    return datetime.combine(moment.date(), time()) if all_day else moment
