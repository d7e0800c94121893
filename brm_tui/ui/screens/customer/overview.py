"""A customer on one page, to be read before a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from textual import work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.found_words import first_found
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.text import one_line
from brm_tui.ui.commands import DOWN, EDIT, END, EXPLAIN, HOME, PAGE_DOWN, PAGE_UP, UP, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, UNKNOWN
from brm_tui.ui.screens.customer.cadence import cadence_words, limits_words
from brm_tui.ui.screens.customer.figures import rate_lines, rate_words, topic_lines, topics_section
from brm_tui.ui.screens.customer.health import HealthDialog, health_line
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.portfolio.preview import SIDES, meeting_when, of_side, promise_lines
from brm_tui.ui.screens.portfolio.words import NEW_RELATIONSHIPS, agreement_cell
from brm_tui.ui.screens.steps.words import next_said
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.customer_pages import Contact, CustomerMeeting, Overview

_LABEL = 12
_MOST_PROMISES = 7
_STYLES = {"attention": "$attention", "bad": "$bad", "dim": "$muted"}
_STATES = {MeetingState.HELD: DONE, MeetingState.NOT_HELD: BAD, MeetingState.CANCELLED: UNKNOWN}


def _fact(label: str, value: Content | str, width: int) -> Content:
    said = value if isinstance(value, Content) else Content(one_line(value))
    return cut(Content.assemble((label.ljust(_LABEL), "$muted"), said), width)


def _contact_facts(page: Overview, today: date, width: int) -> list[tuple[str, Content]]:
    """Return how IT talks to the customer and how it should, in a line where that fits."""
    words = cadence_words(page.cadence, today)
    limits = Content.styled(limits_words(page.cadence), "$muted")
    if not limits:
        return [("Contact", words)]
    if _LABEL + words.cell_length + 2 + limits.cell_length <= width:
        return [("Contact", Content.assemble(words, "  ", limits))]
    return [("Contact", words), ("", limits)]


def facts_lines(page: Overview, today: date, width: int) -> Iterator[Content]:
    """Return who the customer is and how things stand with it, its health first."""
    head, customer = page.head, page.customer
    if customer.needs:
        yield from section(
            "Needs you",
            [
                cut(
                    Content.assemble(
                        (BAD.text, "$bad") if need.grave else (ATTENTION.text, "$attention"), " ", need.reason
                    ),
                    width,
                )
                for need in customer.needs
            ],
        )
    hours = f", {head.manager_hours:g} h a week" if head.manager_hours else ""
    manager: Content | str = Content.styled("nobody", "$attention")
    if customer.manager is not None:
        manager = Content.assemble(one_line(customer.manager), (hours, "$muted"))
    agreement = agreement_cell(customer.agreement, today)
    facts = [
        _fact("Health", Content.assemble(health_line(page.health), ("  i explains", "$muted")), width),
        _fact("Code", f"{head.code} · {head.kind.value} · tier {head.tier} · {head.status.value}", width),
        _fact("Manager", manager, width),
        _fact("Agreement", Content.styled(agreement.text, _STYLES.get(agreement.style, "")), width),
        *(_fact(label, line, width) for label, line in _contact_facts(page, today, width)),
    ]
    if customer.status in NEW_RELATIONSHIPS and customer.steps is not None and customer.steps.current:
        said = Content.styled(next_said(customer.steps), "$attention")
        facts.append(_fact("Four steps", Content.assemble(said, ("  R shows them", "$muted")), width))
    if head.parent:
        facts.insert(2, _fact("Part of", head.parent, width))
    if head.parts:
        facts.append(_fact("Parts", "1 customer" if head.parts == 1 else f"{head.parts} customers", width))
    if head.tags:
        facts.append(_fact("Tags", ", ".join(head.tags), width))
    yield from section("Customer", facts)


def aims_lines(page: Overview, today: date, width: int) -> Iterator[Content]:
    """Return what was long not talked about, what the customer wants, and what we noted for ourselves."""
    head = page.head
    yield from topics_section(page.topics, today, width)
    nothing = [Content.styled("Nothing is written yet; e edits.", "$muted")]
    yield from section("Business outcomes", wrapped(head.outcomes, width) if head.outcomes else nothing)
    strategies = [
        cut(Content.assemble(("· ", "$muted"), one_line(line)), width)
        for line in head.strategies.splitlines()
        if line.strip()
    ]
    yield from section("Key strategies", strategies or nothing)
    if head.notes:
        yield from section("Notes, for our eyes only", wrapped(head.notes, width))


def work_lines(page: Overview, today: date, zone: ZoneInfo, width: int) -> Iterator[Content]:
    """Return what was promised, what comes, what was, and what weighs on the relationship."""
    for side, title in SIDES:
        own = of_side(page.promises, side)
        lines = list(promise_lines(own, today, width, _MOST_PROMISES))
        rate = next(one for one in page.rates if one.side is side)
        yield spread(Content.styled(title, "bold"), rate_words(rate), width)
        yield from lines or [Content.styled("  nothing open", "$muted")]
        yield Content("")
    coming = [
        spread(
            Content.assemble("  ", one_line(meeting.title)), _dim(meeting_when(meeting, today, zone)), width
        )
        for meeting in page.coming
    ]
    yield from section("What comes next", coming or [Content.styled("  no meeting is planned", "$muted")])
    if page.concerns:
        yield from section(
            "Weighs on the relationship",
            [
                spread(
                    Content.assemble((f"{ATTENTION.text} ", "$attention"), one_line(concern.title)),
                    _dim(" ".join(filter(None, (concern.kind, concern.weight)))),
                    width,
                )
                for concern in page.concerns
            ],
        )
    last = [_past_line(meeting, today, zone, width) for meeting in page.past]
    last += [_contact_line(contact, today, zone, width) for contact in page.contacts]
    yield from section("Last met and heard", last or [Content.styled("  nothing yet", "$muted")])


def _dim(text: str) -> Content:
    return Content.styled(text, "$muted")


def _past_line(meeting: CustomerMeeting, today: date, zone: ZoneInfo, width: int) -> Content:
    sign = _STATES[meeting.state] if meeting.state is not None else UNKNOWN
    said = meeting.state.value if meeting.state is not None else "not recorded"
    title = Content.assemble((sign.text, sign.style), " ", one_line(meeting.title), (f"  {said}", "$muted"))
    return spread(title, _dim(relative_date(meeting.start.date(), today)), width)


def _contact_line(contact: Contact, today: date, zone: ZoneInfo, width: int) -> Content:
    day = contact.at.astimezone(zone).date()
    who = f" with {one_line(contact.by)}" if contact.by else ""
    summary = one_line(contact.summary)
    title = Content.assemble(f"  {contact.channel.value.capitalize()}{who}", (f"  {summary}", "$muted"))
    when = relative_date(day, today) if (today - day).days < 100 else show_date(day, today)
    return spread(title, _dim(when), width)


class OverviewScroll(Commanding, VerticalScroll, can_focus=True, inherit_bindings=False):
    """Scrolls the page."""

    COMMANDS = (
        UP.command("customer.overview_up", "Up", "Scroll up.", action="scroll_up"),
        DOWN.command("customer.overview_down", "Down", "Scroll down.", action="scroll_down"),
        PAGE_UP.command("customer.overview_page_up", "Page up", "Scroll a page up."),
        PAGE_DOWN.command("customer.overview_page_down", "Page down", "Scroll a page down."),
        HOME.command("customer.overview_home", "Top", "Go to the top.", action="scroll_home"),
        END.command("customer.overview_end", "End", "Go to the end.", action="scroll_end"),
    )

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children)
        self._words = ""

    def show_words(self, words: str) -> None:
        """Bring the line into sight that has what was searched for, once the page is laid out."""
        self._words = words
        self.on_resize()

    def on_resize(self) -> None:
        """Look for the words as soon as all lines have their place: they come sheet by sheet."""
        if not self._words:
            return
        laid_out = [(sheet, sheet.lines(sheet.content_size.width)) for sheet in self.query(Sheet)]
        if any(not lines or sheet.size.height < len(lines) for sheet, lines in laid_out):
            return
        words, self._words = self._words, ""
        for sheet, lines in laid_out:
            for place, line in enumerate(lines):
                if first_found(line.plain, words) is not None:
                    self.scroll_to(y=sheet.virtual_region.y + max(0, place - 2), animate=False, force=True)
                    return


class OverviewPane(Pane):
    """The first tab."""

    NAME = "overview"
    COMMANDS = (
        EDIT.command("customer.edit", "Edit customer", "Change what is known of the customer."),
        EXPLAIN.command(
            "customer.explain",
            "Explain the figures",
            "Show what the health of the relationship, the promises kept and the topics are made of.",
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self._sought = ""

    def compose(self) -> ComposeResult:
        """Make two columns; one below the other on a narrow terminal."""
        with OverviewScroll():
            yield Sheet(id="customer-overview-facts")
            yield Sheet(id="customer-overview-work")

    async def load(self) -> None:
        """Lay the page out."""
        page, today, zone = self.page, self.owner.clock.today(), ZoneInfo(self.owner.clock.zone)

        def facts(width: int) -> list[Content]:
            lines = list(facts_lines(page, today, width))
            return lines if self._narrow else [*lines, *aims_lines(page, today, width)]

        def work(width: int) -> list[Content]:
            lines = list(work_lines(page, today, zone, width))
            return [*lines, *aims_lines(page, today, width)] if self._narrow else lines

        self.query_one("#customer-overview-facts", Sheet).show(facts)
        self.query_one("#customer-overview-work", Sheet).show(work)

        sought, self._sought = self._sought, ""
        if sought:
            self.query_one(OverviewScroll).show_words(sought)

    def seek(self, row_id: str, words: str = "") -> None:
        """Bring the words into sight once the page is laid out."""
        self._sought = words

    @property
    def _narrow(self) -> bool:
        """Whether the columns stand one below the other; aims come last then."""
        return self.screen.has_class("-narrow")

    @property
    def main(self) -> Widget:
        """Return what the keys scroll."""
        return self.query_one(OverviewScroll)

    @work
    async def action_explain(self) -> None:
        """Show the terms of the figure."""
        page, today = self.page, self.owner.clock.today()

        def more(width: int) -> list[Content]:
            return [
                *rate_lines(page.rates, today, width),
                Content(""),
                *topic_lines(page.topics, today, width),
            ]

        await self.owner.ask(HealthDialog(page.head.name, page.health, more))

    @work
    async def action_edit(self) -> None:
        """Change the customer."""
        from brm_tui.ui.screens.portfolio.customer_forms import edit_customer

        await edit_customer(self.owner, self.owner.customer_id)
