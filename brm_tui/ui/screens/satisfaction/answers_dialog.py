"""Entering the answers to a survey one after the other, the figure followed as it grows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.desk.satisfaction import Answer, SurveyPage, survey_page
from brm_tui.rules.answer_line import FORM, AnswerLine, read_answer
from brm_tui.rules.capture import Known
from brm_tui.rules.dates import show_date
from brm_tui.rules.satisfaction import score_allowed
from brm_tui.rules.short_lists import ANSWERS
from brm_tui.ui.arranging import NOTHING_FITS, Arranging, arranging_commands, export_command
from brm_tui.ui.commands import DELETE, EDIT, Command, Commanding
from brm_tui.ui.dialogs.base import SHORT, Dialog, Panel
from brm_tui.ui.screens.satisfaction.exporting import ANSWERS as ANSWER_COLUMNS
from brm_tui.ui.screens.satisfaction.reading import survey_facts
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.filter_line import FilterLine, words_line_commands
from brm_tui.ui.widgets.line_input import LineInput
from brm_tui.ui.widgets.rows import Cell, FixedSource, RecordSource, Row
from brm_tui.ui.widgets.sheet import Sheet
from brm_tui.ui.widgets.table import Table

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_COLUMNS = (
    Column("score", "Score", 5, align="right", sortable=False),
    Column("person", "Who", 18, minimum_width=12, weight=1, sortable=False),
    Column("customer", "Customer", 8, sortable=False),
    Column("comment", "In their own words", 30, minimum_width=16, weight=4, sortable=False),
    Column("date", "Came in", 11, sortable=False, priority=2),
)
_AROUND = 11
"""Lines of the dialog that are no answers."""
_FILTER_LINES = 2
_NOBODY = "Nobody answered yet. Type the first answer."


class AnswerTable(Commanding, Table):
    """The answers so far."""

    COMMANDS = (
        EDIT.command("answers.edit", "Edit answer", "Change the answer.", action="screen.edit"),
        DELETE.command("answers.delete", "Delete answer", "Delete the answer.", action="screen.delete"),
    )


class AnswerFilterLine(FilterLine):
    """The line above the answers."""

    COMMANDS = words_line_commands("answers.")


def _in_list(dialog: Any) -> bool:
    """Answer whether the keys go to answers; in the line they are letters."""
    return not dialog.is_bare and isinstance(dialog.focused, AnswerTable)


class AnswersDialog(Arranging, Dialog[bool]):
    """A line that takes an answer at each enter, the answers so far below it."""

    FILTERS, EXPORTED = ANSWERS, ANSWER_COLUMNS
    USUAL_ORDER = "As they came in"
    COMMANDS = (
        *arranging_commands("answers.", _in_list, in_footer=True),
        export_command("answers.export", "answers", _in_list),
        Command("answers.keep", "enter", "keep", "Keep the answer", "Keep the answer and go on to the next.",
                in_footer=True, in_palette=False),
        Command("answers.turn", "tab", "turn", "To the list", "Go to the answers so far, and back to the line.",
                footer="list", in_footer=True, in_palette=False, priority=True),
    )  # fmt: skip
    DEFAULT_CSS = """
    AnswersDialog Sheet { height: auto; margin: 0 0 1 0; }
    AnswersDialog Static { height: 1; color: $muted; }
    AnswersDialog Table { width: 1fr; background: $surface; margin: 1 0 0 0; }
    """

    def __init__(self, owner: DeskScreen, page: SurveyPage, customer_id: str, known: Known) -> None:
        """Make the dialog.

        Args:
            owner: The screen below it.
            page: The survey with its answers.
            customer_id: Whose answers are shown and entered; empty: of all.
            known: Whom a line can name.
        """
        super().__init__(page.line.head.name)
        self._owner = owner
        self._page = page
        self._customer_id = customer_id
        self._known = known

    @property
    def _today(self) -> date:
        return self._owner.clock.today()

    def compose_content(self) -> ComposeResult:
        """Show the figure, the line, what it means, and the answers so far."""
        yield Sheet(lambda width: survey_facts(self._page.line, width))
        yield LineInput(placeholder=FORM)
        yield Static(score_allowed(self._page.line.head.method), markup=False)
        yield AnswerFilterLine(ANSWERS.example)
        yield AnswerTable(_COLUMNS, placeholder=_NOBODY, id="answers-table")

    def on_mount(self) -> None:
        """Show the answers, and let the line have the keys."""
        super().on_mount()
        self.take(self._page.answers)
        self.entry.focus()

    @property
    def entry(self) -> LineInput:
        """Return the line that takes answers."""
        return self.query_one("AnswersDialog > Panel > LineInput", LineInput)

    @property
    def _home(self) -> DeskScreen:
        return self._owner

    def _fit(self, height: int) -> None:
        """Let the answers be as many as find room."""
        room = height - _AROUND - (0 if height < SHORT else 3)
        if self.query_one(AnswerFilterLine).display:
            room -= _FILTER_LINES
        self.query_one(AnswerTable).styles.height = max(3, min(24, room))

    def action_filter(self) -> None:
        """Type which answers to list."""
        super().action_filter()
        self._fit(self.app.size.height)

    def to_list(self) -> None:
        """Give the answers the keys."""
        self._fit(self.app.size.height)
        self.set_focus(self.query_one(AnswerTable))

    def show_listed(self) -> None:
        """List the answers that fit the words, and say so in the border."""
        table = self.query_one(AnswerTable)
        table.set_placeholder(NOTHING_FITS if self.is_filtered else _NOBODY)
        today = self._today
        table.set_source(RecordSource(FixedSource(self.listed), lambda answer: _row(answer, today)))
        self.query_one(Panel).border_subtitle = Content(" · ".join(self.arranged_states()))
        self.refresh_bindings()

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        self._say(self._read(event.value) if event.value.strip() else None)

    def _read(self, text: str) -> AnswerLine:
        return read_answer(text, self._known, self._page.line.head.method, self._today)

    def _say(self, line: AnswerLine | None, *, trying: bool = False) -> None:
        said = Content(score_allowed(self._page.line.head.method))
        if line is not None and line.problems:
            problem = line.problems[0]
            said = Content.styled(f"{problem[:1].upper()}{problem[1:]}.", "$bad" if trying else "$attention")
        elif line is not None:
            who = line.person.name if line.person is not None else "nobody named"
            said = Content(f"{'no score' if line.score is None else line.score} · {who}")
        self.query_one(Static).update(said)

    @work
    async def action_keep(self) -> None:
        """Keep the answer and empty the line for the next one."""
        field = self.entry
        line = self._read(field.value)
        if line.problems:
            self._say(line, trying=True)
            return
        field.value = ""
        owner, survey_id = self._owner, self._page.line.id
        await owner.gateway.write(_keep, owner.desk, survey_id, self._customer_id, line)
        await self._read_again(keep_cursor=False)

    async def _read_again(self, *, keep_cursor: bool = True) -> None:
        owner = self._owner
        page = await owner.gateway.read(survey_page, owner.desk, self._page.line.id, self._customer_id)
        if page is None:
            self.dismiss(None)
            return
        self._page = page
        self.query_one(Sheet).show(lambda width: survey_facts(page.line, width))
        self.take(page.answers)
        if not keep_cursor:
            self.query_one(AnswerTable).reload(keep_cursor=False)

    def action_turn(self) -> None:
        """Go from the line to the answers, and back."""
        table = self.query_one(AnswerTable)
        (self.entry if self.focused is table else table).focus()

    @on(Table.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_edit(self) -> None:
        """Change the answer under the cursor."""
        from brm_tui.ui.record_form import edit_record

        names = ("score", "person", "customer", "comment", "date", "internal")
        here = self.query_one(AnswerTable).cursor_id
        if here is not None and await edit_record(
            self._owner, "responses", here, names=names, title=self._page.line.head.name
        ):
            await self._read_again()

    @work
    async def action_delete(self) -> None:
        """Delete the answer under the cursor."""
        here = self.query_one(AnswerTable).cursor_id
        if here is not None:
            await self._owner.gateway.write(_delete, self._owner.desk, here)
            await self._read_again()

    @work
    async def action_export(self) -> None:
        """Write the answers as a file, without those that are internal."""
        from brm_tui.ui.list_export import export_list

        await export_list(
            self._owner, "answers", self.listed_pages, ANSWER_COLUMNS, internal=lambda answer: answer.internal
        )


def _row(answer: Answer, today: date) -> Row:
    return Row(
        answer.id,
        (
            Cell(
                "none" if answer.score is None else str(answer.score), "dim" if answer.score is None else ""
            ),
            Cell(answer.person or "–", "" if answer.person else "dim"),
            Cell(answer.customer_code or "–", "dim"),
            Cell(answer.comment),
            Cell(show_date(answer.date, today) if answer.date else "–", "dim"),
        ),
    )


# The models load with these, in the thread that runs them.


def _keep(desk: Desk, survey_id: str, customer_id: str, line: AnswerLine) -> str:
    from brm_tui.desk.surveys import keep_answer

    return keep_answer(desk, survey_id, customer_id, line)


def _delete(desk: Desk, answer_id: str) -> str:
    from brm_tui.desk.records import delete

    return delete(desk, "responses", answer_id)
