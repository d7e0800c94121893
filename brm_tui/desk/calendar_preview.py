"""What an export will write, before it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from brm_tui.desk.calendar_files import WrittenCalendar, export_calendar
from brm_tui.desk.calendar_selection import Selection, checked_layers
from brm_tui.desk.calendar_split import Split, export_split, file_parts
from brm_tui.desk.calendar_state import last_said, only_changed
from brm_tui.desk.calendar_texts import KeptText, selected_texts
from brm_tui.desk.desk import Desk
from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.store.queries.calendar_withheld import withheld
from brm_tui.store.queries.convert import read_instant
from brm_tui.store.queries.rows import find_id


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """What will be written.

    Attributes:
        files: Where, in order; a file that would say nothing is left out, but for a single one.
        layers: How many entries of each layer, in the layers' order.
        cancelled: How many more say that something is gone.
        withheld: How many are marked internal and stay in the house.
        replaced: Which of the files are there already.
        since: When the single file was last written, where only what changed since is.
    """

    files: tuple[Path, ...]
    layers: tuple[tuple[str, int], ...]
    cancelled: int
    withheld: int
    replaced: tuple[Path, ...]
    since: datetime | None = None

    @property
    def entries(self) -> int:
        """How many entries, what is gone too."""
        return sum(count for _layer, count in self.layers) + self.cancelled


def preview_export(desk: Desk, path: Path, selection: Selection, split: Split | None = None) -> ExportPreview:
    """Return what an export will write.

    Args:
        desk: The desk.
        path: The file, or the folder of several.
        selection: Which entries.
        split: What gets a file of its own; None: one file.

    Raises:
        BrmError: A layer or customer is unknown.
    """
    path = path.absolute()
    whole = replace(selection, changed=False)
    if split is None:
        files = {path: selected_texts(desk, whole)}
    else:
        files = {path / part.file: part.texts for part in file_parts(desk, whole, split)}
    if selection.changed:
        files = {file: only_changed(texts, last_said(desk, file)) for file, texts in files.items()}
    if split is not None:
        files = {file: texts for file, texts in files.items() if texts}
    said: dict[str, KeptText] = {kept.identity: kept for texts in files.values() for kept in texts}
    counts = Counter(kept.layer for kept in said.values() if not kept.cancelled)
    customer_id = desk.read(find_id, "customers", selection.customer) if selection.customer else ""
    return ExportPreview(
        files=tuple(files),
        layers=tuple((layer.value, counts[layer.value]) for layer in CalendarLayer if counts[layer.value]),
        cancelled=sum(kept.cancelled for kept in said.values()),
        withheld=desk.read(withheld, checked_layers(selection.layers), customer_id),
        replaced=tuple(file for file in files if file.exists()),
        since=_written_at(desk, path) if selection.changed and split is None else None,
    )


def _written_at(desk: Desk, path: Path) -> datetime | None:
    row = desk.read(
        lambda connection: connection.execute(
            "SELECT exported_at FROM exported_file WHERE path = ?", (str(path),)
        ).fetchone()
    )
    return read_instant(row[0]) if row else None


def write_export(
    desk: Desk, path: Path, selection: Selection, split: Split | None = None
) -> list[WrittenCalendar]:
    """Write what ``preview_export`` told.

    Raises:
        BrmError: A layer or customer is unknown, or a file cannot be written.
    """
    if split is None:
        return [export_calendar(desk, path, selection)]
    return export_split(desk, path, selection, split)
