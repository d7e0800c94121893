"""The schema as SQL, so that a new desk needs no model: ``python -m brm_tui.store.schema`` writes it anew.

``schema.sql`` is what a new desk is made from. A test compares it with the models and with the migrations.
"""

from __future__ import annotations

from pathlib import Path

HEAD = "0009"
"""The newest migration; a desk's file names its own in ``alembic_version``."""

SCHEMA_FILE = Path(__file__).with_name("schema.sql")


def schema_statements() -> list[str]:
    """Return the CREATE statements of every table and index, from the models, in a stable order."""
    import sqlalchemy as sa
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable

    from brm_tui.model.constraints import whole_schema

    dialect = sqlite.dialect()
    statements: list[str] = []
    for table in sorted(whole_schema().tables.values(), key=lambda item: item.name):
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        indexes: list[sa.Index] = sorted(table.indexes, key=lambda item: str(item.name))
        statements.extend(str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes)
    return [_tidy(statement) for statement in statements]


def _tidy(statement: str) -> str:
    return "\n".join(line.rstrip() for line in statement.splitlines() if line.strip())


def schema_text() -> str:
    """Return the whole of ``schema.sql``."""
    return ";\n\n".join(schema_statements()) + ";\n"


if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
