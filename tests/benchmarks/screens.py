"""What a person waits for: start, keys, screens, memory, idleness, quitting."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from brm_tui.config import change_settings
from brm_tui.paths import Home
from tests.benchmarks.measured import Measured, at_most
from tests.benchmarks.probing import Probed, probe, probe_file


def measure(demo: Home, large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure the program in a terminal of its own, if the probe is there."""
    if probe_file() is None:
        print("the probe (../shared/tools/tui_probe.py) is not here: nothing measured in a terminal")
        return
    if not names or "start" in names:
        yield from _start(demo, large)
    if not names or "keys" in names:
        yield from _keys(large)
    if not names or "screens" in names:
        yield from _opening(demo, large)
    if not names or "board" in names:
        yield from _board(demo, large)


def _start(demo: Home, large: Home) -> Iterator[Measured]:
    for name, home, most, memory in (("demo", demo, 1.15, 2.3), ("large desk", large, 1.25, 2.6)):
        # Many, and in three rounds: the machine's own pace changes from run to run, and for a while at a time.
        started = [probe(home.root, "NEEDS YOU", reps=21).ratio["ready_ms"] for _ in range(3)]
        yield at_most(f"start → first screen with its data, {name}", median(started), most, "× blank")
        found = probe(
            home.root, "NEEDS YOU", keys="wait:6000", idle=5, reps=3
        )  # by then the models are loaded
        yield at_most(f"peak memory, models loaded, {name}", found.ratio["peak_rss_mb"], memory, "× blank")
        yield at_most(f"quit, {name}", found.ratio["exit_ms"], 1.2, "× blank")
        yield at_most(f"idle CPU, {name}", found.target["idle_cpu_pct"], 0.5, "%")
        yield at_most(f"idle output, {name}", found.target["idle_output_bytes"], 0, "bytes")


def last_change(found: Probed, keys: str, share: str) -> float:
    """Return the time from a key to the last change that it made, in milliseconds of the reference machine.

    Without end where no run saw a change: the budget is missed then, and the others are still measured.
    """
    seen = found.steps[keys].get("last_ms")
    return float(seen[share]) / found.pace if seen else float("inf")


def _keys(large: Home) -> Iterator[Measured]:
    # After a jump the preview follows; the wait keeps it from being taken for the next key's doing.
    jumps = ", ".join(["end*1, wait:400, home*1, wait:400"] * 4)
    found = probe(
        large.root, "NEEDS YOU",
        keys=f"2, until:customers, wait:1500, down*60, up*20, pagedown*15, pageup*5, wait:400, {jumps}", reps=3,
    )  # fmt: skip
    for keys in ("down*60", "up*20"):
        yield at_most(f"portfolio of 2,000, {keys}, p50", last_change(found, keys, "p50"), 4, "ms")
        yield at_most(f"portfolio of 2,000, {keys}, p95", last_change(found, keys, "p95"), 10, "ms")
    for keys in ("pagedown*15", "pageup*5", "end*1", "home*1"):
        yield at_most(f"portfolio of 2,000, {keys}, p50", last_change(found, keys, "p50"), 16, "ms")
        yield at_most(f"portfolio of 2,000, {keys}, p95", last_change(found, keys, "p95"), 33, "ms")
    yield at_most("bytes written a cursor key", found.target["key_bytes_p50"], 1024, "bytes")


def _opening(demo: Home, large: Home) -> Iterator[Measured]:
    # Each screen once to load its code, then again, as a person who works does.
    around = "2, wait:600, 3, wait:600, 4, wait:600, 5, wait:600, 6, wait:600, 7, wait:600, 8, wait:900, 1, wait:600"
    around += ", 0, wait:600, escape, wait:300"
    again = ", ".join(f"{mode}*1, wait:400" for mode in "23456781") + ", 0*1"
    found = probe(large.root, "NEEDS YOU", keys=f"{around}, {again}", reps=5)
    for keys in ("2*1", "3*1", "4*1", "5*1", "6*1", "7*1", "8*1", "1*1", "0*1"):
        yield at_most(f"opening screen {keys[0]}, warm, p95", last_change(found, keys, "p95"), 100, "ms")
    months = ", ".join(["pagedown*1, wait:600, pageup*1, wait:600"] * 3)
    found = probe(large.root, "NEEDS YOU", keys=f"4, wait:2500, {months}", reps=3)
    for keys in ("pagedown*1", "pageup*1"):
        yield at_most(f"opening another month, {keys}, p95", last_change(found, keys, "p95"), 100, "ms")
    yield from calendar_views(large)
    # The first time loads the code.
    there, back = "enter, wait:900", "escape, wait:500, down, wait:300"
    again = f"enter*1, wait:600, {back}"
    found = probe(demo.root, "NEEDS YOU", keys=f"2, wait:2500, {there}, {back}, {again}, {again}", reps=3)
    yield at_most("opening a customer, p95", last_change(found, "enter*1", "p95"), 100, "ms")
    there, back = f"{there}, ], ], wait:400, enter, wait:900", "escape, wait:500"
    again = f"enter*1, wait:600, {back}"
    found = probe(demo.root, "NEEDS YOU", keys=f"2, wait:2500, {there}, {back}, {again}, {again}", reps=3)
    yield at_most("opening an agreement, p95", last_change(found, "enter*1", "p95"), 100, "ms")


def calendar_views(large: Home, whose: str = "") -> Iterator[Measured]:
    """Measure the calendar's views, saying whose; the year is the last one, and the month what is remembered."""
    change_settings(large.settings, calendar_view="month")  # a run that was stopped may have left another one
    ways = {
        "week": "right*4, left*4, right*4, left*4, down*20, up*20",
        "agenda": "down*21, up*21",
        "year": "right*13, left*13, up*9, down*9",
    }
    # Each view once to load its code; the last key goes back to the month, as the view is remembered.
    around = "right*5, left*5, wait:500, "
    around += ", ".join(f"v*1, wait:2000, {keys}, wait:500" for keys in ways.values())
    weeks = ", ".join(["pagedown*1, wait:900, pageup*1, wait:900"] * 2)
    seen = "v, wait:900, v, wait:900, v, wait:4000, v, wait:900"
    found = probe(
        large.root,
        "NEEDS YOU",
        keys=f"4, wait:3000, v, wait:900, {weeks}, V, wait:900, {seen}, {around}, v, wait:300",
        reps=3,
    )
    yield at_most(
        f"{whose}opening the calendar's next view, p95", last_change(found, "v*1", "p95"), 100, "ms"
    )
    for step in ("pagedown*1", "pageup*1"):
        yield at_most(f"{whose}opening another week, {step}, p95", last_change(found, step, "p95"), 100, "ms")
    for view, keys in {"month": "right*5, left*5", **ways}.items():
        for step in dict.fromkeys(keys.split(", ")):
            yield at_most(f"{whose}calendar, {view}, {step}, p50", last_change(found, step, "p50"), 4, "ms")
            yield at_most(f"{whose}calendar, {view}, {step}, p95", last_change(found, step, "p95"), 10, "ms")


def _board(demo: Home, large: Home) -> Iterator[Measured]:
    for name, home, way in (
        ("60 cards", demo, "down*10, up*10, down*10, up*10"),
        ("8,000 open cards", large, "down*40, up*30"),
    ):
        # Down to the end and up again, so that every key has something to do; by then the models are loaded.
        found = probe(home.root, "NEEDS YOU", keys=f"3, until:Backlog, wait:2500, {way}", reps=3)
        for step in sorted(set(way.split(", "))):
            yield at_most(f"board of {name}, {step}, p95", last_change(found, step, "p95"), 14, "ms")
