"""Finding records by names and by the words in their texts, whatever happened to them since."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import redo, undo
from brm_tui.desk.search import follow_desk, search
from brm_tui.model.kinds import describe
from brm_tui.rules.fields import FieldKind
from brm_tui.rules.kinds import KINDS
from brm_tui.store.backup import back_up, restore
from brm_tui.store.search import words
from brm_tui.store.search.index import connect, follow, index_path
from brm_tui.store.search.texts import SEARCHED
from brm_tui.store.search.words import query_of

NOT_SEARCHED = {("versions", "content")}
"""A frozen version says again what its agreement's rows said."""


@pytest.fixture
def finance(desk: Desk) -> str:
    """Make a customer with something written in several places, and return its id."""
    finance = records.add(desk, "customers", {"name": "Finance", "code": "FIN", "notes": "Prefers Tuesdays"})
    for kind, values in (
        ("actions", {"title": "Draft the SLA", "detail": "Ask the auditors about the Übergabe first"}),
        (
            "touches",
            {"channel": "call", "at": "2026-11-20T10:00", "summary": "Worried about the ledger cut-over"},
        ),
        (
            "feedback",
            {"title": "Slow desk", "detail": "The ledger answers after a minute", "kind": "complaint"},
        ),
        ("risks", {"title": "Quarter end", "detail": "月末の決算が遅れる恐れがある"}),
    ):
        records.add(desk, kind, {"customer": "FIN", **values}, as_text=True)
    return finance


def kinds(desk: Desk, text: str) -> list[str]:
    """Return the KINDs of what is found, in order."""
    return [hit.kind for hit in search(desk, text)]


@pytest.mark.usefixtures("finance")
def test_words_are_found_in_every_text_with_those_around_them(desk: Desk) -> None:
    assert sorted(kinds(desk, "ledger")) == ["feedback", "touches"]
    assert kinds(desk, "ledg cut") == ["touches"]
    (hit,) = search(desk, "auditors")
    assert (hit.kind, hit.label, hit.detail) == ("actions", "Draft the SLA", "Finance")
    assert hit.excerpt == "Ask the auditors about the Übergabe first"
    assert (hit.opens, hit.opens_id) == ("actions", hit.id)
    assert kinds(desk, "ubergabe") == kinds(desk, "ÜBERGABE") == ["actions"]
    assert kinds(desk, "tuesd") == ["customers"]


@pytest.mark.usefixtures("finance")
def test_a_script_without_spaces_is_found_by_any_part(desk: Desk) -> None:
    (hit,) = search(desk, "決算")
    assert hit.kind == "risks"
    assert hit.excerpt.startswith("月末の決算が遅れる")
    assert search(desk, "算決") == []


@pytest.mark.usefixtures("finance")
def test_a_name_comes_before_words_and_shows_no_excerpt_of_its_own(desk: Desk) -> None:
    records.add(desk, "actions", {"title": "Tidy the ledger", "customer": "FIN"})
    hits = search(desk, "ledger")
    assert (hits[0].kind, hits[0].label, hits[0].excerpt) == ("actions", "Tidy the ledger", "")
    assert [hit.kind for hit in search(desk, "fin")][:1] == ["customers"]


def test_a_whole_name_is_found_among_many_that_hold_it(desk: Desk) -> None:
    for number in range(70):
        records.add(desk, "actions", {"title": f"Draft {number} of the plan"})
    records.add(desk, "actions", {"title": "Plan for the year"})
    records.add(desk, "actions", {"title": "PLAN"})
    assert [hit.label for hit in search(desk, "plan")][:2] == ["PLAN", "Plan for the year"]


def test_what_changed_since_is_followed(desk: Desk, finance: str) -> None:
    assert kinds(desk, "zebra") == []
    records.change(desk, "customers", finance, {"notes": "Collects zebras"})
    assert kinds(desk, "zebra") == ["customers"]
    assert kinds(desk, "tuesdays") == []
    undo(desk)
    assert (kinds(desk, "zebra"), kinds(desk, "tuesdays")) == ([], ["customers"])
    redo(desk)
    assert kinds(desk, "zebra") == ["customers"]
    records.delete(desk, "customers", finance)
    assert kinds(desk, "ledger") == kinds(desk, "zebra") == []
    undo(desk)
    assert sorted(kinds(desk, "ledger")) == ["feedback", "touches"]


def test_following_reads_only_what_changed(desk: Desk, finance: str) -> None:
    follow_desk(desk)
    assert index_path(desk.home.database).stat().st_mode & 0o777 == 0o600
    records.change(desk, "customers", finance, {"notes": "New"})
    index = connect(desk.home.database)
    assert desk.read(lambda connection: follow(index, connection)) == 1
    assert desk.read(lambda connection: follow(index, connection)) == 0
    index.close()


def test_a_restored_desk_is_read_anew(desk: Desk, finance: str, tmp_path: Path) -> None:
    kept = back_up(desk.home, tmp_path / "kept.sqlite3")
    records.change(desk, "customers", finance, {"notes": "Collects zebras"})
    assert kinds(desk, "zebra") == ["customers"]
    desk.close()
    restore(desk.home, kept, desk.clock.now())
    records.change(desk, "customers", finance, {"notes": "Keeps bees"})
    assert (kinds(desk, "zebra"), kinds(desk, "bees")) == ([], ["customers"])


@pytest.mark.usefixtures("finance")
@pytest.mark.parametrize("harm", [b"", b"no database at all" * 100], ids=["empty", "other"])
def test_a_damaged_index_is_made_anew(desk: Desk, harm: bytes) -> None:
    path = index_path(desk.home.database)
    path.write_bytes(harm)
    assert kinds(desk, "auditors") == ["actions"]


@pytest.mark.usefixtures("finance")
def test_where_no_index_can_be_names_are_still_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> sqlite3.Connection:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr("brm_tui.desk.search.connect", refuse)
    assert kinds(desk, "finance") == ["customers"]
    assert kinds(desk, "auditors") == []


@pytest.mark.usefixtures("finance")
@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "'",
        "*",
        "ledger*",
        "(",
        ")",
        "AND",
        "ledger OR",
        "NEAR(",
        "-",
        "^x",
        "label:",
        "[/]",
        "\x00",
        "%",
    ],
)
def test_nothing_typed_breaks_the_search(desk: Desk, typed: str) -> None:
    for text in (typed, typed * 5000):
        for hit in search(desk, text):
            assert hit.label


def test_words_are_beginnings_and_signs_are_no_words() -> None:
    assert query_of("draft  SLA-2") == '"draft" * AND "SLA 2" *'
    assert query_of("a - !") == ""
    assert query_of("財務") == '"財 務" *'


@pytest.mark.usefixtures("finance")
def test_words_that_too_many_have_show_the_newest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MOST_RANKED", 1)
    assert sorted(kinds(desk, "ledger")) == ["feedback", "touches"]


def test_every_text_that_is_written_is_searched() -> None:
    written = {
        (kind.name, field.name)
        for kind in KINDS.values()
        for field in describe(kind)
        if field.kind is FieldKind.LONG_TEXT
    }
    searched: set[tuple[str, Any]] = {
        (one.kind, column) for one in SEARCHED.values() for column in one.columns
    }
    assert written - searched == NOT_SEARCHED
