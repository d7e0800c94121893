"""Reports: what they say on the demo, what stays in the house, and what they mark since the last pack."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from brm_tui.clock import pinned_clock
from brm_tui.desk import records
from brm_tui.desk.desk import Desk
from brm_tui.desk.history import steps
from brm_tui.desk.report import build_report, export_report
from brm_tui.desk.reports import REPORTS
from brm_tui.errors import BrmError, FieldError, NotFoundError
from brm_tui.interchange.documents.files import document_bytes
from brm_tui.interchange.documents.model import Chart, Document, Heading, Note, Table
from brm_tui.rules.kinds import KINDS

INTERNAL = (
    "objectives",
    "actions",
    "risks",
    "feedback",
    "log",
    "successes",
    "touches",
    "projects",
    "changes",
    "demands",
)


def tables(document: Document) -> list[Table]:
    """Return the tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def text_of(document: Document) -> str:
    """Return all that a document says."""
    return document_bytes(document, ".md").decode()


def test_every_report_takes_every_customer_and_period(demo: Desk) -> None:
    for name, customer, period in product(
        REPORTS, ("FIN", "MAR", ""), ("2026-10", "2026-Q3", "2026", "2019-01")
    ):
        built = build_report(demo, name, customer, period)
        assert built.period.text == period
        assert any(isinstance(block, Heading) for block in built.document.blocks), (name, customer, period)
        assert document_bytes(built.document, ".md")


def test_an_empty_desk_gives_a_report_that_says_so(desk: Desk) -> None:
    for name in REPORTS:
        built = build_report(desk, name)
        assert any(isinstance(block, Note) for block in built.document.blocks) or name == "brief"


def test_what_is_internal_never_leaves_and_is_named_in_the_preview(demo: Desk) -> None:
    for kind in INTERNAL:
        rows = demo.reader.execute(f"SELECT id FROM {_table(kind)}").fetchall()
        with demo.step("Mark") as step:
            for (row_id,) in rows:
                records.update(demo, step, KINDS[kind], row_id, {"internal": True})
    secrets = {
        str(title)
        for kind in INTERNAL
        for (title,) in demo.reader.execute(f"SELECT {_name(kind)} FROM {_table(kind)}").fetchall()
        if title
    }
    for name in REPORTS:
        built = build_report(demo, name, "FIN", "2026")
        said = {cell for table in tables(built.document) for row in table.rows for cell in row}
        assert not said & secrets, name
        if name in ("service-review", "initiative-review", "alignment", "handover"):
            assert {one.name for one in built.withheld} & secrets


def _table(kind: str) -> str:
    return KINDS[kind].table


def _name(kind: str) -> str:
    return {"touches": "summary", "projects": "name"}.get(kind, "title")


def test_the_service_review_says_what_was_measured(demo: Desk) -> None:
    built = build_report(demo, "service-review", "FIN", "2026-10")
    services = tables(built.document)[0]
    measured = demo.reader.execute(
        "SELECT s.name, m.level FROM service_measure m JOIN subscription p ON p.id = m.subscription_id"
        " JOIN service s ON s.id = p.service_id JOIN customer c ON c.id = p.customer_id"
        " WHERE c.code = 'FIN' AND m.period = '2026-10' ORDER BY s.name_sort"
    ).fetchall()
    assert [(row[0], row[2].strip("●■ ↑↓→")) for row in services.rows] == [
        (name, f"{level:g} %") for name, level in measured
    ]
    charts = [block for block in built.document.blocks if isinstance(block, Chart)]
    assert [chart.unit for chart in charts] == ["%", "1 to 5"]
    assert all(len(figures) == len(chart.labels) == 12 for chart in charts for _name, figures in chart.series)


