"""Text as it goes out: one line, within its limit, escaped once, folded at 75 octets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.interchange.ics.lines import (
    escaped,
    folded,
    instant_value,
    offset_value,
    one_line,
    plain_text,
    within,
)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_folding_can_be_undone_and_never_cuts_a_character(text: str) -> None:
    line = "SUMMARY:" + escaped(one_line(text))
    octets = folded(line).encode()
    assert all(len(part) <= 75 for part in octets.split(b"\r\n"))
    for part in octets.split(b"\r\n"):
        part.decode()
    assert octets.replace(b"\r\n ", b"").decode() == line


@pytest.mark.parametrize("length", [74, 75, 76, 149, 150, 223, 224])
def test_lines_are_folded_at_exactly_75_octets(length: int) -> None:
    parts = folded("x" * length).split("\r\n")
    assert [len(part) for part in parts[:-1]] == [75] * (len(parts) - 1)
    assert len(parts) == 1 + max(0, -(-(length - 75) // 74))


def test_text_is_escaped_exactly_once() -> None:
    assert escaped('a\\b;c,d\ne:"f"') == 'a\\\\b\\;c\\,d\\ne:"f"'
    assert escaped("\\n") == "\\\\n"


def test_titles_are_one_clean_line() -> None:
    assert one_line("  two\r\nlines\tand \x1b[2J  space\u2028here ") == "two lines and [2J space here"
    assert one_line("e\u0301") == "é"
    assert one_line("a\u202eb") == "ab"
    assert one_line("\n\t ") == ""


def test_descriptions_keep_their_lines_and_nothing_that_readers_split_at() -> None:
    assert (
        plain_text("one\r\ntwo\rthree\x0bfour\u2028five\x85six\n\n\n") == "one\ntwo\nthree\nfour\nfive\nsix"
    )
    assert plain_text("a\tb\x00c") == "a bc"


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("x" * 255, 255, "x" * 255),
        ("x" * 256, 255, "x" * 254 + "…"),
        ("😀" * 127 + "x", 255, "😀" * 127 + "x"),
        ("😀" * 128, 255, "😀" * 127 + "…"),
        ("word " * 60, 20, "word word word word…"),
        ("abc👩🏽‍💻", 7, "abc…"),  # a person, a skin tone, a joiner and a computer are one picture
        ("abc🇩🇪", 6, "abc…"),
        ("abce\u0323\u0323\u0323", 6, "abc…"),
    ],
)
def test_long_texts_end_with_an_ellipsis_on_the_limit(text: str, limit: int, kept: str) -> None:
    assert within(text, limit) == kept
    assert len(within(text, limit).encode("utf-16-le")) <= limit * 2


def test_values() -> None:
    kolkata = timezone(timedelta(hours=5, minutes=30))
    assert instant_value(datetime(2026, 11, 24, 14, 30, 1, 999, tzinfo=kolkata)) == "20261124T090001Z"
    assert instant_value(datetime(2026, 11, 24, 14, 30, tzinfo=UTC)) == "20261124T143000Z"
    assert offset_value(timedelta(hours=-3, minutes=-30)) == "-0330"
    assert offset_value(timedelta(0)) == "+0000"
    assert offset_value(timedelta(hours=10, minutes=30)) == "+1030"
    assert offset_value(-timedelta(minutes=25, seconds=21)) == "-002521"
