"""Opening the desk that the options name, with the clock that they pin."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from brm_tui.clock import Clock, pinned_clock, zone_named

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.paths import Home


def home_of(options: Any) -> Home:
    """Return the home that the options or the environment name."""
    from brm_tui.paths import home

    return home(getattr(options, "home", None))


def clock_of(options: Any, home: Home) -> Clock:
    """Return the clock: pinned by ``--today``, in the zone of ``--zone``, the settings or the machine.

    Raises:
        BrmError: No such date or zone, or the settings cannot be read.
    """
    zone = getattr(options, "zone", None)
    if zone:
        zone_named(zone, "--zone")
    else:
        from brm_tui.config import local_zone, read_settings

        zone = local_zone(read_settings(home.settings))
    pinned = getattr(options, "today", None)
    return pinned_clock(pinned, zone) if pinned else Clock(zone=zone)


@contextlib.contextmanager
def opened(options: Any) -> Iterator[Desk]:
    """Open the desk, and close it again; calendar files that it keeps up to date follow what was written."""
    from brm_tui.desk.desk import Desk

    home = home_of(options)
    desk = Desk.open(home, clock_of(options, home))
    try:
        yield desk
        if desk.calendar_touched:
            _write_targets(desk)
    finally:
        desk.close()


def _write_targets(desk: Desk) -> None:
    """Rewrite the calendar files whose content changed; say which of them must wait."""
    from brm_tui.store.queries.calendar_targets import any_target

    if not desk.read(any_target):
        return
    from brm_tui.cli.output import say
    from brm_tui.desk.calendar_targets import write_targets

    for target in write_targets(desk):
        if target.problem:
            say(f"{target.path} waits, {target.problem}; it is written with the next change.")


def day(desk: Desk, name: str, text: str | None) -> date | None:
    """Return the date that an option means, as a person types it.

    Raises:
        FieldError: It means no date.
    """
    from brm_tui.rules.fields import FieldDescription, FieldKind
    from brm_tui.rules.values import read_value

    value = read_value(FieldDescription(name, name, "", FieldKind.DATE), text or "", desk.today)
    assert value is None or isinstance(value, date)
    return value
