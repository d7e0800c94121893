"""One piece of feedback in lines: what it is, its life, what was said and done, and why it is due when it is."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from brm_tui.desk.feedback_pages import FeedbackPage
from brm_tui.rules.dates import relative_date, show_date
from brm_tui.rules.feedback_due import Age, age_words
from brm_tui.rules.feedback_life import LIVES
from brm_tui.rules.vocabulary import FeedbackKind
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD, DONE, GOOD, UNKNOWN
from brm_tui.ui.screens.feedback.table import AGE_GLYPHS
from brm_tui.ui.widgets.sheet import cut, section, spread, wrapped

_LABEL = 11


def facts(page: FeedbackPage, today: date, width: int) -> list[Content]:
    """Return what it is, whose and how old."""
    line, found = page.line, page.age
    sign = AGE_GLYPHS[found.age]
    age = age_words(found)
    if found.age is Age.LATE and found.days_open is not None:
        age = f"{age}, open {found.days_open} days"
    said = [
        ("", Content.assemble((sign.text, sign.style), " ", age)),
        ("Customer", Content(one_line(line.customer))),
        ("Said by", Content(one_line(page.texts.person or ""))),
        ("What", Content(_kind(page))),
        ("Service", Content(one_line(line.service or ""))),
        ("Cause", Content(one_line(line.cause))),
        ("Owner", Content(one_line(line.owner or "nobody"))),
        (
            "Due",
            Content(show_date(line.due, today) + f", {relative_date(line.due, today)}" if line.due else ""),
        ),
    ]
    if line.internal:
        said.append(("", Content.styled("internal: stays in the house", "$muted")))
    lines = [Content.styled(one_line(line.title), "bold")]
    lines += [
        Content.assemble((label.ljust(_LABEL) if label else "", "$muted"), value)
        for label, value in said
        if value
    ]
    return [cut(text, width) for text in lines]


def _kind(page: FeedbackPage) -> str:
    line = page.line
    if line.kind is FeedbackKind.COMPLIMENT:
        return line.kind.value
    level = f", escalated to level {line.escalation}" if line.escalation else ""
    return f"{line.kind.value} of {line.severity.value} severity{level}"


def life(page: FeedbackPage, today: date, width: int) -> list[Content]:
    """Return the states of its life with their dates, as far as they are known."""
    line = page.line
    states = LIVES[line.kind]
    here = states.index(line.state) if line.state in states else -1
    lines = []
    for place, state in enumerate(states):
        reached = place <= here
        sign = DONE if reached and (place < here or here == len(states) - 1) else GOOD if reached else UNKNOWN
        day = page.dates.get(state)
        when = show_date(day, today) if day is not None else "not recorded" if reached else ""
        name = Content.assemble((sign.text, sign.style), " ", (state.value, "" if reached else "$muted"))
        lines.append(spread(name, Content.styled(when, "$muted"), width))
    if line.reopened:
        times = "once" if line.reopened == 1 else f"{line.reopened} times"
        reason = f": {one_line(page.texts.reopen_reason)}" if page.texts.reopen_reason else ""
        again = Content.assemble((ATTENTION.text, "$attention"), f" opened again {times}{reason}")
        lines += again.wrap(max(2, width))[:3]
    return section("Life", lines)


def said_and_done(page: FeedbackPage, today: date, width: int, *, most: int = 0) -> list[Content]:
    """Return what was said, what the customer wants, what was done, and the action that came of it.

    Args:
        page: The feedback.
        today: Today.
        width: Cells.
        most: At most so many lines of each text; 0: all.
    """
    lines = []
    for title, text in (
        ("What was said", page.texts.detail),
        ("Remedy wanted", page.texts.remedy),
        ("Resolution", page.line.resolution),
    ):
        if text.strip():
            lines += section(title, wrapped(text, width, most=most))
    if page.texts.action is not None:
        due = f", due {show_date(page.texts.action_due, today)}" if page.texts.action_due else ""
        lines += section(
            "Action", [cut(one_line(f"{page.texts.action} ({page.texts.action_status}{due})"), width)]
        )
    elif page.age.age is not Age.SETTLED and page.line.kind is not FeedbackKind.COMPLIMENT:
        none = Content.assemble((ATTENTION.text, "$attention"), " none yet; ", ("a", "bold"), " makes it")
        lines += section("Action", [none])
    return lines


def whole_page(page: FeedbackPage, today: date, width: int) -> list[Content]:
    """Return all of it, one below the other."""
    return [
        *facts(page, today, width)[1:],
        Content(""),
        *life(page, today, width),
        *said_and_done(page, today, width),
    ]


def explained(page: FeedbackPage, today: date, width: int) -> list[Content]:
    """Return why it is due when it is, and how its age is counted."""
    line, found, works = page.line, page.age, page.works
    lines: list[Content] = []
    if line.kind is FeedbackKind.COMPLAINT:
        lines += [Content.styled("Working days to settle a complaint", "bold")]
        for severity, days in page.days.items():
            mine = severity == line.severity.value
            mark = (GOOD.text, "$focus") if mine else (" ", "")
            lines.append(Content.assemble(mark, f" {severity.ljust(10)}{days:>3}"))
        lines += [
            Content(""),
            *wrapped(
                "Counted from the day after it came in, without the weekends and holidays of"
                f" {works.calendar or 'our country, of which no holidays are known here'}. feedback_days in"
                " settings.toml sets other numbers; a date that somebody gave stays.",
                width,
                style="$muted",
            ),
            Content(""),
        ]
    rows = [
        ("Came in", show_date(line.received, today) if line.received else "unknown"),
        ("Due", show_date(line.due, today) if line.due else "no date"),
        ("Days open", _count(found.days_open)),
        ("Working days late", _count(found.working_days_late)),
    ]
    sign = BAD if found.age is Age.LATE else AGE_GLYPHS[found.age]
    lines += [spread(Content(name), Content(value), width) for name, value in rows]
    lines += [Content(""), Content.assemble((sign.text, sign.style), f" {found.age.value}")]
    return lines


def _count(number: int | None) -> str:
    return "unknown" if number is None else str(number)
