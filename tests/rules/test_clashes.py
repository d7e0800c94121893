"""What must not happen at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from brm_tui.rules.clash_terms import ClashKind, ClashSeverity, Surroundings
from brm_tui.rules.clashes import clashes
from brm_tui.rules.missed_forums import ForumFacts, Other, Rhythm
from brm_tui.rules.vocabulary import MeetingState
from brm_tui.rules.working_time import WorkingTime


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}+00:00")


def local(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00")


@dataclass(frozen=True)
class Thing:
    """An entry of the calendar."""

    title: str
    start_at: datetime
    end_at: datetime
    layer: str = "meeting"
    source: str = "event"
    all_day: bool = False
    customers: tuple[str, ...] = ()
    blackout: bool = False
    cancelled: bool = False

    original_start: datetime | None = None

    @property
    def start(self) -> datetime:
        """When it starts by the user's clock, which shows UTC."""
        return self.start_at.replace(tzinfo=None)

    @property
    def source_id(self) -> str:
        """Its row: its title will do."""
        return self.title


def thing(title: str, start: str, end: str, **more: object) -> Thing:
    return Thing(title, at(start), at(end), **more)  # type: ignore[arg-type]  # whatever the test says


CLOSE = thing(
    "Close", "28T00:00", "30T00:00", layer="customer", all_day=True, customers=("FIN",), blackout=True
)
PATCH = thing("Patch", "28T02:00", "28T04:00", layer="change", source="change", customers=("FIN", "HR"))


def said(
    *things: Thing, attendees: dict[str, list[tuple[str, str]]] | None = None
) -> list[tuple[str, str, str]]:
    """Return what clashes; attendees are given by id and name, and work whenever they are wanted."""
    listed = attendees or {}
    names = {row_id: name for several in listed.values() for row_id, name in several}
    around = Surroundings(
        ALWAYS,
        {title: [row_id for row_id, _name in several] for title, several in listed.items()},
        names=names,
        working=dict.fromkeys(names, ALWAYS),
    )
    return [
        (clash.entry.title, clash.other.title if clash.other is not None else "", clash.reason)
        for clash in clashes(things, around)
    ]


ALWAYS = WorkingTime(weekend=frozenset())


def test_a_change_in_a_blackout_of_a_customer_it_concerns() -> None:
    assert said(CLOSE, PATCH) == [("Patch", "Close", "in a blackout of FIN")]


def test_a_change_of_other_customers_or_at_another_time_is_no_clash() -> None:
    other = thing("Other", "28T02:00", "28T04:00", layer="change", source="change", customers=("HR",))
    nobody = thing("Nobody", "28T02:00", "28T04:00", layer="change", source="change")
    before = thing("Before", "27T22:00", "28T00:00", layer="change", source="change", customers=("FIN",))
    called_off = thing("Off", "28T02:00", "28T04:00", layer="change", customers=("FIN",), cancelled=True)
    assert said(CLOSE, other, nobody, before, called_off) == []


def test_an_event_of_it_in_a_blackout_and_a_meeting_beside_it() -> None:
    works = thing("Works", "29T08:00", "29T09:00", layer="it", customers=("FIN",))
    meeting = thing("Meeting", "29T08:00", "29T09:00", customers=("FIN",))
    assert said(CLOSE, works, meeting) == [("Works", "Close", "in a blackout of FIN")]


def test_a_blackout_of_nobody_in_particular_and_a_freeze_hold_for_all() -> None:
    everybody = thing("Holidays", "28T00:00", "29T00:00", layer="customer", all_day=True, blackout=True)
    freeze = thing("Year-end", "28T00:00", "29T00:00", layer="it", source="freeze", all_day=True)
    assert said(everybody, freeze, PATCH) == [
        ("Patch", "Holidays", "in a blackout of FIN, HR"),
        ("Patch", "Year-end", "in a freeze of IT"),
    ]


def test_two_events_of_one_person_at_once() -> None:
    first = thing("First", "24T10:00", "24T11:00")
    second = thing("Second", "24T10:30", "24T11:30")
    after = thing("After", "24T11:30", "24T12:00")
    whole = thing("Away", "24T00:00", "25T00:00", all_day=True)
    everyone = [("1", "Ana"), ("2", "Bob"), ("3", "Cy"), ("4", "Di")]
    attendees = {"First": everyone, "Second": everyone, "After": everyone, "Away": everyone}
    assert said(second, first, after, whole, attendees=attendees) == [
        ("Second", "First", "Ana and 3 more in both")
    ]
    assert said(first, second, attendees={"First": [("1", "Ana")], "Second": [("2", "Bob")]}) == []


def test_a_long_event_clashes_with_each_that_begins_in_it() -> None:
    day = thing("Workshop", "24T09:00", "24T17:00")
    one, two = thing("One", "24T10:00", "24T10:30"), thing("Two", "24T16:00", "24T18:00")
    attendees = {name: [("1", "Ana")] for name in ("Workshop", "One", "Two")}
    assert said(day, one, two, attendees=attendees) == [
        ("One", "Workshop", "Ana in both"),
        ("Two", "Workshop", "Ana in both"),
    ]


