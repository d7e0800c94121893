"""How mature a relationship is as each side sees it, what lies between the two views, and what comes next.

The five levels are those of the Business Relationship Maturity Model of the BRM body of knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

LEVELS: Mapping[int, str] = {
    1: "ad hoc",
    2: "order taker",
    3: "service provider",
    4: "trusted advisor",
    5: "strategic partner",
}
"""What each level is called."""

MEANINGS: Mapping[int, str] = {
    1: "IT is called when something is broken; nobody knows whom to call.",
    2: "IT does what is ordered; the business decides alone what that is.",
    3: "IT keeps what it promises and shows it; services are known and measured.",
    4: "IT is asked before the business decides, because its advice has paid.",
    5: "Both sides plan together and share the goals and what they bring.",
}

NEXT_STEPS: Mapping[int, str] = {
    1: "Name one relationship manager and one point of contact, and meet once a month.",
    2: "Agree in writing on services and levels, and show every month how they were kept.",
    3: "Bring one idea of your own to each quarterly review, with what it is worth to the business.",
    4: "Plan next year together: shared objectives with an owner on each side, before the budgets are made.",
    5: "Keep it: review the shared objectives every quarter, and measure the value that came of them.",
}
"""What leads from each level to the next one."""

STALE_DAYS = 365
"""A view older than this says how it was."""


@dataclass(frozen=True, slots=True)
class View:
    """How one side sees the relationship.

    Attributes:
        level: 1 to 5.
        day: When it was said.
    """

    level: int
    day: date


@dataclass(frozen=True, slots=True)
class MaturityGap:
    """Both views beside each other; what is not known is None.

    Attributes:
        business: How the business sees it.
        it: How IT sees it.
        gap: The level that IT sees minus that of the business; None where one of them is unknown.
        level: Where the relationship stands: the lower of the two views.
        next_step: What to do next.
        stale: The sides whose view is old, in words.
    """

    business: View | None
    it: View | None
    gap: int | None
    level: int | None
    next_step: str
    stale: tuple[str, ...]


def maturity_gap(business: View | None, it: View | None, today: date) -> MaturityGap:
    """Return what lies between the last view of each side, and the next step.

    A relationship is as mature as the side that sees less in it. Where the views differ, talking about why comes first.
    """
    gap = it.level - business.level if it is not None and business is not None else None
    levels = [view.level for view in (business, it) if view is not None]
    level = min(levels) if levels else None
    stale = tuple(
        side
        for side, view in (("business", business), ("IT", it))
        if view is not None and (today - view.day).days > STALE_DAYS
    )
    return MaturityGap(business, it, gap, level, _next_step(business, it, gap, level), stale)


def _next_step(business: View | None, it: View | None, gap: int | None, level: int | None) -> str:
    if level is None:
        return "Ask both sides where they see the relationship, each for itself, on the same day."
    if business is None or it is None:
        asked = "the business" if business is None else "IT"
        return f"Ask {asked} too; one view alone shows no gap. Then: {NEXT_STEPS[level]}"
    if gap:
        higher = "IT sees" if gap > 0 else "The business sees"
        steps = "a level" if abs(gap) == 1 else f"{abs(gap)} levels"
        return f"{higher} {steps} more than the other side: talk about why first. Then: {NEXT_STEPS[level]}"
    return NEXT_STEPS[level]
