"""What the portfolio lists, in which order, and what it says of each customer; and a customer's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from brm_tui.desk import portfolio
from brm_tui.desk.customer_pages import (
    customer_actions,
    customer_meetings,
    customer_people,
    meeting_details,
    overview,
    preview,
)
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import undo
from brm_tui.desk.portfolio import (
    ManagerHeading,
    PortfolioCustomer,
    PortfolioView,
    change_customers,
    customer_values,
    portfolio_pages,
    portfolio_summary,
)
from brm_tui.errors import FieldError, NotFoundError
from brm_tui.rules.filter_fields import CUSTOMERS
from brm_tui.rules.filters import read_filter
from brm_tui.rules.load import Band
from brm_tui.rules.portfolio import AgreementStanding, Situation, needs
from brm_tui.rules.vocabulary import CustomerStatus, MeetingState, PromiseSide
from tests.portfolio_world import HOSTILE, build, copy_of, customer_id


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture
def desk(world: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_of(world, tmp_path / "desk")
    yield opened
    opened.close()


def listed(desk: Desk, view: PortfolioView) -> list[str]:
    pages = portfolio_pages(desk, view)
    found = []
    for line in pages.fetch(0, pages.count()):
        found.append(line.code if isinstance(line, PortfolioCustomer) else f"{line.name}:{line.customers}")
    return found


def customer(desk: Desk, code: str) -> PortfolioCustomer:
    pages = portfolio_pages(desk, PortfolioView())
    pages.count()
    place = pages.index_of(customer_id(desk, code))
    assert place is not None
    (found,) = pages.fetch(place, 1)
    assert isinstance(found, PortfolioCustomer)
    return found


def test_by_name_parts_hang_below_what_they_are_a_part_of(desk: Desk) -> None:
    pages = portfolio_pages(desk, PortfolioView())
    lines = pages.fetch(0, pages.count())
    assert [(line.code, line.depth) for line in lines if isinstance(line, PortfolioCustomer)] == [
        ("CUM", 0), ("FIN", 0), ("ACC", 1), ("TRE", 1), ("HR", 0), ("LEG", 0), ("RET", 0),
    ]  # fmt: skip
    assert listed(desk, PortfolioView(descending=True)) == ["RET", "LEG", "HR", "FIN", "TRE", "ACC", "CUM"]


def test_a_part_whose_whole_is_filtered_away_stands_by_itself(desk: Desk) -> None:
    pages = portfolio_pages(desk, PortfolioView(read_filter("treas", CUSTOMERS, desk.today)))
    (line,) = pages.fetch(0, pages.count())
    assert isinstance(line, PortfolioCustomer)
    assert (line.code, line.depth) == ("TRE", 0)


def test_closed_customers_are_listed_only_when_asked_for(desk: Desk) -> None:
    assert "OLD" not in listed(desk, PortfolioView())
    assert listed(desk, PortfolioView(read_filter("status:closed", CUSTOMERS, desk.today))) == ["OLD"]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("ana active fin", ["FIN"]),
        ("会計", ["ACC"]),
        ("%", []),
        ("_", []),
        ("waiting", ["FIN"]),
        ("tier:1", ["FIN", "RET"]),
        ("manager:nobody", ["LEG"]),
        ("-manager:nobody tier:1", ["FIN", "RET"]),
        ('agreement:draft,"expires soon"', ["HR", "RET"]),
        ("needs you", ["FIN", "TRE", "HR"]),
        ("status:prospect,active tier:2 cum", ["CUM"]),
        ("part:fin", ["ACC", "TRE"]),
        ("expires before 1990", []),
    ],
)
def test_filters(desk: Desk, wanted: str, codes: list[str]) -> None:
    assert listed(desk, PortfolioView(read_filter(wanted, CUSTOMERS, desk.today))) == codes


@pytest.mark.parametrize(
    ("sort", "descending", "first"),
    [
        ("late", True, "FIN"),
        ("open", True, "FIN"),
        ("agreement", False, "HR"),
        ("meeting", False, "FIN"),
        ("contact", False, "FIN"),
        ("needs", True, "FIN"),
        ("tier", False, "FIN"),
        ("status", False, "CUM"),
        ("manager", False, "LEG"),
        ("code", False, "ACC"),
    ],
)
def test_every_column_sorts(desk: Desk, sort: str, descending: bool, first: str) -> None:
    assert listed(desk, PortfolioView(sort=sort, descending=descending))[0] == first


def test_contact_longest_ago_first_has_those_never_met_before_all(desk: Desk) -> None:
    codes = listed(desk, PortfolioView(sort="contact", descending=True))
    assert codes[-3:] == ["TRE", "HR", "FIN"]


def test_groups_begin_with_those_that_nobody_looks_after(desk: Desk) -> None:
    assert listed(desk, PortfolioView(grouped=True)) == [
        "None:1", "LEG", "Ana Souza:4", "FIN", "ACC", "TRE", "HR", "Bo Lindqvist:2", "CUM", "RET",
    ]  # fmt: skip


def test_a_heading_says_how_much_the_manager_has_to_do(desk: Desk) -> None:
    from brm_tui.desk.records import change

    for (row_id,) in desk.reader.execute("SELECT id FROM representation").fetchall():
        change(desk, "representations", row_id, {"hours": 6.0})
    pages = portfolio_pages(desk, PortfolioView(grouped=True))
    lines = pages.fetch(0, pages.count())
    (ana,) = [line for line in lines if isinstance(line, ManagerHeading) and line.name == "Ana Souza"]
    assert ana.load is not None
    # 6 hours each of tier 1, 2, 3 and 2
    assert (ana.load.hours, ana.load.capacity.hours, ana.load.percent) == (24.0, 20.0, 120)
    assert ana.load.band is Band.STRETCHED
    assert pages.index_of(ana.id) == 2


def test_how_agreements_stand(desk: Desk) -> None:
    standings = {code: customer(desk, code).agreement for code in ("FIN", "TRE", "HR", "RET", "LEG")}
    assert standings["FIN"].standing is AgreementStanding.WAITING
    assert (standings["FIN"].proposed, standings["FIN"].signed) == (1, 3)
    assert standings["TRE"].standing is AgreementStanding.CHANGED
    assert (standings["TRE"].in_force, standings["TRE"].changes) == (1, 1)
    assert standings["HR"].standing is AgreementStanding.EXPIRING
    assert standings["HR"].expires == date(2026, 12, 3)
    assert standings["RET"].standing is AgreementStanding.DRAFT
    assert standings["LEG"].standing is AgreementStanding.NONE
    assert standings["LEG"].id is None


def test_an_agreement_after_its_last_day_is_expired_on_the_day_it_is_read(
    world: Path, tmp_path: Path
) -> None:
    from brm_tui.clock import pinned_clock

    desk = copy_of(world, tmp_path / "later")
    desk.clock = pinned_clock("2026-12-04", "Europe/Berlin")
    assert customer(desk, "HR").agreement.standing is AgreementStanding.EXPIRED
    assert customer(desk, "HR").needs[0].grave
    # Due dates are judged by the day it is read, not by the day of the last write.
    assert customer(desk, "FIN").overdue_actions == 2
    desk.close()


def test_figures_of_a_customer(desk: Desk) -> None:
    found = customer(desk, "FIN")
    assert (found.open_actions, found.overdue_actions, found.manager) == (3, 2, "Ana Souza")
    assert str(found.last_contact) == "2026-11-23 10:00:00+01:00"
    assert str(found.next_meeting) == "2026-11-24 10:00:00+01:00"
    assert [need.reason for need in found.needs] == ["2 actions overdue"]
    assert [need.reason for need in customer(desk, "TRE").needs] == ["no contact for 12 days, at most 10"]


def test_summary_counts_closed_customers_apart(desk: Desk) -> None:
    summary = portfolio_summary(desk)
    assert (summary.customers, summary.need_you, summary.without_manager, summary.closed) == (7, 3, 1, 1)


def test_needs_of_nobody_known_are_none() -> None:
    nothing = Situation(CustomerStatus.ACTIVE, 0, AgreementStanding.NONE, None, None, 10)
    assert needs(nothing, date(2026, 11, 24)) == ()
    closed = Situation(CustomerStatus.CLOSED, 3, AgreementStanding.EXPIRED, None, None, None)
    assert needs(closed, date(2026, 11, 24)) == ()


def test_a_new_manager_begins_today_and_the_old_one_keeps_a_last_day(desk: Desk) -> None:
    from brm_tui.desk.records import change

    finance = customer_id(desk, "FIN")
    (serving,) = desk.reader.execute(
        "SELECT id FROM representation WHERE customer_id = ?", (finance,)
    ).fetchone()
    change(desk, "representations", serving, {"active_from": date(2026, 1, 1)})
    label = change_customers(desk, [finance], {"manager": "bo@it.example", "tier": 2})
    assert label == "Change customer ‘Finance’: manager, tier"
    assert customer(desk, "FIN").manager == "Bo Lindqvist"
    ended = desk.reader.execute("SELECT active_until FROM representation WHERE id = ?", (serving,)).fetchone()
    assert ended[0] == (desk.today - timedelta(days=1)).isoformat()
    values, _revision = customer_values(desk, finance)
    assert values["manager"] == "bo@it.example"
    undo(desk)
    assert (customer(desk, "FIN").manager, customer(desk, "FIN").tier) == ("Ana Souza", 1)


def test_several_customers_change_in_one_step_or_not_at_all(desk: Desk) -> None:
    ids = [customer_id(desk, code) for code in ("FIN", "HR")]
    with pytest.raises(FieldError):
        change_customers(desk, ids, {"tier": 9})
    assert change_customers(desk, ids, {"status": "dormant"}) == "Change 2 customers: status"
    assert {customer(desk, code).status.value for code in ("FIN", "HR")} == {"dormant"}
    undo(desk)
    assert {customer(desk, code).status.value for code in ("FIN", "HR")} == {"active"}


def test_only_it_can_look_after_a_customer(desk: Desk) -> None:
    with pytest.raises(FieldError) as refused:
        change_customers(desk, [customer_id(desk, "HR")], {"manager": "dana@fin.example"})
    assert refused.value.field == portfolio.MANAGER.name


def test_overview_of_a_customer(desk: Desk) -> None:
    page = overview(desk, customer_id(desk, "FIN"))
    assert (page.head.parts, page.head.people) == (2, 4)
    assert [promise.title for promise in page.promises] == [
        "Draft SLA v2", "Name key users", "Move the batch window",
    ]  # fmt: skip
    assert page.promises[0].promised_by is PromiseSide.IT
    assert [concern.kind for concern in page.concerns] == ["complaint", "risk"]
    assert page.coming[0].title == "Sponsor catch-up"
    with pytest.raises(NotFoundError):
        overview(desk, "nobody")


def test_preview_of_a_customer_that_is_gone_is_none(desk: Desk) -> None:
    assert preview(desk, "nobody") is None
    found = preview(desk, customer_id(desk, "RET"))
    assert found is not None
    assert found.customer.name.startswith(HOSTILE[:20])


def test_people_of_a_customer_leavers_last(desk: Desk) -> None:
    people = customer_people(desk, customer_id(desk, "FIN"))
    assert [(person.name, person.left is None) for person in people] == [
        ("Dana Weiss", True), ("Jean-Luc Brücke", True), ("Ana Souza", True), ("Olga Ivanova", False),
    ]  # fmt: skip
    assert people[0].primary
    assert people[2].kind == "representations"


def test_actions_of_a_customer_open_ones_by_date_then_done(desk: Desk) -> None:
    pages = customer_actions(desk, customer_id(desk, "FIN"))
    titles = [action.title for action in pages.fetch(0, pages.count())]
    assert titles == ["Draft SLA v2", "Name key users", "Move the batch window", "Send the user list"]


def test_meetings_of_a_customer_called_off_ones_too(desk: Desk) -> None:
    coming, past = customer_meetings(desk, customer_id(desk, "FIN"))
    assert [(meeting.title, meeting.called_off) for meeting in coming[:2]] == [
        ("Sponsor catch-up", False), ("Monthly service review", True),
    ]  # fmt: skip
    assert [meeting.state for meeting in past] == [None, MeetingState.HELD, None, None]
    held = past[1]
    assert held.minutes
    details = meeting_details(desk, held)
    assert details.minutes == "All levels met."
    assert details.required == ("Ana Souza", "Dana Weiss")
    assert details.agenda == "Service levels"
