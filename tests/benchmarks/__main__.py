"""Print the budgets with what was measured: ``python -m tests.benchmarks [NAME ...]``.

Ratios are to a blank Textual app of the same run. Milliseconds of keys and screens are divided by how much slower
than the reference machine that blank app started meanwhile, for a machine's pace may change by half from run to run.
The large desk is built once, in ``.benchmarks/``, which git does not keep. Names choose which measurements run;
without names all of them do, but ``events``, a desk of 100,000 of them, and ``suite``, all tests, which take minutes.
"""

from __future__ import annotations

import platform
import sys
from datetime import date
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.demo import prepare
from brm_tui.paths import Home
from tests.benchmarks import (
    agreement,
    calendar_import,
    command_line,
    dashboards,
    desk_times,
    many_events,
    screens,
    suite,
)
from tests.benchmarks.large_desk import large_home
from tests.benchmarks.measured import Measured
from tests.benchmarks.probing import paces

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 24)


def main(names: list[str]) -> int:
    """Measure and print.

    Returns:
        0 when every budget held, 1 when one did not.
    """
    folder = ROOT / ".benchmarks"
    folder.mkdir(exist_ok=True)
    demo = Home(folder / "demo")
    prepare(demo, pinned_clock(TODAY.isoformat(), "Europe/Berlin"), anew=True)
    large = large_home(folder, TODAY)
    print(f"{platform.machine()}, Python {platform.python_version()}, {sys.platform}")
    print(f"{'what':62} {'measured':>22}   {'budget':24} held")
    kept = True
    for group in (
        command_line.measure,
        desk_times.measure,
        calendar_import.measure,
        agreement.measure,
        screens.measure,
        dashboards.measure,
        many_events.measure,
        suite.measure,
    ):
        for measured in group(demo, large, names):
            _print(measured)
            kept = kept and measured.held
    if paces:
        print(
            f"this machine took {min(paces):.2f} to {max(paces):.2f} times as long as the reference machine"
        )
    return 0 if kept else 1


def _print(measured: Measured) -> None:
    print(
        f"{measured.what:62} {measured.shown:>22}   {measured.budget:24} {'yes' if measured.held else 'NO'}",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
