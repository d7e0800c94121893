"""The demo portfolio in a desk: agreements stand where life led them, and Today has something to say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk.agreement_pages import AgreementPage, agreement_page
from brm_tui.desk.calendar import ClashKind, clashes_among, occurrences
from brm_tui.desk.checking import check
from brm_tui.desk.demo import prepare
from brm_tui.desk.desk import Desk
from brm_tui.desk.today import today_page
from brm_tui.paths import Home
from brm_tui.rules.needs import NeedKind
from brm_tui.store.queries import rows


def page(desk: Desk, code: str) -> AgreementPage:
    """Return a customer's agreement page; an ended agreement's too."""
    agreement_id = desk.read(
        lambda connection: connection.execute(
            "SELECT a.id FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE c.code = ?", (code,)
        ).fetchone()[0]
    )
    return agreement_page(desk, agreement_id)


def states(desk: Desk, code: str) -> list[str]:
    return [version.shown_state for version in page(desk, code).versions]


def test_agreements_stand_in_every_state(demo: Desk) -> None:
    assert states(demo, "FIN") == ["proposed", "accepted", "superseded"]
    assert states(demo, "TRE") == ["accepted"]
    assert states(demo, "HR") == ["accepted"]
    assert states(demo, "LOG") == ["withdrawn", "accepted"]
    assert states(demo, "LEG") == ["expired"]
    assert states(demo, "RET") == ["accepted"]
    assert states(demo, "RNA") == []
    assert states(demo, "SSS") == ["proposed", "declined"]
    assert states(demo, "MAR") == ["terminated"]
    assert page(demo, "MAR").ended
    proposed = page(demo, "FIN").proposed
    assert proposed is not None
    assert [line.role.value for line in proposed.pending] == ["business line manager"]
    in_force = page(demo, "HR").in_force
    assert in_force is not None
    assert in_force.row.expires == demo.today + timedelta(days=9)


def test_what_changed_since_a_version_is_really_there(demo: Desk) -> None:
    for code, count in (("FIN", 4), ("TRE", 4), ("HR", 0), ("LOG", 0), ("RET", 0)):
        changes = page(demo, code).since_force
        assert changes is not None
        assert len(changes.amendments) == count, (code, changes.amendments)
    proposed = page(demo, "FIN").since_proposed
    assert proposed is not None
    assert proposed.amendments == ()


def test_today_shows_meetings_and_every_kind_of_need(demo: Desk) -> None:
    shown = today_page(demo)
    assert shown.meetings_today == 3
    # North America's next step is that nobody looks after it, which is told as such; no forum was missed lately.
    assert {need.kind for need in shown.needs} == set(NeedKind) - {NeedKind.STEP, NeedKind.MISSED}
    assert any(blackout.title == "Quarter-end close" for blackout in shown.blackouts)
    first = shown.needs[0]
    assert (first.customer, first.what) == ("Human Resources", "12 days late: Draft SLA v2")


def test_a_change_clashes_with_the_quarter_end_close(demo: Desk) -> None:
    entries = occurrences(demo, demo.today, demo.today + timedelta(days=21))
    pairs = {
        (clash.entry.title, clash.other.title)
        for clash in clashes_among(demo, entries)
        if clash.other is not None
    }
    assert any("ERP" in entry and other == "Quarter-end close" for entry, other in pairs)


def test_the_demo_shows_every_kind_of_clash_but_a_weekend(demo: Desk) -> None:
    around = timedelta(days=100)
    entries = occurrences(demo, demo.today - around, demo.today + around, include_cancelled=True)
    found = {clash.kind: clash.reason for clash in clashes_among(demo, entries)}
    # A change beside a customer's meeting is told on the screen of changes, not in the calendar.
    assert set(ClashKind) - set(found) <= {ClashKind.WEEKEND, ClashKind.FREEZE, ClashKind.MEETING}
    assert found[ClashKind.HOURS] == "15:15 for Beata Nowak in Berlin, who works 5:45–15:00"


def test_the_demo_desk_is_sound(demo: Desk) -> None:
    assert check(demo) == []
    assert rows.find_id(demo.reader, "customers", "FIN") == rows.find_id(demo.reader, "customers", "Finance")


@pytest.mark.slow
def test_the_demo_reads_well_on_a_leap_day(home: Home) -> None:
    clock = pinned_clock("2028-02-29", "Europe/Berlin")
    prepare(home, clock, anew=False)
    desk = Desk.open(home, clock)
    try:
        assert states(desk, "FIN") == ["proposed", "accepted", "superseded"]
        assert states(desk, "LEG") == ["expired"]
        assert states(desk, "SSS") == ["proposed", "declined"]
        shown = today_page(desk)
        assert {need.kind for need in shown.needs} >= {NeedKind.ACTION_OVERDUE, NeedKind.SIGNATURE}
        assert 2 <= shown.meetings_today <= 6
    finally:
        desk.close()
