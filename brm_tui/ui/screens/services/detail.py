"""A service for a customer on a page of its own: how it stands and why, and month by month how it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from brm_tui.desk.services import SubscriptionPage, service_summary, subscription_page
from brm_tui.rules.dates import show_date
from brm_tui.rules.numbers import amount_words
from brm_tui.rules.services import months_between, newest_period, period_before
from brm_tui.text import one_line
from brm_tui.ui.commands import (
    DELETE,
    DOWN,
    EDIT,
    END,
    EXPLAIN,
    HOME,
    PAGE_DOWN,
    PAGE_UP,
    UP,
    Command,
    Commanding,
)
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.record_form import edit_record
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.services.pane import FIELDS
from brm_tui.ui.screens.services.standing_dialog import standing_lines
from brm_tui.ui.screens.services.words import NOTHING, SIGNS, data_cell, month_words, number_words
from brm_tui.ui.widgets.plot import Line, Plot, Shown
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread

if TYPE_CHECKING:
    from datetime import date

    from brm_tui.desk.desk import Desk

_MONTHS_LISTED = 12
_LABEL = 12


class SubscriptionScroll(Commanding, VerticalScroll, can_focus=True, inherit_bindings=False):
    """The page; it scrolls where it finds no room."""

    COMMANDS = (
        UP.command("subscription.up", "Up", "Scroll up.", action="scroll_up"),
        DOWN.command("subscription.down", "Down", "Scroll down.", action="scroll_down"),
        PAGE_UP.command("subscription.page_up", "Page up", "Scroll up a page.", action="page_up"),
        PAGE_DOWN.command("subscription.page_down", "Page down", "Scroll down a page.", action="page_down"),
        HOME.command("subscription.home", "Top", "Go to the top.", action="scroll_home"),
        END.command("subscription.end", "End", "Go to the end.", action="scroll_end"),
    )


class SubscriptionScreen(DeskScreen):
    """A service for a customer."""

    ABOUT = "subscription"
    CSS_PATH = "services.tcss"
    AUTO_FOCUS = "SubscriptionScroll"
    HELP = (
        "How a service did for a customer, month by month: the level against its target, satisfaction and cost."
        " A gap in a line is a month of which nothing is known."
    )
    COMMANDS = (
        EDIT.command("subscription.edit", "Edit subscription", "Change what was agreed on the service."),
        DELETE.command(
            "subscription.delete", "Delete subscription", "Delete it with its measures; u takes it back."
        ),
        EXPLAIN.command(
            "subscription.explain", "Explain the standing", "Show why the service stands as it does."
        ),
        Command(
            "subscription.month",
            "E",
            "enter_month",
            "Enter a month's measures",
            "Enter what was measured of the customer's services in a month.",
            footer="enter month",
            in_footer=True,
        ),
        Command("subscription.customer", "o", "customer", "Open the customer", "Open the customer's page."),
    )

    def __init__(self, subscription_id: str) -> None:
        """Make the screen.

        Args:
            subscription_id: Which subscription.
        """
        super().__init__()
        self.subscription_id = subscription_id
        self.page: SubscriptionPage | None = None
        self.trail = ("Services",)

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The subscription that is shown."""
        return "subscriptions", self.subscription_id

    def compose_body(self) -> ComposeResult:
        """Put the figures at the left and the plots at the right; on a narrow terminal below them."""
        with SubscriptionScroll(), Horizontal(id="subscription-columns"):
            yield Sheet(id="subscription-facts")
            with Vertical(id="subscription-plots"):
                for name in ("level", "satisfaction", "cost"):
                    yield Plot(id=f"subscription-{name}")

    async def load(self) -> None:
        """Read the page again."""
        page = await self.gateway.read(subscription_page, self.desk, self.subscription_id)
        self.page = page
        head, today = page.line.head, self.clock.today()
        sign = SIGNS[page.standing.rag]
        word = page.standing.rag.value if page.standing.rag is not None else "unknown"
        self.trail = ("Services", head.customer)
        self.title = head.service
        data = data_cell(head, today)
        self.answer = Content.assemble((f"{sign.text} {word}", sign.style), f" · data: {data.text}")
        self.query_one("#subscription-facts", Sheet).show(lambda width: self._facts(page, width, today))
        for name, shown in plots(page, today).items():
            self.query_one(f"#subscription-{name}", Plot).show(shown)

    def _facts(self, page: SubscriptionPage, width: int, today: date) -> list[Content]:
        head = page.line.head
        since = show_date(head.active_from, today) if head.active_from else NOTHING
        until = f" until {show_date(head.active_until, today)}" if head.active_until else ""
        facts = [
            ("service", f"{head.state.value}, criticality {head.criticality.value}"),
            ("priority", head.priority.value if head.priority else NOTHING),
            ("agreed", f"{number_words(head.target)} %" if head.target is not None else "no target"),
            ("cost a month", amount_words(head.cost, head.currency)),
            ("users", f"{head.users:,}" if head.users is not None else NOTHING),
            ("since", f"{since}{until}"),
        ]
        agreed = [
            cut(Content.assemble((name.ljust(_LABEL + 2), "$muted"), one_line(said)), width)
            for name, said in facts
        ]
        lines = section("How it stands", standing_lines(page.standing, width))
        lines += section("What was agreed", agreed)
        lines += section("Month by month", _months(page, width, today))
        return lines

    # Acting on it

    @work
    async def action_edit(self) -> None:
        """Change what was agreed."""
        await edit_record(self, "subscriptions", self.subscription_id, names=FIELDS)

    @work
    async def action_delete(self) -> None:
        """Delete the subscription with its measures."""
        label = await self.gateway.write(_delete, self.desk, self.subscription_id)
        self.toast(f"{label} · u takes it back")

    @work
    async def action_enter_month(self) -> None:
        """Enter what was measured of the customer's services."""
        from brm_tui.ui.screens.services.entering import enter_month

        if self.page is not None:
            newest = newest_period(self.clock.today())
            await enter_month(self, newest, self.page.line.head.customer_id)

    @work
    async def action_explain(self) -> None:
        """Show why it stands as it does."""
        from brm_tui.ui.screens.services.standing_dialog import StandingDialog

        if self.page is not None:
            head = self.page.line.head
            summary = await self.gateway.read(service_summary, self.desk, head.customer_id)
            await self.ask(StandingDialog(head, self.page.standing, summary, self.clock.today()))

    def action_customer(self) -> None:
        """Open the customer's page."""
        if self.page is not None:
            self.post_message(OpenRecord("customers", self.page.line.head.customer_id))


