"""What the portfolio lists: its records, how one wants them listed, and the now they are judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from brm_tui.rules.filters import NO_FILTER, ListFilter
from brm_tui.rules.load import Load
from brm_tui.rules.portfolio import EXPIRING_DAYS, AgreementStanding, Need
from brm_tui.rules.relationship_steps import RelationshipSteps
from brm_tui.rules.vocabulary import CustomerStatus
from brm_tui.store.queries.convert import bind_instant, read_instant


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """How the portfolio is listed.

    Attributes:
        filter: Which customers; closed ones only where it names statuses.
        sort: By which column.
        descending: Largest, longest or gravest first.
        grouped: Under their relationship managers.
    """

    filter: ListFilter = NO_FILTER
    sort: str = "name"
    descending: bool = False
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class PortfolioCustomer:
    """A customer as the portfolio lists it.

    Attributes:
        depth: How deep it hangs below what it is a part of.
        health: The figure that was last judged, 0 to 100; None: too little is known.
        health_trend: The figures of the months before, oldest first, and that one.
    """

    id: str
    name: str
    code: str
    tier: int
    status: CustomerStatus
    manager: str | None
    agreement: AgreementFigures
    open_actions: int
    overdue_actions: int
    last_contact: datetime | None
    next_meeting: datetime | None
    needs: tuple[Need, ...]
    depth: int
    health: int | None = None
    health_trend: tuple[int | None, ...] = ()
    steps: RelationshipSteps | None = None


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """How an agreement stands, in figures.

    Attributes:
        standing: In a word.
        in_force: Number of the version in force.
        proposed: Number of the version that waits.
        signed: How many of the four have signed that.
        changes: How far the working copy is from the newest of these.
        expires: The last day of what is in force.
        complete: Share of the working copy's checks that are met, in percent.
        id: The agreement; None where there is none.
    """

    standing: AgreementStanding
    in_force: int | None = None
    proposed: int | None = None
    signed: int = 0
    changes: int | None = None
    expires: date | None = None
    complete: int = 0
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ManagerHeading:
    """A relationship manager above the customers of theirs that are listed.

    Attributes:
        id: Unique among the lines.
        name: Whose they are; None for those without a manager.
        customers: How many are listed below.
        load: How much the manager has to do for all customers; None for nobody.
    """

    id: str
    name: str | None
    customers: int
    load: Load | None = None


PortfolioLine = PortfolioCustomer | ManagerHeading


@dataclass(frozen=True, slots=True)
class PortfolioSummary:
    """The portfolio in figures; closed customers count only as closed."""

    customers: int
    need_you: int
    without_manager: int
    closed: int


class Moment:
    """The now that dates are judged by: today, and where an instant falls in the user's days."""

    def __init__(self, now: datetime, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self.now = now
        self.today = now.astimezone(self.zone).date()

    def day(self, stored: str | None) -> date | None:
        """Return the user's date of a stored instant."""
        return None if stored is None else read_instant(stored).astimezone(self.zone).date()

    def parameters(self) -> dict[str, object]:
        """Return what the queries' dates are bound to."""
        soon = self.today + timedelta(days=EXPIRING_DAYS)
        return {"today": self.today.isoformat(), "soon": soon.isoformat(), "now": bind_instant(self.now)}
