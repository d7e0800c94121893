"""backup, restore, check, paths, demo, and a home that is named or cannot be."""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from tests.cli.conftest import Cli


def test_paths_are_named_by_option_before_the_environment(cli: Cli) -> None:
    assert cli.done("paths", "--json").json["home"] == str(cli.home)
    other = cli.folder / "other"
    listed = cli.done("paths", "--home", str(other), "--json").json
    assert listed["desk"] == str(other / "desk.sqlite3")
    assert [line.split()[0] for line in cli.done("paths").lines] == list(listed)
    assert not other.exists()
    cli.environment = {"BRM_TUI_HOME": "", "XDG_DATA_HOME": str(cli.folder / "data"), "HOME": str(cli.folder)}
    assert cli.done("paths", "--json").json["home"] == str(cli.folder / "data" / "brm-tui")
    cli.environment = {"BRM_TUI_HOME": "~/desks/mine", "HOME": str(cli.folder)}
    assert cli.done("paths", "--json").json["home"] == str(cli.folder / "desks" / "mine")


def test_a_new_desk_is_for_its_owner_only(cli: Cli) -> None:
    cli.done("list", "customers")
    assert stat.S_IMODE(cli.home.stat().st_mode) == 0o700
    files = list(cli.home.iterdir())
    assert {path.name.removesuffix("-wal").removesuffix("-shm") for path in files} == {"desk.sqlite3"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_a_home_that_cannot_be_made_is_refused(cli: Cli) -> None:
    (cli.folder / "file").write_text("mine")
    cli.home = cli.folder / "file" / "home"
    said = cli.refused("list", "customers")
    assert "No place for the desk" in said
    assert "--home or BRM_TUI_HOME" in said
    assert (cli.folder / "file").read_text() == "mine"


def test_what_cannot_be_foreseen_leaves_its_details_in_the_log(cli: Cli) -> None:
    cli.done("list", "customers")
    with sqlite3.connect(cli.home / "desk.sqlite3") as connection:
        connection.execute("DELETE FROM desk_setting")
    answer = cli("calendar", "export", "-o", "x.ics")
    assert answer.code == 1
    assert "Traceback" not in answer.err
    assert "Unexpected error" in answer.err
    assert "Traceback" in (cli.home / "brm-tui.log").read_text()


def test_backup_and_restore(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    (kept,) = cli.done("backup").lines
    assert Path(kept).parent == cli.home / "backups"
    assert stat.S_IMODE(Path(kept).stat().st_mode) == 0o600
    (second,) = cli.done("backup").lines
    assert second != kept, "a backup of the same moment keeps the first one"
    assert cli.done("backup", "deep/er/mine.sqlite3").lines == [str(cli.folder / "deep/er/mine.sqlite3")]
    cli.add("customers", "name=People", "code=HR")
    said = cli.done("restore", kept).err
    assert f"Restored from {kept}" in said
    assert [row["code"] for row in cli.list("customers")] == ["FIN"]
    before = Path(said.split("is kept in ")[1].strip().removesuffix("."))
    assert before.is_file()
    assert str(before) not in cli.done("restore", "deep/er/mine.sqlite3").err
    cli.done("restore", str(before))
    assert [row["code"] for row in cli.list("customers")] == ["FIN", "HR"]
    assert cli.done("check").err == "The desk is sound.\n"
    cli.done("undo")
    assert [row["code"] for row in cli.list("customers")] == ["FIN"]


def test_restoring_into_an_empty_home_keeps_nothing_and_says_so(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.done("backup", "mine.sqlite3")
    cli.home = cli.folder / "new"
    assert cli.done("restore", "mine.sqlite3").err == "Restored from mine.sqlite3.\n"
    assert cli.list("customers")[0]["code"] == "FIN"
    assert stat.S_IMODE((cli.home / "desk.sqlite3").stat().st_mode) == 0o600


def test_what_is_no_backup_is_not_restored(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    before = cli.show("customers", "FIN")
    (cli.folder / "text.txt").write_text("hello" * 100)
    (cli.folder / "empty").write_bytes(b"")
    with sqlite3.connect(cli.folder / "other.db") as connection:
        connection.execute("CREATE TABLE customer (id)")
    cli.done("backup", "mine.sqlite3")
    newer = cli.folder / "newer.sqlite3"
    newer.write_bytes((cli.folder / "mine.sqlite3").read_bytes())
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    damaged = bytearray((cli.folder / "mine.sqlite3").read_bytes())
    damaged[8192:20000] = os.urandom(20000 - 8192)
    (cli.folder / "damaged.sqlite3").write_bytes(damaged)
    for name, words in (
        ("nowhere", "There is no file"), ("text.txt", "no brm-tui desk"), ("empty", "no brm-tui desk"),
        ("other.db", "no brm-tui desk"), ("newer.sqlite3", "newer brm-tui (9999)"), ("damaged.sqlite3", "damaged"),
        (".", "no file"),
    ):  # fmt: skip
        assert words in cli.refused("restore", name), name
    assert cli.show("customers", "FIN") == before
    assert not (cli.home / "backups").exists()


def test_a_backup_that_cannot_be_written_is_refused(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    (cli.folder / "file").write_text("mine")
    (cli.folder / "folder").mkdir()
    assert "cannot be written" in cli.refused("backup", "file/desk.sqlite3")
    assert "cannot be written" in cli.refused("backup", "folder")
    assert sorted(path.name for path in cli.folder.iterdir()) == ["file", "folder", "home"]


def test_settings_that_cannot_be_read_are_named(cli: Cli) -> None:
    cli.done("list", "customers")
    cli.pins = ("--today", "2026-11-24")
    (cli.home / "settings.toml").write_text("zone = 'Mars/Base'")
    assert "zone: 'Mars/Base'" in cli.refused("list", "customers")
    (cli.home / "settings.toml").write_text("colour = 1")
    assert "colour is no setting" in cli.refused("list", "customers")
    (cli.home / "settings.toml").write_text("zone = 'Asia/Tokyo'")
    cli.add("actions", "title=X", "due=today")
    assert cli.done("history", "--json").json[0]["at"] == "2026-11-24T00:00:00Z"


def test_pins_that_mean_nothing_are_refused(cli: Cli) -> None:
    cli.pins = ()
    assert "today: '24.11.'" in cli.refused("list", "customers", "--today", "24.11.")
    assert "'Mars/Base'" in cli.refused("list", "customers", "--zone", "Mars/Base")
    cli.add("actions", "title=X", "due=tomorrow", "--today", "2026-12-31T23:30", "--zone", "America/New_York")
    assert cli.list("actions")[0]["due"] == "2027-01-01"


def test_check_mends_figures_and_says_which(cli: Cli) -> None:
    cli.add("customers", "name=Finance", "code=FIN")
    cli.add("events", "title=Steering", "start=2026-12-01 10:00", "customers=FIN")
    with sqlite3.connect(cli.home / "desk.sqlite3") as connection:
        connection.execute("DELETE FROM occurrence")
        connection.execute("UPDATE calendar_identity SET content_hash = 'x'")
    answer = cli("check")
    assert answer.code == 1
    assert [line.split(":")[0] for line in answer.lines] == ["occurrence", "calendar_identity"]
    assert cli.done("check").out == ""
