"""Every table, in one place: importing this module completes the schema."""

from typing import Any

import sqlalchemy as sa
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
        "history_step", "history_change", "calendar_identity", "occurrence", "customer_projection",
        "person_projection",
        "agreement_projection", "export_target",
    }
)  # fmt: skip


def _limits(model: type[SQLModel]) -> dict[str, Any]:
    """Return the CHECKs that repeat the fields' limits in the schema, by constraint name."""
    table = model.__table__  # type: ignore[attr-defined]
    checks: dict[str, str] = {}
    for name, field in model.model_fields.items():
        if name not in table.c:
            continue
        column = f'"{name}"'
        for rule in field.metadata:
            if (least := getattr(rule, "ge", None)) is not None:
                checks[f"ck_{table.name}_{name}_least"] = f"{column} >= {least!r}"
            if (most := getattr(rule, "le", None)) is not None:
                checks[f"ck_{table.name}_{name}_most"] = f"{column} <= {most!r}"
            if (longest := getattr(rule, "max_length", None)) is not None:
                checks[f"ck_{table.name}_{name}_longest"] = f"length({column}) <= {longest}"
            if shortest := getattr(rule, "min_length", None):
                checks[f"ck_{table.name}_{name}_shortest"] = f"length({column}) >= {shortest}"
    return checks


for _model in TABLES.values():
    for _name, _rule in _limits(_model).items():
        _model.__table__.append_constraint(sa.CheckConstraint(_rule, name=_name))  # type: ignore[attr-defined]

metadata = SQLModel.metadata
