"""What can be done with what needs her: opening what it is about, ending it, and putting it off."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from brm_tui.desk.today import NeedKind
from brm_tui.rules.needs import SNOOZED_AS
from brm_tui.ui.messages import OpenRecord

if TYPE_CHECKING:
    from datetime import date

    from brm_tui.desk.desk import Desk
    from brm_tui.desk.today import Need
    from brm_tui.ui.screens.today.lines import MeetingRow
    from brm_tui.ui.screens.today.screen import TodayScreen

_RECORDS = {
    NeedKind.SIGNATURE: "agreements",
    NeedKind.AGREEMENT_END: "agreements",
    NeedKind.AGREEMENT_ENDED: "agreements",
    NeedKind.CONTACT: "customers",
    NeedKind.CROWD: "customers",
    NeedKind.APPENDIX: "agreements",
    NeedKind.CHANGE: "changes",
    NeedKind.COMPLAINT: "feedback",
}
_ACTIONS = (NeedKind.ACTION_OVERDUE, NeedKind.ACTION_DUE)
_FORUMS = (NeedKind.UNRECORDED, NeedKind.MISSED)
_STEPS = (NeedKind.UNSERVED, NeedKind.STEP)
CONTACTS = (NeedKind.CONTACT, NeedKind.CROWD)
DONE = (*_ACTIONS, NeedKind.CHANGE, NeedKind.UNRECORDED)
"""What a key ends: an action is done, a change is told, a meeting was held."""


def kind_of(need: Need) -> str:
    """Return the KIND of the record that a matter is about."""
    if need.opens and need.opens != "meetings":
        return need.opens
    if need.kind in _STEPS:
        return "customers"
    if need.kind in _FORUMS or need.opens == "meetings":
        return "events"
    return _RECORDS.get(need.kind, "actions")


def open_need(screen: TodayScreen, need: Need) -> bool:
    """Show what a matter is about; return False where that is an action, which is edited."""
    if need.kind in _STEPS:
        from brm_tui.ui.screens.steps.screen import StepsScreen

        screen.show(StepsScreen(need.record_id, ("Today",)))
    elif need.occurrence and (need.kind in _FORUMS or need.opens == "meetings"):
        from brm_tui.ui.screens.meeting import opening

        start = datetime.fromisoformat(need.occurrence)
        opening.open_meeting(screen, need.record_id, start, trail=("Today",), writing=need.kind in _FORUMS)
    elif need.kind in _RECORDS or need.opens:
        screen.post_message(OpenRecord(need.opens or _RECORDS[need.kind], need.record_id))
    else:
        return False
    return True


def open_meeting(screen: TodayScreen, row: MeetingRow, *, writing: bool = False) -> None:
    """Show a meeting."""
    from brm_tui.ui.screens.meeting import opening

    line = row.meeting.line
    opening.open_meeting(screen, line.event_id, line.original_start, trail=("Today",), writing=writing)


# The models load with these, in the thread that runs them.


def end(desk: Desk, need: Need) -> str:
    """Be done with a matter, and return what the history calls it."""
    if need.kind is NeedKind.CHANGE:
        from brm_tui.desk.change_telling import tell_customers

        return tell_customers(desk, [need.record_id])
    if need.kind is NeedKind.UNRECORDED:
        from brm_tui.desk.minutes import Written, keep_meeting
        from brm_tui.rules.vocabulary import MeetingState

        held = Written(MeetingState.HELD, "", {})
        start = datetime.fromisoformat(need.occurrence)
        return keep_meeting(desk, need.record_id, start, held, revision=None).label
    from brm_tui.desk.actions import move_action

    return move_action(desk, need.record_id, "done")


def put_off(desk: Desk, need: Need, until: date) -> str:
    """Keep a matter away until a day, and return what the history calls it."""
    from brm_tui.desk.snoozing import snooze

    return snooze(desk, SNOOZED_AS[need.kind], need.snooze_id, until, called=need.what)
