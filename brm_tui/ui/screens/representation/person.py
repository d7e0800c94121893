"""One person of IT: whom the person serves, will serve and served, with load and training."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.representation import ServedCustomer, ServingPage, serving_page
from brm_tui.errors import NotFoundError
from brm_tui.rules.dates import show_date
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, EXPORT, NEW, OPEN, Command, Commanding
from brm_tui.ui.glyphs import DUE, GOOD, UNKNOWN
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.record_form import delete_records
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.portfolio.words import NOTHING, glyph_cell, hours_words
from brm_tui.ui.screens.representation.words import load_content, period, training_line
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName
from brm_tui.ui.widgets.sheet import Sheet, cut
from brm_tui.ui.widgets.table import Table

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("customer", "Customer", 26, minimum_width=16, weight=2, sortable=False),
    Column("tier", "Tier", 4, align="right", sortable=False),
    Column("role", "Role", 20, sortable=False),
    Column("hours", "Hours", 5, align="right", sortable=False),
    Column("affinity", "Affinity", 8, sortable=False, priority=4),
    Column("from", "From", 11, sortable=False),
    Column("until", "Until", 11, sortable=False, priority=2),
)
_LABEL = 10
REPRESENTATION_FIELDS = (
    "customer", "role", "hours", "affinity_organisation", "affinity_process", "affinity_services",
    "affinity_customer", "active_from", "active_until",
)  # fmt: skip


def served_rows(page: ServingPage, today: date) -> Iterator[Row]:
    """Yield all whom somebody serves, below what holds of them."""
    groups = (
        ("now", "Serves now", [one for one in page.served if not one.ended(today) and not one.coming(today)]),
        ("coming", "Will serve", [one for one in page.served if not one.ended(today) and one.coming(today)]),
        ("ended", "Served until", [one for one in page.served if one.ended(today)]),
    )
    for name, title, served in groups:
        if served:
            yield Row(f"heading:{name}", (Cell(title), Cell(f"· {len(served)}", "dim")), kind="heading")
            yield from (_row(one, today) for one in served)


def _row(served: ServedCustomer, today: date) -> Row:
    ended = served.ended(today)
    closed = served.status is CustomerStatus.CLOSED
    plain: StyleName = "dim" if ended else ""
    sign = UNKNOWN if ended else DUE if served.coming(today) else GOOD
    first, last = period(served, today)
    rated = (served.organisation, served.process, served.services, served.customer_affinity)
    affinity = " ".join(NOTHING if value is None else str(value) for value in rated)
    return Row(
        served.id,
        (
            glyph_cell(sign),
            Cell(served.customer + (", closed" if closed else ""), "dim" if closed else plain),
            Cell(str(served.tier), plain),
            Cell(served.role.value, plain),
            Cell(f"{served.hours:g}", plain) if served.hours is not None else Cell(NOTHING, "dim"),
            Cell(affinity, "dim"),
            Cell(first, plain),
            Cell(last, plain),
        ),
    )


class ServedTable(Commanding, Table):
    """The list of customers."""

    COMMANDS = (OPEN.command("serving.open", "Open customer", "Show everything about the customer."),)


def _has_row(screen: ServingPersonScreen) -> bool:
    return screen.is_mounted and screen.table.cursor_id is not None


class ServingPersonScreen(DeskScreen):
    """A person of IT."""

    ABOUT = "person"
    CSS_PATH = "representation.tcss"
    AUTO_FOCUS = "ServedTable"
    HELP = (
        "One person of IT with all customers: those served now, those to come, and those served before. Affinity is"
        " for organisation, process, services and the customer itself, 1 stranger to 5 at home. m hands the customer"
        " under the cursor, or all marked ones, over to somebody else and shows both loads first."
    )
    COMMANDS = (
        NEW.command("serving.new", "New customer to serve", "Let the person serve another customer."),
        EDIT.command(
            "serving.edit", "Edit", "Change role, hours, affinity and dates.", condition=_has_row
        ),
        Command(
            "serving.move", "m", "move", "Hand customers over",
            "Choose who takes the customer, or all marked ones; both loads are shown before anything is done.",
            footer="hand over", in_footer=True, condition=lambda screen: bool(screen.chosen),
        ),
        Command(
            "serving.end", "E", "end", "End", "End with yesterday that the customer, or all marked ones, are served.",
            footer="end", in_footer=True, condition=lambda screen: bool(screen.chosen),
        ),
        DELETE.command(
            "serving.delete", "Delete", "Delete what was entered by mistake; E ends it and keeps it.",
            condition=_has_row,
        ),
        EXPLAIN.command("serving.explain", "Explain the load", "Show what the load is made of and what it means."),
        EXPORT.command(
            "serving.export", "Export the list", "Write the customers as a CSV or Excel file.", in_footer=False,
            condition=_has_row,
        ),
        Command(
            "serving.capacity", "", "capacity", "Edit capacity and training",
            "Change the hours, the comfortable number of customers and the training of the person.",
        ),
        Command(
            "serving.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda screen: screen.is_mounted and bool(screen.table.marked),
        ),
    )  # fmt: skip

    def __init__(self, person_id: str) -> None:
        """Make the screen.

        Args:
            person_id: Which person.
        """
        super().__init__()
        self.person_id = person_id
        self.page: ServingPage | None = None
        self.trail = ("Representation",)
        self._wanted: str | None = None

    def compose_body(self) -> ComposeResult:
        """Show load and training above the customers."""
        yield Sheet(id="serving-person")
        yield EmptyState(
            "No customer yet",
            "The customers whom this person serves, in which role and for how many hours a week.",
            [("n", "let the person serve the first one")],
        )
        yield ServedTable(COLUMNS, id="serving-table")

    @property
    def table(self) -> ServedTable:
        """Return the list."""
        return self.query_one(ServedTable)

    @property
    def chosen(self) -> list[str]:
        """The representations to act on that have not ended: the marked ones, or the one under the cursor."""
        if not self.is_mounted or self.page is None:
            return []
        wanted = self.table.marked or {self.table.cursor_id}
        today = self.clock.today()
        return [one.id for one in self.page.served if one.id in wanted and not one.ended(today)]

    async def load(self) -> None:
        """Read the person again; the cursor stays on its customer."""
        page = await self.gateway.read(serving_page, self.desk, self.person_id)
        if page is None:
            raise NotFoundError("person", self.person_id)
        self.page = page
        today = self.clock.today()
        self.title = page.person.name
        self.answer = Content.assemble(load_content(page.person.load), (f"   {page.person.title}", "$muted"))
        self.set_class(not page.served, "-empty")
        self.query_one("#serving-person", Sheet).show(lambda width: _facts(page, today, width))
        self.table.set_source(FixedSource(list(served_rows(page, today))))
        if self._wanted is not None and self.table.move_cursor_to(self._wanted):
            self._wanted = None
        if self.focused is None and page.served:
            self.table.focus()
        self.refresh_bindings()

    @on(Table.Highlighted)
    @on(Table.MarksChanged)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Table.Opened)
    def _opened(self, event: Table.Opened) -> None:
        served = (
            next((one for one in self.page.served if one.id == event.row_id), None) if self.page else None
        )
        if served is not None:
            self.post_message(OpenRecord("customers", served.customer_id))

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()

    @work
    async def action_new(self) -> None:
        """Let the person serve another customer."""
        from brm_tui.ui.record_form import new_record

        values = {"person": self.person_id, "active_from": self.clock.today()}
        made = await new_record(
            self, "representations", values, names=REPRESENTATION_FIELDS, title=f"{self.title} serves"
        )
        self._wanted = made
        if made is not None and self.table.move_cursor_to(made):
            self._wanted = None

    @work
    async def action_edit(self) -> None:
        """Change the representation under the cursor."""
        from brm_tui.ui.record_form import edit_record

        if self.table.cursor_id is not None:
            await edit_record(
                self,
                "representations",
                self.table.cursor_id,
                names=REPRESENTATION_FIELDS,
                title=str(self.title),
            )

    @work
    async def action_move(self) -> None:
        """Hand the chosen customers over."""
        from brm_tui.ui.screens.representation.flows import hand_over

        if await hand_over(self, self.chosen):
            self.table.clear_marks()

    @work
    async def action_end(self) -> None:
        """End that the chosen customers are served."""
        from brm_tui.ui.screens.representation.flows import end

        await end(self, self.chosen)
        self.table.clear_marks()

    @work
    async def action_delete(self) -> None:
        """Delete the chosen representations."""
        await delete_records(self, "representations", self.table.chosen)

    @work
    async def action_explain(self) -> None:
        """Show what the load is made of."""
        from brm_tui.ui.screens.representation.explain import LoadDialog

        if self.page is not None:
            await self.ask(LoadDialog(self.page.person.name, self.page.person.load))

    @work
    async def action_export(self) -> None:
        """Write the customers as a file."""
        from brm_tui.desk.list_export import AtOnce
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.representation.exporting import served_columns

        if self.page is not None:
            await export_list(
                self, "customers served", AtOnce(self.page.served), served_columns(self.clock.today())
            )

    @work
    async def action_capacity(self) -> None:
        """Change capacity and training of the person."""
        from brm_tui.ui.record_form import edit_record
        from brm_tui.ui.screens.representation.screen import PERSON_FIELDS

        await edit_record(self, "people", self.person_id, names=PERSON_FIELDS, title=str(self.title))


def _facts(page: ServingPage, today: date, width: int) -> list[Content]:
    """Return load and training in a few lines."""
    load = page.person.load
    customers = "1 customer" if load.customers == 1 else f"{load.customers} customers"
    facts = [
        ("Load", Content.assemble(f"{customers}, {hours_words(load)} a week", ("   i explains", "$muted"))),
        ("Training", training_line(page.person, today)),
    ]
    if page.left is not None:
        facts.insert(0, ("Left", Content(show_date(page.left, today))))
    lines = [cut(Content.assemble((label.ljust(_LABEL), "$muted"), said), width) for label, said in facts]
    return [*lines, Content("")]
