"""The program that test_kill.py kills: it writes steps for ever and says of each when it was acknowledged.

Every step writes several rows that must stand together: a batch of actions of one name, an event with its
customer and occurrences, or an undo of the step before. One line a step goes to a file: ``batch NAME``,
``event NAME``, ``undo NAME``, written only after the step was committed.

Run with a home, it imports everything once and forks a worker for each line it reads, ``RUN FILE``; it
answers with the worker's process id, and once that ended, with how.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home

LOCAL = datetime.fromisoformat

BATCH = 4
CLOCK: Clock = pinned_clock("2026-11-24", "Europe/Berlin")


def work(home: Home, run: str, said: int) -> None:
    """Write until killed."""
    desk = Desk.open(home, CLOCK)
    number = 0
    while True:
        number += 1
        name = f"{run}.{number}"
        if number % 3 == 0:
            start = LOCAL("2026-12-01T10:00") + timedelta(days=number % 200)
            event = {"title": name, "start": start, "customers": ["FIN"], "recurrence": "FREQ=WEEKLY;COUNT=5"}
            records.add(desk, "events", event)
            os.write(said, f"event {name}\n".encode())
        else:
            action = {"title": name, "customer": "FIN", "due": "2026-12-01"}
            records.add_many(desk, "actions", [action] * BATCH)
            os.write(said, f"batch {name}\n".encode())
        if number % 4 == 0:
            desk.undo()
            os.write(said, f"undo {name}\n".encode())


def nurse(home: Home) -> None:
    """Fork a worker for each line of standard input."""
    for line in sys.stdin:
        run, name = line.split(" ", 1)
        worker = os.fork()
        if worker == 0:
            try:
                work(home, run, os.open(name.rstrip("\n"), os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600))
            finally:
                os._exit(9)
        print(worker, flush=True)
        _pid, status = os.waitpid(worker, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    place = Home(Path(sys.argv[1]))
    warm = Desk.open(place, CLOCK)
    warm.warm()
    records.add(warm, "customers", {"name": "Finance", "code": "FIN"})
    warm.close()
    nurse(place)
