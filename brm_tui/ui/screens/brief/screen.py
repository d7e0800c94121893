"""The brief: whom one meets, what is open, what happened since we last met, and what comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from brm_tui.rules.dates import relative_date, show_date
from brm_tui.text import one_line
from brm_tui.ui.commands import (
    DOWN,
    END,
    EXPLAIN,
    HOME,
    MINUTES,
    OPEN,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Command,
    Commanding,
)
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.brief.ahead import ahead_lines
from brm_tui.ui.screens.brief.before import before_lines
from brm_tui.ui.screens.brief.since import since_lines
from brm_tui.ui.widgets.sheet import Sheet, cut

if TYPE_CHECKING:
    from brm_tui.desk.brief import Brief


class BriefScroll(Commanding, VerticalScroll, can_focus=True, inherit_bindings=False):
    """Scrolls the page."""

    COMMANDS = (
        UP.command("brief.up", "Up", "Scroll up.", action="scroll_up"),
        DOWN.command("brief.down", "Down", "Scroll down.", action="scroll_down"),
        PAGE_UP.command("brief.page_up", "Page up", "Scroll a page up."),
        PAGE_DOWN.command("brief.page_down", "Page down", "Scroll a page down."),
        HOME.command("brief.home", "Top", "Go to the top.", action="scroll_home"),
        END.command("brief.end", "End", "Go to the end.", action="scroll_end"),
    )


def _has_meeting(screen: Any) -> bool:
    return bool(screen.brief is not None and screen.brief.meeting is not None and not screen.from_meeting)


class BriefScreen(DeskScreen):
    """The page for the minute before a meeting.

    Attributes:
        brief: What it says; None until it was read.
        from_meeting: Whether the meeting itself is the screen below.
    """

    ABOUT = "customer or meeting"
    CSS_PATH = "brief.tcss"
    AUTO_FOCUS = "BriefScroll"
    HELP = (
        "What to know in the minute before a meeting: whom you meet and how they stand, what was decided last"
        " time, what both sides promised with the late ones first, what happened since you last met, what"
        " comes, and which topics were never or long not talked about. Since counts from the last meeting of"
        " the same series, else from the last one held with the customer, else from the last contact."
    )
    COMMANDS = (
        OPEN.command(
            "brief.open", "Open the meeting", "Show its agenda, people and minutes.",
            footer="meeting", condition=_has_meeting,
        ),
        MINUTES.command("brief.minutes", "Minutes", "Open the meeting at its minutes.", condition=_has_meeting),
        EXPLAIN.command(
            "brief.explain", "Explain the contacts",
            "Show how often IT talks to the customer, who, how, and what could wait for which meeting.",
            condition=lambda screen: screen.customer_id is not None,
        ),
        Command(
            "brief.customer", "o", "open_customer", "Open the customer", "Show everything about the customer.",
            footer="customer", in_footer=True, condition=lambda screen: screen.customer_id is not None,
        ),
    )  # fmt: skip

    def __init__(
        self,
        read: Callable[..., Brief],
        *arguments: object,
        trail: tuple[str, ...] = (),
        from_meeting: bool = False,
    ) -> None:
        """Make the screen.

        Args:
            read: The use case that returns the brief.
            arguments: What it takes beside the desk.
            trail: Names of the screens above.
            from_meeting: Whether the meeting itself is the screen below.
        """
        super().__init__()
        self.brief: Brief | None = None
        self.from_meeting = from_meeting
        self.trail = trail
        self._read, self._arguments = read, arguments

    def compose_body(self) -> ComposeResult:
        """Make two columns; one below the other on a narrow terminal."""
        with BriefScroll():
            yield Sheet(id="brief-before")
            yield Sheet(id="brief-since")

    @property
    def customer_id(self) -> str | None:
        """The customer that quick capture takes to be meant."""
        return self.brief.customers[0].id if self.brief is not None and self.brief.customers else None

    async def load(self) -> None:
        """Read the brief again."""
        brief = await self.gateway.read(self._read, self.desk, *self._arguments)
        self.brief = brief
        today, zone = self.clock.today(), ZoneInfo(self.clock.zone)
        names = ", ".join(one_line(customer.name) for customer in brief.customers)
        self.title = f"Brief: {names}" if names else "Brief"
        self.answer = _meeting_words(brief, today, zone)
        days = f"{show_date(brief.since_day, today)}, {relative_date(brief.since_day, today)}"
        self.state = Content.styled(f"since {days}", "$muted")
        narrow = self.has_class("-narrow")

        def before(width: int) -> list[Content]:
            lines = list(before_lines(brief, today, width))
            if not narrow:
                return lines
            # The title line has no room for it there.
            head = [cut(_meeting_words(brief, today, zone), width), Content("")]
            return [*head, *lines, *since_lines(brief, today, width)]

        def since(width: int) -> list[Content]:
            lines = list(ahead_lines(brief, today, zone, width))
            return lines if narrow else [*since_lines(brief, today, width), *lines]

        self.query_one("#brief-before", Sheet).show(before)
        self.query_one("#brief-since", Sheet).show(since)
        self.refresh_bindings()

    def _open_meeting(self, *, writing: bool) -> None:
        from brm_tui.ui.screens.meeting.opening import open_meeting

        meeting = self.brief.meeting if self.brief is not None else None
        if meeting is not None:
            start = meeting.occurrence.original_start
            open_meeting(self, meeting.event.id, start, trail=(*self.trail, str(self.title)), writing=writing)

    def action_open(self) -> None:
        """Show the meeting."""
        self._open_meeting(writing=False)

    def action_minutes(self) -> None:
        """Open the meeting at its minutes."""
        self._open_meeting(writing=True)

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the customer."""
        from brm_tui.ui.screens.customer.cadence import explain_contacts

        if self.customer_id is not None:
            await explain_contacts(self, self.customer_id)

    def action_open_customer(self) -> None:
        """Show the customer."""
        if self.customer_id is not None:
            self.post_message(OpenRecord("customers", self.customer_id))


def _meeting_words(brief: Brief, today: Any, zone: ZoneInfo) -> Content:
    """Return which meeting it is, and when and where."""
    meeting = brief.meeting
    if meeting is None:
        return Content.styled("no meeting is planned", "$attention")
    found = meeting.occurrence
    day = "today" if brief.day == today else show_date(brief.day, today)
    time = "" if found.all_day else f" {found.start_utc.astimezone(zone):%H:%M}"
    soon = "" if brief.day == today else f", {relative_date(brief.day, today)}"
    parts = [one_line(meeting.title), f"{day}{time}{soon}", one_line(meeting.place)]
    if found.cancelled:
        parts.append("called off")
    return Content(" · ".join(part for part in parts if part))
