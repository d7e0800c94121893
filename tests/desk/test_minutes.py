"""Keeping what became of a meeting: one step, the same actions only once, touches, and what cannot be yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from brm_tui.desk import history, records
from brm_tui.desk.actions import move_action
from brm_tui.desk.desk import Desk
from brm_tui.desk.meetings import MeetingPage, meeting_page
from brm_tui.desk.minutes import Kept, Written, keep_meeting, write_with_actions
from brm_tui.desk.minutes_drafts import Draft, draft_of, drop_draft, keep_draft
from brm_tui.errors import FieldError, StaleError
from brm_tui.rules.vocabulary import MeetingState
from tests.portfolio_world import build, copy_of

HELD = MeetingState.HELD
NOVEMBER = datetime(2026, 11, 3, 10)  # noqa: DTZ001 - local
DECEMBER = datetime(2026, 12, 1, 10)  # noqa: DTZ001 - local
CATCH_UP = datetime(2026, 11, 24, 10)  # noqa: DTZ001 - local
TEXT = (
    "Levels were met.\n- [ ] Ana: send the draft by fri !high\n- [x] Dana: name key users\n! Close on day 5\n"
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def desk(world: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_of(world, tmp_path / "desk")
    yield opened
    opened.close()


def rows(desk: Desk, query: str, *values: object) -> list[Any]:
    return desk.read(lambda connection: connection.execute(query, values).fetchall())  # type: ignore[no-any-return]


def event(desk: Desk, title: str = "Monthly service review") -> str:
    found: str = rows(desk, "SELECT id FROM event WHERE title = ?", title)[0][0]
    return found


def page(desk: Desk, start: datetime = NOVEMBER, title: str = "Monthly service review") -> MeetingPage:
    return meeting_page(desk, event(desk, title), start)


def keep(
    desk: Desk,
    text: str,
    *,
    state: MeetingState = HELD,
    start: datetime = NOVEMBER,
    title: str = "Monthly service review",
    **attendance: str,
) -> Kept:
    shown = page(desk, start, title)
    people = {person.name.partition(" ")[0].lower(): person.id for person in shown.people}
    written = Written(state, text, {people[name]: word for name, word in attendance.items()})
    revision = shown.note.revision if shown.note else None
    return keep_meeting(desk, event(desk, title), start, written, revision=revision)


ACTIONS = (
    "SELECT a.title, p.name, a.promised_by, a.due, a.priority, a.status, c.code FROM action a"
    " LEFT JOIN person p ON p.id = a.assignee_id LEFT JOIN customer c ON c.id = a.customer_id"
    " WHERE a.meeting_id IS NOT NULL ORDER BY a.created_at, a.position"
)


def test_one_step_keeps_record_attendance_decisions_and_actions(desk: Desk) -> None:
    before = rows(desk, "SELECT COUNT(*) FROM history_step")[0][0]
    kept = keep(desk, TEXT, ana="present", dana="apologised")
    assert kept.made == 2
    assert kept.label == "Minutes: ‘Monthly service review’ of 03 Nov 2026, 2 new actions"
    # "fri" counts from the day of the meeting, whenever it is typed
    assert rows(desk, ACTIONS) == [
        ("send the draft", "Ana Souza", "IT", "2026-11-06", "high", "planned", "FIN"),
        ("name key users", "Dana Weiss", "business", None, "normal", "done", "FIN"),
    ]
    shown = page(desk)
    assert shown.note is not None
    assert (shown.note.state, shown.note.decisions, shown.text) == (HELD, "Close on day 5", TEXT.strip())
    assert {person.name: str(person.presence) for person in shown.people} == {
        "Ana Souza": "present",
        "Dana Weiss": "apologised",
    }
    assert rows(desk, "SELECT COUNT(*) FROM history_step")[0][0] == before + 1
    history.undo(desk)
    assert page(desk).note is None
    assert rows(desk, ACTIONS) == []
    history.redo(desk)
    assert len(rows(desk, ACTIONS)) == 2


def test_saving_again_makes_no_action_twice(desk: Desk) -> None:
    keep(desk, TEXT)
    steps = rows(desk, "SELECT COUNT(*) FROM history_step")
    assert keep(desk, TEXT) == Kept("")
    assert rows(desk, "SELECT COUNT(*) FROM history_step") == steps
    row_id = rows(desk, "SELECT id FROM action WHERE title = 'send the draft'")[0][0]
    records.change(desk, "actions", row_id, {"title": "Send the SLA", "due": "2026-12-18"}, as_text=True)
    assert keep(desk, TEXT + "\nand more").made == 0
    assert keep(desk, TEXT.replace("by fri", "by 4 dec")).changed == 0
    assert rows(desk, ACTIONS)[0][:4] == ("Send the SLA", "Ana Souza", "IT", "2026-12-18")
    records.delete(desk, "actions", row_id)
    assert keep(desk, TEXT).made == 0
    assert len(rows(desk, ACTIONS)) == 1


def test_an_edited_line_changes_its_action(desk: Desk) -> None:
    keep(desk, TEXT)
    kept = keep(desk, TEXT.replace("send the draft", "send the first draft").replace("[x]", "[ ]"))
    assert (kept.made, kept.changed) == (0, 2)
    assert [row[0] for row in rows(desk, ACTIONS)] == ["send the first draft", "name key users"]
    assert rows(desk, ACTIONS)[1][5] == "planned"


def test_a_held_meeting_is_a_touch_and_the_last_contact(desk: Desk) -> None:
    query = (
        "SELECT at, summary FROM touch WHERE meeting_id ="
        " (SELECT id FROM meeting WHERE occurrence LIKE '2026-11-03%')"
    )
    keep(desk, "x", ana="present")
    assert rows(desk, query) == [("2026-11-03 09:00:00.000000", "Monthly service review")]
    keep(desk, "x\n! Close on day 5")
    assert rows(desk, query)[0][1] == "Close on day 5"
    keep(desk, "x", state=MeetingState.NOT_HELD)
    assert rows(desk, query) == []
    keep(desk, "Talked", start=CATCH_UP, title="Sponsor catch-up")
    records.delete(desk, "touches", rows(desk, "SELECT id FROM touch WHERE at LIKE '2026-11-23%'")[0][0])
    last = (
        "SELECT last_contact_at FROM customer_projection p JOIN customer c ON c.id = p.customer_id"
        " WHERE c.code = 'FIN'"
    )
    assert rows(desk, last)[0][0] < "2026-11-24"  # at 09:12 the one of 10:00 is still to come


def test_what_is_still_to_come_cannot_have_been_held(desk: Desk) -> None:
    january = datetime(2027, 1, 5, 10)  # noqa: DTZ001 - local
    for state in (HELD, MeetingState.NOT_HELD):
        with pytest.raises(FieldError, match="still to come, on 05 Jan 2027"):
            keep(desk, "x", state=state, start=january)
    assert page(desk, january).note is None
    with pytest.raises(FieldError, match="still to come"):
        records.add(desk, "meetings", {"event": event(desk), "occurrence": january, "state": "held"})
    keep(desk, "Cancelled: nobody has time", state=MeetingState.CANCELLED, start=january)
    assert page(desk, january).detail.occurrence.cancelled
    history.undo(desk)
    assert not page(desk, january).detail.occurrence.cancelled
    keep(desk, "x", start=CATCH_UP, title="Sponsor catch-up")


def test_what_was_called_off_is_not_held(desk: Desk) -> None:
    from brm_tui.desk.events import change_occurrence

    change_occurrence(desk, event(desk), NOVEMBER, {"cancelled": True})
    with pytest.raises(FieldError, match="restore it first"):
        keep(desk, "x")
    keep(desk, "Not held: nobody came", state=MeetingState.NOT_HELD)
    assert page(desk, DECEMBER).detail.occurrence.cancelled


def test_two_windows_do_not_overwrite_each_other(desk: Desk) -> None:
    keep(desk, "one")
    with pytest.raises(StaleError):
        keep_meeting(desk, event(desk), NOVEMBER, Written(HELD, "two", {}), revision=None)
    assert page(desk).text == "one"


def test_the_page_tells_what_happened_since_the_last_one(desk: Desk) -> None:
    shown = page(desk, datetime(2027, 1, 5, 10))  # noqa: DTZ001 - local
    assert shown.since.last is not None
    assert (shown.since.last.title, shown.since.last.start) == (
        "Monthly service review",
        datetime(2026, 10, 6, 10),  # noqa: DTZ001 - local
    )
    assert [action.title for action in shown.since.done] == ["Send the user list"]
    assert {action.title for action in shown.since.new} >= {"Draft SLA v2", "Name key users"}
    assert [found.title for found in shown.since.feedback] == ["Portal was down"]
    assert {(found.what, found.how) for found in shown.since.amendments} >= {
        ("version 1", "proposed"),
        ("forum", "new"),
    }
    sla = next(action for action in shown.open if action.title == "Draft SLA v2")
    assert (sla.side, sla.customer) == ("IT", "FIN")
    assert shown.since.carried_over == ()
    records.change(desk, "actions", sla.id, {"due": "2026-12-12"}, as_text=True)
    assert [action.title for action in page(desk, DECEMBER).since.carried_over] == ["Draft SLA v2"]
    move_action(desk, sla.id, "done")
    assert len(page(desk, DECEMBER).since.done) == 2


def test_what_was_taken_back_did_not_happen(desk: Desk) -> None:
    objective = rows(desk, "SELECT o.id FROM objective o JOIN agreement a ON a.id = o.agreement_id"
                     " JOIN customer c ON c.id = a.customer_id WHERE c.code = 'FIN'")[0][0]  # fmt: skip
    before = page(desk).since.amendments
    records.change(desk, "objectives", objective, {"title": "Close in two days"})
    history.undo(desk)
    assert [found.how for found in page(desk).since.amendments] == [found.how for found in before]


def test_a_meeting_without_anything_has_a_page(desk: Desk) -> None:
    row_id = records.add(desk, "events", {"title": "Alone", "start": "2026-11-20T09:00", "layer": "meeting"})
    shown = meeting_page(desk, row_id, datetime(2026, 11, 20, 9))  # noqa: DTZ001 - local
    assert (shown.people, shown.customers, shown.open, shown.since.last) == ((), (), (), None)
    keep_meeting(desk, row_id, datetime(2026, 11, 20, 9), Written(HELD, "- [ ] tidy", {}), revision=None)  # noqa: DTZ001
    assert rows(desk, ACTIONS)[0][0] == "tidy"


def test_two_customers_both_have_met_and_actions_name_one(desk: Desk) -> None:
    day = datetime(2026, 11, 20, 9)  # noqa: DTZ001 - local
    values = {"title": "Both", "start": day, "layer": "meeting", "customers": ("FIN", "HR"), "length": 60}
    row_id = records.add(desk, "events", values)
    text = "- [ ] Ana: first\n- [ ] Ana: second #hr\n- [ ] HR: third"
    keep_meeting(desk, row_id, day, Written(HELD, text, {}), revision=None)
    assert [(row[0], row[6]) for row in rows(desk, ACTIONS)] == [
        ("first", "FIN"),
        ("second", "HR"),
        ("third", "HR"),
    ]
    assert rows(
        desk, "SELECT COUNT(*) FROM touch WHERE meeting_id IS NOT NULL AND at LIKE '2026-11-20%'"
    ) == [(2,)]


def test_the_command_line_reads_the_same_lines(desk: Desk) -> None:
    given = {"event": event(desk), "occurrence": "2026-11-03T10:00", "minutes": TEXT, "decisions": "Go on"}
    row_id = write_with_actions(desk, given)
    assert len(rows(desk, ACTIONS)) == 2
    assert page(desk).note.decisions == "Close on day 5\nGo on"  # type: ignore[union-attr]
    write_with_actions(desk, {"minutes": TEXT.replace("! Close on day 5", "- [ ] Bo: look")}, name=row_id)
    assert len(rows(desk, ACTIONS)) == 3
    assert page(desk).note.decisions == "Go on"  # type: ignore[union-attr]


def test_a_draft_is_kept_beside_the_desk_until_it_is_saved(desk: Desk) -> None:
    row_id = event(desk)
    assert draft_of(desk, row_id, "2026-11-03") is None
    keep_draft(desk, row_id, "2026-11-03", Draft("half a sen\ud800", {"p": "present"}, 3))
    found = draft_of(desk, row_id, "2026-11-03")
    assert found is not None
    assert (found.text, found.attendance, found.revision) == ("half a sen?", {"p": "present"}, 3)
    assert draft_of(desk, row_id, "2026-12-01") is None
    (file,) = desk.home.drafts.iterdir()
    file.write_text("{", encoding="utf-8")
    assert draft_of(desk, row_id, "2026-11-03") is None
    drop_draft(desk, row_id, "2026-11-03")
    assert not desk.home.drafts.exists()
