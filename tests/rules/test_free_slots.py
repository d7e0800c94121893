"""The nearest free times: examples, and what must hold for any people, hours and engagements."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from time import process_time
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from brm_tui.rules.free_slots import REACH, STEP, Closed, Participant, Wanted, free_slots
from brm_tui.rules.working_time import WorkingTime

BERLIN = WorkingTime("Europe/Berlin", 9 * 60, 17 * 60)
TOKYO = WorkingTime("Asia/Tokyo", 9 * 60, 17 * 60 + 30)
HOUR = timedelta(hours=1)
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def wanted(start: str, *people: Participant, **more: object) -> Wanted:
    known: dict[str, object] = {
        "length": HOUR,
        "zone": "Europe/Berlin",
        "now": NOW,
        "reader": "Europe/Berlin",
    }
    return Wanted(at(start), people=people, **(known | more))  # type: ignore[arg-type]  # whatever the test says


def offered(asked: Wanted, count: int = 3) -> list[tuple[str, str]]:
    return [
        (f"{slot.start_at.astimezone(ZoneInfo('Europe/Berlin')):%a %d %H:%M}", " · ".join(slot.reason))
        for slot in free_slots(asked, count).slots
    ]


def test_the_nearest_times_before_and_after_and_at_the_same_time() -> None:
    ana = Participant("Ana", BERLIN, [(at("11-24T10:00"), at("11-24T12:00"))])
    assert offered(wanted("11-24T10:30", ana)) == [
        ("Tue 24 09:00", "1 h 30 min earlier"),
        ("Tue 24 12:00", "1 h 30 min later"),
        ("Mon 23 10:30", "1 day earlier, same time"),
    ]


def test_all_who_must_come_are_free_and_at_work_where_they_are() -> None:
    ana, kenji = Participant("Ana", BERLIN), Participant("Kenji", TOKYO)
    assert offered(wanted("11-24T10:30", kenji)) == [
        ("Tue 24 08:30", "2 hours earlier · 16:30 in Tokyo"),
        ("Tue 24 07:30", "3 hours earlier · 15:30 in Tokyo"),
        ("Wed 25 01:00", "1 day later · 9:00 in Tokyo"),
    ]
    none = free_slots(wanted("11-24T10:30", ana, kenji))
    assert none.slots == ()
    assert none.obstacles == (
        "Ana (9:00–17:00 in Berlin) and Kenji (9:00–17:30 in Tokyo) never work at once for 1 hour",
    )
    half = free_slots(wanted("11-24T10:30", ana, kenji, length=timedelta(minutes=30)))
    assert [slot.start_at for slot in half.slots][:2] == [at("11-24T09:00"), at("11-25T09:00")]


def test_who_need_not_come_is_only_told_of() -> None:
    bob = Participant("Bob", BERLIN, [(at("11-24T09:00"), at("11-24T17:00"))], required=False)
    ((_when, reason), *_rest) = offered(wanted("11-24T18:00", Participant("Ana", BERLIN), bob))
    assert reason == "2 hours earlier · Bob (optional) is busy"


def test_weekends_and_holidays_are_left_out() -> None:
    home = WorkingTime(
        "Europe/Berlin", 9 * 60, 17 * 60, holidays={date(2026, 11, 30): "St Andrew's"}, calendar="Home"
    )
    assert offered(wanted("11-28T10:00", Participant("Ana", home))) == [
        ("Fri 27 16:00", "1 day earlier"),
        ("Fri 27 10:00", "1 day earlier, same time"),
        ("Tue 01 09:00", "3 days later"),
    ]


def test_work_may_be_at_any_hour_but_not_while_it_is_closed() -> None:
    close = Closed("Close", at("11-28T00:00"), at("12-05T00:00"))
    assert offered(wanted("11-29T20:00", closed=[close], length=2 * HOUR)) == [
        ("Fri 27 22:00", "2 days earlier"),
        ("Fri 27 20:00", "2 days earlier, same time"),
        ("Sat 05 00:00", "6 days later"),
    ]
    long = Closed("Peak season", at("11-01T00:00"), at("12-24T00:00"))
    none = free_slots(wanted("11-29T20:00", closed=[long]))
    assert none.obstacles == ("‘Peak season’ takes 1126 of the 1126 times tried",)


def test_nothing_is_moved_into_the_past_and_what_is_over_is_held_soon() -> None:
    asked = wanted("11-03T10:00", Participant("Ana", BERLIN))
    slots = free_slots(asked).slots
    assert slots[0].start_at == at("11-20T09:00")
    assert all(slot.start_at >= NOW for slot in slots)


def test_the_hour_that_comes_twice_is_offered_twice() -> None:
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 2:30 in Berlin; half an hour later it is 2:00 again
    asked = wanted("10-25T01:00", now=before, length=timedelta(minutes=30))
    assert offered(asked) == [
        ("Sun 25 02:30", "1 h 30 min later"),
        ("Sun 25 02:00", "2 hours later"),
        ("Mon 26 01:00", "1 day later, same time"),
    ]


def test_whole_days_move_by_days() -> None:
    asked = wanted("11-28T00:00", Participant("Ana", BERLIN), all_day=True, length=timedelta(days=1))
    assert [(slot.start_at, slot.end_at) for slot in free_slots(asked).slots] == [
        (at("11-27T00:00"), at("11-28T00:00")),
        (at("11-26T00:00"), at("11-27T00:00")),
        (at("11-30T00:00"), at("12-01T00:00")),
    ]


def test_hours_that_nobody_knows_are_not_the_night() -> None:
    for slot in free_slots(wanted("11-24T23:00", Participant("Ana", WorkingTime("Europe/Berlin"))), 9).slots:
        assert 8 <= slot.start_at.astimezone(ZoneInfo("Europe/Berlin")).hour < 18


def test_what_stands_in_the_way_is_named() -> None:
    always = [(at("11-01T00:00"), at("12-31T00:00"))]
    ana, bob = Participant("Ana", BERLIN, always), Participant("Bob", BERLIN, always[:0])
    (said,) = free_slots(wanted("11-24T10:00", ana, bob)).obstacles
    assert said.startswith("Ana is busy at ")
    (said,) = free_slots(wanted("11-24T10:00", Participant("Ana", BERLIN), length=9 * HOUR)).obstacles
    assert said == "no working day of Ana (9:00–17:00 in Berlin) has room for 9 hours"


def test_fifty_people_with_full_calendars_are_asked_quickly() -> None:
    zones = ["Europe/Berlin", "Europe/London", "Asia/Kolkata", "America/New_York", "Europe/Lisbon"]
    busy = [(at("11-01T09:00") + number * HOUR, at("11-01T09:45") + number * HOUR) for number in range(1000)]
    people = [Participant(f"P{n}", WorkingTime(zones[n % 5], 6 * 60, 22 * 60), busy) for n in range(50)]
    begun = process_time()
    offer = free_slots(wanted("11-24T10:00", *people))
    assert not offer.slots
    assert offer.obstacles
    assert process_time() - begun < 10


hours = st.one_of(
    st.none(),
    st.tuples(st.integers(0, 47), st.integers(0, 47)).filter(lambda pair: pair[0] != pair[1]),
)
zones = st.sampled_from(
    ["Europe/Berlin", "Asia/Tokyo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "UTC"]
)
first_moment = datetime(2026, 10, 12, tzinfo=UTC)
moments = st.integers(0, 35 * 48).map(lambda halves: first_moment + halves * timedelta(minutes=30))


@st.composite
def participants(draw: st.DrawFn) -> Participant:
    worked = draw(hours)
    working = WorkingTime(
        draw(zones),
        worked[0] * 30 if worked else None,
        worked[1] * 30 if worked else None,
        draw(st.sampled_from([frozenset({5, 6}), frozenset({4, 5}), frozenset()])),
        "Home",
        dict.fromkeys(draw(st.lists(st.dates(date(2026, 10, 12), date(2026, 11, 12)), max_size=4)), "Feast"),
    )
    busy = [(start, start + length * timedelta(minutes=15)) for start, length in
            draw(st.lists(st.tuples(moments, st.integers(1, 40)), max_size=20))]  # fmt: skip
    return Participant("P", working, busy, draw(st.booleans()))


def fits(asked: Wanted, start: datetime) -> bool:
    """Answer by the simplest means whether a time is free for all."""
    end = start + asked.length
    for person in asked.people:
        if not person.required:
            continue
        if any(begin < end and start < finish for begin, finish in person.busy):
            return False
        known = person.working
        usual = WorkingTime(known.zone, 8 * 60, 18 * 60, known.weekend, known.calendar, known.holidays)
        if (known if known.has_hours else usual).rest_at(start, end) is not None:
            return False
    return not any(begin < end and start < finish for _title, begin, finish in asked.closed)


@settings(max_examples=120, deadline=None)
@given(
    people=st.lists(participants(), max_size=4),
    start=moments,
    length=st.integers(1, 8),
    now=moments,
    closed=st.lists(st.tuples(moments, st.integers(1, 200)), max_size=3),
)
def test_what_is_offered_is_free_and_nothing_nearer_is(
    people: list[Participant], start: datetime, length: int, now: datetime, closed: list[tuple[datetime, int]]
) -> None:
    spans = [Closed("Close", begin, begin + hours * HOUR) for begin, hours in closed]
    asked = Wanted(start, length * timedelta(minutes=30), "Europe/Berlin", now, False, people, spans)
    offer = free_slots(asked)
    slots = [slot.start_at for slot in offer.slots]
    assert all(fits(asked, slot) for slot in slots)
    assert all(slot >= now and slot != start and abs(slot - asked.anchor) <= REACH for slot in slots)
    assert all(slot.end_at - slot.start_at == asked.length and slot.reason for slot in offer.slots)
    assert slots == sorted(slots, key=lambda slot: (abs(slot - asked.anchor), slot))
    for one, other in zip(sorted(slots), sorted(slots)[1:], strict=False):
        assert one + asked.length <= other
    step = timedelta(minutes=STEP)
    tried = [start + number * step for number in range(-2000, 2000)]
    free = [
        one
        for one in tried
        if one >= now and one != start and abs(one - asked.anchor) <= REACH and fits(asked, one)
    ]
    assert bool(slots) == bool(free)
    assert bool(offer.obstacles) == (not slots)
    if free:
        assert slots[0] == min(free, key=lambda one: (abs(one - asked.anchor), one))