def test_every_kind_has_its_severity() -> None:
    freeze = thing("Year-end", "28T00:00", "29T00:00", layer="it", source="freeze", all_day=True)
    one, two = thing("One", "28T10:00", "28T11:00"), thing("Two", "28T10:00", "28T11:00")
    around = Surroundings(attendees={"One": ["1"], "Two": ["1"]}, names={"1": "Ana"}, working={"1": OFFICE})
    found = {clash.kind: clash.severity for clash in clashes([CLOSE, PATCH, freeze, one, two], around)}
    assert found == {
        ClashKind.BLACKOUT: ClashSeverity.BAD,
        ClashKind.FREEZE: ClashSeverity.BAD,
        ClashKind.DOUBLE_BOOKED: ClashSeverity.BAD,
        ClashKind.WEEKEND: ClashSeverity.ATTENTION,
    }


OFFICE = WorkingTime("Europe/Berlin", 8 * 60, 17 * 60)
TOKYO = WorkingTime(
    "Asia/Tokyo",
    9 * 60,
    17 * 60 + 30,
    calendar="Japan",
    holidays={date(2026, 11, 23): "Labour Thanksgiving Day"},
)
RIYADH = WorkingTime("Asia/Riyadh", weekend=frozenset({4, 5}))
NIGHTS = WorkingTime("UTC", 22 * 60, 6 * 60)


def reasons(
    *things: Thing, customers: dict[str, WorkingTime] | None = None, **people: WorkingTime
) -> list[str]:
    """Return the reasons of meetings that all of some people must attend."""
    names = {row_id: row_id.replace("_", " ") for row_id in people}
    attendees = {meeting.title: list(people) for meeting in things}
    around = Surroundings(OFFICE, attendees, names=names, working=people, customers=customers or {})
    return [clash.reason for clash in clashes(things, around) if clash.kind is not ClashKind.DOUBLE_BOOKED]


def test_a_meeting_outside_the_hours_of_an_attendee_in_their_zone() -> None:
    meeting = thing("Late", "24T09:30", "24T10:30")
    assert reasons(meeting, Kenji_Sato=TOKYO) == ["18:30 for Kenji Sato in Tokyo, who works 9:00–17:30"]
    runs_over = thing("Long", "24T07:30", "24T09:00")
    assert reasons(runs_over, Kenji_Sato=TOKYO) == [
        "until 18:00 for Kenji Sato in Tokyo, who works 9:00–17:30"
    ]
    another_day = thing("Call", "24T15:30", "24T16:00")
    assert reasons(another_day, Kenji_Sato=TOKYO, Ana=OFFICE) == [
        "Wed 0:30 for Kenji Sato in Tokyo, who works 9:00–17:30"
    ]
    early = thing("Early", "24T05:00", "24T05:30")
    assert reasons(early, Ben=OFFICE, Ana=OFFICE) == [
        "6:00 for Ana in Berlin, who works 8:00–17:00, and 1 more"
    ]
    assert reasons(thing("Fits", "24T00:00", "24T08:30"), Kenji_Sato=TOKYO) == []


def test_what_is_unknown_is_no_clash() -> None:
    assert reasons(thing("Night", "24T03:00", "24T04:00"), Ana=WorkingTime("Europe/Berlin")) == []
    assert reasons(thing("Night", "24T03:00", "24T04:00"), Ana=WorkingTime("UTC", 9 * 60)) == []
    assert reasons(thing("Night", "24T03:00", "24T04:00")) == [], "nobody attends as far as we know"


def test_only_meetings_and_only_who_must_come() -> None:
    for layer, source in (("it", "event"), ("customer", "event"), ("change", "change")):
        other = thing("Patch", "28T03:00", "28T04:00", layer=layer, source=source)
        assert reasons(other, Ana=OFFICE) == []
    meeting = thing("Call", "24T03:00", "24T04:00")
    around = Surroundings(
        attendees={"Call": ["1", "2"]},
        optional={("Call", "2")},
        names={"1": "Ana", "2": "Kenji Sato"},
        working={"1": ALWAYS, "2": OFFICE},
    )
    assert clashes([meeting], around) == []


def test_a_shift_through_the_night_belongs_to_the_day_it_began_on() -> None:
    assert reasons(thing("Handover", "24T05:00", "24T06:00"), Ole=NIGHTS) == []
    assert reasons(thing("Handover", "24T05:30", "24T06:30"), Ole=NIGHTS) == [
        "until 6:30 for Ole in UTC, who works 22:00–6:00"
    ]
    saturday_morning = thing("Handover", "28T02:00", "28T03:00")
    assert reasons(saturday_morning, Ole=NIGHTS) == [], "Friday's shift"
    assert reasons(thing("Handover", "29T23:00", "29T23:30"), Ole=NIGHTS) == ["on a Sunday for Ole in UTC"]


