"""Importing measures: what becomes of each row, as one step, and again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from brm_tui.desk.desk import Desk
from brm_tui.desk.measures import month_sheet
from brm_tui.desk.records import add
from brm_tui.desk.table_import import TableReport, dry_run, import_table
from brm_tui.errors import BrmError

HEAD = "service,customer,period,level,target,satisfaction,cost\n"


@pytest.fixture
def taken(desk: Desk) -> Desk:
    """Make two customers and the services that they take."""
    for name, code in (("Finance", "FIN"), ("Straße & Söhne", "STR")):
        add(desk, "customers", {"name": name, "code": code, "status": "active"})
    for name in ("Mail", "Payroll"):
        add(desk, "services", {"name": name})
        add(desk, "subscriptions", {"service": name, "customer": "FIN", "level_target": 99.5})
    add(desk, "subscriptions", {"service": "Mail", "customer": "STR", "currency": "CHF"})
    return desk


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Return a file of this text."""
    path = folder / "measures.csv"
    path.write_bytes(text.encode(encoding))
    return path


def verbs(report: TableReport) -> list[str]:
    """Return what becomes of each row."""
    return [line.verb for line in report.lines]


def known(desk: Desk) -> list[tuple[object, ...]]:
    """Return October as it is in the desk."""
    return [
        (row.customer, row.service, row.level, row.target, row.satisfaction, row.cost, row.currency)
        for row in month_sheet(desk, "2026-10")
        if row.revision is not None
    ]


def test_creates_updates_and_says_so(taken: Desk, tmp_path: Path) -> None:
    """A dry run changes nothing and says what the import then does; the second time there is nothing to do."""
    path = written(
        tmp_path, HEAD + "Mail,FIN,2026-10,99.7,,4.5,1234.50\nmail,strasse & söhne,2026-10,98,99,,\n"
    )
    told = dry_run(taken, "measures", path)
    assert (told.dry_run, verbs(told), known(taken)) == (True, ["create", "create"], [])
    assert told.lines[0].reason == "level 99.7, satisfaction 4.5, cost 1234.50, target 99.5"
    done = import_table(taken, "measures", path)
    assert done.lines == told.lines
    assert done.label == "Import 2 measures from measures.csv"
    assert known(taken) == [
        ("Finance", "Mail", 99.7, 99.5, 4.5, 123_450, "EUR"),
        ("Straße & Söhne", "Mail", 98.0, 99.0, None, None, "CHF"),
    ]
    again = import_table(taken, "measures", path)
    assert (verbs(again), again.label, again.changes) == (["unchanged", "unchanged"], "", False)
    path = written(tmp_path, HEAD + "Mail,FIN,2026-10,99.1,,,\nMail,STR,2026-10,98.0,99,,\n")
    assert import_table(taken, "measures", path).lines[0].reason == "level 99.7 → 99.1"
    assert known(taken)[0] == ("Finance", "Mail", 99.1, 99.5, 4.5, 123_450, "EUR")


def test_one_step_that_undoes(taken: Desk, tmp_path: Path) -> None:
    """U takes the whole file back, and brings it again."""
    path = written(tmp_path, HEAD + "Mail,FIN,2026-10,99.7,,,\nPayroll,FIN,2026-10,99.7,,,\n")
    import_table(taken, "measures", path)
    both = known(taken)
    assert taken.undo().label == "Import 2 measures from measures.csv"
    assert known(taken) == []
    taken.redo()
    assert known(taken) == both
    assert verbs(dry_run(taken, "measures", path)) == ["unchanged", "unchanged"]


def test_reads_what_other_programs_write(taken: Desk, tmp_path: Path) -> None:
    """A mark of UTF-8, semicolons, decimal commas, percent signs, quotes, other heads and another order."""
    text = (
        'Code;"Service";Month;"Level, %";"Satisfaction, 1 to 5";Cost;Remark\r\n'
        'FIN;Mail;10/2026;99,712 %;"4,5";"1.234,50";ok\r\n'
        "FIN;Payroll;31.10.2026;99,7;;17600,5;\r\n"
    )
    path = written(tmp_path, text, "utf-8-sig")
    report = import_table(taken, "measures", path)
    assert verbs(report) == ["create", "create"]
    assert report.notes == ("Columns that say nothing here are left out: ‘Remark’.",)
    assert [row[2:6] for row in known(taken)] == [(99.712, 99.5, 4.5, 123_450), (99.7, 99.5, None, 1_760_050)]


def test_says_why_a_row_is_left_out(taken: Desk, tmp_path: Path) -> None:
    """Each reason names what stands there and what may; the other rows are imported."""
    rows = [
        "Mail,FIN,2026-10,101,,,",
        "Mail,FIN,2026-10,99,,,",
        "Mail,FIN,2026-10,98,,,",
        "Payroll,STR,2026-10,99,,,",
        "[/],=cmd,2026-10,99,,,",
        "Mail,FIN,soon,99,,,",
        "Mail,FIN,2027-01,99,,,",
        "Payroll,FIN,2026-10,,,,",
        "Payroll,FIN,2026-10,99",
        "Payroll,FIN,2026-10,99,,,,,7",
        ",FIN,2026-10,99,,,",
        "Payroll,FIN,2026-09,99,,0.5,",
    ]
    report = import_table(taken, "measures", written(tmp_path, HEAD + "\n".join(rows)))
    reasons = {line.line: line.reason for line in report.lines if line.verb == "skip"}
    assert report.counts == {"create": 1, "update": 0, "skip": 11, "unchanged": 0}
    assert reasons[2] == "Level achieved: '101' is not a number like 4.5 from 0 to 100"
    assert (
        reasons[4].startswith("line 2 says this month already")
        or reasons[4] == "line 3 says this month already"
    )
    assert reasons[5] == "no customer STR takes a service Payroll"
    assert reasons[6] == "no customer =cmd takes a service [/]"
    assert "no month such as 2026-11" in reasons[7]
    assert reasons[8] == "2027-01 is still to come"
    assert reasons[9] == "no figure in this row"
    assert reasons[10] == "4 cells, but there are 7 heads"
    assert reasons[11] == "9 cells, but there are 7 heads"
    assert reasons[12] == "no service in this row"
    assert reasons[13].startswith("Satisfaction: '0.5'")
    assert known(taken) == [("Finance", "Mail", 99.0, 99.5, None, None, "EUR")]


def test_files_that_cannot_be_are_refused(taken: Desk, tmp_path: Path) -> None:
    """Missing columns are named, as is a file that is not there."""
    with pytest.raises(BrmError, match="no column customer, period"):
        dry_run(taken, "measures", written(tmp_path, "service,level\nMail,99\n"))
    with pytest.raises(BrmError, match="cannot be read"):
        dry_run(taken, "measures", tmp_path / "nowhere.csv")
    with pytest.raises(BrmError, match="cannot be imported"):
        dry_run(taken, "signatures", written(tmp_path, HEAD))
    with pytest.raises(BrmError, match="two columns for service"):
        dry_run(taken, "measures", written(tmp_path, "Service,service,customer,period\n"))


def test_gives_up_without_a_trace(taken: Desk, tmp_path: Path) -> None:
    """Whoever leaves while it runs leaves the desk as it was."""
    path = written(tmp_path, HEAD + "Mail,FIN,2026-10,99.7,,,\n")

    def leave(hundredths: int) -> None:
        if hundredths >= 60:
            raise BrmError("Given up", "Nothing was imported.")

    with pytest.raises(BrmError, match="Given up"):
        import_table(taken, "measures", path, leave)
    assert known(taken) == []