def test_unknown_is_never_zero(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    records.add(desk, "services", {"name": "Payroll"})
    records.add(desk, "subscriptions", {"service": "Payroll", "customer": "FIN"})
    built = build_report(desk, "service-review", "FIN", "2026-10")
    assert tables(built.document)[0].rows == (("Payroll", "normal", "○ not measured", "–", "–", "–"),)


def test_what_has_changed_since_the_last_pack_is_marked(demo: Desk, tmp_path: Path) -> None:
    first = export_report(
        demo, "initiative-review", tmp_path / "first.md", customer="FIN", period="2026-Q3"
    ).built
    assert first.since == ""
    assert steps(demo)[0].label == "Hand over: Initiative review, Finance, 2026-Q3"

    demo.clock = pinned_clock("2026-12-01", "Europe/Berlin")
    action = demo.reader.execute(
        "SELECT a.id, a.title FROM action a JOIN customer c ON c.id = a.customer_id"
        " WHERE c.code = 'FIN' AND a.status = 'planned' AND a.internal = 0 ORDER BY a.due DESC LIMIT 1"
    ).fetchone()
    records.change(demo, "actions", action[0], {"title": "Another title"})
    records.add(
        demo, "actions", {"title": "Brand new", "customer": "FIN", "status": "planned", "due": "2026-12-20"}
    )
    gone = demo.reader.execute(
        "SELECT a.id, a.title FROM action a JOIN customer c ON c.id = a.customer_id WHERE c.code = 'FIN'"
        " AND a.status = 'in progress' AND a.internal = 0 ORDER BY a.id LIMIT 1"
    ).fetchone()
    records.delete(demo, "actions", gone[0])

    second = build_report(demo, "initiative-review", "FIN", "2026-Q3")
    assert second.since == "24 Nov 2026"
    promised = next(table for table in tables(second.document) if table.heads[0] == "Action")
    marks = {row[0]: row[-1] for row in promised.rows}
    assert marks["Another title"] == f"▲ Action was {action[1]}"
    assert marks["Brand new"] == "▲ new"
    assert f"No longer here since 24 Nov 2026: {gone[1]}" in text_of(second.document).replace("\\", "")


def test_the_same_pack_again_is_remembered_once(demo: Desk, tmp_path: Path) -> None:
    for number in range(2):
        export_report(demo, "success", tmp_path / f"{number}.md", customer="FIN")
    assert demo.reader.execute("SELECT COUNT(*) FROM handed_over_pack").fetchone() == (1,)
    content = json.loads(demo.reader.execute("SELECT content FROM handed_over_pack").fetchone()[0])
    assert "successes" in content
    demo.undo()
    assert demo.reader.execute("SELECT COUNT(*) FROM handed_over_pack").fetchone() == (0,)


def test_evidence_names_what_is_missing(desk: Desk) -> None:
    records.add(desk, "customers", {"name": "Finance", "code": "FIN"})
    rows = tables(build_report(desk, "evidence", "FIN", "2026").document)[0].rows
    assert len(rows) == 9
    assert rows[1][1:] == ("■ missing", "nothing", "no relationship manager is named")
    records.add(desk, "people", {"name": "Ana Souza", "email": "ana@x.example", "side": "IT"})
    records.add(desk, "representations", {"person": "ana@x.example", "customer": "FIN"})
    rows = tables(build_report(desk, "evidence", "FIN", "2026").document)[0].rows
    assert rows[1][1:] == ("● proved", "Ana Souza", "nothing")


def test_hostile_texts_break_no_report(hostile: Desk, tmp_path: Path) -> None:
    for name in REPORTS:
        for suffix in (".md", ".html", ".docx"):
            path = tmp_path / f"{name}{suffix}"
            export_report(
                hostile, name, path, customer="" if suffix == ".md" else _a_customer(hostile), period="2026"
            )
            data = path.read_bytes()
            assert data
            assert b"\x1b" not in data or suffix == ".docx"
            assert b"<script>" not in data or suffix != ".html"


def _a_customer(desk: Desk) -> str:
    """Return the customer with most measures: it has charts."""
    found: str = desk.reader.execute(
        "SELECT p.customer_id FROM subscription p JOIN service_measure m ON m.subscription_id = p.id"
        " GROUP BY 1 ORDER BY COUNT(*) DESC LIMIT 1"
    ).fetchone()[0]
    return found


def test_what_cannot_be_is_refused(demo: Desk, tmp_path: Path) -> None:
    attempts: list[tuple[dict[str, Any], type[BrmError]]] = [
        ({"name": "nonsense"}, FieldError),
        ({"name": "success", "customer": "NONE"}, NotFoundError),
        ({"name": "success", "period": "2026-13"}, FieldError),
    ]
    for given, error in attempts:
        with pytest.raises(error):
            build_report(demo, **given)
    with pytest.raises(BrmError, match="must end in"):
        export_report(demo, "success", tmp_path / "x.pdf")
    with pytest.raises(BrmError, match="no folder"):
        export_report(demo, "success", tmp_path / "none" / "x.md")
    assert demo.reader.execute("SELECT COUNT(*) FROM handed_over_pack").fetchone() == (0,)


def test_the_users_own_template_goes_before_ours(demo: Desk, tmp_path: Path) -> None:
    demo.home.templates.mkdir(parents=True)
    own = demo.home.templates / "document.html"
    own.write_text("<h1>House of {{ document.subtitle }}</h1>", encoding="utf-8")
    export_report(demo, "success", tmp_path / "x.html", customer="FIN")
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == "<h1>House of Finance and IT</h1>"
    own.write_text("{{ nonsense.here }}", encoding="utf-8")
    with pytest.raises(BrmError, match="does not work"):
        export_report(demo, "success", tmp_path / "y.html", customer="FIN")
    assert not (tmp_path / "y.html").exists()


def test_a_chart_is_the_same_twice_and_stands_in_each_format(demo: Desk) -> None:
    built = build_report(demo, "service-review", "FIN", "2026-10")
    page = document_bytes(built.document, ".html")
    assert page == document_bytes(built.document, ".html")
    assert page.count(b"<svg") == 2
    assert b"Service level, the last twelve months" in document_bytes(built.document, ".md")
    assert document_bytes(built.document, ".docx").count(b"word/media/image") >= 2
