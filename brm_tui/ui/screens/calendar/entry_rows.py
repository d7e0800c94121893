"""Entries as rows of a list: when, what, and what is the matter with them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from brm_tui.desk.calendar import CalendarEntry, Clash, EntryKey
from brm_tui.rules.dates import WEEKDAYS, relative_date, show_date
from brm_tui.ui.screens.calendar.layers import BLACKOUT, CLASH, FREEZE, LAYERS, sign_of
from brm_tui.ui.screens.calendar.month_layout import is_band
from brm_tui.ui.widgets.rows import Cell, Row, StyleName

_ONE_DAY = timedelta(days=1)
_LAYER_ORDER = {layer.name: position for position, layer in enumerate(LAYERS)}


def row_id(entry: CalendarEntry) -> str:
    """Return the id of an entry's row: the same also after the entry was moved."""
    source, source_id, part, original = entry.key
    return f"{source}:{source_id}:{part}:{original.isoformat() if original else ''}"


def clash_day(clash: Clash[CalendarEntry]) -> date:
    """Return the day on which a clash begins."""
    return clash.begins.date()


class ClashNotes:
    """What is said of entries that clash; worded when it is asked for, as a month may have thousands of clashes."""

    def __init__(self, clashes: Iterable[Clash[CalendarEntry]] = ()) -> None:
        self._of: dict[EntryKey, list[Clash[CalendarEntry]]] = {}
        for clash in clashes:
            self._of.setdefault(clash.entry.key, []).append(clash)
            if clash.other is not None:
                self._of.setdefault(clash.other.key, []).append(clash)

    def on(self, entry: CalendarEntry, day: date) -> list[str]:
        """Return what is said of an entry's clashes that begin on a day."""
        key = entry.key
        clashes = self._of.get(key)
        if clashes is None:
            return []
        return [
            clash.said
            if clash.other is None or clash.entry.key == key
            else f"{clash.reason}: {clash.entry.title}"
            for clash in clashes
            if clash_day(clash) == day
        ]


def clashing_days(clashes: Iterable[Clash[CalendarEntry]]) -> set[date]:
    """Return the days on which clashes begin."""
    return {clash_day(clash) for clash in clashes}


def in_order(entries: Iterable[CalendarEntry], day: date) -> list[CalendarEntry]:
    """Return a day's entries as one looks for them: by time, then of the whole day, then longer spans."""
    midnight = datetime.combine(day, time())
    tomorrow = midnight + _ONE_DAY
    return sorted(
        entries,
        key=lambda entry: (
            is_band(entry),
            entry.all_day,
            entry.start if midnight <= entry.start < tomorrow else midnight,
            _LAYER_ORDER[entry.layer],
            entry.title,
        ),
    )


def span_of(entry: CalendarEntry, day: date) -> str:
    """Return when an entry takes place as a day's list says it: ``10:00–11:00``, ``to 4 Dec``."""
    begins, ends = entry.start.date() == day, entry.last_day == day
    if entry.all_day:
        if begins and ends:
            return "all day"
        return "last day" if ends else f"to {_short(entry.last_day)}"
    if begins and ends:
        return f"{entry.start:%H:%M}–{_end_time(entry)}"
    if begins:
        return f"from {entry.start:%H:%M}"
    return f"to {_end_time(entry)}" if ends else f"to {_short(entry.last_day)}"


def _end_time(entry: CalendarEntry) -> str:
    end: datetime = entry.end
    at_midnight = end.time() == datetime.min.time() and end > entry.start
    return "24:00" if at_midnight else f"{end:%H:%M}"


def _short(day: date) -> str:
    return show_date(day, day).split(" ", 1)[1]


def entry_row(entry: CalendarEntry, day: date) -> Row:
    """Return an entry's row in the list of a day: when, sign, what, where, whose."""
    sign, style = sign_of(entry.layer, high_risk=entry.high_risk)
    words = []
    if entry.source == "freeze":
        sign, style = FREEZE.text, "attention"
        words.append("freeze")
    elif entry.blackout:
        sign, style = BLACKOUT.text, "bad"
        words.append("blackout")
    if entry.cancelled:
        words.append("cancelled")
    elif entry.status == "tentative":
        words.append("tentative")
    if entry.moved and not entry.cancelled:
        words.append("moved")
    title = " · ".join([*words, entry.title])
    text: StyleName = "dim" if entry.cancelled else ""
    return Row(
        row_id(entry),
        (
            Cell(span_of(entry, day), "dim"),
            Cell("✕" if entry.cancelled else sign, "dim" if entry.cancelled else _style(style)),
            Cell(title, text),
            Cell(entry.place, "dim"),
            Cell(", ".join(entry.customers), "dim"),
        ),
    )


def _style(name: str) -> StyleName:
    return name if name in ("bad", "attention", "dim") else ""  # type: ignore[return-value]  # narrowed by the test


def clash_row(row_id: str, note: str) -> Row:
    """Return the row below an entry that says what it clashes with; the cursor skips it."""
    return Row(row_id, (Cell(f"{CLASH.text} {note}", "attention"),), kind="heading", depth=1)


def remark_row(row_id: str, remark: str) -> Row:
    """Return a row that says something in place of entries."""
    return Row(row_id, (Cell(remark, "dim"),), kind="heading", depth=1)


def heading_row(row_id: str, day: date, today: date) -> Row:
    """Return the row above the entries of a day."""
    cells = (Cell(day_title(day, today), "bold"), Cell(_beside(day, today), "dim"))
    return Row(row_id, cells, kind="heading")


def day_title(day: date, today: date) -> str:
    """Return ``Tue 24 Nov``, with the year when it is another one."""
    shown = show_date(day, today)
    return shown if day.year == today.year else f"{WEEKDAYS[day.weekday()]} {shown}"


def _beside(day: date, today: date) -> str:
    if abs(day - today) > timedelta(days=14):
        return f"week {day.isocalendar().week}"
    return relative_date(day, today)
