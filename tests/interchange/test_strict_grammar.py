"""The strict reader finds what is wrong, so that its silence about our files means something."""

from __future__ import annotations

import pytest

from brm_tui.interchange.ics import write_calendar
from tests.interchange.calendar_samples import HORIZON, timed
from tests.interchange.file_rules import broken_rules
from tests.interchange.strict_grammar import grammar

_FILE = write_calendar(
    "X", [timed("1", "2026-12-01T10:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=9"), timed("2", "2026-12-02T10:00")],
    horizon=HORIZON,
)  # fmt: skip


def test_a_file_of_ours_breaks_nothing() -> None:
    assert grammar(_FILE) == broken_rules(_FILE) == []


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ("\r\n", "\n"), ("VERSION:2.0\r\n", ""), ("VERSION:2.0", "VERSION:2.0\r\nVERSION:2.0"),
        ("SUMMARY:1", "SUMMARY:a;b"), ("SUMMARY:1", "SUMMARY:a\\b"), ("SUMMARY:1", "SUMMARY:" + "x" * 80),
        ("SUMMARY:1", "SUMMARY;X=\"a\"b:1"), ("SUMMARY:1", "SUM MARY:1"), ("SUMMARY:1", "FOO:1"),
        ("SUMMARY:1", "SUMMARY:\x07"), ("UID:1@brm-tui.invalid\r\n", ""), ("UID:1@", "UID:2@"),
        ("DTSTART;TZID=Europe/Berlin:20261201", "DTSTART;TZID=Europe/Paris:20261201"),
        ("DTSTART;TZID=Europe/Berlin:20261201T100000", "DTSTART;VALUE=DATE:20261201"),
        ("DTSTART;TZID=Europe/Berlin:20261201T100000", "DTSTART;TZID=Europe/Berlin:20261201T090000Z"),
        ("DTSTART;TZID=Europe/Berlin:20261201T100000", "DTSTART;TZID=Europe/Berlin:20261301T100000"),
        ("DTEND;TZID=Europe/Berlin:20261201T11", "DTEND;TZID=Europe/Berlin:20261201T09"),
        ("INTERVAL=2", "INTERVAL=0"), ("INTERVAL=2", "INTERVAL=2;COUNT=3"), ("BYDAY=TU", "BYDAY=2TU"),
        ("BYDAY=TU", "BYDAY=TU;BYMONTHDAY=3"), ("BYDAY=TU", "BYDAY=TU;BYMONTH=13"), ("WKST=MO", "WKST=1"),
        ("T090000Z;INTERVAL", "T090000;INTERVAL"), ("STATUS:CONFIRMED", "STATUS:MAYBE"),
        ("TZOFFSETFROM:+0100", "TZOFFSETFROM:+01"), ("TZOFFSETFROM:+0100\r\n", ""),
        ("END:VEVENT\r\nEND:VCALENDAR", "END:VCALENDAR"), ("SEQUENCE:0", "SEQUENCE:a"),
        ("DTSTAMP:20261124T090000Z", "DTSTAMP:20261124T090000"),
        ("SEQUENCE:0", "SEQUENCE:0\r\nATTENDEE;ROLE=BOSS:mailto:a@x"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(written: str, broken: str) -> None:
    assert written.encode() in _FILE
    assert grammar(_FILE.replace(written.encode(), broken.encode(), 1)) != []


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261201", "DTSTART;TZID=Europe/Berlin:20261130"),
        ("UNTIL=20270323", "UNTIL=20270324"), ("RRULE:", "EXDATE;TZID=Europe/Berlin:20261202T100000\r\nRRULE:"),
    ],
)  # fmt: skip
def test_a_series_that_is_not_its_own_rule_is_found(written: str, broken: str) -> None:
    assert written.encode() in _FILE
    assert broken_rules(_FILE.replace(written.encode(), broken.encode(), 1)) != []
