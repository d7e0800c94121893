"""Entering feedback: in one line while somebody speaks, or in the whole form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.capture import Known, KnownCustomer
from brm_tui.rules.dates import relative_date, show_full_date
from brm_tui.rules.feedback_capture import FORM, CapturedFeedback, KnownService, read_feedback
from brm_tui.text import one_line
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.capture import CaptureDialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

FIELDS = (
    "title", "customer", "kind", "severity", "person", "service", "received", "due", "owner", "detail", "remedy",
    "cause", "internal",
)  # fmt: skip
"""What a new piece of feedback is asked for."""
EDITED = (
    "title", "customer", "kind", "severity", "person", "service", "state", "received", "due", "owner", "detail",
    "remedy", "resolution", "cause", "action", "escalation", "reopen_reason", "internal",
)  # fmt: skip
"""What of it can be changed; its life obeys its rules here too."""


class FeedbackLineDialog(CaptureDialog[CapturedFeedback]):
    """Takes feedback in one line; answers it, or that the whole form is wanted."""

    COMMANDS = (
        Command(
            "feedback_line.form", "tab", "form", "Form", "Go on in the whole form, with what was understood.",
            footer="form", in_footer=True, in_palette=False,
        ),
    )  # fmt: skip

    def __init__(
        self, known: Known, services: Sequence[KnownService], today: date, customer: KnownCustomer | None
    ) -> None:
        """Make a dialog.

        Args:
            known: Whom a line can name.
            services: What it can name.
            today: What ``yesterday`` counts from.
            customer: The customer in sight.
        """
        self.form_wanted = False
        self._today = today

        def read(text: str) -> CapturedFeedback:
            return read_feedback(text, known, services, today, customer=customer)

        self._understood = read
        super().__init__("New feedback", FORM, read, self._explained)

    def action_form(self) -> None:
        """Go on in the form, whatever is understood so far."""
        self.form_wanted = True
        self.dismiss(self._understood(self.query_one(LineInput).value))

    def _explained(self, captured: CapturedFeedback) -> list[Content]:
        facts = [captured.kind.value]
        if captured.severity is not None:
            facts.append(f"{captured.severity.value} severity")
        facts.append(f"of {one_line(captured.customer.name)}" if captured.customer else "of …")
        if captured.person is not None:
            facts.append(f"said by {one_line(captured.person.name)}")
        if captured.service is not None:
            facts.append(f"about {one_line(captured.service.name)}")
        if captured.received is not None:
            day = show_full_date(captured.received, self._today)
            facts.append(f"on {day} ({relative_date(captured.received, self._today)})")
        return [Content.styled(one_line(captured.title) or "…", "bold"), Content(" · ".join(facts))]


async def enter_feedback(screen: DeskScreen, customer_id: str) -> str | None:
    """Let the user enter feedback in one line or in the form; return its id, None when it was left.

    Args:
        screen: Where the dialog opens.
        customer_id: The customer in sight; empty for none.
    """
    from brm_tui.desk.feedback_pages import names_for_feedback
    from brm_tui.ui.record_form import new_record

    known, services = await screen.gateway.read(names_for_feedback, screen.desk)
    here = next((customer for customer in known.customers if customer.id == customer_id), None)
    dialog = FeedbackLineDialog(known, services, screen.clock.today(), here)
    captured = await screen.ask(dialog)
    if captured is None:
        return None
    if not dialog.form_wanted:
        made = await screen.gateway.write(_keep, screen.desk, captured)
        screen.toast(f"{captured.kind.value.capitalize()} ‘{captured.title}’ added · u takes it back")
        return made
    values = captured.values()
    for field, known_record in (("customer", captured.customer), ("person", captured.person)):
        if known_record is not None:
            values[field] = (
                getattr(known_record, "code", "") or getattr(known_record, "email", "") or known_record.id
            )
    if captured.service is not None:
        values["service"] = captured.service.name
    values.setdefault("received", screen.clock.today())
    return await new_record(screen, "feedback", values, names=FIELDS)


def _keep(desk: Desk, captured: CapturedFeedback) -> str:
    from brm_tui.desk.feedback import keep_feedback

    return keep_feedback(desk, captured)
