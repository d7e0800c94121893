"""The fields' limits as CHECKs of the schema; only needed where the schema is made, so only then added."""

from functools import cache

import sqlalchemy as sa
from sqlmodel import SQLModel

from brm_tui.model.tables import TABLES, metadata


def _limits(model: type[SQLModel]) -> dict[str, str]:
    """Return the CHECKs that repeat the fields' limits, by constraint name."""
    table = metadata.tables[str(model.__tablename__)]
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


@cache
def whole_schema() -> sa.MetaData:
    """Return every table with the limits of its fields."""
    for model in TABLES.values():
        for name, rule in _limits(model).items():
            metadata.tables[str(model.__tablename__)].append_constraint(sa.CheckConstraint(rule, name=name))
    return metadata
