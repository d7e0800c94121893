"""The directory: people of all sides, leavers kept, and those who were entered twice."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from brm_tui.desk.people_directory import (
    DirectoryPerson,
    DirectorySummary,
    Pair,
    directory,
    duplicates,
    person_page,
    summary,
)
from brm_tui.rules.filter_fields import PEOPLE
from brm_tui.text import one_line
from brm_tui.ui.commands import DELETE, EDIT, EXPORT, NEW, OPEN, Command, Commanding
from brm_tui.ui.filtering import Filtering, filtering_commands
from brm_tui.ui.following import Following
from brm_tui.ui.record_form import delete_records, edit_record, new_record
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.people.preview import PersonPreview
from brm_tui.ui.screens.people.table import COLUMNS, person_row
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.filter_line import FilterLine, filter_line_commands
from brm_tui.ui.widgets.rows import RecordPages, RecordSource
from brm_tui.ui.widgets.table import Table


class PeopleTable(Commanding, Table):
    """The list of people."""

    COMMANDS = (OPEN.command("people.open", "Open person", "Show and change everything about the person."),)


class PeopleFilterLine(FilterLine):
    """The line above the people."""

    COMMANDS = filter_line_commands("people")


class PeopleScreen(Following, Filtering, DeskScreen):
    """The directory of people."""

    TITLE = "People"
    CSS_PATH = "people.tcss"
    AUTO_FOCUS = "PeopleTable"
    FILTERS = PEOPLE
    HELP = (
        "Everybody whom the desk knows: of the business, of IT and of suppliers, with their first customer and what"
        " they are to it. ▲ marks somebody who may be entered twice; = makes one of two. ○ is a leaver, who is kept."
    )
    COMMANDS = (
        NEW.command("people.new", "New person", "Enter somebody; roles are given on the customer's page."),
        EDIT.command(
            "people.edit", "Edit person", "Change the person, or one field of all marked ones.",
            condition=lambda screen: screen.has_person,
        ),
        DELETE.command(
            "people.delete", "Delete person", "Delete somebody whom nothing names; leavers are kept instead.",
            condition=lambda screen: screen.has_person,
        ),
        *filtering_commands("people", lambda screen: not screen.has_class("-without-people")),
        EXPORT.command(
            "people.export", "Export the list", "Write who is listed as a CSV file.", in_footer=False,
            condition=lambda screen: screen.has_person,
        ),
        Command(
            "people.merge", "equals_sign", "merge", "Make one of two",
            "Make one person of two entries: of the two marked ones, or of this one and the likely other.",
            footer="make one of two", in_footer=True, condition=lambda screen: bool(screen.pairs_here),
        ),
        Command(
            "people.unmark", "escape", "unmark", "Take all marks off", "Take all marks off.",
            footer="unmark", in_footer=True, condition=lambda screen: bool(screen.marked),
        ),
    )  # fmt: skip

    def __init__(self, person_id: str = "") -> None:
        """Make the screen.

        Args:
            person_id: Whom the cursor begins at, a leaver perhaps; empty: the first one.
        """
        super().__init__()
        self._leavers = bool(person_id)
        self._summary = DirectorySummary(0, 0)
        self._pairs: Sequence[Pair] = ()
        self._wanted_person = person_id or None

    def compose_body(self) -> ComposeResult:
        """Show the list, the filter above and the preview below it."""
        yield PeopleFilterLine(PEOPLE.example)
        yield EmptyState(
            "Nobody yet",
            "The people of the business, of IT and of suppliers. Roles at customers are given on a customer's page,"
            " which can make a person on the spot.",
            [("n", "enter the first one"), ("2", "go to the customers")],
        )
        yield PeopleTable(
            COLUMNS, placeholder="Nobody fits the filter. F shows everybody.", id="people-table"
        )
        yield PersonPreview()

    @property
    def record_here(self) -> tuple[str, str] | None:
        """The person under the cursor."""
        here = self.query_one(PeopleTable).cursor_id if self.is_mounted else None
        return None if here is None else ("people", here)

    @property
    def table(self) -> PeopleTable:
        """Return the list."""
        return self.query_one(PeopleTable)

    @property
    def marked(self) -> frozenset[str]:
        """The ids of the marked people."""
        return self.table.marked if self.is_mounted else frozenset()

    @property
    def has_person(self) -> bool:
        """Whether there is a person to act on."""
        return self.is_mounted and self.table.cursor_id is not None

    @property
    def pairs_here(self) -> list[tuple[str, str]]:
        """The pairs that can be made one: the two marked people, or the one under the cursor with likely others."""
        if not self.is_mounted:
            return []
        if self.marked:
            first, *others = sorted(self.marked)
            return [(first, others[0])] if len(others) == 1 else []
        here = self.table.cursor_id
        return [(pair.first, pair.second) for pair in self._pairs if here in (pair.first, pair.second)]

    async def load(self) -> None:
        """Read the list again; the cursor stays on its person."""
        self.read_filter_again()
        self._summary = await self.gateway.read(summary, self.desk)
        self.list_again()
        pairs = await self.gateway.read(duplicates, self.desk)
        if pairs != self._pairs:
            self._pairs = pairs
            self.list_again()

    @property
    def _twice(self) -> frozenset[str]:
        return frozenset(person for pair in self._pairs for person in (pair.first, pair.second))

    def _pages(self) -> RecordPages[DirectoryPerson]:
        return directory(self.desk, self.only, leavers=self._leavers, twice=self._twice)

    def list_again(self) -> None:
        """Show who fits the filter."""
        nobody = self._summary.people + self._summary.leavers == 0
        self.set_class(nobody, "-without-people")
        twice, today = self._twice, self.clock.today()
        self.table.set_source(RecordSource(self._pages(), lambda person: person_row(person, today, twice)))
        if self._wanted_person is not None and self.table.move_cursor_to(self._wanted_person):
            self._wanted_person = None
        if self.focused is None and not nobody:
            self.table.focus()
        self._say()
        self.follow_cursor()

    def _say(self) -> None:
        total = self._summary.people
        parts = ["1 person" if total == 1 else f"{total} people"]
        if self._summary.leavers:
            parts.append(f"{self._summary.leavers} left")
        if self._pairs:
            pairs = len(self._pairs)
            parts.append("1 pair may be one" if pairs == 1 else f"{pairs} pairs may be one")
        self.answer = " · ".join(parts) if total + self._summary.leavers else ""
        self.state = tuple(self.filter_states(self.table.row_count))

    # The preview

    @on(Table.Highlighted)
    def _highlighted(self) -> None:
        self.follow_cursor()

    @on(Table.MarksChanged)
    def _marks_changed(self) -> None:
        self.refresh_bindings()

    @work(exclusive=True, group="beside")
    async def show_beside(self) -> None:
        """Show the preview of what is under the cursor."""
        shown = self.query_one(PersonPreview)
        if not shown.display:
            return
        here = self.table.cursor_id
        page = await self.gateway.read(person_page, self.desk, here) if here else None
        if page is None:
            shown.clear()
            return
        reasons = {
            pair.second if pair.first == here else pair.first: pair.reason
            for pair in self._pairs
            if here in (pair.first, pair.second)
        }
        doubts = []
        for other_id, reason in reasons.items():
            other = await self.gateway.read(person_page, self.desk, other_id)
            if other is not None:
                told = other.person.email or other.person.organisation or other.person.title
                doubts.append(one_line(f"{reason}: {other.person.name}{f', {told}' if told else ''}"))
        shown.show(page, self.clock.today(), doubts)

    # Filtering

    def to_list(self) -> None:
        """Give the list the keys, at once: the next key is meant for it."""
        self.set_focus(self.table)

    def filter_by(self, typed: str, name: str = "") -> None:
        """Filter by another line; a leaver whom one came for goes with it, unless the line lists leavers."""
        self._leavers = False
        super().filter_by(typed, name)

    async def filter_words(self) -> dict[str, list[str]]:
        """Return the tags that there are."""
        from brm_tui.desk.saved_filters import tags

        return {"tag": await self.gateway.read(tags, self.desk, "people")}

    # Acting on people

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_open_person()

    def action_unmark(self) -> None:
        """Take all marks off."""
        self.table.clear_marks()

    @work
    async def action_new(self) -> None:
        """Enter somebody, and go to them."""
        self._wanted_person = await new_record(self, "people")
        if self._wanted_person is not None and self.table.move_cursor_to(self._wanted_person):
            self._wanted_person = None

    @work
    async def action_open_person(self) -> None:
        """Change the person under the cursor."""
        if self.table.cursor_id is not None:
            await edit_record(self, "people", self.table.cursor_id)

    @work
    async def action_edit(self) -> None:
        """Change the person under the cursor, or one field of all marked ones."""
        from brm_tui.ui.bulk_editing import edit_marked

        if self.marked:
            await edit_marked(self, "people", sorted(self.marked))
        elif self.table.cursor_id is not None:
            await edit_record(self, "people", self.table.cursor_id)

    @work
    async def action_delete(self) -> None:
        """Delete the person under the cursor, or all marked ones."""
        await delete_records(self, "people", self.table.chosen)

    @work
    async def action_export(self) -> None:
        """Write who is listed as a file."""
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.people.exporting import COLUMNS as EXPORTED

        await export_list(self, "people", self._pages(), EXPORTED)

    @work
    async def action_merge(self) -> None:
        """Make one person of two."""
        from brm_tui.ui.screens.people.merging import merge

        for first, second in self.pairs_here[:1]:
            kept = await merge(self, first, second)
            if kept is not None:
                self.table.clear_marks()
                self._wanted_person = kept
