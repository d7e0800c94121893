"""Reports and packs: each a function from the desk to blocks of a document; the list of them is here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.report_periods import Span

if TYPE_CHECKING:
    from brm_tui.desk.reports.content import Builder


@dataclass(frozen=True, slots=True)
class Report:
    """One report.

    Attributes:
        name: Its name on the command line.
        title: What stands above it.
        about: What it is for.
        span: Of how long a time it usually is.
    """

    name: str
    title: str
    about: str
    span: Span

    def builder(self) -> Builder:
        """Return the function that builds it."""
        build: Builder = import_module(f"brm_tui.desk.reports.{self.name.replace('-', '_')}").build
        return build


REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "service-review",
            "Service review",
            "how the services did, what was promised and what comes next",
            Span.MONTH,
        ),
        Report(
            "initiative-review",
            "Initiative review",
            "projects, objectives and demand, and what they bring",
            Span.QUARTER,
        ),
        Report(
            "alignment",
            "Alignment review",
            "what both sides agreed, how it was kept, and what the next year asks for",
            Span.YEAR,
        ),
        Report(
            "success",
            "Success report",
            "what succeeded, from which opportunities and issues, with the evidence",
            Span.QUARTER,
        ),
        Report(
            "feedback",
            "Compliments and complaints",
            "what customers said, how soon it was settled, and what repeats",
            Span.QUARTER,
        ),
        Report("brief", "Meeting brief", "the page for the minute before a meeting", Span.MONTH),
        Report(
            "portfolio", "Portfolio overview", "all customers on a few pages, for IT's management", Span.MONTH
        ),
        Report(
            "handover",
            "Handover pack",
            "what a new relationship manager must know on the first day",
            Span.YEAR,
        ),
        Report(
            "evidence",
            "Evidence for ISO/IEC 20000-1, 8.3.2",
            "what proves each requirement, and what is missing",
            Span.YEAR,
        ),
    )
}


def report_named(name: str) -> Report:
    """Return a report.

    Raises:
        FieldError: There is none of that name.
    """
    if name not in REPORTS:
        raise FieldError("report", name, ", ".join(REPORTS))
    return REPORTS[name]
