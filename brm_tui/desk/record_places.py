"""Where a record is seen: on a screen of its own, or as a row of the record that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brm_tui.store.queries.convert import bind_instant
from brm_tui.store.queries.record_places import Occurrence
from brm_tui.store.queries.record_places import holder_of as _holder_of
from brm_tui.store.queries.record_places import occurrence_of as _occurrence_of

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

__all__ = ["Occurrence", "holder_of", "occurrence_of", "text_fields"]


def holder_of(desk: Desk, kind: str, row_id: str, holder: str) -> str | None:
    """Return the id of the record of another KIND that a record belongs to, None where there is none."""
    found: str | None = desk.read(_holder_of, kind, row_id, holder)
    return found


def occurrence_of(desk: Desk, kind: str, row_id: str) -> Occurrence | None:
    """Return the occurrence that a meeting, an exception or an event is shown by, None where there is none."""
    found: Occurrence | None = desk.read(_occurrence_of, kind, row_id, bind_instant(desk.clock.now()))
    return found


def text_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a KIND that the search looks into beside its name, the most telling first."""
    from brm_tui.store.search.texts import SEARCHED

    return SEARCHED[kind].columns if kind in SEARCHED else ()
