"""A month's sheet: what it offers, and that it is saved whole or not at all."""

from __future__ import annotations

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.desk.measures import MeasureChange, month_sheet, save_month
from brm_tui.desk.records import add, change, delete
from brm_tui.errors import FieldError, NotFoundError, StaleError


@pytest.fixture
def sheet(desk: Desk) -> Desk:
    """Make a customer with two services."""
    add(desk, "customers", {"name": "Finance", "code": "FIN", "status": "active"})
    for name in ("Mail", "Payroll"):
        add(desk, "services", {"name": name})
        add(
            desk,
            "subscriptions",
            {
                "service": name,
                "customer": "FIN",
                "level_target": 99.5,
                "active_from": "2026-06-15",
                "currency": "USD",
            },
        )
    return desk


def ids(desk: Desk) -> list[str]:
    """Return the subscriptions of October's sheet."""
    return [row.subscription_id for row in month_sheet(desk, "2026-10")]


def figures(
    desk: Desk, period: str = "2026-10"
) -> list[tuple[float | None, float | None, float | None, int | None]]:
    """Return what is known of a month."""
    return [(row.level, row.target, row.satisfaction, row.cost) for row in month_sheet(desk, period)]


def test_a_sheet_lists_what_was_taken_then(sheet: Desk) -> None:
    """A service is on the sheet from the month it began in; the agreed target stands beside."""
    assert len(month_sheet(sheet, "2026-05")) == 0
    rows = month_sheet(sheet, "2026-06")
    assert [(row.service, row.agreed, row.revision) for row in rows] == [
        ("Mail", 99.5, None),
        ("Payroll", 99.5, None),
    ]
    assert len(month_sheet(sheet, "2026-06", rows[0].subscription_id)) == 0


def test_saves_as_one_step_and_undoes(sheet: Desk) -> None:
    """New measures, changed and cleared ones: one step; undo and redo bring back either."""
    mail, payroll = ids(sheet)
    label = save_month(
        sheet,
        "2026-10",
        [
            MeasureChange(mail, "2026-10", {"level": 99.9, "target": 99.5, "satisfaction": 4.0, "cost": 100}),
            MeasureChange(payroll, "2026-10", {"level": 98.0}),
        ],
    )
    assert label == "Enter Oct 2026: 2 services"
    assert figures(sheet) == [(99.9, 99.5, 4.0, 100), (98.0, None, None, None)]
    rows = month_sheet(sheet, "2026-10")
    assert [row.currency for row in rows] == ["USD", "USD"]
    save_month(
        sheet,
        "2026-10",
        [
            MeasureChange(mail, "2026-10", {"satisfaction": None}, rows[0].revision),
            MeasureChange(payroll, "2026-10", {"level": None}, rows[1].revision),
        ],
    )
    after = [(99.9, 99.5, None, 100), (None, None, None, None)]
    assert figures(sheet) == after
    assert month_sheet(sheet, "2026-10")[1].revision is None
    sheet.undo()
    assert figures(sheet) == [(99.9, 99.5, 4.0, 100), (98.0, None, None, None)]
    sheet.undo()
    assert figures(sheet) == [(None, None, None, None)] * 2
    sheet.redo()
    sheet.redo()
    assert figures(sheet) == after


def test_a_sheet_is_refused_when_another_window_wrote(sheet: Desk) -> None:
    """Neither what was entered nor what was changed meanwhile is overwritten, and nothing of the sheet is kept."""
    mail, payroll = ids(sheet)
    measure = add(sheet, "measures", {"subscription": mail, "period": "2026-10", "level": 90.0})
    mine = [
        MeasureChange(payroll, "2026-10", {"level": 1.0}),
        MeasureChange(mail, "2026-10", {"level": 2.0}),
    ]
    with pytest.raises(StaleError, match="Mail of Finance in 2026-10"):
        save_month(sheet, "2026-10", mine)
    seen = month_sheet(sheet, "2026-10")[0].revision
    change(sheet, "measures", measure, {"level": 91.0})
    with pytest.raises(StaleError):
        save_month(sheet, "2026-10", [MeasureChange(mail, "2026-10", {"level": 2.0}, seen)])
    delete(sheet, "measures", measure)
    with pytest.raises(StaleError):
        save_month(sheet, "2026-10", [MeasureChange(mail, "2026-10", {"level": 2.0}, seen)])
    assert figures(sheet) == [(None, None, None, None)] * 2


def test_bad_values_and_gone_subscriptions_are_refused(sheet: Desk) -> None:
    """All or nothing."""
    mail, payroll = ids(sheet)
    with pytest.raises(FieldError, match="level"):
        save_month(
            sheet,
            "2026-10",
            [
                MeasureChange(payroll, "2026-10", {"level": 1.0}),
                MeasureChange(mail, "2026-10", {"level": 101.0}),
            ],
        )
    delete(sheet, "subscriptions", mail)
    with pytest.raises(NotFoundError):
        save_month(sheet, "2026-10", [MeasureChange(mail, "2026-10", {"level": 1.0})])
    assert figures(sheet) == [(None, None, None, None)]


def test_a_step_makes_the_subscription_another_revision(sheet: Desk) -> None:
    """A form that is open on the subscription would not overwrite unseen."""
    from brm_tui.desk.choices import record_of

    mail = ids(sheet)[0]
    before = record_of(sheet, "subscriptions", mail).revision
    save_month(sheet, "2026-10", [MeasureChange(mail, "2026-10", {"level": 1.0})])
    assert record_of(sheet, "subscriptions", mail).revision == before + 1
