"""Importing other people's calendar files: what would change, and changing it, as one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from brm_tui.desk.calendar_import_plan import ImportPlan, PlannedRow, planned
from brm_tui.desk.calendar_import_writing import carry_out
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError, FieldError
from brm_tui.interchange.ics.reading import ReadCalendar, Taken, read_calendar
from brm_tui.store.queries.horizon import horizon
from brm_tui.store.queries.imported_calendars import SourceCalendar, calendar_named, stored_events
from brm_tui.store.queries.rows import find_id
from brm_tui.text import clean_line, one_line, shortened

LAYERS = ("customer", "it")
LARGEST_BYTES = 500_000_000
_NAME_LIMIT = 200
_READING_SHARE, _PLANNING_SHARE = 50, 60

Progress = Callable[[int], None]
"""Is told how many hundredths are done; may raise to give up, and then nothing was changed."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is to be imported where.

    Attributes:
        path: The file.
        layer: customer or it.
        customer: The customer whose calendar it is, by code, name or id; empty for nobody's.
        name: What the calendar is called; empty: as the file, or its name, says.
        match: Whether an event under a new UID is taken for the one of the same title and start that is gone.
    """

    path: Path
    layer: str
    customer: str = ""
    name: str = ""
    match: bool = True


@dataclass(frozen=True, slots=True)
class ImportLine:
    """What becomes of one event or component.

    Attributes:
        verb: new, changed, unchanged, removed or skipped.
        title: What it is called.
        start: Its first start, as text: ``2026-11-24T10:00`` or a date.
        reason: Why, or what of it; may be empty but for what was skipped.
        uid: Its UID.
    """

    verb: str
    title: str
    start: str
    reason: str
    uid: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import does, or did.

    Attributes:
        calendar: The calendar's name.
        layer: Its layer.
        customer: The code of the customer whose it is, or empty.
        dry_run: Whether nothing was written.
        counts: How many lines of each verb.
        lines: One for each event and each component that was skipped: new, changed, removed, skipped, unchanged.
        notes: What holds for the whole file, whole sentences.
        label: What the history calls the step; empty where nothing was changed.
        new_calendar: Whether the desk does not have the calendar yet.
    """

    calendar: str
    layer: str
    customer: str
    dry_run: bool
    counts: dict[str, int]
    lines: tuple[ImportLine, ...]
    notes: tuple[str, ...]
    label: str = ""
    new_calendar: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is written."""
        return bool(self.counts["new"] or self.counts["changed"] or self.counts["removed"])


VERBS = ("new", "changed", "removed", "skipped", "unchanged")


def dry_run(desk: Desk, order: ImportOrder, progress: Progress | None = None) -> ImportReport:
    """Return what an import would do; nothing is changed.

    Raises:
        BrmError: The file cannot be read, is no calendar, or cannot go where it is to go.
    """
    read = _read(desk, order, progress)
    report: ImportReport = desk.read(
        lambda connection: _Import(connection, order, read, progress).report(dry_run=True)
    )
    return report


def import_calendar(desk: Desk, order: ImportOrder, progress: Progress | None = None) -> ImportReport:
    """Import a file, as one step, or change nothing.

    Raises:
        BrmError: The file cannot be read, is no calendar, or cannot go where it is to go.
    """
    desk.check_writable()
    read = _read(desk, order, progress)
    with desk.step("Import a calendar") as step:
        importing = _Import(step.raw, order, read, progress)
        report = importing.report(dry_run=False)
        # A file that has nothing new still has its place: a calendar that is not there yet is made.
        if importing.plan.writes or importing.calendar is None:
            carry_out(step, importing.calendar, importing.described, importing.plan, progress)
            report = replace(report, label=importing.label)
        step.label = importing.label
    return report


def _read(desk: Desk, order: ImportOrder, progress: Progress | None) -> ReadCalendar:
    if order.layer not in LAYERS:
        raise FieldError("layer", order.layer, " or ".join(LAYERS))
    try:
        if order.path.stat().st_size > LARGEST_BYTES:
            raise BrmError("Too large", f"{order.path} has more than 500 MB. Nothing was imported.")
        data = order.path.read_bytes()
    except OSError as error:
        raise BrmError(
            "Not read", f"{order.path} cannot be read: {error.strerror or error}. Nothing was imported."
        ) from error

    def told(done: int, total: int) -> None:
        if progress is not None:
            progress(_READING_SHARE * done // max(1, total))

    return read_calendar(data, zone=desk.clock.zone, horizon=desk.read(horizon), progress=told)


@dataclass(frozen=True, slots=True)
class DescribedCalendar:
    """What the row of the calendar says.

    Attributes:
        name: What it is called.
        layer: Its layer.
        customer_id: Whose it is.
        path: Where it was read from.
    """

    name: str
    layer: str
    customer_id: str | None
    path: str


class _Import:
    """One file against what the desk holds of its calendar.

    Attributes:
        calendar: The calendar as it is in the desk, None for one that is new.
        described: What its row is to say.
        plan: What becomes of each event.
        label: What the history calls the step.
    """

    def __init__(
        self, connection: Any, order: ImportOrder, read: ReadCalendar, progress: Progress | None
    ) -> None:
        self._order, self._read = order, read
        customer_id = find_id(connection, "customers", order.customer) if order.customer else None
        self._customer = ""
        if customer_id is not None:
            row = connection.execute("SELECT code FROM customer WHERE id = ?", (customer_id,)).fetchone()
            self._customer = row[0]
        name = shortened(clean_line(order.name or read.name or order.path.stem), _NAME_LIMIT) or "Calendar"
        self.described = DescribedCalendar(name, order.layer, customer_id, str(order.path)[:4096])
        self.calendar: SourceCalendar | None = calendar_named(connection, name)
        if self.calendar is not None:
            self._check_same(connection, self.calendar)
        stored = stored_events(connection, self.calendar.id) if self.calendar is not None else {}
        if progress is not None:
            progress(_PLANNING_SHARE)
        self.plan: ImportPlan = planned(read.taken, stored, order.layer, customer_id, match=order.match)
        self._lines = self._report_lines()
        self.counts = {verb: sum(line.verb == verb for line in self._lines) for verb in VERBS}
        self.label = self._label()

    def _check_same(self, connection: Any, known: SourceCalendar) -> None:
        if (known.layer, known.customer_id) == (self.described.layer, self.described.customer_id):
            return
        whose = "no customer"
        if known.customer_id is not None:
            row = connection.execute(
                "SELECT name FROM customer WHERE id = ?", (known.customer_id,)
            ).fetchone()
            whose = row[0]
        raise BrmError(
            "Another calendar",
            f"‘{known.name}’ is already an imported calendar on the layer {known.layer}, of {whose}. Give this one "
            "another name, or delete that one first. Nothing was imported.",
        )

    def _label(self) -> str:
        many = self.counts["new"] + self.counts["changed"]
        gone = self.counts["removed"]
        name = self.described.name
        if not many and gone:
            return f"Remove {gone} {'event' if gone == 1 else 'events'} from ‘{name}’"
        also = f", remove {gone}" if gone else ""
        return f"Import {many} {'event' if many == 1 else 'events'} into ‘{name}’{also}"

    def report(self, *, dry_run: bool) -> ImportReport:
        """Return what becomes of everything."""
        notes = list(self._read.notes)
        if self.calendar is not None and self.calendar.path and self.calendar.path != self.described.path:
            notes.insert(0, f"‘{self.calendar.name}’ was last read from {one_line(self.calendar.path)}.")
        return ImportReport(
            calendar=self.calendar.name if self.calendar is not None else self.described.name,
            layer=self.described.layer,
            customer=self._customer,
            dry_run=dry_run,
            counts=self.counts,
            lines=tuple(self._lines),
            notes=tuple(notes),
            new_calendar=self.calendar is None,
        )

    def _report_lines(self) -> list[ImportLine]:
        by_verb: dict[str, list[ImportLine]] = {verb: [] for verb in VERBS}
        for taken, rows in zip(self._read.taken, self.plan.rows, strict=True):
            line = _line_of(taken, rows)
            by_verb[line.verb].append(line)
        for gone in self.plan.gone:
            start = str(gone.event.columns["start"])
            shown = start[:10] if gone.event.columns["all_day"] else start[:16].replace(" ", "T")
            line = ImportLine("removed", gone.event.columns["title"], shown, gone.reason, gone.event.key)
            by_verb["removed"].append(line)
        for skipped in self._read.skipped:
            title = skipped.title or "Untitled"
            reason = f"{skipped.kind}: {skipped.reason}"
            by_verb["skipped"].append(ImportLine("skipped", title, skipped.start, reason, skipped.uid))
        return [line for verb in VERBS for line in by_verb[verb]]


def _line_of(taken: Taken, rows: list[PlannedRow]) -> ImportLine:
    verbs = {row.verb for row in rows}
    verb = next(iter(verbs)) if len(verbs) == 1 else "changed"
    reasons = list(dict.fromkeys(row.reason for row in rows if row.reason))
    reasons += [note for note in taken.notes if note not in reasons]
    start = taken.start.date().isoformat() if taken.all_day else taken.start.isoformat(timespec="minutes")
    return ImportLine(verb, taken.title, start, "; ".join(reasons[:5]), shortened(one_line(taken.uid), 200))
