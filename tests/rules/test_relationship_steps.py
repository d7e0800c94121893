"""The four steps to a relationship: when each is complete, and what is said to be missing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.relationship_steps import (
    ContactFact,
    RelationshipSteps,
    RepresentationFact,
    Step,
    StepFacts,
    Task,
    relationship_steps,
)
from brm_tui.rules.vocabulary import ContactRoleName as Role
from brm_tui.rules.vocabulary import RepresentationRole as Ours

DANA = ContactFact("p1", "Dana Weiss", Role.BUSINESS_MANAGER, primary=True, reachable=True)
OLGA = ContactFact("p2", "Olga Ivanova", Role.USER_REPRESENTATIVE, primary=False, reachable=True)
ANA = RepresentationFact("r1", "Ana Souza", Ours.RELATIONSHIP_MANAGER, (4, 3, None, 4), "ana")
BO = RepresentationFact("r2", "Bo Lindqvist", Ours.BACKUP, (), "bo")
WHOLE = StepFacts(1, [DANA], [ANA, BO], True, 14, 30, "a1", 1, True, 0, 2, 0)


def missing(steps: RelationshipSteps) -> list[Task]:
    return [check.task for state in steps.states for check in state.missing]


def test_a_new_customer_has_everything_before_it() -> None:
    steps = relationship_steps(StepFacts(tier=2))
    assert steps.complete == 0
    assert steps.current is not None
    assert steps.current.step is Step.CONTACTS
    assert steps.next is not None
    assert steps.next.task is Task.FIRST_CONTACT
    assert missing(steps) == [
        Task.FIRST_CONTACT, Task.DECIDER, Task.MANAGER, Task.TOUCH, Task.RHYTHM, Task.FORUM, Task.PLANS, Task.DEMAND,
    ]  # fmt: skip


def test_all_four_are_complete_by_the_records() -> None:
    steps = relationship_steps(WHOLE)
    assert (steps.complete, steps.current, steps.next) == (4, None, None)
    said = [check.said for state in steps.states for check in state.checks]
    assert "Dana Weiss, business manager" in said
    assert "affinity 3.7 of 5 in 3 respects, 3 wanted" in said
    assert "every 14 days, at most 30" in said
    assert "2 wants and needs entered" in said


def test_a_point_of_contact_is_the_first_to_ask_where_nobody_is_primary() -> None:
    point = OLGA._replace(role=Role.POINT_OF_CONTACT)
    steps = relationship_steps(WHOLE._replace(contacts=[OLGA]))
    assert missing(steps) == [Task.FIRST_CONTACT, Task.DECIDER]
    assert "1 contact known" in steps.states[0].checks[0].said
    steps = relationship_steps(WHOLE._replace(contacts=[point]))
    assert missing(steps) == [Task.DECIDER]


def test_whoever_cannot_be_reached_is_no_contact_yet() -> None:
    steps = relationship_steps(WHOLE._replace(contacts=[DANA._replace(reachable=False)]))
    assert steps.next is not None
    assert (steps.next.task, steps.next.record_id) == (Task.REACHABLE, "p1")


def test_representation_must_fit_and_unknown_is_not_zero() -> None:
    strange = ANA._replace(affinities=(2, 2, 3, None))
    unknown = ANA._replace(affinities=(None, None, None, None))
    for manager, word in ((strange, "affinity 2.3 of 5"), (unknown, "nobody judged")):
        found = relationship_steps(WHOLE._replace(representations=[manager, BO])).next
        assert found is not None
        assert (found.task, found.record_id) == (Task.FIT, "r1")
        assert word in found.said


def test_only_customers_of_tier_one_need_somebody_who_stands_in() -> None:
    alone = WHOLE._replace(representations=[ANA])
    assert missing(relationship_steps(alone)) == [Task.BACKUP]
    assert missing(relationship_steps(alone._replace(tier=2))) == []


def test_nobody_stands_in_for_themselves() -> None:
    both = [ANA, BO._replace(name=ANA.name, person_id=ANA.person_id)]
    assert missing(relationship_steps(WHOLE._replace(representations=both))) == [Task.BACKUP]


def test_plans_are_shared_in_a_talk_or_with_a_proposal() -> None:
    assert missing(relationship_steps(WHOLE._replace(proposed=False))) == [Task.PLANS]
    assert missing(relationship_steps(WHOLE._replace(proposed=False, talks_of_plans=1))) == []


def test_a_forum_says_whether_the_agreement_is_there() -> None:
    forumless = WHOLE._replace(forums=0)
    found = relationship_steps(forumless).next
    assert found is not None
    assert found.said == "the agreement has none yet"
    found = relationship_steps(forumless._replace(agreement_id=None)).next
    assert found is not None
    assert found.said == "no agreement is started yet"


def test_each_want_is_judged_or_the_first_that_is_not_is_named() -> None:
    found = relationship_steps(WHOLE._replace(unjudged=1, unjudged_id="d7")).next
    assert found is not None
    assert (found.task, found.record_id, found.said) == (Task.PRIORITY, "d7", "1 of 2 without value and size")


@given(
    contacts=st.lists(st.sampled_from([DANA, OLGA]), max_size=3),
    ours=st.lists(st.sampled_from([ANA, BO]), max_size=3),
    contacted=st.booleans(),
    target=st.none() | st.integers(1, 90),
    forums=st.integers(0, 3),
    demands=st.integers(0, 5),
)
def test_a_step_is_complete_exactly_when_nothing_is_missing(
    contacts: list[ContactFact],
    ours: list[RepresentationFact],
    contacted: bool,
    target: int | None,
    forums: int,
    demands: int,
) -> None:
    facts = StepFacts(1, contacts, ours, contacted, target, None, None, forums, False, 0, demands)
    steps = relationship_steps(facts)
    assert [state.step for state in steps.states] == list(Step)
    for state in steps.states:
        assert state.complete == (not state.missing)
        assert all(check.said for check in state.checks)
    assert steps.complete == sum(not state.missing for state in steps.states)
    assert (steps.current is None) == (steps.complete == len(Step))
