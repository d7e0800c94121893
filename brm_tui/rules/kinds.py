"""The KINDs of record that a person can list, add, set and delete, as pure data."""

from __future__ import annotations

from dataclasses import dataclass

from brm_tui.errors import BrmError, ExitCode


@dataclass(frozen=True, slots=True)
class Link:
    """A list of other rows that belongs to a record, kept in a table of its own.

    Attributes:
        name: The field on the record.
        table: The table that holds the pairs.
        owner: The column that names the record.
        member: The column that names the other row.
        kind: The KIND of the other row.
        quality: A column with a word about the pair, or empty.
        usual: The word that is not shown.
        title: The label in forms.
        help: What belongs in it.
    """

    name: str
    table: str
    owner: str
    member: str
    kind: str
    title: str
    help: str
    quality: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """One KIND.

    Attributes:
        name: The plural word on the command line.
        noun: The singular word in messages.
        table: Its table.
        module: The feature's module name, the same in every layer.
        record: The record class in ``store/queries/<module>``.
        label: SQL for what a person calls a row, over its table's alias ``t``.
        writable: Whether it is written as a record (versions and signatures have verbs of their own).
        links: Lists of other rows.
        order: SQL that lists are ordered by.
    """

    name: str
    noun: str
    table: str
    module: str
    record: str
    label: str
    order: str
    writable: bool = True
    links: tuple[Link, ...] = ()


def _attendees(table: str, owner: str) -> Link:
    return Link(
        "attendees", table, owner, "person_id", "people", "Attendees", "Who attends, by e-mail; add :optional.",
        quality="attendance", usual="required",
    )  # fmt: skip


def _customers(table: str, owner: str) -> Link:
    return Link(
        "customers", table, owner, "customer_id", "customers", "Customers", "Whom it concerns, by code."
    )


