"""Opening the screen."""

from __future__ import annotations

from typing import Any

from brm_tui.cli.opening import clock_of, home_of
from brm_tui.desk.desk import Desk


def open_screen(options: Any) -> None:
    """Open the program on the desk."""
    home = home_of(options)
    run(Desk.open(home, clock_of(options, home)))


def run(desk: Desk) -> None:
    """Run the program until the user leaves it."""
    from brm_tui.ui.app import BrmApp

    desk.check_writable()
    try:
        BrmApp(desk).run()
    finally:
        desk.close()
