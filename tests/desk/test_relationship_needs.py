"""Today tells of complaints, crowded customers, appendices that run out and meetings that nobody recorded."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.snoozing import snooze
from brm_tui.desk.today import Need, NeedKind, more_needs, today_page, with_more
from brm_tui.rules.needs import SNOOZED_AS
from tests.desk.agreement_desk import agree


def needs(desk: Desk, kind: NeedKind) -> list[Need]:
    """Return what is told of a kind."""
    return [need for need in today_page(desk).needs if need.kind is kind]


@pytest.fixture
def finance(desk: Desk) -> str:
    """Make a customer that wants at most two contacts in thirty days."""
    for name in ("Ana", "Ivo"):
        records.add(desk, "people", {"name": name, "email": f"{name}@it.example", "side": "IT"})
    return records.add(desk, "customers", {"name": "Finance", "code": "FIN", "most_contacts": 2})


def add_complaint(desk: Desk, title: str, **values: object) -> str:
    """Note a complaint of Finance."""
    return records.add(desk, "feedback", {"customer": "FIN", "title": title, "kind": "complaint", **values})


@pytest.mark.usefixtures("finance")
def test_complaints_are_told_once_they_are_old_or_past_their_date(desk: Desk) -> None:
    add_complaint(desk, "Old", received=date(2026, 11, 10))
    add_complaint(
        desk, "Late", received=date(2026, 11, 22), due=date(2026, 11, 23), severity="high", escalation=1
    )
    add_complaint(desk, "New", received=date(2026, 11, 23))
    add_complaint(desk, "Settled", received=date(2026, 1, 1), state="closed")
    add_complaint(desk, "Thanks", received=date(2026, 1, 1), kind="compliment")
    late, old = needs(desk, NeedKind.COMPLAINT)
    assert (late.what, late.why) == (
        "complaint 1 day past its date: Late",
        "high severity, escalated to level 1, open 2 days",
    )
    assert (old.what, old.why) == ("complaint open 14 days: Old", "medium severity")
    assert late.pressing
    assert not old.pressing


def add_touch(desk: Desk, day: int, by: str, channel: str = "call") -> None:
    """Note a contact with Finance in November."""
    records.add(
        desk, "touches",
        {"customer": "FIN", "channel": channel, "at": f"2026-11-{day:02}T10:00", "by": f"{by}@it.example"},
        as_text=True,
    )  # fmt: skip


def test_too_many_contacts_are_counted_over_everybody_of_it(desk: Desk, finance: str) -> None:
    add_touch(desk, 2, "Ana")
    add_touch(desk, 9, "Ivo")
    assert needs(desk, NeedKind.CROWD) == []
    add_touch(desk, 20, "Ana", "mail")
    (need,) = needs(desk, NeedKind.CROWD)
    assert (need.record_id, need.what) == (finance, "3 contacts in 30 days, at most 2")
    assert need.why == "2 people of IT; no meeting near to bundle into"


@pytest.mark.usefixtures("finance")
def test_a_held_meeting_counts_once_with_or_without_a_touch(desk: Desk) -> None:
    talk = {
        "title": "Talk",
        "start": "2026-11-18T10:00",
        "length": "60",
        "zone": "Europe/Berlin",
        "customers": "FIN",
    }
    event = records.add(desk, "events", talk, as_text=True)
    add_touch(desk, 2, "Ana")
    add_touch(desk, 9, "Ivo")
    held = {"event": event, "occurrence": "2026-11-18T10:00", "state": "held"}
    records.add(desk, "meetings", held, as_text=True)
    (need,) = needs(desk, NeedKind.CROWD)
    assert need.what == "3 contacts in 30 days, at most 2"


def test_an_appendix_is_told_before_and_after_its_last_day(desk: Desk) -> None:
    made = agree(desk)
    records.change(desk, "appendices", made.appendix, {"valid_until": date(2026, 12, 3), "kind": "SLA"})
    (need,) = needs(desk, NeedKind.APPENDIX)
    assert (need.record_id, need.what) == (made.agreement, "SLA Ledger runs out in 9 days")
    records.change(desk, "appendices", made.appendix, {"valid_until": date(2026, 11, 20)})
    (need,) = needs(desk, NeedKind.APPENDIX)
    assert (need.what, need.pressing) == ("SLA Ledger ran out 4 days ago", True)
    records.change(desk, "appendices", made.appendix, {"valid_until": date(2027, 3, 1)})
    assert needs(desk, NeedKind.APPENDIX) == []


def test_a_forum_that_nobody_recorded_is_asked_after(desk: Desk) -> None:
    made = agree(desk)
    records.change(
        desk,
        "forums",
        made.forum,
        {"first_date": date(2026, 11, 1), "day_rule": "3rd tuesday", "frequency": "monthly"},
    )
    found = desk.reader.execute(
        "SELECT o.event_id, o.original_start FROM occurrence o WHERE o.start_at < '2026-11-24' ORDER BY o.start_at"
    ).fetchall()
    needed = needs(desk, NeedKind.UNRECORDED)
    assert len(needed) == len(found)
    for event_id, original in found:
        occurrence = datetime.fromisoformat(original)
        records.add(desk, "meetings", {"event": event_id, "occurrence": occurrence, "state": "not held"})
    assert needs(desk, NeedKind.UNRECORDED) == []


@pytest.mark.usefixtures("finance")
def test_each_of_them_can_be_put_off(desk: Desk) -> None:
    add_complaint(desk, "Old", received=date(2026, 11, 10))
    for day in (2, 9, 20):
        add_touch(desk, day, "Ana")
    for kind in (NeedKind.COMPLAINT, NeedKind.CROWD):
        (need,) = needs(desk, kind)
        snooze(desk, SNOOZED_AS[kind], need.snooze_id, date(2026, 12, 1), called=need.what)
        assert needs(desk, kind) == []


@pytest.mark.usefixtures("finance")
def test_what_takes_long_to_find_is_told_behind_the_first_frame(desk: Desk) -> None:
    for day in (2, 9, 20):
        add_touch(desk, day, "Ana")
    page = today_page(desk, at_once=True)
    assert not page.whole
    assert all(need.kind is not NeedKind.CROWD for need in page.needs)
    whole = with_more(page, more_needs(desk))
    assert whole == today_page(desk)
    assert whole.whole
    assert len(needs(desk, NeedKind.CROWD)) == 1


def test_an_empty_desk_has_nothing_more_to_find(desk: Desk) -> None:
    assert today_page(desk, at_once=True).whole
    assert more_needs(desk) == ()