_PERSON = "(SELECT p.name FROM person p WHERE p.id = t.person_id)"

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("customers", "customer", "customer", "customers", "CustomerRecord", "t.name", "t.name_sort, t.id"),
        Kind("people", "person", "person", "people", "PersonRecord", "t.name", "t.name_sort, t.id"),
        Kind("roles", "role", "contact_role", "people", "ContactRoleRecord", f"t.role || ' ' || {_PERSON}", "t.customer_id, t.id"),
        Kind("representations", "representation", "representation", "people", "RepresentationRecord", f"t.role || ' ' || {_PERSON}", "t.customer_id, t.id"),
        Kind("agreements", "agreement", "agreement", "agreements", "AgreementRecord", "t.title", "t.id"),
        Kind("staff", "staff member", "plan_staff", "agreements", "PlanStaffRecord", f"t.role || ' ' || {_PERSON}", "t.agreement_id, t.position, t.id"),
        Kind("forums", "forum", "forum", "agreements", "ForumRecord", "t.name", "t.agreement_id, t.position, t.id", links=(_attendees("forum_attendee", "forum_id"),)),
        Kind("objectives", "objective", "objective", "agreements", "ObjectiveRecord", "t.title", "t.agreement_id, t.position, t.id"),
        Kind("actions", "action", "action", "actions", "ActionRecord", "t.title", "t.status, t.position, t.id"),
        Kind("events", "event", "event", "events", "EventRecord", "t.title", "t.start, t.id", links=(_customers("event_customer", "event_id"), _attendees("event_attendee", "event_id"))),
        Kind("exceptions", "exception", "event_exception", "events", "EventExceptionRecord", "(SELECT e.title FROM event e WHERE e.id = t.event_id)", "t.original_start, t.id"),
        Kind("meetings", "meeting", "meeting", "events", "MeetingRecord", "(SELECT e.title FROM event e WHERE e.id = t.event_id)", "t.occurrence, t.id",
             links=(Link("attendance", "meeting_attendance", "meeting_id", "person_id", "people", "Attendance", "Who came, by e-mail; add :apologised or :absent.", quality="presence", usual="present"),)),
        Kind("touches", "touch", "touch", "touches", "TouchRecord", "t.channel || ' ' || (SELECT c.name FROM customer c WHERE c.id = t.customer_id)", "t.at, t.id",
             links=(Link("people", "touch_person", "touch_id", "person_id", "people", "With", "With whom, by e-mail."),)),
        Kind("services", "service", "service", "services", "ServiceRecord", "t.name", "t.name_sort, t.id"),
        Kind("subscriptions", "subscription", "subscription", "services", "SubscriptionRecord", "(SELECT s.name FROM service s WHERE s.id = t.service_id)", "t.customer_id, t.id"),
        Kind("measures", "measure", "service_measure", "services", "ServiceMeasureRecord", "t.period", "t.subscription_id, t.period, t.id"),
        Kind("projects", "project", "project", "projects", "ProjectRecord", "t.name", "t.name_sort, t.id", links=(_customers("project_customer", "project_id"),)),
        Kind("milestones", "milestone", "milestone", "projects", "MilestoneRecord", "t.title", "t.project_id, t.forecast, t.id"),
        Kind("changes", "change", "change", "changes", "ChangeRecord", "t.title", "t.window_start, t.id",
             links=(_customers("change_customer", "change_id"), Link("services", "change_service", "change_id", "service_id", "services", "Services", "What it affects, by name."))),
        Kind("demands", "demand", "demand", "demands", "DemandRecord", "t.title", "t.customer_id, t.id"),
        Kind("feedback", "feedback", "feedback", "feedback", "FeedbackRecord", "t.title", "t.received, t.id"),
        Kind("log", "log entry", "log_entry", "log", "LogEntryRecord", "t.title", "t.date, t.id"),
        Kind("successes", "success", "success", "log", "SuccessRecord", "t.title", "t.date, t.id",
             links=(Link("sources", "success_source", "success_id", "log_entry_id", "log", "Came from", "The opportunities and issues it came from, by id."),)),
        Kind("surveys", "survey", "survey", "surveys", "SurveyRecord", "t.name", "t.date, t.id"),
        Kind("responses", "response", "survey_response", "surveys", "SurveyResponseRecord", "CAST(t.score AS TEXT)", "t.survey_id, t.id"),
        Kind("maturity", "maturity", "maturity", "surveys", "MaturityRecord", "CAST(t.level AS TEXT)", "t.customer_id, t.date, t.id"),
        Kind("risks", "risk", "risk", "risks", "RiskRecord", "t.title", "t.customer_id, t.id"),
        Kind("appendices", "appendix", "appendix", "agreements", "AppendixRecord", "t.title", "t.agreement_id, t.position, t.id"),
        Kind("holidays", "holiday", "holiday", "events", "HolidayRecord", "t.name", "t.date, t.id"),
        Kind("freezes", "freeze", "freeze", "events", "FreezeRecord", "t.title", "t.start, t.id"),
        Kind("calendars", "imported calendar", "source_calendar", "events", "SourceCalendarRecord", "t.name", "t.name, t.id"),
        Kind("versions", "version", "agreement_version", "agreements", "AgreementVersionRecord", "'v' || t.number", "t.agreement_id, t.number", writable=False),
        Kind("signatures", "signature", "signature", "agreements", "SignatureRecord", "t.role", "t.version_id, t.role, t.id", writable=False),
    )
}  # fmt: skip

REFERENCES: dict[str, str] = {
    "customer_id": "customers",
    "parent_id": "customers",
    "person_id": "people",
    "by_id": "people",
    "owner_id": "people",
    "manager_id": "people",
    "assignee_id": "people",
    "business_owner_id": "people",
    "it_owner_id": "people",
    "requested_by_id": "people",
    "told_by_id": "people",
    "agreement_id": "agreements",
    "objective_id": "objectives",
    "meeting_id": "meetings",
    "forum_id": "forums",
    "event_id": "events",
    "service_id": "services",
    "subscription_id": "subscriptions",
    "project_id": "projects",
    "action_id": "actions",
    "log_entry_id": "log",
    "survey_id": "surveys",
    "version_id": "versions",
    "source_calendar_id": "calendars",
}
"""The KIND that each reference column names."""


def kind_named(name: str) -> Kind:
    """Return the KIND of that name.

    Raises:
        BrmError: There is no such KIND.
    """
    try:
        return KINDS[name]
    except KeyError:
        raise BrmError(
            "Unknown kind",
            f"kind: {name!r} is not accepted; allowed: {' '.join(KINDS)}.",
            ExitCode.WRONG_USAGE,
        ) from None
