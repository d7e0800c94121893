"""The field's own words: every enumeration, imported by model and queries alike.

The value of a member is the word that is stored, shown and typed.
"""

from __future__ import annotations

from enum import StrEnum


class CustomerKind(StrEnum):
    """What a customer is to the organisation."""

    BUSINESS_UNIT = "business unit"
    EXTERNAL_CUSTOMER = "external customer"
    OUTSOURCING_PROVIDER = "outsourcing provider"


class CustomerStatus(StrEnum):
    """Where a customer stands in the relationship."""

    PROSPECT = "prospect"
    ONBOARDING = "onboarding"
    ACTIVE = "active"
    DORMANT = "dormant"
    CLOSED = "closed"


class Side(StrEnum):
    """Whose person someone is."""

    BUSINESS = "business"
    IT = "IT"
    SUPPLIER = "supplier"


class PromiseSide(StrEnum):
    """Which side made a promise or gave a view."""

    BUSINESS = "business"
    IT = "IT"


class Channel(StrEnum):
    """How a contact took place."""

    MEETING = "meeting"
    CALL = "call"
    MAIL = "mail"
    CHAT = "chat"
    VISIT = "visit"


class ContactRoleName(StrEnum):
    """What a person is to a customer."""

    BUSINESS_MANAGER = "business manager"
    BUSINESS_LINE_MANAGER = "business line manager"
    SPONSOR = "sponsor"
    USER_REPRESENTATIVE = "user representative"
    POINT_OF_CONTACT = "point of contact"


class RepresentationRole(StrEnum):
    """How a person of IT represents IT to a customer."""

    RELATIONSHIP_MANAGER = "relationship manager"
    IT_MANAGER = "IT manager"
    SERVICE_MANAGER = "service manager"
    BACKUP = "backup"


class Grade(StrEnum):
    """Three steps of influence, interest or importance."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Engagement(StrEnum):
    """How a person stands to the relationship."""

    UNAWARE = "unaware"
    RESISTANT = "resistant"
    NEUTRAL = "neutral"
    SUPPORTIVE = "supportive"
    LEADING = "leading"


class VersionState(StrEnum):
    """Where a frozen version of an agreement stands. Expired is derived from dates, never stored."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


class SignatureRole(StrEnum):
    """The four who accept an agreement."""

    RELATIONSHIP_MANAGER = "relationship manager"
    BUSINESS_MANAGER = "business manager"
    IT_MANAGER = "IT manager"
    BUSINESS_LINE_MANAGER = "business line manager"


class SignatureState(StrEnum):
    """Where one signature stands."""

    PENDING = "pending"
    SIGNED = "signed"
    DECLINED = "declined"
    VOIDED = "voided"


class SignatureMethod(StrEnum):
    """How a signature was given."""

    IN_PERSON = "in person"
    MAIL = "mail"
    ELECTRONIC = "electronic"
    MINUTES = "minutes"


class ForumLevel(StrEnum):
    """How high a forum sits."""

    OPERATIONAL = "operational"
    TACTICAL = "tactical"
    STRATEGIC = "strategic"


class ForumFrequency(StrEnum):
    """How often a forum meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    EVERY_TWO_MONTHS = "every two months"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


class Attendance(StrEnum):
    """Whether someone's presence is needed."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class ObjectiveKind(StrEnum):
    """What is shared: an aim or a piece of work towards one."""

    OBJECTIVE = "objective"
    INITIATIVE = "initiative"


class ObjectiveStatus(StrEnum):
    """Where a shared objective or initiative stands."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    ACHIEVED = "achieved"
    MISSED = "missed"
    CANCELLED = "cancelled"


class AppendixKind(StrEnum):
    """What an appendix is."""

    SLA = "SLA"
    OLA = "OLA"
    OTHER = "other"


class ActionStatus(StrEnum):
    """The columns of the board."""

    BACKLOG = "backlog"
    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    BLOCKED = "blocked"
    DONE = "done"
    CANCELLED = "cancelled"


class Priority(StrEnum):
    """How much something matters."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class EventLayer(StrEnum):
    """The layers that a person enters events on."""

    MEETING = "meeting"
    CUSTOMER = "customer"
    IT = "it"


