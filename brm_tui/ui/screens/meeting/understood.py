"""What was understood of the minutes, beside them: each action and decision with who and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual.content import Content
from textual.widget import Widget

from brm_tui.rules.dates import show_full_date
from brm_tui.rules.minutes import Decision, MinutesAction, MinutesReader
from brm_tui.rules.minutes_actions import MeetingAction, linked
from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, DONE, GOOD, UNKNOWN


@dataclass(frozen=True, slots=True)
class Understood:
    """One line of the minutes that is more than text.

    Attributes:
        number: Which line of the text.
        said: Says what it means; only asked for what is seen.
    """

    number: int
    said: Callable[[], Content]


def understood(
    text: str, saved: str, reader: MinutesReader, actions: Sequence[MeetingAction], today: date
) -> tuple[list[Understood], Content]:
    """Return what is understood of a text, and its sum in a line.

    Args:
        text: The minutes as they are.
        saved: As they were last saved.
        reader: What reads their lines.
        actions: The actions that came of the meeting.
        today: What dates are shown by.
    """
    found = [(number, entry) for number, entry in reader.lines(text) if entry.text]
    lines = [entry for _, entry in found if isinstance(entry, MinutesAction) and entry.title]
    links = iter(linked(lines, reader.actions(saved), actions))
    entries = []
    decisions = problems = 0
    several = len(reader.customers) > 1
    for number, entry in found:
        if isinstance(entry, Decision):
            decisions += 1
            said = partial(_decision, entry)
        else:
            problems += bool(entry.problem)
            link = next(links) if entry.title else None
            action, changes = (link.action, bool(link.changes)) if link else (None, False)
            said = partial(_action, entry, action, changes, today, several=several)
        entries.append(Understood(number, said))
    parts = [_counted(len(lines), "action"), _counted(decisions, "decision")]
    if not entries:
        return [], Content.styled("Actions and decisions show here while you write them.", "$muted")
    total = Content.styled(" · ".join(parts), "bold")
    if problems:
        total = Content.assemble(total, (f"   {ATTENTION.text} {problems} not understood", ATTENTION.style))
    return entries, total


def _counted(count: int, noun: str) -> str:
    return f"1 {noun}" if count == 1 else f"{count} {noun}s"


def _decision(line: Decision) -> Content:
    return Content.assemble((f"{GOOD.text} ", "$text-accent"), ("decided  ", "$muted"), one_line(line.text))


def _action(
    line: MinutesAction, action: MeetingAction | None, changes: bool, today: date, *, several: bool
) -> Content:
    sign = UNKNOWN
    if line.problem:
        sign = ATTENTION
    elif line.done or (action is not None and action.status is ActionStatus.DONE):
        sign = DONE
    who = line.assignee.name if line.assignee else line.side or "nobody"
    facts = [who, show_full_date(line.due, today) if line.due else "no date"]
    if several and line.customer is not None:
        facts.append(f"for {line.customer.code}")
    if line.priority is not None:
        facts.append(line.priority.value)
    said = Content.assemble(
        (f"{sign.text} ", sign.style),
        (one_line(" · ".join(facts)), "$foreground"),
        ("  ", ""),
        (one_line(line.title), "$muted"),
    )
    if line.problem:
        return Content.assemble(
            (f"{sign.text} ", sign.style),
            (one_line(line.problem), ATTENTION.style),
            ("  ", ""),
            (one_line(line.title), "$muted"),
        )
    note = ""
    if action is not None and action.gone:
        note = "deleted from the board"
    elif action is not None and changes:
        note = "changed"
    elif action is not None:
        note = "on the board"
    return Content.assemble(said, (f"  {note}", "$muted italic")) if note else said


class UnderstoodPane(Widget):
    """Lists what was understood; the entry of the line that is written stays in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Understood] = ()
        self._total = Content("")
        self._line = 0

    def show(self, entries: Sequence[Understood], total: Content) -> None:
        """Show other entries."""
        self._entries, self._total = entries, total
        self.refresh()

    def follow(self, line: int) -> None:
        """Keep a line of the text in sight."""
        if line != self._line:
            self._line = line
            self.refresh()

    def render(self) -> Content:
        """Return the sum, and as many entries as there is room for."""
        width, room = self.content_size.width, max(1, self.content_size.height - 1)
        place = sum(entry.number < self._line for entry in self._entries)
        first = max(0, min(place - room // 2, len(self._entries) - room))
        lines = [self._total]
        for entry in self._entries[first : first + room]:
            said = entry.said()
            if entry.number == self._line:
                said = said.stylize("bold")
            lines.append(said.truncate(width, ellipsis=True))
        return Content("\n").join(lines)
