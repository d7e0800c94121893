"""The partnership agreement: its seven sections' live rows, frozen versions and signatures."""

from datetime import date, datetime

import sqlalchemy as sa

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import (
    AppendixKind,
    Attendance,
    Avoidance,
    ForumFrequency,
    ForumLevel,
    ObjectiveKind,
    ObjectiveStatus,
    Side,
    SignatureMethod,
    SignatureRole,
    SignatureState,
    VersionState,
)


def _agreement() -> str:
    reference: str = f.reference(
        "agreements",
        "agreement",
        "Agreement",
        "Which partnership agreement.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    return reference


class AgreementFields(Described):
    """What a person enters of an agreement."""

    customer_id: str = f.reference(
        "customers", "customer", "Customer", "Whose agreement.", default=f.REQUIRED, on_delete="delete"
    )
    title: str = f.text("Title", "The name of the document.", default=f.REQUIRED)
    term_start: date | None = f.day("Term starts", "The first day it is meant to hold.")
    term_end: date | None = f.day("Term ends", "The last day it is meant to hold.")
    review_date: date | None = f.day("Review", "When both sides look at it again.")
    philosophy: str = f.long_text(
        "Relationship philosophy", "How business and IT mean to work together, in both sides' words."
    )


class Agreement(AgreementFields, Entity, table=True):
    """A partnership agreement; its working copy is what its sections' rows say now."""

    __tablename__ = "agreement"
    ended: date | None = f.day("Ended", "The day it was terminated.")


class AgreementVersion(Entity, table=True):
    """A frozen copy of all seven sections."""

    __tablename__ = "agreement_version"
    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "number"),
        sa.Index(
            "uq_agreement_version_one_in_force",
            "agreement_id",
            unique=True,
            sqlite_where=sa.text("state = 'accepted'"),
            postgresql_where=sa.text("state = 'accepted'"),
        ),
        sa.Index(
            "uq_agreement_version_one_proposed",
            "agreement_id",
            unique=True,
            sqlite_where=sa.text("state = 'proposed'"),
            postgresql_where=sa.text("state = 'proposed'"),
        ),
    )
    agreement_id: str = _agreement()
    number: int = f.whole("Number", "1, 2, 3 …", minimum=1, default=f.REQUIRED)
    content: str = f.long_text("Content", "Canonical JSON of all seven sections.", maximum=50_000_000)
    sha256: str = f.text("Hash", "SHA-256 of the content, in hexadecimal.", maximum=64, default=f.REQUIRED)
    reason: str = f.text("Reason", "Why the agreement was amended.", maximum=2000)
    state: VersionState = f.choice(
        VersionState, "State", "Where this version stands.", default=VersionState.PROPOSED, index=True
    )
    proposed_at: datetime = f.moment("Proposed", "When it was frozen.", default=f.REQUIRED)
    effective: date | None = f.day("Effective", "The first day in force.")
    expires: date | None = f.day("Expires", "The last day in force.")
    ended: date | None = f.day("Ended", "The day it left force or was given up.")
    end_reason: str = f.text(
        "Reason of the end", "Why it was declined, withdrawn or terminated.", maximum=2000
    )


class PlanStaffFields(Described):
    """What a person enters of partner plan staff."""

    agreement_id: str = _agreement()
    person_id: str = f.reference("people", "person", "Person", "Who it is.", default=f.REQUIRED)
    side: Side = f.choice(Side, "Side", "For which side.", default=Side.BUSINESS)
    role: str = f.text(
        "Role",
        "The role in this agreement; the four who sign are relationship manager, business manager, "
        "IT manager and business line manager.",
        default=f.REQUIRED,
    )
    position: float = f.position()


class PlanStaff(PlanStaffFields, Entity, table=True):
    """One of the people who carry the agreement."""

    __tablename__ = "plan_staff"


class ForumFields(Described):
    """What a person enters of a forum."""

    agreement_id: str = _agreement()
    name: str = f.text("Name", "What the meeting is called.", default=f.REQUIRED)
    level: ForumLevel = f.choice(ForumLevel, "Level", "How high it sits.", default=ForumLevel.OPERATIONAL)
    purpose: str = f.long_text("Purpose", "What it is for.")
    frequency: ForumFrequency = f.choice(
        ForumFrequency, "How often", "The rhythm that both sides promise.", default=ForumFrequency.MONTHLY
    )
    first_date: date = f.day("First date", "The first meeting is on or after this day.", default=f.REQUIRED)
    day_rule: str = f.day_rule()
    start_time: str = f.time_of_day("Time", "When it starts, local time.", default="10:00")
    zone: str = f.zone()
    length: int = f.minutes("Length", "How long it takes, in minutes.", default=60)
    until: date | None = f.day("Until", "The last day it may meet; empty: goes on.")
    on_blackout: Avoidance = f.choice(
        Avoidance,
        "In a blackout",
        "What becomes of one that falls into a blackout of its customers.",
        default=Avoidance.KEEP,
        later=True,
    )
    on_holiday: Avoidance = f.choice(
        Avoidance,
        "On a holiday",
        "What becomes of one that falls on a holiday.",
        default=Avoidance.KEEP,
        later=True,
    )
    holidays: str = f.text(
        "Holidays",
        "The holiday calendar that counts, such as Germany; empty: every one.",
        maximum=60,
        later=True,
    )
    agenda: str = f.long_text("Standing agenda", "What is on the agenda each time.")
    place: str = f.text("Place", "A room or a link.", maximum=255)
    position: float = f.position()


