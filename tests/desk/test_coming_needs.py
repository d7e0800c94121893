"""Today tells of clashes ahead, unserved customers, next steps with new ones, and forums that were missed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.snoozing import snooze
from brm_tui.desk.today import Need, NeedKind, today_page
from brm_tui.rules.needs import SNOOZED_AS
from tests.desk.agreement_desk import agree

BLACKOUT = {
    "layer": "customer", "title": "Close", "start": "2026-11-28T00:00", "zone": "Europe/Berlin", "all_day": True,
    "end_date": "2026-12-04", "impact": "blackout", "customers": ("FIN",),
}  # fmt: skip
CHANGE = {
    "code": "CHG-1", "title": "ERP", "state": "scheduled", "customers": ("FIN",), "zone": "Europe/Berlin",
    "impact": "1", "likelihood": "1", "window_start": "2026-11-29T20:00", "window_end": "2026-11-29T22:00",
}  # fmt: skip


def needs(desk: Desk, kind: NeedKind) -> list[Need]:
    """Return what is told of a kind."""
    return [need for need in today_page(desk).needs if need.kind is kind]


def put_off(desk: Desk, need: Need) -> None:
    """Snooze a need."""
    snooze(desk, SNOOZED_AS[need.kind], need.snooze_id, date(2026, 12, 1), called=need.what)


@pytest.fixture
def finance(desk: Desk) -> str:
    """Make a customer that Ana looks after."""
    records.add(desk, "people", {"name": "Ana", "email": "ana@it.example", "side": "IT"})
    customer = records.add(desk, "customers", {"name": "Finance", "code": "FIN", "status": "active"})
    records.add(desk, "representations", {"person": "ana@it.example", "customer": "FIN"})
    return customer


def test_a_change_in_a_blackout_is_told_with_what_it_meets(desk: Desk, finance: str) -> None:
    records.add(desk, "events", BLACKOUT, as_text=True)
    change_id = records.add(desk, "changes", CHANGE, as_text=True)
    (need,) = needs(desk, NeedKind.CLASH)
    assert (need.customer, need.customer_id) == ("Finance", finance)
    assert need.what.startswith("clash Sun 29 Nov: ")
    assert need.why == "blackout: Close"
    assert (need.opens, need.record_id, need.occurrence) == ("changes", change_id, "")
    put_off(desk, need)
    assert needs(desk, NeedKind.CLASH) == []


@pytest.mark.usefixtures("finance")
def test_who_is_in_two_meetings_at_once_is_told_until_it_is_past_or_far(desk: Desk) -> None:
    def meet(title: str, start: str) -> str:
        return records.add(desk, "events", {
            "title": title, "start": start, "zone": "Europe/Berlin", "length": "60", "customers": "FIN",
            "attendees": "ana@it.example",
        }, as_text=True)  # fmt: skip

    meet("Review", "2026-11-26T10:00")
    later = meet("Board", "2026-11-26T10:30")
    for day in ("2026-11-20", "2027-01-20"):
        meet("One", f"{day}T10:00")
        meet("Two", f"{day}T10:30")
    (need,) = needs(desk, NeedKind.CLASH)
    assert need.why == "double-booked: Review, Ana in both"
    assert (need.opens, need.record_id, need.occurrence) == ("meetings", later, "2026-11-26T10:30:00")


def test_whom_nobody_looks_after_is_told_with_the_last_who_did(desk: Desk, finance: str) -> None:
    assert needs(desk, NeedKind.UNSERVED) == []
    for code, status in (("NEW", "active"), ("ONB", "onboarding"), ("PRO", "prospect"), ("DOR", "dormant")):
        records.add(desk, "customers", {"name": code, "code": code, "status": status, "tier": 3})
    (role,) = desk.reader.execute("SELECT id FROM representation").fetchone()
    records.change(desk, "representations", role, {"active_until": date(2026, 10, 31)})
    first, *others = needs(desk, NeedKind.UNSERVED)
    assert (first.customer_id, first.what) == (finance, "no relationship manager")
    assert first.why == "tier 2, active; Ana until Sat 31 Oct"
    assert [need.customer for need in others] == ["NEW", "ONB"]
    assert others[0].why == "tier 3, active; nobody ever was"
    put_off(desk, first)
    assert [need.customer for need in needs(desk, NeedKind.UNSERVED)] == ["NEW", "ONB"]


def test_a_leaver_serves_nobody(desk: Desk, finance: str) -> None:
    records.change(desk, "people", "ana@it.example", {"active_until": date(2026, 11, 1)})
    (need,) = needs(desk, NeedKind.UNSERVED)
    assert need.customer_id == finance


def test_the_next_step_with_a_new_customer_is_told_once(desk: Desk, finance: str) -> None:
    assert needs(desk, NeedKind.STEP) == []
    records.change(desk, "customers", "FIN", {"status": "onboarding"})
    (need,) = needs(desk, NeedKind.STEP)
    assert need.what == "step 1 of 4: somebody to ask first, somebody who decides"
    assert (need.record_id, need.brief) == (finance, "0 of 4 complete")
    records.add(desk, "people", {"name": "Dana", "email": "dana@fin.example", "side": "business"})
    records.add(
        desk, "roles", {"person": "dana@fin.example", "customer": "FIN", "role": "sponsor", "primary": True}
    )
    (role,) = desk.reader.execute("SELECT id FROM representation").fetchone()
    records.change(desk, "representations", role, {"active_until": date(2026, 10, 31)})
    assert needs(desk, NeedKind.STEP) == []
    (unserved,) = needs(desk, NeedKind.UNSERVED)
    assert unserved.customer_id == finance


def test_a_forum_that_was_not_held_is_told_unless_another_meets_in_its_period(desk: Desk) -> None:
    made = agree(desk)
    records.change(
        desk, "forums", made.forum,
        {"first_date": date(2026, 6, 1), "day_rule": "2nd tuesday", "frequency": "monthly"},
    )  # fmt: skip
    event_id, original = desk.reader.execute(
        "SELECT o.event_id, o.original_start FROM occurrence o WHERE o.start_at > '2026-11-01' ORDER BY o.start_at"
    ).fetchone()
    occurrence = datetime.fromisoformat(original)
    asked = needs(desk, NeedKind.UNRECORDED)
    assert [(need.record_id, datetime.fromisoformat(need.occurrence)) for need in asked] == [
        (event_id, occurrence)
    ]
    records.add(desk, "meetings", {"event": event_id, "occurrence": occurrence, "state": "not held"})
    assert needs(desk, NeedKind.UNRECORDED) == []
    (need,) = needs(desk, NeedKind.MISSED)
    assert (need.record_id, datetime.fromisoformat(need.occurrence)) == (event_id, occurrence)
    assert need.why == "not held, and no other in November"
    put_off(desk, need)
    assert needs(desk, NeedKind.MISSED) == []


@pytest.mark.usefixtures("finance")
def test_training_that_is_stale_is_told_of_whoever_looks_after_a_customer(desk: Desk) -> None:
    records.add(desk, "people", {"name": "Bo", "side": "IT", "training_refreshed": date(2020, 1, 1)})
    assert needs(desk, NeedKind.TRAINING) == []
    records.change(
        desk, "people", "ana@it.example", {"training": "Listening", "training_refreshed": date(2024, 9, 24)}
    )
    (need,) = needs(desk, NeedKind.TRAINING)
    assert need.what == "training in communication to be refreshed: Ana"
    assert need.why.startswith("Listening, last ")
    assert (need.opens, need.customer_id) == ("people", None)
    put_off(desk, need)
    assert needs(desk, NeedKind.TRAINING) == []
    records.change(desk, "people", "ana@it.example", {"training_refreshed": date(2025, 1, 1)})
    assert needs(desk, NeedKind.TRAINING) == []
