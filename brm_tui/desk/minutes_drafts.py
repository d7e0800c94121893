"""What was typed into a meeting and not saved yet, in a file beside the desk: nothing is lost when the terminal dies.

A draft is no part of the desk's history, so that typing makes no steps. Its file is named by the event and the
day that the series gives the occurrence; it goes when the minutes are saved.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from brm_tui.config import write_atomically
from brm_tui.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed.

    Attributes:
        text: The minutes.
        attendance: Presence by person.
        revision: Of the record that it goes on from; None where there was none.
        at: When it was kept, aware.
    """

    text: str
    attendance: Mapping[str, str] = field(default_factory=dict)
    revision: int | None = None
    at: datetime | None = None


def draft_of(desk: Desk, event_id: str, day: str) -> Draft | None:
    """Return the draft of an occurrence, None where there is none that can be read.

    Args:
        desk: The desk.
        event_id: The event.
        day: The day of the occurrence's original start; empty for an event that takes place once.
    """
    try:
        values = json.loads(_file(desk, event_id, day).read_text(encoding="utf-8"))
        at = datetime.fromisoformat(values["at"])
        attendance = {str(person): str(word) for person, word in values["attendance"].items()}
        return Draft(str(values["text"]), attendance, values["revision"], at)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep_draft(desk: Desk, event_id: str, day: str, draft: Draft) -> None:
    """Keep a draft, in place of the one before.

    Raises:
        BrmError: The file cannot be written; the draft before is still there.
    """
    file = _file(desk, event_id, day)
    if not file.parent.is_dir():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    values = {
        "text": draft.text,
        "attendance": dict(draft.attendance),
        "revision": draft.revision,
        "at": desk.clock.now().isoformat(),
    }
    write_atomically(file, json.dumps(values, ensure_ascii=False).encode(errors="replace"))


def drop_draft(desk: Desk, event_id: str, day: str) -> None:
    """Let go of a draft that was saved."""
    file = _file(desk, event_id, day)
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()  # goes only when it is empty


def _file(desk: Desk, event_id: str, day: str) -> Path:
    return desk.home.drafts / f"{event_id}{'-' if day else ''}{day}.json"
