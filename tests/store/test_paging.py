"""The keyset pager returns what one sorted select would, in whatever order its pages are asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.store.queries.paging import KeysetPager, OrderBy

SELECT = "SELECT id, place, rank FROM listing WHERE rank >= :least"
ORDERS = [
    (OrderBy("id"),),
    (OrderBy("place"), OrderBy("id")),
    (OrderBy("place", "desc"), OrderBy("id", "desc")),
    (OrderBy("place"), OrderBy("rank", "desc"), OrderBy("id")),
    (OrderBy("rank", "desc"), OrderBy("place"), OrderBy("id", "desc")),
]
Listed = tuple[str, str, int]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = _filled([(f"{number:03}", "abc"[number % 3], number % 7) for number in range(100)])
    yield made
    made.close()


def _filled(rows: Sequence[Listed]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE listing (id TEXT PRIMARY KEY, place TEXT, rank INTEGER)")
    connection.executemany("INSERT INTO listing VALUES (?, ?, ?)", rows)
    return connection


def _record(*values: Any) -> tuple[Any, ...]:
    return values


def _pager(
    connection: sqlite3.Connection, order: Sequence[OrderBy], least: int = 0
) -> KeysetPager[tuple[Any, ...]]:
    return KeysetPager(connection, SELECT, order, _record, {"least": least})


def _expected(
    connection: sqlite3.Connection, order: Sequence[OrderBy], least: int = 0
) -> list[tuple[Any, ...]]:
    by_columns = ", ".join(f"{by.column} {by.direction}" for by in order)
    return connection.execute(f"{SELECT} ORDER BY {by_columns}", {"least": least}).fetchall()


@pytest.mark.parametrize("order", ORDERS)
def test_pages_down_are_the_whole_list(connection: sqlite3.Connection, order: Sequence[OrderBy]) -> None:
    pager = _pager(connection, order)
    assert pager.count() == 100
    paged = [record for start in range(0, 100, 7) for record in pager.fetch(start, 7)]
    assert paged == _expected(connection, order)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.uuids().map(str), st.sampled_from("abÄ漢"), st.integers(0, 3)),
        unique_by=lambda row: row[0],
        max_size=40,
    ),
    order=st.sampled_from(ORDERS),
    asked=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 12)), max_size=12),
    least=st.integers(0, 2),
)
def test_any_sequence_of_pages_agrees_with_the_sorted_list(
    rows: list[Listed], order: Sequence[OrderBy], asked: list[tuple[int, int]], least: int
) -> None:
    connection = _filled(rows)
    pager = _pager(connection, order, least)
    expected = _expected(connection, order, least)
    assert pager.count() == len(expected)
    for start, count in asked:
        assert pager.fetch(start, count) == expected[start : start + count]
    for position, record in enumerate(expected):
        assert pager.index_of(record[0]) == position
    connection.close()


def test_the_ends_and_neighbours_skip_no_rows(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[3])
    pager.count()
    skipped: list[int] = []
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    for start in (0, 10, 20, 90, 80, 70, 40, 50, 30):
        pager.fetch(start, 10)
        skipped.append(int(statements[-1].rsplit("OFFSET", 1)[1]))
    assert skipped == [0, 0, 0, 0, 0, 0, 10, 0, 0]


def test_a_page_around_a_found_row_skips_no_row(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[1])
    expected = _expected(connection, ORDERS[1])
    pager.count()
    assert pager.index_of(expected[57][0]) == 57
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    assert pager.fetch(58, 5) == expected[58:63]
    assert statements[-1].endswith("OFFSET 0")


def test_a_row_that_is_not_listed_has_no_position(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[1], least=3)
    assert pager.index_of("000") is None
    assert pager.index_of("gone") is None


def test_present_names_the_listed_ids_of_many(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[1], least=3)
    asked = [f"{number:03}" for number in range(1200)]
    assert pager.present(asked) == {f"{number:03}" for number in range(100) if number % 7 >= 3}
    assert pager.present([]) == frozenset()


def test_count_begins_a_new_reading(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[0])
    pager.count()
    pager.fetch(0, 10)
    connection.execute("DELETE FROM listing WHERE id < '010'")
    assert pager.count() == 90
    assert pager.fetch(10, 1) == [("020", "c", 6)]


def test_a_short_page_while_rows_vanish_is_no_error(connection: sqlite3.Connection) -> None:
    pager = _pager(connection, ORDERS[0])
    pager.count()
    connection.execute("DELETE FROM listing")
    assert pager.fetch(0, 10) == []


def test_values_are_bound(connection: sqlite3.Connection) -> None:
    hostile = "x' OR 1=1 --"
    connection.execute("INSERT INTO listing VALUES (?, ?, ?)", (hostile, hostile, 9))
    pager = _pager(connection, ORDERS[1])
    position = pager.index_of(hostile)
    assert position == 100
    assert pager.fetch(100, 5) == [(hostile, hostile, 9)]
    assert pager.index_of("'; DROP TABLE listing; --") is None


def test_names_from_outside_are_refused() -> None:
    with pytest.raises(ValueError, match="not a column name"):
        OrderBy("id; DROP TABLE listing")


def test_keys_that_are_null_are_refused(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO listing VALUES ('zzz', NULL, 1)")
    pager = _pager(connection, ORDERS[1])
    with pytest.raises(ValueError, match="NULL"):
        pager.fetch(0, 10)


@pytest.mark.parametrize("order", ORDERS[1:4])
def test_an_index_serves_every_page_without_sorting(
    connection: sqlite3.Connection, order: Sequence[OrderBy]
) -> None:
    by_columns = ", ".join(f"{by.column} {by.direction}" for by in order)
    connection.execute(f"CREATE INDEX listing_order ON listing ({by_columns})")
    pager = _pager(connection, order)
    pager.count()
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    for start in (0, 10, 90, 80, 50):
        pager.fetch(start, 10)
    connection.set_trace_callback(None)
    for statement in statements:
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"))
        assert "listing_order" in plan
        assert "TEMP B-TREE" not in plan
