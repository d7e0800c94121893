"""The success report: each success told from the opportunities and issues it came from, with value and evidence."""

from __future__ import annotations

from collections import defaultdict

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.reports.content import NOTHING, Asked, Content, Withheld
from brm_tui.desk.reports.parts import Row, cells, money_words, plural, weights, with_customer
from brm_tui.interchange.documents.markdown_source import read_markdown
from brm_tui.interchange.documents.model import Facts
from brm_tui.store.queries.reports.feedback import LOG, SOURCES, SUCCESSES


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    rows = content.outward("success", asked.rows(SUCCESSES))
    sources: dict[str, list[Row]] = defaultdict(list)
    for source in asked.rows(SOURCES):
        if source["internal"]:
            content.withheld.append(Withheld(source["kind"], source["title"]))
        else:
            sources[source["success_id"]].append(source)
    content.section("In short")
    worth: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["value"] is not None:
            worth[row["currency"]] += row["value"]
    said = [f"{plural(len(rows), 'success', 'successes')} in {asked.period.words}."]
    if worth:
        said.append(
            "Value shown: " + ", ".join(money_words(total, code) for code, total in worth.items()) + "."
        )
    unproved = sum(not row["evidence"] for row in rows)
    if unproved:
        said.append(f"{plural(unproved, 'is', 'are')} without evidence.")
    content.say(" ".join(said))
    content.table(
        "successes",
        "",
        with_customer(asked, ("Success", "When", "Value", "In words")),
        [
            (
                row["id"],
                cells(
                    asked,
                    row,
                    row["title"],
                    day_words(row["date"]),
                    money_words(row["value"], row["currency"]),
                    row["value_shown"] or NOTHING,
                ),
            )
            for row in rows
        ],
        weights(asked, 40, 16, 18, 26),
        "Nothing was written down as a success in this period.",
    )
    for row in rows:
        _told(content, row, sources[row["id"]])
    opened = content.outward("log entry", asked.rows(LOG))
    content.section("Opportunities and issues that are open")
    content.table(
        "log",
        "",
        with_customer(asked, ("What", "Kind", "Seen")),
        [(row["id"], cells(asked, row, row["title"], row["kind"], day_words(row["date"]))) for row in opened],
        weights(asked, 60, 20, 20),
        "None is open.",
    )
    return content


def _told(content: Content, row: Row, sources: list[Row]) -> None:
    """Tell one success."""
    content.section(row["title"])
    if sources:
        content.say(
            "It came from "
            + "; ".join(
                f"the {source['kind']} “{source['title']}”"
                + (f" of {day_words(source['date'])}" if source["date"] else "")
                for source in sources
            )
            + "."
        )
    if row["story"].strip():
        content.blocks.extend(read_markdown(row["story"], below=1))
    value = money_words(row["value"], row["currency"])
    shown = ", ".join(
        word for word in (value if row["value"] is not None else "", row["value_shown"]) if word
    )
    content.blocks.append(
        Facts("", (("Value", shown or NOTHING), ("Evidence", row["evidence"] or "○ none yet")))
    )
