"""Filtering demands: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.demand_pages import DemandFilter
from brm_tui.rules.vocabulary import DemandHorizon, DemandKind, DemandState
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""


class DemandFilterBar(FilterBar):
    """The line above the demands."""

    COMMANDS = filter_commands(
        "demand",
        choose="customer, kind, when, state, unmatched",
        choose_help="Filter by customer, kind, horizon or state, or list only what nothing answers yet.",
        clear_help="Show all open demands again.",
    )
    PLACEHOLDER = "words of a demand, or a customer's name or code"


def facet_choices(customers: Sequence[tuple[str, str]]) -> list[Choice[Facet]]:
    """Return everything that demands can be filtered by.

    Args:
        customers: Id and name of the customers; none where the list is one customer's.
    """
    return [
        Choice(("unmatched", ""), "Matched to nothing yet"),
        Choice(("closed", ""), "Completed, deferred and rejected too"),
        *(Choice(("horizons", word.value), f"When: {word.value}") for word in DemandHorizon),
        *(Choice(("kinds", word.value), f"Kind: {word.value}") for word in DemandKind),
        *(Choice(("states", word.value), f"State: {word.value}") for word in DemandState),
        *(Choice(("customers", row_id), f"Customer: {one_line(name)}") for row_id, name in customers),
    ]


def facets_of(wanted: DemandFilter) -> list[Facet]:
    """Return what a filter is made of, its text left out."""
    found: list[Facet] = [("unmatched", "")] if wanted.unmatched else []
    found += [("closed", "")] if wanted.closed else []
    for part in ("horizons", "kinds", "states", "customers"):
        found += [(part, word) for word in getattr(wanted, part)]
    return found


def with_facets(wanted: DemandFilter, facets: Sequence[Facet]) -> DemandFilter:
    """Return the filter made of other words, its text kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(
        wanted,
        horizons=words("horizons"),
        kinds=words("kinds"),
        states=words("states"),
        customers=words("customers"),
        unmatched=("unmatched", "") in facets,
        closed=("closed", "") in facets,
    )


def filter_words(wanted: DemandFilter, names: dict[str, str]) -> str:
    """Return a filter in a few words, empty where all open demands are listed.

    Args:
        wanted: The filter.
        names: Names of customers by id; one that is not there is not said.
    """
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    parts += [names[row_id] for row_id in wanted.customers if row_id in names]
    parts += [*wanted.horizons, *wanted.kinds, *wanted.states]
    parts += ["unmatched"] if wanted.unmatched else []
    parts += ["closed ones too"] if wanted.closed and not wanted.states else []
    return ", ".join(one_line(part) for part in parts)
