"""The alignment pack of a year: what was agreed and how it was kept, how both sides see it, and what comes next."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.drift import agreement_drift
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.initiative_review import demands, objectives
from brm_tui.desk.reports.parts import (
    Row,
    cells,
    coming,
    money_words,
    plural,
    promises,
    weights,
    with_customer,
)
from brm_tui.interchange.documents.model import Chart
from brm_tui.rules.dates import months_later
from brm_tui.rules.drift_words import forum_words, kept_words, sides_words
from brm_tui.rules.maturity import LEVELS, View, maturity_gap
from brm_tui.rules.satisfaction import satisfaction
from brm_tui.rules.vocabulary import SurveyMethod
from brm_tui.store.queries.reports.feedback import SUCCESSES, SURVEYS
from brm_tui.store.queries.reports.relationships import AGREEMENTS, APPENDICES, MATURITY


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    agreement_state(content, asked)
    objectives(content, asked)
    _kept(content, asked)
    maturity(content, asked)
    surveys(content, asked)
    _value(content, asked)
    demands(content, asked)
    promises(content, asked, "Promises that go on")
    coming(content, asked)
    return content


def agreement_state(content: Content, asked: Asked) -> None:
    """Add which version of the agreement holds and when it ends."""
    content.section("The partnership agreement")
    rows = asked.rows(AGREEMENTS)
    listed = []
    for row in rows:
        state = (
            f"v{row['in_force']} since {day_words(row['effective'])}"
            if row["in_force"]
            else "○ none in force"
        )
        if row["in_force"] and row["expires"] and row["expires"] < asked.today.isoformat():
            state = f"■ v{row['in_force']} expired {day_words(row['expires'])}"
        proposed = f"v{row['proposed']} waits for signatures" if row["proposed"] else NOTHING
        listed.append(
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["title"],
                    state,
                    proposed,
                    day_words(row["term_end"]),
                    day_words(row["review_date"]),
                ),
            )
        )
    content.table(
        "agreements",
        "",
        with_customer(asked, ("Agreement", "In force", "Proposed", "Term ends", "Review")),
        listed,
        weights(asked, 30, 22, 22, 13, 13),
        "There is no agreement.",
    )
    appendices = content.outward("appendix", asked.rows(APPENDICES))
    content.table(
        "appendices",
        "Appendices",
        with_customer(asked, ("Appendix", "Kind", "Reference", "Valid until")),
        [
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["title"],
                    row["kind"],
                    row["reference"] or NOTHING,
                    _until(row["valid_until"], asked.today),
                ),
            )
            for row in appendices
        ],
        weights(asked, 40, 14, 26, 20),
        "none.",
    )


def _until(day: str | None, today: date) -> str:
    if day is None:
        return NOTHING
    return f"■ {day_words(day)}" if day < today.isoformat() else day_words(day)


def _kept(content: Content, asked: Asked) -> None:
    """Add what was promised against what was kept."""
    content.section("Promised and kept")
    forums, sides = [], []
    for agreement in asked.rows(AGREEMENTS):
        drift = agreement_drift(asked.desk, agreement["id"])
        for forum in drift.forums:
            if forum.promised:
                held = f"{forum.held} of {forum.promised}"
                forums.append((forum.id, cells(asked, agreement, forum.name, held, forum_words(forum))))
        kept = drift.actions_kept
        sides.append(
            (
                agreement["id"],
                cells(
                    asked,
                    agreement,
                    agreement["title"],
                    kept_words(kept),
                    sides_words(drift.action_sides),
                    kept_words(drift.on_time),
                ),
            )
        )
    content.table(
        "forums",
        "Meetings",
        with_customer(asked, ("Forum", "Held", "In words")),
        forums,
        weights(asked, 40, 14, 46),
        "No meeting of a forum came due.",
    )
    content.table(
        "kept",
        "Actions and objectives",
        with_customer(asked, ("Agreement", "Actions in time", "By side", "Objectives on time")),
        sides,
        weights(asked, 34, 18, 30, 18),
        "There is no agreement.",
    )


def maturity(content: Content, asked: Asked) -> None:
    """Add how mature each side sees the relationship, the gap, and the next step."""
    views: dict[str, dict[str, View]] = defaultdict(dict)
    history: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in asked.rows(MATURITY):
        views[row["customer_id"]][row["side"]] = View(row["level"], date.fromisoformat(row["date"]))
        history[row["side"]].append((row["date"], row["level"]))
    content.section("Maturity of the relationship")
    listed = []
    for customer in asked.customers:
        known = views.get(customer.id)
        if not known:
            continue
        found = maturity_gap(known.get("business"), known.get("IT"), asked.today)
        given = (customer.name, *(_view(known.get(side)) for side in ("business", "IT")), found.next_step)
        listed.append((customer.id, given))
    content.table(
        "maturity",
        "",
        ("Customer", "The business sees", "IT sees", "Next step"),
        listed,
        (22, 20, 20, 38),
        "Neither side has said how it sees the relationship.",
    )
    days = sorted({day for seen in history.values() for day, _level in seen})
    if asked.alone and len(days) > 1:
        series = tuple(
            (side, tuple(next((float(level) for at, level in seen if at == day), None) for day in days))
            for side, seen in history.items()
        )
        content.blocks.append(
            Chart("Maturity as each side sees it", "1 to 5", tuple(map(day_words, days)), series)
        )


def _view(view: View | None) -> str:
    return "○ unknown" if view is None else f"{view.level} · {LEVELS[view.level]}\n{day_words(view.day)}"


def surveys(content: Content, asked: Asked) -> None:
    """Add what surveys of the period and the year before it said, always with how many answered."""
    content.section("Satisfaction")
    found: dict[str, list[Row]] = defaultdict(list)
    for row in asked.rows(SURVEYS, since=months_later(asked.period.first, -12)):
        found[row["id"]].append(row)
    listed = []
    for row_id, answers in found.items():
        first = answers[0]
        given = [row["score"] for row in answers if row["response"] is not None]
        counts = Counter(score for score in given if score is not None)
        said = satisfaction(
            SurveyMethod(first["method"]),
            counts,
            unscored=given.count(None),
            invited=first["invited"],
            sample=first["sample"],
        )
        figure = (
            NOTHING
            if said.value is None
            else f"{said.value:.0f}{' %' if said.method is SurveyMethod.CSAT else ''}"
        )
        margin = "few answers ▲" if said.few else f"± {said.margin:.0f}" if said.margin is not None else ""
        rate = "" if said.response_rate is None else f", {said.response_rate:.0%} of those asked"
        about = "top-2-box" if said.method is SurveyMethod.CSAT else "NPS"
        average = (
            "" if said.mean is None or said.method is not SurveyMethod.CSAT else f", mean {said.mean:.1f}"
        )
        cellsx = (
            first["title"],
            day_words(first["date"]),
            f"{about} {figure} {margin}{average}".strip(),
            f"n = {said.answers}{rate}",
        )
        listed.append((row_id, cells(asked, first, *cellsx)))
    content.table(
        "surveys",
        "",
        with_customer(asked, ("Survey", "When", "Result", "Answers")),
        listed,
        weights(asked, 34, 16, 28, 22),
        "Nobody was asked in this time.",
    )


def _value(content: Content, asked: Asked) -> None:
    rows = content.outward("success", asked.rows(SUCCESSES))
    content.section("What it brought")
    total: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["value"] is not None:
            total[row["currency"]] += row["value"]
    if rows:
        worth = ", ".join(money_words(amount, currency) for currency, amount in total.items()) or "no figure"
        content.say(f"{plural(len(rows), 'success', 'successes')}, {worth}.")
    content.table(
        "successes",
        "",
        with_customer(asked, ("Success", "Value", "Evidence")),
        [
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["title"],
                    row["value_shown"] or money_words(row["value"], row["currency"]),
                    row["evidence"] or "○ none yet",
                ),
            )
            for row in rows
        ],
        weights(asked, 40, 30, 30),
        "Nothing was written down as a success in this period.",
    )
