"""Importing tables: what each row would do, and doing it, as one step.

A KIND takes part by a class with the promises of `Importer`, named in `IMPORTERS`. It says which columns it knows,
plans what becomes of each row, and writes what was planned; files, encodings, heads, ragged rows, the report and the
step are the same for all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.desk.table_columns import matched, places_of, remember, remembered
from brm_tui.desk.table_rows import Counting, Importer, ImportLine, TableRow
from brm_tui.errors import BrmError, ExitCode
from brm_tui.text import one_line, shortened

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.interchange.csv_reading import CsvRow, CsvTable

VERBS = ("create", "update", "skip", "unchanged")
#: The KINDs that have an importer of their own, and where it is; see `record_import` for the others.
IMPORTERS = {"measures": "brm_tui.desk.measure_import:MeasureImporter"}
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".vcf")

_LARGEST_BYTES = 200_000_000
_READ, _PLANNED = 10, 60
_LONGEST_REASON = 200

Progress = Callable[[int], None]
"""Is told how many hundredths are done; may raise to give up, and then nothing was changed."""


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
    from brm_tui.desk.record_import import IMPORTED

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
        self._table = _read(path)
        if progress is not None:
            progress(_READ)

    def counting(self, start: int, end: int) -> Counting:
        """Return what turns a count into hundredths of the whole."""

        def told(done: int, total: int) -> None:
            if self._progress is not None:
                self._progress(start + (end - start) * done // max(1, total))

        return told

    @property
    def heads(self) -> tuple[str, ...]:
        """The file's heads."""
        return self._table.heads

    def meanings(self, connection: sqlite3.Connection) -> dict[str, str]:
        """Return which field each head means: as was said, or said before, else by its name."""
        said = self._meant(connection)
        if said is not None:
            return dict(said)
        places = places_of(self._table.heads, self.importer.heads, self._path.name)
        return {self._table.heads[place]: name for name, place in places.items()}

    def _meant(self, connection: sqlite3.Connection) -> Mapping[str, str] | None:
        return self.said if self.said is not None else remembered(connection, self._kind, self.heads)

    def planned(self, connection: sqlite3.Connection) -> TableReport:
        """Return what becomes of every row."""
        places, notes = matched(
            self._table.heads, self.importer.heads, self._path.name, self._meant(connection)
        )
        width = len(self._table.heads)
        fitting: list[TableRow] = []
        ragged: list[ImportLine] = []
        for row in self._table.rows:
            # Spreadsheets write empty cells behind the last head, and leave out those at the end of a row.
            cells = row.cells
            if len(cells) > width and not any(cells[width:]):
                cells = cells[:width]
            if len(cells) == width:
                texts = {name: cells[place] for name, place in places.items()}
                fitting.append(TableRow(row.line, texts, self._table.decimal_comma))
            else:
                ragged.append(_ragged(row, width))
        lines = self.importer.plan(self._desk, connection, fitting, self.counting(_READ, _PLANNED))
        lines = sorted([*lines, *ragged], key=lambda line: line.line)
        return TableReport(
            kind=self._kind,
            path=str(self._path),
            dry_run=True,
            counts={verb: sum(line.verb == verb for line in lines) for verb in VERBS},
            lines=tuple(replace(line, reason=shortened(line.reason, _LONGEST_REASON)) for line in lines),
            notes=(*self._table.notes, *notes),
        )

    def label(self, report: TableReport) -> str:
        """Return what the history calls the step."""
        many = report.counts["create"] + report.counts["update"]
        noun = self.importer.noun if many == 1 else self.importer.plural
        return f"Import {many} {noun} from {shortened(one_line(self._path.name), 80)}"


def _ragged(row: CsvRow, width: int) -> ImportLine:
    cells = "1 cell" if len(row.cells) == 1 else f"{len(row.cells)} cells"
    name = shortened(one_line(" ".join(row.cells)), 80)
    return ImportLine(row.line, "skip", name, f"{cells}, but there are {width} heads")


def _read(path: Path) -> CsvTable:
    """Return what a file holds, by what its name ends in."""
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise BrmError("Too large", f"{path} has more than 200 MB. Nothing was imported.")
        data = path.read_bytes()
    except OSError as error:
        raise BrmError(
            "Not read", f"{path} cannot be read: {error.strerror or error}. Nothing was imported."
        ) from error
    suffix = path.suffix.casefold()
    if suffix in (".xls", ".ods"):
        raise BrmError("Not read", f"{path.name}: save it as .xlsx or .csv first. Nothing was imported.")
    if suffix == ".xlsx":
        from brm_tui.interchange.excel_file import read_excel

        return read_excel(data)
    if suffix == ".vcf":
        from brm_tui.interchange.vcard_file import read_vcards

        return read_vcards(data)
    from brm_tui.interchange.csv_reading import read_csv

    return read_csv(data)
