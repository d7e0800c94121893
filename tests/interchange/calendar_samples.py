"""Calendar items that readers have been seen to disagree on, and many random ones."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from brm_tui.rules.calendar_items import CalendarItem, Series, SeriesException
from brm_tui.rules.recurrence import instances

HORIZON = date(2028, 12, 31)
STAMP = datetime(2026, 11, 24, 9, tzinfo=UTC)
ZONES = (
    "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Casablanca",
    "America/Mexico_City", "Europe/Dublin", "UTC",
)  # fmt: skip
HOSTILE = (
    "[/] {x} =cmd|' /C calc'!A0 \x1b[2J",
    'back\\slash; semi, comma: colon "quoted" \\n not a line',
    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil@x",
    "Überprüfung 👩🏽‍💻🇩🇪 " * 30,
    "مراجعة الخدمة \u202eabc שלום " * 12,
    "服务评审" * 100,
    "tab\there, next\u2028line, next\x85line, vertical\x0bline, null\x00 bell\x07 ﻿bom",
    "   spaces   around   ",
    "",
    "x" * 10_000,
)


def at(text: str) -> datetime:
    """Return a naive local time."""
    return datetime.fromisoformat(text)


def item(name: str, series: Series, title: str = "") -> CalendarItem:
    """Return an item whose title tells it from the others."""
    uid = f"{name.replace(' ', '-')}@brm-tui.invalid"
    return CalendarItem(uid, 0, STAMP, "meeting", series, title or name)


def timed(
    name: str, start: str, recurrence: str = "", *exceptions: SeriesException, zone: str = "Europe/Berlin",
    minutes: int = 60,
) -> CalendarItem:  # fmt: skip
    """Return a timed item."""
    return item(name, Series(name, at(start), zone, minutes, recurrence=recurrence, exceptions=exceptions))


def all_day(
    name: str, start: str, last: str, recurrence: str = "", *exceptions: SeriesException
) -> CalendarItem:
    """Return an item of whole days."""
    series = Series(
        name,
        at(start),
        "",
        None,
        True,
        date.fromisoformat(last),
        recurrence=recurrence,
        exceptions=exceptions,
    )
    return item(name, series)


def known_edges() -> list[CalendarItem]:
    """Return one item for each thing that some reader is known to get wrong."""
    moved = SeriesException
    items = [
        timed("weekly across both clock changes", "2026-03-24T10:00", "FREQ=WEEKLY;BYDAY=TU"),
        timed("nightly in the gap", "2026-03-20T02:30", "FREQ=DAILY;COUNT=14"),
        timed("nightly in the repeated hour", "2026-10-20T02:30", "FREQ=DAILY;COUNT=10"),
        timed("night shift across the change", "2026-03-07T23:00", "FREQ=WEEKLY;BYDAY=SA", minutes=480),
        timed("first night across the change", "2026-03-28T23:00", "FREQ=WEEKLY;COUNT=6", minutes=480),
        timed("ends where the gap begins", "2026-03-01T01:00", "FREQ=WEEKLY;COUNT=60"),
        timed("ends in the repeated hour", "2026-10-04T22:00", "FREQ=DAILY;COUNT=40", minutes=270),
        timed("once in the repeated hour", "2026-10-25T02:30"),
        timed("once across the change", "2026-03-29T01:30", minutes=120),
        timed("last weekday", "2026-01-30T16:00", "FREQ=MONTHLY;BYDAY=-1FR"),
        timed("last working day", "2026-01-30T16:30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        timed("fifth weekday", "2026-04-29T16:00", "FREQ=MONTHLY;BYDAY=5WE"),
        timed("first and third", "2026-01-05T09:00", "FREQ=MONTHLY;BYDAY=1MO,3MO"),
        timed("31st", "2026-01-31T09:00", "FREQ=MONTHLY;BYMONTHDAY=31"),
        timed("30th or the last", "2026-01-30T11:00", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        timed("leap day", "2024-02-29T09:00", "FREQ=YEARLY"),
        timed("fortnightly two days", "2026-01-01T09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH"),
        timed("fortnightly from Sunday", "2026-01-01T13:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TH;WKST=SU"),
        timed("working days", "2026-09-01T08:30", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=30"),
        timed("until as a date", "2026-01-06T09:00", "FREQ=WEEKLY;UNTIL=20260310"),
        timed("starts beside its rule", "2026-01-07T09:00", "FREQ=WEEKLY;BYDAY=MO;COUNT=4"),
        timed("after the horizon", "2029-01-09T09:00", "FREQ=WEEKLY"),
        timed("once after the horizon", "2029-01-09T09:00"),
        timed("over the reform", "2022-01-04T09:00", "FREQ=MONTHLY;BYDAY=1TU", zone="America/Mexico_City"),
        timed("since the reform", "2026-01-06T09:00", "FREQ=MONTHLY;BYDAY=1TU", zone="America/Mexico_City"),
        timed(
            "exceptions", "2026-03-03T10:00", "FREQ=WEEKLY;BYDAY=TU;COUNT=30",
            moved(at("2026-03-03T10:00"), cancelled=True),
            moved(at("2026-03-17T10:00"), start=at("2026-03-19T15:30"), length_minutes=30),
            moved(at("2026-03-24T10:00"), start=at("2026-04-02T10:00")),  # across the next one
            moved(at("2026-04-07T10:00"), start=at("2026-04-14T16:00")),  # onto the next one's day
            moved(at("2026-04-21T10:00"), title="Another", place="Here; there", agenda="That, this"),
            moved(at("2026-05-05T10:00"), start=at("2026-05-05T11:00")),
            moved(at("2026-05-12T10:00"), start=at("2026-10-25T02:30")),  # to a time that exists twice
            moved(at("2026-09-22T10:00"), cancelled=True),
            moved(at("2026-03-04T10:00"), cancelled=True),  # not on the rule
        ),
        timed(
            "all cancelled", "2026-03-05T10:00", "FREQ=WEEKLY;COUNT=2",
            moved(at("2026-03-05T10:00"), cancelled=True), moved(at("2026-03-12T10:00"), cancelled=True),
        ),
        all_day("quarter close", "2026-03-27", "2026-03-31", "FREQ=MONTHLY;INTERVAL=3"),
        all_day("month ends", "2026-01-31", "2026-02-01", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        all_day("over the change", "2026-03-28", "2026-03-30"),
        all_day(
            "days moved", "2026-01-05", "2026-01-06", "FREQ=WEEKLY;COUNT=8",
            moved(at("2026-01-12T00:00"), start=at("2026-01-14T00:00"), end_date=date(2026, 1, 16)),
            moved(at("2026-01-26T00:00"), cancelled=True),
            moved(at("2026-02-02T00:00"), start=at("2026-02-08T00:00")),  # two days, into the next one's day
        ),
        all_day("leap days", "2024-02-29", "2024-02-29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ]  # fmt: skip
    for zone in ZONES:
        items.append(timed(f"monthly in {zone}", "2026-01-06T09:15", "FREQ=MONTHLY;BYDAY=1TU", zone=zone))
        items.append(
            timed(f"early in {zone}", "2026-01-04T01:45", "FREQ=WEEKLY;COUNT=60", zone=zone, minutes=90)
        )
        items.append(timed(f"once in {zone}", "2026-07-14T22:45", zone=zone, minutes=150))
    for number, text in enumerate(HOSTILE):
        base = timed(f"hostile {number}", f"2026-08-{number + 1:02}T09:00")
        items.append(replace(base, title=text, place=text, description=text, agenda=f"1. {text}\n2."))
    return items


def random_items(count: int, seed: int) -> list[CalendarItem]:
    """Return series of many kinds with random exceptions."""
    dice = random.Random(seed)
    rules = (
        "FREQ=DAILY;COUNT=20", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
        "FREQ=WEEKLY;INTERVAL=3", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=-1SU",
        "FREQ=MONTHLY;INTERVAL=3;BYDAY=4TH",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2", "FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=11;BYDAY=1MO",
        "FREQ=MONTHLY;BYDAY=5SA", "FREQ=MONTHLY;BYMONTHDAY=-1", "",
    )  # fmt: skip
    items = []
    for number in range(count):
        start = at("2026-01-01") + timedelta(days=dice.randrange(500), minutes=15 * dice.randrange(96))
        whole_days = dice.random() < 0.25
        if whole_days:
            start = datetime.combine(start.date(), datetime.min.time())
        series = Series(
            id=str(number),
            start=start,
            zone=dice.choice(ZONES),
            length_minutes=dice.choice((15, 60, 240, 600, 1500)),
            all_day=whole_days,
            end_date=start.date() + timedelta(days=dice.choice((0, 0, 2))) if whole_days else None,
            recurrence=dice.choice(rules),
        )
        items.append(item(f"random {number}", _with_random_exceptions(series, dice)))
    return items


def _with_random_exceptions(series: Series, dice: random.Random) -> Series:
    starts = instances(series, series.start.date(), series.start.date() + timedelta(days=400))
    exceptions = []
    for start in dice.sample(starts, min(len(starts), dice.randrange(5))):
        shift = timedelta(
            days=dice.randrange(-9, 10), minutes=0 if series.all_day else 15 * dice.randrange(-8, 8)
        )
        exceptions.append(
            dice.choice(
                (
                    SeriesException(start, cancelled=True),
                    SeriesException(start, start=start + shift),
                    SeriesException(start, title=f"Edited {start:%d %B}"),
                )
            )
        )
    return replace(series, exceptions=tuple(exceptions))
