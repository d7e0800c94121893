"""Filtering the services: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.services import ServiceFilter
from brm_tui.rules.vocabulary import Priority
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""

_STANDINGS = ("red", "amber", "green", "unknown")
_ALONE = (("stale", "Stale data"), ("untaken", "Offered, not taken"), ("ended", "Ended ones too"))


class ServiceFilterBar(FilterBar):
    """The line above the services."""

    COMMANDS = filter_commands(
        "services",
        choose="standing, stale, not taken, customer, priority",
        choose_help="Filter by standing, stale data, what is not taken, customer or priority.",
        clear_help="Show all services again.",
    )
    PLACEHOLDER = "a service, a customer or its code"


def facet_choices(customers: Sequence[tuple[str, str]]) -> list[Choice[Facet]]:
    """Return everything that services can be filtered by.

    Args:
        customers: Id and name of the customers that take any; none where the list is one customer's.
    """
    return [
        *(Choice(("standings", word), f"Standing: {word}") for word in _STANDINGS),
        *(Choice((name, ""), title) for name, title in _ALONE),
        *(Choice(("priorities", word.value), f"Priority: {word.value}") for word in Priority),
        *(Choice(("customers", row_id), f"Customer: {one_line(name)}") for row_id, name in customers),
    ]


def facets_of(wanted: ServiceFilter) -> list[Facet]:
    """Return what a filter is made of, its text left out."""
    found: list[Facet] = [("standings", word) for word in wanted.standings]
    found += [("stale", "")] * wanted.stale + [("ended", "")] * wanted.ended
    found += [("untaken", "")] * (wanted.untaken == "only")
    found += [("priorities", word) for word in wanted.priorities]
    return found + [("customers", row_id) for row_id in wanted.customers]


def with_facets(wanted: ServiceFilter, facets: Sequence[Facet]) -> ServiceFilter:
    """Return the filter made of other words, its text kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(
        wanted,
        standings=words("standings"),
        priorities=words("priorities"),
        customers=words("customers"),
        stale=("stale", "") in facets,
        ended=("ended", "") in facets,
        untaken="only" if ("untaken", "") in facets else "no",
    )


def filter_words(wanted: ServiceFilter, customers: Sequence[tuple[str, str]]) -> str:
    """Return a filter in a few words, empty where everything is listed."""
    names = dict(customers)
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    parts += wanted.standings
    parts += ["stale"] * wanted.stale + ["ended too"] * wanted.ended
    parts += ["not taken"] * (wanted.untaken == "only")
    parts += wanted.priorities
    parts += [names.get(row_id, "a customer") for row_id in wanted.customers]
    return ", ".join(one_line(part) for part in parts)
