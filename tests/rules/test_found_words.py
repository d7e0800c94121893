"""Where the words stand that somebody searched for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.found_words import first_found, line_of


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Ask the auditors first", "audit", "audit"),
        ("Ask the auditors first", "first AUDIT", "audit"),
        ("Zur Übergabe am Montag", "ubergabe", "Übergabe"),
        ("die Straße", "strasse", "Straße"),
        ("月末の決算が遅れる", "決算", "決算"),
        ("the retail ledger", "tail", None),
        ("", "x", None),
        ("anything", " . ", None),
        ("see (SLA)", "(sla)", "SLA"),
    ],
)
def test_the_first_word_that_begins_so_is_found(text: str, typed: str, found: str | None) -> None:
    place = first_found(text, typed)
    assert (None if place is None else text[place.start : place.end]) == found


def test_a_place_is_a_line_and_a_column() -> None:
    text = "one\ntwo three\nfour"
    place = first_found(text, "three")
    assert place is not None
    assert line_of(text, place.start) == (1, 4)
    assert line_of(text, 0) == (0, 0)


@given(st.text(), st.text())
def test_what_is_found_lies_in_the_text(text: str, typed: str) -> None:
    place = first_found(text, typed)
    assert place is None or 0 <= place.start < place.end <= len(text)
