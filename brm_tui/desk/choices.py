"""What references of forms and filters can name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from brm_tui.desk.desk import Desk
from brm_tui.errors import NotFoundError
from brm_tui.rules.kinds import kind_named
from brm_tui.store.queries.choices import all_choices, one_choice


def choices(desk: Desk, kind_name: str) -> Sequence[tuple[str, str]]:
    """Return every record of a KIND as its name (code, e-mail or id) and its label."""
    found: Sequence[tuple[str, str]] = desk.read(all_choices, kind_named(kind_name))
    return found


def choice_of(desk: Desk, kind_name: str, row_id: str) -> tuple[str, str]:
    """Return one record of a KIND as its name and its label."""
    found: tuple[str, str] = desk.read(one_choice, kind_named(kind_name), row_id)
    return found


def record_of(desk: Desk, kind_name: str, row_id: str) -> Any:
    """Return one record, as the forms show it.

    Raises:
        NotFoundError: There is none.
    """
    from brm_tui.store.queries.rows import row

    kind = kind_named(kind_name)
    found = desk.read(row, kind, row_id)
    if found is None:
        raise NotFoundError(kind.noun, row_id)
    return found
