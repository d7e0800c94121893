"""In which order a customer wants its projects: by priority, and within one priority as they were put. Pure.

A priority alone leaves ties. Projects of one priority that nobody put in order tie, and share a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brm_tui.rules.vocabulary import Priority

PRIORITIES = tuple(Priority)
"""The most pressing first."""


class Placed(NamedTuple):
    """A project among those of a customer.

    Attributes:
        id: Which.
        priority: Its priority, the same for all its customers.
        position: Its place among those of this priority; None: nobody put it there.
    """

    id: str
    priority: Priority
    position: float | None


class Rank(NamedTuple):
    """Where a project stands.

    Attributes:
        number: 1 for the first; those that tie share the number of the first of them.
        tied: How many share it, itself included; 1 where it stands alone.
    """

    number: int
    tied: int


class Move(NamedTuple):
    """What moving a project by one place changes.

    Attributes:
        priority: Its new priority; None: it keeps it.
        positions: New places, by project.
    """

    priority: Priority | None
    positions: dict[str, float | None]


def ranks(placed: Sequence[Placed]) -> dict[str, Rank]:
    """Return the rank of each project.

    Args:
        placed: All projects of the customer, in order.
    """
    sharing: dict[tuple[Priority, float | None], list[int]] = {}
    for number, project in enumerate(placed, start=1):
        sharing.setdefault((project.priority, project.position), []).append(number)
    found = {}
    for project in placed:
        numbers = sharing[project.priority, project.position]
        found[project.id] = Rank(numbers[0], len(numbers))
    return found


def moved(placed: Sequence[Placed], project_id: str, *, down: bool) -> Move | None:
    """Return what it takes to move a project by one place; None where it stands at that end.

    Before or behind another one of its priority, all of that priority are put in the order that is then seen. At the
    border of its priority it takes the next one, and stands at that one's near end.

    Args:
        placed: All projects of the customer, in order.
        project_id: Which one.
        down: Whether it moves towards the end.
    """
    place = next((index for index, project in enumerate(placed) if project.id == project_id), None)
    if place is None:
        return None
    own = placed[place].priority
    step = 1 if down else -1
    if 0 <= place + step < len(placed) and placed[place + step].priority is own:
        order = [project.id for project in placed if project.priority is own]
        at = order.index(project_id)
        order[at], order[at + step] = order[at + step], order[at]
        return Move(None, {row_id: float(number) for number, row_id in enumerate(order, start=1)})
    level = PRIORITIES.index(own) + step
    if not 0 <= level < len(PRIORITIES):
        return None
    taken = [
        project.position
        for project in placed
        if project.priority is PRIORITIES[level] and project.position is not None
    ]
    # Without a place it stands behind those that have one.
    return Move(PRIORITIES[level], {project_id: min(taken) - 1 if down and taken else None})
