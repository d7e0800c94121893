"""The meeting brief on paper: what the screen's brief says, without what is internal."""

from __future__ import annotations

from collections.abc import Iterable

from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.brief import Brief, brief_of_customer
from brm_tui.desk.reports.content import NOTHING, Asked, Content, ReportCustomer, Withheld
from brm_tui.desk.reports.parts import plural, rag_words
from brm_tui.rules.project_rag import worst
from brm_tui.store.queries.reports.internal import internal_among, internal_titles

_MOST_TOPICS = 7


def build(asked: Asked) -> Content:
    """Build the report."""
    content = Content()
    for customer in asked.customers:
        if not asked.alone:
            content.section(customer.name)
        _brief(content, asked, customer, brief_of_customer(asked.desk, customer.id), 1 if asked.alone else 2)
    return content


def _brief(content: Content, asked: Asked, customer: ReportCustomer, brief: Brief, level: int) -> None:
    key = customer.code

    def outward(table: str, rows: Iterable[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
        listed = list(rows)
        hidden = internal_among(asked.connection, table, [row_id for row_id, _cells in listed])
        content.withheld += [Withheld(table, cells[0]) for row_id, cells in listed if row_id in hidden]
        return [row for row in listed if row[0] not in hidden]

    if brief.meeting is not None and not internal_among(asked.connection, "event", [brief.meeting.event.id]):
        content.say(f"For: {brief.meeting.event.title}, {day_words(brief.day)}.")
    content.section("Whom you meet", level)
    content.table(
        f"{key} people",
        "",
        ("Who", "Side", "Role", "Stands"),
        [
            (
                one.id,
                (
                    f"{'★ ' if one.primary else ''}{one.name}",
                    one.side.value,
                    ", ".join(one.roles) or one.title or NOTHING,
                    one.engagement_now.value if one.engagement_now else "○ unknown",
                ),
            )
            for one in brief.people
        ],
        (34, 14, 34, 18),
        "Nobody is known.",
    )
    content.section(f"Since {brief.since_what.value}, {day_words(brief.since_day)}", level)
    since = brief.since
    done = outward(
        "action",
        ((one.id, (one.title, "✓ done", one.assignee or NOTHING, day_words(one.day))) for one in since.done),
    )
    put_off = outward(
        "action",
        (
            (one.id, (one.title, "▲ put off", one.assignee or NOTHING, day_words(one.day)))
            for one in since.carried_over
        ),
    )
    changes = outward(
        "change",
        (
            (
                one.id,
                (
                    f"{one.code or ''} {one.title}".strip(),
                    f"change {one.state.value}",
                    NOTHING,
                    day_words(one.window_start.date()),
                ),
            )
            for one in since.changes
        ),
    )
    said = outward(
        "feedback",
        (
            (one.id, (one.title, f"{one.kind.value}, {one.state.value}", NOTHING, day_words(one.received)))
            for one in since.feedback
        ),
    )
    secret = internal_titles(asked.connection, asked.ids)
    content.withheld += [Withheld(one.what, one.name) for one in since.amendments if one.name in secret]
    amended = [
        (
            f"{one.agreement_id} {one.what} {one.name}",
            (one.name, f"{one.what} {one.how}", NOTHING, day_words(one.at.date())),
        )
        for one in since.amendments
        if one.name not in secret
    ]
    content.table(
        f"{key} since",
        "",
        ("What", "How", "Who", "When"),
        [*done, *put_off, *changes, *said, *amended],
        (46, 22, 18, 14),
        "Nothing that the desk knows of.",
    )
    content.section("Open promises", level)
    content.table(
        f"{key} promises",
        "",
        ("Promise", "By", "Who", "Due"),
        outward(
            "action",
            (
                (
                    one.id,
                    (
                        one.title,
                        one.side.value if one.side else NOTHING,
                        one.assignee or NOTHING,
                        _due(one.due, asked),
                    ),
                )
                for one in brief.promises
            ),
        ),
        (46, 14, 22, 18),
        "No promise is open.",
    )
    content.section("How it goes", level)
    projects = outward(
        "project",
        (
            (
                one.id,
                (
                    one.name,
                    f"project {rag_words(worst([one.time, one.resource, one.scope]))}",
                    day_words(one.forecast_end),
                ),
            )
            for one in brief.projects
        ),
    )
    levels = [
        (
            f"{one.subscription_id} {one.period}",
            (one.service, f"■ {one.level:g} % of {one.target:g} %", one.period),
        )
        for one in brief.levels
    ]
    ahead = outward(
        "change",
        (
            (
                one.id,
                (
                    f"{one.code or ''} {one.title}".strip(),
                    f"⚑ {one.risk.value} risk, {'told ' + day_words(one.told) if one.told else '■ not told yet'}",
                    day_words(one.window_start.date()),
                ),
            )
            for one in brief.changes
        ),
    )
    concerns = [
        row
        for kind, table in (("risk", "risk"), ("complaint", "feedback"), ("issue", "log_entry"))
        for row in outward(
            table,
            (
                (one.id, (one.title, f"▲ {one.kind} {one.weight}".strip(), day_words(one.due)))
                for one in brief.concerns
                if one.kind == kind
            ),
        )
    ]
    content.table(
        f"{key} standing",
        "",
        ("What", "How it stands", "When"),
        [*concerns, *ahead, *levels, *projects],
        (46, 34, 20),
        "No service is below its level, no project runs, no high-risk change is ahead.",
    )
    _talk(content, asked, brief, level)


def _due(due: object, asked: Asked) -> str:
    from datetime import date

    if not isinstance(due, date):
        return NOTHING
    late = (asked.today - due).days
    return f"■ {day_words(due)}, {plural(late, 'day')} late" if late > 0 else day_words(due)


def _talk(content: Content, asked: Asked, brief: Brief, level: int) -> None:
    """Add what was long not talked about, and what comes next."""
    for code, topics in brief.topics:
        quiet = [
            f"{one.topic.value} ({plural(one.days, 'day')} ago)"
            if one.days is not None
            else f"{one.topic.value} (never)"
            for one in topics
            if one.quiet
        ]
        if quiet:
            content.say(f"Long not talked about with {code}: {', '.join(quiet[:_MOST_TOPICS])}.")
    hidden = internal_among(
        asked.connection, "project", [one.id for one in brief.dates if one.kind == "projects"]
    )
    coming = [f"{day_words(one.day)} {one.what}: {one.name}" for one in brief.dates if one.id not in hidden]
    if coming:
        content.section("What comes next", level)
        content.say("; ".join(coming) + ".")
