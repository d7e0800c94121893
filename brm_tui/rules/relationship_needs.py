"""What needs the relationship manager for a customer's own sake: complaints, too many contacts, what runs out."""

from __future__ import annotations

from datetime import date

from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.needs import Need, NeedKind

CONTACT_DAYS = 30
"""Contacts of so many days are counted against the most that a customer wants."""
COMPLAINT_DAYS = 7
"""A complaint that is open for so many days is told, one past its date at once."""
APPENDIX_DAYS = 30
"""An appendix that runs out within so many days is told."""
UNRECORDED_DAYS = 14
"""A meeting of a forum that nobody recorded is told for so many days."""

_SEVERITY = {"critical": 20, "high": 10, "medium": 0, "low": -10}


def complaint_need(row: tuple[str, str, str, str, str | None, str | None, str, int], today: date) -> Need:
    """Return the need of a complaint that grows old.

    Args:
        row: Its id and title, the customer's name and id, the days it came in and must be settled, its severity, and
            how far it was escalated.
        today: Today.
    """
    complaint_id, title, customer, customer_id, received, due, severity, escalation = row
    since = date.fromisoformat(received) if received else None
    limit = date.fromisoformat(due) if due else None
    late = (today - limit).days if limit is not None else 0
    age = f"open {_days((today - since).days)}" if since is not None else "open"
    when = f"{_days(late)} past its date" if late > 0 else age
    level = f"escalated to level {escalation}" if escalation else ""
    return Need(
        NeedKind.COMPLAINT,
        complaint_id,
        complaint_id,
        customer,
        customer_id,
        55.0 + _SEVERITY.get(severity, 0) + 10 * escalation + min(max(late, 0), 20),
        f"complaint {when}: {title}",
        f"complaint {when}: {title}",
        ", ".join(filter(None, (f"{severity} severity", level, age if late > 0 else ""))),
        level or f"{severity} severity",
    )


def crowd_need(row: tuple[str, str, int, int, int], doing: str) -> Need:
    """Return the need of a customer that is contacted too much.

    Args:
        row: The customer's id and name, the most contacts it wants, how many there were, and by how many people.
        doing: What to do about it.
    """
    customer_id, name, most, count, people = row
    by = "1 person" if people == 1 else f"{people} people"
    return Need(
        NeedKind.CROWD,
        customer_id,
        customer_id,
        name,
        customer_id,
        40.0 + 3 * min(count - most, 10),
        f"{count} contacts in {CONTACT_DAYS} days, at most {most}",
        f"{count} contacts in {CONTACT_DAYS} days",
        f"{by} of IT; {doing}",
        f"at most {most}",
    )


def appendix_need(row: tuple[str, str, str, str, str, str, str], today: date) -> Need:
    """Return the need of an appendix that runs out.

    Args:
        row: Its id, kind and title, its last day, the agreement's id, and the customer's name and id.
        today: Today.
    """
    appendix_id, kind, title, until, agreement_id, customer, customer_id = row
    last = date.fromisoformat(until)
    left = (last - today).days
    verb = "ran out" if left < 0 else "runs out"
    name = title if kind == "other" or kind in title else f"{kind} {title}"
    return Need(
        NeedKind.APPENDIX,
        agreement_id,
        appendix_id,
        customer,
        customer_id,
        62.0 if left < 0 else 50.0 - left,
        f"{name} {verb} {relative_date(last, today)}",
        f"{name} {verb} {relative_date(last, today)}",
        f"appendix of the agreement, valid until {show_date(last, today)}",
        "appendix",
    )


def unrecorded_need(row: tuple[str, str, str, str, str, str], today: date) -> Need:
    """Return the need of a forum's meeting of which nobody said whether it was held.

    Args:
        row: The event's id, the occurrence, the forum, its local day, and the customer's name and id.
        today: Today.
    """
    event_id, occurrence, forum, day, customer, customer_id = row
    held = date.fromisoformat(day)
    return Need(
        NeedKind.UNRECORDED,
        event_id,
        f"{event_id}/{occurrence[:10]}",
        customer,
        customer_id,
        38.0,
        f"{forum} of {show_date(held, today)}: held or not?",
        f"{forum} of {show_date(held, today)}: held?",
        f"nothing was recorded {relative_date(held, today)}",
        relative_date(held, today),
        occurrence,
    )


def missed_need(row: tuple[str, str, str, str, str, str], reason: str, today: date) -> Need:
    """Return the need of a forum's meeting that did not take place, and in whose stead no other one does.

    Args:
        row: The same as of `unrecorded_need`.
        reason: What the rule says of it.
        today: Today.
    """
    event_id, occurrence, forum, day, customer, customer_id = row
    when = date.fromisoformat(day)
    return Need(
        NeedKind.MISSED,
        event_id,
        f"{event_id}/{occurrence[:10]}",
        customer,
        customer_id,
        42.0,
        f"{forum} of {show_date(when, today)} missed",
        f"{forum} of {show_date(when, today)} missed",
        reason.removeprefix("forum meeting "),
        relative_date(when, today),
        occurrence,
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
