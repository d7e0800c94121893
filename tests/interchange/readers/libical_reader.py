"""libical, which Evolution and GNOME Calendar read calendars with, by its C functions.

It crashes rather than complains where it is used wrongly, so it runs in a process of its own: this file, as a script.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any


class _Time(ctypes.Structure):
    """icaltimetype of libical 3."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date")),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


class _Span(ctypes.Structure):
    """icaltime_span."""

    _fields_ = [("start", ctypes.c_int64), ("end", ctypes.c_int64), ("is_busy", ctypes.c_int)]


_CALLBACK = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Span), ctypes.c_void_p)


def _library() -> Any:
    name = ctypes.util.find_library("ical")
    if name is None or not name.endswith(".so.3"):
        return None
    library = ctypes.CDLL(name)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for function, result, arguments in (
        ("icalparser_parse_string", pointer, [text]),
        ("icalcomponent_get_first_component", pointer, [pointer, number]),
        ("icalcomponent_get_next_component", pointer, [pointer, number]),
        ("icalcomponent_get_uid", text, [pointer]),
        ("icalcomponent_get_summary", text, [pointer]),
        ("icalcomponent_get_description", text, [pointer]),
        ("icalcomponent_get_location", text, [pointer]),
        ("icalcomponent_get_status", number, [pointer]),
        ("icalcomponent_get_dtstart", _Time, [pointer]),
        ("icalcomponent_get_dtend", _Time, [pointer]),
        ("icalcomponent_get_first_property", pointer, [pointer, number]),
        ("icalproperty_string_to_kind", number, [text]),
        ("icalproperty_get_datetime_with_component", _Time, [pointer, pointer]),
        ("icalcomponent_count_errors", number, [pointer]),
        ("icalcomponent_string_to_kind", number, [text]),
        ("icalproperty_string_to_status", number, [text]),
        ("icaltime_as_timet_with_zone", ctypes.c_int64, [_Time, pointer]),
        ("icaltime_from_timet_with_zone", _Time, [ctypes.c_int64, number, pointer]),
        ("icalcomponent_foreach_recurrence", None, [pointer, _Time, _Time, _CALLBACK, pointer]),
    ):
        known = getattr(library, function)
        known.restype, known.argtypes = result, arguments
    return library


def show(path: Path, first: date, last: date) -> list[dict[str, str]]:
    """Return what libical gives, as records to be printed."""
    library = _library()
    calendar = library.icalparser_parse_string(path.read_bytes())
    assert calendar, "libical cannot read the file at all"
    assert library.icalcomponent_count_errors(calendar) == 0, "libical finds errors"
    low, high = (
        library.icaltime_from_timet_with_zone(
            int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()), 0, None
        )
        for day in (first - timedelta(days=40), last + timedelta(days=3))
    )
    events = list(_events(library, calendar))
    replaced = {
        (library.icalcomponent_get_uid(event), _seconds(library, _time(library, event, b"RECURRENCE-ID")))
        for event in events
        if _property(library, event, b"RECURRENCE-ID")
    }
    cancelled = library.icalproperty_string_to_status(b"CANCELLED")
    shown = []
    for event in events:
        if library.icalcomponent_get_status(event) == cancelled:
            continue
        whole_days = bool(library.icalcomponent_get_dtstart(event).is_date)
        uid = library.icalcomponent_get_uid(event)
        spans: list[tuple[int, int]] = []
        if _property(library, event, b"RECURRENCE-ID"):
            times = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
            spans.append((_seconds(library, times[0]), _seconds(library, times[1])))
        else:
            keep = _CALLBACK(lambda _event, span, _data: spans.append((span[0].start, span[0].end)))  # noqa: B023
            library.icalcomponent_foreach_recurrence(event, low, high, keep, None)
            spans = [span for span in spans if (uid, span[0]) not in replaced]
        texts = {
            "title": library.icalcomponent_get_summary(event),
            "description": library.icalcomponent_get_description(event),
            "place": library.icalcomponent_get_location(event),
        }
        said = {name: (value or b"").decode() for name, value in texts.items()}
        shown += [{"start": _text(s, whole_days), "end": _text(e, whole_days)} | said for s, e in spans]
    return shown


def _events(library: Any, calendar: int) -> Iterator[int]:
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, kind)


def _property(library: Any, event: int, name: bytes) -> int | None:
    found: int | None = library.icalcomponent_get_first_property(
        event, library.icalproperty_string_to_kind(name)
    )
    return found


def _time(library: Any, event: int, name: bytes) -> _Time:
    """Return a property's time with the zone that the file gives it."""
    found: _Time = library.icalproperty_get_datetime_with_component(_property(library, event, name), event)
    return found


def _seconds(library: Any, moment: _Time) -> int:
    return int(library.icaltime_as_timet_with_zone(moment, moment.zone))


def _text(seconds: int, whole_days: bool) -> str:
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.date().isoformat() if whole_days else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    dates = [date.fromisoformat(text) for text in arguments[1:]]
    print(json.dumps(show(Path(arguments[0]), *dates)))
else:
    from tests.interchange.readers.seen import Reader, Seen, seen_from_json

    def _missing() -> str:
        return "" if _library() else "libical 3 is not installed (Debian's libical3)"

    def _show(path: Path, first: date, last: date) -> list[Seen]:
        command = [sys.executable, __file__, str(path), first.isoformat(), last.isoformat()]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, f"{done.returncode} {done.stderr}"
        return seen_from_json(done.stdout)

    READER = Reader("libical", _missing, _show)