def test_a_meeting_on_a_holiday_or_a_weekend_where_the_attendee_is() -> None:
    assert reasons(thing("Review", "22T23:00", "22T23:30"), Kenji_Sato=TOKYO) == [
        "on Labour Thanksgiving Day (Japan) for Kenji Sato in Tokyo"
    ]
    assert reasons(thing("Review", "28T10:00", "28T11:00"), Ana=OFFICE, Ben=OFFICE) == [
        "on a Saturday for Ana, and 1 more"
    ]
    assert reasons(thing("Review", "28T10:00", "28T11:00")) == ["on a Saturday"]
    assert reasons(thing("Review", "29T10:00", "29T11:00"), Faisal=RIYADH) == []
    assert reasons(thing("Review", "27T10:00", "27T11:00"), Faisal=RIYADH) == [
        "on a Friday for Faisal in Riyadh"
    ]
    # Kenji's Saturday has begun while it is still Friday in Berlin: one reason each.
    assert reasons(thing("Review", "27T16:30", "27T17:30"), Kenji_Sato=TOKYO, Ana=OFFICE) == [
        "17:30 for Ana in Berlin, who works 8:00–17:00",
        "on a Saturday for Kenji Sato in Tokyo",
    ]
    whole_day = thing("Workshop", "28T00:00", "29T00:00", all_day=True)
    assert reasons(whole_day, Ana=OFFICE) == ["on a Saturday for Ana"]


def test_a_meeting_on_a_holiday_of_its_customer() -> None:
    meeting = thing("Review", "23T09:00", "23T10:00", customers=("JP",))
    assert reasons(meeting, customers={"JP": TOKYO}, Ana=OFFICE) == [
        "on Labour Thanksgiving Day (Japan) of JP"
    ]
    weekend = thing("Prepare", "27T15:30", "27T15:45", customers=("JP",))
    assert reasons(weekend, customers={"JP": TOKYO}, Ana=OFFICE) == [], "only its holidays count"


TUESDAY = local("2026-11-03")
MONTHLY = Rhythm("f", "monthly", date(2026, 1, 1))


def review(**more: object) -> Thing:
    return thing("Review", "03T10:00", "03T11:00", original_start=TUESDAY, **more)


def missed(
    meeting: Thing,
    state: MeetingState | None = None,
    others: tuple[datetime, ...] = (),
    rhythm: Rhythm = MONTHLY,
    now: str = "24T08:00",
) -> list[tuple[str, str]]:
    forums = ForumFacts(
        at(now),
        frozenset({"Review"}),
        {("Review", TUESDAY): state} if state else {},
        {"Review": rhythm},
        {"f": [Other("Review", moment, moment.date()) for moment in others]},
    )
    found = clashes([meeting], Surroundings(ALWAYS, forums=forums))
    return [(clash.severity.value, clash.reason) for clash in found if clash.kind is ClashKind.MISSED]


def test_a_meeting_of_a_forum_that_nobody_recorded() -> None:
    assert missed(review()) == [("attention", "forum meeting missed: no record says that it was held")]
    assert missed(review(), MeetingState.HELD) == []
    assert missed(review(), now="03T10:30") == [], "it is still going on"
    assert missed(thing("Other", "03T10:00", "03T11:00", original_start=TUESDAY)) == [], "no forum made it"


def test_a_meeting_of_a_forum_that_was_not_held_or_called_off() -> None:
    not_held = [("bad", "forum meeting not held, and no other in November")]
    assert missed(review(), MeetingState.NOT_HELD) == not_held
    assert missed(review(), MeetingState.NOT_HELD, (TUESDAY,)) == not_held, "the same one is no other one"
    assert missed(review(), MeetingState.NOT_HELD, (local("2026-12-01"),)) == not_held
    assert missed(review(), MeetingState.NOT_HELD, (local("2026-11-17"),)) == []
    off = review(cancelled=True)
    assert missed(off, now="02T08:00") == [("bad", "forum meeting cancelled, and no other in November")]
    assert missed(off, others=(local("2026-11-30"),)) == []


def test_each_rhythm_has_its_own_period() -> None:
    cases = {
        "weekly": ("the week of 2 November", local("2026-11-08"), local("2026-11-09")),
        "fortnightly": (
            "the fortnight of 2 November",
            local("2026-11-10"),
            local("2026-11-16"),
        ),
        "every two months": ("its two months", local("2026-12-31"), local("2027-01-01")),
        "quarterly": ("its quarter", local("2026-12-31"), local("2027-01-01")),
        "half-yearly": ("its half-year", local("2026-07-01"), local("2026-06-30")),
        "yearly": ("its year", local("2026-01-01"), local("2027-01-01")),
    }
    for frequency, (said, inside, beyond) in cases.items():
        first = date(2026, 10, 19) if "week" in frequency or "fortn" in frequency else date(2026, 1, 1)
        rhythm = Rhythm("f", frequency, first)
        assert missed(review(), MeetingState.NOT_HELD, (inside,), rhythm) == [], frequency
        assert missed(review(), MeetingState.NOT_HELD, (beyond,), rhythm) == [
            ("bad", f"forum meeting not held, and no other in {said}")
        ]
