"""report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import print_json, say
from brm_tui.errors import BrmError, ExitCode


def report(options: Any) -> None:
    """Write a report, or list which ones there are."""
    if options.list:
        _list(as_json=options.json)
        return
    if not options.name or not options.output:
        raise BrmError(
            "Wrong usage",
            "Name a report and a file: brm-tui report NAME --customer CODE -o FILE; --list names them.",
            ExitCode.WRONG_USAGE,
        )
    from brm_tui.desk.report import export_report

    template = Path(options.template).absolute() if options.template else None
    with opened(options) as desk:
        written = export_report(
            desk,
            options.name,
            Path(options.output).absolute(),
            customer=options.customer or "",
            period=options.period or "",
            template=template,
        )
    built = written.built
    whom = built.customer.name if built.customer is not None else "all customers"
    say(f"{written.path}: {built.report.title}, {whom}, {built.period.words}.")
    if built.since:
        say(f"Changes since the pack of {built.since} are marked.")
    if built.withheld:
        named = ", ".join(f"{one.kind} “{one.name}”" for one in built.withheld[:5])
        more = f" and {len(built.withheld) - 5} more" if len(built.withheld) > 5 else ""
        say(f"{len(built.withheld)} marked internal stayed in the house: {named}{more}.")


def _list(*, as_json: bool) -> None:
    from brm_tui.desk.reports import REPORTS

    if as_json:
        print_json(
            [
                {"name": one.name, "title": one.title, "about": one.about, "period": one.span.value}
                for one in REPORTS.values()
            ]
        )
        return
    wide = max(map(len, REPORTS)) + 2
    for one in REPORTS.values():
        sys.stdout.write(f"{one.name.ljust(wide)}{one.title}, usually of a {one.span.value}: {one.about}\n")
