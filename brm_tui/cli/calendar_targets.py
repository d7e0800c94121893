"""The verbs of calendar targets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import day, opened
from brm_tui.cli.output import print_json, print_table, say
from brm_tui.errors import BrmError, ExitCode

if TYPE_CHECKING:
    from brm_tui.desk.calendar_targets import Target


def targets(options: Any) -> None:
    """List the files that the desk rewrites, add one, or let one go."""
    from brm_tui.desk import calendar_targets
    from brm_tui.desk.calendar_selection import Selection

    if bool(options.verb) != bool(options.file):
        raise BrmError("Wrong usage", "Give add FILE, remove FILE, or neither to list.", ExitCode.WRONG_USAGE)
    with opened(options) as desk:
        if options.verb == "add":
            selection = Selection(
                layers=options.layer,
                customer=options.customer or "",
                first=day(desk, "--from", options.first),
                last=day(desk, "--to", options.last),
            )
            added = calendar_targets.add_target(desk, Path(options.file), selection)
            say(f"{added.path}: written, and again whenever its content changes.")
        elif options.verb == "remove":
            calendar_targets.remove_target(desk, Path(options.file))
            say(f"{Path(options.file).absolute()}: no longer rewritten; the file was left as it is.")
        else:
            _list(calendar_targets.targets(desk), as_json=options.json)


def _list(found: list[Target], *, as_json: bool) -> None:
    rows = [
        {
            "file": str(target.path),
            "customer": target.selection.customer or None,
            "layers": list(target.selection.layers),
            "from": target.selection.first,
            "to": target.selection.last,
            "written": target.written_at,
            "problem": target.problem or None,
        }
        for target in found
    ]
    if as_json:
        print_json(rows)
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
