"""A customer's people: who they are to it, and who represents IT to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.cadence import CadencePage, cadence_page
from brm_tui.desk.customer_pages import CustomerPerson, customer_people
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.short_lists import CUSTOMER_PEOPLE
from brm_tui.ui.arranging import NOTHING_FITS, arranging_commands, export_command
from brm_tui.ui.commands import DELETE, EDIT, EXPLAIN, NEW, Command, Commanding
from brm_tui.ui.glyphs import DONE
from brm_tui.ui.screens.arranged_pane import ArrangedPane
from brm_tui.ui.screens.customer.cadence import cadence_cell, contacts_dialog
from brm_tui.ui.screens.customer.exporting import PEOPLE
from brm_tui.ui.screens.customer.pane import Pane
from brm_tui.ui.screens.portfolio.words import NOTHING
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.rows import Cell, FixedSource, RecordSource, Row, StyleName
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.fields import FieldDescription

COLUMNS = (
    Column("primary", "", 1, sortable=False),
    Column("name", "Name", 22, minimum_width=18, weight=2, sortable=False),
    Column("side", "Side", 8, sortable=False, priority=6),
    Column("role", "Role", 21, sortable=False),
    Column("contact", "Last contact", 15, sortable=False, priority=2),
    Column("influence", "Influence, interest", 19, sortable=False, priority=5),
    Column("engagement", "Engagement now → wanted", 23, sortable=False, priority=4),
    Column("email", "E-mail", 24, minimum_width=20, weight=2, sortable=False, priority=3),
    Column("phone", "Phone", 16, sortable=False, priority=7),
)


def person_row(person: CustomerPerson, today: date, page: CadencePage) -> Row:
    """Return a person as a line; leavers are dim and say since when.

    Args:
        person: Who it is.
        today: Today.
        page: How often IT talks to the customer's people.
    """
    gone = person.left is not None
    plain: StyleName = "dim" if gone else ""
    weight = f"{person.influence or NOTHING}, {person.interest or NOTHING}"
    engagement = NOTHING
    if person.engagement_now or person.engagement_wanted:
        engagement = f"{person.engagement_now or '?'} → {person.engagement_wanted or '?'}"
    behind = person.engagement_now != person.engagement_wanted and person.engagement_wanted is not None
    if person.kind == "representations":
        weight = f"{person.hours:g} h a week" if person.hours is not None else NOTHING
    role = f"left {show_date(person.left, today)}" if person.left is not None else person.role
    return Row(
        person.id,
        (
            Cell(DONE.text if person.primary and not gone else "", "good"),
            Cell(person.name, plain),
            Cell(person.side.value, "dim"),
            Cell(role, plain),
            _contact_cell(person, today, page),
            Cell(weight if weight != f"{NOTHING}, {NOTHING}" else NOTHING, "dim"),
            Cell(engagement, "dim" if gone or not behind else ""),
            Cell(person.email or NOTHING, plain if person.email else "dim"),
            Cell(person.phone or NOTHING, "dim"),
        ),
    )


def _contact_cell(person: CustomerPerson, today: date, page: CadencePage) -> Cell:
    """Return how often somebody is talked to, or when somebody of IT last talked to the customer."""
    own = page.people.get(person.person_id)
    if person.left is not None or (own is None and person.kind == "roles"):
        return Cell(NOTHING, "dim")
    if own is not None and person.kind == "roles":
        return cadence_cell(own)
    made = page.made.get(person.person_id)
    return Cell("none yet" if made is None else relative_date(made, today), "dim")


class PeopleTable(Commanding, Table):
    """The list of people."""


class PeopleFilterLine(FilterLine):
    """The line above the people."""

    COMMANDS = words_line_commands("customer.person_")


class PeoplePane(ArrangedPane, Pane):
    """The tab of people."""

    NAME = "people"
    TABLE, FILTERS, EXPORTED = PeopleTable, CUSTOMER_PEOPLE, PEOPLE
    USUAL_ORDER = "The business first, leavers last"
    COMMANDS = (
        NEW.command("customer.person_new", "Add person", "Add somebody in a role, known already or new."),
        EDIT.command(
            "customer.person_edit",
            "Edit person",
            "Change the person and the role.",
            condition=lambda pane: pane.has_row,
        ),
        DELETE.command(
            "customer.person_delete",
            "Remove role",
            "Take the role away, or those of all marked ones; the person stays known. u takes it back.",
            footer="remove",
            condition=lambda pane: pane.has_row,
        ),
        Command(
            "customer.assign",
            "A",
            "assign",
            "Choose a relationship manager",
            "List who of IT could be relationship manager, by how well they know the customer and their free hours.",
            footer="assign",
            in_footer=True,
        ),
        Command(
            "customer.hand_over",
            "m",
            "hand_over",
            "Hand over",
            "Choose who of IT takes over; both loads are shown before anything is done.",
            footer="hand over",
            in_footer=True,
            condition=lambda pane: bool(pane.serving),
        ),
        Command(
            "customer.end_serving",
            "E",
            "end_serving",
            "End",
            "End with yesterday that somebody of IT serves the customer; it is kept as history.",
            footer="end",
            in_footer=True,
            condition=lambda pane: bool(pane.serving),
        ),
        *arranging_commands("customer.person_", lambda pane: pane.has_list),
        export_command("customer.person_export", "people", lambda pane: pane.has_row),
        EXPLAIN.command(
            "customer.explain_contacts",
            "Explain the contacts",
            "Show how often IT talks to the person and the customer, who, how, and what could wait.",
            condition=lambda pane: pane.contacts is not None,
        ),
    )

    def __init__(self) -> None:
        super().__init__()
        self._kinds: dict[str, str] = {}
        self._left: frozenset[str] = frozenset()
        self._people: dict[str, str] = {}
        self.contacts: CadencePage | None = None

    def compose(self) -> ComposeResult:
        """Make the list, the filter above it."""
        yield PeopleFilterLine(CUSTOMER_PEOPLE.example)
        yield EmptyState(
            "Nobody yet",
            "The people of this customer with what they are to it, and those who represent IT to it:"
            " relationship manager, IT manager, service manager.",
            [("n", "add the first one")],
        )
        yield PeopleTable(COLUMNS, placeholder=NOTHING_FITS, id="customer-people-table")

    @property
    def serving(self) -> list[str]:
        """Those of the marked rows, or the row under the cursor, by which somebody of IT serves the customer now."""
        if not self.is_mounted:
            return []
        wanted = self.table.marked or {self.table.cursor_id or ""}
        return sorted(
            row_id for row_id in wanted - self._left if self._kinds.get(row_id) == "representations"
        )

    async def load(self) -> None:
        """Read the list again."""
        owner = self.owner
        found = await owner.gateway.read(customer_people, owner.desk, owner.customer_id)
        self.contacts = await owner.gateway.read(cadence_page, owner.desk, owner.customer_id)
        self._kinds = {person.id: person.kind for person in found}
        self._left = frozenset(person.id for person in found if person.left is not None)
        self._people = {person.id: person.person_id for person in found}
        self.take(found)

    def show_listed(self) -> None:
        """List who fits the words."""
        today, contacts = self.owner.clock.today(), self.contacts
        if contacts is not None:
            people = FixedSource(self.listed)
            self.table.set_source(RecordSource(people, lambda person: person_row(person, today, contacts)))
            self.put_cursor_on(self.table)
        self.say_arranged()

    @property
    def person_id(self) -> str:
        """The person of the customer under the cursor; empty where it is somebody of IT or nobody."""
        role_id = self.table.cursor_id or ""
        return self._people[role_id] if self._kinds.get(role_id) == "roles" else ""

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_new(self) -> None:
        """Choose somebody or make somebody new, and say what they are to the customer."""
        from brm_tui.ui.screens.customer.adding_people import add_person

        owner = self.owner
        made = await add_person(owner, owner.customer_id, owner.page.head.name)
        if made is not None:
            self.put_cursor_on(self.table, made)

    @work
    async def action_edit(self) -> None:
        """Change the person and the role."""
        from brm_tui.ui.dialogs.form import FormDialog

        owner = self.owner
        role_id = self.table.cursor_id
        if role_id is None:
            return
        kind = self._kinds[role_id]
        fields, values, revisions = await owner.gateway.read(_person_form, owner.desk, kind, role_id)
        said: list[str] = []

        async def save(entered: dict[str, object]) -> None:
            said.append(
                await owner.gateway.write(_change_person, owner.desk, kind, role_id, entered, revisions)
            )

        dialog = FormDialog(str(values["person_name"]), fields, values, save=save)
        if await owner.ask(dialog) and said:
            owner.toast(f"{said[0]} · u takes it back")

    @work
    async def action_export(self) -> None:
        """Write the people as a file."""
        from brm_tui.ui.list_export import export_list

        await export_list(self.owner, "people", self.listed_pages, PEOPLE)

    @work
    async def action_explain(self) -> None:
        """Show how often IT talks to the person under the cursor and to the customer."""
        if self.contacts is not None:
            await self.owner.ask(contacts_dialog(self.contacts, self.owner.clock.today(), self.person_id))

    @work
    async def action_delete(self) -> None:
        """Take the chosen roles away."""
        chosen = self.chosen
        if chosen:
            roles = [(self._kinds[role_id], role_id) for role_id in chosen]
            label = await self.owner.gateway.write(_remove_roles, self.owner.desk, roles)
            self.owner.toast(f"{label} · u takes it back")

    @work
    async def action_assign(self) -> None:
        """Choose who is relationship manager among those who could be."""
        from brm_tui.ui.screens.representation.flows import choose_manager

        await choose_manager(self.owner, self.owner.customer_id)

    @work
    async def action_hand_over(self) -> None:
        """Choose who takes over."""
        from brm_tui.ui.screens.representation.flows import hand_over

        if await hand_over(self.owner, self.serving):
            self.table.clear_marks()

    @work
    async def action_end_serving(self) -> None:
        """End that somebody serves the customer."""
        from brm_tui.ui.screens.representation.flows import end

        await end(self.owner, self.serving)
        self.table.clear_marks()


# The models load with these, in the thread that runs them.


def _person_form(
    desk: Desk, kind: str, role_id: str
) -> tuple[Sequence[FieldDescription], Mapping[str, object], tuple[int, int]]:
    from brm_tui.desk.customer_writes import person_form

    return person_form(desk, kind, role_id)


def _change_person(
    desk: Desk, kind: str, role_id: str, values: Mapping[str, object], revisions: tuple[int, int]
) -> str:
    from brm_tui.desk.customer_writes import change_person

    return change_person(desk, kind, role_id, values, revisions)


def _remove_roles(desk: Desk, roles: Sequence[tuple[str, str]]) -> str:
    from brm_tui.desk.customer_writes import remove_roles

    return remove_roles(desk, roles)
