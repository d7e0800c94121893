"""The initiative review pack of a quarter: projects, milestones, objectives, demand, and what they bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from brm_tui.desk.agreement_paper_words import day_words, figure_words
from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.parts import (
    Row,
    cells,
    meetings,
    money_words,
    plural,
    promises,
    rag_words,
    weights,
    with_customer,
)
from brm_tui.interchange.documents.model import Chart
from brm_tui.rules.project_rag import Dimension, Standing, overall
from brm_tui.rules.project_slip import slip_days
from brm_tui.rules.project_value import Money, ratios
from brm_tui.rules.vocabulary import Constraint, Rag
from brm_tui.store.queries.reports.projects import DEMANDS, MILESTONES, OBJECTIVES, PROJECTS

_RUNNING = ("proposed", "running", "on hold")


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    rows = content.outward("project", asked.rows(PROJECTS))
    running = [row for row in rows if row["status"] in _RUNNING]
    worst = [overall(standings(row)).rag for row in running]
    content.section("In short")
    said = [f"{plural(len(running), 'project is', 'projects are')} under way"]
    if running:
        parts = [
            f"{worst.count(rag)} {rag.value}" for rag in (Rag.RED, Rag.AMBER, Rag.GREEN) if worst.count(rag)
        ]
        parts += [f"{worst.count(None)} not known"] if None in worst else []
        said.append(f": {', '.join(parts)}")
    content.say("".join(said) + ".")
    _projects(content, rows)
    _money(content, rows)
    milestones(content, asked)
    objectives(content, asked)
    demands(content, asked)
    promises(content, asked)
    meetings(content, asked, "Meetings of the period")
    return content


def standings(row: Row) -> tuple[Standing, ...]:
    """Return the three that a project is judged by."""
    return tuple(
        Standing(
            dimension,
            Rag(rag) if (rag := row[f"{dimension.value}_rag"]) else None,
            row[f"{dimension.value}_figure"],
            row[f"{dimension.value}_reason"],
            Constraint(may) if (may := row[f"{dimension.value}_constraint"]) else None,
        )
        for dimension in Dimension
    )


def _standing(one: Standing) -> str:
    lines = [f"{rag_words(one.rag)}{f' · {one.figure}' if one.figure else ''}"]
    lines += [one.reason] if one.reason else []
    lines += [f"({one.constraint.value})"] if one.constraint else []
    return "\n".join(lines)


def _projects(content: Content, rows: Sequence[Row]) -> None:
    content.section("Projects")
    listed = []
    for row in rows:
        terms = standings(row)
        name = f"{row['title']}\n{row['code']}" if row["code"] else row["title"]
        listed.append(
            (
                row["id"],
                (
                    name,
                    f"{rag_words(overall(terms).rag)}\n{row['status']}",
                    *map(_standing, terms),
                    _end(row),
                ),
            )
        )
    content.table(
        "projects",
        "",
        ("Project", "Overall", "Time", "Resources", "Scope", "End"),
        listed,
        (24, 13, 18, 18, 16, 15),
        "No project is under way.",
    )


def _end(row: Row) -> str:
    baseline, forecast = (
        date.fromisoformat(row[name]) if row[name] else None for name in ("baseline_end", "forecast_end")
    )
    days = slip_days(baseline, forecast)
    late = f"\n{days:+} days" if days else ""
    return f"{day_words(forecast or baseline)}{late}"


def _money(content: Content, rows: Sequence[Row]) -> None:
    content.section("Investment and value")
    known = [
        row
        for row in rows
        if any(row[name] is not None for name in ("budget", "spend", "expected_value", "realised_value"))
    ]
    listed = []
    for row in known:
        found = ratios(Money(row["budget"], row["spend"], row["expected_value"], row["realised_value"]))
        words = ", ".join(
            f"{ratio.value:.2f} {ratio.name.value}" for ratio in found if ratio.value is not None
        )
        amounts = [
            money_words(row[name], row["currency"])
            for name in ("budget", "spend", "expected_value", "realised_value")
        ]
        listed.append((row["id"], (row["title"], *amounts, words or NOTHING)))
    content.table(
        "money",
        "",
        ("Project", "Budget", "Spent", "Value expected", "Value realised", "Ratios"),
        listed,
        (24, 14, 14, 14, 14, 26),
        "Nothing is known of budgets and value.",
    )
    charted = [row for row in known if row["currency"] == known[0]["currency"]][:8]
    if len(charted) > 1:
        series = tuple(
            (name, tuple(None if row[column] is None else row[column] / 100 for row in charted))
            for name, column in (
                ("budget", "budget"),
                ("spent", "spend"),
                ("value expected", "expected_value"),
            )
        )
        names = tuple(row["code"] or row["title"] for row in charted)
        content.blocks.append(
            Chart("Budget, spending and value", charted[0]["currency"], names, series, bars=True)
        )


def milestones(content: Content, asked: Asked) -> None:
    """Add the milestones that were reached and those ahead."""
    rows = content.outward("milestone", asked.rows(MILESTONES, until=asked.period.last + timedelta(days=92)))
    content.section("Milestones")
    listed = []
    for row in rows:
        day = row["forecast"] or row["baseline"]
        late = not row["reached"] and day and day < asked.today.isoformat()
        state = f"✓ reached {day_words(row['reached'])}" if row["reached"] else "■ late" if late else "ahead"
        listed.append(
            (
                row["id"],
                (row["title"], row["project"], day_words(row["baseline"]), day_words(row["forecast"]), state),
            )
        )
    content.table(
        "milestones",
        "",
        ("Milestone", "Project", "Planned", "Forecast", "State"),
        listed,
        (30, 26, 14, 14, 16),
        "No milestone lies in this time.",
    )


def objectives(content: Content, asked: Asked) -> None:
    """Add the shared objectives with measure, strategies and money."""
    rows = content.outward("objective", asked.rows(OBJECTIVES))
    content.section("Shared objectives and initiatives")
    listed = []
    for row in rows:
        figures = f"{figure_words(row['baseline'])} → {figure_words(row['target'])}, now {figure_words(row['actual'])}"
        measure = f"{row['measure']}\n{figures}" if row["measure"] else NOTHING
        serves = "\n".join(
            filter(None, (row["strategy"], row["it_strategy"] and f"IT: {row['it_strategy']}"))
        )
        money = f"{money_words(row['investment'], row['currency'])} → {money_words(row['value'], row['currency'])}"
        known = row["investment"] is not None or row["value"] is not None
        given = (
            row["title"],
            measure,
            serves or NOTHING,
            money if known else NOTHING,
            f"{row['status']}\n{day_words(row['due'])}",
        )
        listed.append((row["id"], cells(asked, row, *given)))
    content.table(
        "objectives",
        "",
        with_customer(asked, ("Objective", "Measure", "Serves", "Investment → value", "State")),
        listed,
        weights(asked, 26, 22, 20, 18, 14),
        "No objective is agreed.",
    )


def demands(content: Content, asked: Asked) -> None:
    """Add wants and needs in the order of their scores."""
    rows = content.outward("demand", asked.rows(DEMANDS))
    content.section("Wants and needs")
    listed = []
    for row in rows:
        meets = row["service"] or row["project"] or "none yet"
        state = f"{row['state']}: {row['state_reason']}" if row["state_reason"] else row["state"]
        score = NOTHING if row["score"] is None else f"{row['score']:.0f}"
        listed.append(
            (row["id"], cells(asked, row, row["title"], row["kind"], row["horizon"], score, state, meets))
        )
    content.table(
        "demands",
        "",
        with_customer(asked, ("Demand", "Kind", "When", "Score", "State", "Met by")),
        listed,
        weights(asked, 32, 13, 9, 9, 17, 20),
        "Nothing is asked for.",
    )
