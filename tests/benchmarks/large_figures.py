"""How the customers of the large desk are served: services with their measures, projects, changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from brm_tui.rules.change_risk import change_risk
from brm_tui.store.queries.convert import bind_local
from brm_tui.text import sort_form
from tests.benchmarks.large_words import (
    CHANGES,
    CUSTOMERS,
    DOINGS,
    MEASURES,
    PROJECTS,
    SERVICES,
    THINGS,
    Maker,
    Row,
    it_person,
    row_id,
    some_customers,
)

_SUBSCRIPTIONS = MEASURES // 12
_RAGS = ("green", "green", "green", "amber", "amber", "red", None)
_PRIORITIES = ("urgent", "high", "high", "normal", "normal", "normal", "normal", "low")
_MAY = ("fixed", "flexible", "accepted", None)
_PROJECT_STATUS = ("proposed", *["running"] * 5, "on hold", "completed", "completed", "cancelled")


def _services(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(SERVICES):
        name = f"Service {number:03}"
        yield {
            "id": row_id("service", number), "name": name, "name_sort": sort_form(name), "description": "",
            "state": "live", "criticality": chance.choice(("critical", "high", "medium", "low")),
            "owner_id": it_person(chance),
        }  # fmt: skip


def _subscriptions(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(_SUBSCRIPTIONS):
        yield {
            "id": row_id("subscription", number), "service_id": row_id("service", number % SERVICES),
            "customer_id": row_id("customer", (number // SERVICES + (number % SERVICES) * 20) % CUSTOMERS),
            "cost": chance.randrange(50_000, 5_000_000, 100) if chance.random() < 0.95 else None, "currency": "EUR",
            "priority": chance.choice(_PRIORITIES), "users": chance.randrange(5, 2_000),
            "level_target": chance.choice((98.0, 99.0, 99.5, 99.9)),
        }  # fmt: skip


def _measures(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(_SUBSCRIPTIONS * 12):
        month = (today.year * 12 + today.month - 2 - number % 12) % 12 + 1
        year = (today.year * 12 + today.month - 2 - number % 12) // 12
        yield {
            "id": row_id("measure", number), "subscription_id": row_id("subscription", number // 12),
            "period": f"{year}-{month:02}", "target": 99.5,
            "level": round(100 - chance.expovariate(2), 2) if chance.random() < 0.98 else None,
            "satisfaction": round(chance.uniform(2.5, 5), 1) if chance.random() < 0.7 else None,
            "cost": chance.randrange(50_000, 5_000_000, 100), "currency": "EUR",
        }  # fmt: skip


def _projects(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(PROJECTS):
        name = f"{chance.choice(THINGS).capitalize()} {chance.choice(THINGS)} renewal {number}"
        start = today + timedelta(days=chance.randint(-500, 120))
        end = start + timedelta(days=chance.randint(90, 600))
        budget = chance.randrange(1_000_000, 500_000_000, 1_000)
        yield {
            "id": row_id("project", number), "name": name, "name_sort": sort_form(name), "code": f"PRJ-{number:04}",
            "summary": "What it changes, and for whom. " * 6, "status": chance.choice(_PROJECT_STATUS),
            "priority": chance.choice(_PRIORITIES), "manager_id": it_person(chance),
            "time_rag": chance.choice(_RAGS), "time_figure": "2 weeks late", "time_reason": "The supplier is late.",
            "time_constraint": chance.choice(_MAY),
            "resource_rag": chance.choice(_RAGS), "resource_figure": "8 % over", "resource_reason": "Two left.",
            "resource_constraint": chance.choice(_MAY),
            "scope_rag": chance.choice(_RAGS), "scope_figure": "1 of 14 dropped", "scope_reason": "As agreed.",
            "scope_constraint": chance.choice(_MAY), "baseline_start": start.isoformat(),
            "baseline_end": end.isoformat(), "forecast_start": start.isoformat(),
            "forecast_end": (end + timedelta(days=chance.randint(-10, 60))).isoformat(), "budget": budget,
            "spend": int(budget * chance.uniform(0, 1.1)), "expected_value": int(budget * chance.uniform(0.5, 3)),
            "realised_value": int(budget * chance.random()) if chance.random() < 0.4 else None, "currency": "EUR",
            "internal": 0,
        }  # fmt: skip


def _project_customers(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(PROJECTS):
        for place, customer_id in enumerate(some_customers(chance, chance.choice((1, 1, 1, 2, 3)))):
            yield {
                "id": row_id("project_customer", number * 10 + place), "project_id": row_id("project", number),
                "customer_id": customer_id, "position": float(number) if number % 3 == 0 else None,
            }  # fmt: skip


def _milestones(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(PROJECTS * 4):
        day = today + timedelta(days=chance.randint(-400, 400))
        late = day + timedelta(days=chance.choice((0, 0, 0, 7, 14, 30)))
        yield {
            "id": row_id("milestone", number), "project_id": row_id("project", number // 4),
            "title": f"{chance.choice(THINGS).capitalize()} is live", "baseline": day.isoformat(),
            "forecast": late.isoformat(),
            "reached": late.isoformat() if late < today and chance.random() < 0.9 else None,
        }  # fmt: skip


def _changes(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(CHANGES):
        title = f"{chance.choice(DOINGS)} the {chance.choice(THINGS)} {chance.choice(THINGS)} server {number}"
        day = today + timedelta(days=chance.randint(-365, 120))
        start = datetime.combine(day, time(chance.randrange(24)))
        past = day < today
        state = chance.choice(("implemented",) * 8 + ("failed", "cancelled"))
        if not past:
            state = chance.choice(("requested", "approved", "scheduled", "scheduled", "scheduled"))
        impact, likelihood = chance.choice((1, 2, 2, 3, 3, 4, 5)), chance.choice((1, 1, 2, 2, 3, 4, 5))
        told = past or chance.random() < 0.3
        yield {
            "id": row_id("change", number), "code": f"CHG-{number:04}", "title": title, "title_sort": sort_form(title),
            "detail": "What the customer will notice. " * 4,
            "type": chance.choice(("standard", "normal", "normal", "emergency")), "impact": impact,
            "likelihood": likelihood, "risk": change_risk(impact, likelihood).value,
            "window_start": bind_local(start), "window_end": bind_local(start + timedelta(hours=chance.randint(1, 8))),
            "zone": "Europe/Berlin", "state": state,
            "told": min(day, today).isoformat() if told else None, "told_by_id": it_person(chance) if told else None,
            "backout": "Put the old one back.", "owner_id": it_person(chance), "internal": 0,
        }  # fmt: skip


def _change_customers(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(CHANGES):
        for place, customer_id in enumerate(some_customers(chance, chance.choice((1, 1, 2, 3, 6)))):
            yield {
                "id": row_id("change_customer", number * 10 + place), "change_id": row_id("change", number),
                "customer_id": customer_id,
            }  # fmt: skip


def _change_services(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(CHANGES):
        for place, service in enumerate(chance.sample(range(SERVICES), chance.choice((1, 1, 2, 3)))):
            yield {
                "id": row_id("change_service", number * 10 + place), "change_id": row_id("change", number),
                "service_id": row_id("service", service),
            }  # fmt: skip


FIGURES: tuple[tuple[str, Maker], ...] = (
    ("service", _services),
    ("subscription", _subscriptions),
    ("service_measure", _measures),
    ("project", _projects),
    ("project_customer", _project_customers),
    ("milestone", _milestones),
    ("change", _changes),
    ("change_customer", _change_customers),
    ("change_service", _change_services),
)
