"""Every table, in one place: importing this module completes the schema."""

from sqlmodel import SQLModel

from brm_tui.model import (
    actions,
    agreements,
    changes,
    customers,
    demands,
    desk,
    events,
    feedback,
    history,
    log,
    people,
    projections,
    projects,
    risks,
    services,
    surveys,
    touches,
)

_MODULES = (
    actions, agreements, changes, customers, demands, desk, events, feedback, history, log, people,
    projections, projects, risks, services, surveys, touches,
)  # fmt: skip

TABLES: dict[str, type[SQLModel]] = {
    str(value.__tablename__): value
    for module in _MODULES
    for value in vars(module).values()
    if isinstance(value, type) and issubclass(value, SQLModel) and hasattr(value, "__table__")
}
NOT_IN_HISTORY = frozenset(
    {
        "history_step", "history_change", "calendar_identity", "calendar_text", "occurrence",
        "customer_projection", "person_projection", "agreement_projection", "export_target",
    }
)  # fmt: skip

metadata = SQLModel.metadata
