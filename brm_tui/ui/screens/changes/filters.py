"""Filtering the changes: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.change_pages import TOLD, UNTOLD, ChangeFilter
from brm_tui.rules.vocabulary import ChangeRisk, ChangeState, ChangeType
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""

_PARTS = ("risks", "told", "states", "types")


class ChangeFilterBar(FilterBar):
    """The line above the changes."""

    COMMANDS = filter_commands(
        "changes",
        choose="risk, told, state, type",
        choose_help="Filter by risk, whether the customers were told, state (those that are over too) or type.",
        clear_help="Show all changes ahead again.",
    )
    PLACEHOLDER = "a change, its code, a customer, a service or its owner"


def facet_choices() -> list[Choice[Facet]]:
    """Return everything that changes can be filtered by."""
    return [
        *(Choice(("risks", word.value), f"Risk: {word.value}") for word in reversed(ChangeRisk)),
        Choice(("told", UNTOLD), "Customers not told"),
        Choice(("told", TOLD), "Customers told"),
        *(Choice(("states", word.value), f"State: {word.value}") for word in ChangeState),
        *(Choice(("types", word.value), f"Type: {word.value}") for word in ChangeType),
    ]


def facets_of(wanted: ChangeFilter) -> list[Facet]:
    """Return what a filter is made of, its text and its cell of the grid left out."""
    return [(part, word) for part in _PARTS for word in getattr(wanted, part)]


def with_facets(wanted: ChangeFilter, facets: Sequence[Facet]) -> ChangeFilter:
    """Return the filter made of other words, its text and its cell kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(
        wanted, risks=words("risks"), told=words("told"), states=words("states"), types=words("types")
    )


def filter_words(wanted: ChangeFilter) -> str:
    """Return a filter in a few words, empty where everything ahead is listed."""
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    if wanted.cell is not None:
        parts.append(f"impact {wanted.cell[0]} × likelihood {wanted.cell[1]}")
    parts += [word for part in _PARTS for word in getattr(wanted, part)]
    return ", ".join(one_line(part) for part in parts)
