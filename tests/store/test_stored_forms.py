"""What stands on the disk, byte for byte, so that raw queries and other programs may rely on it."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

import pytest

from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.model.tables import TABLES
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import Rag
from brm_tui.store.queries import rows
from brm_tui.store.queries.convert import build

LOCAL = datetime.fromisoformat

INSTANT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}")


def _stored(desk: Desk, table: str, row_id: str) -> dict[str, object]:
    cursor = desk.reader.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,))
    names = [column[0] for column in cursor.description]
    return dict(zip(names, cursor.fetchone(), strict=True))


def test_each_kind_of_value_has_one_form(desk: Desk) -> None:
    customer = records.add(
        desk,
        "customers",
        {"name": "STRASSE Straße ﬁn", "code": "fin", "kind": "external customer", "tags": ["b", "ä"]},
    )
    row = _stored(desk, "customer", customer)
    assert (row["code"], row["kind"], row["tier"], row["parent_id"]) == ("FIN", "external customer", 2, None)
    assert row["created_at"] == row["updated_at"] == "2026-11-24 08:00:00.000000"
    assert row["name_sort"] == "strasse strasse fin"
    assert json.loads(str(row["tags"])) == ["b", "ä"]
    assert row["revision"] == 1

    event = records.add(
        desk,
        "events",
        {"title": "X", "start": LOCAL("2026-07-01T10:00"), "zone": "Asia/Tokyo", "internal": True},
    )
    row = _stored(desk, "event", event)
    assert (row["start"], row["zone"], row["internal"]) == ("2026-07-01 10:00:00.000000", "Asia/Tokyo", 1)
    occurrence = desk.reader.execute("SELECT start, start_at FROM occurrence").fetchone()
    assert occurrence == ("2026-07-01 10:00:00.000000", "2026-07-01 01:00:00.000000")

    touch = records.add(desk, "touches", {"customer": "FIN", "at": datetime(2026, 11, 23, 9, 30, tzinfo=UTC)})
    assert _stored(desk, "touch", touch)["at"] == "2026-11-23 09:30:00.000000"
    action = records.add(desk, "actions", {"title": "X", "due": date(2026, 12, 1)})
    assert _stored(desk, "action", action)["due"] == "2026-12-01"
    project = records.add(desk, "projects", {"name": "X", "budget": 123450})
    assert _stored(desk, "project", project)["budget"] == 123450
    forum = {
        "agreement": _agreement(desk),
        "name": "X",
        "first_date": date(2026, 12, 1),
        "start_time": "09:30",
    }
    assert _stored(desk, "forum", records.add(desk, "forums", forum))["start_time"] == "09:30"


def _agreement(desk: Desk) -> str:
    return records.add(desk, "agreements", {"customer": "FIN", "title": "A"})


def test_every_stored_value_of_the_demo_has_its_form(demo: Desk) -> None:
    """Ids are dashed lower-case UUIDs, instants have six digits, words are values, links name rows."""
    for table, model in TABLES.items():
        columns = model.__table__.c  # type: ignore[attr-defined]
        names = ", ".join(f'"{column.name}"' for column in columns)
        for row in demo.reader.execute(f'SELECT {names} FROM "{table}"'):
            for column, value in zip(columns, row, strict=True):
                kind = type(column.type).__name__
                where = f"{table}.{column.name} = {value!r}"
                if value is None:
                    assert column.nullable, where
                elif column.name == "id" or "refers_to" in column.info or column.name == "row_id":
                    assert str(UUID(value)) == value, where
                elif kind in ("UTCDateTime", "DateTime"):
                    assert INSTANT.fullmatch(value), where
                elif kind == "Date":
                    assert date.fromisoformat(value).isoformat() == value, where
                elif kind == "JSON":
                    json.loads(value)
                elif kind == "Enum":
                    assert value in column.type.enums, where
                elif kind == "Boolean":
                    assert value in (0, 1), where


def test_new_ids_are_of_version_7_and_rise(desk: Desk) -> None:
    ids = records.add_many(desk, "actions", [{"title": str(number)} for number in range(50)])
    assert ids == sorted(ids)
    assert {UUID(row_id).version for row_id in ids} == {7}


def test_records_read_every_stored_row_back(demo: Desk) -> None:
    for kind in KINDS.values():
        listed = demo.read(rows.list_rows, kind)
        assert len(listed) == demo.reader.execute(f'SELECT COUNT(*) FROM "{kind.table}"').fetchone()[0]


class Judged(NamedTuple):
    """A word of an enumeration beside a day."""

    rag: Rag | None
    day: date | None


def test_rows_become_records_or_are_refused() -> None:
    rows = [("red", "2026-11-24"), (None, None), ("green", None)]
    assert build(Judged, rows) == [
        Judged(Rag.RED, date(2026, 11, 24)), Judged(None, None), Judged(Rag.GREEN, None),
    ]  # fmt: skip
    assert build(Judged, iter(())) == []
    for wrong in ([("purple", None)], [("red",)], [("red", None, 1)], [("red", None), ("red",)]):
        with pytest.raises(ValueError, match=r"purple|fields|argument 2"):
            build(Judged, wrong)
