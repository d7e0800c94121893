"""bundle export, bundle import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table, progress, say

if TYPE_CHECKING:
    from brm_tui.desk.bundle_import import BundleReport


def export(options: Any) -> None:
    """Write everything, or one customer, to a bundle."""
    from brm_tui.desk.bundle_export import counted, export_bundle

    with opened(options) as desk:
        written = export_bundle(desk, Path(options.file), options.customer or "", progress())
    say(f"{written.path}: {counted(written.rows)}.")
    say("It holds notes and what is marked internal too.")


def import_file(options: Any) -> None:
    """Take a bundle in, or show what that would do."""
    from brm_tui.desk.bundle_import import bundle_dry_run, import_bundle
    from brm_tui.rules.bundle import Choice

    path = Path(options.file)
    with opened(options) as desk:
        if options.dry_run:
            report = bundle_dry_run(desk, path, progress())
        else:
            usual = Choice(options.conflicts) if options.conflicts else None
            report = import_bundle(desk, path, usual=usual, progress=progress())
    if options.json:
        print_json(as_values(report))
    else:
        _print(report)


def _print(report: BundleReport) -> None:
    """Print what becomes of each record, what both sides changed, and how many of each there are."""
    from brm_tui.desk.bundle_import import told_value

    lines = [line for line in report.lines if line.verb != "unchanged" or line.reason]
    print_table(
        ["what", "kind", "name", "why"], [[line.verb, line.kind, line.name, line.reason] for line in lines]
    )
    for number, one in enumerate(report.conflicts):
        kept = f"; {report.kept[number]} stands" if report.kept else ""
        sys.stdout.write(
            f"Both sides changed {one.kind} {one.name}, {one.field}: here {told_value(one.ours)},"
            f" there {told_value(one.theirs)}{kept}.\n"
        )
    counts = ", ".join(f"{many} {verb}" for verb, many in report.counts.items()) or "nothing"
    sys.stdout.write(f"{Path(report.path).name}, made {report.made}: {counts}.\n")
    if report.dry_run:
        say("Nothing was written.")
    elif report.label:
        say(f"{report.label}. brm-tui undo takes it back.")
    else:
        say("This desk has all of it already.")
