"""The four steps to a relationship: which are complete, by what, and what the next thing to do is. Pure.

1 points of contact within the business, 2 the IT representation that fits, 3 communication started, 4 wants and needs
prioritised. A step is complete when each of its tasks is done; nobody ticks it off by hand, so it can be left at any
time and is taken up where the records say. What a task asks for is this product's judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

from brm_tui.rules.vocabulary import ContactRoleName, RepresentationRole

FITS_FROM = 3.0
"""Of 1 to 5: the mean affinity from which a relationship manager fits a customer."""
BACKUP_TIERS = (1,)
"""Customers of these tiers need somebody who stands in."""
DECIDERS = frozenset(
    {ContactRoleName.SPONSOR, ContactRoleName.BUSINESS_MANAGER, ContactRoleName.BUSINESS_LINE_MANAGER}
)
"""The roles whose word decides on the customer's side."""


class Step(IntEnum):
    """The four steps, in their order."""

    CONTACTS = 1
    REPRESENTATION = 2
    COMMUNICATION = 3
    WANTS = 4


TITLES = {
    Step.CONTACTS: "Points of contact within the business",
    Step.REPRESENTATION: "The IT representation that fits",
    Step.COMMUNICATION: "Communication started",
    Step.WANTS: "Wants and needs prioritised",
}
SHORT = {
    Step.CONTACTS: "contacts",
    Step.REPRESENTATION: "IT",
    Step.COMMUNICATION: "talks",
    Step.WANTS: "wants",
}
EXPLAINED = {
    Step.CONTACTS: "Whom does IT talk to? One person to ask first who can be reached, and one whose word decides.",
    Step.REPRESENTATION: "Who of IT stands for all of IT here, and suits the customer: its organisation, its"
    " processes, its services and its people. A customer of tier 1 also needs somebody who stands in.",
    Step.COMMUNICATION: "A first contact, an agreed rhythm, a forum where both sides meet, and IT's plans shared:"
    " where it invests, what it could offer, which strategy it serves.",
    Step.WANTS: "What does the customer ask for, and what comes first? Each want and need with its value and its"
    " size, or with a score set by hand.",
}


class Task(StrEnum):
    """What is to be done for a step."""

    FIRST_CONTACT = "somebody to ask first"
    REACHABLE = "how to reach them"
    DECIDER = "somebody who decides"
    MANAGER = "relationship manager"
    FIT = "suits the customer"
    BACKUP = "somebody who stands in"
    TOUCH = "first contact"
    RHYTHM = "agreed rhythm"
    FORUM = "forum where both sides meet"
    PLANS = "plans shared"
    DEMAND = "wants and needs known"
    PRIORITY = "wants and needs prioritised"


class Check(NamedTuple):
    """One task of a step.

    Attributes:
        task: What is to be done.
        met: Whether it is.
        said: What is there, or what is missing.
        record_id: The record that the next thing is done to, where there is one.
    """

    task: Task
    met: bool
    said: str
    record_id: str | None = None


class StepState(NamedTuple):
    """How one step stands."""

    step: Step
    checks: tuple[Check, ...]

    @property
    def complete(self) -> bool:
        """Whether all of its tasks are done."""
        return all(check.met for check in self.checks)

    @property
    def missing(self) -> tuple[Check, ...]:
        """The tasks that are left."""
        return tuple(check for check in self.checks if not check.met)


class RelationshipSteps(NamedTuple):
    """How far a relationship has come."""

    states: tuple[StepState, ...]

    @property
    def current(self) -> StepState | None:
        """The first step that is not complete; None when all four are."""
        return next((state for state in self.states if not state.complete), None)

    @property
    def complete(self) -> int:
        """How many steps are complete."""
        return sum(state.complete for state in self.states)

    @property
    def next(self) -> Check | None:
        """The next thing to do; None when nothing is left."""
        return self.current.missing[0] if self.current is not None else None


class ContactFact(NamedTuple):
    """Somebody who is a contact at the customer now."""

    person_id: str
    name: str
    role: ContactRoleName
    primary: bool
    reachable: bool


class RepresentationFact(NamedTuple):
    """Somebody who represents IT to the customer now, with how at home they are there, 1 to 5."""

    id: str
    name: str
    role: RepresentationRole
    affinities: tuple[int | None, ...] = ()
    person_id: str = ""


class StepFacts(NamedTuple):
    """What the steps are judged by.

    Attributes:
        tier: How much the customer matters, 1 most.
        contacts: The contacts of now, those who are asked first at the top.
        representations: Who represents IT now.
        contacted: Whether any contact with the customer is known.
        target_days: Days between contacts that are aimed at.
        maximum_days: Days between contacts at the very most.
        agreement_id: The agreement that has not ended.
        forums: How many forums it has.
        proposed: Whether a version of it was ever proposed to the customer: its action plan was shared with it.
        talks_of_plans: Contacts in which strategy, investment or innovation were talked about; not counted where a
            version was proposed.
        demands: Wants and needs that were not rejected.
        unjudged: How many of them have neither value and size nor a score set by hand.
        unjudged_id: The first of those.
    """

    tier: int
    contacts: Sequence[ContactFact] = ()
    representations: Sequence[RepresentationFact] = ()
    contacted: bool = False
    target_days: int | None = None
    maximum_days: int | None = None
    agreement_id: str | None = None
    forums: int = 0
    proposed: bool = False
    talks_of_plans: int = 0
    demands: int = 0
    unjudged: int = 0
    unjudged_id: str | None = None


