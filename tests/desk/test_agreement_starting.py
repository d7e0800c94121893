"""A new agreement from a template or like another customer's: real files, one step, mistakes told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brm_tui.desk import agreements, history, records
from brm_tui.desk.agreement_copying import start_like
from brm_tui.desk.agreement_pages import AgreementPage, agreement_page
from brm_tui.desk.agreement_starting import new_agreement, start_from_template
from brm_tui.desk.agreement_templates import own_folder, read_template, templates
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.kinds import KINDS
from brm_tui.store.queries import rows
from tests.desk.agreement_desk import agree, customer_with_people, mail

HOSTILE = "[/] {x} =cmd|' /C calc'!A0 漢字 🧭 مرحبا"
HEAD = f'title = "Ours"\nsummary = "{HOSTILE}"\n'


def write(desk: Desk, name: str, toml: str | bytes, markdown: str | None = None) -> Path:
    folder = own_folder(desk)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    if markdown is not None:
        path.with_suffix(".md").write_text(markdown, encoding="utf-8")
    return path


def refusal(desk: Desk, toml: str | bytes, markdown: str | None = None) -> str:
    """Return what is told of a template that holds mistakes."""
    write(desk, "bad", toml, markdown)
    with pytest.raises(BrmError) as caught:
        read_template(desk, "bad")
    assert all(line.problem for line in templates(desk) if line.name == "bad")
    return caught.value.message


def with_roles(desk: Desk) -> str:
    """Make Finance with people who hold the four roles, and return the customer's id."""
    customer, _people = customer_with_people(desk)
    for role in ("business manager", "business line manager"):
        records.add(desk, "roles", {"customer": "FIN", "person": mail(role), "role": role})
    for role in ("relationship manager", "IT manager"):
        records.add(desk, "representations", {"customer": "FIN", "person": mail(role), "role": role})
    return customer


def list_of(desk: Desk, kind: str, agreement_id: str) -> list[Any]:
    found: list[Any] = desk.read(rows.list_rows, KINDS[kind], where={"agreement_id": agreement_id})
    return found


def page_of(desk: Desk, agreement_id: str) -> AgreementPage:
    return agreement_page(desk, agreement_id)


def test_what_ships_can_be_used(desk: Desk) -> None:
    lines = {line.name: line for line in templates(desk)}
    assert set(lines) == {"blank", "business-unit", "outsourcing-provider"}
    assert not any(line.problem or line.own for line in lines.values())
    assert lines["business-unit"].brings.startswith("6 roles, 3 forums, 4 objectives, 3 appendices")
    assert lines["blank"].brings == "12 months"


@pytest.mark.parametrize("name", ["business-unit", "outsourcing-provider"])
def test_a_template_brings_all_sections_in_one_step(desk: Desk, name: str) -> None:
    with_roles(desk)
    before = len(history.steps(desk))
    started = start_from_template(desk, "FIN", name, start=date(2027, 1, 1))
    assert len(history.steps(desk)) == before + 1
    page = page_of(desk, started.agreement_id)
    head = page.head
    assert head.term_start == date(2027, 1, 1)
    assert head.term_end == (date(2027, 12, 31) if name == "business-unit" else date(2028, 12, 31))
    assert head.review_date is not None
    assert head.term_end is not None
    assert head.term_start < head.review_date < head.term_end
    assert "Finance" in head.title
    assert "Finance" in head.philosophy
    assert "{customer}" not in head.title + head.philosophy
    assert [row.role for row in page.rows.staff] == [
        "relationship manager", "business manager", "IT manager", "business line manager",
    ]  # fmt: skip
    assert {str(row.side) for row in page.rows.staff} == {"IT", "business"}
    assert len(started.told) == 1
    assert started.told[0].startswith("Still to fill: service manager, ")
    assert len(page.rows.forums) == 3
    assert all(page.attendees[row.id] for row in page.rows.forums[1:])
    forum = list_of(desk, "forums", started.agreement_id)[0]
    assert forum.first_date == date(2027, 1, 8)
    assert forum.zone == desk.clock.zone
    meetings = desk.reader.execute("SELECT COUNT(*) FROM event WHERE forum_id IS NOT NULL").fetchone()[0]
    assert meetings == 3
    for row in list_of(desk, "objectives", started.agreement_id):
        assert row.measure
        assert row.why
        assert row.due > date(2027, 1, 1)
    assert page.rows.appendices
    records.change(desk, "customers", "FIN", {"tags": ["a"]})
    desk.undo()
    desk.undo()
    counts = [desk.reader.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
              for table in ("agreement", "plan_staff", "forum", "objective", "appendix", "event")]  # fmt: skip
    assert counts == [0] * 6


