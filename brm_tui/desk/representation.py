"""Who of IT serves which customer: the lists, one person's customers and history, candidates, and what-ifs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.rules.load import Capacity, Load, Move, Served, after_moves, load_of
from brm_tui.rules.vocabulary import RepresentationRole
from brm_tui.store.queries import candidates as candidate_queries
from brm_tui.store.queries import portfolio_managers
from brm_tui.store.queries import representation as queries
from brm_tui.store.queries import what_if as what_if_queries
from brm_tui.store.queries.candidates import Candidate, Candidates
from brm_tui.store.queries.representation import (
    PEOPLE,
    SORTS,
    UNSERVED,
    ServedCustomer,
    ServingHeading,
    ServingLine,
    ServingPage,
    ServingPages,
    ServingPerson,
    ServingSummary,
    UnservedCustomer,
)
from brm_tui.store.queries.serving import serving
from brm_tui.store.queries.what_if import MovedCustomer, Taker

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = [
    "PEOPLE",
    "SORTS",
    "UNSERVED",
    "Candidate",
    "Candidates",
    "MovedCustomer",
    "ServedCustomer",
    "ServingHeading",
    "ServingLine",
    "ServingPage",
    "ServingPages",
    "ServingPerson",
    "ServingSummary",
    "Taker",
    "UnservedCustomer",
    "WhatIf",
    "candidates",
    "manager_row",
    "moved_customers",
    "serving_ahead",
    "serving_page",
    "what_if",
    "who_serves",
]


def serving_ahead(desk: Desk, sort: str, *, descending: bool) -> tuple[ServingPages, ServingSummary]:
    """Return the pages of representation with their order read already, and it in figures.

    Args:
        desk: Where.
        sort: What people are sorted by, one of `SORTS`.
        descending: The most first.
    """
    pages = ServingPages(desk.read, desk.today, sort, descending=descending)
    return pages, pages.read_ahead()


def serving_page(desk: Desk, person_id: str) -> ServingPage | None:
    """Return a person of IT with all whom the person serves or served, None where there is none of that id."""
    found: ServingPage | None = desk.read(queries.serving_page, person_id, desk.today)
    return found


def candidates(
    desk: Desk, customer_id: str, role: RepresentationRole = RepresentationRole.RELATIONSHIP_MANAGER
) -> Candidates | None:
    """Return who of IT could serve a customer in a role, the best first; None where the customer is gone."""
    found: Candidates | None = desk.read(candidate_queries.candidates, customer_id, role, desk.today)
    return found


def manager_row(desk: Desk, customer_id: str) -> str | None:
    """Return the representation of a customer's relationship manager, the one that gives most; None: there is none."""
    found: str | None = desk.read(portfolio_managers.manager_row, customer_id, desk.today)
    return found


def moved_customers(desk: Desk, representations: Sequence[str]) -> list[MovedCustomer]:
    """Return representations as they may go to somebody else; those that are gone are left out."""
    found: list[MovedCustomer] = desk.read(what_if_queries.moved_customers, representations)
    return found


def who_serves(desk: Desk) -> list[MovedCustomer]:
    """Return all that holds today or will hold, by customer: what may be handed over."""
    found: list[MovedCustomer] = desk.read(what_if_queries.who_serves, desk.today)
    return found


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What moving customers would do to the loads of those concerned.

    Attributes:
        moved: Each representation that goes to somebody else, with whom it leaves.
        people: Those concerned, by id, by name.
        before: Their loads as they are.
        after: Their loads as they would be.
    """

    moved: tuple[MovedCustomer, ...]
    people: Mapping[str, Taker]
    before: Mapping[str, Load]
    after: Mapping[str, Load]


def what_if(desk: Desk, moves: Sequence[Move]) -> WhatIf:
    """Return what moves would do, without doing anything; representations that are gone are left out."""
    moved = moved_customers(desk, [one.representation_id for one in moves])
    known = {one.id for one in moved}
    moves = [one for one in moves if one.representation_id in known]
    concerned = {one.person_id for one in moved} | {one.person_id for one in moves}
    people: dict[str, Taker] = desk.read(what_if_queries.takers, concerned)
    served: dict[str, list[Served]] = desk.read(serving, desk.today, concerned)
    now = {person_id: served.get(person_id, []) for person_id in people}
    then = after_moves(now, moves)

    def loads(serving_then: Mapping[str, Sequence[Served]]) -> dict[str, Load]:
        return {
            person_id: load_of(
                serving_then.get(person_id, ()), Capacity(taker.capacity_hours, taker.comfortable)
            )
            for person_id, taker in people.items()
        }

    return WhatIf(tuple(moved), people, loads(now), loads(then))
