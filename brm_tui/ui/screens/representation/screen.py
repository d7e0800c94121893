"""Who of IT serves which customer: unserved customers first, then the people with their loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.representation import (
    PEOPLE,
    ServingPage,
    ServingSummary,
    candidates,
    serving_ahead,
    serving_page,
)
from brm_tui.rules.load import Band
from brm_tui.text import one_line
from brm_tui.ui.commands import EDIT, EXPLAIN, EXPORT, OPEN, SORT, Command, Commanding
from brm_tui.ui.following import Following
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.portfolio.words import BAND_GLYPHS
from brm_tui.ui.screens.representation.preview import ServingPreview
from brm_tui.ui.screens.representation.table import COLUMNS, SORTS, ServingView, line_row
from brm_tui.ui.sorting import SortedView
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import RecordSource
from brm_tui.ui.widgets.table import Sort, Table

if TYPE_CHECKING:
    from brm_tui.desk.representation import ServingPages

PERSON_FIELDS = ("capacity_hours", "comfortable_customers", "training", "training_refreshed")
"""What is entered of a person here; the directory has the rest."""


class ServingTable(Commanding, Table):
    """The list of unserved customers and of people."""

    COMMANDS = (
        OPEN.command(
            "representation.open",
            "Open",
            "Show whom a person serves and served, or who could serve a customer.",
        ),
    )


class RepresentationScreen(Following, SortedView, DeskScreen):
    """Who of IT serves which customer."""

    TITLE = "Representation"
    CSS_PATH = "representation.tcss"
    AUTO_FOCUS = "ServingTable"
    SORTS, USUAL_SORT = SORTS, "load"
    HELP = (
        "Who of IT serves which customer. Customers without a relationship manager come first: enter lists who could"
        " serve them, by affinity and free hours, and lets one of them. Below stand the people of IT with their load:"
        " hours and customers, weighted by tier, against their capacity. i explains it, m shows what handing customers"
        " over would do to both sides before it is done. ▲ marks training in communication that should be refreshed."
    )
    COMMANDS = (
        Command(
            "representation.move", "m", "move", "Hand customers over",
            "Choose customers of this person and who takes them; both loads are shown before anything is done.",
            footer="hand over", in_footer=True, condition=lambda screen: screen.person_here is not None,
        ),
        EDIT.command(
            "representation.edit", "Edit capacity and training",
            "Change the hours, the comfortable number of customers and the training of the person.",
            footer="capacity", condition=lambda screen: screen.person_here is not None,
        ),
        SORT.command(
            "representation.sort", "Sort", "Choose what the people are sorted by; the same again turns it around.",
            condition=lambda screen: not screen.has_class("-empty"),
        ),
        EXPORT.command(
            "representation.export", "Export the list", "Write the people of IT with their load as a CSV file.",
            in_footer=False, condition=lambda screen: not screen.has_class("-empty"),
        ),
        EXPLAIN.command(
            "representation.explain", "Explain the load", "Show what the load is made of and what it means.",
            in_footer=True, condition=lambda screen: screen.person_here is not None,
        ),
    )  # fmt: skip

    def __init__(self, line_id: str = "") -> None:
        """Make the screen.

        Args:
            line_id: The person or unserved customer that the cursor begins at; empty: the first.
        """
        super().__init__()
        self.view = ServingView()
        self._pages: ServingPages | None = None
        self._wanted = line_id or None

    def compose_body(self) -> ComposeResult:
        """Show the list, and the preview below it."""
        yield EmptyState(
            "Nobody serves anybody yet",
            "People of IT with the customers they look after. A customer's page says who its relationship manager"
            " is; a person's capacity is entered in the directory.",
            [("2", "go to the customers"), ("9", "go to the people")],
        )
        yield ServingTable(
            COLUMNS, sort=Sort(self.view.sort, self.view.descending), id="representation-table"
        )
        yield ServingPreview()

    @property
    def table(self) -> ServingTable:
        """Return the list."""
        return self.query_one(ServingTable)

    @property
    def person_here(self) -> str | None:
        """The person under the cursor; None where it is a customer or nothing."""
        if not self.is_mounted or self._pages is None:
            return None
        here = self.table.cursor_id
        first = self._pages.index_of(PEOPLE)
        place = self._pages.index_of(here) if here is not None else None
        return here if first is not None and place is not None and place > first else None

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The customer under the cursor whom nobody serves."""
        if self.person_here is not None or not self.is_mounted:
            return None
        here = self.table.cursor_id
        return None if here in (None, PEOPLE) else ("customers", str(here))

    async def load(self) -> None:
        """Read the list again; the cursor stays on its line."""
        view = self.view
        pages, found = await self.gateway.read(
            serving_ahead, self.desk, view.sort, descending=view.descending
        )
        if view is not self.view:
            return
        self._pages = pages
        empty = found.people + found.unserved == 0
        self.set_class(empty, "-empty")
        today = self.clock.today()
        self.table.sort = Sort(view.sort, view.descending)
        self.table.set_source(RecordSource(pages, lambda line: line_row(line, today)))
        if self._wanted is not None:
            self.table.move_cursor_to(self._wanted)
            self._wanted = None
        if self.focused is None and not empty:
            self.table.focus()
        self._say(found)
        self.follow_cursor()
        self.refresh_bindings()

    def _say(self, found: ServingSummary) -> None:
        parts = []
        if found.unserved:
            parts.append(
                "1 customer unserved" if found.unserved == 1 else f"{found.unserved} customers unserved"
            )
        if found.people:
            parts.append("1 person of IT" if found.people == 1 else f"{found.people} people of IT")
        answer = Content(" · ".join(parts))
        for band in (Band.OVER, Band.STRETCHED, Band.UNKNOWN):
            if count := found.bands[band]:
                sign = BAND_GLYPHS[band]
                answer = Content.assemble(answer, " · ", (sign.text, sign.style), f" {count} {band.value}")
        self.answer = answer
        self.state = self.sort_said

    # The preview

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self.follow_cursor()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        shown = self.query_one(ServingPreview)
        here = self.table.cursor_id
        if not shown.display:
            return
        if here is None:
            shown.clear()
        elif self.person_here is not None:
            page = await self.gateway.read(serving_page, self.desk, here)
            if page is not None:
                shown.show_person(page, self.clock.today())
        else:
            found = await self.gateway.read(candidates, self.desk, here)
            if found is not None:
                shown.show_customer(found)

    # Acting

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        if self.person_here is not None:
            from brm_tui.ui.screens.representation.person import ServingPersonScreen

            self.show(ServingPersonScreen(event.row_id))
        else:
            self.choose_manager(event.row_id)

    @work
    async def choose_manager(self, customer_id: str) -> None:
        """Let the user choose who serves a customer."""
        from brm_tui.ui.screens.representation.flows import choose_manager

        await choose_manager(self, customer_id)

    async def _page_here(self) -> ServingPage | None:
        person_id = self.person_here
        return await self.gateway.read(serving_page, self.desk, person_id) if person_id is not None else None

    @work
    async def action_explain(self) -> None:
        """Show what the load is made of."""
        from brm_tui.ui.screens.representation.explain import LoadDialog

        page = await self._page_here()
        if page is not None:
            await self.ask(LoadDialog(page.person.name, page.person.load))

    @work
    async def action_export(self) -> None:
        """Write what is listed as a file, without its headings."""
        from brm_tui.desk.list_export import AtOnce
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.representation.exporting import COLUMNS as EXPORTED
        from brm_tui.ui.screens.representation.exporting import served_and_serving

        lines = await self.gateway.read(
            served_and_serving, self.desk, self.view.sort, descending=self.view.descending
        )
        await export_list(self, "representation", AtOnce(lines), EXPORTED)

    @work
    async def action_move(self) -> None:
        """Choose customers of the person and who takes them."""
        from brm_tui.ui.dialogs.pick import Choice, PickManyDialog
        from brm_tui.ui.screens.representation.flows import hand_over

        page = await self._page_here()
        today = self.clock.today()
        served = [one for one in page.served if not one.ended(today)] if page is not None else []
        if page is None or not served:
            self.toast("Nobody is served who could be handed over")
            return
        choices = [
            Choice(
                one.id,
                one_line(one.customer),
                hint=one.role.value + (f", {one.hours:g} h" if one.hours is not None else ""),
            )
            for one in served
        ]
        chosen = await self.ask(
            PickManyDialog(f"Which customers does {page.person.name} hand over?", choices)
        )
        if chosen:
            await hand_over(self, chosen)

    @work
    async def action_edit(self) -> None:
        """Change capacity and training of the person."""
        from brm_tui.ui.record_form import edit_record

        page = await self._page_here()
        if page is not None:
            await edit_record(self, "people", page.person.id, names=PERSON_FIELDS, title=page.person.name)

    def change_view(self, view: ServingView) -> None:
        """List in another order."""
        self.view = view
        self.reload()
