"""Drift in words, as the screen and the command line say it."""

from __future__ import annotations

from brm_tui.rules.drift import ActionDrift, ForumDrift, Kept, ObjectiveDrift, Sides, Verdict


def forum_words(row: ForumDrift) -> str:
    """Return ``12 promised: 8 held, 1 cancelled, 3 not recorded``; empty where none was due yet."""
    if not row.promised:
        return ""
    counts = (
        (row.held, "held"),
        (row.not_held, "not held"),
        (row.cancelled, "cancelled"),
        (row.not_recorded, "not recorded"),
    )
    said = ", ".join(f"{number} {word}" for number, word in counts if number)
    return f"{row.promised} promised: {said}"


def objective_words(row: ObjectiveDrift) -> str:
    """Return ``on time · 2 of 4 actions done, 1 late · 62 % of the way to 5``."""
    parts = []
    if row.on_time is not None:
        parts.append("on time" if row.on_time else "not on time")
    if row.actions:
        late = f", {row.actions_late} late" if row.actions_late else ""
        parts.append(f"{row.actions_done} of {row.actions} actions done{late}")
    if row.progress is not None:
        target = repr(row.target).removesuffix(".0")
        parts.append(f"{row.progress} % of the way to {target}")
    return " · ".join(parts)


def action_words(row: ActionDrift) -> str:
    """Return ``done in time``, ``done 3 days late`` or ``4 days overdue``, and how often it was put off."""
    match row.verdict:
        case Verdict.KEPT:
            said = "done in time"
        case Verdict.LATE:
            said = f"done {_days(row.days_late)} late"
        case Verdict.OVERDUE:
            said = f"{_days(row.days_late)} overdue"
        case Verdict.OPEN:
            said = "open"
    times = "once" if row.carried_over == 1 else f"{row.carried_over} times"
    return f"{said}, put off {times}" if row.carried_over else said


def sides_words(sides: Sides) -> str:
    """Return ``business kept 13 of 16 · IT 15 of 16``; empty where nothing can be judged."""
    if not (sides.business.judged or sides.it.judged):
        return ""
    return f"business kept {kept_words(sides.business)} · IT {kept_words(sides.it)}"


def kept_words(kept: Kept) -> str:
    """Return ``13 of 16``; a dash where nothing can be judged."""
    return f"{kept.kept} of {kept.judged}" if kept.judged else "–"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
