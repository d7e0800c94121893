"""What an agreement's drift is judged from, on a real file."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import agreements, events, records
from brm_tui.desk.desk import Desk
from brm_tui.desk.drift import agreement_drift, drift_since_force, proposal_reason
from brm_tui.errors import NotFoundError
from brm_tui.rules.drift import Kept, Sides, Verdict
from tests.desk.agreement_desk import Agreed, agree, sign_all

AT = datetime.fromisoformat


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    """Agree on 24 November 2026: reviews on each first Tuesday from December on, one action already late."""
    return agree(desk)


def later(desk: Desk, text: str) -> None:
    """Let the time come."""
    desk.clock = pinned_clock(text, "Europe/Berlin")


def record(desk: Desk, agreed: Agreed, day: str, state: str, *attendance: tuple[str, str]) -> None:
    """Record what became of a review."""
    event = desk.reader.execute("SELECT id FROM event WHERE forum_id = ?", (agreed.forum,)).fetchone()[0]
    given: dict[str, object] = {"event": event, "occurrence": AT(f"{day}T10:00"), "state": state}
    records.add(desk, "meetings", given | ({"attendance": list(attendance)} if attendance else {}))


def test_nothing_was_promised_yet(desk: Desk, agreed: Agreed) -> None:
    found = agreement_drift(desk, "FIN")
    assert (found.since, found.until) == (date(2026, 1, 1), date(2026, 11, 24))
    assert [(row.name, row.promised) for row in found.forums] == [("Monthly service review", 0)]
    assert found.forum_sides == Sides()
    assert found.actions[0].verdict is Verdict.OVERDUE
    assert found.action_sides == Sides(it=Kept(0, 1))
    assert found.objectives[0].on_time is False
    with pytest.raises(NotFoundError):
        agreement_drift(desk, "XX")


def test_meetings_are_counted_once_and_what_became_of_them(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "agreements", agreed.agreement, {"term_end": date(2027, 12, 31)})
    event = desk.reader.execute("SELECT id FROM event").fetchone()[0]
    # Called off, moved within the term, held with and without attendance, not held, and not recorded.
    events.change_occurrence(desk, event, AT("2027-01-05T10:00"), {"cancelled": True})
    events.change_occurrence(desk, event, AT("2027-02-02T10:00"), {"start": AT("2027-02-04T15:00")})
    later(desk, "2027-06-01T10:30")
    record(desk, agreed, "2026-12-01", "held", ("ana@it.example", "present"), ("bob@fin.example", "absent"))
    record(desk, agreed, "2027-02-02", "held")
    record(desk, agreed, "2027-03-02", "not held")
    found = agreement_drift(desk, "FIN")
    (row,) = found.forums
    # The one that is on now is not over yet.
    assert (row.promised, row.held, row.not_held, row.cancelled, row.not_recorded) == (6, 2, 1, 1, 2)
    assert row.sides == Sides(business=Kept(1, 4), it=Kept(2, 4))


def test_what_stays_in_the_house_is_no_promise(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "actions", agreed.action, {"internal": True})
    assert agreement_drift(desk, "FIN").actions == ()


def test_the_next_reason_tells_what_came_of_the_version_in_force(desk: Desk, agreed: Agreed) -> None:
    assert proposal_reason(desk, agreed.agreement) == ""
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    later(desk, "2026-12-10")
    record(desk, agreed, "2026-12-01", "held")
    assert proposal_reason(desk, agreed.agreement) == (
        "Since v1: Monthly service review 1 promised, 1 held; 0 of 1 objectives on time;"
        " 0 of 1 actions in time"
    )
    number, found = drift_since_force(desk, "FIN")
    assert (number, found.since) == (1, date(2026, 11, 24))
    for name in ("Board", "Outlook", "Season"):
        first = date(2026, 12, 1)
        records.add(
            desk, "forums", {"agreement": "FIN", "name": name, "first_date": first, "frequency": "weekly"}
        )
    assert proposal_reason(desk, agreed.agreement).startswith("Since v1: meetings 7 promised, 1 held;")


def test_a_term_to_come_counts_from_the_version_in_force(desk: Desk, agreed: Agreed, clock: Clock) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    later(desk, "2026-12-10")
    renewed = {"term_start": date(2027, 1, 1), "term_end": date(2027, 12, 31)}
    records.change(desk, "agreements", agreed.agreement, renewed)
    found = agreement_drift(desk, "FIN")
    assert (found.since, found.until) == (clock.today(), date(2026, 12, 10))
    assert found.forums[0].promised == 1
