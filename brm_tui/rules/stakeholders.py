"""The stakeholder map of a customer: who stands where in influence × interest, and how one moves in it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from brm_tui.rules.vocabulary import Engagement, Grade

INFLUENCE = (Grade.HIGH, Grade.MEDIUM, Grade.LOW)
"""The rows of the map, from above."""
INTEREST = (Grade.LOW, Grade.MEDIUM, Grade.HIGH)
"""The columns of the map, from the left."""

Direction = Literal["left", "right", "up", "down"]


class RoleAtCustomer(Protocol):
    """What is known of somebody in one role."""

    @property
    def id(self) -> str:
        """The role."""
        ...

    @property
    def person_id(self) -> str:
        """Who it is."""
        ...

    @property
    def name(self) -> str:
        """What the person is called."""
        ...

    @property
    def role(self) -> str:
        """What the person is to the customer."""
        ...

    @property
    def influence(self) -> Grade | None:
        """How much weight the person's word has."""
        ...

    @property
    def interest(self) -> Grade | None:
        """How much the person cares about IT."""
        ...

    @property
    def engagement_now(self) -> Engagement | None:
        """How the person stands to us."""
        ...

    @property
    def engagement_wanted(self) -> Engagement | None:
        """How we wish the person stood to us."""
        ...


@dataclass(frozen=True, slots=True)
class Stakeholder:
    """Somebody at a customer, once, whatever roles they have there.

    Attributes:
        id: The person.
        name: What they are called.
        roles: What they are to the customer.
        role_ids: The rows of these roles.
        influence: How much weight their word has; None: nobody judged it.
        interest: How much they care about IT; None: nobody judged it.
        now: How they stand to us.
        wanted: How we wish they stood to us.
    """

    id: str
    name: str
    roles: tuple[str, ...]
    role_ids: tuple[str, ...]
    influence: Grade | None = None
    interest: Grade | None = None
    now: Engagement | None = None
    wanted: Engagement | None = None

    @property
    def placed(self) -> bool:
        """Whether they stand in the map."""
        return self.influence is not None and self.interest is not None

    @property
    def behind(self) -> bool:
        """Whether they stand otherwise than we wish."""
        return self.wanted is not None and self.now is not self.wanted


def stakeholders(roles: Iterable[RoleAtCustomer]) -> tuple[Stakeholder, ...]:
    """Return people by their roles, each once; what one role leaves open, the next one may know."""
    found: dict[str, Stakeholder] = {}
    for role in roles:
        known = found.get(role.person_id)
        found[role.person_id] = Stakeholder(
            role.person_id,
            role.name,
            (*(known.roles if known else ()), role.role),
            (*(known.role_ids if known else ()), role.id),
            (known.influence if known else None) or role.influence,
            (known.interest if known else None) or role.interest,
            (known.now if known else None) or role.engagement_now,
            (known.wanted if known else None) or role.engagement_wanted,
        )
    return tuple(found.values())


def moved(person: Stakeholder, direction: Direction) -> tuple[Grade, Grade] | None:
    """Return influence and interest of somebody who is moved in the map; None at its edge.

    Whoever is not placed yet starts from the middle.
    """
    influence, interest = person.influence or Grade.MEDIUM, person.interest or Grade.MEDIUM
    if direction in ("up", "down"):
        influence = _beside(INFLUENCE, influence, 1 if direction == "down" else -1)
    else:
        interest = _beside(INTEREST, interest, 1 if direction == "right" else -1)
    return None if (influence, interest) == (person.influence, person.interest) else (influence, interest)


def _beside(grades: Sequence[Grade], grade: Grade, by: int) -> Grade:
    return grades[min(max(grades.index(grade) + by, 0), len(grades) - 1)]
