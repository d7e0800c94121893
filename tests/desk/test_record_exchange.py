"""Records out and in again: CSV, Excel and vCards give the same desk, and no file leaves half of itself behind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brm_tui.clock import Clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import steps
from brm_tui.desk.record_export import export_records
from brm_tui.desk.table_import import Given, dry_run, heads_of, import_table, importable
from brm_tui.errors import BrmError
from brm_tui.interchange.csv_file import csv_bytes
from brm_tui.interchange.vcard_file import VcardPerson, read_vcards, vcards_bytes
from brm_tui.model.kinds import describe
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS
from tests.store.history_tools import assert_derived, tables

OF_EVERY_FORM = (
    "customers", "measures", "events", "actions", "changes", "subscriptions", "forums", "demands", "touches",
)  # fmt: skip
"""KINDs that have fields of every form between them."""
NOT_FROM_TABLES = {"versions", "signatures", "calendars"}
"""Frozen and signed, or a calendar of another program: only bundles carry them whole."""
IDENTITY_OF_OTHERS = {
    "touch": ("customer_id", "at", "summary"), "service_measure": ("subscription_id", "period"),
}  # fmt: skip
"""What is one row by something else than its id: meetings make touches, and measures are one a month."""


@pytest.fixture
def other(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Open another, empty desk."""
    opened = Desk.open(Home(tmp_path / "other"), clock)
    yield opened
    opened.close()


def test_what_was_written_says_nothing_new(demo: Desk, tmp_path: Path) -> None:
    for kind, suffix in (*product(importable(), [".csv"]), *product(OF_EVERY_FORM, [".xlsx"])):
        path = tmp_path / f"{kind}{suffix}"
        written = export_records(demo, kind, path, internal=True)
        report = dry_run(demo, kind, path)
        assert report.counts == {"create": 0, "update": 0, "skip": 0, "unchanged": written.records}, (
            report.lines
        )


def test_tables_of_all_kinds_make_an_empty_desk_the_same(demo: Desk, other: Desk, tmp_path: Path) -> None:
    kinds = importable()
    assert set(KINDS) - set(kinds) == NOT_FROM_TABLES
    for kind in kinds:
        path = tmp_path / f"{kind}.csv"
        written = export_records(demo, kind, path, internal=True)
        report = import_table(other, kind, path)
        assert not report.counts["skip"], (kind, [line for line in report.lines if line.verb == "skip"][:3])
        assert len(report.lines) == written.records
    here, there = _said(other), _said(demo)
    assert {table for table in there if here.get(table) != there[table]} == {"agreement_version", "signature"}
    assert_derived(other)


def _said(desk: Desk) -> dict[str, dict[object, dict[str, object]]]:
    """Return all rows of records, each by its id or by what stands for one."""
    found: dict[str, dict[object, dict[str, object]]] = {}
    links = {link.table: (link.owner, link.member) for kind in KINDS.values() for link in kind.links}
    rows_of = tables(desk)
    touches = {row_id: row["summary"] for row_id, row in rows_of["touch"].items()}
    for table, rows in rows_of.items():
        names = links.get(table) or IDENTITY_OF_OTHERS.get(table)
        for row_id, row in rows.items():
            del row["created_at"]
            if names is not None:
                del row["id"]
            if "touch_id" in row:
                row["touch_id"] = touches[row["touch_id"]]
            key = row_id if names is None else tuple(row[name] for name in names)
            assert found.setdefault(table, {}).setdefault(key, row) == row, (table, key)
    return {table: rows for table, rows in found.items() if table != "desk_setting"}


def test_hostile_texts_come_back_as_they_were(hostile: Desk, tmp_path: Path) -> None:
    for kind, suffix in product(("customers", "services", "projects", "risks", "log"), (".csv", ".xlsx")):
        path = tmp_path / f"{kind}{suffix}"
        written = export_records(hostile, kind, path, internal=True)
        report = dry_run(hostile, kind, path)
        # A tag with a comma in it, which nobody can enter, becomes two.
        other = [
            line for line in report.lines if line.verb != "unchanged" and not line.reason.startswith("tags: ")
        ]
        assert not other
        assert len(report.lines) == written.records


