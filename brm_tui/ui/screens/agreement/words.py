"""An agreement's figures and states in the words that the screen uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from brm_tui.desk.agreement_pages import (
    EMPTY,
    LACKING,
    WAITING,
    AgreementPage,
    AttendeeRow,
    ForumRow,
    ObjectiveRow,
    Version,
)
from brm_tui.errors import FieldError
from brm_tui.rules.agreements import EXPIRED, Finding
from brm_tui.rules.dates import MONTHS, WEEKDAYS
from brm_tui.rules.day_rules import DayKind, read_day_rule
from brm_tui.rules.numbers import show_minutes
from brm_tui.rules.recurrence_words import ordinal
from brm_tui.rules.vocabulary import ForumFrequency, Side, SignatureState, VersionState
from brm_tui.text import one_line
from brm_tui.ui import glyphs

_SOON = 60
_CHANGES, _END, _NAMES = 1, 2, 3
"""How early these are left out of the head: those who are to sign are the first to go."""
_WEEKLY = (ForumFrequency.WEEKLY, ForumFrequency.FORTNIGHTLY)

#: How a section stands, to its sign.
MARKS = {EMPTY: glyphs.UNKNOWN, LACKING: glyphs.ATTENTION, WAITING: glyphs.WAITING}

SIGNATURE_SIGNS = {
    SignatureState.PENDING: glyphs.WAITING,
    SignatureState.SIGNED: glyphs.DONE,
    SignatureState.DECLINED: glyphs.BAD,
    SignatureState.VOIDED: glyphs.UNKNOWN,
}


def mark_of(mark: str) -> glyphs.Glyph:
    """Return the sign of how a section stands."""
    return MARKS.get(mark, glyphs.DONE)


def day_of(day: date | None, today: date) -> str:
    """Return ``12 Nov``, with the year when it is another one; a dash for none."""
    if day is None:
        return "–"
    shown = f"{day.day} {MONTHS[day.month - 1]}"
    return shown if day.year == today.year else f"{shown} {day.year}"


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 change``, ``2 changes``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def said(finding: Finding) -> str:
    """Return a finding as a sentence without its end."""
    if finding.subject:
        return f"{finding.subject} {finding.message}"
    return finding.message[:1].upper() + finding.message[1:]


def number(value: float | None) -> str:
    """Return a figure without superfluous decimals; a question mark where nothing is known."""
    return "?" if value is None else repr(value).removesuffix(".0")


def measure(objective: ObjectiveRow) -> str:
    """Return ``9 → 5 (7)``: from the baseline to the target, and where it stands; empty: nothing is set."""
    if objective.baseline is None and objective.target is None and objective.actual is None:
        return ""
    now = "" if objective.actual is None else f" ({number(objective.actual)})"
    return f"{number(objective.baseline)} → {number(objective.target)}{now}"


def rhythm(forum: ForumRow) -> str:
    """Return how often a forum meets: ``Monthly 1st Tue 10:00, 1 h``."""
    words = [forum.frequency.value.capitalize(), _day_words(forum), forum.start_time.lstrip("0") or "0"]
    return f"{' '.join(filter(None, words))}, {show_minutes(forum.length)}"


def _day_words(forum: ForumRow) -> str:
    first = forum.first_date
    try:
        rule = read_day_rule(forum.day_rule)
    except FieldError:
        return forum.day_rule
    month = f" of {MONTHS[first.month - 1]}" if forum.frequency is ForumFrequency.YEARLY else ""
    match rule.kind:
        case DayKind.SAME if forum.frequency in _WEEKLY:
            return WEEKDAYS[first.weekday()]
        case DayKind.SAME:
            return f"{first.day} {MONTHS[first.month - 1]}" if month else f"day {first.day}"
        case DayKind.WEEKDAYS:
            return ", ".join(WEEKDAYS[day] for day in rule.weekdays)
        case DayKind.ORDINAL_WEEKDAY:
            return f"{ordinal(rule.number)} {WEEKDAYS[rule.weekdays[0]]}{month}"
    return f"{rule.words}{month}"


def who(attendees: Sequence[AttendeeRow]) -> str:
    """Return how many attend and of which side: ``6, both sides``."""
    if not attendees:
        return "nobody"
    sides = {attendee.side for attendee in attendees}
    if {Side.BUSINESS, Side.IT} <= sides:
        return f"{len(attendees)}, both sides"
    return f"{len(attendees)}, only {', '.join(sorted(side.value for side in sides))}"


def version_words(version: Version, today: date) -> str:
    """Return how a version stands and since when: ``in force since 1 Jan``."""
    row = version.row
    if version.shown_state == EXPIRED:
        return f"expired {day_of(row.expires, today)}"
    match row.state:
        case VersionState.PROPOSED:
            return f"proposed {day_of(version.proposed, today)}"
        case VersionState.ACCEPTED:
            later = row.effective is not None and row.effective > today
            return f"in force {'from' if later else 'since'} {day_of(row.effective, today)}"
    return f"{row.state.value} {day_of(row.ended, today)}"


def to_sign(version: Version) -> str:
    """Return who is still to sign a version: ``Lea Lind, Ivo Ilic``; the role where nobody has it."""
    return ", ".join(one_line(line.person or line.role.value) for line in version.pending)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that the head says of an agreement.

    Attributes:
        full: As it is said where there is room.
        short: As it is said where there is little.
        gives_way: How early it is left out where there is none; 0 stays.
        shortens: Whether it is shortened before the others.
    """

    full: Content
    short: Content
    gives_way: int = 0
    shortens: bool = False


