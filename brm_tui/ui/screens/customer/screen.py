"""One customer, in five tabs."""

from __future__ import annotations

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.customer_pages import Overview, overview
from brm_tui.errors import NotFoundError
from brm_tui.ui.commands import NEW_ACTION, NEW_TOUCH, Command
from brm_tui.ui.glyphs import BAD
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.customer.actions import ActionsPane
from brm_tui.ui.screens.customer.agreement import AgreementPane
from brm_tui.ui.screens.customer.meetings import MeetingsPane
from brm_tui.ui.screens.customer.overview import OverviewPane
from brm_tui.ui.screens.customer.pane import Pane, Panes
from brm_tui.ui.screens.customer.people import PeoplePane
from brm_tui.ui.screens.portfolio.words import need_glyph
from brm_tui.ui.widgets.tab_bar import Tab, TabBar

PANES: tuple[type[Pane], ...] = (OverviewPane, PeoplePane, AgreementPane, ActionsPane, MeetingsPane)


class CustomerScreen(DeskScreen):
    """A customer."""

    CSS_PATH = "customer.tcss"
    AUTO_FOCUS = None
    HELP = (
        "Everything about one customer. The overview is the page to read before a meeting; the other tabs"
        " hold its people, the agreement with it, what both sides promised, and its meetings with their"
        " minutes."
    )
    COMMANDS = (
        Command(
            "customer.next_tab",
            "right_square_bracket,l,right,shift+right",
            "turn(1)",
            "Next tab",
            "Go to the next tab.",
            group="Moving about",
        ),
        Command(
            "customer.previous_tab",
            "left_square_bracket,h,left,shift+left",
            "turn(-1)",
            "Previous tab",
            "Go to the previous tab.",
            group="Moving about",
        ),
        NEW_ACTION.command("customer.new_action", "New action for the customer", "Note what is to be done."),
        NEW_TOUCH.command("customer.new_touch", "New touch", "Note a contact with the customer."),
    )

    def __init__(self, customer_id: str, tab: str = OverviewPane.NAME) -> None:
        """Make the screen.

        Args:
            customer_id: Which customer.
            tab: The name of the tab that is opened first.
        """
        super().__init__()
        self.customer_id = customer_id
        self.page: Overview
        self._tab = tab
        self.trail = ("Portfolio",)

    def compose_body(self) -> ComposeResult:
        """Show the tabs; what is in them is made when they are opened."""
        yield TabBar()
        yield Panes(id="customer-panes")

    @property
    def pane(self) -> Pane | None:
        """Return the tab that is open."""
        return next((pane for pane in self.query(Pane) if self._tab == pane.NAME), None)

    async def load(self) -> None:
        """Read the customer again, and the tab that is open."""
        try:
            self.page = await self.gateway.read(overview, self.desk, self.customer_id)
        except NotFoundError:
            if self.app.screen is self:
                self.app.pop_screen()
                # Whoever took it away here was told so; another window's doing comes unsaid.
                if not self.shell.notice:
                    self.toast("This customer is no longer there")
            return
        customer = self.page.customer
        sign = need_glyph(customer.needs, customer.status)
        self.title = self.page.head.name
        whose = customer.manager or "nobody looks after it"
        self.answer = Content.assemble(
            (sign.text, sign.style), f" tier {customer.tier} · {customer.status.value} · ", whose
        )
        await self._show_tab()

    async def _show_tab(self) -> None:
        self._say_tabs()
        pane = self.pane
        if pane is None:
            pane = next(kind for kind in PANES if self._tab == kind.NAME)()
            panes = self.query_one(Panes)
            await panes.mount(pane)
        self.query_one(Panes).current = pane.id
        await pane.load()
        if self.focused is not pane.main:
            pane.main.focus()
        self.refresh_bindings()

    def _say_tabs(self) -> None:
        head, customer = self.page.head, self.page.customer
        late = f"{BAD.text} {customer.overdue_actions}" if customer.overdue_actions else ""
        counts = {
            PeoplePane.NAME: (str(head.people) if head.people else "", ""),
            ActionsPane.NAME: (str(customer.open_actions) if customer.open_actions else "", late),
        }
        tabs = [Tab(kind.NAME, kind.TITLE, *counts.get(kind.NAME, ("", ""))) for kind in PANES]
        self.query_one(TabBar).show(tabs, self._tab)

    def open_tab(self, name: str) -> None:
        """Open a tab."""
        if name != self._tab:
            self._tab = name
            self.reload()

    @on(TabBar.Chosen)
    def _tab_chosen(self, event: TabBar.Chosen) -> None:
        self.open_tab(event.name)

    def action_turn(self, by: int) -> None:
        """Go to the next or the previous tab, around the ends."""
        names = [kind.NAME for kind in PANES]
        self.open_tab(names[(names.index(self._tab) + by) % len(names)])

    @work
    async def action_new_action(self) -> None:
        """Note what is to be done."""
        from brm_tui.ui.screens.customer.actions import new_action

        await new_action(self)

    @work
    async def action_new_touch(self) -> None:
        """Note a contact with the customer."""
        from brm_tui.ui.record_form import new_record

        names = ("summary", "channel", "direction", "at", "by", "people", "sentiment", "topics")
        values = {"customer": self.page.head.code, "at": self.clock.now()}
        await new_record(self, "touches", values, names=names, title=f"New touch: {self.page.head.name}")
