"""Feedback moves through its life in steps that are kept, named and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from brm_tui.desk import records
from brm_tui.desk.choices import record_of
from brm_tui.desk.desk import Desk
from brm_tui.desk.feedback import (
    advance_feedback,
    decline_resolution,
    escalate_feedback,
    keep_feedback,
    make_actions,
    reopen_feedback,
)
from brm_tui.desk.feedback_pages import (
    FeedbackOrder,
    FeedbackView,
    FeedbackWanted,
    feedback_lines,
    feedback_page,
    feedback_summary,
    names_for_feedback,
    repeat_causes,
)
from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.feedback_capture import read_feedback
from brm_tui.rules.feedback_due import Age
from brm_tui.rules.filter_fields import FEEDBACK
from brm_tui.rules.filters import read_filter
from brm_tui.rules.vocabulary import FeedbackState


@pytest.fixture(autouse=True)
def _finance(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "people", {"name": "Tim Brandt", "email": "tim@it.example", "side": "IT"})


def complaint(desk: Desk, title: str = "Tickets closed without an answer", **values: object) -> str:
    """Note a complaint of Finance."""
    return records.add(desk, "feedback", {"customer": "FIN", "title": title, **values})


def test_a_complaint_is_due_in_working_days_of_its_severity(desk: Desk) -> None:
    records.add(
        desk, "holidays", {"calendar": "Germany", "date": date(2026, 11, 25), "name": "Founders' Day"}
    )
    made = complaint(desk, severity="critical")
    assert record_of(desk, "feedback", made).due == date(2026, 11, 27)
    # Its date follows what it was computed from, and stays where somebody gave one.
    records.change(desk, "feedback", made, {"severity": "high"})
    assert record_of(desk, "feedback", made).due == date(2026, 12, 2)
    records.change(desk, "feedback", made, {"due": date(2026, 11, 30)})
    records.change(desk, "feedback", made, {"severity": "low"})
    assert record_of(desk, "feedback", made).due == date(2026, 11, 30)
    records.change(desk, "feedback", made, {"due": None})
    assert record_of(desk, "feedback", made).due == date(2026, 12, 23)
    assert record_of(desk, "feedback", complaint(desk, kind="compliment")).due is None
    assert record_of(desk, "feedback", complaint(desk, state="closed", resolution="Done.")).due is None


def test_the_settings_say_in_how_many_days(desk: Desk) -> None:
    desk.settings = desk.settings._replace(feedback_days={"medium": 1})
    assert record_of(desk, "feedback", complaint(desk)).due == date(2026, 11, 25)


def test_it_goes_through_its_life_step_by_step_and_back(desk: Desk) -> None:
    made = complaint(desk)
    said = [advance_feedback(desk, [made]), advance_feedback(desk, [made])]
    assert said[0] == "Move ‘Tickets closed without an answer’ to acknowledged"
    with pytest.raises(FieldError, match="words on what became of it"):
        records.change(desk, "feedback", made, {"state": "closed"})
    advance_feedback(desk, [made], resolution="Only our silence counts.")
    decline_resolution(desk, made)
    assert record_of(desk, "feedback", made).state is FeedbackState.ASSESSED
    desk.undo()
    for _ in range(2):
        advance_feedback(desk, [made])
    closed = record_of(desk, "feedback", made)
    assert (closed.state, closed.closed) == (FeedbackState.CLOSED, date(2026, 11, 24))
    with pytest.raises(BrmError, match="Closed already"):
        advance_feedback(desk, [made])
    page = feedback_page(desk, made)
    assert page is not None
    assert set(page.dates.values()) == {date(2026, 11, 24)}
    assert list(page.dates) == list(FeedbackState)
    for _ in range(5):
        desk.undo()
    back = record_of(desk, "feedback", made)
    assert (back.state, back.closed, back.resolution) == (FeedbackState.RECEIVED, None, "")
    desk.redo()
    assert record_of(desk, "feedback", made).state is FeedbackState.ACKNOWLEDGED


def test_it_is_opened_again_with_a_reason_and_counted(desk: Desk) -> None:
    made = complaint(
        desk, received=date(2026, 10, 1), state="closed", resolution="A rule.", closed=date(2026, 10, 9)
    )
    label = reopen_feedback(desk, made, "Three more tickets")
    assert label == "Open ‘Tickets closed without an answer’ again: Three more tickets"
    again = record_of(desk, "feedback", made)
    assert (again.state, again.reopened, again.reopen_reason) == (
        FeedbackState.ACKNOWLEDGED, 1, "Three more tickets",
    )  # fmt: skip
    # It is promised anew from today.
    assert (again.closed, again.due) == (None, date(2026, 12, 8))
    with pytest.raises(FieldError, match="to be opened again"):
        reopen_feedback(desk, made, "Once more")
    with pytest.raises(FieldError, match="counted"):
        records.change(desk, "feedback", made, {"reopened": 0})
    desk.undo()
    assert record_of(desk, "feedback", made).reopened == 0
    with pytest.raises(FieldError, match="a reason"):
        records.change(desk, "feedback", made, {"state": "acknowledged"})


def test_complaints_are_escalated_to_level_three(desk: Desk) -> None:
    made = complaint(desk)
    for level in (1, 2, 3):
        assert escalate_feedback(desk, [made]).endswith(f"to level {level}")
    with pytest.raises(BrmError, match="as far as can be"):
        escalate_feedback(desk, [made])
    desk.undo()
    assert record_of(desk, "feedback", made).escalation == 2
    with pytest.raises(FieldError, match="only complaints"):
        escalate_feedback(desk, [complaint(desk, kind="suggestion")])


def test_an_action_is_made_of_it_in_one_step(desk: Desk) -> None:
    made = complaint(desk, owner="tim@it.example", remedy="Answer first.", due=date(2026, 11, 20))
    other = complaint(desk, title="x" * 200, kind="suggestion", internal=True)
    wanted = FeedbackWanted(view=FeedbackView.NO_ACTION)
    assert feedback_lines(desk, wanted, FeedbackOrder.DUE).count() == 2
    assert make_actions(desk, [made, other]) == "Make actions of 2 pieces of feedback"
    assert feedback_lines(desk, wanted, FeedbackOrder.DUE).count() == 0
    action = record_of(desk, "actions", record_of(desk, "feedback", made).action_id)
    assert (action.title, action.detail) == ("Complaint: Tickets closed without an answer", "Answer first.")
    assert (action.customer, action.assignee, action.due) == ("FIN", "tim@it.example", date(2026, 11, 24))
    assert record_of(desk, "actions", record_of(desk, "feedback", other).action_id).internal
    with pytest.raises(BrmError, match="has its action"):
        make_actions(desk, [made])
    desk.undo()
    assert record_of(desk, "feedback", made).action_id is None
    assert desk.reader.execute("SELECT COUNT(*) FROM action").fetchone() == (0,)


def test_lists_figures_and_ages(desk: Desk) -> None:
    old = complaint(desk, "Old", received=date(2026, 11, 10), severity="low")
    late = complaint(desk, "Late", received=date(2026, 11, 2), severity="high", escalation=1)
    thanks = complaint(desk, "Thanks", kind="compliment")
    complaint(desk, "Over", state="closed", resolution="Done.")
    accepted = complaint(
        desk, "Accepted", state="accepted by customer", resolution="Done.", received=date(2026, 11, 3)
    )
    assert feedback_summary(desk) == feedback_summary(desk, record_of(desk, "feedback", old).customer_id)
    found = feedback_summary(desk)
    assert (found.total, found.open, found.late, found.complaints, found.escalated, found.no_action) == (
        5, 3, 1, 2, 1, 2,
    )  # fmt: skip

    def listed(
        typed: str = "", order: FeedbackOrder = FeedbackOrder.DUE, view: FeedbackView = FeedbackView.OPEN
    ) -> list[str]:
        only = read_filter(typed, FEEDBACK, desk.today)
        pages = feedback_lines(desk, FeedbackWanted(only, view=view), order)
        return [line.id for line in pages.fetch(0, pages.count())]

    assert listed() == [late, old, thanks, accepted] or listed()[0] == late
    assert len(listed("", FeedbackOrder.NEWEST, FeedbackView.EVERYTHING)) == 5
    assert listed("LATE") == listed("late") == [late]
    assert listed("severity:low kind:complaint") == [old]
    assert listed("escalated", FeedbackOrder.SEVERITY) == [late]
    assert listed("received before 5 nov -state:accepted") == [late]
    assert listed("customer:fin kind:compliment") == [thanks]
    ages = [page.age.age for feedback_id in (old, late) if (page := feedback_page(desk, feedback_id))]
    assert ages == [Age.OLD, Age.LATE]
    assert feedback_page(desk, "nothing") is None


def test_causes_that_repeat_are_counted_with_their_service(desk: Desk) -> None:
    records.add(desk, "services", {"name": "Group ERP"})
    for day, cause, service in (
        (1, "No test", "Group ERP"),
        (9, "no TEST", "Group ERP"),
        (3, "No test", None),
    ):
        complaint(desk, received=date(2026, 11, day), cause=cause, service=service)
    complaint(desk, received=date(2025, 11, 20), cause="No test")
    complaint(desk, kind="compliment", cause="No test")
    complaint(desk, cause="")
    often, once = repeat_causes(desk)
    assert (often.count, often.open, often.service, often.last) == (2, 2, "Group ERP", date(2026, 11, 9))
    assert (once.count, once.service) == (1, None)
    for counted in (often, once):
        wanted = FeedbackWanted(view=FeedbackView.EVERYTHING, cause=counted)
        pages = feedback_lines(desk, wanted, FeedbackOrder.NEWEST)
        assert [line.service for line in pages.fetch(0, 9)] == [counted.service] * counted.count


def test_a_line_is_kept_as_one_step(desk: Desk) -> None:
    known, services = names_for_feedback(desk)
    line = read_feedback("FIN complaint !high yesterday Late again", known, services, desk.today)
    made = record_of(desk, "feedback", keep_feedback(desk, line))
    assert (made.title, made.severity, made.received, made.due) == (
        "Late again", "high", date(2026, 11, 23), date(2026, 11, 30),
    )  # fmt: skip
    desk.undo()
    with pytest.raises(FieldError, match="name the customer"):
        keep_feedback(desk, read_feedback("Late again", known, services, desk.today))


@pytest.mark.parametrize("order", FeedbackOrder)
@pytest.mark.parametrize("view", [FeedbackView.OPEN, FeedbackView.EVERYTHING])
def test_pages_are_read_by_an_index(desk: Desk, order: FeedbackOrder, view: FeedbackView) -> None:
    """Where the order is one of time, nothing is sorted; severity sorts what is open."""
    seen: list[str] = []
    execute: Callable[..., object] = desk.reader.execute

    class Explaining:
        def execute(self, statement: str, parameters: object) -> object:
            if "LIMIT" in statement:
                rows = execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
                seen.extend(str(row[3]) for row in rows)  # type: ignore[attr-defined]
            return execute(statement, parameters)

    from brm_tui.store.queries.feedback import feedback_lines as query

    complaint(desk)
    wanted_now = FeedbackWanted(view=view)
    pages = query(Explaining(), wanted_now, order, desk.today, "UTC")  # type: ignore[arg-type]
    assert pages.count() == 1
    pages.fetch(0, 1)
    plan = " ".join(seen)
    wanted = {
        (FeedbackOrder.DUE, FeedbackView.OPEN): "ix_feedback_open",
        (FeedbackOrder.NEWEST, FeedbackView.EVERYTHING): "ix_feedback_newest",
        (FeedbackOrder.NEWEST, FeedbackView.OPEN): "ix_feedback_newest",
    }
    if (order, view) in wanted:
        assert wanted[order, view] in plan
        assert "TEMP B-TREE" not in plan