def _months(page: SubscriptionPage, width: int, today: date) -> list[Content]:
    """Return the newest months as a small table, the newest first."""
    if not page.months:
        return [Content.styled("Nobody measured anything yet.", "$muted")]
    head = f"{'':{_LABEL}}{'level':>8}{'target':>8}{'satisf.':>9}{'cost':>14}"
    lines = [Content.styled(head, "$muted")]
    for month in reversed(page.months[-_MONTHS_LISTED:]):
        short = month.level is not None and month.target is not None and month.level < month.target
        cost = amount_words(month.cost, month.currency)
        lines.append(
            Content.assemble(
                (month_words(month.period, today).ljust(_LABEL), "$muted"),
                (number_words(month.level).rjust(8), "$attention" if short else ""),
                number_words(month.target).rjust(8),
                number_words(month.satisfaction).rjust(9),
                cost.rjust(14),
            )
        )
    if len(page.months) > _MONTHS_LISTED:
        lines.append(Content.styled(f"and {len(page.months) - _MONTHS_LISTED} before", "$muted"))
    return [spread(line, "", width) for line in lines]


def plots(page: SubscriptionPage, today: date) -> dict[str, Shown]:
    """Return the plots of a subscription by name, over the months from its first to the newest there can be."""
    periods = _axis(page, today)
    places = [month_words(period, today) for period in periods]
    by_period = {month.period: month for month in page.months}
    currency = page.line.head.currency

    def values(name: str) -> list[float | None]:
        return [getattr(by_period.get(period), name, None) for period in periods]

    costs: list[float | None] = [
        month.cost / 100
        if month is not None and month.cost is not None and month.currency == currency
        else None
        for month in map(by_period.get, periods)
    ]
    agreed = page.line.head.cost
    return {
        "level": Shown(
            "Service level, %", places,
            (Line("target", values("target"), "$attention", dashed=True), Line("level", values("level"))),
            high=100, words="{:.2f}".format,
        ),
        "satisfaction": Shown(
            "Satisfaction, 1 to 5", places, (Line("satisfaction", values("satisfaction")),), low=1, high=5,
            words="{:.1f}".format,
        ),
        "cost": Shown(
            f"Cost a month, {currency}", places,
            (
                Line("agreed now", [None if agreed is None else agreed / 100] * len(places), "$attention", dashed=True),
                Line("cost", costs),
            ),
            low=0, words="{:,.0f}".format,
        ),
    }  # fmt: skip


def _axis(page: SubscriptionPage, today: date) -> list[str]:
    newest = newest_period(today)
    first = min((page.months[0].period, newest)) if page.months else newest
    last = max(newest, page.months[-1].period) if page.months else newest
    count = months_between(first, last) + 1
    return [period_before(last, back) for back in range(min(count, 36) - 1, -1, -1)]


def _delete(desk: Desk, subscription_id: str) -> str:
    from brm_tui.desk.records import delete

    return delete(desk, "subscriptions", subscription_id)
