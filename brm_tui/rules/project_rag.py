"""How a project stands: time, resources and scope, each red, amber or green, and the worst of them. Pure.

What is not known is never green: with nothing red or amber, one unknown of the three makes the whole unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from brm_tui.rules.vocabulary import Constraint, Rag


class Dimension(StrEnum):
    """The three that a project is judged by; a change of one is paid by another."""

    TIME = "time"
    RESOURCE = "resource"
    SCOPE = "scope"

    @property
    def called(self) -> str:
        """Its name to the user."""
        return "Resources" if self is Dimension.RESOURCE else self.value.capitalize()


class Standing(NamedTuple):
    """One of the three.

    Attributes:
        dimension: Which.
        rag: How it stands; None: not known.
        figure: In a figure, such as ``3 weeks late``; may be empty.
        reason: Why; may be empty.
        constraint: Whether it is fixed, gives, or is taken as it comes; None: nobody said.
    """

    dimension: Dimension
    rag: Rag | None
    figure: str = ""
    reason: str = ""
    constraint: Constraint | None = None


class Overall(NamedTuple):
    """How the whole stands.

    Attributes:
        rag: The worst of the three; None: not known.
        decided_by: Which of the three make it so; empty where all are green.
        said: The same in a few words.
        terms: All three.
    """

    rag: Rag | None
    decided_by: tuple[Dimension, ...]
    said: str
    terms: tuple[Standing, ...]


WORST_FIRST: tuple[Rag | None, ...] = (Rag.RED, Rag.AMBER, None, Rag.GREEN)


def worst(rags: Sequence[Rag | None]) -> Rag | None:
    """Return the worst: red, then amber, then not known, then green."""
    return min(rags, key=WORST_FIRST.index, default=None)


def overall(terms: Sequence[Standing]) -> Overall:
    """Return how the whole stands, and which of the three decide it."""
    rag = worst([term.rag for term in terms])
    if rag is Rag.GREEN:
        return Overall(rag, (), "all three are green", tuple(terms))
    deciding = tuple(term.dimension for term in terms if term.rag is rag)
    names = _listed([dimension.called.casefold() for dimension in deciding])
    many = len(deciding) > 1 or deciding == (Dimension.RESOURCE,)
    if rag is None:
        said = f"{names} {'are' if many else 'is'} not known"
    else:
        said = f"{names} decide{'' if many else 's'}"
        unknown = [term.dimension.called.casefold() for term in terms if term.rag is None]
        if unknown:
            said += f"; {_listed(unknown)} not known"
    return Overall(rag, deciding, said, tuple(terms))


_MAY = {
    Constraint.FIXED: "fixed",
    Constraint.FLEXIBLE: "may give",
    Constraint.ACCEPTED: "taken as it comes",
    None: "not said",
}


def may(constraint: Constraint | None) -> str:
    """Return what one of the three may do, in words."""
    return _MAY[constraint]


def trade_off(terms: Sequence[Standing]) -> str:
    """Return what is to be said of what is fixed and what may give; empty where that goes together.

    Where something that is fixed is red or amber, something else has to give; where all three are fixed, nothing can.
    """
    fixed = [term for term in terms if term.constraint is Constraint.FIXED]
    if terms and len(fixed) == len(terms):
        return "All three are fixed: nothing can give."
    pressed = [term for term in fixed if term.rag in (Rag.RED, Rag.AMBER)]
    if not pressed:
        return ""
    giving = [term.dimension.called.casefold() for term in terms if term.constraint is Constraint.FLEXIBLE]
    named = _listed([f"{term.dimension.called.casefold()} ({term.rag})" for term in pressed])
    verb = "are" if len(pressed) > 1 or pressed[0].dimension is Dimension.RESOURCE else "is"
    if giving:
        return f"{named} {verb} fixed: {_listed(giving)} must give.".capitalize()
    return f"{named} {verb} fixed, and nothing is said to give.".capitalize()


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
