"""The portfolio overview for IT's management: every customer in a row, who serves them, and what needs a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.reports.alignment import maturity
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.parts import Row, changes, plural, weights, with_customer
from brm_tui.interchange.documents.model import Chart
from brm_tui.store.queries.convert import read_instant
from brm_tui.store.queries.reports.relationships import AGREEMENTS, PORTFOLIO, REPRESENTATIONS, RISKS


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    rows = asked.rows(PORTFOLIO)
    _summary(content, rows)
    _customers(content, asked, rows)
    _served(content, asked, rows)
    changes(content, asked, "High-risk changes", asked.period.last + timedelta(days=62), only_high=True)
    risks(content, asked)
    maturity(content, asked)
    return content


def _summary(content: Content, rows: Sequence[Row]) -> None:
    content.section("In short")
    states = Counter(row["status"] for row in rows)
    said = [
        f"{plural(len(rows), 'customer')}: "
        + ", ".join(f"{many} {state}" for state, many in states.items())
        + "."
    ]
    alone = [row["name"] for row in rows if row["manager"] is None]
    if alone:
        said.append(
            f"Without a relationship manager: {', '.join(alone[:5])}"
            + (f" and {len(alone) - 5} more." if len(alone) > 5 else ".")
        )
    late, complaints = (
        sum(row["overdue_actions"] or 0 for row in rows),
        sum(row["complaints"] for row in rows),
    )
    said.append(
        f"{plural(late, 'promise is', 'promises are')} late,"
        f" {plural(complaints, 'complaint is', 'complaints are')} open."
    )
    content.say(" ".join(said))


def _customers(content: Content, asked: Asked, rows: Sequence[Row]) -> None:
    content.section("Customers")
    zone = ZoneInfo(asked.clock.zone)
    agreements = {row["customer_id"]: row for row in asked.rows(AGREEMENTS)}
    listed = []
    for row in rows:
        held = agreements.get(row["id"])
        agreement = f"v{held['in_force']}" if held and held["in_force"] else "none in force"
        if held and held["proposed"]:
            agreement += f"\nv{held['proposed']} proposed"
        contact = _day(row["last_contact_at"], zone)
        if row["last_contact_at"] and row["maximum_days"]:
            days = (asked.today - read_instant(row["last_contact_at"]).astimezone(zone).date()).days
            if days > row["maximum_days"]:
                contact = f"▲ {contact}"
        actions = f"{row['open_actions'] or 0}" + (
            f", ■ {row['overdue_actions']} late" if row["overdue_actions"] else ""
        )
        health = NOTHING if row["health"] is None else str(row["health"])
        listed.append(
            (
                row["id"],
                (
                    f"{row['name']}\n{row['code']} · tier {row['tier']} · {row['status']}",
                    row["manager"] or "■ nobody",
                    health,
                    agreement,
                    actions,
                    contact,
                    _day(row["next_meeting_at"], zone),
                ),
            )
        )
    content.table(
        "customers",
        "",
        ("Customer", "Manager", "Health", "Agreement", "Actions", "Last contact", "Next meeting"),
        listed,
        (25, 16, 11, 16, 12, 14, 14),
        "There is no customer.",
    )
    known = [row for row in rows if row["health"] is not None]
    if 1 < len(known) <= 30:
        shown = sorted(known, key=lambda row: row["health"])[:14]
        figures = tuple(float(row["health"]) for row in shown)
        content.blocks.append(
            Chart(
                "Health, the weakest first",
                "0 to 100",
                tuple(row["code"] for row in shown),
                (("health", figures),),
                bars=True,
            )
        )


def _day(moment: str | None, zone: ZoneInfo) -> str:
    return NOTHING if moment is None else day_words(_local(moment, zone).date())


def _local(moment: str, zone: ZoneInfo) -> datetime:
    return read_instant(moment).astimezone(zone)


def _served(content: Content, asked: Asked, rows: Sequence[Row]) -> None:
    """Add who of IT serves whom, with hours."""
    content.section("Who of IT serves whom")
    names = {row["code"]: row["name"] for row in rows}
    people: dict[tuple[str, str], list[Row]] = {}
    for row in asked.rows(REPRESENTATIONS):
        people.setdefault((row["name"], row["email"] or ""), []).append(row)
    listed = []
    for (name, email), own in sorted(people.items()):
        hours = [row["hours"] for row in own]
        total = f"{sum(hours):g}" if None not in hours else f"{sum(hour or 0 for hour in hours):g} and more"
        serves = "\n".join(f"{names.get(row['customer'], row['customer'])}: {row['role']}" for row in own)
        listed.append((email or name, (name, str(len({row["customer"] for row in own})), total, serves)))
    content.table(
        "served",
        "",
        ("Who", "Customers", "Hours a week", "Whom, as what"),
        listed,
        (24, 15, 15, 46),
        "Nobody of IT serves a customer.",
    )


def risks(content: Content, asked: Asked) -> None:
    """Add the risks of the relationships."""
    rows = content.outward("risk", asked.rows(RISKS))
    content.section("Risks of the relationship")
    listed = []
    for row in rows:
        weight = (
            f"{row['impact']} × {row['likelihood']}" if row["impact"] and row["likelihood"] else "○ unknown"
        )
        given = (
            row["title"],
            weight,
            row["response"].strip() or NOTHING,
            row["owner"] or NOTHING,
            day_words(row["review"]),
        )
        listed.append((row["id"], given if asked.alone else (given[0], row["customer"], *given[1:])))
    content.table(
        "risks",
        "",
        with_customer(asked, ("Risk", "Impact × likelihood", "Response", "Owner", "Review")),
        listed,
        weights(asked, 30, 14, 30, 14, 12),
        "No risk is written down.",
    )
