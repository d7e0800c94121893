"""Actions on a real file: moving, reordering, dates that follow, objectives placed, and all of it taken back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from brm_tui.desk import actions, records
from brm_tui.desk.desk import Desk
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from tests.desk.agreement_desk import agree, mail


def add(desk: Desk, title: str, status: str = "backlog", **values: object) -> str:
    return records.add(desk, "actions", {"title": title, "status": status, **values})


def read(desk: Desk, action_id: str) -> Any:
    return desk.read(rows.row, KINDS["actions"], action_id)


def column(desk: Desk, status: str) -> list[str]:
    found = desk.reader.execute("SELECT title FROM action WHERE status = ? ORDER BY position, id", (status,))
    return [row[0] for row in found]


@pytest.fixture
def three(desk: Desk) -> list[str]:
    return [add(desk, title) for title in ("a", "b", "c")]


def test_move_to_the_end_of_another_column(desk: Desk, three: list[str]) -> None:
    add(desk, "p", "planned")
    assert actions.move_action(desk, three[0], "planned") == "Move ‘a’ to Planned"
    assert column(desk, "planned") == ["p", "a"]
    assert column(desk, "backlog") == ["b", "c"]


def test_move_before_and_behind_a_card(desk: Desk, three: list[str]) -> None:
    planned = [add(desk, title, "planned") for title in ("p", "q")]
    label = actions.move_action(desk, three[0], "planned", before_id=planned[1])
    assert label == "Move ‘a’ to Planned"
    actions.move_action(desk, three[1], "planned", after_id=planned[1])
    actions.move_action(desk, three[2], "planned", before_id=planned[0])
    assert column(desk, "planned") == ["c", "p", "a", "q", "b"]


def test_move_beside_a_card_of_another_column_goes_to_the_end(desk: Desk, three: list[str]) -> None:
    add(desk, "p", "planned")
    actions.move_action(desk, three[0], "planned", before_id=three[1])
    assert column(desk, "planned") == ["p", "a"]


def test_move_within_the_column_is_a_reorder(desk: Desk, three: list[str]) -> None:
    assert actions.move_action(desk, three[2], "backlog", before_id=three[0]) == "Reorder ‘c’ in Backlog"
    assert column(desk, "backlog") == ["c", "a", "b"]


def test_move_several_in_one_step(desk: Desk, three: list[str]) -> None:
    assert actions.move_actions(desk, [three[2], three[0]], "done") == "Move 2 actions to Done"
    assert column(desk, "done") == ["c", "a"]
    desk.undo()
    assert column(desk, "backlog") == ["a", "b", "c"]


def test_move_nothing_that_is_not_there(desk: Desk, three: list[str]) -> None:
    with pytest.raises(NotFoundError):
        actions.move_action(desk, "nobody", "done")
    with pytest.raises(FieldError):
        actions.move_action(desk, three[0], "somewhere")
    with pytest.raises(NotFoundError):
        actions.move_actions(desk, [three[0], "nobody"], "done")
    assert column(desk, "backlog") == ["a", "b", "c"]


def test_reorder_stops_at_both_ends(desk: Desk, three: list[str]) -> None:
    assert actions.reorder_action(desk, three[0], down=False) is None
    assert actions.reorder_action(desk, three[2], down=True) is None
    assert actions.reorder_action(desk, three[0], down=True) == "Reorder ‘a’ in Backlog"
    assert column(desk, "backlog") == ["b", "a", "c"]
    actions.reorder_action(desk, three[2], down=False)
    assert column(desk, "backlog") == ["b", "c", "a"]
    desk.undo()
    desk.undo()
    assert column(desk, "backlog") == ["a", "b", "c"]


def test_reorder_never_runs_out_of_places(desk: Desk, three: list[str]) -> None:
    first, second, third = three
    for _turn in range(40):  # each halves the room between a and what follows it, twice
        actions.move_action(desk, third, "backlog", after_id=first)
        actions.move_action(desk, second, "backlog", after_id=first)
    assert column(desk, "backlog") == ["a", "b", "c"]
    positions = [read(desk, action_id).position for action_id in three]
    assert positions == sorted(set(positions))


def test_reorder_among_equal_positions(desk: Desk, three: list[str]) -> None:
    with desk.step("Put all in one place") as step:
        for action_id in three:
            actions._row(step, action_id).position = 5.0
    before = column(desk, "backlog")
    actions.reorder_action(desk, three[0], down=True)
    assert column(desk, "backlog") == [before[1], before[0], before[2]]


def test_done_is_dated_once_and_forgotten_when_reopened(desk: Desk, three: list[str]) -> None:
    actions.move_action(desk, three[0], "done")
    assert read(desk, three[0]).done == desk.today
    records.change(desk, "actions", three[0], {"title": "a again"})
    assert read(desk, three[0]).done == desk.today
    actions.move_action(desk, three[0], "planned")
    assert read(desk, three[0]).done is None


def test_reason_belongs_to_its_column(desk: Desk, three: list[str]) -> None:
    actions.move_action(desk, three[0], "blocked", reason="waits for the vendor")
    assert read(desk, three[0]).status_reason == "waits for the vendor"
    actions.reorder_action(desk, three[0], down=True)
    assert read(desk, three[0]).status_reason == "waits for the vendor"
    actions.move_action(desk, three[0], "in progress")
    assert read(desk, three[0]).status_reason == ""
    records.change(desk, "actions", three[0], {"status": "cancelled", "status_reason": "no budget"})
    records.change(desk, "actions", three[0], {"status": "backlog", "status_reason": "budget found"})
    assert read(desk, three[0]).status_reason == "budget found"


def test_carried_over_counts_what_is_put_off(desk: Desk) -> None:
    due = date(2026, 11, 27)
    action = add(desk, "a", due=due)
    for days, count in ((7, 1), (9, 2), (3, 2), (3, 2)):
        records.change(desk, "actions", action, {"due": due + timedelta(days=days)})
        assert read(desk, action).carried_over == count
    records.change(desk, "actions", action, {"due": due + timedelta(days=30), "carried_over": 7})
    assert read(desk, action).carried_over == 7
    records.change(desk, "actions", action, {"due": None})
    records.change(desk, "actions", action, {"due": due})
    assert read(desk, action).carried_over == 7


def test_due_before_start_is_refused(desk: Desk) -> None:
    with pytest.raises(FieldError):
        add(desk, "a", start=date(2026, 12, 2), due=date(2026, 12, 1))


def test_place_a_new_objective_with_its_actions(desk: Desk) -> None:
    agreed = agree(desk)
    objective = actions.place_objective(
        desk,
        {"agreement": "FIN", "title": "Close in three days", "kind": "objective"},
        [{"title": "Draft", "assignee": mail("IT manager"), "due": date(2026, 12, 1)}, {"title": "Review"}],
    )
    assert column(desk, "planned")[-2:] == ["Draft", "Review"]
    draft = desk.read(rows.list_rows, KINDS["actions"], where={"objective_id": objective})[0]
    assert (draft.customer_id, draft.assignee) == (agreed.customer, mail("IT manager"))
    assert desk.undo().label == "Place ‘Close in three days’ on the plan with 2 actions"
    assert desk.read(rows.row, KINDS["objectives"], objective) is None
    assert "Draft" not in column(desk, "planned")
    desk.redo()
    assert column(desk, "planned")[-2:] == ["Draft", "Review"]


def test_place_actions_under_an_objective_that_is_there(desk: Desk) -> None:
    agreed = agree(desk)
    found = actions.place_objective(desk, {"id": agreed.objective}, [{"title": "One more"}])
    assert found == agreed.objective
    assert desk.undo().label.endswith("on the plan with 1 action")


def test_place_refuses_as_a_whole(desk: Desk) -> None:
    agree(desk)
    before = desk.reader.execute("SELECT COUNT(*) FROM objective").fetchone()
    with pytest.raises(FieldError):
        actions.place_objective(
            desk,
            {"agreement": "FIN", "title": "Half"},
            [{"title": "Good"}, {"title": "Bad", "priority": "huge"}],
        )
    assert desk.reader.execute("SELECT COUNT(*) FROM objective").fetchone() == before
    with pytest.raises(NotFoundError):
        actions.place_objective(desk, {"id": "nothing"}, [{"title": "Good"}])
