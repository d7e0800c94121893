"""Measuring with the probe that stands beside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent

REFERENCE_BLANK = 194.0
"""Milliseconds that the blank app takes to paint on the machine that the budgets were written on (180 to 210)."""

paces: list[float] = []
"""The pace of the machine at every probing so far."""


def probe_file() -> Path | None:
    """Return the probe, or None where it is not there."""
    shared = Path(os.environ.get("BRM_TUI_SHARED", ROOT.parent / "shared"))
    found = shared / "tools" / "tui_probe.py"
    return found if found.exists() else None


@dataclass(frozen=True)
class Probed:
    """What the probe found, the blank app beside it in the same run.

    Attributes:
        target: Medians of the program.
        ratio: The program's medians over the blank app's.
        steps: Figures of each step of keys.
        busy: How busy others kept the machine, in percent.
        pace: How much slower than the reference machine this one was meanwhile, by the blank app's start.
    """

    target: dict[str, float]
    ratio: dict[str, float]
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    busy: float = 0.0
    pace: float = 1.0


def probe(
    home: Path, ready: str, *, keys: str = "", reps: int = 5, idle: float = 0, today: str = "2026-11-24"
) -> Probed:
    """Run the program on a desk under the probe, interleaved with the blank app.

    Args:
        home: The desk.
        ready: What shows that it is ready.
        keys: The probe's key script.
        reps: How many runs.
        idle: Seconds of idleness to measure.
        today: The pinned day.

    Raises:
        RuntimeError: The probe failed; its words follow.
    """
    tool = probe_file()
    assert tool is not None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.json"
        command = [
            sys.executable, str(tool), "--size", "140x40", "--ready", ready, "--reps", str(reps),
            "--quit", "ctrl+q", "--json", str(out),
            "--baseline", f"{sys.executable} -m tests.benchmarks.blank", "--baseline-ready", "Blank",
        ]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--boost")  # before other programs, as far as the system lets
        if keys:
            command += ["--keys", keys]
        if idle:
            command += ["--idle", str(idle)]
        program = [sys.executable, "-m", "brm_tui", "--home", str(home), "--today", f"{today}T09:00"]
        # As for a user: with the byte code of the run before.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [*command, "--", *program, "--zone", "Europe/Berlin"],
            capture_output=True, text=True, cwd=ROOT, check=False, timeout=900, env=environment,
        )  # fmt: skip
        if not out.exists():
            raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
        found = json.loads(out.read_text())
    target = {name: float(value["median"]) for name, value in found["target"]["summary"].items()}
    pace = float(found["baseline"]["summary"]["ready_ms"]["median"]) / REFERENCE_BLANK
    paces.append(pace)
    return Probed(target, found["ratio"], found["target"]["steps"], target.get("other_cpu_pct", 0.0), pace)
