"""Undo and redo: every step taken back and brought again to the byte, whatever it was and whoever made it."""

from __future__ import annotations

import json
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import agreements, records
from brm_tui.desk import history as desk_history
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import HistoryKind
from brm_tui.store.history import PastStep, step_to_redo, step_to_undo
from tests.store.history_tools import CODES, PEOPLE, Player, Tables, assert_derived, tables


def _rises(before: Tables, after: Tables) -> None:
    for table, rows in after.items():
        for row_id, row in rows.items():
            old = before[table].get(row_id)
            if old is not None:
                assert row["revision"] >= old["revision"], f"{table} {row_id}"
                assert row["updated_at"] >= old["updated_at"]
                if {**row, "revision": 0, "updated_at": ""} != {**old, "revision": 0, "updated_at": ""}:
                    assert row["revision"] > old["revision"], f"{table} {row_id}"


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32))
def test_whatever_was_done_is_taken_back_and_brought_again(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    home = Home(tmp_path_factory.mktemp("desk") / "home")
    desk = Desk.open(home, pinned_clock("2026-11-24", "Europe/Berlin"))
    for number, code in enumerate(CODES):
        records.add(desk, "customers", {"name": f"Customer {code}", "code": code})
        records.add(desk, "people", {"name": f"Person {number}", "email": PEOPLE[number], "side": "IT"})
        if number < 2:
            agreements.new_agreement(desk, code)
    records.add(desk, "services", {"name": "Ledger"})
    start, states = len(desk_history.steps(desk)), [tables(desk)]
    player = Player(desk, Random(seed))
    for _deed in range(30):
        player.act()
        if len(desk_history.steps(desk)) - start == len(states):
            states.append(tables(desk))
    done = len(states) - 1
    assert len(desk_history.steps(desk)) == start + done
    assert_derived(desk)
    log = desk.reader.execute("SELECT * FROM history_change ORDER BY step_number, position").fetchall()

    for number in range(done):
        before = tables(desk, moving=True)
        desk.undo()
        _rises(before, tables(desk, moving=True))
        assert tables(desk) == states[done - number - 1]
        if number == done // 2:
            desk.close()
            desk = Desk.open(home, desk.clock)
    assert_derived(desk)
    for number in range(done):
        before = tables(desk, moving=True)
        desk.redo()
        _rises(before, tables(desk, moving=True))
        assert tables(desk) == states[number + 1]
    assert_derived(desk)
    with pytest.raises(BrmError, match="Nothing to redo"):
        desk.redo()
    again = desk.reader.execute("SELECT * FROM history_change ORDER BY step_number, position").fetchall()
    assert again[: len(log)] == log
    desk.close()


def test_a_step_of_each_kind_of_the_demo_is_taken_back(demo: Desk) -> None:
    """Back to the first step and forth again: imports, signatures, children, links and all."""
    full = tables(demo)
    steps = len(desk_history.steps(demo))
    for _step in range(steps):
        demo.undo()
    left = {table: len(rows) for table, rows in tables(demo).items() if rows}
    assert left == {"desk_setting": 1}
    assert_derived(demo)
    for _step in range(steps):
        demo.redo()
    assert tables(demo) == full
    assert_derived(demo)


def test_undo_takes_back_what_another_window_did_and_names_it(desk: Desk, clock: Clock) -> None:
    other = Desk.open(desk.home, clock)
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    assert other.undo().label == "Add customer ‘Finance’"
    with pytest.raises(BrmError, match="There is no customer"):
        records.change(desk, "customers", customer, {"tier": 1})
    other.redo()
    records.change(desk, "customers", customer, {"tier": 1}, label="Weigh more")
    assert other.undo().label == "Weigh more"
    assert other.redo().label == "Weigh more"
    other.close()


def test_a_new_step_ends_what_could_be_redone(desk: Desk) -> None:
    records.add(desk, "actions", {"title": "One"})
    records.add(desk, "actions", {"title": "Two"})
    desk.undo()
    records.add(desk, "actions", {"title": "Three"})
    with pytest.raises(BrmError, match="Nothing to redo"):
        desk.redo()
    assert [desk.undo().label, desk.undo().label] == ["Add action ‘Three’", "Add action ‘One’"]
    with pytest.raises(BrmError, match="Nothing to undo"):
        desk.undo()


def test_what_changes_nothing_is_no_step(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.change(desk, "customers", customer, {"name": "Finance"})
    with desk.step("Nothing"):
        pass
    assert len(desk_history.steps(desk)) == 1


def test_a_step_that_fails_leaves_no_trace(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    before = tables(desk, moving=True)

    def _half() -> None:
        with desk.step("Half") as step:
            records.update(desk, step, KINDS["customers"], customer, {"tier": 1})
            records.insert(desk, step, KINDS["actions"], {"title": "X"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        _half()
    assert tables(desk, moving=True) == before
    assert len(desk_history.steps(desk)) == 1


def test_a_row_changed_twice_in_a_step_is_recorded_once_with_its_first_and_last(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    with desk.step("Twice") as step:
        for tier in (1, 3):
            records.update(desk, step, KINDS["customers"], customer, {"tier": tier})
        fleeting = records.insert(desk, step, KINDS["actions"], {"title": "Gone before it was there"})
        step.remove(fleeting)
    (change,) = desk_history.changes_of(desk, 2)
    assert (change.row_id, change.before["tier"], change.after["tier"]) == (customer, 2, 3)


def test_changing_a_part_changes_the_revision_of_the_whole(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    person = records.add(desk, "people", {"name": "Ana"})
    agreement = agreements.new_agreement(desk, "FIN")
    forum = records.add(
        desk, "forums", {"agreement": agreement, "name": "X", "first_date": date(2026, 12, 1)}
    )

    def _revisions() -> tuple[int, ...]:
        return tuple(
            desk.reader.execute(f"SELECT revision FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
            for table, row_id in (("customer", customer), ("agreement", agreement), ("forum", forum))
        )

    before = _revisions()
    records.change(desk, "forums", forum, {"attendees": [person]})
    after = _revisions()
    assert after[2] > before[2]
    assert after[1] > before[1]
    with pytest.raises(BrmError, match="Changed meanwhile"):
        records.change(desk, "forums", forum, {"name": "Y"}, revision=before[2])
    records.add(desk, "roles", {"customer": "FIN", "person": person})
    assert _revisions()[0] > after[0]


def _past(*steps: tuple[HistoryKind, int | None]) -> list[PastStep]:
    return [PastStep(number, kind, "", target) for number, (kind, target) in enumerate(steps, 1)][::-1]


DO, UNDO, REDO = HistoryKind.DO, HistoryKind.UNDO, HistoryKind.REDO


@pytest.mark.parametrize(
    ("steps", "undo", "redo"),
    [
        ([], None, None), ([(DO, None)], 1, None), ([(DO, None), (UNDO, 1)], None, 2),
        ([(DO, None), (UNDO, 1), (REDO, 2)], 3, None), ([(DO, None), (UNDO, 1), (REDO, 2), (UNDO, 3)], None, 4),
        ([(DO, None), (DO, None), (UNDO, 2), (UNDO, 1)], None, 4),
        ([(DO, None), (DO, None), (UNDO, 2), (UNDO, 1), (REDO, 4)], 5, 3),
        ([(DO, None), (UNDO, 1), (DO, None)], 3, None), ([(DO, None), (UNDO, 1), (DO, None), (UNDO, 3)], None, 4),
        ([(DO, None), (DO, None), (UNDO, 2), (DO, None), (UNDO, 4)], 1, 5),
    ],
)  # fmt: skip
def test_which_step_comes_next(
    steps: list[tuple[HistoryKind, int | None]], undo: int | None, redo: int | None
) -> None:
    found = step_to_undo(_past(*steps)), step_to_redo(_past(*steps))
    assert tuple(step.number if step else None for step in found) == (undo, redo)


def test_raw_values_are_kept_as_they_stand(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "Ünï [/] 財", "code": "FIN", "tags": ["ä", "b"]})
    text = desk.reader.execute("SELECT after FROM history_change").fetchone()[0]
    row = json.loads(text)
    assert row["name"] == "Ünï [/] 財"
    assert "財" in text
    assert json.loads(row["tags"]) == ["ä", "b"]
    desk.undo()
    desk.redo()
    assert desk.reader.execute("SELECT tags, name FROM customer WHERE id = ?", (customer,)).fetchone() == (
        row["tags"],
        row["name"],
    )
