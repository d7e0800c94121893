"""Ten years of a desk of tricky series: the screen, our files and readers of other hands agree on each occurrence."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk.calendar import occurrences
from brm_tui.desk.calendar_files import Selection, calendar_items, export_calendar
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from tests.conftest import TODAY, ZONE
from tests.interchange.file_rules import broken_rules
from tests.interchange.readers import READERS, Reader, Seen, expected
from tests.interchange.readers.seen import moment_text
from tests.interchange.tricky_desk import FIRST, HORIZON, LAST, fill


@pytest.fixture(scope="module")
def tricky(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Make the desk once a worker."""
    made = Home(tmp_path_factory.mktemp("tricky"))
    desk = Desk.open(made, pinned_clock(TODAY, ZONE))
    assert fill(desk) >= 60
    yield desk
    desk.close()
    shutil.rmtree(made.root)


@pytest.fixture(scope="module")
def file(tricky: Desk) -> Path:
    """Export it."""
    path = tricky.home.root / "tricky.ics"
    export_calendar(tricky, path, Selection())
    return path


@pytest.fixture(scope="module")
def wanted(tricky: Desk) -> list[Seen]:
    """Return what the program itself says takes place, text and all."""
    return expected(calendar_items(tricky, Selection()), HORIZON, FIRST, LAST)


def test_the_screen_shows_what_is_written(tricky: Desk, wanted: list[Seen]) -> None:
    # A day at each end may lie on the other side of midnight for the user.
    inner = FIRST.isoformat(), LAST.replace(day=LAST.day - 1).isoformat()
    shown = sorted(
        (moment_text(entry.start.date() if entry.all_day else entry.start_at),
         moment_text(entry.end.date() if entry.all_day else entry.end_at))
        for entry in occurrences(tricky, FIRST, LAST)
        if not entry.cancelled
    )  # fmt: skip
    assert [pair for pair in shown if inner[0] < pair[0][:10] < inner[1]] == [
        (seen.start, seen.end) for seen in wanted if inner[0] < seen.start[:10] < inner[1]
    ]
    assert len(wanted) > 5000


def test_the_file_keeps_every_rule_and_comes_out_the_same_again(
    tricky: Desk, file: Path, tmp_path: Path
) -> None:
    content = file.read_bytes()
    assert broken_rules(content) == []
    export_calendar(tricky, tmp_path / "again.ics", Selection())
    assert (tmp_path / "again.ics").read_bytes() == content
    other = Desk.open(tricky.home, pinned_clock(TODAY, ZONE))
    export_calendar(other, tmp_path / "other.ics", Selection())
    other.close()
    assert (tmp_path / "other.ics").read_bytes() == content


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_readers_of_other_hands_see_ten_years_alike(reader: Reader, file: Path, wanted: list[Seen]) -> None:
    if reader.missing():
        pytest.skip(reader.missing())
    assert reader.differences(file, wanted, FIRST, LAST) == []
