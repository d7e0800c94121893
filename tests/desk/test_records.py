"""Adding and changing records through the desk: typed values, stale windows, and two windows at once."""

from __future__ import annotations

import threading
import time
from datetime import date, datetime
from typing import Any

import pytest

from brm_tui.clock import Clock
from brm_tui.desk import agreements, records
from brm_tui.desk import history as desk_history
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError, StaleError
from brm_tui.model.actions import Action
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from brm_tui.store.reading import BUSY_VARIABLE
from tests.desk.agreement_desk import agree

LOCAL = datetime.fromisoformat


def _row(desk: Desk, kind: str, row_id: str) -> Any:
    return desk.read(rows.row, KINDS[kind], row_id)


def test_defaults_are_given_and_positions_rise(desk: Desk) -> None:
    first, second = (records.add(desk, "actions", {"title": title}) for title in ("One", "Two"))
    one, two = _row(desk, "actions", first), _row(desk, "actions", second)
    assert (one.status, one.priority, one.promised_by, one.detail) == ("backlog", "normal", None, "")
    assert one.position < two.position
    third = records.add(desk, "actions", {"title": "Three"})
    records.delete(desk, "actions", third)
    assert _row(desk, "actions", records.add(desk, "actions", {"title": "Four"})).position > two.position


def test_putting_off_is_counted_and_done_is_dated(desk: Desk) -> None:
    row_id = records.add(desk, "actions", {"title": "X", "due": date(2026, 12, 1)})
    for due, carried in ((date(2026, 12, 8), 1), (date(2026, 12, 2), 1), (date(2026, 12, 3), 2)):
        records.change(desk, "actions", row_id, {"due": due})
        assert _row(desk, "actions", row_id).carried_over == carried
    records.change(desk, "actions", row_id, {"status": "done"})
    assert _row(desk, "actions", row_id).done == date(2026, 11, 24)
    records.change(desk, "actions", row_id, {"status": "planned"})
    assert _row(desk, "actions", row_id).done is None


def test_a_tree_of_customers_has_no_circle(desk: Desk) -> None:
    top = records.add(desk, "customers", {"name": "Top", "code": "TOP"})
    records.add(desk, "customers", {"name": "Middle", "code": "MID", "parent": "TOP"})
    records.add(desk, "customers", {"name": "Leaf", "code": "LEAF", "parent": "MID"})
    for parent in ("TOP", "MID", "LEAF"):
        with pytest.raises(FieldError, match="not a part of this one"):
            records.change(desk, "customers", top, {"parent": parent})
    records.change(desk, "customers", "LEAF", {"parent": "TOP"})


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("people", {"name": "A", "active_from": date(2027, 1, 1), "active_until": date(2026, 1, 1)}, "active_until"),
        ("changes", {"title": "A", "window_end": LOCAL("2026-12-01T00:00")}, "window_start"),
        ("customers", {"name": "A", "code": "A", "target_days": 30, "maximum_days": 10}, "maximum_days"),
        ("objectives", {"agreement": "FIN", "title": "A", "start": date(2027, 1, 1), "due": date(2026, 1, 1)}, "due"),
        ("agreements", {"customer": "FIN", "title": "A", "term_start": date(2027, 1, 1), "term_end": date(2026, 1, 1)},
         "term_end"),
        ("representations", {"customer": "FIN", "person": "bob@x.example"}, "person"),
        ("exceptions", {"event": "Weekly", "original_start": LOCAL("2026-12-02T10:00")}, "original_start"),
        ("meetings", {"event": "Weekly", "occurrence": LOCAL("2026-12-02T10:00")}, "occurrence"),
        ("freezes", {"title": "A", "start": date(2027, 1, 1), "end": date(2026, 1, 1)}, "end"),
    ],
)  # fmt: skip
def test_what_cannot_be_names_its_field(desk: Desk, kind: str, given: dict[str, object], field: str) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Bob", "email": "bob@x.example"})
    records.add(
        desk, "events", {"title": "Weekly", "start": LOCAL("2026-12-01T10:00"), "recurrence": "FREQ=WEEKLY"}
    )
    agreements.new_agreement(desk, "FIN")
    steps = len(desk_history.steps(desk))
    with pytest.raises(FieldError) as caught:
        records.add(desk, kind, given)
    assert caught.value.field == field
    assert len(desk_history.steps(desk)) == steps