def test_a_template_states_strategies_of_both_sides_investment_and_value(desk: Desk) -> None:
    with_roles(desk)
    objective = (
        '[[objectives]]\ntitle = "One ledger"\nstrategy = "One ledger"\nit_strategy = "One platform"\n'
        'baseline = 9\ntarget = 0\ninvestment = 2000000\nvalue = 4500050\ncurrency = "CHF"\n'
    )
    write(desk, "money", HEAD + objective)
    started = start_from_template(desk, "FIN", "money")
    (row,) = list_of(desk, "objectives", started.agreement_id)
    assert (row.strategy, row.it_strategy, row.baseline, row.target) == (
        "One ledger", "One platform", 9.0, 0.0,
    )  # fmt: skip
    assert (row.investment, row.value, row.currency) == (2_000_000, 4_500_050, "CHF")


def test_a_customer_keeps_the_agreement_that_runs(desk: Desk) -> None:
    with_roles(desk)
    new_agreement(desk, "FIN")
    for start in (
        lambda: start_from_template(desk, "FIN", "blank"),
        lambda: start_like(desk, "FIN", "FIN"),
        lambda: new_agreement(desk, "FIN"),
    ):
        with pytest.raises(BrmError, match="has not ended"):
            start()
    with pytest.raises(BrmError):
        start_from_template(desk, "NONE", "blank")


