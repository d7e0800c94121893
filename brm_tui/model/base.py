"""What every table has: a UUIDv7 id, aware-UTC stamps and a revision that refuses stale writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel, UTCDateTime
from uuid_utils.compat import uuid7

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


Day = date
"""A date, under a name that a field called ``date`` does not hide."""


_source: ContextVar[Iterator[str] | None] = ContextVar("_source", default=None)


def new_id() -> str:
    """Return a new UUIDv7, dashed, lower case."""
    source = _source.get()
    return str(uuid7()) if source is None else next(source)


@contextmanager
def ids_from(source: Iterator[str]) -> Iterator[None]:
    """Take every new id from a source meanwhile, so that what is made is the same everywhere."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def columns_of(model: type[SQLModel]) -> Any:
    """Return the columns of a table class, by name, for conditions and for going through them."""
    return model.__table__.c  # type: ignore[attr-defined]  # every table class has one


class Described(SQLModel):
    """A class whose fields say what they are; its validator is built on first use, and a table's never is."""

    model_config: ClassVar[Any] = {"defer_build": True}


class Entity(Described):
    """The columns of every table that the history records."""

    id: str = Field(default_factory=new_id, primary_key=True, sa_type=sa.String(36))
    created_at: datetime = Field(sa_type=UTCDateTime)
    updated_at: datetime = Field(sa_type=UTCDateTime)
    revision: int = Field(default=1, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        """Let SQLAlchemy refuse a write to a row that has another revision."""
        return {"version_id_col": cls.__table__.c.revision}  # type: ignore[attr-defined]  # the same
