"""The command line's own start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from brm_tui.paths import Home
from tests.benchmarks.measured import Measured, at_most, median_of, milliseconds


def measure(demo: Home, _large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure commands that read, as processes."""
    if names and "cli" not in names:
        return
    for arguments in (["--help"], ["list", "customers"], ["list", "actions", "--json"]):
        taken = milliseconds(lambda given=arguments: run(demo, given), 9)  # type: ignore[misc]  # bound at once
        yield at_most(f"brm-tui {' '.join(arguments)}", median_of(taken), 150, "ms")


def run(home: Home, arguments: list[str]) -> None:
    """Run a command on a desk to its end, as for a user with the byte code of the run before."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(
        [sys.executable, "-m", "brm_tui", *arguments],
        env=environment | {"BRM_TUI_HOME": str(home.root)}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        check=True,
    )  # fmt: skip
