"""Who serves whom: the lists, candidates, what-ifs, handing over, ending, and all of it taken back."""

from __future__ import annotations

from datetime import date

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.portfolio import PortfolioView, portfolio_pages
from brm_tui.desk.representation import (
    PEOPLE,
    UNSERVED,
    ServedCustomer,
    ServingPage,
    ServingPerson,
    UnservedCustomer,
    candidates,
    serving_ahead,
    serving_page,
    what_if,
)
from brm_tui.desk.representation_writes import assign, end, hand_over
from brm_tui.errors import BrmError
from brm_tui.rules.load import Band, Move
from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries.portfolio_records import ManagerHeading
from tests.store.history_tools import assert_derived, tables

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)


def the(desk: Desk, table: str, name: str) -> str:
    """Return the id of a row by its name."""
    found: str = desk.reader.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()[0]
    return found


def page_of(desk: Desk, name: str) -> ServingPage:
    """Return a person's page."""
    page = serving_page(desk, the(desk, "person", name))
    assert page is not None
    return page


def serves(desk: Desk, name: str, code: str) -> ServedCustomer:
    """Return how somebody serves a customer, the first of it."""
    return next(one for one in page_of(desk, name).served if one.code == code)


def test_unserved_customers_come_first_and_then_who_has_the_most_to_do(demo: Desk) -> None:
    pages, summary = serving_ahead(demo, "load", descending=True)
    lines = pages.fetch(0, pages.count())
    assert lines[0].id == UNSERVED
    (unserved,) = [line for line in lines if isinstance(line, UnservedCustomer)]
    assert (unserved.name, unserved.last, unserved.until) == (
        "Retail North America",
        "Owen Fletcher",
        date(2026, 10, 31),
    )
    assert unserved.others == 2
    assert lines[2].id == PEOPLE
    people = [line for line in lines if isinstance(line, ServingPerson)]
    assert people[0].name == "Ana Souza"
    known = [person.load.share for person in people if person.load.share is not None]
    assert known == sorted(known, reverse=True)
    assert (summary.unserved, summary.people, summary.customers) == (1, len(people), True)
    assert summary.bands[Band.STRETCHED] == 1
    assert sum(summary.bands.values()) == len(people)
    by_name, _summary = serving_ahead(demo, "name", descending=False)
    assert by_name.index_of(people[0].id) is None
    by_name.count()
    assert by_name.index_of(people[0].id) == 3
    assert by_name.present([people[0].id, "nobody"]) == {people[0].id}


def test_an_empty_desk_has_nobody_to_list(desk: Desk) -> None:
    pages, summary = serving_ahead(desk, "load", descending=True)
    assert (pages.count(), summary.people, summary.unserved, summary.customers) == (0, 0, 0, False)


def test_the_portfolios_headings_say_the_same_load(demo: Desk) -> None:
    pages = portfolio_pages(demo, PortfolioView(grouped=True))
    headings = [line for line in pages.fetch(0, pages.count()) if isinstance(line, ManagerHeading)]
    for heading in headings:
        if heading.name is not None:
            assert heading.load == page_of(demo, heading.name).person.load
    (ana,) = [heading.load for heading in headings if heading.name == "Ana Souza"]
    assert ana is not None
    assert (ana.customers, ana.hours, ana.capacity.hours, ana.band) == (5, 22, 20, Band.STRETCHED)


def test_a_closed_customer_takes_no_time(demo: Desk) -> None:
    before = page_of(demo, "Ana Souza").person.load
    records.change(demo, "customers", "LEG", {"status": "closed"})
    after = page_of(demo, "Ana Souza").person.load
    assert (before.hours, after.hours, after.customers) == (22, 20, 4)


def test_a_page_lists_whom_somebody_served_before(demo: Desk) -> None:
    page = page_of(demo, "Owen Fletcher")
    assert page.left is not None
    (served,) = page.served
    assert served.ended(TODAY)
    assert (served.code, served.role, served.hours) == ("RNA", RepresentationRole.RELATIONSHIP_MANAGER, 8)
    assert serving_page(demo, "nobody") is None


