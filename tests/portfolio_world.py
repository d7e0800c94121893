"""A small portfolio with something in every state, made by the desk's own use cases."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from brm_tui.clock import pinned_clock
from brm_tui.desk.desk import Desk
from brm_tui.paths import Home
from tests.conftest import copied

CLOCK = pinned_clock("2026-11-24T09:12", "Europe/Berlin")
HOSTILE = "Retail [/] {x} =cmd|' /C calc'!A0 \u202e財務🏦" + "x" * 150

_SIGNING = (
    ("relationship manager", "ana@it.example"),
    ("IT manager", "ines@it.example"),
    ("business manager", "dana@fin.example"),
    ("business line manager", "jl@fin.example"),
)


def build(folder: Path) -> Path:
    """Make the portfolio and return its file."""
    home = Home(folder)
    desk = Desk.open(home, CLOCK)
    _people(desk)
    _customers(desk)
    _work(desk)
    _meetings(desk)
    _agreements(desk)
    desk.close()
    return home.database


def copy_of(database: Path, folder: Path) -> Desk:
    """Open a copy of the portfolio."""
    return Desk.open(copied(database, Home(folder)), CLOCK)


def customer_id(desk: Desk, code: str) -> str:
    """Return the id of a customer."""
    found: str = desk.reader.execute("SELECT id FROM customer WHERE code = ?", (code,)).fetchone()[0]
    return found


def _add(desk: Desk, kind_name: str, **values: str) -> str:
    from brm_tui.desk.records import add

    return add(desk, kind_name, values, as_text=True)


def _people(desk: Desk) -> None:
    _add(desk, "people", name="Ana Souza", side="IT", email="ana@it.example", capacity_hours="20")
    _add(desk, "people", name="Bo Lindqvist", side="IT", email="bo@it.example", capacity_hours="24")
    _add(desk, "people", name="Ines Okafor", side="IT", email="ines@it.example", title="Head of IT services")


def _customers(desk: Desk) -> None:
    from brm_tui.desk.portfolio import add_customer

    ana, bo = "ana@it.example", "bo@it.example"
    for name, code, tier, status, parent, manager, most in (
        ("Finance", "FIN", 1, "active", None, ana, 30),
        ("Treasury", "TRE", 2, "active", "FIN", ana, 10),
        ("Accounting 会計部", "ACC", 3, "active", "FIN", ana, None),
        ("HR", "HR", 2, "active", None, ana, 30),
        (HOSTILE, "RET", 1, "active", None, bo, None),
        ("Legal", "LEG", 2, "active", None, None, 30),
        ("Cumulus Outsourcing", "CUM", 2, "prospect", None, bo, None),
        ("Old Mill", "OLD", 3, "closed", None, None, None),
    ):
        values = {"name": name, "code": code, "tier": tier, "status": status, "parent": parent}
        add_customer(desk, {**values, "manager": manager, "maximum_days": most})
    for person, role, primary in (
        ("Dana Weiss", "business manager", "yes"),
        ("Jean-Luc Brücke", "business line manager", "no"),
        ("Olga Ivanova", "point of contact", "no"),
    ):
        email = {"Dana Weiss": "dana@fin.example", "Olga Ivanova": "olga@fin.example"}.get(
            person, "jl@fin.example"
        )
        left = "2026-10-31" if person == "Olga Ivanova" else ""
        _add(desk, "people", name=person, email=email, organisation="Finance", active_until=left)
        _add(desk, "roles", person=email, customer="FIN", role=role, primary=primary)


def _work(desk: Desk) -> None:
    for title, code, who, side, due, status in (
        ("Draft SLA v2", "FIN", "ana@it.example", "IT", "2026-11-12", "in progress"),
        ("Name key users", "FIN", "dana@fin.example", "business", "2026-11-20", "planned"),
        ("Move the batch window", "FIN", "ines@it.example", "IT", "2026-12-04", "planned"),
        ("Send the user list", "FIN", "", "business", "2026-11-05", "done"),
        ("Review cash forecast", "TRE", "ana@it.example", "IT", "2026-12-20", "planned"),
        ("Mend the portal", "HR", "bo@it.example", "IT", "2026-12-12", "planned"),
    ):
        given = {"title": title, "customer": code, "assignee": who, "promised_by": side, "due": due}
        _add(desk, "actions", status=status, **given)
    for code, at, summary in (
        ("FIN", "2026-11-23T10:00+01:00", "Asked about the batch window"),
        ("TRE", "2026-11-12T15:00+01:00", "Sent the minutes"),
        ("HR", "2026-11-14T09:00+01:00", "Talked about the portal"),
    ):
        _add(desk, "touches", customer=code, at=at, channel="call", summary=summary, by="ana@it.example")
    _add(desk, "risks", customer="FIN", title="Key user leaves", impact="4", likelihood="3")
    _add(desk, "feedback", customer="FIN", kind="complaint", title="Portal was down", received="2026-11-10")


def _meetings(desk: Desk) -> None:
    from brm_tui.desk.events import change_occurrence

    series = _add(
        desk, "events", title="Monthly service review", start="2026-08-04T10:00", zone="Europe/Berlin", length="60",
        recurrence="FREQ=MONTHLY;BYDAY=1TU", customers="FIN", attendees="dana@fin.example,ana@it.example",
        place="Room 3.12", agenda="Service levels",
    )  # fmt: skip
    _add(
        desk, "events", title="Sponsor catch-up", start="2026-11-24T10:00", zone="Europe/Berlin", length="30",
        customers="FIN",
    )  # fmt: skip
    _add(
        desk, "meetings", event=series, occurrence="2026-10-06T10:00", state="held", minutes="All levels met."
    )
    change_occurrence(desk, series, datetime.fromisoformat("2026-12-01T10:00"), {"cancelled": True})


def _agreements(desk: Desk) -> None:
    from brm_tui.desk.agreements import Signing, new_agreement, propose, sign
    from brm_tui.desk.records import change

    for code, signatures in (("FIN", 3), ("TRE", 4), ("HR", 4), ("RET", 0)):
        agreement = new_agreement(desk, code, start=date(2025, 12, 4) if code == "HR" else None)
        if not signatures:
            continue
        change(desk, "agreements", agreement, {"philosophy": "We are open with each other."})
        for role, person in _SIGNING:
            side = "IT" if "it." in person else "business"
            _add(desk, "staff", agreement=agreement, person=person, role=role, side=side)
        _add(
            desk, "forums", agreement=agreement, name="Quarterly initiatives", level="tactical",
            frequency="quarterly", first_date="2027-01-14", day_rule="2nd thursday", start_time="14:00",
            length="90", attendees="dana@fin.example,ana@it.example",
        )  # fmt: skip
        _add(desk, "objectives", agreement=agreement, title="Close in three days")
        propose(desk, code, "First version")
        for role, person in _SIGNING[:signatures]:
            sign(desk, code, Signing(role, person))
    treasury = desk.reader.execute(
        "SELECT a.id FROM agreement a JOIN customer c ON c.id = a.customer_id WHERE c.code = 'TRE'"
    ).fetchone()[0]
    _add(desk, "objectives", agreement=treasury, title="One ledger")