def test_a_stale_window_is_refused_and_loses_nothing(desk: Desk, clock: Clock) -> None:
    other = Desk.open(desk.home, clock)
    row_id = records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    seen = _row(desk, "customers", row_id).revision
    records.change(other, "customers", row_id, {"tier": 1}, revision=seen)
    with pytest.raises(StaleError, match="changed by another window"):
        records.change(desk, "customers", row_id, {"tier": 3}, revision=seen)
    assert _row(desk, "customers", row_id).tier == 1
    records.change(desk, "customers", row_id, {"tier": 3}, revision=_row(desk, "customers", row_id).revision)
    other.undo()
    with pytest.raises(StaleError):
        records.change(desk, "customers", row_id, {"tier": 2}, revision=seen + 2)
    other.close()


def test_a_row_that_changed_under_a_running_step_is_refused(desk: Desk) -> None:
    row_id = records.add(desk, "actions", {"title": "X"})

    def _stale() -> None:
        with desk.step("Change") as step:
            row = step.get(Action, row_id)
            assert row is not None
            step.raw.execute("UPDATE action SET revision = revision + 1")
            row.title = "Y"

    with pytest.raises(StaleError):
        _stale()
    assert _row(desk, "actions", row_id).title == "X"


def test_two_windows_write_in_turn(desk: Desk, clock: Clock) -> None:
    """Each of many writers waits for the others; nothing is lost and every step has its number."""
    desk.warm()
    failures: list[BaseException] = []

    def _write(name: str) -> None:
        own = Desk.open(desk.home, clock)
        try:
            for number in range(8):
                records.add(own, "actions", {"title": f"{name} {number}"})
        except BaseException as error:
            failures.append(error)
        finally:
            own.close()

    writers = [threading.Thread(target=_write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    assert desk.reader.execute("SELECT COUNT(*) FROM action").fetchone() == (24,)
    assert [step.number for step in desk_history.steps(desk)] == list(range(24, 0, -1))


def test_of_two_who_propose_at_once_one_wins(desk: Desk, clock: Clock) -> None:
    agreed = agree(desk)
    windows = [Desk.open(desk.home, clock) for _window in range(4)]
    for window in windows:
        window.warm()
    start, said = threading.Barrier(len(windows)), []

    def _propose(window: Desk) -> None:
        start.wait()
        try:
            said.append(str(agreements.propose(window, agreed.agreement, "At once").number))
        except BrmError as error:
            said.append(error.title)
        window.close()

    proposers = [threading.Thread(target=_propose, args=(window,)) for window in windows]
    for proposer in proposers:
        proposer.start()
    for proposer in proposers:
        proposer.join()
    assert sorted(said) == ["1", *["Already proposed"] * 3]
    assert desk.reader.execute("SELECT COUNT(*) FROM agreement_version").fetchone() == (1,)
    assert desk.reader.execute("SELECT COUNT(*) FROM signature").fetchone() == (4,)


def test_a_writer_that_waits_too_long_is_told(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BUSY_VARIABLE, "0.05")
    other = Desk.open(desk.home, clock)
    with desk.step("Slow") as step:
        records.insert(desk, step, KINDS["actions"], {"title": "Slow"})
        started = time.monotonic()
        with pytest.raises(BrmError, match="Another program holds"):
            records.add(other, "actions", {"title": "Hasty"})
        assert time.monotonic() - started < 3
    records.add(other, "actions", {"title": "Patient"})
    assert {row.title for row in desk.read(rows.list_rows, KINDS["actions"])} == {"Slow", "Patient"}
    other.close()


def test_a_thousand_records_take_a_moment(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Ana", "email": "ana@x.example"})
    given = {"customer": "FIN", "assignee": "ana@x.example", "due": date(2026, 12, 1)}
    started = time.process_time()
    records.add_many(desk, "actions", [{"title": f"Action {number}", **given} for number in range(1000)])
    assert time.process_time() - started < 4
    started = time.process_time()
    desk.undo()
    desk.redo()
    assert time.process_time() - started < 3
