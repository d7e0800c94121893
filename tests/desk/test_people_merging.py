"""Two entries of one person become one: nothing of either is lost, and one undo brings both back."""

from __future__ import annotations

import pytest

from brm_tui.desk import agreements, records
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import redo, undo
from brm_tui.desk.people_directory import DirectoryPerson, directory, duplicates, person_page
from brm_tui.desk.people_merging import difference, merge_people
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.filter_fields import PEOPLE
from brm_tui.rules.filters import NO_FILTER, read_filter
from brm_tui.rules.merging import merged_value
from brm_tui.store.queries.paging import KeysetPager
from tests.desk.agreement_desk import ROLES, agree, sign_all
from tests.store.history_tools import tables

NAMING = (
    ("roles", {"customer": "FIN", "role": "user representative", "person": "{0}"}),
    ("actions", {"title": "Send the list", "customer": "FIN", "assignee": "{0}"}),
    ("events", {"title": "Talk", "start": "2026-12-01T10:00", "length": "60", "attendees": "{0}:optional"}),
    ("touches", {"customer": "FIN", "channel": "call", "at": "2026-11-20T10:00", "people": "{0}"}),
    ("risks", {"title": "Leaves soon", "customer": "FIN", "owner": "{0}"}),
    ("feedback", {"title": "Good work", "customer": "FIN", "kind": "compliment", "person": "{0}"}),
)


@pytest.fixture
def twins(desk: Desk) -> tuple[str, str]:
    """Make a customer, one person entered twice, and records that name each of the entries."""
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    first = records.add(
        desk,
        "people",
        {"name": "María Oliveira", "email": "m@x.example", "notes": "Knows SAP", "tags": ["close"]},
    )
    second = records.add(
        desk, "people",
        {"name": "Maria Oliveira", "email": "maria@x.example", "phone": "+49 40 5550 1034", "tags": ["Close", "audit"]},
    )  # fmt: skip
    for email in ("m@x.example", "maria@x.example"):
        for kind, values in NAMING:
            given = {name: value.format(email) for name, value in values.items()}
            records.add(desk, kind, given, as_text=True)
    return first, second


def naming(desk: Desk, person_id: str) -> int:
    """Return how many rows name a person."""
    from brm_tui.store.references import references

    return sum(
        desk.reader.execute(f'SELECT COUNT(*) FROM "{table}" WHERE "{column}" = ?', (person_id,)).fetchone()[
            0
        ]
        for table, column in references(desk.reader)["person"]
    )


def test_all_that_names_one_names_the_other_and_undo_brings_both_back(
    desk: Desk, twins: tuple[str, str]
) -> None:
    first, second = twins
    before = tables(desk)
    counted = naming(desk, first) + naming(desk, second)
    label = merge_people(desk, first, second, {"email": "maria@x.example", "phone": "+49 40 5550 1034"})
    assert label == "Merge ‘Maria Oliveira’ into ‘María Oliveira’"
    assert naming(desk, second) == 0
    assert naming(desk, first) == counted - 1, "the role that both had stays once"
    page = person_page(desk, first)
    assert page is not None
    assert (page.person.email, page.person.phone, page.open_actions) == (
        "maria@x.example",
        "+49 40 5550 1034",
        2,
    )
    assert person_page(desk, second) is None
    assert duplicates(desk) == []
    merged = tables(desk)
    undo(desk)
    assert tables(desk) == before
    redo(desk)
    assert tables(desk) == merged


def test_links_that_would_be_double_stay_once(desk: Desk, twins: tuple[str, str]) -> None:
    first, second = twins
    event = records.add(
        desk, "events",
        {"title": "Both", "start": "2026-12-02T10:00", "length": "60", "attendees": "m@x.example,maria@x.example"},
        as_text=True,
    )  # fmt: skip
    merge_people(desk, first, second, {})
    found = desk.reader.execute(
        "SELECT person_id FROM event_attendee WHERE event_id = ?", (event,)
    ).fetchall()
    assert found == [(first,)]


