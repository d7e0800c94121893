"""What to talk about: the agenda, what both sides promised, and what happened since the last meeting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual.strip import Strip

from brm_tui.desk.meetings import MeetingPage, OpenAction, Since, SinceAction
from brm_tui.rules.dates import due_in_list, relative_date, show_date
from brm_tui.rules.topics import agenda_topics
from brm_tui.rules.vocabulary import ActionStatus, FeedbackKind, Priority, PromiseSide
from brm_tui.ui.commands import OPEN, Commanding
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, DRAFT, DUE, GOOD, UNKNOWN
from brm_tui.ui.widgets.columns import Column, cells_of, fitted
from brm_tui.ui.widgets.list_style import MARGIN, Piece, strip_of
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, as_cell, literal
from brm_tui.ui.widgets.table import Table

COLUMNS = (
    Column("sign", "", 1, sortable=False),
    Column("what", "What", 30, minimum_width=20, weight=1, sortable=False),
    Column("who", "Who", 14, minimum_width=10, sortable=False, priority=2),
    Column("when", "When", 12, sortable=False),
)
_SIDES = (
    (PromiseSide.IT, "IT promised"),
    (PromiseSide.BUSINESS, "Business promised"),
    (None, "Promised by nobody yet"),
)
_OPEN_KINDS = ("open", "new", "over")


def agenda_rows(page: MeetingPage, today: date) -> list[Row]:
    """Return everything to talk about, under headings."""
    rows = [_heading("Agenda")]
    lines = [line.strip() for line in page.detail.agenda.split("\n")]
    rows += [
        Row(f"agenda/{number}", ("", line.lstrip("-*• ") or line, Cell(_topics(line), "dim"), ""))
        for number, line in enumerate(lines)
        if line
    ]
    if len(rows) == 1:
        said = "none yet; e writes one, a forum's standing agenda comes by itself"
        rows.append(Row("no agenda", (Cell(said, "dim"),), kind="heading", depth=1))
    rows += _promises(page, today)
    rows += _since(page.since, today)
    return rows


def _topics(line: str) -> str:
    """Return the topics that a line of an agenda carries."""
    return " ".join(f"#{topic.value.replace(' ', '-')}" for topic in agenda_topics(line))


def _heading(title: str, *more: Cell) -> Row:
    return Row(f"heading {title}", (title, *more), kind="heading")


def _promises(page: MeetingPage, today: date) -> list[Row]:
    several = len(page.customers) > 1
    rows: list[Row] = []
    for side, title in _SIDES:
        found = [action for action in page.open if action.side is side]
        if not found and side is None:
            continue
        late = sum(action.due is not None and action.due < today for action in found)
        count = Cell(f"· {len(found)}" if found else "· nothing open", "dim")
        rows.append(_heading(title, count, *([Cell(f"{BAD.text} {late} late", "bad")] if late else [])))
        rows += [_open_row(action, today, several=several) for action in found]
    return rows


def _open_row(action: OpenAction, today: date, *, several: bool) -> Row:
    sign = Cell(UNKNOWN.text, "dim")
    if action.due is not None and action.due < today:
        sign = Cell(BAD.text, "bad")
    elif action.status is ActionStatus.BLOCKED:
        sign = Cell(ATTENTION.text, "attention")
    elif action.due == today:
        sign = Cell(DUE.text, "attention")
    urgent = f"!{action.priority.value} " if action.priority in (Priority.HIGH, Priority.URGENT) else ""
    blocked = "blocked: " if action.status is ActionStatus.BLOCKED else ""
    whose = f"{action.customer}: " if several else ""
    when = Cell(due_in_list(action.due, today) if action.due else "no date", sign.style or "dim")
    return Row(
        f"open/{action.id}",
        (sign, f"{whose}{urgent}{blocked}{action.title}", Cell(action.assignee or "nobody", "dim"), when),
    )


def _since(since: Since, today: date) -> list[Row]:
    last = since.last
    if last is None:
        said = Cell("· no meeting was held before this one", "dim")
        return [_heading("Since we last met", said)]
    day = last.start.date()
    met = f"· {show_date(day, today)}, {relative_date(day, today)}"
    other = "" if last.same else f"· {last.title}"
    rows = [_heading("Since we last met", Cell(met, "dim"), Cell(other, "dim"))]
    done, new, over = Cell(DONE.text, "good"), Cell("+", "accent"), Cell(DUE.text, "attention")
    rows += _action_rows("done", done, since.done, lambda action: _day(action.day, today))
    rows += _action_rows("new", new, since.new, lambda action: _day(action.day, today))
    rows += _action_rows("over", over, since.carried_over, lambda action: _day(action.day, today))
    for change in since.changes:
        title = f"{change.code} {change.title}" if change.code else change.title
        when = _day(change.window_start.date(), today)
        rows.append(
            Row(
                f"change/{change.id}",
                (Cell("∙", "dim"), f"Change {title}", Cell(change.state.value, "dim"), when),
            )
        )
    for number, found in enumerate(since.amendments):
        name = f"Agreement: {found.what} ‘{found.name}’" if found.name else f"Agreement: {found.what}"
        when = _day(found.at.date(), today)
        row_id = f"agreement/{number}/{found.agreement_id}"
        rows.append(Row(row_id, (Cell(DRAFT.text, "dim"), name, Cell(found.how, "dim"), when)))
    for entry in since.feedback:
        good = entry.kind is FeedbackKind.COMPLIMENT
        sign = Cell(GOOD.text, "good") if good else Cell(ATTENTION.text, "attention")
        when = _day(entry.closed or entry.received, today)
        title = f"{entry.kind.value.capitalize()}: {entry.title}"
        rows.append(Row(f"feedback/{entry.id}", (sign, title, Cell(entry.state.value, "dim"), when)))
    if len(rows) == 1:
        rows.append(
            Row("nothing since", (Cell("nothing that the desk knows of", "dim"),), kind="heading", depth=1)
        )
    return rows


def _action_rows(
    kind: str, sign: Cell, actions: Sequence[SinceAction], when: Callable[[SinceAction], Cell]
) -> list[Row]:
    word = {"done": "Done: ", "new": "New: ", "over": "Put off: "}[kind]
    return [
        Row(
            f"{kind}/{action.id}",
            (sign, word + action.title, Cell(action.assignee or "", "dim"), when(action)),
        )
        for action in actions
    ]


def _day(day: date | None, today: date) -> Cell:
    return Cell("" if day is None else show_date(day, today), "dim")


class AgendaTable(Commanding, Table):
    """The list of what to talk about."""

    head_height = 0

    COMMANDS = (
        OPEN.command(
            "meeting.open",
            "Open",
            "Show what the line is about.",
            condition=lambda table: table.cursor_id is not None,
        ),
    )

    def __init__(self) -> None:
        super().__init__(COLUMNS, id="meeting-agenda")

    def show(self, page: MeetingPage, today: date) -> None:
        """List what a meeting is about."""
        self.set_source(FixedSource(agenda_rows(page, today)))

    def paint_head(self, line: int, width: int) -> Strip:
        """Return an empty line; the headings between the lines say enough."""
        return Strip.blank(width, self.paint_style())

    def paint_item(self, item: Row, line: int, width: int, *, cursor: bool, marked: bool) -> Strip:
        """Return a line; one of the agenda has all columns to itself, its topics at the end."""
        if not item.id.startswith("agenda/"):
            return super().paint_item(item, line, width, cursor=cursor, marked=marked)
        topics = literal(as_cell(item.cells[2]).text)
        beside = f"  {topics}" if topics else ""
        text = fitted(literal(as_cell(item.cells[1]).text), width - MARGIN - cells_of(beside))
        pieces: list[Piece] = [
            *self.margin(cursor=cursor, marked=marked),
            (text, self.paint_style(cursor=cursor)),
            (beside, self.paint_style("dim", cursor=cursor)),
        ]
        return strip_of(pieces, width)

    @property
    def on_line(self) -> tuple[str, str]:
        """What the line under the cursor is, and its id."""
        kind, _, row_id = (self.cursor_id or "").partition("/")
        return kind, row_id

    @property
    def open_action(self) -> str | None:
        """The open action under the cursor."""
        kind, row_id = self.on_line
        return row_id if kind in _OPEN_KINDS else None
