"""A desk with one customer and a whole agreement, for tests of what is agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from brm_tui.desk import agreements, records
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import SignatureRole

ROLES = tuple(role.value for role in SignatureRole)
PEOPLE = {
    "relationship manager": ("Ana Souza", "ana@it.example", "IT"),
    "business manager": ("Bob Berg", "bob@fin.example", "business"),
    "IT manager": ("Ivo Ilic", "ivo@it.example", "IT"),
    "business line manager": ("Lea Lind", "lea@fin.example", "business"),
}


def mail(role: str) -> str:
    """Return the address of whoever has a role."""
    return PEOPLE[role][1]


@dataclass(frozen=True)
class Agreed:
    """The rows that `agree` made."""

    customer: str
    agreement: str
    people: dict[str, str]
    staff: dict[str, str]
    forum: str
    objective: str
    action: str
    appendix: str


def customer_with_people(desk: Desk) -> tuple[str, dict[str, str]]:
    """Make Finance and the four who sign."""
    customer = records.add(
        desk, "customers", {"name": "Finance", "code": "FIN", "strategies": "Close in five days\nOne ledger"}
    )
    people = {
        role: records.add(desk, "people", {"name": name, "email": email, "side": side})
        for role, (name, email, side) in PEOPLE.items()
    }
    return customer, people


def agree(desk: Desk) -> Agreed:
    """Make an agreement that lacks nothing."""
    customer, people = customer_with_people(desk)
    agreement = agreements.new_agreement(desk, "FIN", start=date(2026, 1, 1))
    records.change(desk, "agreements", agreement, {"philosophy": "We plan **together**."})
    staff = {
        role: records.add(
            desk,
            "staff",
            {"agreement": agreement, "person": mail(role), "side": PEOPLE[role][2], "role": role},
        )
        for role in ROLES
    }
    forum = records.add(
        desk,
        "forums",
        {
            "agreement": agreement,
            "name": "Monthly service review",
            "purpose": "Look at the month.",
            "agenda": "1 Levels\n2 Incidents",
            "frequency": "monthly",
            "day_rule": "1st tuesday",
            "first_date": date(2026, 12, 1),
            "attendees": [("ana@it.example", "required"), ("bob@fin.example", "required")],
        },
    )
    objective = records.add(
        desk,
        "objectives",
        {
            "agreement": agreement,
            "title": "Close faster",
            "strategy": "Close in five days",
            "measure": "days to close",
            "baseline": 9.0,
            "target": 5.0,
            "business_owner": "bob@fin.example",
            "it_owner": "ivo@it.example",
            "due": date(2026, 12, 18),
        },
    )
    action = records.add(
        desk,
        "actions",
        {
            "title": "Draft the close calendar",
            "objective": objective,
            "assignee": "ivo@it.example",
            "promised_by": "IT",
            "due": date(2026, 11, 20),
            "status": "planned",
        },
    )
    appendix = records.add(
        desk, "appendices", {"agreement": agreement, "title": "SLA Ledger", "valid_until": date(2027, 1, 31)}
    )
    return Agreed(customer, agreement, people, staff, forum, objective, action, appendix)


def sign_all(desk: Desk, name: str = "FIN") -> None:
    """Let all four sign what is proposed."""
    for role in ROLES:
        agreements.sign(desk, name, Signing(role, mail(role)))
