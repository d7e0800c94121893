"""Minutes as they are typed: what each line means, and which action it already is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.capture import KnownCustomer, KnownPerson
from brm_tui.rules.minutes import (
    Decision,
    MinutesAction,
    MinutesReader,
    reason_in,
    whole_text,
    with_reason,
)
from brm_tui.rules.minutes_actions import MeetingAction, linked
from brm_tui.rules.vocabulary import ActionStatus, MeetingState, Priority
from brm_tui.text import sort_form

TUESDAY = date(2026, 11, 24)
FIN, HR = KnownCustomer("f", "FIN", "Finance"), KnownCustomer("h", "HR", "HR")
ANA = KnownPerson("ana", "Ana Souza", "ana@it.example", "IT")
OTHER_ANA = KnownPerson("ana2", "Ana Roth", "ana.roth@fin.example", "business")
DANA = KnownPerson("dana", "Dana Weiss", "dana@fin.example", "business")
BO = KnownPerson("bo", "Bo Lindqvist", "bo@it.example", "IT")
SUP = KnownPerson("sup", "Sue Pplier", "sue@sup.example", "supplier")


def reader(*, people: tuple[KnownPerson, ...] = (ANA, DANA, SUP)) -> MinutesReader:
    return MinutesReader(TUESDAY, (FIN, HR), (people, (ANA, OTHER_ANA, DANA, BO)))


def action(line: str) -> MinutesAction:
    found = reader().line(line)
    assert isinstance(found, MinutesAction)
    return found


@pytest.mark.parametrize(
    ("line", "title", "who", "side", "due"),
    [
        ("- [ ] Ana: send the draft by fri", "send the draft", ANA, "IT", date(2026, 11, 27)),
        ("  * [ ]Dana Weiss: name key users due 12 dec", "name key users", DANA, "business", date(2026, 12, 12)),
        ("[] bo: look at it +1w", "look at it", BO, "IT", date(2026, 12, 1)),
        ("- [ ] @dana: sign by 24.12.", "sign", DANA, "business", date(2026, 12, 24)),
        ("- [ ] send the draft to Dana by fri.", "send the draft to Dana", None, "", date(2026, 11, 27)),
        ("- [ ] move it @bo !high", "move it", BO, "IT", None),
        ("- [ ] IT: restore the backup tomorrow", "restore the backup", None, "IT", date(2026, 11, 25)),
        ("- [ ] business: send figures", "send figures", None, "business", None),
        ("- [ ] Sue: deliver", "deliver", SUP, "", None),
        ("- [ ] See p: http://x.example/a:b", "See p: http://x.example/a:b", None, "", None),
    ],
)  # fmt: skip
def test_an_action_line_is_understood(
    line: str, title: str, who: KnownPerson | None, side: str, due: date | None
) -> None:
    found = action(line)
    assert (found.title, found.assignee, found.side, found.due) == (title, who, side, due)
    assert found.customer == FIN


def test_priority_box_and_customer_are_read() -> None:
    assert action("- [ ] Ana: x !high").priority is Priority.HIGH
    assert action("- [x] Ana: x").done
    assert not action("- [ ] Ana: x").done
    assert action("- [ ] HR: name somebody").customer == HR
    assert action("- [ ] Ana: mend the portal #hr").customer == HR


def test_attendees_are_meant_before_others_of_the_name() -> None:
    assert action("- [ ] Ana: x").assignee == ANA
    found = reader(people=(DANA,)).line("- [ ] Ana: x")
    assert isinstance(found, MinutesAction)
    assert found.assignee is None
    assert found.problem.startswith("Ana may be Ana Souza, Ana Roth; write more")
    assert found.title == "Ana: x"


def test_an_unknown_name_stays_in_the_title_and_says_what_to_do() -> None:
    found = action("- [ ] Zed: send it by fri")
    assert (found.title, found.assignee, found.due) == ("Zed: send it", None, date(2026, 11, 27))
    assert found.problem == "nobody here is called Zed; ctrl+n adds them"
    at = action("- [ ] send it @zed")
    assert (at.title, at.problem) == ("send it", "nobody is called @zed")


@pytest.mark.parametrize(
    "line",
    ["", "Text", "- a point", "see [1] for more", "wow!", "!", "decision:", "- [link](x)", "a [x] b"],
)
def test_other_lines_are_text(line: str) -> None:
    assert reader().line(line) is None


@pytest.mark.parametrize("line", ["decision: go", "Decision: go", "- decided: go", "! go", "- ! go"])
def test_decisions(line: str) -> None:
    assert reader().line(line) == Decision("go")


def test_an_action_without_words_is_none_yet() -> None:
    assert action("- [ ] ").problem == "say what is to be done"
    assert reader().actions("- [ ] \n- [ ] Ana:\n- [ ] x")[-1].title == "x"


def test_a_title_that_is_too_long_is_kept_whole_in_the_detail() -> None:
    found = action("- [ ] Ana: " + "word " * 60)
    assert len(found.title) == 200
    assert found.title.endswith("…")
    assert found.detail.count("word") == 60


def test_decisions_that_were_kept_apart_are_edited_with_the_minutes() -> None:
    assert whole_text("said", "Go\nStop", reader()) == "said\n\n! Go\n! Stop"
    assert whole_text("! go", "Go", reader()) == "! go"
    assert whole_text("", "- Go", reader()) == "! Go"
    assert reader().decisions(whole_text("said\n! one", "two", reader())) == "one\ntwo"


def test_the_reason_is_the_first_line() -> None:
    not_held, cancelled = MeetingState.NOT_HELD, MeetingState.CANCELLED
    text = with_reason("said", not_held, "half of us were ill")
    assert text == "Not held: half of us were ill\n\nsaid"
    assert reason_in(text, not_held) == "half of us were ill"
    assert with_reason(text, cancelled, "moved to 2027") == "Cancelled: moved to 2027\n\nsaid"
    assert with_reason(text, MeetingState.HELD, "") == "said"
    assert reason_in(text, MeetingState.HELD) == ""


# Which action a line is


def kept(line: MinutesAction, number: int = 1, **changes: Any) -> MeetingAction:
    """Return the action that a line made."""
    made = MeetingAction(
        str(number),
        line.title,
        frozenset({sort_form(line.title)}),
        line.assignee.id if line.assignee else None,
        line.due,
        line.priority or Priority.NORMAL,
        ActionStatus.DONE if line.done else ActionStatus.PLANNED,
    )
    return replace(made, **changes)


def changed(before: str, now: str, **touched: Any) -> dict[str, object] | None:
    """Return what an edited line changes, None where it is an action of its own."""
    was = action(before)
    (found,) = linked([action(now)], [was], [kept(was, **touched)])
    return None if found.action is None else found.changes


def test_a_line_that_is_saved_again_makes_nothing() -> None:
    lines = [action("- [ ] Ana: send"), action("- [ ] Dana: send"), action("- [ ] Ana: send")]
    assert [entry.action for entry in linked(lines, [], [])] == [None, None, None]
    made = [kept(line, number) for number, line in enumerate(lines)]
    assert [entry.action for entry in linked(lines, lines, made)] == made
    assert all(entry.changes == {} for entry in linked(lines, lines, made))


def test_an_edited_line_changes_what_nobody_touched() -> None:
    line = "- [ ] Ana: send the draft by fri"
    assert changed(line, "- [ ] Ana: send the second draft by fri") == {"title": "send the second draft"}
    assert changed(line, "- [ ] Dana: send the draft by fri") == {
        "assignee": "dana",
        "promised_by": "business",
    }
    assert changed(line, "- [ ] Ana: send the draft by 4 dec") == {"due": date(2026, 12, 4)}
    assert changed(line, "- [ ] Ana: send the draft by 4 dec", due=date(2026, 12, 18)) == {}
    assert changed(line, "- [ ] Ana: send the draft by fri !high") == {"priority": "high"}
    assert changed(line, "- [ ] Dana: send the draft by fri", assignee_id="bo") == {}
    assert changed(line, "- [x] Ana: send the draft by fri") == {"status": "done"}
    assert changed(line, "- [x] Ana: send the draft by fri", status=ActionStatus.CANCELLED) == {}
    assert changed("- [x] Ana: send", "- [ ] Ana: send") == {"status": "planned"}
    assert changed(line, line, status=ActionStatus.DONE) == {}


def test_an_action_that_was_renamed_elsewhere_keeps_its_line() -> None:
    line = "- [ ] Ana: send the draft"
    titles = frozenset({"send the draft", "send the sla"})
    assert changed(line, line, title="Send the SLA", titles=titles) == {}
    # reworded as well, it is another one
    assert changed(line, "- [ ] Ana: send the drafts", title="Send the SLA", titles=titles) is None


def test_another_line_in_its_place_is_another_action() -> None:
    assert changed("- [ ] Ana: send the draft", "- [ ] Bo: restore the backup of March") is None


def test_a_deleted_action_is_not_made_again_by_its_line() -> None:
    line = "- [ ] Ana: send the draft"
    assert changed(line, line, gone=True) == {}
    assert changed(line, "- [ ] Ana: send the new draft", gone=True) is None


def test_a_name_that_is_known_by_now_takes_its_action() -> None:
    before = action("- [ ] Bo: send it")
    unknown = kept(before, title="Bo: send it", titles=frozenset({"bo: send it"}), assignee_id=None)
    (found,) = linked([before], [before], [unknown])
    assert found.changes == {"title": "send it", "assignee": "bo", "promised_by": "IT"}


_LINES = st.lists(
    st.sampled_from(
        [f"- [{box}] {who}{what}{when}" for box in " x"
         for who in ("Ana: ", "Zed: ", "") for what in ("send", "mend it")
         for when in ("", " by fri")]
    ),
    max_size=6,
)  # fmt: skip


@given(_LINES, _LINES)
def test_each_action_is_one_line_and_saving_twice_makes_nothing(before: list[str], now: list[str]) -> None:
    was, lines = [action(line) for line in before], [action(line) for line in now]
    made = [kept(line, number) for number, line in enumerate(was)]
    first = linked(lines, was, made)
    used = [entry.action.id for entry in first if entry.action]
    assert len(used) == len(set(used))
    after = [
        kept(entry.line, 100 + place) if entry.action is None
        else replace(entry.action, title=str(entry.changes.get("title", entry.action.title)))
        for place, entry in enumerate(first)
    ]  # fmt: skip
    after = [replace(known, titles=known.titles | {sort_form(known.title)}) for known in after]
    assert all(entry.action is not None for entry in linked(lines, lines, after))


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    for line in (text, f"- [ ] {text}", f"- [ ] Ana: {text}", f"! {text}"):
        found = reader().lines(line)
        for _number, entry in found:
            assert "\n" not in entry.text
            if isinstance(entry, MinutesAction):
                assert len(entry.title) <= 200
