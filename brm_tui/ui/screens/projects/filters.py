"""Filtering the projects: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.project_pages import UNKNOWN, ProjectFilter
from brm_tui.rules.vocabulary import Priority, ProjectStatus, Rag
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""


class ProjectFilterBar(FilterBar):
    """The line above the projects."""

    COMMANDS = filter_commands(
        "projects",
        choose="standing, status, priority",
        choose_help="Filter by standing, status (those that are over too) or priority.",
        clear_help="Show all projects under way again.",
    )
    PLACEHOLDER = "a project, its code, a customer or who leads it"


def facet_choices() -> list[Choice[Facet]]:
    """Return everything that projects can be filtered by."""
    rags = (*(rag.value for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)), UNKNOWN)
    return [
        *(Choice(("rags", word), f"Standing: {word}") for word in rags),
        *(Choice(("statuses", word.value), f"Status: {word.value}") for word in ProjectStatus),
        *(Choice(("priorities", word.value), f"Priority: {word.value}") for word in Priority),
    ]


def facets_of(wanted: ProjectFilter) -> list[Facet]:
    """Return what a filter is made of, its text left out."""
    parts = ("rags", "statuses", "priorities")
    return [(part, word) for part in parts for word in getattr(wanted, part)]


def with_facets(wanted: ProjectFilter, facets: Sequence[Facet]) -> ProjectFilter:
    """Return the filter made of other words, its text kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(wanted, rags=words("rags"), statuses=words("statuses"), priorities=words("priorities"))


def filter_words(wanted: ProjectFilter) -> str:
    """Return a filter in a few words, empty where everything under way is listed."""
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    parts += [*wanted.rags, *wanted.statuses, *wanted.priorities]
    return ", ".join(one_line(part) for part in parts)