def test_a_role_that_both_had_is_filled_from_the_one_that_goes(desk: Desk, twins: tuple[str, str]) -> None:
    first, second = twins
    role = desk.reader.execute("SELECT id FROM contact_role WHERE person_id = ?", (second,)).fetchone()[0]
    records.change(desk, "roles", role, {"influence": "high", "primary": True})
    merge_people(desk, first, second, {})
    found = desk.reader.execute('SELECT influence, "primary" FROM contact_role WHERE person_id = ?', (first,))
    assert found.fetchall() == [("high", 1)]


def test_whoever_signed_stays(desk: Desk) -> None:
    signer = agree(desk).people[ROLES[0]]
    agreements.propose(desk, "FIN", "The first")
    sign_all(desk)
    other = records.add(desk, "people", {"name": "Somebody Else"})
    before = tables(desk)
    with pytest.raises(BrmError, match="what was signed does not change"):
        merge_people(desk, other, signer, {})
    assert tables(desk) == before
    merge_people(desk, signer, other, {})


def test_what_cannot_be_is_refused(desk: Desk, twins: tuple[str, str]) -> None:
    first, second = twins
    before = tables(desk)
    with pytest.raises(BrmError, match="one person already"):
        merge_people(desk, first, first, {})
    with pytest.raises(NotFoundError):
        merge_people(desk, first, "gone", {})
    with pytest.raises(BrmError, match="email"):
        merge_people(desk, first, second, {"email": "no address"})
    assert tables(desk) == before


def test_the_difference_and_what_is_proposed(desk: Desk, twins: tuple[str, str]) -> None:
    fields, ours, theirs = difference(desk, *twins)
    assert {field.name for field in fields} == {"name", "email", "phone", "notes", "tags"}
    proposed = {field.name: merged_value(field, ours[field.name], theirs[field.name]) for field in fields}
    assert proposed == {
        "name": "María Oliveira",
        "email": "m@x.example",
        "phone": "+49 40 5550 1034",
        "notes": "Knows SAP",
        "tags": ("close", "audit"),
    }


def test_notes_of_both_stay_and_a_job_lasts_as_long_as_one_entry_says() -> None:
    from datetime import date

    notes = FieldDescription(name="notes", title="Notes", help="", kind=FieldKind.LONG_TEXT)
    assert merged_value(notes, "One", "Two") == "One\n\nTwo"
    assert merged_value(notes, "One", "One") == "One"
    until = FieldDescription(name="active_until", title="Until", help="", kind=FieldKind.DATE)
    assert merged_value(until, date(2026, 1, 1), None) is None
    assert merged_value(until, date(2026, 1, 1), date(2026, 2, 1)) == date(2026, 2, 1)
    begun = FieldDescription(name="active_from", title="From", help="", kind=FieldKind.DATE)
    assert merged_value(begun, None, date(2026, 2, 1)) == date(2026, 2, 1)


def test_the_directory_lists_by_name_and_narrows(desk: Desk, twins: tuple[str, str]) -> None:
    records.add(
        desk, "people", {"name": "Left Long Ago", "active_until": "2025-01-31", "side": "IT"}, as_text=True
    )

    def listing(typed: str) -> KeysetPager[DirectoryPerson]:
        return directory(desk, read_filter(typed, PEOPLE, desk.today), twice=twins[:1])

    assert [person.name for person in listing("").fetch(0, 9)] == ["Maria Oliveira", "María Oliveira"]
    everyone = listing("leavers")
    assert everyone.count() == 3
    assert [person.left is not None for person in everyone.fetch(0, 1)] == [True]
    assert directory(desk, NO_FILTER, leavers=True).count() == 3
    assert listing("MARIA oliv").count() == 1
    assert listing("m@x.ex").count() == 1
    assert listing("%").count() == 0
    assert listing("side:IT leavers").count() == 1
    assert listing("entered twice").count() == 1
    (found,) = listing("maria customer:fin").fetch(0, 9)
    assert (found.customers, found.customer, found.role) == (1, "Finance", "user representative")
