"""One typed line as an action or a touch."""

from datetime import date

import pytest

from brm_tui.rules.capture import CapturedAction, Known, KnownCustomer, KnownPerson, read_action
from brm_tui.rules.touch_capture import CapturedTouch, read_touch
from brm_tui.rules.vocabulary import Channel, Direction, Priority, Sentiment, Topic

TODAY = date(2026, 11, 24)  # a Tuesday
FINANCE = KnownCustomer("c1", "FIN", "Finance")
HR = KnownCustomer("c2", "HR", "Human Resources")
ANA = KnownPerson("p1", "Ana Souza", "ana.souza@it.example", "IT")
ANASTASIA = KnownPerson("p2", "Anastasia Petrova", "", "business")
BEN = KnownPerson("p3", "Ben O’Neil-Müller", "bo@fin.example", "business")
ANNE = KnownPerson("p4", "Anne Li", "anne@x.example", "supplier")
KNOWN = Known([FINANCE, HR], [ANA, ANASTASIA, BEN, ANNE])


def action(text: str, customer: KnownCustomer | None = None) -> CapturedAction:
    return read_action(text, KNOWN, TODAY, customer=customer)


def touch(text: str, customer: KnownCustomer | None = None) -> CapturedTouch:
    return read_touch(text, KNOWN, TODAY, customer=customer)


def test_everything_in_front() -> None:
    found = action("@ana !high fri FIN send SLA draft")
    assert found == CapturedAction("send SLA draft", FINANCE, ANA, date(2026, 11, 27), Priority.HIGH, ())


@pytest.mark.parametrize(
    "text",
    [
        "send SLA draft FIN",
        "FIN send SLA draft",
        "send #fin SLA draft",
        "send SLA draft #FIN",
    ],
)
def test_customer_counts_wherever_it_stands(text: str) -> None:
    assert action(text).customer is FINANCE


def test_code_in_the_title_stays_readable() -> None:
    found = action("send policy to HR tomorrow")
    assert (found.title, found.customer, found.due) == ("send policy to HR", HR, date(2026, 11, 25))


def test_small_letters_are_words() -> None:
    found = action("fin hr things")
    assert (found.title, found.customer) == ("fin hr things", None)


@pytest.mark.parametrize(
    ("text", "title", "due"),
    [
        ("send draft by next fri", "send draft", date(2026, 12, 4)),
        ("send draft 1 dec", "send draft", date(2026, 12, 1)),
        ("1 dec send draft", "send draft", date(2026, 12, 1)),
        ("send draft +2w", "send draft", date(2026, 12, 8)),
        ("send draft in 3 days", "send draft", date(2026, 11, 27)),
        ("send draft 2026-12-24", "send draft", date(2026, 12, 24)),
        ("prepare monday report fri", "prepare monday report", date(2026, 11, 27)),
        ("prepare monday report", "prepare monday report", None),
        ("now or never", "now or never", None),
        ("fri", "", date(2026, 11, 27)),
        ("mon", "", date(2026, 11, 30)),
    ],
)
def test_dates_count_at_the_edges(text: str, title: str, due: date | None) -> None:
    found = action(text)
    assert (found.title, found.due) == (title, due)


@pytest.mark.parametrize(
    ("handle", "person"),
    [
        ("@ana", ANA),
        ("@anas", ANASTASIA),
        ("@ana.souza", ANA),
        ("@SOUZA", ANA),
        ("@müller", BEN),
        ("@bo", BEN),
        ("@bo@fin.example", BEN),
        ("@ben.müll", BEN),
    ],
)
def test_people_by_any_of_their_names(handle: str, person: KnownPerson) -> None:
    found = action(f"{handle} send it")
    assert (found.assignee, found.problems) == (person, ())


def test_unclear_and_unknown_people_are_told() -> None:
    assert action("@an send it").problems == ("@an may be Ana Souza, Anastasia Petrova, Anne Li",)
    assert action("@zoe send it").problems == ("nobody is called @zoe",)


def test_a_lonely_sign_is_a_word() -> None:
    assert action("meet @ noon ! # now").title == "meet @ noon ! # now"
    assert action("ask !important thing").title == "ask !important thing"


def test_nothing_to_do_is_told() -> None:
    assert action("@ana fri").problems == ("say what is to be done",)
    assert action("x" * 201).problems == ("a title has at most 200 characters, this one 201",)


def test_a_screens_customer_holds_unless_the_line_names_one() -> None:
    assert action("send it", HR).customer is HR
    assert action("FIN send it", HR).customer is FINANCE


def test_values_of_an_action() -> None:
    assert action("read minutes").values() == {"title": "read minutes"}
    assert action("@ben !u fri FIN read minutes").values() == {
        "title": "read minutes",
        "customer": "c1",
        "assignee": "p3",
        "promised_by": "business",
        "due": date(2026, 11, 27),
        "priority": "urgent",
        "status": "planned",
    }
    assert "promised_by" not in action("@anne read minutes").values()


@pytest.mark.parametrize("text", ["[/] {x} =cmd|' /C calc'!A0 \x1b[2J", "会议 مرحبا 👩‍👩‍👧", "@ ! #", ""])
def test_any_text_is_read(text: str) -> None:
    action(text)
    touch(text)


def test_touch() -> None:
    found = touch("FIN mail @ben @ana asked about next year #budget #risk :( <")
    assert found == CapturedTouch(
        FINANCE,
        Channel.MAIL,
        Direction.FROM_CUSTOMER,
        (BEN, ANA),
        None,
        Sentiment.NEGATIVE,
        (Topic.BUDGET, Topic.RISK),
        "asked about next year",
        (),
    )


def test_touch_is_a_call_unless_it_says_otherwise() -> None:
    assert touch("FIN mail server is slow").channel is Channel.MAIL
    assert touch("FIN asked for a call").channel is Channel.CALL
    assert touch("met FIN").channel is Channel.MEETING


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday FIN call", date(2026, 11, 23)),
        ("FIN call mon", date(2026, 11, 23)),
        ("FIN call fri", date(2026, 11, 20)),
        ("FIN call talked 12 nov", date(2026, 11, 12)),
        ("FIN call about 24 dec", None),
        ("FIN call", None),
    ],
)
def test_a_touch_has_happened(text: str, day: date | None) -> None:
    assert touch(text).day == day


def test_touch_needs_a_customer() -> None:
    assert touch("call @ana").problems == ("name the customer by its code",)
    assert touch("call @ana", HR).customer is HR