def relationship_steps(facts: StepFacts) -> RelationshipSteps:
    """Return how far a relationship has come, with the reasons."""
    return RelationshipSteps(
        (
            StepState(Step.CONTACTS, tuple(_contacts(facts))),
            StepState(Step.REPRESENTATION, tuple(_representation(facts))),
            StepState(Step.COMMUNICATION, tuple(_communication(facts))),
            StepState(Step.WANTS, tuple(_wants(facts))),
        )
    )


def _contacts(facts: StepFacts) -> list[Check]:
    first = next((contact for contact in facts.contacts if contact.primary), None)
    if first is None:
        first = next((one for one in facts.contacts if one.role is ContactRoleName.POINT_OF_CONTACT), None)
    decider = next((contact for contact in facts.contacts if contact.role in DECIDERS), None)
    anybody = f", though {_count(len(facts.contacts), 'contact')} known" if facts.contacts else ""
    checks = [
        Check(Task.FIRST_CONTACT, True, f"{first.name}, {first.role.value}", first.person_id)
        if first is not None
        else Check(Task.FIRST_CONTACT, False, f"nobody is the primary or point of contact{anybody}")
    ]
    if first is not None:
        said = "by mail or phone" if first.reachable else f"neither mail nor phone of {first.name} is known"
        checks.append(Check(Task.REACHABLE, first.reachable, said, first.person_id))
    checks.append(
        Check(Task.DECIDER, True, f"{decider.name}, {decider.role.value}", decider.person_id)
        if decider is not None
        else Check(Task.DECIDER, False, "no sponsor, business manager or business line manager is named")
    )
    return checks


def _representation(facts: StepFacts) -> list[Check]:
    manager = next(
        (one for one in facts.representations if one.role is RepresentationRole.RELATIONSHIP_MANAGER), None
    )
    # Nobody stands in for themselves.
    others = (one for one in facts.representations if manager is None or one.person_id != manager.person_id)
    backup = next((one for one in others if one.role is RepresentationRole.BACKUP), None)
    if manager is None:
        checks = [Check(Task.MANAGER, False, "nobody looks after the customer")]
    else:
        checks = [Check(Task.MANAGER, True, manager.name, manager.id), _fit(manager)]
    if backup is not None:
        checks.append(Check(Task.BACKUP, True, backup.name, backup.id))
    elif facts.tier in BACKUP_TIERS:
        checks.append(Check(Task.BACKUP, False, f"a customer of tier {facts.tier} needs a backup"))
    return checks


def _fit(manager: RepresentationFact) -> Check:
    known = [value for value in manager.affinities if value is not None]
    if not known:
        return Check(Task.FIT, False, f"nobody judged how at home {manager.name} is there", manager.id)
    mean = sum(known) / len(known)
    said = f"affinity {mean:.1f} of 5 in {_count(len(known), 'respect')}, {FITS_FROM:g} wanted"
    return Check(Task.FIT, mean >= FITS_FROM, said, manager.id)


def _communication(facts: StepFacts) -> list[Check]:
    rhythm = facts.target_days or facts.maximum_days
    limits = [f"every {facts.target_days} days" if facts.target_days else ""]
    limits.append(f"at most {facts.maximum_days}" if facts.maximum_days else "")
    if facts.forums:
        forum = f"{_count(facts.forums, 'forum')} in the agreement"
    else:
        forum = "the agreement has none yet" if facts.agreement_id else "no agreement is started yet"
    if facts.talks_of_plans:
        plans = f"talked about in {_count(facts.talks_of_plans, 'contact')}"
    elif facts.proposed:
        plans = "with the agreement that was proposed"
    else:
        plans = "no contact was about strategy, investment or innovation, and no agreement was proposed"
    return [
        Check(Task.TOUCH, facts.contacted, "noted" if facts.contacted else "no contact is noted yet"),
        Check(
            Task.RHYTHM, bool(rhythm), ", ".join(filter(None, limits)) or "no days between contacts are set"
        ),
        Check(Task.FORUM, bool(facts.forums), forum, facts.agreement_id),
        Check(Task.PLANS, bool(facts.talks_of_plans or facts.proposed), plans),
    ]


def _wants(facts: StepFacts) -> list[Check]:
    if not facts.demands:
        return [Check(Task.DEMAND, False, "no want or need is entered yet")]
    known = Check(Task.DEMAND, True, f"{_count(facts.demands, 'want or need', 'wants and needs')} entered")
    if not facts.unjudged:
        return [known, Check(Task.PRIORITY, True, "each has its value and size, or a score set by hand")]
    said = f"{facts.unjudged} of {facts.demands} without value and size"
    return [known, Check(Task.PRIORITY, False, said, facts.unjudged_id)]


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
