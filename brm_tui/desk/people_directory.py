"""The directory of people: listing them, and finding who was entered twice."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.rules.duplicates import Pair, likely_duplicates
from brm_tui.rules.filters import ListFilter
from brm_tui.store.queries import people_directory as queries
from brm_tui.store.queries.paging import KeysetPager
from brm_tui.store.queries.people_directory import (
    LEAVERS,
    TWICE,
    DirectoryPerson,
    DirectorySummary,
    PersonPage,
)

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "LEAVERS",
    "TWICE",
    "DirectoryPerson",
    "DirectorySummary",
    "Pair",
    "PersonPage",
    "directory",
    "duplicates",
    "person_page",
    "summary",
]


def directory(
    desk: Desk, wanted: ListFilter, *, leavers: bool = False, twice: Collection[str] = ()
) -> KeysetPager[DirectoryPerson]:
    """Return the pages of the directory, by name.

    Args:
        desk: Where to read.
        wanted: Who is listed.
        leavers: Whether those who left come too, asked for or not.
        twice: Who may be entered twice, where the filter asks for them only.
    """
    only = twice if wanted.flag(TWICE) else None
    return queries.directory(
        DeskReading(desk), wanted, desk.today, desk.clock.zone, leavers=leavers, only=only
    )


def summary(desk: Desk) -> DirectorySummary:
    """Return how many people there are, and how many left."""
    found: DirectorySummary = desk.read(queries.directory_summary, desk.today)
    return found


def person_page(desk: Desk, person_id: str) -> PersonPage | None:
    """Return a person at a glance, None where there is none of that id."""
    found: PersonPage | None = desk.read(queries.person_page, person_id, desk.today)
    return found


def duplicates(desk: Desk) -> list[Pair]:
    """Return the pairs of people who may be one, the oldest entries first."""
    return likely_duplicates(desk.read(queries.everybody))
