"""The middle of a brief: what happened since we last met, and how projects and services stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.dates import MONTHS, show_date
from brm_tui.rules.project_rag import Dimension, Standing, overall, worst
from brm_tui.rules.vocabulary import ChangeState, FeedbackKind, FeedbackState, Rag
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DRAFT, DUE, GOOD, RAG, UNKNOWN, Glyph
from brm_tui.ui.screens.brief.before import dim, shortened
from brm_tui.ui.widgets.sheet import section, spread

if TYPE_CHECKING:
    from brm_tui.desk.brief import Brief, BriefProject
    from brm_tui.desk.meetings import SinceAction, SinceFeedback

_MOST_SINCE, _MOST_PROJECTS, _MOST_LEVELS = 10, 5, 5
_SETTLED = (FeedbackState.ACCEPTED_BY_CUSTOMER, FeedbackState.CLOSED)


def since_lines(brief: Brief, today: date, width: int) -> Iterator[Content]:
    """Return what happened since, then the projects, then the services below their level."""
    lines = [
        *_actions("Done", DONE, brief.since.done, today, width),
        *_actions("New", UNKNOWN, brief.since.new, today, width),
        *_actions("Put off", DUE, brief.since.carried_over, today, width),
        *(_feedback(one, today, width) for one in brief.since.feedback),
        *_changes(brief, today, width),
        *_agreement(brief, today, width),
    ]
    head = spread(
        Content.styled(f"Since {brief.since_what.value}", "bold"), dim(_day(brief.since_day, today)), width
    )
    yield head
    yield from shortened(lines, _MOST_SINCE) or [dim("  nothing that the desk knows of")]
    yield Content("")
    if brief.projects:
        yield from section("Projects", shortened(_projects(brief, width), _MOST_PROJECTS))
    if brief.levels:
        several = len(brief.customers) > 1
        levels = [
            spread(
                Content.assemble(
                    (f"{BAD.text} ", "$bad"), f"{one.customer}: " if several else "", one_line(one.service)
                ),
                dim(f"{_month(one.period)}  {one.level:g} of {one.target:g} %"),
                width,
            )
            for one in brief.levels
        ]
        yield from section("Service levels below target", shortened(levels, _MOST_LEVELS))


def _line(sign: Glyph, text: str, more: str, when: str, width: int) -> Content:
    left = Content.assemble((f"{sign.text} ", sign.style), one_line(text), (f"  {one_line(more)}", "$muted"))
    return spread(left, dim(when), width)


def _day(day: date | None, today: date) -> str:
    return "" if day is None else show_date(day, today)


def _actions(
    word: str, sign: Glyph, actions: tuple[SinceAction, ...], today: date, width: int
) -> Iterator[Content]:
    for action in actions:
        until = "due " if action.day is not None and sign is not DONE else ""
        when = until + _day(action.day, today)
        yield _line(sign, f"{word}: {action.title}", action.assignee or "", when, width)


def _feedback(one: SinceFeedback, today: date, width: int) -> Content:
    settled = one.state in _SETTLED
    if one.kind is FeedbackKind.COMPLIMENT:
        sign = GOOD
    else:
        sign = DONE if settled else BAD if one.kind is FeedbackKind.COMPLAINT else ATTENTION
    when = _day(one.closed or one.received, today)
    return _line(sign, f"{one.kind.value.capitalize()}: {one.title}", one.state.value, when, width)


def _changes(brief: Brief, today: date, width: int) -> Iterator[Content]:
    signs = {ChangeState.IMPLEMENTED: DONE, ChangeState.FAILED: BAD}
    for change in brief.since.changes:
        title = f"{change.code} {change.title}" if change.code else change.title
        when = _day(change.window_start.date(), today)
        yield _line(signs.get(change.state, UNKNOWN), f"Change: {title}", change.state.value, when, width)


def _agreement(brief: Brief, today: date, width: int) -> Iterator[Content]:
    """Say each version of an agreement, and how many parts of its working copy are not as they were."""
    changed = [one for one in brief.since.amendments if not one.what.startswith("version")]
    for one in brief.since.amendments:
        if one.what.startswith("version"):
            yield _line(DRAFT, f"Agreement {one.what}", one.how, _day(one.at.date(), today), width)
    if changed:
        parts = "1 part" if len(changed) == 1 else f"{len(changed)} parts"
        last = max(one.at for one in changed).date()
        yield _line(DRAFT, f"Agreement: {parts} of the working copy changed", "", _day(last, today), width)


def _projects(brief: Brief, width: int) -> list[Content]:
    """Say a line of each project that is not green or moved, and how many are green."""
    lines, green = [], 0
    for project in sorted(brief.projects, key=_pressing):
        now = overall(_terms(project))
        if now.rag is Rag.GREEN and not project.moved:
            green += 1
            continue
        sign = RAG[now.rag.value] if now.rag is not None else UNKNOWN
        word = now.rag.value if now.rag is not None else "not known"
        was = worst((project.time_was, project.resource_was, project.scope_was))
        before = f", was {was.value if was else 'not known'}" if project.moved and was is not now.rag else ""
        name = f"{project.code} {project.name}" if project.code else project.name
        lines.append(_line(sign, name, now.said, word + before, width))
    if green:
        said = f"{green} green" if lines else f"all {green} are green"
        lines.append(Content.assemble((f"{GOOD.text} ", "$good"), dim(said)))
    return lines


def _terms(project: BriefProject) -> list[Standing]:
    return [
        Standing(Dimension.TIME, project.time),
        Standing(Dimension.RESOURCE, project.resource),
        Standing(Dimension.SCOPE, project.scope),
    ]


def _pressing(project: BriefProject) -> tuple[int, str]:
    order = {Rag.RED: 0, Rag.AMBER: 1, None: 2, Rag.GREEN: 3}
    return order[worst((project.time, project.resource, project.scope))], project.name


def _month(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else period
