"""Typed values and the texts that mean them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brm_tui.errors import FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.numbers import show_minutes
from brm_tui.rules.values import check_value, read_value, show_value

TODAY = date(2026, 11, 24)
LOCAL = datetime.fromisoformat
STATES = ("backlog", "planned", "in progress", "blocked", "done")


def field(kind: FieldKind, **details: Any) -> FieldDescription:
    return FieldDescription(name="what", title="What", help="What it is.", kind=kind, **details)


@pytest.mark.parametrize(
    ("kind", "details", "text", "expected"),
    [
        (FieldKind.TEXT, {}, "  Finance \x1b[2J [/] ", "Finance [2J [/]"),
        (FieldKind.TEXT, {}, "   ", None),
        (FieldKind.TEXT, {"pattern": "[A-Z]{3}"}, "EUR", "EUR"),
        (FieldKind.LONG_TEXT, {}, "one\r\n\r\ntwo  \n", "one\n\ntwo"),
        (FieldKind.CHOICE, {"choices": STATES}, "In Progress", "in progress"),
        (FieldKind.CHOICE, {"choices": STATES}, "in_progress", "in progress"),
        (FieldKind.CHOICE, {"choices": STATES}, "pl", "planned"),
        (FieldKind.CHOICES, {"choices": STATES}, "done, pl,done", ("done", "planned")),
        (FieldKind.WORDS, {"maximum": 60}, "core, EMEA,, core , Core", ("core", "EMEA")),
        (FieldKind.FLAG, {}, "Yes", True),
        (FieldKind.FLAG, {}, "0", False),
        (FieldKind.WHOLE, {"minimum": 0, "maximum": 9}, "7", 7),
        (FieldKind.DECIMAL, {}, "4,5", 4.5),
        (FieldKind.DECIMAL, {}, "-3.25", -3.25),
        (FieldKind.MONEY, {}, "1234.50", 123450),
        (FieldKind.MONEY, {}, "1234", 123400),
        (FieldKind.MONEY, {}, "1,234.50", 123450),
        (FieldKind.MONEY, {}, "1.234.567,89", 123456789),
        (FieldKind.MONEY, {}, "-0.05", -5),
        (FieldKind.MONEY, {}, "0.29", 29),
        (FieldKind.MINUTES, {}, "90", 90),
        (FieldKind.MINUTES, {}, "1h", 60),
        (FieldKind.MINUTES, {}, "1h30", 90),
        (FieldKind.MINUTES, {}, "1 h 30 min", 90),
        (FieldKind.MINUTES, {}, "45m", 45),
        (FieldKind.MINUTES, {}, "1.5h", 90),
        (FieldKind.MINUTES, {}, "1:15", 75),
        (FieldKind.DATE, {}, "fri", date(2026, 11, 27)),
        (FieldKind.TIME, {}, "9:30", "09:30"),
        (FieldKind.TIME, {}, "14", "14:00"),
        (FieldKind.TIME, {}, "2pm", "14:00"),
        (FieldKind.TIME, {}, "12:15 am", "00:15"),
        (FieldKind.LOCAL_MOMENT, {}, "2026-11-24T10:00", LOCAL("2026-11-24T10:00")),
        (FieldKind.LOCAL_MOMENT, {}, "2026-11-24 10:00", LOCAL("2026-11-24T10:00")),
        (FieldKind.LOCAL_MOMENT, {}, "fri 10:00", LOCAL("2026-11-27T10:00")),
        (FieldKind.LOCAL_MOMENT, {}, "1 dec at 9:15", LOCAL("2026-12-01T09:15")),
        (FieldKind.LOCAL_MOMENT, {}, "16:30", LOCAL("2026-11-24T16:30")),
        (FieldKind.LOCAL_MOMENT, {}, "2026-11-24", LOCAL("2026-11-24T00:00")),
        (FieldKind.LOCAL_MOMENT, {}, "1 dec", LOCAL("2026-12-01T00:00")),
        (FieldKind.MOMENT, {}, "2026-11-24T10:00+01:00", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        (FieldKind.ZONE, {}, "Europe/Berlin", "Europe/Berlin"),
        (FieldKind.REFERENCE, {"refers_to": "customers"}, " FIN ", "FIN"),
        (FieldKind.REFERENCES, {"refers_to": "customers"}, "FIN, HR", ("FIN", "HR")),
        (
            FieldKind.ATTENDEES,
            {},
            "ana@x, bob@y:optional,cy@z:opt",
            (("ana@x", "required"), ("bob@y", "optional"), ("cy@z", "optional")),
        ),
    ],
)  # fmt: skip
def test_what_a_text_means(kind: FieldKind, details: dict[str, Any], text: str, expected: object) -> None:
    described = field(kind, **details)
    value = read_value(described, text, TODAY)
    assert value == expected
    assert type(value) is type(expected)
    assert read_value(described, show_value(described, value), TODAY) == value


@pytest.mark.parametrize(
    ("kind", "details", "text"),
    [
        (FieldKind.TEXT, {"maximum": 3}, "four"),
        (FieldKind.TEXT, {"minimum": 2}, "x"),
        (FieldKind.TEXT, {"pattern": "[A-Z]{3}", "pattern_hint": "three capitals"}, "eur"),
        (FieldKind.CHOICE, {"choices": STATES}, "b"),
        (FieldKind.CHOICE, {"choices": STATES}, "finished"),
        (FieldKind.CHOICES, {"choices": STATES}, "done,finished"),
        (FieldKind.WORDS, {"maximum": 3}, "four"),
        (FieldKind.FLAG, {}, "maybe"),
        (FieldKind.WHOLE, {"minimum": 1, "maximum": 3}, "4"),
        (FieldKind.WHOLE, {}, "1.5"),
        (FieldKind.WHOLE, {}, "٣"),
        (FieldKind.DECIMAL, {}, "nan"),
        (FieldKind.DECIMAL, {}, "1,234"),
        (FieldKind.MONEY, {}, "12.345.6"),
        (FieldKind.MONEY, {}, "1e3"),
        (FieldKind.MONEY, {}, "12.5"),
        (FieldKind.MINUTES, {"maximum": 60}, "2h"),
        (FieldKind.MINUTES, {}, "1h75"),
        (FieldKind.DATE, {}, "soon"),
        (FieldKind.TIME, {}, "25:00"),
        (FieldKind.LOCAL_MOMENT, {}, "2026-11-24T10:00+01:00"),
        (FieldKind.LOCAL_MOMENT, {}, "fri 26:00"),
        (FieldKind.MOMENT, {}, "whenever"),
        (FieldKind.ZONE, {}, "Mars/Base"),
        (FieldKind.ATTENDEES, {}, ":optional"),
    ],
)
def test_what_is_refused_names_the_field_the_value_and_what_is_allowed(
    kind: FieldKind, details: dict[str, Any], text: str
) -> None:
    with pytest.raises(FieldError) as refused:
        read_value(field(kind, **details), text, TODAY)
    assert refused.value.field == "what"
    assert refused.value.value == text
    assert refused.value.allowed


@pytest.mark.parametrize(
    ("kind", "details", "value", "expected"),
    [
        (FieldKind.TEXT, {}, "Finance", "Finance"),
        (FieldKind.TEXT, {}, "", None),
        (FieldKind.FLAG, {}, False, False),
        (FieldKind.WHOLE, {}, 0, 0),
        (FieldKind.MONEY, {}, 123450, 123450),
        (FieldKind.DECIMAL, {}, 4, 4.0),
        (FieldKind.WORDS, {}, ["a", "b", "A"], ("a", "b")),
        (FieldKind.WORDS, {}, [], None),
        (FieldKind.DATE, {}, "2026-12-01", date(2026, 12, 1)),
        (FieldKind.LOCAL_MOMENT, {}, "2026-12-01T10:00", LOCAL("2026-12-01T10:00")),
        (FieldKind.TIME, {}, "9:30", "09:30"),
        (FieldKind.CHOICE, {"choices": STATES}, "done", "done"),
        (FieldKind.REFERENCES, {}, ["FIN"], ("FIN",)),
        (
            FieldKind.ATTENDEES,
            {},
            ["ana@x", "bob@y:optional", ["cy@z", "optional"]],
            (("ana@x", "required"), ("bob@y", "optional"), ("cy@z", "optional")),
        ),
    ],
)  # fmt: skip
def test_native_types_are_taken(
    kind: FieldKind, details: dict[str, Any], value: object, expected: object
) -> None:
    checked = check_value(field(kind, **details), value)
    assert checked == expected
    assert type(checked) is type(expected)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (FieldKind.TEXT, 5),
        (FieldKind.TEXT, ["x"]),
        (FieldKind.FLAG, 1),
        (FieldKind.FLAG, "yes"),
        (FieldKind.WHOLE, True),
        (FieldKind.WHOLE, "5"),
        (FieldKind.WHOLE, 1.0),
        (FieldKind.MONEY, 12.5),
        (FieldKind.DECIMAL, float("nan")),
        (FieldKind.DECIMAL, float("inf")),
        (FieldKind.WORDS, "a,b"),
        (FieldKind.WORDS, [1]),
        (FieldKind.CHOICE, "unheard of"),
        (FieldKind.DATE, "fri"),
        (FieldKind.DATE, 20261201),
        (FieldKind.LOCAL_MOMENT, "2026-12-01T10:00Z"),
        (FieldKind.MOMENT, "2026-12-01T10:00"),
        (FieldKind.ATTENDEES, [["ana@x", "perhaps"]]),
        (FieldKind.ATTENDEES, [5]),
        (FieldKind.ATTENDEES, [" :optional"]),
        pytest.param(FieldKind.DECIMAL, 10**400, id="number-huge"),
    ],
)
def test_other_types_are_refused(kind: FieldKind, value: object) -> None:
    with pytest.raises(FieldError):
        check_value(field(kind, choices=STATES if kind is FieldKind.CHOICE else ()), value)


@given(st.integers(-(10**12), 10**12))
def test_amounts_make_the_round_trip(amount: int) -> None:
    money = field(FieldKind.MONEY)
    assert read_value(money, show_value(money, amount), TODAY) == amount


@given(st.sampled_from(list(FieldKind)), st.text(max_size=20))
def test_any_text_is_read_or_refused(kind: FieldKind, text: str) -> None:
    described = field(kind, choices=STATES, maximum=60)
    try:
        value = read_value(described, text, TODAY)
    except FieldError:
        return
    assert read_value(described, show_value(described, value), TODAY) == value


def test_lengths_are_shown_as_people_say_them() -> None:
    assert [show_minutes(minutes) for minutes in (45, 60, 90, 125)] == ["45 min", "1 h", "1 h 30", "2 h 05"]


PRESENCE = ("present", "apologised", "absent")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana@x, bob@y:absent", (("ana@x", "present"), ("bob@y", "absent"))),
        ("ana@x:apol, bob@y: AB", (("ana@x", "apologised"), ("bob@y", "absent"))),
        ("ana@x:present, ana@x:absent", (("ana@x", "present"),)),
        # What could be either, or is no such word, is a part of the name, and no such name will be found.
        ("ana@x:a", (("ana@x:a", "present"),)),
        ("ana@x:optional", (("ana@x:optional", "present"),)),
    ],
)
def test_a_field_names_the_words_for_those_who_attend(text: str, expected: object) -> None:
    attendance = field(FieldKind.ATTENDEES, choices=PRESENCE)
    assert read_value(attendance, text, TODAY) == expected
    assert read_value(attendance, show_value(attendance, expected), TODAY) == expected
    assert check_value(attendance, [list(pair) for pair in expected]) == expected  # type: ignore[attr-defined]


def test_words_of_another_field_are_refused() -> None:
    with pytest.raises(FieldError, match=":apologised or :absent"):
        check_value(field(FieldKind.ATTENDEES, choices=PRESENCE), [["ana@x", "optional"]])
    with pytest.raises(FieldError, match=":optional"):
        check_value(field(FieldKind.ATTENDEES), [["ana@x", "absent"]])


@given(
    st.datetimes(LOCAL("2020-01-01"), LOCAL("2030-01-01"), timezones=st.just(UTC)),
    st.sampled_from(("UTC", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata")),
)
@example(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin")
@example(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin")
def test_a_moment_is_shown_by_the_clocks_of_a_zone_and_read_by_them(moment: datetime, zone: str) -> None:
    described = field(FieldKind.MOMENT)
    assert read_value(described, show_value(described, moment, zone), TODAY, zone) == moment


def test_a_moment_is_shown_as_ones_own_clock_shows_it() -> None:
    described = field(FieldKind.MOMENT)
    moment = datetime(2026, 11, 23, 15, 40, tzinfo=UTC)
    assert show_value(described, moment, "Europe/Berlin") == "2026-11-23T16:40"
    assert show_value(described, moment) == "2026-11-23T15:40:00Z"
    again = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # half past two for the second time
    assert show_value(described, again, "Europe/Berlin") == "2026-10-25T01:30:00Z"
