"""Filtering the portfolio: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.portfolio import NO_MANAGER, PortfolioFilter
from brm_tui.rules.portfolio import AgreementStanding
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""


class CustomerFilterBar(FilterBar):
    """The line above the customers."""

    COMMANDS = filter_commands(
        "portfolio",
        choose="status, tier, manager, agreement",
        choose_help="Filter by status, tier, manager or agreement.",
        clear_help="Show all customers again.",
    )
    PLACEHOLDER = "a name, code, manager, status or agreement"


def facet_choices(managers: Sequence[tuple[str, str]]) -> list[Choice[Facet]]:
    """Return everything that the portfolio can be filtered by.

    Args:
        managers: Id and name of the relationship managers.
    """
    return [
        Choice(("needs_you", ""), "Needs you"),
        *(Choice(("statuses", status.value), f"Status: {status.value}") for status in CustomerStatus),
        *(Choice(("tiers", str(tier)), f"Tier: {tier}") for tier in (1, 2, 3)),
        Choice(("managers", NO_MANAGER), "Manager: nobody"),
        *(Choice(("managers", row_id), f"Manager: {one_line(name)}") for row_id, name in managers),
        *(
            Choice(("standings", standing.value), f"Agreement: {standing.value}")
            for standing in AgreementStanding
        ),
    ]


def facets_of(wanted: PortfolioFilter) -> list[Facet]:
    """Return what a filter is made of, its text left out."""
    found: list[Facet] = [("needs_you", "")] if wanted.needs_you else []
    found += [("statuses", status) for status in wanted.statuses]
    found += [("tiers", str(tier)) for tier in wanted.tiers]
    found += [("managers", row_id) for row_id in wanted.managers]
    return found + [("standings", standing) for standing in wanted.standings]


def with_facets(wanted: PortfolioFilter, facets: Sequence[Facet]) -> PortfolioFilter:
    """Return the filter made of other words, its text kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(
        wanted,
        statuses=words("statuses"),
        tiers=tuple(int(tier) for tier in words("tiers")),
        managers=words("managers"),
        standings=words("standings"),
        needs_you=("needs_you", "") in facets,
    )


def filter_words(wanted: PortfolioFilter, managers: Sequence[tuple[str, str]]) -> str:
    """Return a filter in a few words, empty where everything is listed."""
    names = dict(managers)
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    if wanted.needs_you:
        parts.append("needs you")
    parts += wanted.statuses
    parts += [f"tier {tier}" for tier in wanted.tiers]
    parts += [names.get(row_id, "nobody") for row_id in wanted.managers]
    parts += [f"agreement {standing}" for standing in wanted.standings]
    return ", ".join(one_line(part) for part in parts)
