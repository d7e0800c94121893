"""Filters that are kept by name: listing, keeping and deleting them, and what they can name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.errors import FieldError, NotFoundError
from brm_tui.store.queries import saved_filters as queries
from brm_tui.store.queries.saved_filters import KeptFilter
from brm_tui.text import clean_line, limit

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.filters import ListFilter

__all__ = ["KeptFilter", "delete_filter", "kept_filters", "only_customer", "presets", "save_filter", "tags"]

_LONGEST_NAME, _LONGEST = 80, 1000


def kept_filters(desk: Desk, listed: str) -> list[KeptFilter]:
    """Return the filters that are kept for a list, by name."""
    found: list[KeptFilter] = desk.read(queries.kept_filters, listed)
    return found


def tags(desk: Desk, kind: str) -> list[str]:
    """Return all tags of the records of a KIND, by name."""
    found: list[str] = desk.read(queries.tags, kind)
    return found


def presets(desk: Desk, meant: ListFilter) -> dict[str, str]:
    """Return what a filter says of each record that it lists: the names of the one record that a field means."""
    return {field: name for field, (_id, name) in _only_ones(desk, meant).items()}


def only_customer(desk: Desk, meant: ListFilter) -> str:
    """Return the id of the one customer whose records a filter lists; empty where they may be of several."""
    return _only_ones(desk, meant).get("customer", ("", ""))[0]


def _only_ones(desk: Desk, meant: ListFilter) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for term in meant.terms:
        if term.field.refers_to and term.how == "in" and len(term.values) == 1 and not term.negated:
            named = desk.read(queries.only_one, term.field.refers_to, str(term.values[0]), desk.today)
            if named is not None:
                found[term.field.name] = named
    return found


def save_filter(desk: Desk, listed: str, name: str, typed: str) -> str:
    """Keep a filter under a name, in place of one of that name, as one step.

    Args:
        desk: Where.
        listed: The list's name.
        name: What it is called.
        typed: The filter as it is typed; its dates count from the day on which it is used.

    Returns:
        What the history calls the step.

    Raises:
        FieldError: There is no name or no filter, or one is too long; nothing was changed.
    """
    from brm_tui.model.desk import SavedFilter

    name, typed = clean_line(name), clean_line(typed)
    if not name:
        raise FieldError("name", name, "a name of at most 80 characters")
    if not typed:
        raise FieldError("filter", typed, "what is to be listed, such as tier:1")
    limit("name", name, _LONGEST_NAME)
    limit("filter", typed, _LONGEST)
    known = {kept.name: kept for kept in kept_filters(desk, listed)}
    with desk.step(f"Save filter ‘{name}’") as step:
        row = step.get(SavedFilter, known[name].id) if name in known else None
        if row is None:
            step.add(
                SavedFilter(
                    created_at=step.now, updated_at=step.now, screen=listed, name=name, filter={"text": typed}
                )
            )
        else:
            row.filter = {"text": typed}
            step.label = f"Change filter ‘{name}’"
            step.flush()
        return step.label


def delete_filter(desk: Desk, filter_id: str) -> str:
    """Delete a kept filter, as one step; return what the history calls it.

    Raises:
        NotFoundError: It is gone.
    """
    from brm_tui.model.desk import SavedFilter

    with desk.step("Delete filter") as step:
        row = step.get(SavedFilter, filter_id)
        if row is None:
            raise NotFoundError("filter", filter_id)
        step.label = f"Delete filter ‘{row.name}’"
        step.remove(row)
        return step.label
