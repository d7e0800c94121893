"""What a change does not go together with: blackouts and freezes as in the calendar, and its customers' meetings.

A meeting forbids no change, so it is no clash of the calendar; but who tells a customer of a change should know that
its service goes away while they meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.rules.clash_terms import Clash, ClashKind, ClashSeverity, EntryT, Surroundings
from brm_tui.rules.clashes import clashes


def change_clashes(change: EntryT, around: Sequence[EntryT]) -> list[Clash[EntryT]]:
    """Return what a change clashes with, what forbids it first.

    Args:
        change: The change in the calendar.
        around: Blackouts, freezes and meetings of the same time, and whatever else.
    """
    if change.cancelled:
        return []
    closed = [entry for entry in around if entry.blackout or entry.source == "freeze"]
    found = clashes([change, *closed], Surroundings()) if closed else []
    found += [
        Clash(
            ClashKind.MEETING,
            ClashSeverity.ATTENTION,
            f"during a meeting of {', '.join(whose)}",
            change,
            entry,
        )
        for entry in around
        if entry.layer == "meeting"
        and not entry.cancelled
        and not entry.all_day
        and entry.start_at < change.end_at
        and change.start_at < entry.end_at
        and (whose := [code for code in change.customers if code in entry.customers])
    ]
    return found
