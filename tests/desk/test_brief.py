"""The brief on a real desk: whom one meets, what is open, what happened since, what comes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.brief import Brief, SinceWhat, brief_of_customer, brief_of_meeting
from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.rules.vocabulary import Engagement, PromiseSide, Rag, Topic
from tests.portfolio_world import build, copy_of, customer_id

NOVEMBER = datetime(2026, 11, 3, 10)  # noqa: DTZ001 - local


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def desk(world: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_of(world, tmp_path / "desk")
    yield opened
    opened.close()


def brief(desk: Desk, code: str = "FIN") -> Brief:
    return brief_of_customer(desk, customer_id(desk, code))


def add(desk: Desk, kind: str, **values: str) -> str:
    return records.add(desk, kind, values, as_text=True)


def event(desk: Desk, title: str) -> str:
    found: str = desk.reader.execute("SELECT id FROM event WHERE title = ?", (title,)).fetchone()[0]
    return found


def test_a_customers_brief_prepares_for_its_next_meeting(desk: Desk) -> None:
    found = brief(desk)
    assert found.meeting is not None
    assert (found.meeting.title, found.day) == ("Sponsor catch-up", date(2026, 11, 24))
    assert [customer.code for customer in found.customers] == ["FIN"]
    # Nobody is invited: all who are something to the customer and have not left.
    assert [person.name for person in found.people] == ["Dana Weiss", "Jean-Luc Brücke", "Ana Souza"]
    assert found.people[0].roles == ("business manager",)
    assert found.people[0].primary
    # The series' meeting of October was the last one held; what came of November's nobody said.
    assert found.since.last is not None
    assert (found.since_what, found.since_day) == (SinceWhat.MEETING, date(2026, 10, 6))
    assert not found.since.last.same
    # The catch-up itself is not among what comes, nor is the review that was called off.
    assert [(meeting.title, meeting.start.date()) for meeting in found.coming[:2]] == [
        ("Monthly service review", date(2027, 1, 5)),
        ("Quarterly initiatives", date(2027, 1, 14)),
    ]


def test_promises_come_with_the_longest_late_first_on_each_side(desk: Desk) -> None:
    found = brief(desk)
    assert [(one.title, one.side) for one in found.promises] == [
        ("Draft SLA v2", PromiseSide.IT),
        ("Name key users", PromiseSide.BUSINESS),
        ("Move the batch window", PromiseSide.IT),
    ]
    assert [concern.title for concern in found.concerns] == ["Portal was down", "Key user leaves"]
    assert {feedback.title for feedback in found.since.feedback} == {"Portal was down"}
    assert [action.title for action in found.since.done] == ["Send the user list"]


def test_a_meetings_brief_says_how_those_stand_who_are_invited(desk: Desk) -> None:
    role = desk.reader.execute(
        "SELECT r.id FROM contact_role r JOIN person p ON p.id = r.person_id WHERE p.name = 'Dana Weiss'"
    ).fetchone()[0]
    standing = {"engagement_now": "neutral", "engagement_wanted": "leading", "influence": "high"}
    records.change(desk, "roles", role, standing, as_text=True)
    found = brief_of_meeting(desk, event(desk, "Monthly service review"), NOVEMBER)
    assert [(person.name, person.side.value) for person in found.people] == [
        ("Dana Weiss", "business"),
        ("Ana Souza", "IT"),
    ]
    dana = found.people[0]
    assert (dana.engagement_now, dana.engagement_wanted) == (Engagement.NEUTRAL, Engagement.LEADING)
    assert found.since.last is not None
    assert found.since.last.same
    assert found.meeting is not None
    assert found.meeting.agenda == "Service levels"


def test_changes_levels_projects_and_dates_are_told(desk: Desk) -> None:
    project = add(desk, "projects", name="Fast close", customers="FIN", status="running", time_rag="green")
    over = {"name": "Old", "customers": "FIN", "status": "completed", "time_rag": "red"}
    add(desk, "projects", **over)
    records.change(desk, "projects", project, {"time_rag": "red"}, as_text=True)
    add(desk, "milestones", project=project, title="Pilot", forecast="2026-12-10")
    add(desk, "milestones", project=project, title="Far", forecast="2027-12-10")
    for title, risk, start in (
        ("Database", "5", "2026-12-05T20:00"),
        ("Small", "1", "2026-12-05T20:00"),
        ("Last month", "5", "2026-10-20T20:00"),
        ("Next spring", "5", "2027-04-20T20:00"),
    ):
        add(
            desk, "changes", title=title, customers="FIN", impact=risk, likelihood=risk,
            window_start=start, zone="Europe/Berlin", state="scheduled",
        )  # fmt: skip
    service = add(desk, "services", name="ERP")
    subscription = add(desk, "subscriptions", service=service, customer="FIN", level_target="99.5")
    for period, level in (("2026-10", "99.1"), ("2026-09", "99.9"), ("2026-07", "90")):
        add(desk, "measures", subscription=subscription, period=period, level=level)
    found = brief(desk)
    assert [(one.name, one.time, one.moved, one.time_was) for one in found.projects] == [
        ("Fast close", Rag.RED, True, Rag.GREEN)
    ]
    assert [(one.title, one.told) for one in found.changes] == [("Database", None)]
    assert [one.title for one in found.since.changes] == ["Last month"]
    assert [(one.service, one.period, one.level, one.target) for one in found.levels] == [
        ("ERP", "2026-10", 99.1, 99.5)
    ]
    assert ("milestone", "Pilot (Fast close)") in [(one.what, one.name) for one in found.dates]
    assert not any("Far" in one.name for one in found.dates)


def test_without_any_meeting_it_counts_from_the_last_contact_or_a_month(desk: Desk) -> None:
    for code, what, day in (
        ("RET", SinceWhat.NOTHING, date(2026, 10, 25)),
        ("CUM", SinceWhat.NOTHING, date(2026, 10, 25)),
    ):
        found = brief(desk, code)
        assert (found.since_what, found.since_day, found.since.last) == (what, day, None)
    assert brief(desk, "CUM").meeting is None
    touched = brief(desk, "HR")
    assert (touched.since_what, touched.since_day) == (SinceWhat.CONTACT, date(2026, 11, 14))


def test_topics_are_told_for_each_customer_of_the_meeting(desk: Desk) -> None:
    add(desk, "touches", customer="FIN", at="2026-11-20T10:00+01:00", topics="risk", summary="the stop line")
    together = add(
        desk, "events", title="Together", start="2026-11-30T10:00", zone="Europe/Berlin", length="30",
        customers="FIN,TRE",
    )  # fmt: skip
    start = datetime(2026, 11, 30, 10)  # noqa: DTZ001 - local
    topics = dict(brief_of_meeting(desk, together, start).topics)
    assert list(topics) == ["FIN", "TRE"]
    assert [one.topic for one in topics["FIN"] if one.last] == [Topic.RISK]
    assert not any(one.last for one in topics["TRE"])


def test_what_is_gone_is_not_found_and_what_has_no_customer_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        brief_of_customer(desk, "nobody")
    with pytest.raises(NotFoundError):
        brief_of_meeting(desk, "nothing", NOVEMBER)
    alone = add(desk, "events", title="Alone", start="2026-11-30T10:00", zone="Europe/Berlin", length="30")
    found = brief_of_meeting(desk, alone, datetime(2026, 11, 30, 10))  # noqa: DTZ001 - local
    assert (found.customers, found.promises, found.topics, found.coming) == ((), (), (), ())


def test_what_was_done_before_the_last_meeting_is_not_told_again(desk: Desk) -> None:
    earlier = Desk.open(desk.home, pinned_clock("2026-10-05", "Europe/Berlin"))
    add(
        earlier,
        "actions",
        title="Long done",
        customer="FIN",
        promised_by="IT",
        due="2026-10-05",
        status="done",
    )
    earlier.close()
    assert "Long done" not in {action.title for action in brief(desk).since.done}
