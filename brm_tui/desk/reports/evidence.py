"""Evidence by requirement of ISO/IEC 20000-1:2018, 8.3.2, business relationship management.

The requirements are told in our own words; the standard is what counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from brm_tui.desk.reports.content import Asked, Content
from brm_tui.desk.reports.parts import Row, plural
from brm_tui.store.queries.reports.relationships import EVIDENCE


@dataclass(frozen=True, slots=True)
class _Requirement:
    """One requirement.

    Attributes:
        text: What is required.
        proof: What proves it for a customer; empty where nothing does.
        missing: What is missing then.
    """

    text: str
    proof: Callable[[Row], str]
    missing: str


REQUIREMENTS = (
    _Requirement(
        "Customers, users and other interested parties are identified and documented",
        lambda row: plural(row["contacts"], "role") + " of people at the customer" if row["contacts"] else "",
        "no person of the customer has a role",
    ),
    _Requirement(
        "Somebody is named who manages the relationship and the customer's satisfaction",
        lambda row: row["manager"] or "",
        "no relationship manager is named",
    ),
    _Requirement(
        "There are arrangements to communicate with the customer",
        lambda row: (
            f"{plural(row['forums'], 'forum')}, {plural(row['touches'], 'contact')} in the period"
            if row["forums"]
            else ""
        ),
        "no forum is agreed",
    ),
    _Requirement(
        "Communication lets IT understand the business and answer new or changed needs",
        lambda row: (
            f"{plural(row['demands'], 'want or need', 'wants and needs')} written down"
            if row["demands"]
            else ""
        ),
        "no want or need is written down",
    ),
    _Requirement(
        "The performance and outcomes of the services are reviewed with the customer at planned intervals",
        lambda row: (
            f"{plural(row['held'], 'meeting')} held, {plural(row['measures'], 'monthly measure')},"
            f" {plural(row['packs'], 'pack')} handed over"
            if row["held"] and row["measures"]
            else ""
        ),
        "no meeting was held, or nothing was measured, in the period",
    ),
    _Requirement(
        "Satisfaction is measured at planned intervals on a representative sample",
        lambda row: (
            f"{plural(row['surveys'], 'survey')}, {plural(row['answers'], 'answer')}"
            if row["answers"]
            else ""
        ),
        "nobody was asked, or nobody answered, in the period",
    ),
    _Requirement(
        "The results are looked at for opportunities to improve, and reported",
        lambda row: (
            f"{plural(row['opportunities'], 'opportunity', 'opportunities')} written down"
            if row["opportunities"]
            else ""
        ),
        "no opportunity is written down",
    ),
    _Requirement(
        "Complaints are recorded, led to their closure and reported",
        lambda row: (
            f"{row['closed']} of {plural(row['complaints'], 'complaint')} of the period closed"
            if row["complaints"]
            else "no complaint came in; the log is kept"
        ),
        "",
    ),
    _Requirement(
        "There is a way to escalate a complaint that is not resolved",
        lambda row: (
            f"escalation levels 1 to 3 are kept with each complaint; {row['escalated']} used in the period"
        ),
        "",
    ),
)
_MOST = 4


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    months = asked.period.months
    rows = asked.rows(EVIDENCE, first_month=months[0], last_month=months[-1])
    content.section("In short")
    gaps = sum(not one.proof(row) for one in REQUIREMENTS for row in rows)
    total = len(REQUIREMENTS) * len(rows)
    content.say(
        f"{plural(len(rows), 'customer')}, {len(REQUIREMENTS)} requirements each: {total - gaps} of {total} are"
        f" proved, {plural(gaps, 'gap')}."
    )
    content.note("The requirements of ISO/IEC 20000-1:2018, 8.3.2 are told in our own words.")
    content.section("Requirement by requirement")
    content.table(
        "requirements",
        "",
        ("Requirement", "State", "What proves it", "What is missing"),
        [
            (f"{number}", (f"{number}. {one.text}", *_judged(one, rows, alone=asked.alone)))
            for number, one in enumerate(REQUIREMENTS, 1)
        ],
        (34, 12, 28, 26),
        "There is no customer.",
    )
    if not asked.alone:
        content.section("Customer by customer")
        content.table(
            "customers",
            "",
            ("Customer", "Proved", "Missing"),
            [
                (
                    row["id"],
                    (
                        row["name"],
                        f"{sum(bool(one.proof(row)) for one in REQUIREMENTS)} of {len(REQUIREMENTS)}",
                        "\n".join(one.missing for one in REQUIREMENTS if not one.proof(row)) or "nothing",
                    ),
                )
                for row in rows
            ],
            (30, 14, 56),
            "There is no customer.",
        )
    return content


def _judged(one: _Requirement, rows: Sequence[Row], *, alone: bool) -> tuple[str, str, str]:
    proved = [(row, proof) for row in rows if (proof := one.proof(row))]
    lacking = [row["name"] for row in rows if not one.proof(row)]
    state = "● proved" if not lacking else "■ missing" if not proved else f"▲ {len(proved)} of {len(rows)}"
    if alone:
        return state, proved[0][1] if proved else "nothing", one.missing if lacking else "nothing"
    shown = "\n".join(f"{row['code']}: {proof}" for row, proof in proved[:_MOST])
    if len(proved) > _MOST:
        shown += f"\nand {plural(len(proved) - _MOST, 'customer')} more"
    gone = ", ".join(lacking[:_MOST]) + (f" and {len(lacking) - _MOST} more" if len(lacking) > _MOST else "")
    return state, shown or "nothing", f"{one.missing}: {gone}" if lacking else "nothing"
