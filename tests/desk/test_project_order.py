"""Putting a customer's projects in order, on a real file."""

from __future__ import annotations

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.project_order import move_in_order
from brm_tui.errors import NotFoundError
from brm_tui.rules.project_order import ranks
from brm_tui.store.queries.project_order import projects_in_order


@pytest.fixture
def projects(desk: Desk) -> dict[str, str]:
    """Two customers and their projects: two tie, one is over, one is shared."""
    found = {code: records.add(desk, "customers", {"name": code, "code": code}) for code in ("FIN", "HR")}
    for name, priority, customers, status in (
        ("Ledger", "urgent", ("FIN", "HR"), "running"),
        ("Portal", "high", ("FIN",), "running"),
        ("Archive", "high", ("FIN",), "proposed"),
        ("Old", "urgent", ("FIN",), "completed"),
    ):
        values = {"name": name, "priority": priority, "customers": customers, "status": status}
        found[name] = records.add(desk, "projects", values)
    return found


def listed(desk: Desk, projects: dict[str, str], code: str = "FIN") -> list[tuple[str, int]]:
    names = {row_id: name for name, row_id in projects.items()}
    placed = desk.read(projects_in_order, projects[code])
    found = ranks(placed)
    return [(names[one.id], found[one.id].number) for one in placed]


def test_those_that_tie_stand_by_name_and_what_is_over_is_left_out(
    desk: Desk, projects: dict[str, str]
) -> None:
    assert listed(desk, projects) == [("Ledger", 1), ("Archive", 2), ("Portal", 2)]


def test_moving_breaks_the_tie_in_one_step_and_is_taken_back(desk: Desk, projects: dict[str, str]) -> None:
    label = move_in_order(desk, projects["FIN"], projects["Portal"], down=False)
    assert label == "Move ‘Portal’ up among the projects of FIN"
    assert listed(desk, projects) == [("Ledger", 1), ("Portal", 2), ("Archive", 3)]
    assert desk.undo().label == label
    assert listed(desk, projects) == [("Ledger", 1), ("Archive", 2), ("Portal", 2)]
    desk.redo()
    assert listed(desk, projects) == [("Ledger", 1), ("Portal", 2), ("Archive", 3)]


def test_at_the_border_the_priority_changes_for_all_customers(desk: Desk, projects: dict[str, str]) -> None:
    label = move_in_order(desk, projects["FIN"], projects["Ledger"], down=True)
    assert label == "Lower ‘Ledger’ to high priority"
    assert listed(desk, projects, "HR") == [("Ledger", 1)]
    assert desk.read(projects_in_order, projects["HR"])[0].priority.value == "high"
    desk.undo()
    assert desk.read(projects_in_order, projects["HR"])[0].priority.value == "urgent"


def test_nothing_moves_beyond_the_ends_or_from_nowhere(desk: Desk, projects: dict[str, str]) -> None:
    assert move_in_order(desk, projects["HR"], projects["Ledger"], down=False) is None
    assert move_in_order(desk, projects["FIN"], projects["Old"], down=True) is None
    with pytest.raises(NotFoundError):
        move_in_order(desk, projects["FIN"], "nobody", down=True)


def test_an_edit_of_the_customers_keeps_the_places_of_the_others(
    desk: Desk, projects: dict[str, str]
) -> None:
    move_in_order(desk, projects["FIN"], projects["Portal"], down=False)
    records.change(desk, "projects", projects["Portal"], {"customers": ("FIN", "HR")})
    assert listed(desk, projects) == [("Ledger", 1), ("Portal", 2), ("Archive", 3)]
