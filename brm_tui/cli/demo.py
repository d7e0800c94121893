"""demo."""

from __future__ import annotations

import sys
from typing import Any

from brm_tui.cli.opening import clock_of
from brm_tui.cli.output import say


def demo(options: Any) -> None:
    """Open the demo portfolio, or only make it and print its home."""
    from brm_tui.desk.demo import prepare
    from brm_tui.desk.desk import Desk
    from brm_tui.paths import demo_home

    home = demo_home(getattr(options, "home", None))
    prepare(home, clock_of(options, home), anew=options.reset, tell=say)
    if options.prepare:
        sys.stdout.write(f"{home.root}\n")
        return
    from brm_tui.cli.screen import run

    run(Desk.open(home, clock_of(options, home)))