def test_the_users_own_win_by_name_and_names_are_never_paths(desk: Desk) -> None:
    write(desk, "business-unit", b"\xef\xbb\xbf" + HEAD.encode(), f"# {HOSTILE}\r\nof {{customer}}")
    line = next(line for line in templates(desk) if line.name == "business-unit")
    assert (line.title, line.own, line.summary) == ("Ours", True, HOSTILE)
    customer_with_people(desk)
    started = start_from_template(desk, "FIN", "business-unit")
    assert page_of(desk, started.agreement_id).head.philosophy == f"# {HOSTILE}\nof Finance"
    assert started.told == ()
    for name in ("../../settings", "/etc/passwd", "", HOSTILE, "Business unit"):
        with pytest.raises(FieldError, match="allowed: blank, business-unit"):
            read_template(desk, name)


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("title = [", ["bad.toml is no TOML: ", "end of document"]),
        (b"title = '\xff'", ["bad.toml is not written in UTF-8"]),
        ("a = " + "[" * 3000, ["bad.toml is "]),
        ("", ["bad.toml: title is missing", "bad.toml: summary is missing"]),
        (HEAD + "[/] = 1", ["bad.toml is no TOML"]),
        (HEAD + '"[/]" = 1', ["'[/]' is no field; allowed: title, summary, agreement_title, term_months"]),
        (HEAD + "term_months = 0", ["bad.toml: term_months: '0'", "from 1 to 120"]),
        (HEAD + "review_days = 'soon'", ["review_days: 'soon'", "allowed: a whole number from 0 to 366"]),
        (HEAD + "roles = 'all'", ["roles: 'all'", "allowed: a list of words"]),
        (HEAD + "philosophy = 3", ["philosophy: '3'"]),
        (HEAD + "forums = 3", ["forums: allowed: at most 100 tables [[forums]]"]),
        (HEAD + "forums = [3]", ["forums 1: allowed: a table [[forums]]"]),
        (HEAD + "[[forums]]\nplace = 'x'", ["bad.toml: forums 1: name is missing"]),
        (HEAD + "[[forums]]\nname = ''", ["forums 1: name is empty"]),
        (
            HEAD + "[[forums]]\nname = 'A'\n[[forums]]\nname = 'B'\nlevel = 'high'\nstart_time = 10:00:00\nlength = 0",
            [
                "bad.toml: forums 2: level: 'high' is not accepted; allowed: operational, tactical, strategic.",
                "forums 2: start_time: '10:00:00'", "forums 2: length: '0'",
            ],
        ),
        (HEAD + "[[forums]]\nname = 'A'\nday_rule = '9th day'", ["forums 1: day_rule: '9th day'", "1st tuesday"]),
        (HEAD + "[[forums]]\nname = 'A'\nfrequency = 'weekly'\nday_rule = 'last day'", ["forums 1: day_rule"]),
        (HEAD + "[[forums]]\nname = 'A'\nfirst_date = 2026-01-01", ["first_date: '2026-01-01'", '"+6m"']),
        (HEAD + "[[forums]]\nname = 'A'\nattendees = ['boss']", ["attendees: 'boss'", "a role of the list roles"]),
        (HEAD + "[[objectives]]\ntitle = 'A'\nactual = 4", ["objectives 1: 'actual' is no field; allowed: kind,"]),
        (HEAD + "[[objectives]]\ntitle = 'A'\ndue = '+9999y'", ["objectives 1: due: '+9999y'"]),
        (HEAD + "[[objectives]]\ntitle = 'A'\ntarget = nan", ["objectives 1: target: 'nan'"]),
        (HEAD + f"[[appendices]]\ntitle = '{'x' * 201}'", ["appendices 1: title: ", "at most 200 characters"]),
        (HEAD + f"philosophy = '{'x' * 200_000}'", ["philosophy: ", "at most 100000 characters"]),
        (HEAD + f"philosophy = '{'x' * 1_000_000}'", ["a file of at most 1,000,000 bytes"]),
    ],
)  # fmt: skip
def test_mistakes_are_told_by_file_field_value_and_what_is_allowed(
    desk: Desk, toml: str | bytes, told: list[str]
) -> None:
    message = refusal(desk, toml)
    for part in told:
        assert part in message
    assert len(message) < 4000
    assert desk.reader.execute("SELECT COUNT(*) FROM agreement").fetchone()[0] == 0


def test_a_text_beside_it_is_checked_too(desk: Desk) -> None:
    assert "at most 100000 characters" in refusal(desk, HEAD, "y" * 900_000)
    assert "bad.md: allowed: a file of at most" in refusal(desk, HEAD, "y" * 1_000_001)
    assert "keep one of them" in refusal(desk, HEAD + "philosophy = 'x'", "y")


def test_many_mistakes_are_told_at_once_but_not_all(desk: Desk) -> None:
    message = refusal(desk, HEAD + "[[objectives]]\nkind = 'x'\n" * 30)
    assert message.count("\n") == 12
    assert "… and 48 more." in message


