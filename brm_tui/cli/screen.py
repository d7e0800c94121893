"""Opening the screen."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from brm_tui.ui.lean_import import without_what_is_unused

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


def open_screen(options: Any) -> NoReturn:
    """Open the program on the desk."""
    gc.disable()
    with without_what_is_unused():
        from brm_tui.cli.opening import clock_of, home_of
        from brm_tui.desk.desk import Desk

    home = home_of(options)
    run(Desk.open(home, clock_of(options, home)))


def run(desk: Desk) -> NoReturn:
    """Run the program until the user leaves it, and end the process.

    The garbage collector waits until all that stays is loaded, behind the first paint. The process ends without
    taking apart what the system takes back anyway; everything is on the disk by then.
    """
    gc.disable()
    with without_what_is_unused():
        from brm_tui.ui.app import BrmApp

        app = BrmApp(desk)

    desk.check_writable()
    try:
        code = app.run() or 0
    finally:
        desk.close()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)