class Forum(ForumFields, Entity, table=True):
    """One kind of formal meeting of the engagement strategy."""

    __tablename__ = "forum"


class ForumAttendee(Entity, table=True):
    """A person who attends a forum."""

    __tablename__ = "forum_attendee"
    __table_args__ = (sa.UniqueConstraint("forum_id", "person_id"),)
    forum_id: str = f.reference(
        "forums", "forum", "Forum", "Which forum.", default=f.REQUIRED, on_delete="delete", root=True
    )
    person_id: str = f.reference("people", "person", "Person", "Who.", default=f.REQUIRED, on_delete="delete")
    attendance: Attendance = f.choice(Attendance, "Attendance", "How needed.", default=Attendance.REQUIRED)


class ObjectiveFields(Described):
    """What a person enters of a shared objective or initiative."""

    agreement_id: str = _agreement()
    kind: ObjectiveKind = f.choice(
        ObjectiveKind, "Kind", "An aim, or a piece of work towards one.", default=ObjectiveKind.OBJECTIVE
    )
    title: str = f.text("Title", "What both sides want.", default=f.REQUIRED)
    why: str = f.long_text("Why", "Why it matters to the business.")
    strategy: str = f.text("Strategy", "The strategy of the business that it serves.")
    it_strategy: str = f.text("IT strategy", "The strategy of IT that it serves.")
    measure: str = f.text("Measure", "What is measured, with its unit.")
    baseline: float | None = f.decimal("Baseline", "The measure when we started.")
    target: float | None = f.decimal("Target", "The measure we want.")
    actual: float | None = f.decimal("Actual", "The measure now.")
    business_owner_id: str | None = f.reference(
        "people", "person", "Owner (business)", "Who of the business answers for it."
    )
    it_owner_id: str | None = f.reference("people", "person", "Owner (IT)", "Who of IT answers for it.")
    start: date | None = f.day("Start", "When work starts.")
    due: date | None = f.day("Due", "When it must be achieved.", index=True)
    status: ObjectiveStatus = f.choice(
        ObjectiveStatus, "Status", "Where it stands.", default=ObjectiveStatus.PROPOSED
    )
    investment: int | None = f.money("Investment", "What it costs.")
    value: int | None = f.money("Value", "What it is worth.")
    currency: str = f.currency()
    internal: bool = f.internal()
    position: float = f.position()


class Objective(ObjectiveFields, Entity, table=True):
    """A shared objective or initiative."""

    __tablename__ = "objective"


class Signature(Entity, table=True):
    """One of the four acceptances of one version."""

    __tablename__ = "signature"
    __table_args__ = (
        sa.Index(
            "uq_signature_one_live_a_role",
            "version_id",
            "role",
            unique=True,
            sqlite_where=sa.text("state <> 'voided'"),
            postgresql_where=sa.text("state <> 'voided'"),
        ),
    )
    version_id: str = f.reference(
        "versions",
        "agreement_version",
        "Version",
        "What is signed.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    role: SignatureRole = f.choice(SignatureRole, "Role", "As whom.", default=f.REQUIRED)
    person_id: str | None = f.reference("people", "person", "Person", "Who signs.")
    state: SignatureState = f.choice(
        SignatureState, "State", "Where it stands.", default=SignatureState.PENDING
    )
    signed: date | None = f.day("Date", "When it was signed or declined.")
    method: SignatureMethod | None = f.choice(SignatureMethod, "Method", "How it was given.")
    evidence: str = f.text("Evidence", "Where the proof is.", maximum=2000)
    note: str = f.text("Note", "A remark of the signer.", maximum=2000)
    sha256: str = f.text("Hash", "The hash of the version that was signed.", maximum=64)


class AppendixFields(Described):
    """What a person enters of an appendix."""

    agreement_id: str = _agreement()
    kind: AppendixKind = f.choice(AppendixKind, "Kind", "SLA, OLA or another.", default=AppendixKind.SLA)
    title: str = f.text("Title", "What it is called.", default=f.REQUIRED)
    reference: str = f.text("Reference", "Its number, or where it is kept.")
    valid_until: date | None = f.day("Valid until", "The last day it holds.", index=True)
    service_id: str | None = f.reference("services", "service", "Service", "The service it is about.")
    text: str = f.long_text("Text", "The appendix itself, or what it says in short.")
    internal: bool = f.internal()
    position: float = f.position()


class Appendix(AppendixFields, Entity, table=True):
    """An SLA, OLA or other document that belongs to the agreement."""

    __tablename__ = "appendix"
