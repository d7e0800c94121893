"""The portfolio as a file: a column for each figure."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from brm_tui.desk.list_export import ExportColumn
from brm_tui.desk.portfolio import PortfolioCustomer
from brm_tui.ui.screens.steps.words import next_said


def export_columns(zone: ZoneInfo) -> tuple[ExportColumn[PortfolioCustomer], ...]:
    """Return the columns of the file, moments as days of a zone."""
    return (
        ExportColumn("Code", lambda line: line.code),
        ExportColumn("Customer", lambda line: line.name),
        ExportColumn("Tier", lambda line: line.tier),
        ExportColumn("Status", lambda line: line.status.value),
        ExportColumn("Manager", lambda line: line.manager),
        ExportColumn("Needs you", lambda line: "; ".join(need.reason for need in line.needs)),
        ExportColumn("Health", lambda line: line.health),
        ExportColumn("Agreement", lambda line: line.agreement.standing.value),
        ExportColumn("Version in force", lambda line: line.agreement.in_force),
        ExportColumn("Version proposed", lambda line: line.agreement.proposed),
        ExportColumn(
            "Signed of four", lambda line: line.agreement.signed if line.agreement.proposed else None
        ),
        ExportColumn("Last day in force", lambda line: line.agreement.expires),
        ExportColumn("Open actions", lambda line: line.open_actions),
        ExportColumn("Overdue actions", lambda line: line.overdue_actions),
        ExportColumn(
            "Last contact",
            lambda line: line.last_contact.astimezone(zone).date() if line.last_contact else None,
        ),
        ExportColumn(
            "Next meeting",
            lambda line: (
                f"{line.next_meeting.astimezone(zone):%Y-%m-%d %H:%M}" if line.next_meeting else None
            ),
        ),
        ExportColumn(
            "Next step to a relationship", lambda line: next_said(line.steps) if line.steps else None
        ),
    )
