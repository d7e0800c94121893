"""The service review pack of a month: levels, satisfaction, cost, changes, feedback, promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from brm_tui.desk.reports.content import NOTHING, Asked, Content
from brm_tui.desk.reports.feedback import feedback_table
from brm_tui.desk.reports.parts import (
    Row,
    cells,
    changes,
    coming,
    decimal_words,
    mean,
    meetings,
    money_words,
    month_labels,
    plural,
    promises,
    weights,
    with_customer,
)
from brm_tui.interchange.documents.model import Chart
from brm_tui.store.queries.reports.services import MEASURES, SUBSCRIPTIONS

_CHARTED = 5
_MONTHS = 12


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    months = asked.period.months_up_to(max(_MONTHS, len(asked.period.months)))
    measures: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in asked.rows(MEASURES, since=months[0], until=months[-1]):
        measures[row["id"]][row["period"]] = row
    taken = asked.rows(SUBSCRIPTIONS)
    _summary(content, asked, taken, measures)
    _services(content, asked, taken, measures)
    _charts(content, asked, taken, measures, months)
    changes(content, asked, "Changes", asked.period.last + timedelta(days=32))
    feedback_table(content, asked)
    promises(content, asked)
    meetings(content, asked, "Meetings of the period")
    coming(content, asked)
    return content


def _last(measures: dict[str, Row], months: tuple[str, ...]) -> Row | None:
    """Return the last measure within some months."""
    return next((measures[month] for month in reversed(months) if month in measures), None)


def _summary(
    content: Content, asked: Asked, taken: Sequence[Row], measures: dict[str, dict[str, Row]]
) -> None:
    now = [row for one in taken if (row := _last(measures[one["id"]], asked.period.months)) is not None]
    judged = [row for row in now if row["level"] is not None and row["target"] is not None]
    met = sum(row["level"] >= row["target"] for row in judged)
    satisfied = mean(row["satisfaction"] for row in now)
    content.section("In short")
    said = [f"{plural(len(taken), 'service')} {'is' if len(taken) == 1 else 'are'} taken."]
    if judged:
        said.append(f"{met} of the {len(judged)} with a target met it.")
    else:
        said.append("No level and target were measured in this period.")
    if satisfied is not None:
        known = sum(row["satisfaction"] is not None for row in now)
        said.append(f"Satisfaction is {satisfied:.1f} of 5 over {plural(known, 'service')}.")
    missed = [
        f"{row['service']} ({row['level']:g}\N{NO-BREAK SPACE}% of {row['target']:g}\N{NO-BREAK SPACE}%)"
        for row in judged
        if row["level"] < row["target"]
    ]
    if missed:
        shown = ", ".join(missed[:5]) + (f" and {len(missed) - 5} more" if len(missed) > 5 else "")
        said.append(f"Below target: {shown}.")
    content.say(" ".join(said))


def _services(
    content: Content, asked: Asked, taken: Sequence[Row], measures: dict[str, dict[str, Row]]
) -> None:
    content.section("Services")
    before = asked.period.before.months
    listed = []
    for one in taken:
        row, earlier = _last(measures[one["id"]], asked.period.months), _last(measures[one["id"]], before)
        if row is None:
            given = (
                one["service"],
                one["priority"],
                "○ not measured",
                _percent(one["target"]),
                NOTHING,
                money_words(one["cost"], one["currency"]),
            )
        else:
            given = (
                one["service"],
                one["priority"],
                _level(row, earlier),
                _percent(row["target"]),
                _trend(row["satisfaction"], earlier["satisfaction"] if earlier else None, 1),
                money_words(row["cost"], row["currency"]),
            )
        listed.append((one["id"], cells(asked, one, *given)))
    content.table(
        "services",
        "",
        with_customer(asked, ("Service", "Priority", "Level", "Target", "Satisfaction", "Cost a month")),
        listed,
        weights(asked, 26, 11, 19, 11, 17, 16),
        "No service is taken in this period.",
    )


def _percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value:g} %"


def _level(row: Row, earlier: Row | None) -> str:
    if row["level"] is None:
        return "○ unknown"
    change = _arrow(row["level"], earlier["level"] if earlier else None)
    if row["target"] is None:
        return f"{row['level']:g} %{change}"
    return f"{'● ' if row['level'] >= row['target'] else '■ '}{row['level']:g} %{change}"


def _trend(value: float | None, before: float | None, decimals: int) -> str:
    return NOTHING if value is None else f"{decimal_words(value, decimals)}{_arrow(value, before)}"


def _arrow(value: float, before: float | None) -> str:
    if before is None:
        return ""
    return " ↑" if value > before else " ↓" if value < before else " →"


def _charts(
    content: Content,
    asked: Asked,
    taken: Sequence[Row],
    measures: dict[str, dict[str, Row]],
    months: tuple[str, ...],
) -> None:
    """Chart the services that are furthest below their targets first: a picture of all would show none."""

    def behind(one: Row) -> float:
        row = _last(measures[one["id"]], months)
        if row is None or row["level"] is None or row["target"] is None:
            return 0.0
        return float(row["level"] - row["target"])

    charted = [one for one in sorted(taken, key=behind) if measures[one["id"]]][:_CHARTED]
    if not charted:
        return
    for caption, unit, column in (
        ("Service level, the last twelve months", "%", "level"),
        ("Satisfaction, the last twelve months", "1 to 5", "satisfaction"),
    ):
        series = tuple(
            (
                one["service"] if asked.alone else f"{one['service']} · {one['customer']}",
                tuple(measures[one["id"]].get(month, {}).get(column) for month in months),
            )
            for one in charted
        )
        if any(value is not None for _name, values in series for value in values):
            content.blocks.append(Chart(caption, unit, month_labels(months), series))