def test_another_customers_agreement_is_taken_over_without_its_people(desk: Desk) -> None:
    agreed = agree(desk)
    records.change(desk, "agreements", "FIN", {"review_date": date(2026, 11, 2)})
    records.change(desk, "objectives", agreed.objective, {"investment": 500, "start": date(2026, 2, 1)})
    records.add(desk, "customers", {"name": "Personnel", "code": "HR"})
    records.add(desk, "people", {"name": "Hugo Hahn", "email": "hugo@hr.example", "side": "business"})
    records.add(desk, "roles", {"customer": "HR", "person": "hugo@hr.example", "role": "business manager"})
    records.add(
        desk, "staff", {"agreement": "FIN", "person": mail("IT manager"), "side": "IT", "role": "Architect"}
    )
    records.change(desk, "people", mail("relationship manager"), {"active_until": date(2026, 11, 1)})
    before = len(history.steps(desk))
    started = start_like(desk, "HR", "FIN", start=date(2028, 1, 1))
    assert len(history.steps(desk)) == before + 1
    page = page_of(desk, started.agreement_id)
    head = page.head
    assert (head.term_start, head.term_end) == (date(2028, 1, 1), date(2028, 12, 31))
    assert head.review_date == date(2028, 11, 2)
    assert head.philosophy == "We plan **together**."
    assert [(row.person, row.role) for row in page.rows.staff] == [
        ("Ivo Ilic", "IT manager"), ("Ivo Ilic", "Architect"), ("Hugo Hahn", "business manager"),
    ]  # fmt: skip
    (forum,) = list_of(desk, "forums", started.agreement_id)
    assert (forum.first_date, forum.day_rule, forum.attendees) == (date(2028, 12, 1), "1st tuesday", ())
    (objective,) = list_of(desk, "objectives", started.agreement_id)
    assert (objective.start, objective.due, objective.target) == (date(2028, 2, 1), date(2028, 12, 18), 5.0)
    assert (objective.it_owner, objective.business_owner) == (mail("IT manager"), None)
    assert (objective.baseline, objective.investment, objective.strategy) == (None, None, "")
    (appendix,) = list_of(desk, "appendices", started.agreement_id)
    assert appendix.valid_until == date(2029, 1, 31)
    assert page.rows.actions == ()
    told = "\n".join(started.told)
    assert "not IT's people: Bob Berg, Lea Lind." in told
    assert "they have left: Ana Souza." in told
    assert "figures and money of Finance" in told
    assert "Still to fill: relationship manager, business line manager." in told
    assert "philosophy speaks" not in told
    desk.undo()
    assert desk.reader.execute("SELECT COUNT(*) FROM agreement").fetchone()[0] == 1
    assert desk.reader.execute("SELECT COUNT(*) FROM event").fetchone()[0] == 1


def test_what_had_ended_stays_behind_and_a_term_of_leap_years_stays_whole(desk: Desk) -> None:
    agree(desk)
    records.change(desk, "agreements", "FIN", {"philosophy": "As finance says.", "term_start": date(2027, 3, 1),
                                               "term_end": date(2028, 2, 29)})  # fmt: skip
    records.add(desk, "forums", {"agreement": "FIN", "name": HOSTILE, "first_date": date(2026, 1, 5),
                                 "until": date(2026, 2, 5)})  # fmt: skip
    records.add(desk, "objectives", {"agreement": "FIN", "title": "Given up", "status": "cancelled"})
    records.add(desk, "customers", {"name": HOSTILE, "code": "HR"})
    started = start_like(desk, "HR", "FIN", start=date(2028, 3, 1))
    head = page_of(desk, started.agreement_id).head
    assert head.term_end == date(2029, 2, 28)
    assert len(list_of(desk, "forums", started.agreement_id)) == 1
    assert [row.title for row in list_of(desk, "objectives", started.agreement_id)] == ["Close faster"]
    told = "\n".join(started.told)
    assert f"had ended: {HOSTILE}, Given up." in told
    assert "The philosophy speaks of Finance" in told


def test_an_agreement_without_a_term_gives_no_dates(desk: Desk) -> None:
    agreed = agree(desk)
    records.change(desk, "agreements", agreed.agreement, {"term_start": None, "term_end": None})
    records.add(desk, "customers", {"name": "Personnel", "code": "HR"})
    started = start_like(desk, "HR", agreed.agreement)
    head = page_of(desk, started.agreement_id).head
    assert (head.term_start, head.term_end) == (desk.today, date(2027, 11, 23))
    (objective,) = list_of(desk, "objectives", started.agreement_id)
    assert objective.due is None
    assert any("no term" in sentence for sentence in started.told)


def test_what_was_started_can_be_proposed_once_it_is_whole(desk: Desk) -> None:
    with_roles(desk)
    start_from_template(desk, "FIN", "business-unit")
    records.add(desk, "actions", {"customer": "FIN", "title": "Draft", "assignee": mail("IT manager"),
                                  "due": date(2027, 1, 1), "status": "planned"})  # fmt: skip
    assert agreements.propose(desk, "FIN", "First").number == 1
