"""What every test stands on: a desk of its own on a real file, a pinned clock, and nothing of the user's machine."""

from __future__ import annotations

import compileall
import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from syrupy.data import SnapshotCollections
from syrupy.report import SnapshotReport

import brm_tui
from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.paths import HOME_VARIABLE, Home

TODAY = "2026-11-24"
ZONE = "Europe/Berlin"

# A worker of the suite keeps hundreds of thousands of objects; Python would look through them for garbage too often.
gc.set_threshold(200_000, 50, 1_000)

# As on a user's machine, what one process compiled the next one reads.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Thousands of desks are written, read and thrown away; where there is room for them they stay in memory.
_MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own there
_ROOM = 4 << 30
if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# How long an example takes says how busy the machine is.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Spare the workers what they would do each by itself.

    That is compiling the program, and a search for unused snapshots whose end they throw away: 3,900 tests times
    200 files.
    """
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(brm_tui.__path__[0], quiet=2, workers=0)
    else:
        SnapshotReport.unused = property(lambda _report: SnapshotCollections())  # type: ignore[method-assign,assignment]


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's desk, zone and terminal."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("NO_COLOR", "COLORTERM", "TEXTUAL", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clock() -> Clock:
    """Stand at Tuesday, 24 November 2026, 09:00 in Berlin."""
    return pinned_clock(TODAY, ZONE)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return the home that the environment names."""
    return Home(tmp_path / "home")


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Home], object]) -> Path:
    """Return the file of a desk that the first worker that asks for it makes for all of them.

    Args:
        factory: Where the session keeps its files.
        name: What the desk is called.
        make: Makes it at a home.
    """
    shared = factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else factory.getbasetemp()
    home = Home(shared / name)
    with FileLock(shared / f"{name}.lock"):
        if not (shared / f"{name}.made").exists():
            make(home)
            (shared / f"{name}.made").touch()
    return home.database


def copied(file: Path, home: Home) -> Home:
    """Return a home with a copy of a desk's file."""
    home.make()
    shutil.copyfile(file, home.database)
    os.chmod(home.database, 0o600)
    return home


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty desk, as of the pinned day; a copy of it is there sooner than a new one."""
    return made_once(
        tmp_path_factory, "empty", lambda home: Desk.open(home, pinned_clock(TODAY, ZONE)).close()
    )


@pytest.fixture
def desk(empty_file: Path, home: Home, clock: Clock) -> Iterator[Desk]:
    """Open an empty desk."""
    opened = Desk.open(copied(empty_file, home), clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo, as of the pinned day."""
    from brm_tui.desk.demo import prepare

    return made_once(
        tmp_path_factory, "demo", lambda home: prepare(home, pinned_clock(TODAY, ZONE), anew=False)
    )


@pytest.fixture(scope="session")
def hostile_file(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demo with hostile texts in every field."""
    from tests.hostile_desk import hostile_proposal, make_hostile

    def make(home: Home) -> None:
        desk = Desk.open(copied(demo_file, home), pinned_clock(TODAY, ZONE))
        make_hostile(desk)
        hostile_proposal(desk)
        desk.close()

    return made_once(tmp_path_factory, "hostile", make)


@pytest.fixture
def hostile(hostile_file: Path, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Open a copy of the hostile desk."""
    opened = Desk.open(copied(hostile_file, Home(tmp_path / "hostile")), clock)
    yield opened
    opened.close()


@pytest.fixture
def demo_home(demo_file: Path, tmp_path: Path) -> Home:
    """Return a home with a copy of the demo desk."""
    return copied(demo_file, Home(tmp_path / "demo"))


@pytest.fixture
def demo(demo_home: Home, clock: Clock) -> Iterator[Desk]:
    """Open a copy of the demo desk."""
    opened = Desk.open(demo_home, clock)
    yield opened
    opened.close()
