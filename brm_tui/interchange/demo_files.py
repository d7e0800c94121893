"""Reads the demo portfolio: readable files with dates relative to today in, rows with seeded ids out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from brm_tui.errors import BrmError
from brm_tui.interchange.demo_dates import DemoDays
from brm_tui.interchange.demo_series import ForumSeries, held_touches, meeting_start, series_of
from brm_tui.interchange.demo_source import DemoSource, SourceRow, read_source
from brm_tui.interchange.demo_values import Converter

ORDER = (
    "customers", "people", "roles", "representations", "holidays", "freezes", "services", "subscriptions",
    "measures", "agreements", "staff", "forums", "objectives", "appendices", "events", "exceptions",
    "meetings", "touches", "projects", "milestones", "actions", "changes", "demands", "feedback", "log",
    "successes", "surveys", "responses", "maturity", "risks",
)  # fmt: skip
"""The KINDs in an order in which a row's references stand before it."""

_ID_MILLISECONDS = 1_735_689_600_000
_FIRST_YEAR, _LAST_YEAR = -1, 2


@dataclass(frozen=True, slots=True)
class DemoRow:
    """One row.

    Attributes:
        kind: Its KIND.
        id: Its id, the same on every machine and on every day.
        values: Model fields and values; links by their field's name, as ids or pairs of id and word.
    """

    kind: str
    id: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class DemoStep:
    """One thing that happened to an agreement, or an edit after it.

    Attributes:
        at: When, aware UTC.
        verb: propose, sign, decline, withdraw, terminate or set.
        agreement_id: Which agreement.
        details: What the verb needs: reason; role, person_id, date, method, evidence, note; kind, id, values.
    """

    at: datetime
    verb: str
    agreement_id: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoPortfolio:
    """The whole demo.

    Attributes:
        zone: The IANA zone that the demo's people live in.
        rows: Every row, references before what refers to them.
        life: What happened to the agreements, in the order of time.
    """

    zone: str
    rows: list[DemoRow]
    life: list[DemoStep]


def demo_id(seed: str, kind: str, key: str) -> str:
    """Return the id of a row: the layout of UUIDv7, its random part a hash of what the row is."""
    number = int.from_bytes(hashlib.sha256(f"{seed}\0{kind}\0{key}".encode()).digest()[:10], "big")
    bits = _ID_MILLISECONDS << 80 | 0x7 << 76 | (number >> 68 & 0xFFF) << 64
    digits = f"{bits | 0b10 << 62 | number & (1 << 62) - 1:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def read_demo(folder: Path, today: date) -> DemoPortfolio:
    """Return the demo portfolio as it is on a day.

    Args:
        folder: Where its TOML files are.
        today: The day that its dates count from.

    Raises:
        BrmError: A file is missing or wrong; the message names the file and the row.
    """
    source = read_source(folder)
    return _Reader(source, today).portfolio()