def test_a_spreadsheet_runs_nothing(desk: Desk, tmp_path: Path) -> None:
    for number, name in enumerate(("=1+1", "+49", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0")):
        records.add(desk, "customers", {"name": name, "code": f"C{number}"})
    export_records(desk, "customers", tmp_path / "x.csv")
    cells = [
        cell for line in (tmp_path / "x.csv").read_text("utf-8-sig").splitlines() for cell in line.split(",")
    ]
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "+", "-", "@"))]
    export_records(desk, "customers", tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_what_is_internal_and_notes_stay_unless_they_are_asked_for(demo: Desk, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    written = export_records(demo, "risks", path)
    assert written.withheld == 1
    assert "platform of its own" not in path.read_text("utf-8-sig")
    export_records(demo, "customers", path)
    assert "notes" not in path.read_text("utf-8-sig").splitlines()[0].split(",")
    export_records(demo, "customers", path, internal=True)
    assert "notes" in path.read_text("utf-8-sig").splitlines()[0].split(",")


def _csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_import_is_one_step_and_says_why(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN", "tier": 2})
    path = _csv(
        tmp_path / "customers.csv",
        "Code;Name;Tier;Part of;Colour",
        "FIN;Finance;1;;red",
        "TRE;Treasury;2;FIN;",
        "SUB;Cash desk;;TRE;",
        "BAD;Broken;9;;",
        ";Nameless;;;",
        "TRE;Twice;;;",
        "LOST;Lost;;NOWHERE;",
    )
    before = tables(desk)
    planned = dry_run(desk, "customers", path)
    assert tables(desk) == before
    assert planned.counts == {"create": 2, "update": 1, "skip": 4, "unchanged": 0}
    reasons = {line.line: line.reason for line in planned.lines}
    assert reasons[2] == "tier: 2 → 1"
    assert "tier: '9'; allowed" in reasons[5]
    assert reasons[6] == "code: must be given"
    assert reasons[7] == "line 3 is about the same"
    assert "parent: 'NOWHERE'" in reasons[8]
    assert planned.notes == ("Columns that say nothing here are left out: ‘Colour’.",)

    done = import_table(desk, "customers", path)
    assert done.label == steps(desk)[0].label == "Import 3 customers from customers.csv"
    assert desk.reader.execute(
        "SELECT c.code, c.tier, p.code FROM customer c LEFT JOIN customer p ON p.id = c.parent_id ORDER BY c.code"
    ).fetchall() == [("FIN", 1, None), ("SUB", 2, "TRE"), ("TRE", 2, "FIN")]
    again = import_table(desk, "customers", path)
    assert (again.counts["unchanged"], again.label) == (3, "")
    desk.undo()
    assert tables(desk) == before


def test_customers_that_would_be_parts_of_each_other_are_left_out(desk: Desk, tmp_path: Path) -> None:
    path = _csv(tmp_path / "c.csv", "code,name,parent", "A,Aa,B", "B,Bb,C", "C,Cc,A", "D,Dd,D")
    report = import_table(desk, "customers", path)
    assert report.counts == {"create": 0, "update": 0, "skip": 4, "unchanged": 0}
    assert {line.line: line.reason for line in report.lines} == {
        2: "parent: 'B' is left out itself",
        3: "parent: 'C' is left out itself",
        4: "parent: 'A'; allowed: a customer that is no part of this one",
        5: "parent: 'D'; allowed: a customer that is no part of this one",
    }


def test_columns_are_told_once_and_remembered(demo: Desk, tmp_path: Path) -> None:
    lines = ("Ticket;What;Risk level;Planned", "CHG-900;Swap a switch;high;2026-12-24T20:00")
    path = _csv(tmp_path / "servicedesk.csv", *lines)
    heads, known, fields = heads_of(demo, "changes", path)
    assert heads == ("Ticket", "What", "Risk level", "Planned")
    assert known == {"Ticket": "code"}
    assert "window_start" in fields
    with pytest.raises(BrmError, match="no column title"):
        dry_run(demo, "changes", path)
    columns = {"Ticket": "code", "What": "title", "Risk level": "risk", "Planned": "window_start"}
    assert import_table(demo, "changes", path, given=Given(columns)).counts["create"] == 1
    row = demo.reader.execute(
        "SELECT title, risk, window_start FROM change WHERE code = 'CHG-900'"
    ).fetchone()
    assert row == ("Swap a switch", "high", "2026-12-24 20:00:00.000000")

    other_file = _csv(tmp_path / "next.csv", lines[0], "CHG-901;Swap another;low;2026-12-25T20:00")
    assert import_table(demo, "changes", other_file).counts["create"] == 1
    with pytest.raises(BrmError, match="'nonsense' is no field"):
        dry_run(demo, "changes", path, given=Given({"Ticket": "nonsense"}))
    with pytest.raises(BrmError, match="no column 'Absent'"):
        dry_run(demo, "changes", path, given=Given({"Absent": "code"}))


def test_what_rows_do_not_say_can_be_said_beside_them(desk: Desk, tmp_path: Path) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    path = _csv(tmp_path / "d.csv", "title,horizon", "Faster close,now", "More reports,later")
    report = import_table(desk, "demands", path, given=Given(usual={"customer": "FIN", "kind": "need"}))
    assert report.counts["create"] == 2
    assert desk.reader.execute("SELECT DISTINCT kind FROM demand").fetchall() == [("need",)]


def test_what_the_rules_refuse_is_told_by_the_dry_run_and_nothing_is_taken(
    demo: Desk, tmp_path: Path
) -> None:
    change = demo.reader.execute(
        "SELECT code FROM change WHERE state = 'cancelled' AND code IS NOT NULL"
    ).fetchone()[0]
    path = _csv(
        tmp_path / "c.csv", "code,title,state", f"{change},Back again,scheduled", "CHG-999,New,requested"
    )
    before = tables(demo, moving=True)
    planned = dry_run(demo, "changes", path)
    assert planned.refused
    assert "Line 2" in planned.notes[-1]
    with pytest.raises(BrmError, match="Line 2"):
        import_table(demo, "changes", path)
    assert tables(demo, moving=True) == before


MALFORMED = {
    "empty.csv": b"",
    "blank.csv": b"\n\n   \n",
    "zeros.csv": b"\x00" * 5000,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "unclosed.csv": b'code,name\n"FIN,Finance\n' + b"x" * 200_000,
    "no.xlsx": b"PK\x03\x04 nonsense",
    "text.xlsx": b"code,name\nFIN,Finance\n",
    "old.xls": b"\xd0\xcf\x11\xe0",
    "none.vcf": b"hello",
    "halves.vcf": b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_cannot_be_read_is_refused_with_what_to_do(desk: Desk, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MALFORMED[name])
    before = tables(desk)
    with pytest.raises(BrmError, match=r"Nothing was imported|no column"):
        import_table(desk, "people", path)
    assert tables(desk) == before


def test_odd_files_are_taken_as_far_as_they_go(desk: Desk, tmp_path: Path) -> None:
    text = "name;email\r\nJörg Müller;j@x.example\r\nragged\r\nToo;many;cells;here\r\n"
    for number, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "cp1252")):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(text.encode(encoding))
        report = import_table(desk, "people", path)
        assert report.counts["skip"] == 2
        assert report.counts["create" if number == 0 else "unchanged"] == 1
    assert desk.reader.execute("SELECT name FROM person").fetchall() == [("Jörg Müller",)]


def test_a_very_long_line_is_left_out_and_the_rest_taken(desk: Desk, tmp_path: Path) -> None:
    path = _csv(tmp_path / "long.csv", "name,email", "A" * 100_000 + ",a@x.example", "Bo,b@x.example")
    report = import_table(desk, "people", path)
    assert (report.counts["create"], report.counts["skip"]) == (1, 1)


def test_an_excel_bomb_is_not_unpacked(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from brm_tui.interchange import excel_file

    monkeypatch.setattr(excel_file, "LARGEST", 1_000_000)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * 5_000_000)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(packed.getvalue())
    with pytest.raises(BrmError, match="unpacked"):
        import_table(desk, "people", path)


OUTLOOK = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg\r\n"
    b"FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller\r\nORG:Acme;Sales\r\nTITLE:Head\r\n"
    b"TEL;WORK;FAX:+49 2\r\nTEL;WORK;VOICE:+49 1\r\nEMAIL;PREF;INTERNET:j@x.example\r\n"
    b"PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQ\r\n AAAA\r\n\r\nEND:VCARD\r\n"
)
GOOGLE = (
    b"BEGIN:VCARD\nVERSION:3.0\nitem1.EMAIL;type=INTERNET;type=pref:g@x.example\nitem1.X-ABLabel:_$!<Work>!$_\n"
    b"N:Doe;John;;Dr.;\nEND:VCARD\n"
)
APPLE = (
    b'BEGIN:VCARD\nVERSION:4.0\nFN:Zo\xc3\xab\nTEL;VALUE=uri;TYPE="voice,work":tel:+44-1\nEMAIL;PREF=2:a@x.example\n'
    b"EMAIL;PREF=1:b@x.example\nORG:Semi\\;colon;Unit\nEND:VCARD\n"
)
GROUP = b"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nEND:VCARD\n"


def test_cards_of_other_programs_become_people(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "all.vcf"
    path.write_bytes(OUTLOOK + GOOGLE + APPLE + GROUP + b"BEGIN:VCARD\nnonsense\nEND:VCARD\n")
    report = import_table(desk, "people", path)
    assert report.counts["create"] == 3
    assert any("1 of 5 cards" in note for note in report.notes)
    assert desk.reader.execute(
        "SELECT name, email, phone, title, organisation FROM person ORDER BY name"
    ).fetchall() == [
        ("Dr. John Doe", "g@x.example", "", "", ""),
        ("Jörg Müller", "j@x.example", "+49 1", "Head", "Acme, Sales"),
        ("Zoë", "b@x.example", "+44-1", "", "Semi;colon, Unit"),
    ]


def test_people_go_out_as_cards_and_come_in_unchanged(demo: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    written = export_records(demo, "people", path)
    assert written.left_out >= 1
    report = dry_run(demo, "people", path)
    assert report.counts["unchanged"] == written.records - report.counts["skip"], report.lines
    assert not report.counts["update"]
    # The pair that was entered twice cannot be told apart by name alone.
    assert report.counts["skip"] <= 2


_LINE = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=80).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(_LINE.filter(bool), _LINE, _LINE), min_size=1, max_size=4))
def test_any_text_survives_a_card(people: list[tuple[str, str, str]]) -> None:
    cards = [VcardPerson(str(number), *one[:1], "", "", *one[1:]) for number, one in enumerate(people)]
    assert [row.cells for row in read_vcards(io.BytesIO(vcards_bytes(cards))).rows] == [
        (one.name, one.email, one.phone, one.title, one.organisation) for one in cards
    ]


def test_many_rows_tell_how_far_they_are(desk: Desk, tmp_path: Path) -> None:
    rows = [[f"Person {number}", f"p{number}@x.example"] for number in range(600)]
    path = tmp_path / "people.csv"
    path.write_bytes(csv_bytes(["name", "email"], rows))
    told: list[int] = []
    assert import_table(desk, "people", path, told.append).counts["create"] == 600
    assert told == sorted(told)
    assert len(told) > 10


def test_these_kinds_have_fields_of_every_form() -> None:
    forms = {field.kind for kind in importable() for field in describe(KINDS[kind])}
    assert {field.kind for kind in OF_EVERY_FORM for field in describe(KINDS[kind])} == forms