def test_candidates_know_the_customer_and_have_room(demo: Desk) -> None:
    found = candidates(demo, the(demo, "customer", "Retail North America"))
    assert found is not None
    assert (found.tier, found.hours) == (2, 8)
    names = [one.name for one in found.people]
    # Łukasz stands by there already and serves its parent; Owen left; nobody else was rated at either.
    assert names[0] == "Łukasz Żółć"
    assert "Owen Fletcher" not in names
    best = found.people[0]
    assert best.serves is RepresentationRole.BACKUP
    assert [one.value for one in best.fit.affinities] == [2, 3, 4, 2]
    assert best.fit.after.hours == (best.fit.now.hours or 0) + 8
    samuel = next(one for one in found.people if one.name == "Samuel Asante")
    assert samuel.fit.affinities[0].reason == "rated at Retail"
    assert samuel.fit.affinities[3].value is None
    keys = [one.fit.order for one in found.people]
    assert keys == sorted(keys)
    assert candidates(demo, "nobody") is None


def test_whoever_serves_in_that_role_is_no_candidate_for_it(demo: Desk) -> None:
    found = candidates(demo, the(demo, "customer", "Finance"))
    assert found is not None
    assert "Ana Souza" not in [one.name for one in found.people]
    assert found.hours == 7


def test_assigning_takes_the_hours_and_ratings_over_and_is_taken_back(demo: Desk) -> None:
    before = tables(demo)
    customer, person = the(demo, "customer", "Retail North America"), the(demo, "person", "Łukasz Żółć")
    label = assign(demo, customer, person)
    assert label == "Let ‘Łukasz Żółć’ serve ‘Retail North America’ as relationship manager"
    made = next(
        one
        for one in page_of(demo, "Łukasz Żółć").served
        if one.code == "RNA" and one.role is RepresentationRole.RELATIONSHIP_MANAGER
    )
    assert (made.hours, made.organisation, made.customer_affinity, made.active_from) == (8, 2, 2, TODAY)
    with pytest.raises(BrmError, match="already"):
        assign(demo, customer, person)
    assert serving_ahead(demo, "load", descending=True)[1].unserved == 0
    assert_derived(demo)
    demo.undo()
    assert tables(demo) == before
    demo.redo()
    assert serving_ahead(demo, "load", descending=True)[1].unserved == 0


def test_only_people_of_it_who_are_here_are_assigned(demo: Desk) -> None:
    customer = the(demo, "customer", "Retail North America")
    before = tables(demo)
    with pytest.raises(BrmError, match="a person of IT"):
        assign(demo, customer, the(demo, "person", "Stefan Krüger"))
    with pytest.raises(BrmError, match="left"):
        assign(demo, customer, the(demo, "person", "Owen Fletcher"))
    with pytest.raises(BrmError):
        assign(demo, customer, "nobody")
    assert tables(demo) == before


def test_a_what_if_shows_both_loads_and_does_nothing(demo: Desk) -> None:
    before = tables(demo)
    lukasz = the(demo, "person", "Łukasz Żółć")
    ana = page_of(demo, "Ana Souza").person
    found = what_if(demo, [Move(serves(demo, "Ana Souza", "HR").id, lukasz), Move("gone", lukasz)])
    assert [one.customer for one in found.moved] == ["Human Resources"]
    assert list(found.people) == [ana.id, lukasz]
    assert (found.before[ana.id].percent, found.before[ana.id].band) == (120, Band.STRETCHED)
    assert (found.after[ana.id].hours, found.after[ana.id].band) == (17, Band.COMFORTABLE)
    assert found.after[lukasz].hours == (found.before[lukasz].hours or 0) + 5
    assert tables(demo) == before


