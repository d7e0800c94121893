"""Entering the answers to a survey one after the other, the figure followed as it grows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.desk.satisfaction import Answer, SurveyPage, survey_page
from brm_tui.rules.answer_line import FORM, AnswerLine, read_answer
from brm_tui.rules.capture import Known
from brm_tui.rules.dates import show_date
from brm_tui.rules.satisfaction import score_allowed
from brm_tui.ui.commands import DELETE, EDIT, EXPORT, Command, Commanding
from brm_tui.ui.dialogs.base import SHORT, Dialog
from brm_tui.ui.screens.satisfaction.reading import survey_facts
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.line_input import LineInput
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row
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


class AnswerTable(Commanding, Table):
    """The answers so far."""

    COMMANDS = (
        EDIT.command("answers.edit", "Edit answer", "Change the answer.", action="screen.edit"),
        DELETE.command("answers.delete", "Delete answer", "Delete the answer.", action="screen.delete"),
        EXPORT.command(
            "answers.export",
            "Export the answers",
            "Write the answers as a CSV or Excel file.",
            action="screen.export",
            condition=lambda table: table.row_count > 0,
        ),
    )


class AnswersDialog(Dialog[bool]):
    """A line that takes an answer at each enter, the answers so far below it."""

    COMMANDS = (
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
        yield AnswerTable(
            _COLUMNS,
            self._source(),
            placeholder="Nobody answered yet. Type the first answer.",
            id="answers-table",
        )

    def on_mount(self) -> None:
        """Let the line have the keys."""
        super().on_mount()
        self.query_one(LineInput).focus()

    def _fit(self, height: int) -> None:
        """Let the answers be as many as find room."""
        room = height - _AROUND - (0 if height < SHORT else 3)
        self.query_one(AnswerTable).styles.height = max(3, min(24, room))

    def _source(self) -> FixedSource[Row]:
        return FixedSource([_row(answer, self._today) for answer in self._page.answers])

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
        field = self.query_one(LineInput)
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
        self.query_one(AnswerTable).set_source(self._source(), keep_cursor=keep_cursor)

    def action_turn(self) -> None:
        """Go from the line to the answers, and back."""
        table = self.query_one(AnswerTable)
        (self.query_one(LineInput) if self.focused is table else table).focus()

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
        from brm_tui.desk.list_export import AtOnce
        from brm_tui.ui.list_export import export_list
        from brm_tui.ui.screens.satisfaction.exporting import ANSWERS

        answers = AtOnce(self._page.answers)
        await export_list(self._owner, "answers", answers, ANSWERS, internal=lambda answer: answer.internal)


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
