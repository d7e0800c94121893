"""Which action a line of the minutes already is, and what a line that was edited changes in it.

Lines and actions are told apart by their text alone. A line is an action of its meeting when it says a title
that the action has, or once had: renaming a card on the board never makes the line a second action. A line that
was edited since it was saved is still the same action when it is much alike, and what it says otherwise goes
into the action as far as nobody touched that elsewhere: a due date that was put off on the board stays. Once
an action was renamed elsewhere, a reworded line is an action of its own. A line that is taken out takes no action
with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from brm_tui.rules.minutes import MinutesAction
from brm_tui.rules.vocabulary import ActionStatus, Priority
from brm_tui.text import sort_form

_ALIKE = 0.6
_MOST_COMPARED = 400
_ENDED = (ActionStatus.DONE, ActionStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class MeetingAction:
    """An action that came of the meeting, as it is now.

    Attributes:
        titles: Every title it has or had, in the form that is compared.
        gone: Whether it was deleted: its line makes no other one, unless it is reworded.
    """

    id: str
    title: str
    titles: frozenset[str]
    assignee_id: str | None
    due: date | None
    priority: Priority
    status: ActionStatus
    gone: bool = False


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """A line and the action that it is.

    Attributes:
        line: What the line says.
        action: The action; None: it becomes a new one.
        changes: Fields of the action that the line changes.
    """

    line: MinutesAction
    action: MeetingAction | None
    changes: dict[str, object]


def linked(
    now: Sequence[MinutesAction], saved: Sequence[MinutesAction], actions: Sequence[MeetingAction]
) -> list[LinkedLine]:
    """Return for each action line which action it is, and what it changes in it.

    Args:
        now: The lines as they are.
        saved: The lines as they were last saved.
        actions: The actions that came of the meeting.
    """
    known = _by_text(now, actions)
    before = {action.id: line for line, action in zip(saved, _by_text(saved, actions), strict=True) if action}
    taken = {action.id for action in known if action is not None}
    free = [
        action
        for action in actions
        if action.id in before
        and action.id not in taken
        and not action.gone
        and before[action.id].title == action.title
    ]
    waiting = [place for place, action in enumerate(known) if action is None]
    for place, action in _alike([(place, now[place].title) for place in waiting], free).items():
        known[place] = action
    return [
        LinkedLine(line, action, _changes(line, before.get(action.id), action) if action else {})
        for line, action in zip(now, known, strict=True)
    ]


def _by_text(lines: Sequence[MinutesAction], actions: Sequence[MeetingAction]) -> list[MeetingAction | None]:
    """Return the action of each line by its title, today's before those of old; each action once."""
    found: list[MeetingAction | None] = [None] * len(lines)
    bearing: dict[str, list[MeetingAction]] = {}
    for action in sorted(actions, key=lambda action: action.gone):
        for title in action.titles | {sort_form(action.title)}:
            bearing.setdefault(title, []).append(action)
    taken: set[str] = set()
    for only_today in (True, False):
        for place, line in enumerate(lines):
            if found[place] is not None:
                continue
            # An action that was made before its person was known bears the name in its title.
            keys = tuple(dict.fromkeys((sort_form(line.title), sort_form(line.full_title))))
            for action in (action for key in keys for action in bearing.get(key, ())):
                if action.id not in taken and not (only_today and sort_form(action.title) not in keys):
                    found[place] = action
                    taken.add(action.id)
                    break
    return found


def _alike(lines: Sequence[tuple[int, str]], free: Sequence[MeetingAction]) -> dict[int, MeetingAction]:
    """Return the actions of lines that were edited, by the place of the line; each action once."""
    pairs = [(line, action) for line in lines for action in free]
    if len(pairs) > _MOST_COMPARED:  # everything was written anew: what stands at the same place is compared
        pairs = list(zip(lines, free, strict=False))
    rated = []
    for order, ((place, title), action) in enumerate(pairs):
        compare = SequenceMatcher(None, sort_form(action.title), sort_form(title), autojunk=False)
        if compare.real_quick_ratio() >= _ALIKE and (ratio := compare.ratio()) >= _ALIKE:
            rated.append((-ratio, order, place, action))
    found: dict[int, MeetingAction] = {}
    taken: set[str] = set()
    for _ratio, _order, place, action in sorted(rated, key=lambda entry: entry[:2]):
        if place not in found and action.id not in taken:
            found[place] = action
            taken.add(action.id)
    return found


def _changes(line: MinutesAction, before: MinutesAction | None, action: MeetingAction) -> dict[str, object]:
    """Return what an edited line changes: each field only while the action has it as the line said it."""
    changes: dict[str, object] = {}
    if action.gone:
        return changes
    if before is None:
        if line.done and action.status not in _ENDED:
            changes["status"] = ActionStatus.DONE.value
        return changes
    if line.title != before.title and action.title == before.title:
        changes["title"] = line.title
    now_who, was_who = (None if said.assignee is None else said.assignee.id for said in (line, before))
    named_later = now_who is not None and action.assignee_id is None and action.title == line.full_title
    if named_later:
        changes["title"] = line.title
    if named_later or (now_who != was_who and action.assignee_id == was_who):
        changes["assignee"] = now_who
        if line.side:
            changes["promised_by"] = line.side
    if line.due != before.due and action.due == before.due:
        changes["due"] = line.due
    now_priority, was_priority = line.priority or Priority.NORMAL, before.priority or Priority.NORMAL
    if now_priority is not was_priority and action.priority is was_priority:
        changes["priority"] = now_priority.value
    if line.done and not before.done and action.status not in _ENDED:
        changes["status"] = ActionStatus.DONE.value
    elif before.done and not line.done and action.status is ActionStatus.DONE:
        changes["status"] = ActionStatus.PLANNED.value
    return changes
