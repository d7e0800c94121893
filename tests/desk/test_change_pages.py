"""The list of changes with its grid, one change's page, its clashes, and telling its customers, on a real file."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.desk import records
from brm_tui.desk.change_pages import (
    SORTS,
    ChangeHeading,
    ChangeLine,
    ChangeView,
    change_page,
    change_pages,
    changes_ahead,
    clashes_of_changes,
)
from brm_tui.desk.change_telling import tell_customers
from brm_tui.desk.desk import Desk
from brm_tui.desk.state_moving import judge, move_to
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.rules.filter_fields import CHANGES
from brm_tui.rules.filters import read_filter
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.project_rag import Dimension
from brm_tui.rules.vocabulary import ChangeState
from brm_tui.store.queries import rows
from tests.ui.shell_desk import HOSTILE


def listed(desk: Desk, view: ChangeView) -> list[str]:
    """Return what the lines say, headings with their counts."""
    pages = change_pages(desk, view)
    found = pages.fetch(0, pages.count())
    for place, line in enumerate(found):
        assert pages.index_of(line.id) == place
    return [
        f"{line.name}: {line.changes}" if isinstance(line, ChangeHeading) else str(line.code)
        for line in found
    ]


def codes(desk: Desk, sort: str = "ahead", *, typed: str = "") -> list[str]:
    return listed(desk, ChangeView(read_filter(typed, CHANGES, desk.today), sort=sort))


def id_of(desk: Desk, code: str) -> str:
    return str(desk.reader.execute("SELECT id FROM change WHERE code = ?", (code,)).fetchone()[0])


@pytest.fixture
def six(desk: Desk) -> Desk:
    for code in ("FIN", "HR"):
        records.add(desk, "customers", {"name": f"{code} house", "code": code, "zone": "Asia/Tokyo"})
    for email in ("ana@x.example", "bo@x.example"):
        records.add(desk, "people", {"name": email[:3].strip("@").capitalize(), "email": email, "side": "IT"})
    values = {"person": "ana@x.example", "customer": "FIN", "role": "relationship manager"}
    records.add(desk, "representations", values)
    records.add(desk, "services", {"name": "Ledger"})
    changes: tuple[tuple[str, int | None, int, str | None, dict[str, object]], ...] = (
        ("LOW", 1, 1, "2026-12-01", {"customers": ("FIN",)}),
        (
            "HIGH",
            4,
            3,
            "2026-12-09",
            {"customers": ("FIN", "HR"), "services": ("Ledger",), "owner": "bo@x.example"},
        ),
        ("TOP", 5, 5, "2026-12-12", {"told": "2026-11-20", "customers": ("HR",)}),
        ("OPEN", None, 4, "2026-12-02", {}),
        ("NONE", 2, 2, None, {}),
        ("DONE", 5, 4, "2026-11-01", {"state": "implemented"}),
    )
    for code, impact, likelihood, day, more in changes:
        window = {"window_start": f"{day}T22:00", "window_end": f"{day}T23:30"} if day else {}
        given = {"code": code, "title": f"Über {code}", "impact": impact, "likelihood": likelihood}
        records.add(desk, "changes", {**given, "state": "approved", **window, **more})
    return desk


def test_the_high_ones_ahead_come_first_then_the_next_windows(six: Desk) -> None:
    assert codes(six) == ["HIGH", "TOP", "LOW", "OPEN", "NONE"]
    assert codes(six, "window") == ["LOW", "OPEN", "HIGH", "TOP", "NONE"]
    assert codes(six, "risk") == ["TOP", "HIGH", "OPEN", "LOW", "NONE"]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("group", ["", "customer", "service"])
def test_every_order_and_grouping_holds_every_change(six: Desk, sort: str, group: str) -> None:
    for descending in (False, True):
        every = read_filter("over", CHANGES, six.today)
        view = ChangeView(every, sort=sort, descending=descending, group=group)
        assert set(listed(six, view)) >= {"HIGH", "TOP", "LOW", "OPEN", "NONE", "DONE"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("fin", ["HIGH", "LOW"]),
        ("über ledger", ["HIGH"]),
        ("bo", ["HIGH"]),
        ("_", []),
        (HOSTILE, []),
        ("state:implemented", ["DONE"]),
        ("told", ["TOP"]),
        ("not told risk:high", ["HIGH"]),
        ("not not told", ["TOP"]),
        ("impact:4 likelihood:3", ["HIGH"]),
        ("type:emergency", []),
        ("no risk", ["OPEN"]),
        ("customer:hr service:ledger", ["HIGH"]),
        ("owner:bo", ["HIGH"]),
        ("window within 14 days", ["LOW", "OPEN"]),
        ("window on 9 dec", ["HIGH"]),
    ],
)
def test_filters(six: Desk, wanted: str, found: list[str]) -> None:
    assert codes(six, typed=wanted) == found


@pytest.mark.parametrize(("cell", "found"), [((4, 3), ["HIGH"]), ((3, 3), [])])
def test_a_cell_of_the_grid_narrows_the_list(six: Desk, cell: tuple[int, int], found: list[str]) -> None:
    assert listed(six, ChangeView(cell=cell)) == found


def test_a_change_stands_below_each_customer_and_service(six: Desk) -> None:
    assert listed(six, ChangeView(group="customer")) == [
        "FIN house: 2", "HIGH", "LOW", "HR house: 2", "HIGH", "TOP", "no customer: 2", "OPEN", "NONE",
    ]  # fmt: skip
    assert listed(six, ChangeView(group="service")) == [
        "Ledger: 1", "HIGH", "no service: 4", "TOP", "LOW", "OPEN", "NONE",
    ]  # fmt: skip


def test_the_grid_counts_what_fits_whichever_cell_is_looked_at(six: Desk) -> None:
    found = changes_ahead(six, ChangeView(cell=(4, 3)))
    assert found.grid == ({(1, 1): 1, (4, 3): 1, (5, 5): 1, (2, 2): 1}, 1)
    assert found.listed == 1
    assert found.summary == (5, 2, 1, 0, 1)
    every = changes_ahead(six, ChangeView(group="customer"))
    assert every.listed == 5  # though one of them stands on two lines


def test_a_window_that_is_over_waits_for_what_became_of_it(six: Desk) -> None:
    records.change(
        six, "changes", "LOW", {"window_start": "2026-11-01T20:00", "window_end": "2026-11-01T21:00"}
    )
    assert changes_ahead(six, ChangeView()).summary.waiting == 1


def test_blackouts_freezes_and_meetings_of_its_customers_are_found(six: Desk) -> None:
    zone = {"zone": "Europe/Berlin"}
    for values in (
        {"title": "Close", "layer": "customer", "start": "2026-12-09T00:00", "all_day": True, "customers": ("FIN",),
         "end_date": "2026-12-10", "impact": "blackout", **zone},
        {"title": "Night shift", "start": "2026-12-09T22:30", "length": 60, "customers": ("HR",), **zone},
        {"title": "Cancelled", "start": "2026-12-09T22:30", "length": 60, "customers": ("HR",), "status": "cancelled",
         **zone},
        {"title": "Others", "start": "2026-12-09T22:30", "length": 60, **zone},
    ):  # fmt: skip
        records.add(six, "events", values)
    records.add(six, "freezes", {"title": "Year end", "start": "2026-12-12", "end": "2027-01-03"})
    ids = {code: id_of(six, code) for code in ("HIGH", "TOP", "LOW", "NONE")}
    found = clashes_of_changes(six, list(ids.values()))
    said = {code: [clash.said for clash in found[row_id]] for code, row_id in ids.items()}
    assert said == {
        "HIGH": ["in a blackout of FIN: Close", "during a meeting of HR: Night shift"],
        "TOP": ["in a freeze of IT: Year end"],
        "LOW": [],
        "NONE": [],
    }
    page = change_page(six, ids["HIGH"])
    assert len(page.clashes) == 2
    assert [(customer.code, customer.manager) for customer in page.customers] == [
        ("FIN", "ana@x.example"),
        ("HR", None),
    ]
    records.change(six, "changes", "HIGH", {"state": "cancelled"})
    assert change_page(six, ids["HIGH"]).clashes == ()


def test_telling_notes_the_day_and_a_touch_for_each_customer_in_one_step(six: Desk) -> None:
    label = tell_customers(six, [id_of(six, "HIGH")])
    assert label == "Tell 2 customers of ‘HIGH Über HIGH’"
    page = change_page(six, id_of(six, "HIGH"))
    assert (page.change.told, page.told_by) == (date(2026, 11, 24), "Ana")
    touches = six.read(rows.list_rows, KINDS["touches"])
    assert [(touch.customer, touch.by, touch.channel, touch.topics) for touch in touches] == [
        ("FIN", "ana@x.example", "mail", ("risk",)),
        ("HR", "bo@x.example", "mail", ("risk",)),
    ]
    assert touches[0].summary == "Told of the change HIGH Über HIGH, Wed 9 Dec 22:00–23:30 Europe/Berlin."
    assert six.undo().label == label
    assert change_page(six, id_of(six, "HIGH")).change.told is None
    assert six.read(rows.list_rows, KINDS["touches"]) == []
    six.redo()
    assert len(six.read(rows.list_rows, KINDS["touches"])) == 2


def test_nobody_is_told_twice_and_nobody_is_nobody(six: Desk) -> None:
    for code, title in (("TOP", "Told already"), ("NONE", "Nobody to tell")):
        with pytest.raises(BrmError) as refused:
            tell_customers(six, [id_of(six, "HIGH"), id_of(six, code)])
        assert refused.value.title == title
    assert change_page(six, id_of(six, "HIGH")).change.told is None
    with pytest.raises(NotFoundError):
        tell_customers(six, ["nothing"])


def test_several_changes_move_together_or_not_at_all(six: Desk) -> None:
    ids = [id_of(six, code) for code in ("LOW", "HIGH")]
    assert move_to(six, "changes", ids, "scheduled") == "Move 2 changes to scheduled"
    six.undo()
    with pytest.raises(BrmError, match="window_start"):
        move_to(six, "changes", [*ids, id_of(six, "NONE")], "scheduled")
    assert change_page(six, ids[0]).change.state is ChangeState.APPROVED
    with pytest.raises(FieldError):
        move_to(six, "changes", ids[:1], "failed")


def test_one_of_a_projects_three_is_judged_in_one_step(desk: Desk) -> None:
    row_id = records.add(
        desk, "projects", {"name": "Portal", "time_rag": "green", "time_constraint": "fixed"}
    )
    label = judge(desk, row_id, Dimension.TIME, "red", "3 weeks late", HOSTILE)
    assert label == "Judge time of ‘Portal’: red"
    found = desk.read(rows.row, KINDS["projects"], row_id)
    assert (found.time_rag, found.time_figure, found.time_constraint) == ("red", "3 weeks late", "fixed")
    desk.undo()
    assert desk.read(rows.row, KINDS["projects"], row_id).time_rag == "green"
    assert judge(desk, row_id, Dimension.TIME, None, "", "") == "Judge time of ‘Portal’: not known"


def test_the_demo_has_changes_ahead(demo: Desk) -> None:
    found = changes_ahead(demo, ChangeView())
    lines = found.pages.fetch(0, found.pages.count())
    first = lines[0]
    assert isinstance(first, ChangeLine)
    assert first.risk in ("high", "very high")
    assert found.summary.ahead == len(lines)
