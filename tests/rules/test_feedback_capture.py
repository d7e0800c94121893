"""Feedback in one line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.rules.capture import Known, KnownCustomer, KnownPerson
from brm_tui.rules.feedback_capture import KnownService, read_feedback
from brm_tui.rules.vocabulary import Criticality, FeedbackKind

TODAY = date(2026, 11, 24)
FIN = KnownCustomer("c1", "FIN", "Finance")
MARIA = KnownPerson("p1", "Maria Oliveira", "maria@x.example", "business")
SERVICES = [
    KnownService("s1", "Group ERP"),
    KnownService("s2", "Payments hub"),
    KnownService("s3", "Payroll"),
]
KNOWN = Known([FIN], [MARIA])


def read(text: str, **more: object):  # type: ignore[no-untyped-def]  # what it returns is what is tested
    return read_feedback(text, KNOWN, SERVICES, TODAY, **more)  # type: ignore[arg-type]


def test_a_line_says_everything() -> None:
    found = read("FIN complaint !high @maria *erp fri Tickets closed without an answer")
    assert found.values() == {
        "title": "Tickets closed without an answer",
        "kind": "complaint",
        "customer": "c1",
        "person": "p1",
        "service": "s1",
        "severity": "high",
        "received": date(2026, 11, 20),
    }
    assert found.problems == ()


def test_what_is_not_said_is_a_complaint_of_the_customer_in_sight() -> None:
    found = read("Nobody answers for us", customer=FIN)
    assert found.values() == {"title": "Nobody answers for us", "kind": "complaint", "customer": "c1"}


@pytest.mark.parametrize(
    ("sign", "kind"),
    [(":(", FeedbackKind.COMPLAINT), (":)", FeedbackKind.COMPLIMENT), ("??", FeedbackKind.SUGGESTION)],
)
def test_a_sign_anywhere_says_the_kind(sign: str, kind: FeedbackKind) -> None:
    assert read(f"FIN Four minutes at two {sign} in the morning").kind is kind
    assert read(f"suggestion {kind.value}s in one list", customer=FIN).kind is FeedbackKind.SUGGESTION


def test_what_is_not_understood_is_said() -> None:
    assert read("Late").problems == ("name the customer by its code",)
    assert read("FIN").problems == ("say what it is about",)
    assert read("FIN *pay Late").problems == ("*pay may be Payments hub, Payroll",)
    assert read("FIN *nothing Late").problems == ("no service is called nothing",)
    assert read("FIN @ivo Late").problems == ("nobody is called @ivo",)
    assert read("FIN " + "x" * 201).problems == ("a title has at most 200 characters, this one 201",)
    assert read("FIN !cri Late tomorrow").severity is Criticality.CRITICAL


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    found = read(text)
    assert found.problems or (found.title and found.customer)
