"""Reports as documents: built, compared with the last pack that was handed over, written, and kept as handed over."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from brm_tui.config import write_atomically
from brm_tui.desk.agreement_paper_words import day_words
from brm_tui.desk.desk import Desk
from brm_tui.desk.reports import Report, report_named
from brm_tui.desk.reports.content import Asked, Content, ReportCustomer, ReportTable, Withheld, kept, marked
from brm_tui.errors import BrmError
from brm_tui.interchange.documents.files import checked_suffix, document_bytes
from brm_tui.interchange.documents.model import Block, Document, Facts
from brm_tui.rules.report_periods import Period, read_period, usual_period
from brm_tui.store.queries.rows import find_id

__all__ = ["BuiltReport", "WrittenReport", "build_report", "export_report"]

_ONE_PAGE = ("brief",)


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """A report that nobody has yet.

    Attributes:
        report: Which one.
        customer: Whom it is about, None for all.
        period: Of what time.
        document: As it will be written.
        withheld: What stays in the house.
        since: The day of the pack that it was compared with, in words; empty: there is none.
        snapshot: What will be kept of it.
    """

    report: Report
    customer: ReportCustomer | None
    period: Period
    document: Document
    withheld: tuple[Withheld, ...]
    since: str
    snapshot: dict[str, Any]


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What was written.

    Attributes:
        path: Where.
        built: The report.
    """

    path: Path
    built: BuiltReport


def build_report(desk: Desk, name: str, customer: str = "", period: str = "") -> BuiltReport:
    """Return a report as it would be handed over now; nothing is written.

    Args:
        desk: The desk.
        name: The report's name.
        customer: The code or id of a customer; empty: all of them.
        period: 2026-11, 2026-Q4 or 2026; empty: what the report is usually of.

    Raises:
        BrmError: There is no such report, customer or period.
    """
    report = report_named(name)
    wanted = read_period(period) if period else usual_period(report.span, desk.today)
    built: BuiltReport = desk.read(_read, desk, report, customer, wanted)
    return built


def _read(
    connection: sqlite3.Connection, desk: Desk, report: Report, customer: str, period: Period
) -> BuiltReport:
    # One moment of the desk, whatever another window writes meanwhile.
    connection.execute("BEGIN")
    try:
        customers = _customers(connection, customer)
        asked = Asked(desk, connection, customers, bool(customer), period, desk.today)
        content = report.builder()(asked)
        one = customers[0] if customer else None
        before = _last_pack(connection, report, one, period, desk.today.isoformat())
    finally:
        connection.execute("ROLLBACK")
    since = day_words(before[0]) if before else ""
    document = Document(
        title=report.title,
        subtitle=f"{one.name} and IT" if one is not None else "All customers",
        mark="",
        facts=Facts("", tuple(_facts(report, one, period, desk, since))),
        blocks=tuple(_blocks(content, before[1] if before else None, since)),
        footer=(f"{report.title} · {one.name if one else 'all customers'} · {period.words}",),
        made=desk.today,
        one_page=report.name in _ONE_PAGE,
    )
    return BuiltReport(report, one, period, document, tuple(content.withheld), since, kept(content))


def _customers(connection: sqlite3.Connection, customer: str) -> tuple[ReportCustomer, ...]:
    if customer:
        row_id = find_id(connection, "customers", customer)
        rows = connection.execute("SELECT id, code, name FROM customer WHERE id = ?", (row_id,))
    else:
        rows = connection.execute(
            "SELECT id, code, name FROM customer WHERE status <> 'closed' ORDER BY name_sort, id"
        )
    return tuple(ReportCustomer(*row) for row in rows)


def _facts(
    report: Report, customer: ReportCustomer | None, period: Period, desk: Desk, since: str
) -> list[tuple[str, str]]:
    whom = f"{customer.name} ({customer.code})" if customer is not None else "all"
    lines = [
        ("Customer", whom),
        ("Period", f"{period.words}: {day_words(period.first)} to {day_words(period.last)}"),
        ("Date of this document", day_words(desk.today)),
    ]
    if since:
        lines.append(("Compared with", f"what was handed over on {since}; ▲ marks what has changed"))
    return lines


def _blocks(content: Content, before: dict[str, Any] | None, since: str) -> list[Block]:
    found: list[Block] = []
    for block in content.blocks:
        if isinstance(block, ReportTable):
            found += marked(block, before.get(block.key, {}) if before is not None else None, since)
        else:
            found.append(block)
    return found


def _last_pack(
    connection: sqlite3.Connection,
    report: Report,
    customer: ReportCustomer | None,
    period: Period,
    today: str,
) -> tuple[str, dict[str, Any]] | None:
    """Return the last pack that was handed over before today, or that was of another period."""
    whose = "customer_id = :customer" if customer is not None else "customer_id IS NULL"
    found = connection.execute(
        f"SELECT handed_over, content FROM handed_over_pack WHERE report = :report AND {whose}"
        " AND (handed_over < :today OR period < :period) ORDER BY handed_over DESC, created_at DESC, id DESC LIMIT 1",
        {
            "report": report.name,
            "customer": customer.id if customer else None,
            "today": today,
            "period": period.text,
        },
    ).fetchone()
    if found is None:
        return None
    content: dict[str, Any] = json.loads(found[1])
    return str(found[0]), content


def export_report(
    desk: Desk, name: str, path: Path, *, customer: str = "", period: str = "", template: Path | None = None
) -> WrittenReport:
    """Write a report to a file, in the format that its name asks for, and keep what was handed over.

    Args:
        desk: The desk.
        name: The report's name.
        path: Where to.
        customer: The code or id of a customer; empty: all of them.
        period: 2026-11, 2026-Q4 or 2026; empty: what the report is usually of.
        template: A Word document whose styles to use.

    Raises:
        BrmError: There is no such report, customer, period or format, or the file cannot be written; what stood
            there is unchanged.
    """
    suffix = checked_suffix(path, template)
    if not path.parent.is_dir():
        raise BrmError(
            "Not written", f"There is no folder {path.parent}; make it first. Nothing was written."
        )
    desk.check_writable()
    built = build_report(desk, name, customer, period)
    write_atomically(path, document_bytes(built.document, suffix, template, desk.home.templates))
    _keep(desk, built)
    return WrittenReport(path, built)


def _keep(desk: Desk, built: BuiltReport) -> None:
    """Remember what left the house, once."""
    from brm_tui.model.desk import HandedOverPack

    content = json.dumps(built.snapshot, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    customer_id = built.customer.id if built.customer is not None else None
    whom = built.customer.name if built.customer is not None else "all customers"
    with desk.step(f"Hand over: {built.report.title}, {whom}, {built.period.text}") as step:
        known = step.raw.execute(
            "SELECT 1 FROM handed_over_pack WHERE report = ? AND customer_id IS ? AND period = ? AND handed_over = ?"
            " AND sha256 = ?",
            (built.report.name, customer_id, built.period.text, desk.today.isoformat(), digest),
        ).fetchone()
        if known is None:
            pack = HandedOverPack(
                created_at=step.now,
                updated_at=step.now,
                customer_id=customer_id,
                report=built.report.name,
                period=built.period.text,
                handed_over=desk.today,
                content=content,
                sha256=digest,
            )
            step.add(pack)
