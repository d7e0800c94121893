"""backup, restore, check, paths."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from brm_tui.cli.opening import clock_of, home_of, opened
from brm_tui.cli.output import print_json, say
from brm_tui.errors import ExitCode


def backup(options: Any) -> None:
    """Write a verified copy of the desk and print where it is."""
    from brm_tui.store.backup import back_up, backup_name, unused

    with opened(options) as desk:
        name = backup_name(desk.clock.now(), "manual")
        target = Path(options.file).absolute() if options.file else unused(desk.home.backups / name)
        sys.stdout.write(f"{back_up(desk.home, target)}\n")


def restore(options: Any) -> None:
    """Bring a backup back, and say where the desk as it was is kept."""
    from brm_tui.store.backup import restore as bring_back

    home = home_of(options)
    kept = bring_back(home, Path(options.file).absolute(), clock_of(options, home).now())
    say(f"Restored from {options.file}." + (f" The desk as it was is kept in {kept}." if kept else ""))


def check(options: Any) -> int:
    """Check everything that can be checked; print what is wrong, a line each."""
    from brm_tui.desk.checking import check as check_desk

    with opened(options) as desk:
        findings = check_desk(desk)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if findings:
        return ExitCode.REFUSED
    say("The desk is sound.")
    return ExitCode.DONE


def paths(options: Any) -> None:
    """Print where files live."""
    home = home_of(options)
    places = {
        "home": str(home.root),
        "desk": str(home.database),
        "settings": str(home.settings),
        "backups": str(home.backups),
        "templates": str(home.templates),
        "log": str(home.log),
    }
    if options.json:
        print_json(places)
        return
    for name, place in places.items():
        sys.stdout.write(f"{name.ljust(10)}{place}\n")
