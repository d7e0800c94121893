"""Proposing, signing, declining, superseding, terminating: the state rules, on a real file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from brm_tui.clock import Clock, pinned_clock
from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_pages import agreement_page
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.paths import Home
from brm_tui.rules.agreements import digest
from tests.conftest import copied
from tests.desk.agreement_desk import ROLES, Agreed, agree, customer_with_people, mail, sign_all


@pytest.fixture
def agreed(desk: Desk) -> Agreed:
    return agree(desk)


def versions(desk: Desk) -> list[tuple[int, str]]:
    return [
        tuple(row)
        for row in desk.reader.execute("SELECT number, state FROM agreement_version ORDER BY number")
    ]


def signatures(desk: Desk, number: int) -> dict[str, str]:
    return dict(
        desk.reader.execute(
            "SELECT s.role, s.state FROM signature s JOIN agreement_version v ON v.id = s.version_id"
            " WHERE v.number = ?",
            (number,),
        ).fetchall()
    )


def dated(desk: Desk, day: str) -> Desk:
    return Desk.open(desk.home, pinned_clock(day, "Europe/Berlin"))


def test_an_unfinished_agreement_is_refused_with_the_list(desk: Desk) -> None:
    customer_with_people(desk)
    agreements.new_agreement(desk, "FIN")
    with pytest.raises(BrmError) as refused:
        agreements.propose(desk, "FIN", "first")
    for missing in ("philosophy", "nobody is IT manager", "no forum", "no objective", "no action"):
        assert missing in refused.value.message
    assert versions(desk) == []


def test_proposing_freezes_the_working_copy(desk: Desk, agreed: Agreed) -> None:
    version = agreements.propose(desk, "FIN", "  first\x1b[2J   agreement ")
    assert (version.number, version.reason) == (1, "first[2J agreement")
    assert digest(version.content) == version.sha256
    assert signatures(desk, 1) == dict.fromkeys(ROLES, "pending")
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Another."})
    kept = desk.reader.execute("SELECT content, sha256 FROM agreement_version").fetchone()
    assert kept == (version.content, version.sha256)
    with pytest.raises(BrmError, match="waits for its signatures"):
        agreements.propose(desk, "FIN", "again")


def test_a_reason_too_long_for_its_column_names_the_field(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(FieldError) as refused:
        agreements.propose(desk, agreed.agreement, "x" * 2001)
    assert refused.value.field == "reason"


def test_four_signatures_put_it_in_force(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    for role in ROLES[:3]:
        agreements.sign(desk, "FIN", Signing(role, mail(role)))
        assert versions(desk) == [(1, "proposed")]
    agreements.sign(desk, "FIN", Signing(ROLES[3], mail(ROLES[3]), method="in person", evidence="folder 7"))
    assert versions(desk) == [(1, "accepted")]
    assert history.steps(desk, newest=1)[0].label.endswith("as business line manager, Lea Lind, now in force")
    effective, expires = desk.reader.execute("SELECT effective, expires FROM agreement_version").fetchone()
    assert (effective, expires) == ("2026-11-24", "2026-12-31")


def test_it_is_in_force_from_the_last_signature_on(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "on paper since March")
    for number, role in enumerate(ROLES, start=1):
        agreements.sign(desk, "FIN", Signing(role, mail(role), day=date(2026, 3, number)))
    assert desk.reader.execute("SELECT effective FROM agreement_version").fetchone() == ("2026-03-04",)


def test_a_term_that_comes_later_waits(desk: Desk, agreed: Agreed) -> None:
    records.change(
        desk,
        "agreements",
        agreed.agreement,
        {"term_start": date(2027, 1, 1), "term_end": date(2027, 12, 31)},
    )
    agreements.propose(desk, "FIN", "next year")
    sign_all(desk)
    assert desk.reader.execute("SELECT effective FROM agreement_version").fetchone() == ("2027-01-01",)


def test_the_next_version_supersedes_only_when_accepted(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    records.delete(desk, "appendices", agreed.appendix)
    later = dated(desk, "2026-12-10")
    agreements.propose(later, "FIN", "no SLA any more")
    agreements.sign(later, "FIN", Signing(ROLES[0], mail(ROLES[0])))
    assert versions(later) == [(1, "accepted"), (2, "proposed")]
    for role in ROLES[1:]:
        agreements.sign(later, "FIN", Signing(role, mail(role)))
    assert versions(later) == [(1, "superseded"), (2, "accepted")]
    days = later.reader.execute("SELECT effective, ended FROM agreement_version ORDER BY number").fetchall()
    assert days == [("2026-11-24", "2026-12-10"), ("2026-12-10", None)]
    assert agreements.verify(later, "FIN") == []
    later.close()


def test_declining_voids_what_is_open(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    agreements.sign(desk, "FIN", Signing(ROLES[0], mail(ROLES[0])))
    agreements.decline(desk, "FIN", Signing("BUSINESS manager", mail(ROLES[1]), note="too\ndear"))
    assert versions(desk) == [(1, "declined")]
    assert signatures(desk, 1) == dict(zip(ROLES, ("signed", "declined", "voided", "voided"), strict=True))
    assert desk.reader.execute("SELECT end_reason FROM agreement_version").fetchone() == ("too dear",)
    with pytest.raises(BrmError, match="propose one first"):
        agreements.sign(desk, "FIN", Signing(ROLES[2], mail(ROLES[2])))
    assert agreements.propose(desk, "FIN", "cheaper").number == 2


def test_withdrawing_voids_what_is_open(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(BrmError, match="propose one first"):
        agreements.withdraw(desk, "FIN")
    agreements.propose(desk, "FIN", "first")
    agreements.withdraw(desk, "FIN", "a mistake")
    assert versions(desk) == [(1, "withdrawn")]
    assert set(signatures(desk, 1).values()) == {"voided"}


def test_terminating_ends_the_agreement_and_what_is_proposed(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(BrmError, match="No version"):
        agreements.terminate(desk, "FIN", "sold")
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    agreements.propose(desk, "FIN", "second")
    with pytest.raises(FieldError):
        agreements.terminate(desk, "FIN", " \x00 ")
    agreements.terminate(desk, "FIN", "sold")
    assert versions(desk) == [(1, "terminated"), (2, "withdrawn")]
    with pytest.raises(NotFoundError):
        agreements.agreement_named(desk, "FIN")
    with pytest.raises(BrmError, match="ended on 2026-11-24"):
        agreements.propose(desk, agreed.agreement, "third")
    assert agreements.new_agreement(desk, "FIN") != agreed.agreement


def test_a_customer_has_one_running_agreement(desk: Desk, agreed: Agreed) -> None:
    with pytest.raises(BrmError, match="amend that one"):
        agreements.new_agreement(desk, "FIN")


@pytest.mark.parametrize(
    ("signing", "field"),
    [
        (Signing("janitor", mail(ROLES[0])), "role"),
        (Signing(ROLES[0], ""), "person"),
        (Signing(ROLES[0], mail(ROLES[0]), day=date(2026, 11, 25)), "date"),
        (Signing(ROLES[0], mail(ROLES[0]), method="telepathy"), "method"),
        (Signing(ROLES[0], mail(ROLES[0]), note="x" * 2001), "note"),
        (Signing(ROLES[0], mail(ROLES[0]), evidence="x" * 2001), "evidence"),
    ],
)
def test_a_signature_that_cannot_be_names_its_field(
    desk: Desk, agreed: Agreed, signing: Signing, field: str
) -> None:
    agreements.propose(desk, "FIN", "first")
    with pytest.raises(FieldError) as refused:
        agreements.sign(desk, "FIN", signing)
    assert refused.value.field == field
    assert set(signatures(desk, 1).values()) == {"pending"}


def test_nobody_signs_twice(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    agreements.sign(desk, "FIN", Signing(ROLES[0], mail(ROLES[0])))
    with pytest.raises(BrmError, match="already answered"):
        agreements.sign(desk, "FIN", Signing(ROLES[0], mail(ROLES[1])))
    with pytest.raises(BrmError, match="already answered"):
        agreements.decline(desk, "FIN", Signing(ROLES[0], mail(ROLES[1])))


def test_a_successor_signs_where_the_predecessor_leaves(desk: Desk, agreed: Agreed) -> None:
    records.change(desk, "people", mail(ROLES[1]), {"active_until": date(2026, 11, 1)})
    with pytest.raises(BrmError, match="nobody is business manager"):
        agreements.propose(desk, "FIN", "first")
    records.add(desk, "people", {"name": "Nia", "email": "nia@fin.example"})
    records.add(
        desk,
        "staff",
        {"agreement": agreed.agreement, "person": "nia@fin.example", "role": "Business Manager"},
    )
    agreements.propose(desk, "FIN", "first")
    named = desk.reader.execute(
        "SELECT p.name FROM signature s JOIN person p ON p.id = s.person_id WHERE s.role = 'business manager'"
    ).fetchone()
    assert named == ("Nia",)


def test_expired_is_derived_and_may_be_renewed(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    later = dated(desk, "2027-01-01")
    assert [item.shown_state for item in agreement_page(later, agreed.agreement).versions] == ["expired"]
    assert versions(later) == [(1, "accepted")]
    records.change(later, "agreements", agreed.agreement, {"term_end": date(2027, 12, 31)})
    agreements.propose(later, "FIN", "renewed")
    sign_all(later)
    assert versions(later) == [(1, "superseded"), (2, "accepted")]
    later.close()


def test_signing_is_undone_and_done_again(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    records.change(desk, "agreements", agreed.agreement, {"philosophy": "Amended."})
    agreements.propose(desk, "FIN", "second")
    sign_all(desk)
    assert versions(desk) == [(1, "superseded"), (2, "accepted")]
    desk.undo()
    assert versions(desk) == [(1, "accepted"), (2, "proposed")]
    assert signatures(desk, 2)["business line manager"] == "pending"
    assert agreements.verify(desk, "FIN") == []
    desk.redo()
    assert versions(desk) == [(1, "superseded"), (2, "accepted")]
    assert agreements.verify(desk, "FIN") == []
    for _step in range(5):
        desk.undo()
    assert versions(desk) == [(1, "accepted")]
    assert agreements.verify(desk, "FIN") == []


def test_there_is_nothing_to_verify_before_anything_was_proposed(desk: Desk, agreed: Agreed) -> None:
    assert agreements.verify(desk, "FIN") == []


@pytest.mark.parametrize(
    ("tampering", "finding"),
    [
        (
            "UPDATE agreement_version SET content = replace(content, 'together', 'alone')",
            "v1: its text is not the one",
        ),
        (
            "UPDATE agreement_version SET effective = '2020-01-01'",
            "v1: its entry is not the one that was recorded",
        ),
        ("UPDATE signature SET sha256 = 'x' WHERE role = 'IT manager'", "belongs to another text"),
        (
            "UPDATE signature SET signed = '2026-01-01' WHERE role = 'IT manager'",
            "v1: the signature of the IT manager is not the one that was recorded",
        ),
        ("UPDATE signature SET state = 'pending' WHERE role = 'IT manager'", "without all four signatures"),
        ("DELETE FROM signature WHERE role = 'IT manager'", "the line of the IT manager is missing"),
        ("UPDATE agreement_version SET number = 2", "v1 is missing"),
    ],
)
def test_verify_finds_what_was_altered_behind_the_programs_back(
    desk: Desk, agreed: Agreed, tampering: str, finding: str
) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    assert agreements.verify(desk, "FIN") == []
    with sqlite3.connect(desk.home.database) as raw:
        raw.execute(tampering)
    raw.close()
    found = agreements.verify(desk, "FIN")
    assert any(finding in line for line in found), found


def test_verify_finds_a_text_whose_hash_was_altered_with_it(desk: Desk, agreed: Agreed) -> None:
    agreements.propose(desk, "FIN", "first")
    sign_all(desk)
    content = desk.reader.execute("SELECT content FROM agreement_version").fetchone()[0]
    forged = content.replace("together", "alone")
    with sqlite3.connect(desk.home.database) as raw:
        raw.execute("UPDATE agreement_version SET content = ?, sha256 = ?", (forged, digest(forged)))
        raw.execute("UPDATE signature SET sha256 = ?", (digest(forged),))
    raw.close()
    assert agreements.verify(desk, "FIN")[0] == "v1: its entry is not the one that was recorded"


class AgreementLife(RuleBasedStateMachine):
    """Any sequence of the verbs keeps the invariants; a refusal changes nothing."""

    whole: Path
    place: Callable[[], Path]
    clock: Clock

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk.open(copied(self.whole, Home(self.place())), self.clock)
        self.agreement_id = self.desk.reader.execute("SELECT id FROM agreement").fetchone()[0]
        self.frozen: dict[tuple[str, int], str] = {}
        self.done = self.undone = 0

    def teardown(self) -> None:
        """Close the desk."""
        self.desk.close()

    def _tried(self, verb: Callable[..., Any], *arguments: object) -> None:
        before = history.steps(self.desk, newest=1)
        try:
            verb(self.desk, *arguments)
        except BrmError:
            assert history.steps(self.desk, newest=1) == before
        else:
            self.done, self.undone = self.done + 1, 0

    @rule()
    def propose(self) -> None:
        """Propose."""
        self._tried(agreements.propose, self.agreement_id, "because")

    @rule(role=st.sampled_from(ROLES))
    def sign(self, role: str) -> None:
        """One of the four signs."""
        self._tried(agreements.sign, self.agreement_id, Signing(role, mail(role)))

    @rule()
    def all_sign(self) -> None:
        """All four sign."""
        for role in ROLES:
            self._tried(agreements.sign, self.agreement_id, Signing(role, mail(role)))

    @rule(role=st.sampled_from(ROLES))
    def decline(self, role: str) -> None:
        """One of the four declines."""
        self._tried(agreements.decline, self.agreement_id, Signing(role, mail(role), note="no"))

    @rule()
    def withdraw(self) -> None:
        """Take the proposal back."""
        self._tried(agreements.withdraw, self.agreement_id)

    @rule()
    def terminate(self) -> None:
        """End it."""
        self._tried(agreements.terminate, self.agreement_id, "over")

    @rule(text=st.sampled_from(("Together.", "Apart.", "Together again.")))
    def amend(self, text: str) -> None:
        """Edit the working copy."""
        before = history.steps(self.desk, newest=1)
        records.change(self.desk, "agreements", self.agreement_id, {"philosophy": text})
        if history.steps(self.desk, newest=1) != before:
            self.done, self.undone = self.done + 1, 0

    @precondition(lambda self: self.done > 0)
    @rule()
    def undo(self) -> None:
        """Take the last step back."""
        self.desk.undo()
        self.done, self.undone = self.done - 1, self.undone + 1

    @precondition(lambda self: self.undone > 0)
    @rule()
    def redo(self) -> None:
        """Do it again."""
        self.desk.redo()
        self.done, self.undone = self.done + 1, self.undone - 1

    @invariant()
    def at_most_one_in_force_and_one_proposed(self) -> None:
        """See that the states are sound."""
        states = [state for _number, state in versions(self.desk)]
        assert states.count("accepted") <= 1
        assert states.count("proposed") <= 1

    @invariant()
    def signatures_belong_to_their_version(self) -> None:
        """See that nothing in force lacks a signature."""
        assert agreements.verify(self.desk, self.agreement_id) == []
        for number, state in versions(self.desk):
            if state in ("accepted", "superseded", "terminated"):
                assert set(signatures(self.desk, number).values()) == {"signed"}

    @invariant()
    def what_is_frozen_never_changes(self) -> None:
        """See that frozen texts stay."""
        for row_id, number, content in self.desk.reader.execute(
            "SELECT id, number, content FROM agreement_version"
        ):
            assert self.frozen.setdefault((row_id, number), content) == content


def test_any_life_keeps_the_invariants(
    desk: Desk, agreed: Agreed, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = desk.home.database
    desk.close()

    class Life(AgreementLife):
        place = staticmethod(lambda: tmp_path_factory.mktemp("life"))

    Life.whole, Life.clock = whole, clock
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