def standing(page: AgreementPage, room: int) -> Content:
    """Return the agreement's state in one line of at most so many cells, for the head."""
    parts = _parts(page)
    without_names = [part for part in parts if part.gives_way != _NAMES]
    without_end = [part for part in parts if part.gives_way != _END]
    tried = (
        [part.full for part in parts],
        *([part.short if part.shortens else part.full for part in some] for some in (parts, without_end)),
        [part.full for part in without_names],
        [part.short for part in parts],
    )
    for words in tried:
        line = _joined(words)
        if line.cell_length <= room:
            return line
    while True:
        line = _joined([part.short for part in without_names])
        least = max(without_names, key=lambda part: part.gives_way)
        if line.cell_length <= room or not least.gives_way:
            return line
        without_names.remove(least)


def _joined(parts: Sequence[Content]) -> Content:
    return Content.styled(" · ", "$faint").join(parts)


def _parts(page: AgreementPage) -> list[Part]:
    today = page.today
    parts: list[Part] = []
    if page.ended:
        ended = glyphs.BAD.content(f"ended {day_of(page.head.ended, today)}")
        parts.append(Part(ended, ended))
    if page.proposed is not None:
        called = f"v{page.proposed.number} "
        signed = f"{page.proposed.row.signed} of 4"
        parts.append(
            Part(
                Content.assemble(
                    called, version_words(page.proposed, today), (" · ", "$faint"),
                    glyphs.WAITING.content(f"{signed} signed"),
                ),
                Content.assemble(called, glyphs.WAITING.content(signed)),
                shortens=True,
            )
        )  # fmt: skip
        names = Content.styled(f"{to_sign(page.proposed)} to sign", "$attention")
        parts.append(Part(names, names, gives_way=_NAMES))
    if page.in_force is not None:
        parts.extend(_in_force(page, page.in_force))
    if not parts:
        last = page.versions[0] if page.versions else None
        tried = f"draft, v{last.number} {version_words(last, today)}" if last else "draft, not proposed yet"
        parts.append(Part(glyphs.DRAFT.content(tried), glyphs.DRAFT.content("draft")))
    if page.changes is not None and page.changes.amendments and not page.ended:
        changed = counted(len(page.changes.amendments), "change")
        parts.append(Part(Content(f"{changed} since"), Content(changed), gives_way=_CHANGES))
    return parts


def _in_force(page: AgreementPage, version: Version) -> list[Part]:
    today, expires = page.today, version.row.expires
    called = f"v{version.number} {version_words(version, today)}"
    if version.shown_state == EXPIRED:
        return [Part(glyphs.BAD.content(called), glyphs.BAD.content(called))]
    later = version.row.effective is not None and version.row.effective > today
    short = called if later else f"v{version.number} in force"
    parts = [Part(Content(called), Content(short))]
    left = (expires - today).days if expires is not None else None
    if left is not None and left <= _SOON:
        soon = glyphs.ATTENTION.content("ends today" if left == 0 else f"ends in {counted(left, 'day')}")
        parts.append(Part(soon, soon, gives_way=_END))
    return parts
