"""References and the fields' limits as constraints of the schema; needed, and added, only where the schema is made.

A class of a running program does without them: the desk checks values and references before it writes, the file's
own constraints stand behind it, and no class needs the class it refers to.
"""

from collections.abc import Iterator
from functools import cache

import sqlalchemy as sa
from sqlmodel import SQLModel

from brm_tui.model.tables import TABLES, metadata


def _references(table: sa.Table) -> Iterator[sa.ForeignKeyConstraint]:
    """Yield the foreign keys of a table, checked at commit."""
    for column in table.c:
        if (other := column.info.get("refers_to")) is not None:
            yield sa.ForeignKeyConstraint(
                [column.name], [f"{other}.id"], deferrable=True, initially="DEFERRED"
            )


def _limits(model: type[SQLModel], table: sa.Table) -> Iterator[sa.CheckConstraint]:
    """Yield the CHECKs that repeat the fields' limits."""
    for name, field in model.model_fields.items():
        if name not in table.c:
            continue
        column = f'"{name}"'
        for rule in field.metadata:
            for attribute, word, condition in (
                ("ge", "least", f"{column} >= {{!r}}"),
                ("le", "most", f"{column} <= {{!r}}"),
                ("max_length", "longest", f"length({column}) <= {{}}"),
                ("min_length", "shortest", f"length({column}) >= {{}}"),
            ):
                limit = getattr(rule, attribute, None)
                if limit is not None and not (attribute == "min_length" and limit == 0):
                    yield sa.CheckConstraint(condition.format(limit), name=f"ck_{table.name}_{name}_{word}")


@cache
def whole_schema() -> sa.MetaData:
    """Return every table with its references and the limits of its fields."""
    for name, model in TABLES.items():
        table = metadata.tables[name]
        for constraint in (*_references(table), *_limits(model, table)):
            table.append_constraint(constraint)
    return metadata
