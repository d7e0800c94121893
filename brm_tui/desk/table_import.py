"""Importing tables: what each row would do, and doing it, as one step.

A KIND takes part by a class with the promises of `Importer`, named in `IMPORTERS`. It says which columns it knows,
plans what becomes of each row, and writes what was planned; files, encodings, heads, ragged rows, the report and the
step are the same for all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.desk.progress import Progress
from brm_tui.desk.table_columns import matched, places_of, remember, remembered
from brm_tui.desk.table_rows import Counting, Importer, ImportLine, TableRow
from brm_tui.errors import BrmError, ExitCode
from brm_tui.interchange.table_file import opened_table
from brm_tui.text import one_line, shortened

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.interchange.csv_reading import CsvRow

VERBS = ("create", "update", "skip", "unchanged")
#: The KINDs that have an importer of their own, and where it is; see `record_import` for the others.
IMPORTERS = {"measures": "brm_tui.desk.measure_import:MeasureImporter"}
MOST_ROWS, MOST_SIGNS = 200_000, 100_000_000
"""How many rows are imported at once, and how many characters the columns have that are taken."""
_READ, _PLANNED = 10, 60
_LONGEST_REASON = 200
_A_FEW = 500


@dataclass(frozen=True, slots=True)
class TableReport:
    """What an import does, or did.

    Attributes:
        kind: The KIND.
        path: The file.
        dry_run: Whether nothing was written.
        counts: How many rows of each verb.
        lines: One for each row, in the file's order.
        notes: What holds for the whole file, whole sentences.
        label: What the history calls the step; empty where nothing was changed.
        refused: Whether the desk's rules would refuse it as a whole; the last note says why.
    """

    kind: str
    path: str
    dry_run: bool
    counts: dict[str, int]
    lines: tuple[ImportLine, ...]
    notes: tuple[str, ...]
    label: str = ""
    refused: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is written."""
        return not self.refused and bool(self.counts["create"] or self.counts["update"])


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a file beside it.

    Attributes:
        columns: Which field a head means, an empty text for a column to be left out; None: as was said of a file with
            the same heads before.
        usual: What fields hold where a row does not say it.
    """

    columns: Mapping[str, str] | None = None
    usual: Mapping[str, str] = dataclass_field(default_factory=dict)


def importable() -> tuple[str, ...]:
    """Return the KINDs that can be imported."""
    from brm_tui.desk.record_keys import IMPORTED

    return (*IMPORTED, *IMPORTERS)


def importer_of(kind: str, usual: Mapping[str, str] | None = None) -> Importer:
    """Return a new importer of a KIND.

    Raises:
        BrmError: The KIND cannot be imported, or it has no such field.
    """
    from brm_tui.desk.record_import import RecordImporter

    place = IMPORTERS.get(kind)
    if place is None:
        if kind not in importable():
            known = ", ".join(importable())
            raise BrmError(
                "Unknown KIND", f"{kind!r} cannot be imported; what can: {known}.", ExitCode.WRONG_USAGE
            )
        return RecordImporter(kind, usual)
    if usual:
        raise BrmError("Wrong usage", f"--set is not for {kind}.", ExitCode.WRONG_USAGE)
    module, _, name = place.partition(":")
    made: Importer = getattr(import_module(module), name)()
    return made


def dry_run(
    desk: Desk, kind: str, path: Path, progress: Progress | None = None, given: Given | None = None
) -> TableReport:
    """Return what an import would do; nothing is changed.

    Raises:
        BrmError: The file cannot be read, or lacks a column.
    """
    running = _Import(desk, kind, path, progress, given or Given())
    desk.read(running.read)
    report: TableReport = desk.read(running.planned)
    if report.changes and getattr(running.importer, "checks_by_doing", False):
        report = _tried(desk, running, report)
    return report


class _TriedError(Exception):
    """All of it could be written; nothing is to be kept."""


def _tried(desk: Desk, running: _Import, report: TableReport) -> TableReport:
    """Return the report with what the desk's own rules would refuse: found by doing it, and keeping nothing."""
    try:
        with desk.step("Try an import") as step:
            running.planned(step.raw)
            running.importer.write(step, running.counting(_PLANNED, 95))
            raise _TriedError
    except _TriedError:
        return report
    except BrmError as error:
        return replace(
            report, notes=(*report.notes, f"It would be refused as a whole: {error.message}"), refused=True
        )


def import_table(
    desk: Desk, kind: str, path: Path, progress: Progress | None = None, given: Given | None = None
) -> TableReport:
    """Import a file as one step, or change nothing; rows that say nothing new, or cannot be, are left out.

    Raises:
        BrmError: The file cannot be read, lacks a column, or cannot be written.
    """
    desk.check_writable()
    running = _Import(desk, kind, path, progress, given or Given())
    desk.read(running.read)
    with desk.step(f"Import {kind}") as step:
        report = replace(running.planned(step.raw), dry_run=False)
        if report.changes:
            running.importer.write(step, running.counting(_PLANNED, 95))
            if running.said is not None:
                remember(step, kind, running.heads, running.said)
            step.label = running.label(report)
            report = replace(report, label=step.label)
    return report


