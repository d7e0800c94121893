"""How often IT talks to a customer and its people, from the records of a real desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from brm_tui.desk import records
from brm_tui.desk.cadence import cadence_page
from brm_tui.desk.customer_pages import overview
from brm_tui.desk.desk import Desk
from brm_tui.desk.today import NeedKind, today_page
from brm_tui.errors import NotFoundError
from brm_tui.rules.cadence import Verdict


def _id(desk: Desk, code: str) -> str:
    found: str = desk.reader.execute("SELECT id FROM customer WHERE code = ?", (code,)).fetchone()[0]
    return found


def test_a_held_meeting_counts_once_and_a_touch_for_its_people(desk: Desk) -> None:
    customer = records.add(
        desk, "customers", {"name": "Finance", "code": "FIN", "target_days": 7, "maximum_days": 14}
    )
    people = {
        name: records.add(desk, "people", {"name": name, "email": f"{name}@x.example", "side": side})
        for name, side in (("dana", "business"), ("olga", "business"), ("ana", "IT"))
    }
    records.add(
        desk, "roles", {"person": people["dana"], "customer": "FIN", "role": "sponsor", "influence": "low"}
    )
    records.add(desk, "roles", {"person": people["dana"], "customer": "FIN", "role": "business manager",
                                "influence": "high"})  # fmt: skip
    records.add(desk, "roles", {"person": people["olga"], "customer": "FIN", "influence": "low"})
    records.add(desk, "touches", {
        "customer": "FIN", "at": desk.clock.now() - timedelta(days=10), "by": people["ana"], "channel": "mail",
        "people": (people["dana"],),
    })  # fmt: skip
    event = records.add(desk, "events", {
        "layer": "meeting", "title": "Review", "start": "2026-11-20T10:00", "zone": "Europe/Berlin", "length": 60,
        "customers": ("FIN",),
    })  # fmt: skip
    records.add(desk, "meetings", {"event": event, "occurrence": "2026-11-20T10:00", "state": "held"})
    page = cadence_page(desk, customer)
    assert (page.customer.recent, page.customer.days, page.customer.verdict) == (2, 4, Verdict.ON_RHYTHM)
    dana, olga = page.people[people["dana"]], page.people[people["olga"]]
    assert (dana.days, dana.limits[:2], dana.verdict) == (10, (7, 14), Verdict.DUE)
    assert (olga.days, olga.limits[:2], olga.verdict) == (None, (28, 56), Verdict.NEVER)
    assert page.made == {people["ana"]: desk.today - timedelta(days=10)}
    assert overview(desk, customer).cadence == page.customer


def test_today_and_the_page_agree_on_who_is_contacted_too_much(demo: Desk) -> None:
    crowded = {need.customer_id: need for need in today_page(demo).needs if need.kind is NeedKind.CROWD}
    for (customer_id,) in demo.reader.execute("SELECT id FROM customer WHERE status <> 'closed'").fetchall():
        page = cadence_page(demo, customer_id)
        most = page.customer.limits.most
        assert (most is not None and page.customer.recent > most) == (customer_id in crowded)
    retail = crowded[_id(demo, "RET")]
    page = cadence_page(demo, _id(demo, "RET"))
    assert page.customer.verdict is Verdict.TOO_MUCH
    assert (
        retail.why == f"{len(page.customer.shares)} people of IT; bundle {page.bundle.waiting} topics today"
    )


def test_quiet_means_the_same_on_today_and_on_the_page(demo: Desk) -> None:
    quiet = {need.customer_id for need in today_page(demo).needs if need.kind is NeedKind.CONTACT}
    for (customer_id,) in demo.reader.execute("SELECT id FROM customer WHERE status = 'active'").fetchall():
        verdict = cadence_page(demo, customer_id).customer.verdict
        assert (verdict is Verdict.QUIET) == (customer_id in quiet)


def test_a_customer_that_is_gone_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        cadence_page(desk, "nobody")
