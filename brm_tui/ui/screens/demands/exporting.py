"""The list of demands as a file: a column for each figure, and the score by hand beside the computed one."""

from __future__ import annotations

from brm_tui.desk.demand_pages import RankedDemand
from brm_tui.desk.list_export import ExportColumn

COLUMNS: tuple[ExportColumn[RankedDemand], ...] = (
    ExportColumn("Rank", lambda row: row.rank),
    ExportColumn("Score", lambda row: row.demand.score),
    ExportColumn("Known, %", lambda row: row.demand.coverage),
    ExportColumn("Score by hand", lambda row: row.demand.score_override),
    ExportColumn("Demand", lambda row: row.demand.title),
    ExportColumn("Customer", lambda row: row.demand.customer),
    ExportColumn("Code", lambda row: row.demand.code),
    ExportColumn("Kind", lambda row: row.demand.kind.value),
    ExportColumn("When", lambda row: row.demand.horizon.value),
    ExportColumn("State", lambda row: row.demand.state.value),
    ExportColumn("Value, 1 to 5", lambda row: row.demand.value),
    ExportColumn("Volume, 1 to 5", lambda row: row.demand.volume),
    ExportColumn("Size, 1 to 5", lambda row: row.demand.size),
    ExportColumn("Risk, 1 to 5", lambda row: row.demand.risk),
    ExportColumn("Customer's order", lambda row: row.demand.customer_order),
    ExportColumn("Service", lambda row: row.demand.service),
    ExportColumn("Project", lambda row: row.demand.project),
    ExportColumn("On the plan", lambda row: row.demand.converted),
)
