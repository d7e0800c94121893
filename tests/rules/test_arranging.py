"""Lists that are read at once, narrowed by words and put in order by a value."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.arranging import has_words, in_order

TODAY = date(2026, 11, 24)


def test_each_word_stands_somewhere_in_any_case() -> None:
    values = ("Access Review", None, 12, date(2026, 12, 1), "Müller")
    for words in ((), ("access",), ("REVIEW", "müll"), ("12",), ("dec",), ("2026-12-01",), ("MÜLLER", "acc")):
        assert has_words(words, values, TODAY), words
    for words in (("none",), ("access", "renewal"), ("13",)):
        assert not has_words(words, values, TODAY), words


def test_what_is_not_known_comes_last_either_way() -> None:
    names = ["b", None, "A", "", "c"]
    assert in_order(names, lambda name: name) == ["A", "b", "c", None, ""]
    assert in_order(names, lambda name: name, descending=True) == ["c", "b", "A", None, ""]


@given(st.lists(st.tuples(st.integers(0, 3) | st.none(), st.integers()), max_size=20), st.booleans())
def test_equals_keep_their_order(pairs: list[tuple[int | None, int]], descending: bool) -> None:
    found = in_order(pairs, lambda pair: pair[0], descending=descending)
    for value in (0, 1, 2, 3, None):
        assert [pair for pair in found if pair[0] == value] == [pair for pair in pairs if pair[0] == value]
    known = [pair[0] for pair in found if pair[0] is not None]
    assert known == sorted(known, reverse=descending)
