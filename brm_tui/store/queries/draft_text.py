"""A calendar entry's draft as JSON, and back: what identities hash and cancellations repeat."""

from __future__ import annotations

import json
from datetime import date, datetime

from brm_tui.rules.calendar_items import Series, SeriesException
from brm_tui.store.queries.calendar_items import DraftItem


def rendered(draft: DraftItem) -> str:
    """Return all that a file says of an entry, as JSON."""
    series = _columns(draft.series) | {"exceptions": [_columns(item) for item in draft.series.exceptions]}
    values = _columns(draft) | {"series": series}
    return json.dumps(values, default=plain, sort_keys=True, ensure_ascii=False)


def _columns(record: DraftItem | Series | SeriesException) -> dict[str, object]:
    """Return a record's values by name; ``dataclasses.asdict`` would copy each of them.

    What few exceptions say is left out elsewhere: the hash of an entry that does not change must not either.
    """
    values = {name: getattr(record, name) for name in record.__slots__}
    if values.get("day_off") is False:
        del values["day_off"]
    return values


def restored(text: str) -> DraftItem:
    """Return the entry that ``rendered`` wrote."""
    values = json.loads(text)
    series = values.pop("series")
    exceptions = tuple(
        SeriesException(
            **{
                **item,
                "original_start": datetime.fromisoformat(item["original_start"]),
                "start": datetime.fromisoformat(item["start"]) if item["start"] else None,
                "end_date": date.fromisoformat(item["end_date"]) if item["end_date"] else None,
            }
        )
        for item in series.pop("exceptions")
    )
    series["start"] = datetime.fromisoformat(series["start"])
    series["end_date"] = date.fromisoformat(series["end_date"]) if series["end_date"] else None
    values["customers"] = tuple(values["customers"])
    return DraftItem(series=Series(exceptions=exceptions, **series), **values)


def plain(value: object) -> str:
    """Return a date or date-time as JSON has it."""
    assert isinstance(value, date)
    return value.isoformat()
