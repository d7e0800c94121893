"""The log as the screens show it: opportunities, issues, and the successes that came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.reading import DeskReading
from brm_tui.errors import BrmError
from brm_tui.rules.success_story import Origin, Story, story
from brm_tui.store.queries import log as queries
from brm_tui.store.queries.log import LogLine, LogSummary, LogView, LogWanted, SuccessLine, SuccessSource
from brm_tui.store.queries.paging import KeysetPager

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "EntryPage",
    "LogLine",
    "LogSummary",
    "LogView",
    "LogWanted",
    "SuccessLine",
    "SuccessPage",
    "SuccessSource",
    "entries_to_choose",
    "entry_page",
    "log_lines",
    "log_summary",
    "one_customer_of",
    "success_lines",
    "success_page",
]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An opportunity or issue in full, with the successes that came of it."""

    line: LogLine
    successes: tuple[SuccessLine, ...]


@dataclass(frozen=True, slots=True)
class SuccessPage:
    """A success in full: what it came from, and how it is told."""

    line: SuccessLine
    sources: tuple[SuccessSource, ...]
    story: Story


def log_lines(desk: Desk, wanted: LogWanted) -> KeysetPager[LogLine]:
    """Return the pages of opportunities and issues, the newest first."""
    return queries.log_lines(DeskReading(desk), wanted, desk.today, desk.clock.zone)


def success_lines(desk: Desk, wanted: LogWanted) -> KeysetPager[SuccessLine]:
    """Return the pages of successes, the newest first."""
    return queries.success_lines(DeskReading(desk), wanted, desk.today, desk.clock.zone)


def log_summary(desk: Desk, customer_id: str = "") -> LogSummary:
    """Return the log of a customer, or of all, in figures."""
    found: LogSummary = desk.read(queries.log_summary, customer_id)
    return found


def entry_page(desk: Desk, entry_id: str) -> EntryPage | None:
    """Return an opportunity or issue in full, None where it is gone."""
    line: LogLine | None = desk.read(queries.log_line, entry_id)
    return None if line is None else EntryPage(line, tuple(desk.read(queries.successes_of, entry_id)))


def success_page(desk: Desk, success_id: str) -> SuccessPage | None:
    """Return a success in full and as it is told, None where it is gone."""
    line: SuccessLine | None = desk.read(queries.success_line, success_id)
    if line is None:
        return None
    sources: tuple[SuccessSource, ...] = tuple(desk.read(queries.success_sources, success_id))
    origins = [Origin(source.kind.value, source.title, source.date, source.internal) for source in sources]
    told = story(
        line.title,
        line.story,
        line.value,
        line.currency,
        line.value_shown,
        line.evidence,
        line.date,
        origins,
        desk.today,
    )
    return SuccessPage(line, sources, told)


def one_customer_of(desk: Desk, entry_ids: Sequence[str]) -> tuple[str, str]:
    """Return id and code of the customer that all of some opportunities and issues belong to.

    Raises:
        BrmError: They belong to several: a success is told to one customer.
    """
    found: list[tuple[str, str]] = desk.read(queries.customers_of_entries, entry_ids)
    if len(found) != 1:
        raise BrmError(
            "Not of one customer",
            "A success is told to one customer; mark opportunities and issues of one only. Nothing was changed.",
        )
    return found[0]


def entries_to_choose(desk: Desk, customer_id: str) -> list[tuple[str, str]]:
    """Return id and label of what a success of a customer can name."""
    found: list[tuple[str, str]] = desk.read(queries.entries_to_choose, customer_id)
    return found
