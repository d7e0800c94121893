"""Promised against kept, on the command line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, shown

if TYPE_CHECKING:
    from brm_tui.rules.drift import Drift, Sides


def drift(options: Any) -> None:
    """Print what was promised and kept over the term so far."""
    from brm_tui.desk.drift import agreement_drift

    with opened(options) as desk:
        found = agreement_drift(desk, options.code)
    if options.json:
        print_json(as_values(found))
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")


def _lines(found: Drift) -> Iterator[str]:
    from brm_tui.rules.agreements import Section
    from brm_tui.rules.drift_words import action_words, forum_words, objective_words

    yield f"{shown(found.since)} to {shown(found.until)}"
    yield from _section(Section.FORUMS, found.forum_sides)
    for forum in found.forums:
        yield f"  {shown(forum.name)}: {forum_words(forum) or 'nothing was due yet'}"
    yield from _section(Section.OBJECTIVES, found.objective_sides)
    for objective in found.objectives:
        yield f"  {shown(objective.title)}: {objective_words(objective) or objective.status.value}"
    yield from _section(Section.ACTIONS, found.action_sides)
    for action in found.actions:
        side = f" ({action.side.value})" if action.side is not None else ""
        due = f", due {action.due}" if action.due is not None else ""
        yield f"  {shown(action.title)}{side}: {action_words(action)}{due}"


def _section(section: Any, sides: Sides) -> Iterator[str]:
    from brm_tui.rules.drift_words import sides_words

    yield ""
    yield f"{section.value} {section.title}"
    said = sides_words(sides)
    if said:
        yield f"  {said}"
