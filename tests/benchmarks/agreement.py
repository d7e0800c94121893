"""What a long agreement takes that was amended often: its screen, its comparisons, its documents."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.agreement_diff import agreement_diff
from brm_tui.desk.agreement_document import export_agreement
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from brm_tui.rules.text_diff import text_diff
from tests.benchmarks.command_line import run
from tests.benchmarks.long_agreement import VERSIONS, long_agreement_home, long_text
from tests.benchmarks.measured import Measured, at_most, median_of, milliseconds, percentile
from tests.benchmarks.probing import paces, probe, probe_file
from tests.benchmarks.screens import last_change

_EXPORTS = {".docx": 2000, ".html": 300, ".md": 300}
"""Milliseconds for some 40 pages. A Word document is thousands of XML elements that python-docx makes one by one,
and nobody waits for it in front of a screen: two seconds. Nothing excuses the two others."""

_CLI = 150
"""Milliseconds that the budgets give any reading command; the comparison and the documents come on top of them."""


def measure(demo: Home, _large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure an agreement of some 40 printed pages and 30 accepted versions."""
    if names and "agreement" not in names:
        return
    home = long_agreement_home(demo.root.parent)
    if probe_file() is None:
        print("the probe (../shared/tools/tui_probe.py) is not here: nothing measured in a terminal")
    else:
        yield from _screens(home)
    # What is not measured beside the blank app goes by the machine's pace of just now.
    pace = median_of(paces) if paces else 1.0
    yield from _desk(home, pace)
    yield from _commands(home, pace)


def _desk(home: Home, pace: float) -> Iterator[Measured]:
    """Measure the use cases, and their share in what a screen takes."""
    desk = Desk.open(home, pinned_clock("2026-11-24", "Europe/Berlin"))
    try:
        for old, new, what in (
            (VERSIONS, 0, "the last version and the working copy"),
            (1, VERSIONS, "v1 and v30"),
        ):
            taken = milliseconds(lambda sides=(old, new): agreement_diff(desk, "LOG", *sides), 20)  # type: ignore[misc]  # bound at once
            yield at_most(f"what differs in {what}, p95", percentile(taken, 0.95) / pace, 20, "ms")
            taken = milliseconds(lambda sides=(old, new): _word_by_word(desk, *sides), 20)  # type: ignore[misc]  # bound at once
            yield at_most("the same with all words compared", median_of(taken) / pace, 100, "ms")
        text = long_text(100_000)
        taken = milliseconds(lambda: text_diff(text, text.replace(". ", " changed. ")), 10)
        yield at_most("text of 100,000 characters, each line changed", median_of(taken) / pace, 100, "ms")
        with tempfile.TemporaryDirectory() as folder:
            for suffix, most in _EXPORTS.items():
                path = Path(folder) / f"long{suffix}"
                taken = milliseconds(lambda to=path: export_agreement(desk, "LOG", to), 7)  # type: ignore[misc]  # bound at once
                yield at_most(
                    f"export of 40 pages as {suffix}, p95", percentile(taken, 0.95) / pace, most, "ms"
                )
    finally:
        desk.close()


def _word_by_word(desk: Desk, old: int, new: int) -> None:
    for section in agreement_diff(desk, "LOG", old, new).sections:
        for change in section.changes:
            for field in change.fields:
                _ = field.pieces


def _commands(home: Home, pace: float) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        for arguments, most in (
            (["agreement", "diff", "LOG"], _CLI + 60),
            (["agreement", "diff", "LOG", "1", str(VERSIONS)], _CLI + 60),
            *(
                (["agreement", "export", "LOG", "-o", f"{folder}/long{suffix}"], _CLI + most)
                for suffix, most in _EXPORTS.items()
            ),
        ):
            taken = milliseconds(lambda given=arguments: run(home, given), 7)  # type: ignore[misc]  # bound at once
            shown = " ".join(Path(word).name if "/" in word else word for word in arguments)
            yield at_most(f"brm-tui {shown}", median_of(taken) / pace, most, "ms")


def _screens(home: Home) -> Iterator[Measured]:
    # To the customer's tab with the agreement; each thing once to load its code, then again.
    tab = "2, until:Logistics, wait:2500, enter, wait:900, ], ], wait:400"
    again = "enter*1, wait:700, escape, wait:400"
    found = probe(
        home.root, "NEEDS YOU", keys=f"{tab}, enter, wait:900, escape, wait:400, {again}, {again}", reps=3
    )
    yield at_most("opening the long agreement, warm, p95", last_change(found, "enter*1", "p95"), 100, "ms")
    opened = f"{tab}, enter, wait:900"
    again = "D*1, wait:700, escape, wait:400"
    found = probe(
        home.root, "NEEDS YOU", keys=f"{opened}, D, wait:900, escape, wait:400, {again}, {again}", reps=3
    )
    yield at_most("opening what was changed, warm, p95", last_change(found, "D*1", "p95"), 100, "ms")
    # Everything that was ever changed, from v1 on and the other way round. What is seen is
    # there at once; the scroll bar follows when the rest is laid out behind it.
    chosen = r"f, wait:500, type:v1\,, wait:500, enter, until:v1\, superseded, wait:1200"
    sides = f"{chosen}, x*1, wait:1200, x*1, wait:1200, x*1, wait:1200, x*1"
    found = probe(home.root, "NEEDS YOU", keys=f"{opened}, D, wait:900, {sides}", reps=3)
    first = float(found.steps["x*1"]["first_ms"]["p95"]) / found.pace
    yield at_most("changing the sides, all 30 versions apart, p95", first, 100, "ms")
    again = "v, wait:500, enter*1, wait:700, escape, wait:400"
    listing = "v*1, wait:500, escape, wait:400"
    found = probe(
        home.root, "NEEDS YOU",
        keys=f"{opened}, v, wait:700, enter, wait:900, escape, wait:400, {listing}, {listing}, {again}, {again}",
        reps=3,
    )  # fmt: skip
    yield at_most("listing the versions, warm, p95", last_change(found, "v*1", "p95"), 100, "ms")
    yield at_most("reading a version of them, warm, p95", last_change(found, "enter*1", "p95"), 100, "ms")
