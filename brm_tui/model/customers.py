"""Customers: the business units and others that IT serves."""

from brm_tui.model import fields as f
from brm_tui.model.base import Described, Entity
from brm_tui.rules.vocabulary import CustomerKind, CustomerStatus


class CustomerFields(Described):
    """What a person enters of a customer."""

    name: str = f.text("Name", "What everybody calls this customer.", default=f.REQUIRED)
    code: str = f.text(
        "Code",
        "A short unique code in capitals, such as FIN.",
        maximum=12,
        default=f.REQUIRED,
        unique=True,
        pattern=r"[A-Za-z0-9][A-Za-z0-9._-]*",
        pattern_hint="letters, digits, . _ -, such as FIN or R-D",
    )
    kind: CustomerKind = f.choice(
        CustomerKind, "Kind", "What this customer is to the organisation.", default=CustomerKind.BUSINESS_UNIT
    )
    parent_id: str | None = f.reference(
        "customers", "customer", "Part of", "The customer that this one is a part of.", on_delete="clear"
    )
    tier: int = f.whole("Tier", "1 weighs most, 3 least.", minimum=1, maximum=3, default=2)
    status: CustomerStatus = f.choice(
        CustomerStatus, "Status", "Where the relationship stands.", default=CustomerStatus.ACTIVE, index=True
    )
    outcomes: str = f.long_text("Business outcomes", "What this customer must achieve.")
    strategies: str = f.long_text("Key strategies", "What the agreement aligns to, one on a line.")
    target_days: int | None = f.whole(
        "Target days", "Days between contacts as intended.", minimum=1, maximum=366
    )
    maximum_days: int | None = f.whole(
        "Maximum days", "Days between contacts at the very most.", minimum=1, maximum=366
    )
    most_contacts: int | None = f.whole(
        "Most contacts", "More contacts than this in any 30 days is too much.", minimum=1, maximum=1000
    )
    zone: str = f.zone()
    work_start: str | None = f.time_of_day("Work starts", "When their working day starts, local time.")
    work_end: str | None = f.time_of_day("Work ends", "When their working day ends, local time.")
    tags: list[str] = f.words("Tags", "Words to find it by, separated by commas.")
    notes: str = f.long_text("Notes", "For our eyes only: notes never leave the house.")


class Customer(CustomerFields, Entity, table=True):
    """A customer of the portfolio."""

    __tablename__ = "customer"
    name_sort: str = f.sort_form_of()
