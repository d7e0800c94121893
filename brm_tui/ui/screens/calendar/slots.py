"""What to do about clashes: moving to a free slot, and a word of warning when something that clashes is saved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from brm_tui.desk.calendar import CalendarEntry
from brm_tui.errors import BrmError
from brm_tui.rules.dates import show_date, show_full_date
from brm_tui.rules.zones import to_local
from brm_tui.ui.commands import Command
from brm_tui.ui.screens.calendar.layers import CLASH
from brm_tui.ui.screens.calendar.summary import counted

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.free_slots import Slot
    from brm_tui.ui.screens.base import DeskScreen

_MOST_SAID = 2


def slot_command(command_id: str, **more: object) -> Command:
    """Return the command that offers free slots."""
    return Command(
        command_id,
        "B",
        "free_slot",
        "Move to a free slot",
        "Offer the nearest times at which all are free and at work, and move this occurrence to one.",
        footer="free slot",
        **more,  # type: ignore[arg-type]  # what the command's own fields take
    )


async def move_to_free_slot(screen: DeskScreen, entry: CalendarEntry) -> date | None:
    """Offer the nearest free times of an entry and move it to the one chosen; return the day it is on then.

    Raises:
        BrmError: It cannot be moved here, or there is no free time near; what stands in the way is said.
    """
    from brm_tui.desk.free_slots import slots_for
    from brm_tui.ui.screens.calendar.flows import writable
    from brm_tui.ui.screens.calendar.slot_dialog import SlotDialog

    if entry.source == "event":
        await writable(screen, entry)
    offer = await screen.gateway.read(slots_for, screen.desk, entry)
    if not offer.slots:
        raise BrmError(
            "No free slot",
            "Within two weeks before and after there is none that fits. What stands in the way:\n"
            + "\n".join(f"· {obstacle}" for obstacle in offer.obstacles),
        )
    zone, today = screen.clock.zone, screen.clock.today()
    labels = [slot_label(slot, zone, today, all_day=entry.all_day) for slot in offer.slots]
    slot = await screen.ask(SlotDialog(f"Move ‘{entry.title}’ to", offer.slots, labels))
    if slot is None:
        return None
    await screen.gateway.write(_move, screen.desk, entry, slot)
    start = to_local(slot.start_at, zone)
    at = "" if entry.all_day else f" {start:%H:%M}"
    screen.toast(f"‘{entry.title}’ is now on {show_date(start.date(), today)}{at} · u takes it back")
    return start.date()


def slot_label(slot: Slot, zone: str, today: date, *, all_day: bool) -> str:
    """Return when a slot is by the user's clock: ``Fri 27 Nov  10:00–11:00``."""
    start, end = to_local(slot.start_at, zone), to_local(slot.end_at, zone)
    day = show_date(start.date(), today)
    if all_day:
        return day
    until = "" if end.date() == start.date() else f"{show_date(end.date(), today)} "
    return f"{day}  {start:%H:%M}–{until}{end:%H:%M}"


def _move(desk: Desk, entry: CalendarEntry, slot: Slot) -> str:
    from brm_tui.desk.free_slots import move_to_slot

    return move_to_slot(desk, entry, slot.start_at)


async def clash_words(screen: DeskScreen, entry: CalendarEntry) -> list[str]:
    """Return what is said of an entry's clashes, a line each."""
    from brm_tui.desk.clashes import clashes_of_entry

    found = await screen.gateway.read(clashes_of_entry, screen.desk, entry)
    return [
        clash.said if clash.entry.key == entry.key else f"{clash.reason}: {clash.entry.title}"
        for clash in found
    ]


async def warn_of_clashes(screen: DeskScreen, source: str, source_id: str) -> None:
    """Say in the footer when what was just saved clashes; it is saved all the same."""
    from brm_tui.desk.clashes import clashes_ahead

    if source not in ("event", "change"):
        return
    found = await screen.gateway.read(clashes_ahead, screen.desk, source, source_id)
    if not found:
        return
    today = screen.clock.today()
    said = "; ".join(
        f"{show_full_date(clash.begins.date(), today)} {clash.reason}" for clash in found[:_MOST_SAID]
    )
    more = f" and {counted(len(found) - _MOST_SAID, 'more', 'more')}" if len(found) > _MOST_SAID else ""
    screen.toast(f"Saved, but {CLASH.text} {said}{more} · B free slots · u takes it back")
