"""The first half of a brief: whom one meets, what was decided, what is open on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.dates import due_in_list, relative_date, show_date
from brm_tui.rules.topics import agenda_topics
from brm_tui.rules.vocabulary import ActionStatus, Attendance, Engagement, Priority, PromiseSide, Side
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, GOOD, UNKNOWN, Glyph
from brm_tui.ui.widgets.sheet import cut, section, spread, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.brief import Brief, BriefPerson
    from brm_tui.desk.meetings import OpenAction

_NUMBER = re.compile(r"^[0-9]{1,2}[.)] ")
"""How agendas number their items; the list has signs of its own."""
_MOST_PEOPLE, _MOST_PROMISES, _MOST_DECISIONS, _MOST_AGENDA = 8, 6, 6, 6
_SIDES = (
    (PromiseSide.IT, "IT promised"),
    (PromiseSide.BUSINESS, "The business promised"),
    (None, "Promised by nobody yet"),
)
_ORDER = list(Engagement)


def dim(text: str) -> Content:
    """Return a text that steps back."""
    return Content.styled(text, "$muted")


def shortened(lines: Sequence[Content], most: int) -> list[Content]:
    """Return at most so many lines; the last one says how many more there are."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], dim(f"  and {len(lines) - most + 1} more")]


def before_lines(brief: Brief, today: date, width: int) -> Iterator[Content]:
    """Return whom one meets, the agenda, what was decided last time, and what is open."""
    yield from _people(brief, width)
    if brief.meeting is not None and brief.meeting.agenda.strip():
        lines = [_agenda_line(line, width) for line in brief.meeting.agenda.splitlines() if line.strip()]
        yield from section("Agenda", shortened(lines, _MOST_AGENDA))
    yield from _promises(brief, today, width)
    yield from _last(brief, today, width)


def _people(brief: Brief, width: int) -> Iterator[Content]:
    theirs = [person for person in brief.people if person.side is not Side.IT]
    ours = [person for person in brief.people if person.side is Side.IT]
    lines = [_person(person, width) for person in theirs]
    nobody = "nobody of the business is invited" if brief.meeting else "nobody is known yet"
    lines = shortened(lines, _MOST_PEOPLE) or [Content.assemble((f"{ATTENTION.text} ", "$attention"), nobody)]
    if ours:
        with_us = ", ".join(one_line(person.name) for person in ours)
        lines.append(cut(Content.assemble("  ", dim("for IT  "), with_us), width))
    yield from section("Whom you meet", lines)


def _person(person: BriefPerson, width: int) -> Content:
    sign, said = how_they_stand(person)
    what = ", ".join(person.roles) or one_line(person.title) or "no role here"
    mark = " ★" if person.primary else ""
    optional = " (optional)" if person.invited is Attendance.OPTIONAL else ""
    left = Content.assemble(f"  {one_line(person.name)}{mark}", (f"{optional}  {what}", "$muted"))
    right = Content.assemble((sign.text, sign.style), " ", dim(said))
    if person.influence is not None:
        weighed = right + dim(f", {person.influence.value} influence")
        if left.cell_length + 2 + weighed.cell_length <= width:
            right = weighed
    return spread(left, right, width)


def how_they_stand(person: BriefPerson) -> tuple[Glyph, str]:
    """Return how somebody stands to the relationship, and where they are wanted when that is further."""
    now, wanted = person.engagement_now, person.engagement_wanted
    if now is None:
        return UNKNOWN, "not known"
    behind = wanted is not None and _ORDER.index(now) < _ORDER.index(wanted)
    sign = BAD if now is Engagement.RESISTANT else ATTENTION if behind else GOOD
    return sign, f"{now.value} → {wanted.value}" if wanted and behind else now.value


def _agenda_line(line: str, width: int) -> Content:
    topics = " ".join(f"#{topic.value.replace(' ', '-')}" for topic in agenda_topics(line))
    return spread(
        Content.assemble(("· ", "$muted"), _NUMBER.sub("", one_line(line).lstrip("-*• "))), dim(topics), width
    )


def _promises(brief: Brief, today: date, width: int) -> Iterator[Content]:
    several = len(brief.customers) > 1
    for side, title in _SIDES:
        own = [action for action in brief.promises if action.side is side]
        if not own and side is None:
            continue
        late = sum(action.due is not None and action.due < today for action in own)
        count = Content.assemble(
            (f"{len(own)} open" if own else "nothing open", "$muted"),
            (f"  {BAD.text} {late} late" if late else "", "$bad"),
        )
        yield spread(Content.styled(title, "bold"), count, width)
        yield from shortened(
            [_promise(action, today, width, several=several) for action in own], _MOST_PROMISES
        )
        yield Content("")


def _promise(action: OpenAction, today: date, width: int, *, several: bool) -> Content:
    late = action.due is not None and action.due < today
    sign = Content.assemble((BAD.text, "$bad"), " ") if late else Content("  ")
    whose = f"{action.customer}: " if several else ""
    urgent = f"!{action.priority.value} " if action.priority in (Priority.HIGH, Priority.URGENT) else ""
    blocked = "blocked: " if action.status is ActionStatus.BLOCKED else ""
    over = f", put off {action.carried_over} ×" if action.carried_over else ""
    due = due_in_list(action.due, today) if action.due is not None else "no date"
    who = f"  {one_line(action.assignee)}" if action.assignee else "  nobody"
    title = Content.assemble(
        sign, whose, (urgent + blocked, "$attention"), one_line(action.title), (who, "$muted")
    )
    return spread(title, Content.styled(due + over, "$bad" if late else "$muted"), width)


def _last(brief: Brief, today: date, width: int) -> Iterator[Content]:
    last = brief.since.last
    if last is None:
        lines = [dim("  no meeting was held before this one")]
        yield from section("Last met", lines)
        return
    day = last.start.date()
    when = dim(f"{show_date(day, today)}, {relative_date(day, today)}")
    yield spread(Content.assemble(("Last met", "bold"), dim(f"  {one_line(last.title)}")), when, width)
    decided = [line.strip().lstrip("-*• ") for line in last.decisions.splitlines() if line.strip()]
    lines = []
    for decision in decided:
        first, *rest = wrapped(decision, width - 2) or [Content("")]
        lines += [
            Content.assemble(("! ", "$accent"), first),
            *(Content.assemble("  ", line) for line in rest),
        ]
    yield from shortened(lines, 2 * _MOST_DECISIONS) or [dim("  nothing was decided")]
    yield Content("")
