"""Why a service stands as it does: its terms, their limits and the age of the data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.rules.services import STALE_AFTER, newest_period
from brm_tui.ui.dialogs.sheet import SheetDialog
from brm_tui.ui.screens.services.words import SIGNS, cost_words, long_month
from brm_tui.ui.widgets.sheet import cut, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.services import ServiceHead, ServiceSummary
    from brm_tui.rules.services import Standing

_RULE = (
    "Overall is the worst of what is known. The level is amber where it missed its target, red where at least twice"
    " was lost of what the target leaves open. Satisfaction is green from 3.5 on and red below 2.5. The middle of a"
    " level's trend is the target, its lowest step where red begins."
)


def standing_lines(standing: Standing, width: int) -> list[Content]:
    """Return the terms of how a service stands, each with its reason."""
    lines = []
    for term in standing.terms:
        sign = SIGNS[term.rag]
        head = Content.assemble(
            (sign.text, sign.style), f" {term.name.ljust(14)} ", term.figure or "not known"
        )
        line = Content.assemble(head, "  ", (term.reason, "$muted"))
        if line.cell_length <= width:
            lines.append(line)
        else:
            reason = wrapped(term.reason, width - 2, style="$muted")
            lines += [cut(head, width), *(Content.assemble("  ", part) for part in reason)]
    return lines


class StandingDialog(SheetDialog):
    """Shows what decides how a service stands."""

    def __init__(self, head: ServiceHead, standing: Standing, summary: ServiceSummary, today: date) -> None:
        """Make the dialog.

        Args:
            head: The service and the customer.
            standing: How it stands.
            summary: All services that are listed, in figures.
            today: What it is judged by.
        """
        super().__init__(f"{head.service}: {head.customer}", self._lines)
        self._head, self._standing, self._summary, self._today = head, standing, summary, today

    def _lines(self, width: int) -> list[Content]:
        sign, standing = SIGNS[self._standing.rag], self._standing
        word = standing.rag.value if standing.rag is not None else "unknown"
        lines = [Content.assemble((f"{sign.text} {word}", sign.style), (f"  {standing.coverage}", "$muted"))]
        lines += [Content(""), *standing_lines(standing, width), Content("")]
        newest = long_month(self._head.newest) if self._head.newest else "no month"
        age = (
            f"The newest data is of {newest}; the newest that can be there is of"
            f" {long_month(newest_period(self._today))}. Data {STALE_AFTER} months older than that is stale: it is"
            " shown, and judges nothing."
        )
        lines += [*wrapped(age, width, style="$muted"), Content(""), *wrapped(_RULE, width, style="$muted")]
        costs = cost_words(self._summary)
        if costs:
            lines += [Content(""), *wrapped(f"All services listed: {costs}.", width)]
        return lines
