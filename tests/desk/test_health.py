"""The health of the demo's customers and of a new one, now and in the months before."""

from __future__ import annotations

import sqlite3
from datetime import date

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.health import MONTHS, health_of
from brm_tui.rules.health import TermName
from tests.desk.agreement_desk import customer_with_people


def value(desk: Desk, customer: str, name: TermName) -> tuple[int | None, str]:
    """Return a term's value in percent and its reason."""
    terms = health_of(desk, customer).now.terms
    return next((term.percent, term.reason) for term in terms if term.name is name)


def test_a_new_customer_has_no_figure(desk: Desk) -> None:
    customer = records.add(desk, "customers", {"name": "New", "code": "NEW"})
    page = health_of(desk, customer)
    assert page.now.score is None
    assert page.trend == (None,) * (MONTHS + 1)


def test_each_term_comes_from_what_was_entered(desk: Desk) -> None:
    customer, _people = customer_with_people(desk)
    records.change(desk, "customers", customer, {"target_days": 7, "maximum_days": 14})
    for title, due in (("A", 20), ("B", 20), ("C", 10)):
        records.add(
            desk, "actions",
            {"title": title, "customer": "FIN", "promised_by": "IT", "due": date(2026, 11, due), "status": "planned"},
        )  # fmt: skip
    with sqlite3.connect(desk.home.database) as other:
        other.execute("UPDATE action SET status = 'done', done = '2026-11-19' WHERE title = 'A'")
        other.execute("UPDATE action SET status = 'done', done = '2026-11-23' WHERE title = 'B'")
    assert value(desk, customer, TermName.PROMISES) == (33, "1 of 3 promises of the last 90 days in time")
    records.add(
        desk, "touches", {"customer": "FIN", "channel": "call", "at": "2026-11-22T10:00"}, as_text=True
    )
    assert value(desk, customer, TermName.RHYTHM)[1].startswith("2 days since the last contact")
    records.add(desk, "services", {"name": "Mail"})
    records.add(desk, "subscriptions", {"service": "Mail", "customer": "FIN", "level_target": 99.5})
    subscription = desk.reader.execute("SELECT id FROM subscription").fetchone()[0]
    for period, level in (("2026-10", 99.9), ("2026-11", 99.0), ("2026-04", 10.0)):
        records.add(desk, "measures", {"subscription": subscription, "period": period, "level": level})
    assert value(desk, customer, TermName.SERVICES) == (50, "1 of 2 monthly levels reached")
    records.add(
        desk, "surveys", {"name": "Pulse", "customer": "FIN", "method": "NPS", "date": date(2026, 6, 1)}
    )
    survey = desk.reader.execute("SELECT id FROM survey").fetchone()[0]
    records.add(desk, "responses", {"survey": survey, "score": 8})
    assert value(desk, customer, TermName.SATISFACTION) == (80, "1 answer")
    records.add(
        desk, "feedback",
        {"title": "Slow", "customer": "FIN", "kind": "complaint", "received": date(2026, 11, 1), "escalation": 1},
    )  # fmt: skip
    assert value(desk, customer, TermName.COMPLAINTS) == (50, "1 open, 1 escalated")
    assert value(desk, customer, TermName.AGREEMENT) == (0, "none")


def test_the_months_before_are_judged_by_what_was_then(demo: Desk) -> None:
    human_resources = demo.reader.execute("SELECT id FROM customer WHERE code = 'HR'").fetchone()[0]
    page = health_of(demo, human_resources)
    assert page.trend[-1] == page.now.score
    assert page.now.score is not None
    assert page.trend[-2] is not None
    assert page.now.score < page.trend[-2], "this month three promises were broken"
    assert page.now.coverage == 100
