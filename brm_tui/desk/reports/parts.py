"""Parts that several reports have: promises, meetings, changes, what comes next; and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.report_periods import month_words
from brm_tui.rules.vocabulary import ChangeRisk, Rag
from brm_tui.store.queries.reports.promises import ACTIONS, COMING, MEETINGS
from brm_tui.store.queries.reports.services import CHANGES

Row = Mapping[str, Any]

_RAG = {Rag.GREEN.value: "● green", Rag.AMBER.value: "▲ amber", Rag.RED.value: "■ red"}
HIGH = (ChangeRisk.HIGH.value, ChangeRisk.VERY_HIGH.value)


def rag_words(rag: str | None) -> str:
    """Return a state as glyph and word."""
    return _RAG.get(rag or "", "○ unknown")


def money_words(amount: int | None, currency: str) -> str:
    """Return ``EUR 1,234.50``, whole amounts without decimals, never parted by a line's end; a dash for none."""
    return NOTHING if amount is None else amount_words(amount, currency).replace(" ", "\N{NO-BREAK SPACE}")


def moment_words(local: str) -> str:
    """Return ``24 Nov 2026, 10:00`` of a stored local time."""
    moment = datetime.fromisoformat(local)
    return f"{day_words(moment.date())}, {moment:%H:%M}"


def decimal_words(value: float | None, decimals: int = 1) -> str:
    """Return a figure with fixed decimals; a dash where it is unknown."""
    return NOTHING if value is None else f"{value:.{decimals}f}"


def month_labels(months: Sequence[str]) -> tuple[str, ...]:
    """Return months as the foot of a chart names them."""
    return tuple(month_words(month, first=number == 0) for number, month in enumerate(months))


def mean(values: Iterable[float | None]) -> float | None:
    """Return the mean of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return ``1 service``, ``2 services``."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"


def with_customer(asked: Asked, heads: Sequence[str]) -> tuple[str, ...]:
    """Return a table's heads, with the customer where there are several."""
    return tuple(heads) if asked.alone else (heads[0], "Customer", *heads[1:])


def cells(asked: Asked, row: Row, *given: str) -> tuple[str, ...]:
    """Return a row's cells, with the customer where there are several."""
    return given if asked.alone else (given[0], str(row["customer"]), *given[1:])


def weights(asked: Asked, *given: int) -> tuple[int, ...]:
    """Return a table's widths, with one for the customer where there are several."""
    return given if asked.alone else (given[0], max(2, sum(given) // 8), *given[1:])


def risk_of(change: Row) -> str:
    """Return a change's risk: from impact and likelihood, else as it was given; empty where unknown."""
    if change["impact"] is not None and change["likelihood"] is not None:
        return change_risk(change["impact"], change["likelihood"]).value
    return change["risk"] or ""


def promises(content: Content, asked: Asked, title: str = "What was promised") -> None:
    """Add the promises that are open, the late ones first, and those done in the period."""
    rows = content.outward("action", asked.rows(ACTIONS))
    content.section(title)
    listed = []
    for row in rows:
        due = row["due"]
        late = row["status"] != "done" and due is not None and due < asked.today.isoformat()
        state = row["status"]
        if row["status"] == "done":
            state = f"✓ done {day_words(row['done'])}"
        elif late:
            days = (asked.today - date.fromisoformat(due)).days
            state = f"■ {row['status']}, {plural(days, 'day')} late"
        elif row["status"] == "blocked":
            state = f"▲ blocked: {row['status_reason']}" if row["status_reason"] else "▲ blocked"
        listed.append(
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["title"],
                    row["promised_by"] or NOTHING,
                    row["assignee"] or NOTHING,
                    day_words(due),
                    state,
                ),
            )
        )
    content.table(
        "actions",
        "",
        with_customer(asked, ("Action", "Promised by", "Who", "Due", "State")),
        listed,
        weights(asked, 32, 14, 18, 14, 22),
        "No promise is open and none was settled in this period.",
    )


def meetings(content: Content, asked: Asked, title: str = "Meetings") -> None:
    """Add the meetings of the period with what was decided."""
    rows = content.outward("meeting", asked.rows(MEETINGS))
    content.section(title)
    content.table(
        "meetings",
        "",
        ("Meeting", "When", "Held", "Decisions"),
        [
            (
                row["id"],
                (
                    row["title"],
                    moment_words(row["occurrence"]),
                    row["state"],
                    _as_list(row["decisions"]) or NOTHING,
                ),
            )
            for row in rows
        ],
        (26, 18, 12, 44),
        "No meeting was recorded in this period.",
    )


def _as_list(text: str) -> str:
    """Return lines that a hyphen begins as those of a list on paper."""
    return "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in text.strip().split("\n"))


def changes(content: Content, asked: Asked, title: str, until: date, *, only_high: bool = False) -> None:
    """Add the changes from the period's first day to another one."""
    rows = content.outward("change", asked.rows(CHANGES, until=until))
    if only_high:
        rows = [row for row in rows if risk_of(row) in HIGH]
    content.section(title)
    content.table(
        "changes",
        "",
        ("Change", "Window", "Risk", "State", "Customer told"),
        [
            (
                row["id"],
                (
                    f"{row['code']} {row['title']}" if row["code"] else row["title"],
                    moment_words(row["window_start"]),
                    f"⚑ {risk_of(row)}" if risk_of(row) in HIGH else risk_of(row) or NOTHING,
                    row["state"],
                    day_words(row["told"])
                    if row["told"]
                    else ("■ not yet" if risk_of(row) in HIGH else NOTHING),
                ),
            )
            for row in rows
        ],
        (35, 19, 14, 18, 14),
        "No change lies in this time.",
    )


def coming(content: Content, asked: Asked, title: str = "What comes next") -> None:
    """Add the next meetings, up to a quarter ahead."""
    start = max(asked.today, asked.period.first)
    until = max(asked.today, asked.period.last) + timedelta(days=92)
    rows = content.outward("event", asked.rows(COMING, **{"from": start, "until": until}))
    content.section(title)
    content.table(
        "coming",
        "",
        ("What", "When", "Where"),
        [
            (
                row["id"],
                (
                    row["title"],
                    day_words(row["start"]) if row["all_day"] else moment_words(row["start"]),
                    row["place"] or NOTHING,
                ),
            )
            for row in rows
        ],
        (50, 26, 24),
        "Nothing is in the calendar yet.",
    )
