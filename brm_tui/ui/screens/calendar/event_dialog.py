"""Everything about one occurrence of an event, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from brm_tui.clock import Clock
from brm_tui.desk.calendar import EventDetail
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.vocabulary import EventLayer
from brm_tui.rules.zones import city, side_by_side, to_local
from brm_tui.text import clean_text, one_line
from brm_tui.ui.commands import BRIEF, DELETE, EDIT, Command
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.dialogs.message import MessageText
from brm_tui.ui.screens.calendar.layers import CLASH
from brm_tui.ui.screens.calendar.slots import slot_command


def lines_of(detail: EventDetail, clock: Clock, clashes: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Return what is said of an occurrence, as labels and texts; what is empty is left out."""
    event, found = detail.event, detail.occurrence
    lines = [("When", _span(found.start, found.end, found.all_day, clock))]
    if not found.all_day and found.zone != clock.zone:
        start, end = (to_local(moment, clock.zone) for moment in (found.start_utc, found.end_utc))
        lines[0] = (f"In {city(found.zone)}", lines[0][1])
        lines.append(("For you", _span(start, end, False, clock)))
    if not found.all_day:
        zones = [found.zone, clock.zone, *(zone for _name, zone in detail.clocks)]
        lines.append(("Clocks", side_by_side(found.start_utc, zones)))
    lines += [(f"{CLASH.text} Clash", said) for said in clashes]
    if event.recurrence:
        lines.append(("Repeats", detail.recurrence))
    if found.cancelled and not detail.avoids:
        lines.append(("Occurrence", "cancelled · r takes it back into the series"))
    elif detail.avoids:
        was = _span(found.original_start, found.original_start, True, clock)
        said = "skipped" if found.cancelled else f"moved from {was}"
        lines.append(("Occurrence", f"{said}: {detail.avoids}"))
    elif detail.changed:
        was = _span(found.original_start, found.original_start, True, clock)
        said = f"moved from {was}" if found.moved else "not as the series says"
        lines.append(("Occurrence", f"{said} · r makes it as the series again"))
    impact = "blackout: no changes are wanted in this time" if event.impact == "blackout" else ""
    status = "" if event.status == "confirmed" else str(event.status)
    lines += [
        ("Status", status),
        ("Impact", impact),
        ("Where", detail.place),
        ("Customers", ", ".join(detail.customers)),
        (
            "Who",
            ", ".join(name if how == "required" else f"{name} ({how})" for name, how in detail.attendees),
        ),
        ("Forum", f"{detail.forum} · its rhythm stands in the agreement" if detail.forum else ""),
        ("Calendar", f"{detail.calendar} · imported, read-only" if detail.calendar else ""),
        ("Internal", "stays in the house" if event.internal else ""),
    ]
    return [(label, text) for label, text in lines if text]


def _span(start: datetime, end: datetime, all_day: bool, clock: Clock) -> str:
    today = clock.today()
    first = show_full_date(start.date(), today)
    if all_day:
        last_day = max(start.date(), datetime.fromordinal(max(1, end.toordinal() - 1)).date())
        return first if last_day == start.date() else f"{first} – {show_full_date(last_day, today)}"
    if start.date() == end.date():
        return f"{first}  {start:%H:%M}–{end:%H:%M}"
    return f"{first} {start:%H:%M} – {show_full_date(end.date(), today)} {end:%H:%M}"


class EventDialog(Dialog[str]):
    """Shows an occurrence; answers what the user wants to do with it: edit, move, slot, remove or restore."""

    COMMANDS = (
        Command("event.meeting", "enter", "meeting", "Open the meeting", "See its promises, people and minutes.",
                footer="meeting", in_footer=True, condition=lambda dialog: dialog.is_meeting),
        BRIEF.command("event.brief", "Brief", "Show the page for the minute before the meeting.",
                      condition=lambda dialog: dialog.is_meeting),
        EDIT.command("event.edit", "Edit", "Change this occurrence or the series.",
                     condition=lambda dialog: dialog.writable),
        Command("event.move", "m", "move", "Move", "Move this occurrence to another day or time.",
                footer="move", in_footer=True, condition=lambda dialog: dialog.writable),
        slot_command("event.free_slot", in_footer=True, condition=lambda dialog: dialog.writable),
        DELETE.command(
            "event.delete", "Delete", "Cancel this occurrence, or delete the event.",
            condition=lambda dialog: dialog.writable,
        ),
        Command("event.restore", "r", "restore", "Restore", "Make this occurrence as the series says again.",
                footer="restore", in_footer=True, condition=lambda dialog: dialog.restorable),
        Command("event.invite", "at", "invite", "Invite", "Write an invitation to this occurrence or the series.",
                footer="invite", in_footer=True, condition=lambda dialog: dialog.writable),
        Command("event.close", "enter", "close", "Close", "Close the dialog.", in_palette=False,
                condition=lambda dialog: not dialog.is_meeting),
    )  # fmt: skip

    def __init__(self, detail: EventDetail, clock: Clock, clashes: Sequence[str] = ()) -> None:
        super().__init__(detail.title)
        self.detail = detail
        self._clashes = clashes
        self._clock = clock

    @property
    def writable(self) -> bool:
        """Whether it may be changed here."""
        return not self.detail.calendar

    @property
    def is_meeting(self) -> bool:
        """Whether it is a meeting, which has a screen of its own."""
        return self.detail.event.layer is EventLayer.MEETING

    @property
    def restorable(self) -> bool:
        """Whether the occurrence is not as the series says."""
        return self.writable and self.detail.changed

    def compose_content(self) -> ComposeResult:
        """Show labels and texts, the agenda below."""
        with MessageText():
            for label, text in lines_of(self.detail, self._clock, self._clashes):
                with Horizontal(classes="event-dialog--line"):
                    yield Static(Content(label), classes="event-dialog--label")
                    yield Static(Content(one_line(text)), classes="event-dialog--text")
            if self.detail.agenda:
                yield Static(Content(clean_text(self.detail.agenda)), classes="event-dialog--agenda")

    def action_meeting(self) -> None:
        """Answer that it is to be opened as a meeting."""
        self.dismiss("meeting")

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_brief(self) -> None:
        """Answer that the brief is to be shown."""
        self.dismiss("brief")

    def action_edit(self) -> None:
        """Answer that it is to be changed."""
        self.dismiss("edit")

    def action_move(self) -> None:
        """Answer that it is to be moved."""
        self.dismiss("move")

    def action_free_slot(self) -> None:
        """Answer that it is to be moved to a free slot."""
        self.dismiss("slot")

    def action_delete(self) -> None:
        """Answer that it is to go."""
        self.dismiss("remove")

    def action_restore(self) -> None:
        """Answer that it is to be as the series says."""
        self.dismiss("restore")

    def action_invite(self) -> None:
        """Answer that people are to be invited."""
        self.dismiss("invite")
