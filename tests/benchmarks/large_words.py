"""What the rows of the large desk are made of: how many there are, their ids and their words."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date

from brm_tui.interchange.demo_files import demo_id

SEED = 20_261_126
CUSTOMERS, PEOPLE, ACTIONS, EVENTS, TOUCHES, MEASURES = 2_000, 10_000, 100_000, 20_000, 50_000, 100_000
DEMANDS, FEEDBACK, PROJECTS, CHANGES = 10_000, 20_000, 2_000, 3_000
LOG, SUCCESSES, SURVEYS, RISKS = 6_000, 2_000, 2_000, 2_000
SERVICES, IT_PEOPLE = 100, 300

FIRST = (
    "Ana", "Bo", "Chen", "Dara", "Emre", "Farah", "Goran", "Hana", "Ines", "Jun", "Kaja", "Liv", "Mira", "Nils",
    "Olga", "Pia", "Rui", "Sara", "Tove", "Uli",
)  # fmt: skip
LAST = (
    "Abel", "Brandt", "Costa", "Duarte", "Eriksen", "Fischer", "Garcia", "Haddad", "Ivanov", "Jansen", "Keller",
    "Lopez", "Moreau", "Novak",
)  # fmt: skip
THINGS = (
    "invoice", "payroll", "store", "depot", "ledger", "access", "report", "roster", "printer", "network",
    "laptop", "survey", "budget",
)  # fmt: skip
DOINGS = (
    "Draft", "Review", "Agree", "Send", "Check", "Plan", "Rehearse", "Order", "Replace", "Explain", "Measure",
    "Publish", "Settle",
)  # fmt: skip

Row = dict[str, object]
Maker = Callable[[random.Random, date], Iterator[Row]]


def row_id(kind: str, number: int) -> str:
    """Return the id of a row."""
    return demo_id("large", kind, str(number))


def some_customer(chance: random.Random) -> str:
    """Return the id of some customer: a few of them ask and say much, and most of them little."""
    return row_id("customer", int(CUSTOMERS * chance.random() ** 1.6))


def some_customers(chance: random.Random, count: int) -> list[str]:
    """Return the ids of some customers, no more than so many, each once."""
    return list(dict.fromkeys(some_customer(chance) for _one in range(count)))


def it_person(chance: random.Random) -> str:
    """Return the id of somebody of IT."""
    return row_id("person", chance.randrange(IT_PEOPLE))


def business_person(chance: random.Random) -> str:
    """Return the id of somebody of the business."""
    return row_id("person", chance.randrange(IT_PEOPLE, PEOPLE))
