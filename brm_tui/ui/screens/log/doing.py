"""Making a success of opportunities and issues."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from brm_tui.desk.log_pages import entry_page, one_customer_of
from brm_tui.ui.record_form import described

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

SUCCESS_FIELDS = (
    "title", "customer", "sources", "story", "value", "currency", "value_shown", "evidence", "date", "internal",
)  # fmt: skip


async def make_success(screen: DeskScreen, entry_ids: Sequence[str], offering: Callable[[str], Any]) -> bool:
    """Let the user tell the success that came of opportunities and issues, and close these. Only inside ``@work``.

    Args:
        screen: Where the form opens.
        entry_ids: What it came from, all of one customer.
        offering: Returns what a success of a customer may have come from.

    Returns:
        Whether it was told.
    """
    from brm_tui.ui.dialogs.form import FormDialog

    customer_id, code = await screen.gateway.read(one_customer_of, screen.desk, entry_ids)
    first = await screen.gateway.read(entry_page, screen.desk, entry_ids[0])
    fields = await screen.gateway.read(described, "successes", SUCCESS_FIELDS)
    made: list[str] = []

    async def save(entered: dict[str, object]) -> None:
        made.append(await screen.gateway.write(_add_success, screen.desk, entered, entry_ids))

    values: dict[str, object] = {
        "customer": code,
        "sources": tuple(entry_ids),
        "date": screen.clock.today(),
        "title": first.line.title if first is not None else None,
        "internal": first is not None and first.line.internal,
    }
    dialog = FormDialog(
        "The success that came of it",
        fields,
        values,
        save=save,
        references=offering(customer_id),
        new=True,
    )
    if await screen.ask(dialog) is None or not made:
        return False
    screen.toast("Success added, what it came from is closed · u takes it back")
    return True


# The models load with it, in the thread that runs it.


def _add_success(desk: Desk, values: Mapping[str, object], entry_ids: Sequence[str]) -> str:
    from brm_tui.desk.log import add_success

    return add_success(desk, values, closing=entry_ids)