class CalendarLayer(StrEnum):
    """Every layer of the integrated calendar."""

    MEETING = "meeting"
    CUSTOMER = "customer"
    IT = "it"
    CHANGE = "change"
    MILESTONE = "milestone"
    AGREEMENT = "agreement"
    DUE = "due"


class EventStatus(StrEnum):
    """How firm an event is."""

    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class EventImpact(StrEnum):
    """What an event means for changes."""

    NONE = "none"
    BLACKOUT = "blackout"


class Avoidance(StrEnum):
    """What becomes of an occurrence that falls on a holiday or into a blackout."""

    KEEP = "keep"
    SKIP = "skip"
    EARLIER = "move earlier"
    LATER = "move later"


class MeetingState(StrEnum):
    """What became of an occurrence."""

    HELD = "held"
    NOT_HELD = "not held"
    CANCELLED = "cancelled"


class Presence(StrEnum):
    """Whether someone came."""

    PRESENT = "present"
    APOLOGISED = "apologised"
    ABSENT = "absent"


class Direction(StrEnum):
    """Who sought the contact."""

    TO_CUSTOMER = "to customer"
    FROM_CUSTOMER = "from customer"


class Sentiment(StrEnum):
    """How a contact felt."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Topic(StrEnum):
    """What a contact was about."""

    SERVICE_EXPLAINED = "service explained"
    INNOVATION_OFFERED = "innovation offered"
    OUTCOME = "outcome"
    INVESTMENT = "investment"
    BUDGET = "budget"
    RISK = "risk"
    STRATEGY = "strategy"


class ServiceState(StrEnum):
    """Where a service is in its life."""

    PIPELINE = "pipeline"
    LIVE = "live"
    RETIRING = "retiring"
    RETIRED = "retired"


class Criticality(StrEnum):
    """How badly the business is hurt without it."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Rag(StrEnum):
    """Red, amber, green."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


class Constraint(StrEnum):
    """Which of time, resource and scope may give."""

    FIXED = "fixed"
    FLEXIBLE = "flexible"
    ACCEPTED = "accepted"


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PROPOSED = "proposed"
    RUNNING = "running"
    ON_HOLD = "on hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ChangeType(StrEnum):
    """What kind of change."""

    STANDARD = "standard"
    NORMAL = "normal"
    EMERGENCY = "emergency"


class ChangeRisk(StrEnum):
    """The risk of a change, from impact and likelihood."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very high"


class ChangeState(StrEnum):
    """Where a change stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    IMPLEMENTED = "implemented"
    FAILED = "failed"
    CANCELLED = "cancelled"


class DemandKind(StrEnum):
    """What a customer asks for."""

    WANT = "want"
    NEED = "need"
    INFORMATION_NEED = "information need"


class DemandHorizon(StrEnum):
    """When it is wanted."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"


class DemandState(StrEnum):
    """Where a demand stands, from first words to fulfilled."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SCREENING = "screening"
    QUALIFIED = "qualified"
    APPROVED = "approved"
    COMPLETED = "completed"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class FeedbackKind(StrEnum):
    """What a customer said of us."""

    COMPLIMENT = "compliment"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class FeedbackState(StrEnum):
    """Where feedback stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    RESOLUTION_PROPOSED = "resolution proposed"
    ACCEPTED_BY_CUSTOMER = "accepted by customer"
    CLOSED = "closed"


class LogKind(StrEnum):
    """What a log entry records."""

    OPPORTUNITY = "opportunity"
    ISSUE = "issue"


class LogState(StrEnum):
    """Whether a log entry still needs something."""

    OPEN = "open"
    CLOSED = "closed"


class SurveyMethod(StrEnum):
    """How satisfaction is asked."""

    CSAT = "CSAT"
    NPS = "NPS"


class RiskState(StrEnum):
    """Where a relationship's risk stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class HistoryKind(StrEnum):
    """What a step of the history did."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class RowOperation(StrEnum):
    """What happened to one row within a step."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
