"""A desk of series that calendar programs are known to disagree on, entered as a person would enter them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from brm_tui.desk import events, records
from brm_tui.desk.desk import Desk
from brm_tui.desk.upkeep import move_horizon
from brm_tui.rules.calendar_items import Series
from brm_tui.rules.recurrence import instances

FIRST, LAST = date(2026, 12, 1), date(2036, 11, 30)
HORIZON = date(2036, 12, 31)
LOCAL = datetime.fromisoformat

Change = tuple[str, dict[str, object]]
"""An occurrence by the start that its series gives it, and what becomes of it."""


@dataclass(frozen=True)
class Tricky:
    """One event to enter.

    Attributes:
        title: What is tricky about it.
        start: Local; a date alone for all day.
        rule: Its recurrence.
        zone: Where.
        length: Minutes.
        last: The last day of an all-day event.
        changes: Its occurrences that are not as the rule says.
        texts: More fields.
    """

    title: str
    start: str
    rule: str = ""
    zone: str = "Europe/Berlin"
    length: int = 60
    last: str = ""
    changes: tuple[Change, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


GONE: dict[str, object] = {"cancelled": True}


def to(start: str, **more: object) -> dict[str, object]:
    """Return that an occurrence moves to a local start."""
    return {"start": LOCAL(start), **more}


AGENDA = "\n".join(f"{number}. Überblick; Zahlen, 100 % \\ Rückfragen 👩🏽‍💻" for number in range(1, 230))[
    :10_000
]
_KNOWN = (
    # Clock changes.
    Tricky("Weekly over both changes", "2026-12-01T10:00", "FREQ=WEEKLY;BYDAY=TU"),
    Tricky("Sundays where the clocks skip", "2026-12-27T02:30", "FREQ=MONTHLY;BYDAY=-1SU"),
    Tricky("Sundays in New York where they skip", "2026-12-13T02:15", "FREQ=MONTHLY;BYDAY=2SU",
           zone="America/New_York"),
    Tricky("Sundays where an hour comes twice", "2026-12-06T01:30", "FREQ=MONTHLY;BYDAY=1SU",
           zone="America/New_York"),
    Tricky("Night shift over the change", "2026-12-26T22:00", "FREQ=MONTHLY;BYDAY=-1SA", length=480),
    Tricky("Ends where the gap begins", "2026-12-27T01:00", "FREQ=MONTHLY;BYDAY=-1SU"),
    Tricky("Southern clocks", "2026-12-06T02:30", "FREQ=MONTHLY;BYDAY=1SU", zone="Australia/Sydney"),
    Tricky("Half an hour of summer time", "2026-12-06T01:45", "FREQ=MONTHLY;BYDAY=1SU",
           zone="Australia/Lord_Howe", length=90),
    # Zones.
    Tricky("Kathmandu", "2026-12-02T09:15", "FREQ=MONTHLY;BYDAY=1WE", zone="Asia/Kathmandu"),
    Tricky("Chatham", "2026-12-06T03:15", "FREQ=MONTHLY;BYDAY=1SU", zone="Pacific/Chatham", length=150),
    Tricky("Casablanca", "2026-12-03T10:00", "FREQ=WEEKLY;INTERVAL=6;BYDAY=TH", zone="Africa/Casablanca"),
    Tricky("Tehran", "2026-12-05T09:30", "FREQ=WEEKLY;INTERVAL=4;BYDAY=SA", zone="Asia/Tehran"),
    Tricky("Mexico City", "2026-12-01T09:00", "FREQ=MONTHLY;BYDAY=1TU", zone="America/Mexico_City"),
    Tricky("Mexico City since before its reform", "2021-01-05T09:00", "FREQ=MONTHLY;BYDAY=1TU",
           zone="America/Mexico_City"),
    Tricky("Cairo", "2026-12-03T20:00", "FREQ=MONTHLY;BYDAY=-1TH", zone="Africa/Cairo", length=300),
    Tricky("Dublin, whose winter is the exception", "2026-12-07T00:30", "FREQ=MONTHLY;BYDAY=1MO",
           zone="Europe/Dublin"),
    Tricky("In UTC itself", "2026-12-31T23:30", "FREQ=MONTHLY;BYMONTHDAY=-1", zone="UTC"),
    Tricky("Adelaide to Kiritimati", "2026-12-04T09:30", "FREQ=WEEKLY;INTERVAL=9", zone="Pacific/Kiritimati"),
    Tricky("Newfoundland", "2026-12-01T00:15", "FREQ=MONTHLY;BYDAY=2SU", zone="America/St_Johns"),
    # Days that not every month has.
    Tricky("Last Friday", "2026-12-25T16:00", "FREQ=MONTHLY;BYDAY=-1FR"),
    Tricky("Fifth Wednesday", "2026-12-30T16:00", "FREQ=MONTHLY;BYDAY=5WE"),
    Tricky("The 29th", "2026-12-29T09:00", "FREQ=MONTHLY;BYMONTHDAY=29"),
    Tricky("The 30th", "2026-12-30T09:00", "FREQ=MONTHLY;BYMONTHDAY=30"),
    Tricky("The 31st", "2026-12-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=31"),
    Tricky("Leap day", "2024-02-29T09:00", "FREQ=YEARLY"),
    Tricky("Leap day, all day", "2024-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    Tricky("First and third Monday", "2026-12-07T09:00", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
    Tricky("Last working day", "2026-12-31T17:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    Tricky("Second working day", "2026-12-02T08:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2"),
    Tricky("Year's first working day", "2027-01-01T08:00",
           "FREQ=YEARLY;BYMONTH=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"),
    Tricky("Quarterly", "2026-12-10T14:00", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH"),
    Tricky("November's last Thursday", "2027-11-25T09:00", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH"),
    # Weeks.
    Tricky("Fortnight of two days", "2026-12-03T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;UNTIL=20291231"),
    Tricky("Fortnight whose weeks begin on Sunday", "2026-12-03T13:00",
           "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU;UNTIL=20291231"),
    Tricky("Working days", "2026-12-01T08:30", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=60", length=15),
    Tricky("Every third day", "2026-12-01T07:30", "FREQ=DAILY;INTERVAL=3;UNTIL=20270601"),
    # Ends.
    Tricky("Ten times", "2026-12-02T11:00", "FREQ=WEEKLY;COUNT=10"),
    Tricky("Ended early", "2026-12-02T15:00", "FREQ=WEEKLY;UNTIL=20270127",
           changes=(("2026-12-16T15:00", GONE), ("2027-01-27T15:00", to("2027-01-28T16:00")))),
    Tricky("All gone", "2026-12-09T15:00", "FREQ=WEEKLY;COUNT=3",
           changes=tuple((f"2026-12-{day:02}T15:00", GONE) for day in (9, 16, 23))),
    Tricky("Until the split", "2026-12-08T10:30", "FREQ=WEEKLY;UNTIL=20270330"),
    Tricky("After the split", "2027-04-06T11:30", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", length=45),
    # Occurrences that went their own way.
    Tricky("Moved and called off", "2026-12-01T12:00", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20280630",
           changes=(
               ("2026-12-01T12:00", GONE),
               ("2026-12-15T12:00", to("2026-12-17T15:30", length=30)),
               ("2026-12-22T12:00", to("2027-01-02T12:00")),  # across the next one
               ("2027-01-12T12:00", to("2027-01-19T16:00")),  # onto the next one's day
               ("2027-01-26T12:00", {"title": "Another; name", "place": "Saal, 2", "agenda": "A\nB"}),
               ("2027-02-02T12:00", to("2027-02-02T13:00")),
               ("2027-02-09T12:00", to("2027-03-28T03:00")),  # to where the clocks go on
               ("2027-02-16T12:00", to("2027-10-31T02:30")),  # to an hour that comes twice
               ("2028-06-27T12:00", to("2028-06-28T12:00")),
           )),
    Tricky("Days moved", "2026-12-07", "FREQ=WEEKLY;COUNT=20", last="2026-12-08",
           changes=(
               ("2026-12-14T00:00", to("2026-12-16T00:00", end_date=date(2026, 12, 18))),
               ("2026-12-28T00:00", GONE),
               ("2027-01-04T00:00", to("2027-01-10T00:00", end_date=date(2027, 1, 11))),
           )),
    # Whole days.
    Tricky("Quarter close over the change", "2027-03-27", "FREQ=MONTHLY;INTERVAL=3", last="2027-03-30"),
    Tricky("Month ends", "2026-12-31", "FREQ=MONTHLY;BYMONTHDAY=-1", last="2027-01-01"),
    Tricky("Once over the change", "2027-03-27", last="2027-03-29"),
    Tricky("Once over the hour that comes twice", "2027-10-30T23:30", length=300),
    # Days off.
    Tricky("Moves later off days off", "2026-12-07T14:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20280101",
           texts=(("on_holiday", "move later"), ("holidays", "Ours"))),
    Tricky("Moves earlier off days off", "2026-12-10", "FREQ=MONTHLY;BYMONTHDAY=10",
           texts=(("on_holiday", "move earlier"), ("holidays", "Ours"))),
    Tricky("Skips days off", "2026-12-07T15:00", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20280101",
           texts=(("on_holiday", "skip"), ("holidays", "Ours"))),
    # Texts.
    Tricky("Team 👩🏽‍💻🇩🇪 Überprüfung", "2026-12-04T09:00", "FREQ=MONTHLY;BYDAY=1FR",
           texts=(("place", "Köln; 3. OG, „Saal“"), ("agenda", "Ägide\n— 👍🏿"))),
    Tricky("مراجعة الخدمة שלום 2", "2026-12-04T10:00", "FREQ=MONTHLY;BYDAY=1FR",
           texts=(("place", "قاعة 3"), ("agenda", "جدول الأعمال\nשורה"))),
    Tricky("A long agenda", "2026-12-04T11:00", "FREQ=MONTHLY;BYDAY=1FR", texts=(("agenda", AGENDA),)),
    Tricky("服务评审" * 40, "2026-12-04T12:00", texts=(("agenda", "back\\slash; semi, \\n and \"quotes\""),)),
)  # fmt: skip


def _random(seed: int, count: int) -> Iterator[Tricky]:
    dice = random.Random(seed)
    zones = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "Africa/Casablanca")
    rules = (
        "FREQ=WEEKLY;INTERVAL=5", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYMONTHDAY=28",
        "FREQ=YEARLY", "FREQ=MONTHLY;INTERVAL=2;BYDAY=4SA", "FREQ=WEEKLY;COUNT=40;BYDAY=MO,SU",
    )  # fmt: skip
    for number in range(count):
        start = LOCAL("2026-12-01T00:00") + timedelta(
            days=dice.randrange(300), minutes=15 * dice.randrange(96)
        )
        rule, zone = dice.choice(rules), dice.choice(zones)
        series = Series("", start, zone, 60, recurrence=rule)
        starts = instances(series, start.date(), start.date() + timedelta(days=900))
        changes: list[Change] = []
        for original in dice.sample(starts, min(len(starts), 3)):
            moved = original + timedelta(days=dice.randrange(-6, 7), minutes=60 * dice.randrange(-6, 7))
            changes.append((original.isoformat(), dice.choice((GONE, to(moved.isoformat())))))
        yield Tricky(f"Random {number}", start.isoformat(), rule, zone, 45, changes=tuple(changes))


def fill(desk: Desk, seed: int = 11) -> int:
    """Enter every tricky event, the calendar reaching over ten years; return how many there are."""
    move_horizon(desk, HORIZON)
    records.add(desk, "customers", {"name": "Finanzen; Köln, „A“", "code": "FIN"})
    records.add(desk, "people", {"name": "Ana 'Nita' Souza; Lead, 🇵🇹", "email": "ana@x.example"})
    for day in ("2026-12-14", "2026-12-21", "2027-03-29", "2027-06-10", "2030-05-10", "2030-05-09"):
        records.add(desk, "holidays", {"calendar": "Ours", "date": date.fromisoformat(day), "name": "Off"})
    several = [*_KNOWN, *_random(seed, 12)]
    for number, tricky in enumerate(several):
        values: dict[str, Any] = {
            "title": tricky.title, "start": LOCAL(tricky.start), "zone": tricky.zone, "recurrence": tricky.rule,
            "customers": ["FIN"] if number % 3 == 0 else [], "attendees": ["ana@x.example"] if number % 5 == 0 else [],
            "layer": ("meeting", "customer", "it")[number % 3], **dict(tricky.texts),
        }  # fmt: skip
        if len(tricky.start) == len("2026-12-01"):
            values |= {"all_day": True, "end_date": date.fromisoformat(tricky.last or tricky.start)}
        else:
            values["length"] = tricky.length
        row_id = records.add(desk, "events", values)
        for original, changed in tricky.changes:
            events.change_occurrence(desk, row_id, LOCAL(original), changed)
    return len(several)