def heads_of(desk: Desk, kind: str, path: Path) -> tuple[tuple[str, ...], dict[str, str], tuple[str, ...]]:
    """Return a file's heads, which field each of them means as far as is known, and the fields there are.

    Raises:
        BrmError: The file cannot be read.
    """
    running = _Import(desk, kind, path, None, Given())
    known = desk.read(running.meanings)
    return running.heads, known, tuple(head.name for head in running.importer.heads)


class _Import:
    """One file against what the desk holds."""

    def __init__(self, desk: Desk, kind: str, path: Path, progress: Progress | None, given: Given) -> None:
        self._desk, self._kind, self._path, self._progress = desk, kind, path, progress
        self.said = given.columns
        self.importer = importer_of(kind, given.usual)
        self.heads: tuple[str, ...] = ()
        self._rows: list[TableRow] = []
        self._left_out: list[ImportLine] = []
        self._notes: tuple[str, ...] = ()

    def counting(self, start: int, end: int) -> Counting:
        """Return what turns a count into hundredths of the whole."""

        def told(done: int, total: int) -> None:
            if self._progress is not None:
                self._progress(start + (end - start) * done // max(1, total))

        return told

    def meanings(self, connection: sqlite3.Connection) -> dict[str, str]:
        """Read the heads, and return which field each of them means: as was said, or said before, or by its name."""
        with opened_table(self._path) as (table, _how_far):
            self.heads = table.heads
        said = self._meant(connection)
        if said is not None:
            return dict(said)
        places = places_of(self.heads, self.importer.heads, self._path.name)
        return {self.heads[place]: name for name, place in places.items()}

    def _meant(self, connection: sqlite3.Connection) -> Mapping[str, str] | None:
        return self.said if self.said is not None else remembered(connection, self._kind, self.heads)

    def read(self, connection: sqlite3.Connection) -> None:
        """Read the rows, of each only the columns that say something.

        Raises:
            BrmError: The file cannot be read, lacks a column, or has too many rows.
        """
        telling = self.counting(0, _READ)
        with opened_table(self._path) as (table, how_far):
            self.heads = table.heads
            places, notes = matched(self.heads, self.importer.heads, self._path.name, self._meant(connection))
            signs = 0
            for number, row in enumerate(table.rows):
                texts = self._fitting(row, places)
                if texts is not None:
                    self._rows.append(TableRow(row.line, texts, table.decimal_comma))
                    signs += sum(map(len, texts.values()))
                if number >= MOST_ROWS or signs > MOST_SIGNS:
                    raise BrmError(
                        "Too large",
                        f"{self._path.name} has more than {MOST_ROWS:,} rows, or more than {MOST_SIGNS:,} characters"
                        " in them. Nothing was imported. Split it and import the parts one after another.",
                    )
                if number % _A_FEW == 0:
                    telling(round(100 * how_far()), 100)
            self._notes = (*table.notes, *notes)

    def _fitting(self, row: CsvRow, places: Mapping[str, int]) -> dict[str, str] | None:
        """Return a row's texts by field, or note why it is left out and return None."""
        cells, width = row.cells, len(self.heads)
        if row.reason:
            self._left_out.append(ImportLine(row.line, "skip", "", row.reason))
            return None
        # Spreadsheets write empty cells behind the last head, and leave out those at the end of a row.
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            self._left_out.append(_ragged(row, width))
            return None
        return {name: cells[place] for name, place in places.items()}

    def planned(self, connection: sqlite3.Connection) -> TableReport:
        """Return what becomes of every row that was read."""
        lines = self.importer.plan(self._desk, connection, self._rows, self.counting(_READ, _PLANNED))
        lines = sorted([*lines, *self._left_out], key=lambda line: line.line)
        return TableReport(
            kind=self._kind,
            path=str(self._path),
            dry_run=True,
            counts={verb: sum(line.verb == verb for line in lines) for verb in VERBS},
            lines=tuple(replace(line, reason=shortened(line.reason, _LONGEST_REASON)) for line in lines),
            notes=self._notes,
        )

    def label(self, report: TableReport) -> str:
        """Return what the history calls the step."""
        many = report.counts["create"] + report.counts["update"]
        noun = self.importer.noun if many == 1 else self.importer.plural
        return f"Import {many} {noun} from {shortened(one_line(self._path.name), 80)}"


def _ragged(row: CsvRow, width: int) -> ImportLine:
    cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
    name = shortened(one_line(" ".join(cell[:80] for cell in row.cells[:20])), 80)
    return ImportLine(row.line, "skip", name, f"{cells}, but there are {width} heads")
