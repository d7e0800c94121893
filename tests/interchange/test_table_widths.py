"""Columns of a document's tables: no word or amount is cut while there is room, and the weights hold otherwise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brm_tui.interchange.documents.model import Table
from brm_tui.interchange.documents.widths import shares


def test_an_amount_takes_the_room_that_it_needs_from_the_others() -> None:
    row = ("ERP upgrade", "EUR\u00a0920,000", "0.98 spent of the budget, 0.33 expected value for the budget")
    asked = shares(Table("", ("Project", "Budget", "Ratios"), (row,), (22, 5, 73)))
    assert asked[1] >= 1000 * 11 / 82
    assert asked[0] < 220
    assert asked[2] > 500
    short = Table("", ("A", "B"), (("x", "y"),), (30, 70))
    assert shares(short) == [300, 700]
    assert shares(Table("", ("A", "B"), ())) == [500, 500]


_WORD = st.text("abc ", max_size=60)


@given(st.lists(st.tuples(_WORD, _WORD, _WORD), max_size=3), st.tuples(*[st.integers(1, 60)] * 3))
def test_the_columns_fill_the_line(rows: list[tuple[str, str, str]], weights: tuple[int, int, int]) -> None:
    found = shares(Table("", ("One", "Two", "Three"), tuple(rows), weights))
    assert abs(sum(found) - 1000) <= 2
    assert min(found) > 0
