"""The demo portfolio's files, on any day: the model takes every row, and what the product shows is there."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from brm_tui.errors import BrmError, FieldError
from brm_tui.interchange.demo_dates import DemoDays
from brm_tui.interchange.demo_files import ORDER, DemoPortfolio, DemoRow, demo_id, read_demo
from brm_tui.interchange.demo_series import series_of
from brm_tui.model.constraints import whole_schema
from brm_tui.model.kinds import describe, fields_of, table_of
from brm_tui.rules import vocabulary
from brm_tui.rules.fields import FieldKind
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.recurrence import instances, is_instance
from brm_tui.rules.zones import is_skipped

FOLDER = Path(__file__).parents[2] / "assets" / "demo"
TODAY = date(2026, 11, 24)
DAYS = (
    TODAY,
    date(2028, 2, 29),
    date(2027, 1, 1),
    date(2026, 12, 31),
    date(2026, 11, 22),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2027, 3, 14),
    date(2027, 5, 31),
)
STATES = {
    "actions": ("status", vocabulary.ActionStatus),
    "demands": ("state", vocabulary.DemandState),
    "feedback": ("state", vocabulary.FeedbackState),
    "changes": ("state", vocabulary.ChangeState),
}


@cache
def demo(today: date = TODAY) -> DemoPortfolio:
    return read_demo(FOLDER, today)


def rows(kind: str, today: date = TODAY) -> list[DemoRow]:
    return [row for row in demo(today).rows if row.kind == kind]


def by_code(today: date = TODAY) -> dict[str, str]:
    return {str(row.values["code"]): row.id for row in rows("customers", today)}


def links(row: DemoRow) -> dict[str, list[Any]]:
    return {link.name: row.values[link.name] for link in KINDS[row.kind].links}  # type: ignore[misc]  # lists


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_value_is_what_the_model_takes(today: date) -> None:
    for row in demo(today).rows:
        kind = KINDS[row.kind]
        known = {
            f"{field.name}_id" if field.kind is FieldKind.REFERENCE else field.name: field
            for field in describe(kind)
        }
        kept_by_desk = {"position", "done", "forum_id"} & set(table_of(kind).model_fields)
        assert set(row.values) <= set(known) | kept_by_desk, row
        plain = {name: value for name, value in row.values.items() if name not in links(row)}
        fields_of(kind).model_validate(plain)
        for name, value in plain.items():
            field = known.get(name)
            if isinstance(value, datetime):
                aware = field is not None and field.kind is FieldKind.MOMENT
                assert (value.tzinfo is UTC) if aware else (value.tzinfo is None), (row, name)
            elif field is not None and field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
                given = value if isinstance(value, list) else [value]
                assert set(given) <= {*field.choices, None}, (row, name)
            elif field is not None and field.pattern and value:
                assert re.fullmatch(field.pattern, str(value)), (row, name)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_references_stand_before_what_refers_to_them(today: date) -> None:
    seen: dict[str, str] = {}
    for row in demo(today).rows:
        for field in describe(KINDS[row.kind]):
            if field.kind is FieldKind.REFERENCE and (named := row.values.get(f"{field.name}_id")):
                assert seen[str(named)] == field.refers_to, row
        for link in KINDS[row.kind].links:
            for member in links(row)[link.name]:
                assert seen[member[0] if link.quality else member] == link.kind, row
        assert row.id not in seen
        seen[row.id] = row.kind
    for step in demo(today).life:
        assert seen[step.agreement_id] == "agreements"
        assert "person_id" not in step.details or seen[str(step.details["person_id"])] == "people"
        assert step.verb != "set" or seen[str(step.details["id"])] == step.details["kind"]


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)], ids=str)
def test_a_database_with_all_its_rules_takes_every_row(today: date) -> None:
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    metadata = whole_schema()
    stamps: dict[str, Any] = {"created_at": datetime.now(UTC), "updated_at": datetime.now(UTC), "revision": 1}
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        metadata.create_all(connection)
        for row in demo(today).rows:
            kind = KINDS[row.kind]
            table = table_of(kind)
            plain = {name: value for name, value in row.values.items() if name not in links(row)}
            made = fields_of(kind).model_validate(plain).model_dump() | {
                name: plain[name] for name in ("done", "forum_id") if name in plain
            }
            filled = table(id=row.id, **stamps, **made).model_dump()
            connection.execute(metadata.tables[kind.table].insert(), filled)
            for link in kind.links:
                for number, member in enumerate(links(row)[link.name]):
                    pair = {
                        "id": demo_id("pair", link.table, f"{row.id}{number}"),
                        link.owner: row.id,
                        link.member: member[0] if link.quality else member,
                    } | ({link.quality: member[1]} if link.quality else {})
                    connection.execute(metadata.tables[link.table].insert(), stamps | pair)
        assert not connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()


def test_a_row_has_the_same_id_on_every_day() -> None:
    ids = [{row.id: row.kind for row in demo(today).rows if row.kind != "holidays"} for today in DAYS]
    assert all(other == ids[0] for other in ids)
    assert demo_id("halden", "customers", "FIN") == by_code()["FIN"]
    for row in demo().rows:
        assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", row.id)


def test_the_organisation_is_as_large_as_the_product_shows() -> None:
    count = Counter(row.kind for row in demo().rows)
    assert set(count) == set(ORDER)
    exact = {"customers": 9, "actions": 60, "services": 12, "projects": 10, "changes": 15, "demands": 30}
    assert {kind: count[kind] for kind in exact} == exact
    assert 43 <= count["people"] <= 48
    assert count["touches"] > 180
    assert count["meetings"] > 50


def test_the_customers_make_a_tree_with_every_kind_of_story() -> None:
    customers = rows("customers")
    codes = by_code()
    parents = {row.values["code"]: row.values.get("parent_id") for row in customers}
    assert (parents["TRE"], parents["RNA"]) == (codes["FIN"], codes["RET"])
    assert {row.values["kind"] for row in customers} == {word.value for word in vocabulary.CustomerKind}
    assert [row.values["code"] for row in customers if row.values["status"] == "dormant"] == ["MAR"]
    managed = {
        row.values["customer_id"]
        for row in rows("representations")
        if row.values["role"] == "relationship manager" and "active_until" not in row.values
    }
    assert {code for code, own_id in codes.items() if own_id not in managed} == {"RNA"}


def test_one_of_three_relationship_managers_is_overloaded() -> None:
    hours: Counter[object] = Counter()
    customers: Counter[object] = Counter()
    for row in rows("representations"):
        if row.values["role"] == "relationship manager" and "active_until" not in row.values:
            hours[row.values["person_id"]] += float(str(row.values["hours"]))  # type: ignore[assignment]  # hours
            customers[row.values["person_id"]] += 1
    people = {row.id: row.values for row in rows("people")}
    stretched = [
        people[str(person)]["name"]
        for person, given in hours.items()
        if given > float(str(people[str(person)]["capacity_hours"]))
    ]
    assert len(hours) == 3
    assert stretched == ["Ana Souza"]
    assert max(customers.values()) == 5


def test_the_people_are_as_real_ones_are() -> None:
    people = [row.values for row in rows("people")]
    emails = [str(values["email"]).casefold() for values in people]
    assert len(set(emails)) == len(emails)
    assert [values["name"] for values in people if values.get("active_until")] == ["Owen Fletcher"]
    oliveira = [values for values in people if str(values["name"]).endswith("Oliveira")]
    assert len({values["email"] for values in oliveira}) == 2
    assert len({values["phone"] for values in oliveira}) == 1
    scripts = ("山田 花子", "Łukasz Żółć", "نور الهدى", "Зоя Петрова", "Þórunn Jónsdóttir", "अंजलि देशपांडे")
    assert set(scripts) <= {values["name"] for values in people}
    roles = Counter((row.values["person_id"], row.values["customer_id"]) for row in rows("roles"))
    assert max(roles.values()) == 2


@pytest.mark.parametrize("kind", STATES)
def test_every_state_occurs(kind: str) -> None:
    name, words = STATES[kind]
    assert {row.values.get(name) for row in rows(kind)} == {word.value for word in words}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_board_has_late_carried_over_and_blocked_promises_of_both_sides(today: date) -> None:
    actions = [row.values for row in rows("actions", today)]
    open_ones = [values for values in actions if values["status"] not in ("done", "cancelled")]
    late = [values for values in open_ones if values.get("due") and values["due"] < today]  # type: ignore[operator]  # dates
    assert 7 <= len(late) <= 12
    assert {values["promised_by"] for values in late} == {"business", "IT"}
    assert sum(bool(values.get("carried_over")) for values in open_ones) >= 8
    assert all(values["status_reason"] for values in actions if values["status"] in ("blocked", "cancelled"))
    assert all(values["done"] < today for values in actions if values["status"] == "done")  # type: ignore[operator]  # dates
    draft = next(values for values in actions if values["title"] == "Draft SLA v2")
    assert draft["due"] == today - timedelta(days=12)
    assert draft["carried_over"] == 2


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_four_changes_are_risky_and_one_falls_into_the_quarter_end_close(today: date) -> None:
    changes = [row.values for row in rows("changes", today)]
    risky = [values for values in changes if values["risk"] in ("high", "very high")]
    assert len(risky) == 4
    assert sum(values.get("told") is None for values in risky) == 2
    close = next(row.values for row in rows("events", today) if row.values["title"] == "Quarter-end close")
    inside = next(values for values in changes if values["code"] == "CHG-121")
    start = inside["window_start"]
    assert isinstance(start, datetime)
    assert start.date() > today
    series = series_of(close)
    begins = instances(series, start.date() - timedelta(days=7), start.date())
    assert [begin for begin in begins if begin <= start < begin + series.length]
    assert set(close["customers"]) & set(inside["customers"])  # type: ignore[call-overload]  # lists
    for values in changes:
        if values["state"] in ("requested", "approved", "scheduled"):
            assert values["window_start"] > datetime.combine(today, datetime.min.time())  # type: ignore[operator]
        else:
            assert values["window_end"] < datetime.combine(today, datetime.min.time())  # type: ignore[operator]


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_active_customer_was_met_for_eighteen_months(today: date) -> None:
    codes = {own_id: code for code, own_id in by_code(today).items()}
    dates: dict[str, list[date]] = {code: [] for code in codes.values()}
    for row in rows("touches", today):
        at = row.values["at"]
        assert isinstance(at, datetime)
        assert at.date() < today
        dates[codes[str(row.values["customer_id"])]].append(at.date())
    for code, days in dates.items():
        if code != "MAR":
            assert min(days) < today - timedelta(days=480), code
            gaps = [later - earlier for earlier, later in zip(sorted(days), sorted(days)[1:], strict=False)]
            assert max(gaps) < timedelta(days=90), code
    assert (today - max(dates["LEG"])).days == 41
    limit = next(
        row.values["most_contacts"] for row in rows("customers", today) if row.values["code"] == "RET"
    )
    assert limit == 6
    assert 9 <= sum(day > today - timedelta(days=30) for day in dates["RET"]) <= 11


def test_touches_are_told_one_by_one() -> None:
    touches = [row.values for row in rows("touches") if "meeting_id" not in row.values]
    assert len({values["summary"] for values in touches}) == len(touches)
    assert len({values["channel"] for values in touches}) == 5
    held = {
        row.id for row in rows("meetings") if row.values.get("state") == "held" or "state" not in row.values
    }
    with_customers = {row.id for row in rows("events") if row.values["customers"]}
    expected = {
        row.id for row in rows("meetings") if row.id in held and row.values["event_id"] in with_customers
    }
    assert {row.values.get("meeting_id") for row in rows("touches")} - {None} == expected


def test_services_are_measured_for_twelve_months() -> None:
    months: dict[object, list[str]] = {}
    for row in rows("measures"):
        months.setdefault(row.values["subscription_id"], []).append(str(row.values["period"]))
    pairs = Counter((row.values["service_id"], row.values["customer_id"]) for row in rows("subscriptions"))
    services = {
        row.values["service_id"] for row in rows("subscriptions") if len(months.get(row.id, ())) == 12
    }
    assert max(pairs.values()) == 1
    assert len(services) == 11
    assert all(len(set(found)) == len(found) for found in months.values())
    newest = Counter(max(found) for found in months.values())
    # One of them is stale: its figures stopped coming.
    assert newest == {"2026-10": len(months) - 1, "2026-07": 1}
    live = {row.id for row in rows("services") if row.values.get("state") != "pipeline"}
    assert services == live


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_forums_meet_in_several_zones_at_times_that_exist(today: date) -> None:
    forums = rows("forums", today)
    assert {row.values["zone"] for row in forums} >= {"Europe/Berlin", "America/New_York", "Asia/Kolkata"}
    assert {row.values["frequency"] for row in forums} >= {"monthly", "quarterly", "half-yearly", "yearly"}
    events = {row.id: row.values for row in rows("events", today)}
    assert sorted(str(values["forum_id"]) for values in events.values() if "forum_id" in values) == sorted(
        row.id for row in forums
    )
    for values in events.values():
        if "forum_id" in values:
            upcoming = instances(series_of(values), today - timedelta(days=400), today + timedelta(days=400))
            assert all(start.weekday() < 5 for start in upcoming), values["title"]
            assert not any(is_skipped(start, str(values["zone"])) for start in upcoming)
        assert is_instance(series_of(values), values["start"]), values["title"]  # type: ignore[arg-type]  # datetime
    exceptions = rows("exceptions", today)
    assert any(row.values.get("cancelled") for row in exceptions)
    assert any(row.values.get("start") for row in exceptions)
    for row in [*exceptions, *rows("meetings", today)]:
        original = row.values.get("original_start", row.values.get("occurrence"))
        assert is_instance(series_of(events[str(row.values["event_id"])]), original)  # type: ignore[arg-type]  # datetime
    assert all(row.values["occurrence"].date() < today for row in rows("meetings", today))  # type: ignore[attr-defined]


def test_a_working_day_has_a_few_meetings() -> None:
    for offset in range(0, 45, 4):
        today = TODAY + timedelta(days=offset)
        demo_days = read_demo(FOLDER, today)
        titles = [
            row.values["title"]
            for row in demo_days.rows
            if row.kind == "events"
            and "forum_id" not in row.values
            and row.values.get("layer", "meeting") != "customer"
            and not row.values.get("all_day")
            and instances(series_of(row.values), today, today)
        ]
        closed = {
            row.values["date"]
            for row in demo_days.rows
            if row.kind == "holidays" and row.values["calendar"] == "Germany"
        }
        if today.weekday() < 5 and today not in closed:
            assert 3 <= len(titles) <= 4, (today, titles)


def test_the_agreements_live_through_every_state() -> None:
    codes = {own_id: code for code, own_id in by_code().items()}
    names = {row.id: codes[str(row.values["customer_id"])] for row in rows("agreements")}
    for today in DAYS:
        life = demo(today).life
        assert [step.at for step in life] == sorted(step.at for step in life)
        assert all(step.at.tzinfo is UTC and step.at.date() < today for step in life)
    verbs: dict[str, list[str]] = {}
    for step in demo().life:
        if step.details.get("kind") == "feedback":  # complaints go their way beside the agreements
            continue
        verbs.setdefault(names[step.agreement_id], []).append(step.verb)
    assert "RNA" not in verbs
    assert verbs["FIN"][-4:] == ["propose", "sign", "sign", "sign"]
    assert verbs["FIN"].count("propose") == 3
    assert verbs["TRE"][-4:] == ["set"] * 4
    assert verbs["LOG"][-2:] == ["withdraw", "set"]
    assert verbs["SSS"] == ["propose", "sign", "decline", "set", "propose", "sign", "sign"]
    assert verbs["MAR"][-1] == "terminate"
    terms = {names[row.id]: row.values.get("term_end") for row in rows("agreements")}
    assert terms["HR"] == TODAY + timedelta(days=9)
    assert terms["LEG"] == TODAY - timedelta(days=20)
    lapsing = [row.values["valid_until"] for row in rows("appendices")]
    assert TODAY + timedelta(days=12) in lapsing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-24"),
        ("+12d", "2026-12-06"),
        ("-3w", "2026-11-03"),
        ("-2m", "2026-09-24"),
        ("+1w sat", "2026-12-05"),
        ("-1wd", "2026-11-23"),
        ("+4wd", "2026-11-30"),
        ("+4d wd", "2026-11-30"),
        ("month", "2026-11-01"),
        ("month-1", "2026-10-01"),
        ("month-end+3", "2027-02-28"),
        ("quarter", "2026-10-01"),
        ("quarter-end", "2026-12-31"),
        ("year-end -1w", "2026-12-24"),
        ("nov-1 4th thu", "2026-11-26"),
        ("month last mon", "2026-11-30"),
        ("easter +1d", "2026-04-06"),
    ],
)
def test_dates_read_from_left_to_right(text: str, expected: str) -> None:
    assert DemoDays(TODAY).day(text) == date.fromisoformat(expected)


def test_working_days_pass_over_holidays() -> None:
    days = DemoDays(date(2026, 12, 24), frozenset({date(2026, 12, 25)}))
    assert days.day("+1wd") == date(2026, 12, 28)
    assert DemoDays(date(2026, 12, 25), days.closed).day("-1wd") == date(2026, 12, 24)
    assert DemoDays(date(2026, 12, 27), days.closed).day("+0wd") == date(2026, 12, 28)


def test_a_time_that_the_clocks_skip_moves_on() -> None:
    days = DemoDays(date(2027, 3, 28))
    assert days.existing_local("today 02:30", "Europe/Berlin") == datetime.fromisoformat("2027-03-28T03:00")
    assert days.moment("today 02:30", "UTC") == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    with pytest.raises(FieldError, match="someday"):
        days.day("someday")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no demo files"),
        ('[[customers]]\ncode = "A"\ncolour = "red"\n', "colour"),
        ('[[customers]]\ncode = "A"\n[[customers]]\ncode = "A"\n', "twice"),
        ('[[customers]]\nname = "A"\n', "without code"),
        ('[[customers]]\ncode = "A"\nparent = "B"\n', "'B'"),
        ('[[vendors]]\ncode = "A"\n', "vendors"),
        ("[[customers]\n", "cannot be read"),
        ('[[tables]]\nkind = "services"\ncolumns = ["name"]\nrows = [["a", "b"]]\n', "1 values"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: str, message: str) -> None:
    if content:
        (tmp_path / "wrong.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BrmError, match=message):
        read_demo(tmp_path, TODAY)
