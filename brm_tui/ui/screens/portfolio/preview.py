"""The customer under the cursor at a glance: people, promises both ways, what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.dates import due_in_list, show_date
from brm_tui.rules.vocabulary import PromiseSide
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD
from brm_tui.ui.screens.portfolio.words import NEW_RELATIONSHIPS
from brm_tui.ui.screens.steps.words import next_said
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread

if TYPE_CHECKING:
    from brm_tui.desk.customer_pages import CustomerMeeting, Preview, Promise, Signer

SIDES = ((PromiseSide.IT, "IT promised"), (PromiseSide.BUSINESS, "The business promised"))

_MOST_PEOPLE = 8
_MOST_PROMISES = 4


def promise_lines(promises: Sequence[Promise], today: date, width: int, most: int) -> Iterator[Content]:
    """Return one side's promises a line each, late ones marked; the last line says how many more it has."""
    total = promises[0].of_side if promises else 0
    shown = promises if total <= most else promises[: most - 1]
    for promise in shown:
        late = promise.due is not None and promise.due < today
        sign = Content.assemble((BAD.text, "$bad"), " ") if late else Content("  ")
        due = due_in_list(promise.due, today) if promise.due is not None else "no date"
        who = f"  {one_line(promise.assignee)}" if promise.assignee else ""
        title = Content.assemble(sign, one_line(promise.title), (who, "$muted"))
        yield spread(title, Content.styled(due, "$bad" if late else "$muted"), width)
    if len(shown) < total:
        yield Content.styled(f"  and {total - len(shown):,} more", "$muted")


def of_side(promises: Sequence[Promise], side: PromiseSide) -> list[Promise]:
    """Return the promises of one side; those of nobody in particular are IT's to keep."""
    return [promise for promise in promises if (promise.promised_by or PromiseSide.IT) is side]


def meeting_when(meeting: CustomerMeeting, today: date, zone: ZoneInfo) -> str:
    """Return when a meeting is, in the user's zone: ``today 10:00``, ``Thu 3 Dec 14:00``."""
    start: datetime = meeting.start
    if meeting.start_at is not None and not meeting.all_day:
        start = meeting.start_at.astimezone(zone)
    day = "today" if start.date() == today else show_date(start.date(), today)
    return day if meeting.all_day else f"{day} {start:%H:%M}"


def signer_lines(signers: Sequence[Signer], width: int) -> list[Content]:
    """Return who is still to sign the proposed agreement, a line each; none where nothing waits."""
    if not signers:
        return []
    lines = [
        spread(signer.person or "nobody", Content.styled(signer.role.value, "$muted"), width)
        for signer in signers
    ]
    return section(f"Still to sign v{signers[0].number} of the agreement", lines)


class CustomerPreview(Widget):
    """Three columns below the list on a wide terminal."""

    def compose(self) -> ComposeResult:
        """Make the three columns."""
        yield Sheet(id="portfolio-preview-people")
        yield Sheet(id="portfolio-preview-promises")
        yield Sheet(id="portfolio-preview-next")

    def clear(self) -> None:
        """Show nothing."""
        for sheet in self.query(Sheet):
            sheet.show(lambda _width: ())

    def show(self, preview: Preview, today: date, zone: ZoneInfo) -> None:
        """Show a customer."""

        def people(width: int) -> list[Content]:
            here = [person for person in preview.people if person.left is None]
            shown = here if len(here) <= _MOST_PEOPLE else here[: _MOST_PEOPLE - 1]
            lines = [spread(person.name, Content.styled(person.role, "$muted"), width) for person in shown]
            if len(shown) < len(here):
                lines.append(Content.styled(f"and {len(here) - len(shown)} more", "$muted"))
            return section("People", lines or [Content.styled("Nobody yet.", "$muted")])

        def promises(width: int) -> list[Content]:
            found: list[Content] = []
            for side, title in SIDES:
                own = of_side(preview.promises, side)
                nothing = [Content.styled("  nothing open", "$muted")]
                lines = list(promise_lines(own, today, width, _MOST_PROMISES)) or nothing
                found += section(title, lines)
            return found

        def coming(width: int) -> list[Content]:
            needs = [
                Content.assemble(
                    (BAD.text, "$bad") if need.grave else (ATTENTION.text, "$attention"), " ", need.reason
                )
                for need in preview.needs
            ]
            meetings = [
                spread(
                    meeting.title,
                    Content.styled(meeting_when(meeting, today, zone), "$muted"),
                    width,
                )
                for meeting in preview.coming
            ]
            nothing = [Content.styled("No meeting is planned.", "$muted")]
            found = section("Needs you", needs) if needs else []
            step = next_said(preview.customer.steps) if preview.customer.steps else ""
            if step and preview.customer.status in NEW_RELATIONSHIPS:
                signed = Content.assemble((ATTENTION.text, "$attention"), " ", step)
                found += section("On the way to a relationship, R", [signed])
            found += signer_lines(preview.to_sign, width)
            return [cut(line, width) for line in [*found, *section("What comes next", meetings or nothing)]]

        self.query_one("#portfolio-preview-people", Sheet).show(people)
        self.query_one("#portfolio-preview-promises", Sheet).show(promises)
        self.query_one("#portfolio-preview-next", Sheet).show(coming)
