"""import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table, progress, say
from brm_tui.errors import BrmError, ExitCode

if TYPE_CHECKING:
    from brm_tui.desk.table_import import TableReport


def import_file(options: Any) -> None:
    """Import a table, or show what that would do."""
    from brm_tui.desk.table_import import Given, dry_run, import_table

    given = Given(_pairs(options.map, "--map") if options.map else None, _pairs(options.set, "--set"))
    with opened(options) as desk:
        path = Path(options.file).absolute()
        report = (dry_run if options.dry_run else import_table)(desk, options.kind, path, progress(), given)
    if options.json:
        print_json(as_values(report))
    else:
        _print(report)


def _pairs(given: list[str], option: str) -> dict[str, str]:
    """Return what stands before and behind the equals signs.

    Raises:
        BrmError: One of them has none.
    """
    pairs = {}
    for item in given:
        name, equals, value = item.rpartition("=") if option == "--map" else item.partition("=")
        if not equals or not name:
            raise BrmError("Wrong usage", f"{option}: {item!r} is not NAME=VALUE.", ExitCode.WRONG_USAGE)
        pairs[name.strip()] = value.strip()
    return pairs


def _print(report: TableReport) -> None:
    """Print what becomes of each row that says anything, and how many of each there are."""
    told = [line for line in report.lines if line.verb != "unchanged"]
    print_table(
        ["line", "what", "of", "why"], [[line.line, line.verb, line.name, line.reason] for line in told]
    )
    for note in report.notes:
        sys.stdout.write(f"{note}\n")
    counts = ", ".join(f"{many} {verb}" for verb, many in report.counts.items())
    sys.stdout.write(f"{report.kind}: {counts}.\n")
    if report.dry_run:
        say("Nothing was written.")
    elif report.label:
        say(f"{report.label}. brm-tui undo takes it back.")
    else:
        say(
            "The desk has all of it already; nothing was written."
            if report.lines
            else "No rows; nothing was written."
        )