class _Reader:
    """Turns source rows into rows, KIND by KIND."""

    def __init__(self, source: DemoSource, today: date) -> None:
        self.source = source
        plain = DemoDays(today)
        self.holidays = _yearly_holidays(source, plain)
        closed = frozenset(
            day for calendar, day, _, _ in self.holidays if calendar == source.working_calendar
        )
        self.days = DemoDays(today, closed)
        self.forums: dict[str, ForumSeries] = {}
        self.ids: dict[str, dict[str, str]] = {}
        self.rows: dict[str, list[DemoRow]] = {kind: [] for kind in ORDER}
        self.converter = Converter(self.days, source.zone, self.ids)

    def portfolio(self) -> DemoPortfolio:
        self._add_holidays()
        self._add_measures()
        self._add_forum_events()
        for kind, rows in self.source.rows.items():
            self.ids[kind] = {row.key: demo_id(self.source.seed, kind, row.key) for row in rows}
        for kind in ORDER:
            for number, row in enumerate(self.source.rows.get(kind, ()), 1):
                self._convert(row, number)
        ordered = [row for kind in ORDER for row in self.rows[kind]]
        life = sorted((self._step(step) for step in self.source.life), key=lambda step: step.at)
        return DemoPortfolio(self.source.zone, ordered, life)

    def _convert(self, row: SourceRow, number: int) -> None:
        own_id = self.ids[row.kind][row.key]
        fields = dict(row.fields)
        if row.kind in ("exceptions", "meetings"):
            self._place_occurrence(row, fields)
        values = self.converter.values(row, fields, number)
        if row.kind == "events" and row.key in self.forums:
            values["forum_id"] = self.ids["forums"][row.key]
        self.rows[row.kind].append(DemoRow(row.kind, own_id, values))
        if row.kind == "meetings":
            self._add_held_touches(row, own_id, values)

    def _place_occurrence(self, row: SourceRow, fields: dict[str, Any]) -> None:
        """Replace the number of an occurrence (-1 the last before today, 0 the next) by its start."""
        event_id = self.ids["events"].get(fields["event"])
        event = next((found for found in self.rows["events"] if found.id == event_id), None)
        if event is None:
            raise row.refused(f"there is no event {fields['event']!r}")
        start = meeting_start(series_of(event.values), int(fields.pop("occurrence")), self.days.today)
        if start is None:
            raise row.refused("the series has no such occurrence")
        if row.kind == "meetings":
            fields["occurrence"] = start
            if fields.get("state", "held") != "cancelled" and "attendance" not in fields:
                fields["attendance"] = [
                    person for person, needed in _pairs(event.values["attendees"]) if needed == "required"
                ]
        else:
            fields["original_start"] = start
            if "start" in fields:
                fields["start"] = self.days.existing_local(
                    fields["start"], str(event.values["zone"]), base=start.date()
                )

    def _add_held_touches(self, row: SourceRow, meeting_id: str, values: dict[str, object]) -> None:
        """Add the touch that each customer of a held meeting had."""
        if values.get("state", "held") != "held":
            return
        event = next(found for found in self.rows["events"] if found.id == values["event_id"])
        exceptions = [found.values for found in self.rows["exceptions"]]
        it_people = {found.id for found in self.rows["people"] if found.values.get("side") == "IT"}
        for touch in held_touches(event.values, event.id, exceptions, values, it_people):
            touch["meeting_id"] = meeting_id
            key = f"{row.key}/{touch['customer_id']}"
            self.rows["touches"].append(DemoRow("touches", demo_id(self.source.seed, "touches", key), touch))

    def _add_forum_events(self) -> None:
        """Add the recurring event of each forum, under the forum's own key, before the events by hand."""
        by_hand = self.source.rows.pop("events", [])
        agreements = {row.key: row for row in self.source.rows.get("agreements", ())}
        for row in self.source.rows.get("forums", ()):
            agreement = agreements.get(row.fields["agreement"])
            if agreement is None:
                raise row.refused(f"there is no agreement {row.fields['agreement']!r}")
            series = ForumSeries.read(row, self.days)
            self.forums[row.key] = series
            customer = agreement.fields["customer"]
            self.source.add(row.file, "events", {"key": row.key, **series.event_fields(row, customer)})
        self.source.rows.setdefault("events", []).extend(by_hand)

    def _add_holidays(self) -> None:
        for calendar, day, name, year in self.holidays:
            own_id = demo_id(self.source.seed, "holidays", f"{calendar}/{name}/{year:+}")
            self.rows["holidays"].append(
                DemoRow("holidays", own_id, {"calendar": calendar, "date": day, "name": name})
            )

    def _add_measures(self) -> None:
        """Add one row a month for each subscription, up to the month before this one; none where nothing is known."""
        subscriptions = {row.key: row for row in self.source.rows.get("subscriptions", ())}
        for entry in self.source.measures:
            name = entry["subscription"]
            if name not in subscriptions:
                raise BrmError("Demo files", f"measures: there is no subscription {name!r}.")
            promised = subscriptions[name].fields
            for number, level in enumerate(entry["level"]):
                cost = entry["cost"][number] if "cost" in entry else promised["cost"]
                if level == entry["satisfaction"][number] == cost == "":
                    continue
                months_ago = len(entry["level"]) - number
                self.source.add(
                    subscriptions[name].file,
                    "measures",
                    {
                        "key": f"{name}/{months_ago}",
                        "subscription": name,
                        "period": f"{self.days.day(f'month-{months_ago}'):%Y-%m}",
                        "level": level,
                        "target": promised["level_target"],
                        "satisfaction": entry["satisfaction"][number],
                        "cost": cost,
                        "currency": promised.get("currency", "EUR"),
                    },
                )

    def _step(self, written: dict[str, Any]) -> DemoStep:
        row = SourceRow("life.toml", "life", f"{written['agreement']} {written['at']}", written)
        details = {name: value for name, value in written.items() if name not in ("agreement", "at", "verb")}
        text = written["at"] if ":" in written["at"] else f"{written['at']} 10:00"
        at = self.days.moment(text, self.source.zone)
        agreement_id = self.converter.named("agreements", written["agreement"], row)
        match written["verb"]:
            case "sign" | "decline":
                details["person_id"] = self.converter.named("people", details.pop("person"), row)
                details["date"] = self.days.local(text).date()
            case "set":
                kind, key = details.pop("kind"), details.pop("row")
                edited = SourceRow("life.toml", kind, key, details.pop("values"))
                details = {
                    "kind": kind,
                    "id": self.converter.named(kind, key, row),
                    "values": self.converter.given(edited, edited.fields),
                }
            case "propose" | "withdraw" | "terminate":
                pass
            case verb:
                raise row.refused(f"there is no verb {verb!r}")
        return DemoStep(at, written["verb"], agreement_id, details)


def _yearly_holidays(source: DemoSource, days: DemoDays) -> list[tuple[str, date, str, int]]:
    """Return the holidays of last year to the year after next: calendar, date, name, which year."""
    found: dict[tuple[str, date], tuple[str, int]] = {}
    for calendar, names in source.yearly_holidays.items():
        for year in range(_FIRST_YEAR, _LAST_YEAR + 1):
            first = days.day(f"year{year:+}")
            for name, text in names.items():
                found.setdefault((calendar, days.day(text, first)), (name, year))
    return [(calendar, day, name, year) for (calendar, day), (name, year) in sorted(found.items())]


def _pairs(value: object) -> Iterable[tuple[str, str]]:
    return value if isinstance(value, list) else []
