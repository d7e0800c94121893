"""What the customers of the large desk ask for and say: demand, feedback, the log, surveys, maturity, risks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from brm_tui.rules.feedback_due import DUE_DAYS, due_of
from brm_tui.rules.feedback_life import LIVES, SETTLED
from brm_tui.rules.vocabulary import Criticality, FeedbackKind, FeedbackState
from brm_tui.rules.working_time import WorkingTime
from brm_tui.text import sort_form
from tests.benchmarks.large_words import (
    CUSTOMERS,
    DEMANDS,
    FEEDBACK,
    LOG,
    PROJECTS,
    RISKS,
    SERVICES,
    SUCCESSES,
    SURVEYS,
    THINGS,
    Maker,
    Row,
    business_person,
    it_person,
    row_id,
    some_customer,
)

_DEMAND_STATES = (
    "draft", "submitted", "submitted", "screening", "qualified", "approved", "completed", "completed", "deferred",
    "rejected",
)  # fmt: skip
_CAUSES = ("capacity", "change not told", "supplier", "training", "wrong data", "")
_ANSWERS = 10
_SEVERITIES = (Criticality.CRITICAL, *[Criticality.HIGH] * 3, *[Criticality.MEDIUM] * 5, Criticality.LOW)


def _maybe(chance: random.Random, share: float, kind: str, count: int) -> str | None:
    return row_id(kind, chance.randrange(count)) if chance.random() < share else None


def _demands(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(DEMANDS):
        title = f"Better {chance.choice(THINGS)} for the {chance.choice(THINGS)} {number}"
        marks = [chance.choice((None, 1, 2, 2, 3, 3, 3, 4, 4, 5)) for _mark in range(4)]
        by_hand, state = number % 50 == 0, chance.choice(_DEMAND_STATES)
        yield {
            "id": row_id("demand", number), "customer_id": some_customer(chance), "title": title,
            "title_sort": sort_form(title), "detail": "What stands behind it. " * 8,
            "kind": chance.choice(("want", "need", "need", "information need")),
            "horizon": chance.choice(("now", "next", "next", "later")), "value": marks[0], "volume": marks[1],
            "size": marks[2], "risk": marks[3], "score_override": float(chance.randrange(101)) if by_hand else None,
            "override_reason": "The board wants it." if by_hand else "",
            "service_id": _maybe(chance, 0.25, "service", SERVICES),
            "project_id": _maybe(chance, 0.1, "project", PROJECTS), "requested_by_id": business_person(chance),
            "state": state, "state_reason": "Not this year." if state in ("deferred", "rejected") else "",
            "customer_order": chance.randint(1, 9) if chance.random() < 0.3 else None, "internal": 0,
        }  # fmt: skip


def _feedback(chance: random.Random, today: date) -> Iterator[Row]:
    works = WorkingTime("Europe/Berlin")
    kinds = (FeedbackKind.COMPLAINT,) * 5 + (FeedbackKind.COMPLIMENT,) * 3 + (FeedbackKind.SUGGESTION,) * 2
    for number in range(FEEDBACK):
        kind = chance.choice(kinds)
        complaint = kind is FeedbackKind.COMPLAINT
        severity = chance.choice(
            (Criticality.CRITICAL, *[Criticality.HIGH] * 3, *[Criticality.MEDIUM] * 5, Criticality.LOW)
        )
        received = today - timedelta(days=int(1_000 * chance.random() ** 1.3))
        life = LIVES[kind]
        over = chance.random() < (0.97 if (today - received).days > 60 else 0.5)
        state = life[-1] if over else chance.choice(life[:-1])
        closed = min(today, received + timedelta(days=chance.randint(1, 40))) if over else None
        again = 1 if complaint and chance.random() < 0.05 and state is not FeedbackState.RECEIVED else 0
        due = due_of(kind, severity, received, DUE_DAYS, works)
        title = f"The {chance.choice(THINGS)} of the {chance.choice(THINGS)} {number}"
        told = state in SETTLED or state is FeedbackState.RESOLUTION_PROPOSED
        yield {
            "id": row_id("feedback", number), "customer_id": some_customer(chance), "kind": kind.value, "title": title,
            "title_sort": sort_form(title), "detail": "What was said about it. " * 6,
            "person_id": business_person(chance), "service_id": _maybe(chance, 0.7, "service", SERVICES),
            "severity": severity.value, "state": state.value, "received": received.isoformat(),
            "due": due.isoformat() if due else None, "closed": closed.isoformat() if closed else None,
            "owner_id": it_person(chance), "escalation": chance.choice((0, 0, 0, 0, 1, 2)) if complaint else 0,
            "reopened": again, "reopen_reason": "It happened again." if again else "", "remedy": "",
            "resolution": "Repaired, and told." if told else "",
            "cause": f"{chance.choice(_CAUSES)} {chance.choice(THINGS)}".strip() if complaint else "",
            "action_id": row_id("action", number) if chance.random() < 0.5 else None, "internal": 0,
        }  # fmt: skip


def _log(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(LOG):
        yield {
            "id": row_id("log_entry", number), "customer_id": some_customer(chance),
            "kind": chance.choice(("opportunity", "issue", "issue")),
            "title": f"{chance.choice(THINGS).capitalize()} and {chance.choice(THINGS)} {number}",
            "detail": "What stands behind it. " * 4,
            "date": (today - timedelta(days=chance.randrange(900))).isoformat(),
            "state": chance.choice(("open", "closed", "closed")), "owner_id": it_person(chance), "internal": 0,
        }  # fmt: skip


def _successes(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(SUCCESSES):
        yield {
            "id": row_id("success", number), "customer_id": some_customer(chance),
            "title": f"The {chance.choice(THINGS)} closes faster {number}", "story": "How it was and is. " * 10,
            "value": chance.randrange(100_000, 100_000_000, 1_000), "currency": "EUR",
            "value_shown": "3 days faster", "evidence": "Report of the quarter",
            "date": (today - timedelta(days=chance.randrange(900))).isoformat(), "internal": 0,
        }  # fmt: skip


def _success_sources(chance: random.Random, _today: date) -> Iterator[Row]:
    for number in range(SUCCESSES):
        for place, entry in enumerate(chance.sample(range(LOG), chance.choice((1, 1, 2)))):
            yield {
                "id": row_id("success_source", number * 10 + place), "success_id": row_id("success", number),
                "log_entry_id": row_id("log_entry", entry),
            }  # fmt: skip


def _method(number: int) -> str:
    return "NPS" if number % 4 == 0 else "CSAT"


def _surveys(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(SURVEYS):
        yield {
            "id": row_id("survey", number), "name": f"Pulse {number}",
            "customer_id": some_customer(chance) if number % 20 else None,
            "service_id": _maybe(chance, 0.3, "service", SERVICES), "method": _method(number),
            "date": (today - timedelta(days=chance.randrange(900))).isoformat(), "question": "How content are you?",
            "sample": chance.randrange(20, 400), "invited": chance.randrange(_ANSWERS, 20),
        }  # fmt: skip


def _responses(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(SURVEYS * _ANSWERS):
        survey = number // _ANSWERS
        score = (
            chance.choice((4, 6, 7, 8, 8, 9, 9, 10))
            if _method(survey) == "NPS"
            else chance.choice((2, 3, 4, 4, 5))
        )
        yield {
            "id": row_id("response", number), "survey_id": row_id("survey", survey),
            "customer_id": some_customer(chance) if survey % 20 == 0 else None,
            "person_id": business_person(chance), "score": score, "comment": "As always." if number % 5 == 0 else "",
            "date": (today - timedelta(days=chance.randrange(900))).isoformat(), "internal": 0,
        }  # fmt: skip


def _maturity(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(CUSTOMERS * 2):
        yield {
            "id": row_id("maturity", number), "customer_id": row_id("customer", number // 2),
            "side": ("business", "IT")[number % 2], "level": chance.choice((1, 2, 2, 3, 3, 4, 5)), "note": "",
            "date": (today - timedelta(days=chance.randrange(400))).isoformat(),
        }  # fmt: skip


def _risks(chance: random.Random, today: date) -> Iterator[Row]:
    for number in range(RISKS):
        yield {
            "id": row_id("risk", number), "customer_id": some_customer(chance),
            "title": f"The {chance.choice(THINGS)} is lost {number}", "detail": "", "owner_id": it_person(chance),
            "impact": chance.randint(1, 5), "likelihood": chance.randint(1, 5), "response": "Talk about it.",
            "state": chance.choice(("open", "open", "accepted", "closed")),
            "review": (today + timedelta(days=chance.randint(-30, 200))).isoformat(), "internal": 1,
        }  # fmt: skip


VOICES: tuple[tuple[str, Maker], ...] = (
    ("demand", _demands),
    ("feedback", _feedback),
    ("log_entry", _log),
    ("success", _successes),
    ("success_source", _success_sources),
    ("survey", _surveys),
    ("survey_response", _responses),
    ("maturity", _maturity),
    ("risk", _risks),
)
