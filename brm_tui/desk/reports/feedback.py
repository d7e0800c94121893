"""Compliments and complaints: what was said, how soon it was settled, what repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.parts import Row, cells, mean, month_labels, plural, weights, with_customer
from brm_tui.interchange.documents.model import Chart
from brm_tui.rules.dates import months_later
from brm_tui.store.queries.reports.feedback import CAUSES, FEEDBACK

_KINDS = ("complaint", "compliment", "suggestion")


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    rows = content.outward("feedback", asked.rows(FEEDBACK))
    received = [row for row in rows if _within(row["received"], asked)]
    counts = Counter(row["kind"] for row in received)
    content.section("In short")
    said = [
        f"{plural(counts['complaint'], 'complaint')}, {plural(counts['compliment'], 'compliment')} and"
        f" {plural(counts['suggestion'], 'suggestion')} came in."
    ]
    closed = [row for row in rows if row["kind"] == "complaint" and _within(row["closed"], asked)]
    days = mean(_days(row) for row in closed)
    if closed:
        judged = [row for row in closed if row["due"]]
        in_time = sum(row["closed"] <= row["due"] for row in judged)
        took = f", after {days:.0f} days on average" if days is not None else ""
        said.append(f"{plural(len(closed), 'complaint was', 'complaints were')} closed{took}.")
        if judged:
            said.append(f"{in_time} of {len(judged)} in time.")
    waiting = [row for row in rows if row["kind"] == "complaint" and row["closed"] is None]
    if waiting:
        said.append(f"{plural(len(waiting), 'complaint is', 'complaints are')} open.")
    content.say(" ".join(said))
    _chart(content, asked, received)
    for kind in _KINDS:
        content.section(f"{kind.capitalize()}s")
        _table(content, asked, f"feedback {kind}", [row for row in rows if row["kind"] == kind], kind)
    _causes(content, asked)
    return content


def feedback_table(content: Content, asked: Asked) -> None:
    """Add what was said in a period, as one table, for other reports."""
    content.section("Compliments and complaints")
    _table(content, asked, "feedback", content.outward("feedback", asked.rows(FEEDBACK)), "")


def _table(content: Content, asked: Asked, key: str, rows: Sequence[Row], kind: str) -> None:
    listed = []
    for row in rows:
        about = f"{row['title']}\n{row['service']}" if row["service"] else row["title"]
        what = about if kind else f"{row['kind']}: {about}"
        listed.append(
            (
                row["id"],
                cells(
                    asked,
                    row,
                    what,
                    row["person"] or NOTHING,
                    day_words(row["received"]),
                    _state(row, asked.today),
                    row["resolution"].strip() or row["action"] or NOTHING,
                ),
            )
        )
    content.table(
        key,
        "",
        with_customer(asked, ("What was said", "By", "Received", "State", "What came of it")),
        listed,
        weights(asked, 32, 14, 13, 17, 24),
        f"No {kind or 'feedback'} in this period.",
    )


def _state(row: Row, today: date) -> str:
    state = str(row["state"])
    if row["closed"]:
        state = f"✓ closed {day_words(row['closed'])}"
    elif row["kind"] == "complaint" and row["due"] and row["due"] < today.isoformat():
        state = f"■ {state}, due {day_words(row['due'])}"
    extra = []
    if row["escalation"]:
        extra.append(f"escalated, level {row['escalation']}")
    if row["reopened"]:
        extra.append(f"opened again {plural(row['reopened'], 'time')}")
    return "\n".join([state, *extra])


def _within(day: str | None, asked: Asked) -> bool:
    return day is not None and asked.period.first.isoformat() <= day <= asked.period.last.isoformat()


def _days(row: Row) -> float | None:
    if not row["received"] or not row["closed"]:
        return None
    return float((date.fromisoformat(row["closed"]) - date.fromisoformat(row["received"])).days)


def _chart(content: Content, asked: Asked, received: list[Row]) -> None:
    months = asked.period.months
    if len(months) < 2 or not received:
        return
    series = tuple(
        (
            f"{kind}s",
            tuple(
                float(sum(row["kind"] == kind and row["received"][:7] == month for row in received))
                for month in months
            ),
        )
        for kind in _KINDS
    )
    content.blocks.append(Chart("What came in, by month", "number", month_labels(months), series, bars=True))


def _causes(content: Content, asked: Asked) -> None:
    rows = asked.rows(CAUSES, since=months_later(asked.period.last, -12))
    content.section("Causes that repeat")
    content.table(
        "causes",
        "",
        ("Cause", "Service", "Complaints in twelve months"),
        [
            (
                f"{row['cause']} · {row['service']}",
                (row["cause"], row["service"] or NOTHING, str(row["times"])),
            )
            for row in rows
        ],
        (50, 30, 20),
        "No cause stood behind more than one complaint of the last twelve months.",
    )
