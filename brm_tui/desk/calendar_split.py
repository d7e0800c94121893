"""Several calendar files at once: one a customer, a layer or an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from brm_tui.desk.calendar_files import WrittenCalendar, calendar_name, write_calendar_file
from brm_tui.desk.calendar_selection import Selection
from brm_tui.desk.calendar_state import last_said, only_changed
from brm_tui.desk.calendar_texts import KeptText, selected_texts
from brm_tui.desk.desk import Desk
from brm_tui.errors import BrmError
from brm_tui.rules.vocabulary import CalendarLayer
from brm_tui.store.queries.rows import find_id

_SUMMARY = re.compile(r"^SUMMARY:(.*(?:\r\n .*)*)", re.MULTILINE)
_START = re.compile(r"^DTSTART[^:]*:(\d{8})", re.MULTILINE)
_UNSAFE = re.compile(r"[^\w.-]+")
_SHORT = 60
_ID_ENDS = 12
"""Characters at the end of an entry's id that its file's name ends with."""


class Split(StrEnum):
    """What gets a file of its own."""

    CUSTOMER = "customer"
    LAYER = "layer"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class FilePart:
    """One of the files.

    Attributes:
        file: Its name in the folder.
        title: What readers call the calendar.
        texts: What stands in it.
    """

    file: str
    title: str
    texts: list[KeptText]


def file_parts(desk: Desk, selection: Selection, split: Split) -> list[FilePart]:
    """Return the files that a selection is split into; one without an entry is left out.

    Raises:
        BrmError: A layer or customer is unknown.
    """
    texts = selected_texts(desk, selection)
    if split is Split.CUSTOMER:
        parts = _by_customer(desk, selection, texts)
    elif split is Split.LAYER:
        parts = _by_layer(calendar_name(desk, selection.customer), texts)
    else:
        parts = _by_event(texts)
    return [part for part in parts if part.texts]


def _by_customer(desk: Desk, selection: Selection, texts: list[KeptText]) -> Iterator[FilePart]:
    only = desk.read(find_id, "customers", selection.customer) if selection.customer else None
    rows = desk.read(
        lambda connection: connection.execute("SELECT id, code, name FROM customer ORDER BY code").fetchall()
    )
    theirs: dict[str, list[KeptText]] = {}
    for kept in texts:
        for customer_id in kept.customers:
            theirs.setdefault(customer_id, []).append(kept)
    for customer_id, code, name in rows:
        if only in (None, customer_id):
            yield FilePart(f"{code}.ics", f"{name} · integrated calendar", theirs.get(customer_id, []))


def _by_layer(name: str, texts: list[KeptText]) -> Iterator[FilePart]:
    for layer in CalendarLayer:
        own = [kept for kept in texts if kept.layer == layer.value]
        yield FilePart(f"{layer.value}.ics", f"{name} · {layer.value}", own)


def _by_event(texts: list[KeptText]) -> Iterator[FilePart]:
    for kept in sorted(texts, key=lambda kept: (kept.text.order, kept.identity)):
        title = _found(_SUMMARY, kept.text.events).replace("\r\n ", "").replace("\\", "")
        day = _found(_START, kept.text.events)
        # A title may be long, or the same as another's; the end of the id tells them apart for good.
        short = _UNSAFE.sub("-", title).strip("-.")[:_SHORT].rstrip("-.")
        yield FilePart(
            "-".join(filter(None, (day, short, kept.identity[-_ID_ENDS:]))) + ".ics", title, [kept]
        )


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1].rstrip("\r") if found else ""


def _names_given(folder: Path) -> dict[str, str]:
    """Return the files of a folder by the end of their entry's id: an entry keeps its file, renamed or not."""
    return {file.stem[-_ID_ENDS:]: file.name for file in sorted(folder.glob("*.ics"))}


def export_split(
    desk: Desk, folder: Path, selection: Selection, split: Split = Split.CUSTOMER
) -> list[WrittenCalendar]:
    """Write a file for each customer, layer or event that has something to say, named by it.

    Raises:
        BrmError: A layer or customer is unknown, or a file cannot be written.
    """
    desk.check_writable()
    parts = file_parts(desk, replace(selection, changed=False), split)
    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BrmError("Not written", f"{folder} cannot be made: {error.strerror or error}.") from error
    names = _names_given(folder) if split is Split.EVENT else {}
    written = []
    for part in parts:
        path = folder / names.get(part.texts[0].identity[-_ID_ENDS:], part.file)
        if selection.changed and not only_changed(part.texts, last_said(desk, path)):
            continue
        written.append(write_calendar_file(desk, path, part.title, part.texts, changed=selection.changed))
    return written
