"""calendar import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table, say

if TYPE_CHECKING:
    from brm_tui.desk.calendar_import import ImportReport


def import_file(options: Any) -> None:
    """Import a calendar file, or show what that would do."""
    from brm_tui.desk.calendar_import import ImportOrder, dry_run, import_calendar

    with opened(options) as desk:
        order = ImportOrder(
            path=Path(options.file).absolute(),
            layer=options.layer,
            customer=options.customer or "",
            name=options.name or "",
            match=not options.no_match,
        )
        report = dry_run(desk, order) if options.dry_run else import_calendar(desk, order)
    if options.json:
        print_json(as_values(report))
    else:
        _print(report)


def _print(report: ImportReport) -> None:
    """Print what becomes of each event, and how many of each there are."""
    told = [line for line in report.lines if line.verb != "unchanged" or line.reason]
    rows = [[line.verb, line.start, line.title, line.reason] for line in told]
    print_table(["what", "start", "title", "why"], rows)
    for note in report.notes:
        sys.stdout.write(f"{note}\n")
    counts = ", ".join(f"{many} {verb}" for verb, many in report.counts.items())
    sys.stdout.write(f"{report.calendar}: {counts}.\n")
    if report.dry_run:
        say("Nothing was written.")
    elif report.label:
        say(f"{report.label}. brm-tui undo takes it back.")
    else:
        say("Nothing has changed since the last time.")
