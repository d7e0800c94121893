"""Comparing versions and reverting sections, on a real file."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_diff import WORKING_COPY, agreement_diff, frozen_version
from brm_tui.desk.agreement_pages import agreement_page
from brm_tui.desk.agreement_revert import revert_preview, revert_section, section_named
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.agreements import LISTS, Section
from brm_tui.store.queries.agreement_content import agreement_content
from tests.desk.agreement_desk import ROLES, Agreed, agree, mail, sign_all


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    """Return an agreement whose first version is in force."""
    made = agree(desk)
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    return made


def working(desk: Desk, agreed: Agreed) -> dict[str, Any]:
    content: dict[str, Any] = desk.read(agreement_content, agreed.agreement)
    return content


def steps(desk: Desk) -> int:
    return int(desk.reader.execute("SELECT COUNT(*) FROM history_step").fetchone()[0])


def meetings(desk: Desk, forum: str) -> list[tuple[str, str]]:
    query = "SELECT o.start, o.end FROM event e JOIN occurrence o ON o.event_id = e.id WHERE e.forum_id = ?"
    return sorted(desk.reader.execute(query.replace("o.end", "o.end_at"), (forum,)).fetchall())


def amend_everything(desk: Desk, agreed: Agreed) -> None:
    """Change, add and delete something in every section."""
    records.change(
        desk, "agreements", agreed.agreement, {"philosophy": "Else.", "term_end": date(2027, 6, 30)}
    )
    role = ROLES[3]
    records.change(desk, "staff", agreed.staff[role], {"person": mail(ROLES[2])})
    records.add(desk, "staff", {"agreement": agreed.agreement, "person": mail(role), "role": "guest"})
    records.change(
        desk,
        "forums",
        agreed.forum,
        {"frequency": "quarterly", "attendees": [(mail(ROLES[1]), "optional")], "purpose": "Look at it all."},
    )
    records.delete(desk, "objectives", agreed.objective)
    records.add(desk, "objectives", {"agreement": agreed.agreement, "title": "Later", "investment": 100})
    records.delete(desk, "actions", agreed.action)
    records.add(desk, "actions", {"customer": "FIN", "title": "Came later"})
    records.change(desk, "appendices", agreed.appendix, {"valid_until": None, "text": "More."})


def test_the_working_copy_against_what_holds_agrees_with_the_head(desk: Desk, agreed: Agreed) -> None:
    assert agreement_diff(desk, "FIN").changes == 0
    amend_everything(desk, agreed)
    found = agreement_diff(desk, "FIN")
    page = agreement_page(desk, agreed.agreement)
    assert page.changes is not None
    assert found.changes == len(page.changes.amendments)
    assert [change.amendment for part in found.sections for change in part.changes] == list(
        page.changes.amendments
    )
    assert (found.old.name, found.new.name) == ("v1", "working copy")
    assert [side.number for side in found.sides] == [WORKING_COPY, 1]


def test_any_two_sides(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "We plan **all** together."})
    agreements.propose(desk, "FIN", "second")
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "We plan."})
    assert agreement_diff(desk, "FIN").old.number == 1
    (part,) = agreement_diff(desk, "FIN", 1, 2).sections
    (field,) = part.changes[0].fields
    assert (field.old, field.new) == ("We plan **together**.", "We plan **all** together.")
    backwards = agreement_diff(desk, "FIN", 2, 1).sections[0].changes[0].fields[0]
    assert (backwards.old, backwards.new) == (field.new, field.old)
    assert agreement_diff(desk, "FIN", WORKING_COPY, 2).changes == 1
    assert agreement_diff(desk, "FIN", 2, 2).changes == 0
    with pytest.raises(BrmError, match=r"no v9 .* v1, v2"):
        agreement_diff(desk, "FIN", 9)


def test_there_must_be_something_to_compare_with(desk: Desk) -> None:
    made = agree(desk)
    with pytest.raises(BrmError, match="proposed yet"):
        agreement_diff(desk, "FIN")
    with pytest.raises(BrmError, match="none yet"):
        revert_section(desk, made.agreement, Section.STAFF, 1)
    agreements.propose(desk, "FIN", "first")
    assert agreement_diff(desk, "FIN").old.state == "proposed"
    agreements.withdraw(desk, "FIN")
    assert agreement_diff(desk, "FIN").old.state == "withdrawn"


def test_every_section_reverts_in_one_step_each_and_undo_brings_it_back(desk: Desk, agreed: Agreed) -> None:
    frozen = frozen_version(desk, agreed.agreement, 1)
    before = meetings(desk, agreed.forum)
    amend_everything(desk, agreed)
    amended = working(desk, agreed)
    for section in (1, 2, 3, 4, 5, 7):
        count = steps(desk)
        assert revert_section(desk, "FIN", Section(section), 1).done
        assert steps(desk) == count + 1
    assert working(desk, agreed) == frozen
    assert agreement_diff(desk, "FIN").changes == 0
    assert meetings(desk, agreed.forum) == before
    for _section in range(6):
        history.undo(desk)
    assert working(desk, agreed) == amended
    assert not agreements.verify(desk, "FIN")


def test_a_section_that_is_the_same_is_no_step(desk: Desk, agreed: Agreed) -> None:
    count = steps(desk)
    assert revert_section(desk, "FIN", Section.FORUMS, 1).done == []
    assert steps(desk) == count


def test_what_was_deleted_comes_back_as_it_was(desk: Desk, agreed: Agreed) -> None:
    records.change(
        desk, "objectives", agreed.objective, {"actual": 7.0, "status": "in progress", "internal": True}
    )
    records.change(desk, "actions", agreed.action, {"status": "done"})
    done = records.add(desk, "actions", {"customer": "FIN", "title": "Cancel me"})
    agreements.propose(desk, "FIN", "second")
    records.change(desk, "actions", done, {"status": "cancelled", "status_reason": "no"})
    records.delete(desk, "actions", agreed.action)
    records.delete(desk, "objectives", agreed.objective)
    with pytest.raises(BrmError, match=r"‘Close faster’ of ‘Draft the close calendar’ is no longer"):
        revert_section(desk, "FIN", Section.ACTIONS, 2)
    revert_section(desk, "FIN", Section.OBJECTIVES, 2)
    revert_section(desk, "FIN", Section.ACTIONS, 2)
    row = desk.reader.execute("SELECT actual, status, internal FROM objective").fetchone()
    assert row == (7.0, "in progress", 1)
    found = dict(desk.reader.execute("SELECT id, status || COALESCE(done, '') FROM action").fetchall())
    assert found == {agreed.action: "done2026-11-24", done: "planned"}


def test_deleting_an_objective_tells_which_actions_stay(desk: Desk, agreed: Agreed) -> None:
    later = records.add(desk, "objectives", {"agreement": agreed.agreement, "title": "Later"})
    records.add(desk, "actions", {"title": "Of later", "objective": later})
    reverted = revert_section(desk, "FIN", Section.OBJECTIVES, 1)
    assert reverted.done == ["deleted Later"]
    assert reverted.told == ["‘Of later’ stays, without its objective ‘Later’"]
    assert history.undo(desk)
    assert desk.reader.execute("SELECT COUNT(*) FROM action WHERE objective_id = ?", (later,)).fetchone() == (
        1,
    )


def test_what_became_internal_stays_internal(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "actions", agreed.action, {"internal": True, "title": "Secret"})
    reverted = revert_section(desk, "FIN", Section.ACTIONS, 1)
    assert reverted.done == []
    assert "is internal now" in reverted.told[0]
    records.delete(desk, "actions", agreed.action)
    assert "is internal now" in revert_section(desk, "FIN", Section.ACTIONS, 1).told[0]
    assert desk.reader.execute("SELECT COUNT(*) FROM action").fetchone() == (0,)


def test_people_who_are_gone_are_told_and_nothing_is_half_done(desk: Desk, agreed: Agreed) -> None:
    gone = records.add(desk, "people", {"name": "Gil Gone", "email": "gil@fin.example"})
    guest = records.add(desk, "staff", {"agreement": agreed.agreement, "person": gone, "role": "guest"})
    records.change(desk, "objectives", agreed.objective, {"business_owner": gone})
    agreements.propose(desk, "FIN", "second")
    records.delete(desk, "staff", guest)
    records.change(desk, "objectives", agreed.objective, {"business_owner": None, "title": "Else"})
    records.delete(desk, "people", gone)
    count = steps(desk)
    for section in (Section.STAFF, Section.OBJECTIVES):
        with pytest.raises(BrmError, match=r"Gil Gone, named by .* is no longer in this desk"):
            revert_section(desk, "FIN", section, 2)
    assert steps(desk) == count


def test_of_two_people_of_one_name_the_one_of_the_version_is_meant(desk: Desk, agreed: Agreed) -> None:
    records.add(desk, "people", {"name": "Bob Berg", "email": "bob2@fin.example"})
    records.change(desk, "objectives", agreed.objective, {"business_owner": mail(ROLES[0])})
    revert_section(desk, "FIN", Section.OBJECTIVES, 1)
    owner = desk.reader.execute("SELECT business_owner_id FROM objective").fetchone()[0]
    assert owner == agreed.people["business manager"]


def test_the_order_comes_back(desk: Desk, agreed: Agreed) -> None:
    first = working(desk, agreed)["staff"][0]["id"]
    records.delete(desk, "staff", first)
    revert_section(desk, "FIN", Section.STAFF, 1)
    assert working(desk, agreed)["staff"][0]["id"] == first


def test_what_cannot_be_reverted(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(BrmError, match="revert section 2"):
        revert_section(desk, "FIN", Section.ACCEPTANCE, 1)
    with pytest.raises(BrmError, match="no v4"):
        revert_section(desk, "FIN", Section.STAFF, 4)
    agreements.terminate(desk, "FIN", "over")
    with pytest.raises(BrmError, match="ended on"):
        revert_section(desk, agreed.agreement, Section.STAFF, 1)


def test_the_demo_reverts_to_every_version(demo: Desk) -> None:
    agreement = agreements.agreement_named(demo, "FIN")
    for number in (1, 2, 3):
        frozen = frozen_version(demo, agreement, number)
        for section in Section:
            if section is not Section.ACCEPTANCE:
                revert_section(demo, "FIN", section, number)
        content = json.loads(json.dumps(demo.read(agreement_content, agreement)))
        for name in LISTS.values():
            assert content[name] == frozen[name], (number, name)
        assert agreement_diff(demo, "FIN", number).changes == 0


@pytest.mark.parametrize(
    ("text", "section"),
    [("1", 1), ("7", 7), ("forums", 3), (" Action  plan", 5), ("relat", 1), ("actions", 5), ("ENGAGE", 3)],
)
def test_sections_are_named_as_people_do(text: str, section: int) -> None:
    assert section_named(text) == Section(section)


@pytest.mark.parametrize("text", ["", "8", "a", "nonsense", "[/]"])
def test_other_names_are_refused(text: str) -> None:
    with pytest.raises(BrmError, match="3 Engagement strategy"):
        section_named(text)


def test_a_signature_is_not_touched(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Else."})
    agreements.propose(desk, "FIN", "second")
    agreements.sign(desk, "FIN", Signing(ROLES[0], mail(ROLES[0])))
    revert_section(desk, "FIN", Section.PHILOSOPHY, 1)
    page = agreement_page(desk, agreed.agreement)
    assert [version.row.state.value for version in page.versions] == ["proposed", "accepted"]
    assert page.since_force is not None
    assert page.since_force.amendments == ()


def test_later_actions_are_called_off_and_running_ones_stay(desk: Desk, agreed: Agreed) -> None:
    of = {"objective": agreed.objective}
    later, running, done = (
        records.add(desk, "actions", of | {"title": title, "status": status})
        for title, status in (("Later", "planned"), ("Running", "blocked"), ("Done", "done"))
    )
    agreements.propose(desk, "FIN", "second")
    count = steps(desk)
    seen = revert_preview(desk, "FIN", Section.ACTIONS, 1)
    assert steps(desk) == count
    reverted = revert_section(desk, "FIN", Section.ACTIONS, 1)
    assert (reverted.done, reverted.told, reverted.kept) == (seen.done, seen.told, seen.kept)
    assert reverted.done == ["called off Later"]
    assert sorted(reverted.told) == ["‘Done’ is done and stays", "‘Running’ is blocked and stays"]
    assert reverted.kept == {running, done}
    reason = "SELECT status, status_reason FROM action WHERE id = ?"
    assert desk.reader.execute(reason, (later,)).fetchone() == (
        "cancelled",
        "not in v1, to which the action plan was taken back",
    )
    # Forward again, they are what they were.
    assert revert_section(desk, "FIN", Section.ACTIONS, 2).done == ["brought back Later"]
    assert desk.reader.execute(reason, (later,)).fetchone() == ("planned", "")
