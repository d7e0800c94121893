"""The handover pack: what a new relationship manager must know of a customer on the first day."""

from __future__ import annotations

from datetime import timedelta

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.reports.alignment import agreement_state, maturity, surveys
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.feedback import feedback_table
from brm_tui.desk.reports.initiative_review import demands, objectives
from brm_tui.desk.reports.parts import (
    cells,
    changes,
    coming,
    meetings,
    plural,
    promises,
    weights,
    with_customer,
)
from brm_tui.desk.reports.portfolio import risks
from brm_tui.store.queries.convert import read_instant
from brm_tui.store.queries.reports.promises import TOUCHES
from brm_tui.store.queries.reports.relationships import PEOPLE, REPRESENTATIONS


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    _people(content, asked)
    agreement_state(content, asked)
    promises(content, asked, "Promises you take over")
    objectives(content, asked)
    feedback_table(content, asked)
    risks(content, asked)
    demands(content, asked)
    changes(content, asked, "Changes", asked.period.last + timedelta(days=62))
    maturity(content, asked)
    surveys(content, asked)
    _touches(content, asked)
    meetings(content, asked, "What was decided")
    coming(content, asked, "Your first meetings")
    return content


def _people(content: Content, asked: Asked) -> None:
    content.section("The people")
    rows = asked.rows(PEOPLE)
    primary = [row["name"] for row in rows if row["primary"]]
    if asked.alone and primary:
        content.say(
            f"{' and '.join(primary)} {plural(len(primary), 'is the first to ask', 'are the first to ask')[2:]}."
        )
    listed = []
    for row in rows:
        stands = row["engagement_now"] or "○ unknown"
        if row["engagement_wanted"] and row["engagement_wanted"] != row["engagement_now"]:
            stands += f" → {row['engagement_wanted']}"
        weight = f"{row['influence'] or '?'} / {row['interest'] or '?'}"
        name = f"{'★ ' if row['primary'] else ''}{row['name']}"
        about = "\n".join(filter(None, (row["title"], row["email"])))
        listed.append((row["id"], cells(asked, row, name, row["role"], about or NOTHING, weight, stands)))
    content.table(
        "people",
        "Of the business",
        with_customer(asked, ("Who", "Role", "Title and e-mail", "Influence / interest", "Stands")),
        listed,
        weights(asked, 22, 16, 32, 14, 16),
        "nobody is known.",
    )
    content.table(
        "representation",
        "Of IT",
        with_customer(asked, ("Who", "Role", "Hours a week", "Since")),
        [
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["name"],
                    row["role"],
                    NOTHING if row["hours"] is None else f"{row['hours']:g}",
                    day_words(row["active_from"]),
                ),
            )
            for row in asked.rows(REPRESENTATIONS)
        ],
        weights(asked, 36, 28, 18, 18),
        "nobody serves the customer.",
    )


def _touches(content: Content, asked: Asked) -> None:
    rows = content.outward("touch", asked.rows(TOUCHES))
    content.section("The last contacts")
    content.table(
        "touches",
        "",
        ("What about", "When", "How", "By", "Felt"),
        [
            (
                row["id"],
                (
                    row["title"].strip() or NOTHING,
                    day_words(read_instant(row["at"]).date()),
                    f"{row['channel']}, {row['direction']}",
                    row["by_name"] or NOTHING,
                    row["sentiment"] or NOTHING,
                ),
            )
            for row in rows
        ],
        (44, 14, 18, 16, 10),
        "No contact was noted.",
    )
