"""Who did what when: the history of one agreement."""

from __future__ import annotations

from collections.abc import Sequence

from brm_tui.desk.desk import Desk
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_history import AgreementStep, agreement_steps

__all__ = ["AgreementStep", "agreement_history"]


def agreement_history(desk: Desk, name: str) -> Sequence[AgreementStep]:
    """Return the steps that touched an agreement, newest first.

    Args:
        desk: The desk.
        name: The customer's code or the agreement's id.

    Raises:
        NotFoundError: There is no such agreement.
    """
    found: Sequence[AgreementStep] = desk.read(agreement_steps, desk.read(rows.find_id, "agreements", name))
    return found
