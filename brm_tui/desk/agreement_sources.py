"""What a new agreement can start from, for the screen; models load where it is read, behind the first paint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brm_tui.desk.desk import Desk
from brm_tui.store.queries.agreement_copying import OtherAgreement, other_agreements

if TYPE_CHECKING:
    from brm_tui.desk.agreement_starting import Started


@dataclass(frozen=True, slots=True)
class Source:
    """A template, or another customer's agreement.

    Attributes:
        template: The template's name, else empty.
        agreement_id: The agreement's id, else empty.
        label: What it is called.
        brings: What a new agreement gets from it, or why it cannot be used.
    """

    template: str
    agreement_id: str
    label: str
    brings: str


def sources(desk: Desk, customer_id: str) -> list[Source]:
    """Return the templates, then the other customers' agreements."""
    from brm_tui.desk.agreement_templates import templates

    found = [
        Source(line.name, "", line.title, f"cannot be used: {line.problem}" if line.problem else line.brings)
        for line in templates(desk)
    ]
    return found + [
        Source("", other.id, f"Like {other.customer}", _brings(other))
        for other in desk.read(other_agreements, customer_id)
    ]


def _brings(other: OtherAgreement) -> str:
    counts = (
        (other.forums, "forum", "forums"),
        (other.objectives, "objective", "objectives"),
        (other.appendices, "appendix", "appendices"),
    )
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return ", ".join([*parts, "IT's people", *(["ended"] if other.ended else [])])


def start_from(desk: Desk, customer_id: str, source: Source) -> Started:
    """Start a customer's agreement from a source.

    Raises:
        BrmError: The template holds mistakes, or the customer has an agreement that has not ended.
    """
    if source.template:
        from brm_tui.desk.agreement_starting import start_from_template

        return start_from_template(desk, customer_id, source.template)
    from brm_tui.desk.agreement_copying import start_like

    return start_like(desk, customer_id, source.agreement_id)
