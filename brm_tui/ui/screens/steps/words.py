"""How the four steps are said: signs, what is missing in a line, and what the next key does."""

from __future__ import annotations

from textual.content import Content

from brm_tui.rules.relationship_steps import (
    EXPLAINED,
    SHORT,
    TITLES,
    Check,
    RelationshipSteps,
    Step,
    StepState,
    Task,
)
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, DONE, UNKNOWN, Glyph
from brm_tui.ui.widgets.rows import Cell, Row, StyleName
from brm_tui.ui.widgets.sheet import wrapped

DOES = {
    Task.FIRST_CONTACT: "add a point of contact",
    Task.REACHABLE: "enter their mail or phone",
    Task.DECIDER: "add the business manager",
    Task.MANAGER: "assign a relationship manager",
    Task.FIT: "judge how at home they are there",
    Task.BACKUP: "assign a backup",
    Task.TOUCH: "log the first contact",
    Task.RHYTHM: "set the days between contacts",
    Task.FORUM: "start the agreement's first forum",
    Task.PLANS: "log a contact about IT's plans",
    Task.DEMAND: "enter a want or need",
    Task.PRIORITY: "judge the first of them",
}
_STYLES: dict[str, StyleName] = {"$good": "good", "$attention": "attention", "$muted": "dim"}


def sign_of(state: StepState, steps: RelationshipSteps) -> Glyph:
    """Return the sign of a step: done, the one that is next, or later."""
    if state.complete:
        return DONE
    return ATTENTION if steps.current is state else UNKNOWN


def step_row(state: StepState, steps: RelationshipSteps) -> Row:
    """Return a step as a line."""
    sign = sign_of(state, steps)
    word = "done" if state.complete else "next" if steps.current is state else "open"
    missing = ", ".join(check.task.value for check in state.missing)
    style = _STYLES.get(sign.style, "dim")
    return Row(
        str(state.step.value),
        (
            Cell(str(state.step.value), "dim"),
            Cell(f"{sign.text} {word}", style),
            TITLES[state.step],
            Cell(f"missing: {missing}" if missing else "", "attention" if style == "attention" else "dim"),
        ),
    )


def does(check: Check, *, agreement: bool) -> str:
    """Return what the key does for a task.

    Args:
        check: The task.
        agreement: Whether there is an agreement that has not ended.
    """
    if check.task is Task.FORUM and not agreement:
        return "start the partnership agreement, which holds the forums"
    return DOES[check.task]


def step_lines(state: StepState, width: int, *, agreement: bool) -> list[Content]:
    """Return what a step is for, its tasks with their marks, and what the key does next."""
    lines = [Content.styled(f"{state.step.value} {TITLES[state.step]}", "bold")]
    lines += [*wrapped(EXPLAINED[state.step], width, style="$muted"), Content("")]
    for check in state.checks:
        sign = DONE if check.met else UNKNOWN
        name = Content.assemble((sign.text, sign.style), " ", (check.task.value, "" if check.met else "bold"))
        said = Content.styled(one_line(check.said), "$muted" if check.met else "$attention")
        if name.cell_length + 2 + said.cell_length <= width:
            lines.append(Content.assemble(name, "  ", said))
        else:
            lines += [name.truncate(width, ellipsis=True)]
            style = "$muted" if check.met else "$attention"
            lines += [
                Content.assemble("  ", line) for line in wrapped(check.said, width - 2, most=2, style=style)
            ]
    lines.append(Content(""))
    if state.missing:
        lines.append(
            Content.assemble(("enter", "bold $foreground"), "  ", does(state.missing[0], agreement=agreement))
        )
    else:
        lines.append(Content.styled("Complete: nothing is left to do here.", "$muted"))
    return [line.truncate(width, ellipsis=True) for line in lines]


def steps_said(steps: RelationshipSteps) -> str:
    """Return how far a relationship has come, in a word or two: ``2 IT``, ``✓ all four``."""
    current = steps.current
    return f"{DONE.text} all four" if current is None else f"{current.step.value} {SHORT[current.step]}"


def next_said(steps: RelationshipSteps) -> str:
    """Return the step that is next and what it lacks, in a line; empty where all four are complete."""
    current = steps.current
    if current is None:
        return ""
    return f"Step {current.step.value} of {len(Step)}: {', '.join(check.task.value for check in current.missing)}"
