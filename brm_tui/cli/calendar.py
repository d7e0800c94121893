"""The verbs of calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import day, opened
from brm_tui.cli.output import as_values, print_json, print_table, say
from brm_tui.errors import BrmError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brm_tui.desk.calendar import CalendarEntry
    from brm_tui.desk.desk import Desk

USUAL_DAYS = 30


def export(options: Any) -> None:
    """Write a calendar file, or one a customer, layer or event."""
    from brm_tui.desk.calendar_files import Selection, export_calendar
    from brm_tui.desk.calendar_split import Split, export_split

    if bool(options.output) == bool(options.split):
        raise BrmError("Wrong usage", "Give either -o FILE or --split DIR.", ExitCode.WRONG_USAGE)
    with opened(options) as desk:
        selection = Selection(
            layers=options.layer,
            customer=options.customer or "",
            first=day(desk, "--from", options.first),
            last=day(desk, "--to", options.last),
            changed=options.changed,
        )
        if options.split:
            written = export_split(desk, Path(options.split), selection, Split(options.by))
        else:
            written = [export_calendar(desk, Path(options.output), selection)]
    for file in written:
        gone = f", {file.cancelled} of them cancelled" if file.cancelled else ""
        say(f"{file.path}: {file.items} entries{gone}.")
        for warning in file.warnings:
            say(f"Warning: {warning}")


def _window(desk: Desk, options: Any) -> tuple[date, date]:
    first = day(desk, "--from", options.first) or desk.today
    last = day(desk, "--to", options.last) or first + timedelta(days=USUAL_DAYS)
    if last < first:
        raise BrmError("Not accepted", f"--to: {last} lies before {first}.")
    return first, last


def list_occurrences(options: Any) -> None:
    """Print every occurrence between two days, in the user's zone."""
    from brm_tui.desk.calendar import occurrences

    with opened(options) as desk:
        first, last = _window(desk, options)
        found = occurrences(desk, first, last, layers=tuple(options.layer), customer=options.customer or "")
    if options.json:
        print_json([as_values(entry) for entry in found])
    else:
        rows = [[entry.start, entry.end, entry.layer, entry.title, entry.place] for entry in found]
        print_table(["start", "end", "layer", "title", "place"], rows)


def add_event(options: Any) -> None:
    """Add an event that is written as one line; print its id, or only what was understood."""
    from brm_tui.desk.event_capture import keep_event, read_line
    from brm_tui.rules.recurrence_words import describe

    with opened(options) as desk:
        captured = read_line(desk, " ".join(options.text), options.customer or "")
        if not options.dry_run:
            print(keep_event(desk, captured))
            return
    values = captured.values() | {"repeats": describe(captured.recurrence, captured.start.date())}
    values["customers"] = captured.customer.code if captured.customer else ""
    values["attendees"] = ", ".join(person.email or person.name for person in captured.people)
    if options.json:
        print_json({**values, "problems": list(captured.problems)})
    else:
        print_table(["field", "value"], [[name, value] for name, value in values.items()])
    if captured.problems:
        raise BrmError("Not understood", f"{'; '.join(captured.problems)}. Nothing was changed.")


def list_clashes(options: Any) -> None:
    """Print what clashes between two days, and with --slots where it could move."""
    from brm_tui.desk.calendar import clashes_among, occurrences

    with opened(options) as desk:
        first, last = _window(desk, options)
        entries = occurrences(
            desk,
            first,
            last,
            layers=tuple(options.layer),
            customer=options.customer or "",
            include_cancelled=True,
        )
        found = clashes_among(desk, entries, part=bool(options.layer or options.customer))
        offers = _offers(desk, [clash.entry for clash in found]) if options.slots else {}
    if options.json:
        print_json([as_values(clash) | offers.get(clash.entry.key, {}) for clash in found])
        return
    heads = ["start", "severity", "kind", "title", "clash", "with"]
    rows: list[list[object]] = []
    for clash in found:
        other = clash.other.title if clash.other is not None else ""
        rows.append(
            [clash.entry.start, clash.severity, clash.kind, clash.entry.title, clash.reason, other]
            + ([_offered(offers[clash.entry.key])] if options.slots else [])
        )
    print_table([*heads, "free slots"] if options.slots else heads, rows)


def _offers(desk: Desk, entries: Iterable[CalendarEntry]) -> dict[object, dict[str, Any]]:
    """Return the free slots of entries that clash, and what stands in the way where there is none."""
    from brm_tui.desk.free_slots import movable, slots_for
    from brm_tui.rules.zones import to_local

    found: dict[object, dict[str, Any]] = {}
    for entry in entries:
        if entry.key in found:
            continue
        offer = slots_for(desk, entry) if movable(entry) else None
        slots = offer.slots if offer is not None else ()
        found[entry.key] = {
            "slots": [
                {
                    "start": to_local(slot.start_at, desk.clock.zone),
                    "end": to_local(slot.end_at, desk.clock.zone),
                }
                | as_values(slot)
                for slot in slots
            ],
            "obstacles": list(offer.obstacles) if offer is not None else [],
        }
    return found


def _offered(offer: dict[str, Any]) -> str:
    """Return free slots on one line."""
    said = [f"{slot['start']:%Y-%m-%d %H:%M} ({' · '.join(slot['reason'])})" for slot in offer["slots"]]
    return "; ".join(said) if said else "none: " + "; ".join(offer["obstacles"])
