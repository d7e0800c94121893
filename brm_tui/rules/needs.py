"""What needs the relationship manager today, how pressing it is, and why: the judgement behind Today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from brm_tui.rules.dates import relative_date, show_date

ENDING_DAYS = 30
"""An agreement that ends within so many days is told."""

TELLING_DAYS = 14
"""A change of high risk within so many days must be told to its customers."""

PRESSING = 60
"""From this weight on a need is one of the first."""

_PRIORITY = {"urgent": 30, "high": 15, "normal": 0, "low": -10}


class NeedKind(StrEnum):
    """Why something needs her; the word is also what a snooze remembers."""

    ACTION_OVERDUE = "action overdue"
    ACTION_DUE = "action due"
    SIGNATURE = "signature"
    AGREEMENT_END = "agreement end"
    AGREEMENT_ENDED = "agreement ended"
    CHANGE = "change"
    CONTACT = "contact"
    CROWD = "crowd"
    COMPLAINT = "complaint"
    APPENDIX = "appendix"
    UNRECORDED = "unrecorded"
    MISSED = "missed"
    CLASH = "clash"
    UNSERVED = "unserved"
    STEP = "step"
    TRAINING = "training"


SNOOZED_AS = {
    NeedKind.ACTION_OVERDUE: "action",
    NeedKind.ACTION_DUE: "action",
    NeedKind.SIGNATURE: "signatures",
    NeedKind.AGREEMENT_END: "agreement end",
    NeedKind.AGREEMENT_ENDED: "agreement end",
    NeedKind.CHANGE: "change",
    NeedKind.CONTACT: "contact",
    NeedKind.CROWD: "crowd",
    NeedKind.COMPLAINT: "complaint",
    NeedKind.APPENDIX: "appendix",
    NeedKind.UNRECORDED: "unrecorded",
    NeedKind.MISSED: "unrecorded",
    NeedKind.CLASH: "clash",
    NeedKind.UNSERVED: "unserved",
    NeedKind.STEP: "step",
    NeedKind.TRAINING: "training",
}
"""What a snooze of each kind of need names: a snoozed action stays away when it becomes overdue, too."""


class Need(NamedTuple):
    """Something that needs her.

    Attributes:
        kind: Why.
        record_id: The action, agreement, change, event or customer.
        snooze_id: What a snooze of it names.
        customer: The customer's name; empty for our own house.
        customer_id: The customer, where it is one.
        weight: How much it presses.
        what: What it is.
        short: The same in fewer words.
        why: What makes it matter.
        brief: The same in fewer words.
        occurrence: Which occurrence of the event: the naive local start that the series gives it; empty where it is
            of none.
        opens: The KIND of the record, where that does not follow from the kind of need.
    """

    kind: NeedKind
    record_id: str
    snooze_id: str
    customer: str
    customer_id: str | None
    weight: float
    what: str
    short: str
    why: str
    brief: str
    occurrence: str = ""
    opens: str = ""

    @property
    def id(self) -> str:
        """The need, told apart from every other one."""
        return f"{self.kind.value}/{self.snooze_id}"

    @property
    def pressing(self) -> bool:
        """Whether it is one of the first."""
        return self.weight >= PRESSING


class OpenAction(NamedTuple):
    """An action that is due or overdue.

    Attributes:
        id: Which.
        title: What is to be done.
        customer: The customer's name, empty without one.
        customer_id: The customer.
        assignee: Who does it.
        promised_by: Which side promised it.
        due: Its last day.
        priority: How much it matters.
        blocked: Whether it cannot go on.
        carried_over: How often its due date was put off.
    """

    id: str
    title: str
    customer: str
    customer_id: str | None
    assignee: str
    promised_by: str
    due: date
    priority: str
    blocked: bool
    carried_over: int


def action_need(action: OpenAction, today: date) -> Need:
    """Return the need of an action that is due today or overdue."""
    late = (today - action.due).days
    by = action.promised_by or action.assignee
    carried = f"carried over {_times(action.carried_over)}" if action.carried_over else ""
    blocked = "blocked" if action.blocked else ""
    priority = action.priority if action.priority in ("urgent", "high") else ""
    promised = f"promised by {by}" if action.promised_by else by
    weight = _PRIORITY[action.priority] + 5.0 * min(action.carried_over, 3)
    if late > 0:
        weight = max(PRESSING, PRESSING + weight + min(late, 30))
        kind, what = NeedKind.ACTION_OVERDUE, f"{_days(late)} late: {action.title}"
    else:
        weight += 40
        kind, what = NeedKind.ACTION_DUE, f"due today: {action.title}"
    return Need(
        kind,
        action.id,
        action.id,
        action.customer,
        action.customer_id,
        weight,
        what,
        what,
        _joined(priority, blocked, promised, carried),
        _joined(blocked, by, f"carried {action.carried_over}×" if action.carried_over else ""),
    )


class WaitingVersion(NamedTuple):
    """A proposed version of an agreement and the signatures it lacks.

    Attributes:
        id: Which version.
        agreement_id: Of which agreement.
        number: Its number.
        customer: The customer's name.
        customer_id: The customer.
        proposed: When it was sent.
        pending: The roles that have not signed.
        asked: How many signatures it needs.
    """

    id: str
    agreement_id: str
    number: int
    customer: str
    customer_id: str
    proposed: date
    pending: tuple[str, ...]
    asked: int


def signature_need(version: WaitingVersion, today: date) -> Need:
    """Return the need of a version that waits for signatures."""
    waited = (today - version.proposed).days
    count = f"{len(version.pending)} of {version.asked}"
    roles = ", ".join(version.pending)
    return Need(
        NeedKind.SIGNATURE,
        version.agreement_id,
        version.id,
        version.customer,
        version.customer_id,
        45.0 + min(waited, 30),
        f"agreement v{version.number} waits for {count} signatures",
        f"v{version.number} waits for {count} signatures",
        f"{roles[:1].upper()}{roles[1:]}, sent {relative_date(version.proposed, today)}",
        f"sent {relative_date(version.proposed, today)}",
    )


class EndingVersion(NamedTuple):
    """A version in force that ends soon or has ended.

    Attributes:
        agreement_id: Of which agreement.
        number: Its number.
        customer: The customer's name.
        customer_id: The customer.
        expires: Its last day.
        next_number: The version that is proposed to follow it.
    """

    agreement_id: str
    number: int
    customer: str
    customer_id: str
    expires: date
    next_number: int | None


def ending_need(version: EndingVersion, today: date) -> Need:
    """Return the need of an agreement that ends within `ENDING_DAYS`, or has ended."""
    left = (version.expires - today).days
    when = relative_date(version.expires, today)
    verb = "ended" if left < 0 else "ends"
    following = f"v{version.next_number} is proposed" if version.next_number else "none to follow"
    return Need(
        NeedKind.AGREEMENT_ENDED if left < 0 else NeedKind.AGREEMENT_END,
        version.agreement_id,
        version.agreement_id,
        version.customer,
        version.customer_id,
        85.0 if left < 0 else 70.0 - left,
        f"agreement v{version.number} {verb} {when}",
        f"agreement {verb} {when}",
        f"{show_date(version.expires, today)}, {following}",
        following,
    )


class UntoldChange(NamedTuple):
    """A change of high risk that its customers do not know of.

    Attributes:
        id: Which.
        name: Its code, or its title where it has none.
        customer: The first customer's name.
        customer_id: That customer.
        customers: How many customers it concerns.
        services: How many services it concerns.
        risk: How high.
        day: When it begins, in its own zone.
        time: The same, the time of day.
    """

    id: str
    name: str
    customer: str
    customer_id: str | None
    customers: int
    services: int
    risk: str
    day: date
    time: str


def change_need(change: UntoldChange, today: date) -> Need:
    """Return the need of a change that must be told to its customers."""
    days = (change.day - today).days
    more = f" +{change.customers - 1}" if change.customers > 1 else ""
    services = f", {change.services} service{'s' if change.services > 1 else ''}" if change.services else ""
    when = f"{show_date(change.day, today)} {change.time}"
    return Need(
        NeedKind.CHANGE,
        change.id,
        change.id,
        change.customer + more,
        change.customer_id,
        (78.0 if change.risk == "very high" else 68.0) - 2 * days,
        f"change {change.name} {when} not yet told",
        f"{change.name} {when} not told",
        f"{change.risk} risk{services}",
        f"{change.risk} risk",
    )


class SilentCustomer(NamedTuple):
    """A customer that nobody spoke to for longer than agreed.

    Attributes:
        id: Which.
        name: Its name.
        tier: How much it matters, 1 most.
        last_contact: The last contact; None where none is known.
        known_since: The day it was entered.
        maximum_days: The most days between two contacts.
        next_meeting: The day of the next meeting, where there is one.
    """

    id: str
    name: str
    tier: int
    last_contact: date | None
    known_since: date
    maximum_days: int
    next_meeting: date | None


def beyond(days: int, limit: int | None) -> int:
    """Return by how many days a limit is exceeded; 0 where it is not, or there is none."""
    return 0 if limit is None else max(0, days - limit)


def contact_need(customer: SilentCustomer, today: date) -> Need | None:
    """Return the need of a customer without contact for longer than its maximum; None where it is in time."""
    days = (today - (customer.last_contact or customer.known_since)).days
    over = beyond(days, customer.maximum_days)
    if not over:
        return None
    said = f"no contact for {_days(days)}" if customer.last_contact else "no contact yet"
    meeting = f", next meeting {relative_date(customer.next_meeting, today)}" if customer.next_meeting else ""
    return Need(
        NeedKind.CONTACT,
        customer.id,
        customer.id,
        customer.name,
        customer.id,
        35.0 + min(over, 20) + 4 * max(0, 2 - customer.tier),
        said,
        said,
        f"at most {customer.maximum_days}{meeting}",
        f"at most {customer.maximum_days}",
    )


def ranked(needs: Sequence[Need]) -> list[Need]:
    """Return needs with the most pressing first."""
    return sorted(needs, key=lambda need: (-need.weight, need.customer.casefold(), need.id))


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
