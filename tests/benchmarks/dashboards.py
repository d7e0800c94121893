"""What a person waits for in services, demand and feedback, and among people, on the large desk."""

from __future__ import annotations

from collections.abc import Iterator

from brm_tui.paths import Home
from tests.benchmarks.measured import Measured, at_most
from tests.benchmarks.probing import probe, probe_file
from tests.benchmarks.screens import last_change

_TIMES = 3
_CURSOR, _JUMP = (4, 10), (16, 33)


class _Visit:
    """The keys of a visit to one list, and what the steps that are measured are called."""

    def __init__(self, *there: str) -> None:
        """Begin with the keys that lead there, each with a wait that lets its code load."""
        self._steps = [step for key in there for step in (key, "wait:1500")]
        self._named: list[tuple[str, str, float]] = []

    def walk(self, what: str) -> _Visit:
        """Move about in the list; the wait after a jump lets the preview follow, which is no key's doing."""
        jumps = ["end*1", "wait:400", "home*1", "wait:400"] * _TIMES
        # A view keeps the cursor on its record, which may be the last of another view.
        self._steps += ["home", "wait:600", "down*40", "up*20", "pagedown*12", "pageup*6", "wait:400", *jumps]
        for step in ("down*40", "up*20", "pagedown*12", "pageup*6", "end*1", "home*1"):
            usual, most = _CURSOR if step in ("down*40", "up*20") else _JUMP
            self._named += [(f"{what}, {step}, p50", step, usual), (f"{what}, {step}, p95", step, most)]
        return self

    def keys(self, what: str, step: str, usual: float, most: float) -> _Visit:
        """Press a key several times."""
        self._steps += [step, "wait:400"]
        self._named += [(f"{what}, p50", step, usual), (f"{what}, p95", step, most)]
        return self

    def open(self, what: str, key: str, back: str = "escape", *, within: tuple[str, ...] = ()) -> _Visit:
        """Open something and leave it, once to load its code, then again."""
        leave = ["wait:700", *within, back, "wait:700"]
        self._steps += [key, "wait:1200", *leave, *[f"{key}*1", *leave] * _TIMES]
        self._named.append((f"opening {what}, p95", f"{key}*1", 100))
        return self

    def turn(self, what: str, key: str, times: int) -> _Visit:
        """Turn to all of some tabs or views, once to load their code, then again."""
        self._steps += [key, "wait:1200"] * times
        self._steps += [f"{key}*1", "wait:600"] * times
        self._named.append((f"{what}, p95", f"{key}*1", 100))
        return self

    def type(self, what: str, text: str) -> _Visit:
        """Filter as one types, then show everything again."""
        self._steps += ["f", "wait:600", f"type:{text}", "wait:600", "escape", "wait:600"]
        self._named.append((f"{what}, filtering as one types, p95", f"type:{text}", 50))
        return self

    def measure(self, home: Home) -> Iterator[Measured]:
        """Run the keys in a terminal and return the lines."""
        found = probe(home.root, "NEEDS YOU", keys=", ".join(self._steps), reps=_TIMES)
        for what, step, most in self._named:
            yield at_most(what, last_change(found, step, what[-3:]), most, "ms")


def _visits() -> Iterator[_Visit]:
    yield (
        _Visit("5").walk("services, 8,300").open("a service's page", "enter").type("services", "invoice")
        .open("a month's grid of 8,300 services", "E", within=("down*30", "wait:400"))
        .keys("cursor in a month's grid", "down*30", *_CURSOR).turn("turning to services, projects, changes", "]", 3)
    )  # fmt: skip
    yield (
        _Visit("5", "]").walk("projects, 1,400").open("a project's page", "enter").type("projects", "ledger")
    )
    yield (
        _Visit("5", "]", "]").walk("changes ahead, 750").open("a change's page", "enter").type("changes", "printer")
    )  # fmt: skip
    yield (
        _Visit("6").walk("demand, 6,000").open("a demand", "enter").type("demand", "survey")
        .open("what-if on the weights of 6,000", "%", within=("=*5", "wait:600"))
        .keys("weighing 6,000 otherwise", "=*5", 50, 100)
        .open("value against size of 6,000", "v", "v", within=("down*30", "wait:400"))
        .keys("cursor in value against size", "down*30", *_CURSOR)
    )  # fmt: skip
    yield (
        _Visit("7")
        .walk("open feedback")
        .type("open feedback", "depot")
        .open("the causes of feedback", "g", "g")
    )
    yield (
        _Visit("7", "v", "v").walk("feedback, 20,000").type("feedback, 20,000", "depot")
        .open("feedback", "enter").turn("feedback's next view", "v", 3)
    )  # fmt: skip
    yield _Visit("7", "]", "v").walk("log, 6,000").type("log", "laptop").turn("the log's next view", "v", 3)
    yield (
        _Visit("7", "]", "]").walk("surveys, 2,000").turn("satisfaction's next view", "v", 2)
        .turn("turning to feedback, log, satisfaction", "]", 3)
    )  # fmt: skip
    yield _Visit("1").walk("Today, 2,011 needs")
    yield _Visit("9").walk("people, 10,000").type("people", "novak")
    yield _Visit("0").walk("representation")


def measure(_demo: Home, large: Home, names: list[str]) -> Iterator[Measured]:
    """Measure one list after the other, each in a program of its own, if the probe is there."""
    if (names and "dashboards" not in names) or probe_file() is None:
        return
    for visit in _visits():
        yield from visit.measure(large)
