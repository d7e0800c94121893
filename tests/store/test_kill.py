"""Killed with SIGKILL at any moment of writing, the desk holds every acknowledged step and no half one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from brm_tui.clock import Clock
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from tests.store.kill_worker import BATCH

ROOT = Path(__file__).parent.parent.parent
KILLS = 60
MOST_STEPS = 4
"""How many steps a worker acknowledges at most before its end draws near; none: it dies while it opens the desk."""
LONGEST = 0.03
"""How long it lives at most after that, in seconds: about as long as two steps take."""


@pytest.fixture
def nurse(home: Home) -> Iterator[subprocess.Popen[str]]:
    """Start the program that makes workers."""
    command = [sys.executable, "-m", "tests.store.kill_worker", str(home.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


def _killed(
    nurse: subprocess.Popen[str], run: int, file: Path, steps: int, after: float
) -> list[tuple[str, str]]:
    """Let a worker write some steps and a while more, kill it, and return what it acknowledged: what, and its name."""
    assert nurse.stdin is not None
    assert nurse.stdout is not None
    nurse.stdin.write(f"{run} {file}\n")
    nurse.stdin.flush()
    worker = int(nurse.stdout.readline())
    while steps and not (file.exists() and file.read_text().count("\n") >= steps):
        time.sleep(0.001)
    # Not a wait for something to happen: the moment of death is what is tried.
    time.sleep(after)
    os.kill(worker, signal.SIGKILL)
    assert int(nurse.stdout.readline()) == -signal.SIGKILL
    lines = file.read_text().splitlines() if file.exists() else []
    return [(what, name) for what, name in (line.split() for line in lines)]


def _whole_steps(desk: Desk) -> set[str]:
    """See that no step is half there, and return the names of all that stand."""
    batches = Counter(row[0] for row in desk.reader.execute("SELECT title FROM action"))
    assert set(batches.values()) <= {BATCH}
    events = dict(desk.reader.execute("SELECT title, id FROM event").fetchall())
    for table, count in (("event_customer", 1), ("occurrence", 5)):
        rows = Counter(row[0] for row in desk.reader.execute(f"SELECT event_id FROM {table}"))
        assert rows == dict.fromkeys(events.values(), count), table
    numbers = [row[0] for row in desk.reader.execute("SELECT number FROM history_step ORDER BY number")]
    assert numbers == list(range(1, len(numbers) + 1))
    recorded = {row[0] for row in desk.reader.execute("SELECT DISTINCT step_number FROM history_change")}
    assert recorded == set(numbers)
    return set(batches) | set(events)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_sixty_kills_lose_no_acknowledged_step_and_leave_no_half_one(
    home: Home, clock: Clock, nurse: subprocess.Popen[str], tmp_path: Path
) -> None:
    chance = random.Random(20261124)
    standing: set[str] = set()
    acknowledged = 0
    for run in range(KILLS):
        said = _killed(
            nurse, run, tmp_path / f"said-{run}", run % (MOST_STEPS + 1), chance.uniform(0, LONGEST)
        )
        acknowledged += len(said)
        for what, name in said:
            (standing.discard if what == "undo" else standing.add)(name)
        desk = Desk.open(home, clock)
        there = _whole_steps(desk)
        # One step, or one undo, may have been committed in the moment before it could be acknowledged.
        differing = standing ^ there
        assert len(differing) <= 1, f"kill {run}: {sorted(differing)}"
        assert all(name.startswith(f"{run}.") for name in differing)
        standing = there
        if run % 10 == 0:
            assert check(desk) == []
        desk.close()
    assert acknowledged > KILLS
    desk = Desk.open(home, clock)
    assert check(desk) == []
    # The next start goes on where the last one was killed.
    label = desk.undo().label
    assert label.startswith(("Add event", f"Add {BATCH} actions"))
    assert check(desk) == []
    desk.close()
