"""export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import progress, say


def export(options: Any) -> None:
    """Write the records of a KIND to a file."""
    from brm_tui.desk.record_export import export_records

    with opened(options) as desk:
        written = export_records(
            desk,
            options.kind,
            Path(options.output).absolute(),
            customer=options.customer or "",
            internal=options.internal,
            progress=progress(),
        )
    say(f"{written.path}: {written.records} {written.kind}.")
    if written.withheld:
        say(f"{written.withheld} marked internal stayed in the house; --internal writes them and notes too.")
    if written.left_out:
        say(f"{written.left_out} who left are not among them.")
