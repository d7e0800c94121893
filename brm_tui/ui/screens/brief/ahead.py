"""The end of a brief: what comes, what weighs on the relationship, and what was long not talked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.content import Content

from brm_tui.rules.dates import show_date
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DUE, HIGH_RISK
from brm_tui.ui.screens.brief.before import dim, shortened
from brm_tui.ui.screens.customer.figures import topics_section
from brm_tui.ui.screens.portfolio.preview import meeting_when
from brm_tui.ui.widgets.sheet import section, spread

if TYPE_CHECKING:
    from brm_tui.desk.brief import Brief, BriefChange

_MOST_CHANGES, _MOST_DATES, _MOST_CONCERNS = 5, 4, 5


def ahead_lines(brief: Brief, today: date, zone: ZoneInfo, width: int) -> Iterator[Content]:
    """Return coming changes of high risk, the next meetings and dates, concerns, and quiet topics."""
    if brief.changes:
        changes = [_change(change, today, width) for change in brief.changes]
        yield from section("Changes of high risk that come", shortened(changes, _MOST_CHANGES))
    coming = [
        spread(
            Content.assemble("  ", one_line(meeting.title)), dim(meeting_when(meeting, today, zone)), width
        )
        for meeting in brief.coming
    ]
    dates = [
        spread(
            Content.assemble((f"{DUE.text} ", "$attention"), dim(f"{one.what}  "), one_line(one.name)),
            dim(show_date(one.day, today)),
            width,
        )
        for one in brief.dates
    ]
    lines = [*coming, *shortened(dates, _MOST_DATES)]
    yield from section("What comes next", lines or [dim("  no other meeting is planned")])
    if brief.concerns:
        concerns = [
            spread(
                Content.assemble((f"{ATTENTION.text} ", "$attention"), one_line(concern.title)),
                dim(" ".join(filter(None, (concern.kind, concern.weight)))),
                width,
            )
            for concern in brief.concerns
        ]
        yield from section("Weighs on the relationship", shortened(concerns, _MOST_CONCERNS))
    for code, topics in brief.topics:
        beside = code if len(brief.topics) > 1 else ""
        yield from topics_section(topics, today, width, beside=beside)


def _change(change: BriefChange, today: date, width: int) -> Content:
    title = f"{change.code} {change.title}" if change.code else change.title
    when = f"{show_date(change.window_start.date(), today)} {change.window_start:%H:%M}"
    if change.told is None:
        told = Content.assemble((f"{BAD.text} not told", "$bad"))
    else:
        by = f" by {one_line(change.told_by)}" if change.told_by else ""
        told = Content.assemble((DONE.text, "$good"), dim(f" told{by}"))
    left = Content.assemble((f"{HIGH_RISK.text} ", "$bad"), one_line(title), dim(f"  {change.risk.value}"))
    return spread(left, Content.assemble(dim(f"{when}  "), told), width)
