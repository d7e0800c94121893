"""People of all sides, what they are to customers, and who of IT represents IT to whom."""

from datetime import date

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import (
    Channel,
    ContactRoleName,
    Engagement,
    Grade,
    RepresentationRole,
    Side,
)


class PersonFields(Described):
    """What a person enters of a person."""

    name: str = f.text("Name", "The full name, as its owner writes it.", default=f.REQUIRED)
    side: Side = f.choice(Side, "Side", "Whose person this is.", default=Side.BUSINESS, index=True)
    title: str = f.text("Title", "The job title.")
    organisation: str = f.text("Organisation", "The department or company.")
    email: str | None = f.text(
        "E-mail",
        "The address people are named by; unique.",
        maximum=254,
        default=None,
        pattern=r"[^@\s,:;<>]+@[^@\s,:;<>]+",
        pattern_hint="an e-mail address such as ana@example.com",
    )
    phone: str = f.text("Phone", "With the country code.", maximum=60)
    preferred_channel: Channel | None = f.choice(Channel, "Preferred channel", "How they like to be reached.")
    active_from: date | None = f.day("From", "The first day in the job.")
    active_until: date | None = f.day("Until", "The last day in the job; leavers are kept.")
    zone: str = f.zone()
    work_start: str | None = f.time_of_day("Work starts", "When their working day starts, local time.")
    work_end: str | None = f.time_of_day("Work ends", "When their working day ends, local time.")
    capacity_hours: float | None = f.decimal(
        "Capacity", "Hours a week for customers.", minimum=0, maximum=100
    )
    comfortable_customers: int | None = f.whole(
        "Comfortable number", "How many customers this person serves comfortably.", maximum=1000
    )
    training: str = f.text("Training", "Training in communication.")
    training_refreshed: date | None = f.day("Training refreshed", "When that training was last refreshed.")
    tags: list[str] = f.words("Tags", "Words to find them by, separated by commas.")
    notes: str = f.long_text("Notes", "For our eyes only: notes never leave the house.")


class Person(PersonFields, Entity, table=True):
    """A person of the business, of IT or of a supplier."""

    __tablename__ = "person"
    name_sort: str = f.sort_form_of()
    email_sort: str | None = f.text("", "", default=None, maximum=254, unique=True)


class ContactRoleFields(Described):
    """What a person enters of a contact role."""

    person_id: str = f.reference("people", "person", "Person", "Who it is.", default=f.REQUIRED)
    customer_id: str = f.reference(
        "customers",
        "customer",
        "Customer",
        "Whose contact.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    role: ContactRoleName = f.choice(
        ContactRoleName,
        "Role",
        "What the person is to the customer.",
        default=ContactRoleName.POINT_OF_CONTACT,
    )
    primary: bool = f.flag("Primary", "Whether this is the first person to ask.")
    influence: Grade | None = f.choice(Grade, "Influence", "How much weight the person's word has.")
    interest: Grade | None = f.choice(Grade, "Interest", "How much the person cares about IT.")
    engagement_now: Engagement | None = f.choice(Engagement, "Engagement now", "How the person stands to us.")
    engagement_wanted: Engagement | None = f.choice(
        Engagement, "Engagement wanted", "How we wish the person stood to us."
    )
    active_from: date | None = f.day("From", "The first day in this role.")
    active_until: date | None = f.day("Until", "The last day in this role.")


class ContactRole(ContactRoleFields, Entity, table=True):
    """A person's role at a customer."""

    __tablename__ = "contact_role"


class RepresentationFields(Described):
    """What a person enters of a representation."""

    person_id: str = f.reference("people", "person", "Person", "Who of IT.", default=f.REQUIRED)
    customer_id: str = f.reference(
        "customers",
        "customer",
        "Customer",
        "Who is served.",
        default=f.REQUIRED,
        on_delete="delete",
        root=True,
    )
    role: RepresentationRole = f.choice(
        RepresentationRole,
        "Role",
        "How the person represents IT.",
        default=RepresentationRole.RELATIONSHIP_MANAGER,
    )
    hours: float | None = f.decimal("Hours", "Hours a week.", minimum=0, maximum=100)
    affinity_organisation: int | None = f.whole(
        "Affinity: organisation", "1 stranger to 5 at home.", minimum=1, maximum=5
    )
    affinity_process: int | None = f.whole(
        "Affinity: process", "1 stranger to 5 at home.", minimum=1, maximum=5
    )
    affinity_services: int | None = f.whole(
        "Affinity: services", "1 stranger to 5 at home.", minimum=1, maximum=5
    )
    affinity_customer: int | None = f.whole(
        "Affinity: customer", "1 stranger to 5 at home.", minimum=1, maximum=5
    )
    active_from: date | None = f.day("From", "The first day of serving.")
    active_until: date | None = f.day("Until", "The last day of serving.")


class Representation(RepresentationFields, Entity, table=True):
    """A person of IT who represents IT to a customer."""

    __tablename__ = "representation"
