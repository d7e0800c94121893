"""khal: its own splitting, expansion and event classes.

khal makes icalendar use other zone classes for the whole process, so it runs in a process of its own: this
file, as a script.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def show(path: Path, first: date, last: date) -> list[dict[str, str]]:
    """Return what khal shows, as records to be printed."""
    from khal.icalendar import cal_from_ics, split_ics
    from khal.khalendar.backend import SQLiteDb
    from khal.khalendar.event import Event

    pytz: Any = import_module("pytz")  # comes with khal, untyped
    locale: Any = {
        "default_timezone": pytz.UTC,
        "local_timezone": pytz.UTC,
        "dateformat": "%Y-%m-%d",
        "longdateformat": "%Y-%m-%d",
        "timeformat": "%H:%M",
        "datetimeformat": "%Y-%m-%d %H:%M",
        "longdatetimeformat": "%Y-%m-%d %H:%M",
        "unicode_symbols": True,
        "firstweekday": 0,
        "weeknumbers": False,
    }
    database = SQLiteDb(["file"], ":memory:", locale=locale)
    with database.at_once():
        for number, part in enumerate(split_ics(path.read_text("utf-8"), default_timezone=pytz.UTC)):
            database.update(part, f"{number}.ics", calendar="file")
    low = datetime.combine(first - timedelta(days=2), time())
    high = datetime.combine(last + timedelta(days=3), time())
    rows = [*database.get_localized(low.replace(tzinfo=pytz.UTC), high.replace(tzinfo=pytz.UTC))]
    rows += [*database.get_floating(low, high)]
    shown = []
    parsed: dict[str, list[Any]] = {}  # as Event.fromString does it, but once for all occurrences
    for item, href, start, end, ref, _etag, calendar in rows:
        if item not in parsed:
            parsed[item] = [part for part in cal_from_ics(item).walk() if part.name == "VEVENT"]
        event: Any = Event.fromVEvents(
            parsed[item], ref=ref, locale=locale, href=href, calendar=calendar, start=start, end=end
        )
        if event.status.strip() == "CANCELLED":
            continue
        # For a person khal shows the last day of an all-day event; we ask for the day after.
        end = event.end + timedelta(days=1) if event.allday else event.end
        record = {"start": _text(event.start), "end": _text(end), "title": str(event.summary)}
        shown.append(record | {"description": str(event.description), "place": str(event.location)})
    return shown


def _text(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


if __name__ == "__main__":
    arguments = sys.argv[1:]
    dates = [date.fromisoformat(text) for text in arguments[1:]]
    print(json.dumps(show(Path(arguments[0]), *dates)))
else:
    from tests.interchange.readers.seen import Reader, Seen, seen_from_json

    def _missing() -> str:
        return "" if find_spec("khal") else "khal is not installed"

    def _show(path: Path, first: date, last: date) -> list[Seen]:
        command = [sys.executable, __file__, str(path), first.isoformat(), last.isoformat()]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return seen_from_json(done.stdout)

    READER = Reader("khal", _missing, _show)