def test_handing_over_ends_the_old_and_begins_the_new_in_one_step(demo: Desk) -> None:
    before = tables(demo)
    lukasz, priya = the(demo, "person", "Łukasz Żółć"), the(demo, "person", "Priya Raghunathan")
    human, legal = serves(demo, "Ana Souza", "HR"), serves(demo, "Ana Souza", "LEG")
    planned = what_if(demo, [Move(human.id, lukasz), Move(legal.id, priya)])
    label = hand_over(demo, [Move(human.id, lukasz), Move(legal.id, priya)], TODAY)
    assert label == "Hand 2 customers over to 2 people"
    old, new = serves(demo, "Ana Souza", "HR"), serves(demo, "Łukasz Żółć", "HR")
    assert (old.id, old.active_until) == (human.id, date(2026, 11, 23))
    assert old.ended(TODAY)
    assert (new.active_from, new.active_until, new.hours, new.role) == (TODAY, None, 5, human.role)
    for name, person_id in (("Ana Souza", the(demo, "person", "Ana Souza")), ("Łukasz Żółć", lukasz)):
        load, foreseen = page_of(demo, name).person.load, planned.after[person_id]
        assert load._replace(served=()) == foreseen._replace(served=())
        assert load.terms == foreseen.terms
    assert_derived(demo)
    demo.undo()
    assert tables(demo) == before
    demo.redo()
    assert serves(demo, "Łukasz Żółć", "HR").active_from == TODAY


def test_handing_over_from_a_day_to_come(demo: Desk) -> None:
    lukasz = the(demo, "person", "Łukasz Żółć")
    human = serves(demo, "Ana Souza", "HR")
    hand_over(demo, [Move(human.id, lukasz)], date(2026, 12, 1))
    assert serves(demo, "Łukasz Żółć", "HR").coming(TODAY)
    assert page_of(demo, "Ana Souza").person.load.hours == 22, "until then nothing changes"
    demo.clock = pinned_clock("2026-12-01", "Europe/Berlin")
    assert page_of(demo, "Ana Souza").person.load.hours == 17


def test_what_cannot_be_handed_over_is_told_and_changes_nothing(demo: Desk) -> None:
    lukasz, ana = the(demo, "person", "Łukasz Żółć"), the(demo, "person", "Ana Souza")
    human, finance = serves(demo, "Ana Souza", "HR"), serves(demo, "Ana Souza", "FIN")
    gone = serves(demo, "Owen Fletcher", "RNA")
    before = tables(demo)
    for moves, words in (
        ([], "nobody else|Nothing to hand over|anybody else"),
        ([Move(human.id, lukasz), Move(finance.id, ana)], "with that person already"),
        ([Move(gone.id, lukasz)], "served until"),
        ([Move("gone", lukasz)], "no representation"),
    ):
        with pytest.raises(BrmError, match=words):
            hand_over(demo, moves, TODAY)
        assert tables(demo) == before
    hand_over(demo, [Move(human.id, lukasz)], TODAY)
    with pytest.raises(BrmError, match="already"):
        assign(demo, the(demo, "customer", "Human Resources"), lukasz)


def test_ending_keeps_the_history_and_takes_away_what_began_today(demo: Desk) -> None:
    before = tables(demo)
    human = serves(demo, "Ana Souza", "HR")
    assert end(demo, [human.id]) == "End that ‘Ana Souza’ serves ‘Human Resources’"
    assert serves(demo, "Ana Souza", "HR").active_until == date(2026, 11, 23)
    with pytest.raises(BrmError, match="until 2026-11-23"):
        end(demo, [human.id])
    demo.undo()
    assert tables(demo) == before
    customer, person = the(demo, "customer", "Retail North America"), the(demo, "person", "Łukasz Żółć")
    assign(demo, customer, person)
    made = next(
        one for one in page_of(demo, "Łukasz Żółć").served if one.code == "RNA" and one.active_from == TODAY
    )
    end(demo, [made.id])
    assert made.id not in [one.id for one in page_of(demo, "Łukasz Żółć").served]
