"""One customer, in tabs."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.content import Content

from brm_tui.desk.customer_pages import Overview, overview
from brm_tui.ui.commands import BRIEF, NEW_TOUCH, STAKEHOLDERS, STEPS, Command
from brm_tui.ui.glyphs import BAD
from brm_tui.ui.screens.panes import PanePlace, PaneScreen
from brm_tui.ui.screens.portfolio.words import need_glyph
from brm_tui.ui.widgets.title_bar import State

_HERE = "brm_tui.ui.screens.customer"
PANES = (
    PanePlace("overview", "Overview", f"{_HERE}.overview:OverviewPane", ("customers",)),
    PanePlace("people", "People", f"{_HERE}.people:PeoplePane", ("roles", "representations")),
    PanePlace("agreement", "Agreement", f"{_HERE}.agreement:AgreementPane"),
    PanePlace("actions", "Actions", f"{_HERE}.actions:ActionsPane"),
    PanePlace("meetings", "Meetings", f"{_HERE}.meetings:MeetingsPane"),
    PanePlace("touches", "Touches", "brm_tui.ui.screens.touches.pane:TouchesPane", ("touches",)),
    PanePlace("timeline", "Timeline", "brm_tui.ui.screens.timeline.pane:TimelinePane"),
    PanePlace("risks", "Risks", "brm_tui.ui.screens.risks.pane:RisksPane", ("risks",)),
    PanePlace("services", "Services", "brm_tui.ui.screens.services.pane:ServicesPane"),
    PanePlace("projects", "Projects", "brm_tui.ui.screens.projects.pane:ProjectsPane"),
    PanePlace("changes", "Changes", "brm_tui.ui.screens.changes.pane:ChangesPane"),
    PanePlace("demand", "Demand", "brm_tui.ui.screens.demands.pane:DemandPane", ("demands",)),
    PanePlace("feedback", "Feedback", "brm_tui.ui.screens.feedback.pane:FeedbackPane", ("feedback",)),
    PanePlace("log", "Log", "brm_tui.ui.screens.log.pane:LogPane", ("log", "successes")),
    PanePlace(
        "satisfaction", "Satisfaction", "brm_tui.ui.screens.satisfaction.pane:SatisfactionPane", ("surveys",)
    ),
)


class CustomerScreen(PaneScreen):
    """A customer."""

    ABOUT = "customer"
    CSS_PATH = "customer.tcss"
    PANES = PANES
    HELP = (
        "Everything about one customer. The overview is the page to read before a meeting; the other tabs"
        " hold its people, the agreement with it, what both sides promised, and its meetings with their"
        " minutes."
    )
    COMMANDS: ClassVar[tuple[Command, ...]] = (
        BRIEF.command(
            "customer.brief",
            "Brief",
            "Show the page for the minute before the next meeting with the customer.",
            condition=lambda screen: hasattr(screen, "page"),
        ),
        NEW_TOUCH.command("customer.new_touch", "New touch", "Note a contact with the customer."),
        STEPS.command(
            "customer.steps",
            "Four steps to a relationship",
            "Show how far the relationship has come, and do the next thing.",
        ),
        STAKEHOLDERS.command(
            "customer.stakeholders",
            "Stakeholder map",
            "Show the customer's people by influence and interest, and place them.",
        ),
    )

    def __init__(self, customer_id: str, tab: str = "") -> None:
        """Make the screen.

        Args:
            customer_id: Which customer.
            tab: The name of the tab that is opened first; empty for the first one.
        """
        super().__init__(tab, customer_id)
        self.page: Overview
        self.trail = ("Portfolio",)

    async def load(self) -> None:
        """Read the customer again, and the tab that is open."""
        self.page = await self.gateway.read(overview, self.desk, self.customer_id)
        customer = self.page.customer
        sign = need_glyph(customer.needs, customer.status)
        self.title = self.page.head.name
        whose = customer.manager or "nobody looks after it"
        self.answer = Content.assemble(
            (sign.text, sign.style), f" tier {customer.tier} · {customer.status.value} · ", whose
        )
        await self.show_tab()

    def count_on(self, tab: str) -> tuple[str, str]:
        """Return how much is behind a tab and how much of it is late."""
        head, customer = self.page.head, self.page.customer
        if tab == "people":
            return str(head.people) if head.people else "", ""
        if tab == "actions":
            late = f"{BAD.text} {customer.overdue_actions}" if customer.overdue_actions else ""
            return f"{customer.open_actions:,}" if customer.open_actions else "", late
        return "", ""

    def say(self, answer: str | Content, state: State = "") -> None:
        """Write what the open tab says in the title line; the answer there stays the customer's."""
        self.state = state

    def action_brief(self) -> None:
        """Show the brief for the next meeting with the customer."""
        from brm_tui.ui.screens.brief.opening import open_customer_brief

        open_customer_brief(self, self.customer_id, trail=(*self.trail, self.page.head.name))

    def action_steps(self) -> None:
        """Show how far the relationship has come."""
        from brm_tui.ui.screens.steps.screen import StepsScreen

        self.show(StepsScreen(self.customer_id, self.trail))

    def action_stakeholders(self) -> None:
        """Show the customer's people by influence and interest."""
        from brm_tui.ui.screens.stakeholders.screen import StakeholdersScreen

        self.show(StakeholdersScreen(self.customer_id, self.trail))

    @work
    async def action_new_touch(self) -> None:
        """Note a contact with the customer."""
        await self.note_touch()

    async def note_touch(self) -> str | None:
        """Let the user enter a contact with the customer; return its id. Only inside ``@work``."""
        from brm_tui.ui.record_form import new_record

        names = ("summary", "channel", "direction", "at", "by", "people", "sentiment", "topics")
        values: dict[str, object] = {"customer": self.page.head.code, "at": self.clock.now()}
        person_id = getattr(self.pane, "person_id", "")
        if person_id:
            values["people"] = (person_id,)
        title = f"New touch: {self.page.head.name}"
        return await new_record(self, "touches", values, names=names, title=title)
