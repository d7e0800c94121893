"""Files that are no desk, newer, damaged, held or read-only: said clearly, never written over."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brm_tui.cli import main
from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.checking import check
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.store.reading import BUSY_VARIABLE

NOBODY = 65534


def _filled(home: Home, clock: Clock, rows: int = 300) -> None:
    """Make a desk with enough rows that tables and indexes take several pages."""
    desk = Desk.open(home, clock)
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    rows_of_actions = [
        {"title": f"Action {number}", "detail": "x" * 500, "due": "2026-12-01"} for number in range(rows)
    ]
    records.add_many(desk, "actions", rows_of_actions)
    desk.close()


def _content(home: Home) -> dict[str, bytes]:
    """Return all that stands in a home, but for what a reader leaves beside a file: locks and an empty log."""
    found = {path.name: path.read_bytes() for path in home.root.iterdir() if path.is_file()}
    return {
        name: data
        for name, data in found.items()
        if (data and not name.endswith("-shm")) or name == "desk.sqlite3"
    }


def _refused(home: Home, clock: Clock, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """See that opening, by the desk and by the command line, is refused with the words, and nothing is touched."""
    before = _content(home)
    with pytest.raises(BrmError, match=words) as caught:
        Desk.open(home, clock)
    assert str(home.root) in caught.value.message
    for command in (
        ["list", "customers"],
        ["add", "customers", "name=A", "code=A"],
        ["undo"],
        ["check"],
        ["backup"],
    ):
        assert main(["--home", str(home.root), *command]) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert caught.value.title in said.err
        assert "Traceback" not in said.err
        assert "Unexpected" not in said.err
    assert _content(home) == before


def _other_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customer (id, name)")
        connection.execute("INSERT INTO customer VALUES (1, 'mine')")


def _half_made(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_text("Dear diary,\n" * 1000), lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + os.urandom(8192)),
        lambda path: path.write_bytes(b"SQLite format 3\x00"), _other_database, _half_made,
    ],
    ids=["text", "empty", "noise behind the magic", "only the magic", "other database", "half made"],
)  # fmt: skip
def test_what_is_no_desk_is_left_alone(
    make: Callable[[Path], object], home: Home, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    home.make()
    make(home.database)
    _refused(home, clock, "no brm-tui desk|damaged", capsys)


def test_a_newer_desk_is_left_alone(home: Home, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(home, clock, 1)
    with sqlite3.connect(home.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    _refused(home, clock, "schema 9999; this program knows up to", capsys)


def test_a_truncated_desk_is_left_alone(home: Home, clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    _filled(home, clock)
    content = home.database.read_bytes()
    home.database.write_bytes(content[:1000])
    _refused(home, clock, "no brm-tui desk|damaged", capsys)


def test_a_folder_in_the_place_of_the_desk(home: Home, clock: Clock) -> None:
    home.database.mkdir(parents=True)
    with pytest.raises(BrmError, match="Is a directory"):
        Desk.open(home, clock)


def test_the_log_of_a_desk_that_is_gone_is_not_written_into_a_new_one(
    home: Home, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(home, clock, 1)
    holder = sqlite3.connect(home.database)
    holder.execute("UPDATE customer SET tier = 3")
    holder.commit()
    log = home.database.with_name("desk.sqlite3-wal")
    kept = log.read_bytes()
    assert kept
    home.database.unlink()
    _refused(home, clock, "the last changes of a desk stand in", capsys)
    assert log.read_bytes() == kept
    holder.close()


def _root_page(path: Path, name: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return int(
            connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        )


@pytest.fixture
def damaged(home: Home, clock: Clock) -> Desk:
    """Return an open desk whose table of actions was overwritten in the middle of the file."""
    _filled(home, clock)
    page = _root_page(home.database, "action")
    with home.database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xde\xad\xbe\xef" * 1024)
    return Desk.open(home, clock)


def test_a_damaged_page_is_told_when_it_is_read_written_or_checked(
    damaged: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = damaged
    before = desk.home.database.read_bytes()
    for command, code in (
        (["list", "actions"], 1), (["show", "actions", "Action 7"], 1), (["add", "actions", "title=X"], 1),
        (["delete", "actions", "Action 7"], 1), (["undo"], 1), (["backup"], 1), (["search", "Action"], 1),
        (["calendar", "list", "--from", "2026-11-30", "--to", "2026-12-02"], 1),
        # What does not come near the damaged page still answers.
        (["list", "customers"], 0),
    ):  # fmt: skip
        assert main(["--home", str(desk.home.root), *command]) == code, command
        said = capsys.readouterr()
        if code:
            assert said.err.startswith(("The desk is damaged: ", "No good copy: ")), said.err
            assert "Restore a backup" in said.err or "older backups are untouched" in said.err
    findings = check(desk)
    assert findings
    assert main(["--home", str(desk.home.root), "check"]) == 1
    assert capsys.readouterr().out.splitlines() == findings
    assert desk.home.database.read_bytes() == before
    desk.close()


def test_a_desk_that_another_program_holds(
    home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(BUSY_VARIABLE, "0.05")
    _filled(home, clock, 1)
    holder = sqlite3.connect(home.database, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    # With a write-ahead log one writer keeps nobody from reading.
    assert main(["list", "customers"]) == 0
    capsys.readouterr()
    for command in (["add", "customers", "name=A", "code=A"], ["undo"], ["redo"], ["check"]):
        assert main(command) == 1
        said = capsys.readouterr()
        assert said.err.startswith("The desk is busy: Another program holds ")
        assert "try again" in said.err
    holder.execute("ROLLBACK")
    assert main(["undo"]) == 0
    holder.close()


def test_a_desk_that_another_program_holds_for_itself_alone(
    home: Home, clock: Clock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(BUSY_VARIABLE, "0.05")
    _filled(home, clock, 1)
    holder = sqlite3.connect(home.database, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    _refused(home, clock, "Another program holds", capsys)
    holder.close()


@contextlib.contextmanager
def _as_nobody() -> Iterator[None]:
    """Work with the rights of a user who has none; root may write everything everywhere."""
    if os.getuid() != 0:
        yield
        return
    os.setresgid(NOBODY, NOBODY, 0)
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def anybodys(clock: Clock) -> Iterator[Home]:
    """Return a home with a desk in a folder that everybody may enter, owned by whom the tests run as nobody."""
    root = Path(tempfile.mkdtemp(prefix="brm-tui-test-"))
    root.chmod(0o755)
    home = Home(root / "home")
    _filled(home, clock, 1)
    # Everything is imported now: nobody may not read where Python lies.
    for command in (["list", "customers"], ["undo"], ["redo"], ["check"], ["backup"]):
        assert main(["--home", str(home.root), *command]) == 0
    shutil.rmtree(home.backups)
    if os.getuid() == 0:
        for path in (home.root, *home.root.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    yield home
    home.root.chmod(0o700)
    shutil.rmtree(root)


def test_a_file_that_may_not_be_written_is_read_and_not_written(
    anybodys: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(anybodys.root)
    for path in anybodys.root.iterdir():
        path.chmod(0o400)
    before = anybodys.database.read_bytes()
    capsys.readouterr()
    with _as_nobody():
        for command in (["add", "customers", "name=A", "code=A"], ["undo"], ["check"]):
            assert main(["--home", home, *command]) == 1
            said = capsys.readouterr()
            assert said.err.startswith("The desk is read-only: "), said.err
            assert "permissions" in said.err
    assert anybodys.database.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_told(anybodys: Home, capsys: pytest.CaptureFixture[str]) -> None:
    home = str(anybodys.root)
    for leftover in ("desk.sqlite3-wal", "desk.sqlite3-shm"):
        (anybodys.root / leftover).unlink(missing_ok=True)
    anybodys.root.chmod(0o500)
    before = anybodys.database.read_bytes()
    capsys.readouterr()
    with _as_nobody():
        for command in (
            ["list", "customers"],
            ["add", "customers", "name=A", "code=A"],
            ["undo"],
            ["backup"],
        ):
            assert main(["--home", home, *command]) == 1
            said = capsys.readouterr()
            assert said.err.startswith("The desk is read-only: "), said.err
    assert anybodys.database.read_bytes() == before
    assert [path.name for path in anybodys.root.iterdir()] == ["desk.sqlite3"]


def test_a_home_that_may_not_be_made_is_told(anybodys: Home, capsys: pytest.CaptureFixture[str]) -> None:
    anybodys.root.chmod(0o500)
    with _as_nobody():
        assert main(["--home", str(anybodys.root / "deeper" / "home"), "list", "customers"]) == 1
    assert "No place for the desk" in capsys.readouterr().err
