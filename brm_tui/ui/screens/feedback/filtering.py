"""Filtering feedback: a line that narrows the list as one types, and words to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brm_tui.desk.feedback_pages import FeedbackFilter
from brm_tui.rules.vocabulary import Criticality, FeedbackKind
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice
from brm_tui.ui.widgets.filter_bar import FilterBar, filter_commands

Facet = tuple[str, str]
"""One thing to filter by: which part of the filter, and its word."""


class FeedbackFilterBar(FilterBar):
    """The line above the feedback."""

    COMMANDS = filter_commands(
        "feedback",
        choose="kind, severity, escalated",
        choose_help="Filter by kind or severity, or list only what is escalated.",
        clear_help="Show all feedback of the view again.",
    )
    PLACEHOLDER = "words of the title"


def facet_choices() -> list[Choice[Facet]]:
    """Return everything that feedback can be filtered by."""
    return [
        *(Choice(("kinds", kind.value), f"Kind: {kind.value}") for kind in FeedbackKind),
        *(Choice(("severities", severity.value), f"Severity: {severity.value}") for severity in Criticality),
        Choice(("escalated", ""), "Only what is escalated"),
    ]


def facets_of(wanted: FeedbackFilter) -> list[Facet]:
    """Return what a filter is made of, its text and its cause left out."""
    found: list[Facet] = [("kinds", kind) for kind in wanted.kinds]
    found += [("severities", severity) for severity in wanted.severities]
    return found + ([("escalated", "")] if wanted.escalated else [])


def with_facets(wanted: FeedbackFilter, facets: Sequence[Facet]) -> FeedbackFilter:
    """Return the filter made of other words, its text kept."""

    def words(part: str) -> tuple[str, ...]:
        return tuple(word for name, word in facets if name == part)

    return replace(
        wanted, kinds=words("kinds"), severities=words("severities"), escalated=("escalated", "") in facets
    )


def filter_words(wanted: FeedbackFilter) -> str:
    """Return a filter in a few words, empty where the view is shown whole."""
    parts = [f"“{wanted.text.strip()}”"] if wanted.text.strip() else []
    parts += [f"cause “{cause}”" for cause in wanted.causes[:1]]
    parts += [*wanted.kinds, *wanted.severities, *(["escalated"] if wanted.escalated else [])]
    return ", ".join(one_line(part) for part in parts)


def plain(wanted: FeedbackFilter) -> FeedbackFilter:
    """Return the filter with nothing but whose and which view."""
    return FeedbackFilter(wanted.customer_id, wanted.view)
