"""The time that the whole test suite takes, as on the reference machine."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import mean

from brm_tui.paths import Home
from tests.benchmarks.measured import Measured, at_most
from tests.benchmarks.probing import ROOT, probe, probe_file

_COMMAND = ("-m", "pytest", "-n", "4", "--dist", "worksteal")
"""README's test command behind the installation."""


def measure(demo: Home, large: Home, names: list[str]) -> Iterator[Measured]:
    """Run the suite where it is asked for by name, with the machine's pace taken before and after.

    Raises:
        RuntimeError: A test failed; its words follow.
    """
    if "suite" not in names or probe_file() is None:
        return
    paces = [probe(demo.root, "NEEDS YOU", reps=9).pace]
    begun = time.monotonic()
    done = subprocess.run([sys.executable, *_COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    took = time.monotonic() - begun
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:])
    paces.append(probe(demo.root, "NEEDS YOU", reps=9).pace)
    yield at_most(f"whole test suite ({took:.0f} s here)", took / 60 / mean(paces), 5, "min")
