"""The demo portfolio's files as they are written: TOML tables by KIND, with the key of each row."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brm_tui.errors import BrmError
from brm_tui.rules.kinds import KINDS

KEY_FIELDS: dict[str, tuple[str, ...]] = {
    "customers": ("code",),
    "people": ("email",),
    "roles": ("customer", "person", "role"),
    "representations": ("customer", "person", "role"),
    "agreements": ("customer",),
    "staff": ("agreement", "role"),
    "forums": ("agreement", "name"),
    "objectives": ("agreement", "title"),
    "appendices": ("agreement", "title"),
    "actions": ("title",),
    "events": ("title",),
    "exceptions": ("event", "occurrence"),
    "meetings": ("event", "occurrence"),
    "touches": ("customer", "summary"),
    "services": ("name",),
    "subscriptions": ("customer", "service"),
    "projects": ("code",),
    "milestones": ("project", "title"),
    "changes": ("code",),
    "demands": ("customer", "title"),
    "feedback": ("title",),
    "log": ("title",),
    "successes": ("title",),
    "surveys": ("name",),
    "responses": ("survey", "number"),
    "maturity": ("customer", "side", "date"),
    "risks": ("customer", "title"),
    "freezes": ("title",),
}
"""What names a row of a KIND where the row has no ``key`` of its own."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row as it is written.

    Attributes:
        file: The file it stands in.
        kind: Its KIND.
        key: What other rows name it by; unique within the KIND.
        fields: Field names and values as written.
    """

    file: str
    kind: str
    key: str
    fields: dict[str, Any]

    def refused(self, message: str) -> BrmError:
        """Return the error that says where the row stands and what is wrong with it."""
        return BrmError("Demo files", f"{self.file}: {self.kind} {self.key!r}: {message}")


@dataclass(slots=True)
class DemoSource:
    """Everything that the files say.

    Attributes:
        zone: The zone that times are meant in where no row says otherwise.
        seed: What ids are made from.
        working_calendar: The holiday calendar that working days keep to.
        rows: Rows by KIND, in the order of the files.
        yearly_holidays: Dates of each year by calendar and name.
        measures: One entry a subscription, with a value a month, the oldest first.
        life: What happens to agreements and to the feedback of their customers, and edits after it.
    """

    zone: str = "UTC"
    seed: str = ""
    working_calendar: str = ""
    rows: dict[str, list[SourceRow]] = field(default_factory=dict)
    yearly_holidays: dict[str, dict[str, str]] = field(default_factory=dict)
    measures: list[dict[str, Any]] = field(default_factory=list)
    life: list[dict[str, Any]] = field(default_factory=list)

    def add(self, file: str, kind: str, fields: dict[str, Any]) -> SourceRow:
        """Add a row and return it."""
        fields = dict(fields)
        rows = self.rows.setdefault(kind, [])
        key = fields.pop("key", None) or _natural_key(file, kind, fields, rows)
        row = SourceRow(file, kind, key, fields)
        rows.append(row)
        return row


def read_source(folder: Path) -> DemoSource:
    """Return what the TOML files of a folder say.

    Raises:
        BrmError: A file cannot be read, or holds what no demo file holds.
    """
    source = DemoSource()
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise BrmError("Demo files", f"There are no demo files in {folder}.")
    for path in paths:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BrmError("Demo files", f"{path.name} cannot be read: {error}") from error
        for name, part in content.items():
            _take(source, path.name, name, part)
    _refuse_duplicates(source)
    return source


def _take(source: DemoSource, file: str, name: str, part: Any) -> None:
    match name:
        case "desk":
            source.zone, source.seed = part["zone"], part["seed"]
            source.working_calendar = part["working_calendar"]
        case "yearly_holidays":
            source.yearly_holidays.update(part)
        case "measures_by_month":
            source.measures.extend(part)
        case "life":
            source.life.extend(part)
        case "tables":
            for table in part:
                _take_table(source, file, table)
        case _ if name in KINDS:
            for fields in part:
                source.add(file, name, fields)
        case _:
            raise BrmError("Demo files", f"{file}: there is no KIND {name!r}.")


def _take_table(source: DemoSource, file: str, table: dict[str, Any]) -> None:
    """Take rows written as short lists under shared columns; an empty text is an unknown value."""
    kind, columns, same = table["kind"], table["columns"], table.get("same", {})
    if kind not in KINDS:
        raise BrmError("Demo files", f"{file}: there is no KIND {kind!r}.")
    for row in table["rows"]:
        if len(row) != len(columns):
            raise BrmError("Demo files", f"{file}: {kind}: {row} has not {len(columns)} values.")
        given = {column: value for column, value in zip(columns, row, strict=True) if value != ""}
        source.add(file, kind, same | given)


def _natural_key(file: str, kind: str, fields: dict[str, Any], rows: list[SourceRow]) -> str:
    names = KEY_FIELDS.get(kind, ())
    if kind == "people":
        return str(fields["email"]).partition("@")[0]
    if kind == "responses":
        number = 1 + sum(row.fields["survey"] == fields["survey"] for row in rows)
        return f"{fields['survey']}/{number}"
    missing = [name for name in names if name not in fields]
    if not names or missing:
        raise BrmError("Demo files", f"{file}: {kind}: a row without {' '.join(missing) or 'key'}: {fields}")
    return "/".join(str(fields[name]) for name in names)


def _refuse_duplicates(source: DemoSource) -> None:
    for rows in source.rows.values():
        seen: set[str] = set()
        for row in rows:
            if row.key in seen:
                raise row.refused("this key stands twice")
            seen.add(row.key)
