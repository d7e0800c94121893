"""Records of a KIND as a file: CSV, Excel, or people as vCards; what is read again gives the same records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from brm_tui.config import write_atomically
from brm_tui.desk.desk import Desk
from brm_tui.desk.progress import Progress, telling
from brm_tui.desk.record_beside import columns_beside, values_beside
from brm_tui.errors import BrmError, ExitCode
from brm_tui.model.kinds import describe
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import Kind, kind_named
from brm_tui.rules.values import show_value
from brm_tui.store.queries import rows
from brm_tui.store.queries.rows import find_id

SUFFIXES = (".csv", ".xlsx", ".vcf")
_STAY = ("notes",)
"""Fields that never leave the house unless they are asked for."""
_AS_THEY_ARE = (FieldKind.DATE, FieldKind.WHOLE, FieldKind.DECIMAL, FieldKind.FLAG, FieldKind.MINUTES)


@dataclass(frozen=True, slots=True)
class WrittenRecords:
    """What was written.

    Attributes:
        path: Where.
        kind: Of what.
        records: How many.
        withheld: How many stayed in the house because they are marked internal.
        left_out: How many are not of this file for another reason, such as people who left in one of vCards.
    """

    path: Path
    kind: str
    records: int
    withheld: int
    left_out: int = 0


def export_records(
    desk: Desk,
    kind_name: str,
    path: Path,
    *,
    customer: str = "",
    internal: bool = False,
    progress: Progress | None = None,
) -> WrittenRecords:
    """Write the records of a KIND to a file, in the format that its name asks for, in one move.

    Args:
        desk: The desk.
        kind_name: The KIND.
        path: Where to.
        customer: Only those of a customer, by code or id; empty: all.
        internal: Whether records that are marked internal, and notes, are written too.
        progress: Is told how many hundredths are done; it may raise to give up, and then nothing was written.

    Raises:
        BrmError: There is no such KIND, customer or format, or the file cannot be written; what stood there is
            unchanged.
    """
    kind = kind_named(kind_name)
    suffix = path.suffix.casefold()
    if suffix not in SUFFIXES or (suffix == ".vcf" and kind.name != "people"):
        allowed = ".csv or .xlsx" + (", people also in .vcf" if kind.name != "people" else " or .vcf")
        raise BrmError(
            "Unknown format",
            f"{path.name!r} must end in {allowed}. Nothing was written.",
            ExitCode.WRONG_USAGE,
        )
    listed: list[Any] = desk.read(_records, kind, customer)
    kept = [record for record in listed if internal or not getattr(record, "internal", False)]
    withheld, left_out = len(listed) - len(kept), 0
    if suffix == ".vcf":
        here = [record for record in kept if record.active_until is None or record.active_until >= desk.today]
        left_out, kept = len(kept) - len(here), here
        content = _vcards(telling(kept, len(kept), progress, 10, 90))
    else:
        fields = [field for field in describe(kind) if internal or field.name not in _STAY]
        beside = desk.read(values_beside, kind) if internal and columns_beside(kind) else {}
        heads = ["id", *(field.name for field in fields), *(columns_beside(kind) if beside else ())]
        told = telling(kept, len(kept), progress, 10, 90)
        if suffix == ".csv":
            from brm_tui.interchange.csv_file import csv_bytes

            content = csv_bytes(
                heads, ([record.id, *_texts(record, fields), *beside.get(record.id, ())] for record in told)
            )
        else:
            from brm_tui.interchange.excel_file import excel_bytes

            content = excel_bytes(
                kind.name,
                heads,
                ([record.id, *_natives(record, fields), *beside.get(record.id, ())] for record in told),
            )
    if progress is not None:
        progress(95)
    write_atomically(path, content)
    return WrittenRecords(path, kind.name, len(kept), withheld, left_out)


def _records(connection: sqlite3.Connection, kind: Kind, customer: str) -> list[Any]:
    customer_id = find_id(connection, "customers", customer) if customer else None
    return list(rows.list_rows(connection, kind, customer_id=customer_id))


def shown_field(field: FieldDescription, value: Any) -> str:
    """Return a record's value as a person would type it; links as records name them."""
    if field.kind in (FieldKind.REFERENCES, FieldKind.ATTENDEES):
        return ", ".join(sorted(value or ()))
    return show_value(field, value)


def _texts(record: Any, fields: Sequence[FieldDescription]) -> list[str]:
    """Return the values as a person would type them."""
    return [shown_field(field, getattr(record, field.name)) for field in fields]


def _natives(record: Any, fields: Sequence[FieldDescription]) -> list[object]:
    """Return the values as a sheet has them: dates and numbers as such, amounts in whole units."""
    found: list[object] = []
    for field, text in zip(fields, _texts(record, fields), strict=True):
        value = getattr(record, field.name)
        if value is None or text == "":
            found.append(None)
        elif field.kind is FieldKind.MONEY:
            found.append(value / 100)
        elif field.kind in _AS_THEY_ARE or (isinstance(value, datetime | date) and not _has_zone(value)):
            found.append(value)
        else:
            found.append(text)
    return found


def _has_zone(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _vcards(records: Iterable[Any]) -> bytes:
    from brm_tui.interchange.vcard_file import VcardPerson, vcards_bytes

    return vcards_bytes(
        VcardPerson(one.id, one.name, one.email or "", one.phone, one.title, one.organisation)
        for one in records
    )
