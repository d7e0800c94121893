"""The verbs of calendar."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import day, opened
from brm_tui.cli.output import as_values, print_json, print_table, say
from brm_tui.errors import BrmError, ExitCode

if TYPE_CHECKING:
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


def list_clashes(options: Any) -> None:
    """Print what clashes between two days."""
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
        found = clashes_among(desk, entries)
    if options.json:
        print_json([as_values(clash) for clash in found])
    else:
        rows = [
            [
                clash.entry.start,
                clash.severity,
                clash.kind,
                clash.entry.title,
                clash.reason,
                clash.other.title if clash.other is not None else "",
            ]
            for clash in found
        ]
        print_table(["start", "severity", "kind", "title", "clash", "with"], rows)
