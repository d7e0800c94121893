"""The stakeholder map of a customer: who weighs how much, who cares how much, and how they stand to us."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content

from brm_tui.desk.stakeholders import Stakeholder, StakeholderMap, stakeholder_map
from brm_tui.text import one_line
from brm_tui.ui.commands import EDIT, NEW
from brm_tui.ui.screens.base import DeskScreen
from brm_tui.ui.screens.stakeholders.grid import StakeholderGrid
from brm_tui.ui.screens.stakeholders.words import engagement_sign, engagement_words
from brm_tui.ui.widgets.empty_state import EmptyState
from brm_tui.ui.widgets.sheet import Sheet, cut, spread

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.vocabulary import Grade

_FIELDS = ("engagement_now", "engagement_wanted", "influence", "interest", "primary", "role")


class StakeholdersScreen(DeskScreen):
    """A customer's people in influence × interest."""

    TITLE = "Stakeholder map"
    ABOUT = "customer"
    CSS_PATH = "stakeholders.tcss"
    AUTO_FOCUS = "StakeholderGrid"
    HELP = (
        "The people of a customer by influence, from above, and interest, from the left. H, L, K and J move the person"
        " under the cursor; whoever is not placed yet stands below, and starts from the middle. The sign says how they"
        " stand to us and, behind the arrow, how we wish they stood: ■ resistant, ○ unaware, ▲ neutral, ● supportive,"
        " ✓ leading. Whoever has several roles is placed in all of them."
    )
    COMMANDS = (
        EDIT.command(
            "stakeholders.edit",
            "Edit",
            "Change how the person stands to us, and should.",
            condition=lambda screen: screen.person is not None,
        ),
        NEW.command("stakeholders.new", "Add person", "Add somebody in a role, known already or new."),
    )

    def __init__(self, customer_id: str, trail: Sequence[str] = ("Portfolio",)) -> None:
        """Make the screen.

        Args:
            customer_id: Which customer.
            trail: Names of the screens above it.
        """
        super().__init__()
        self.customer_id = customer_id
        self.trail = tuple(trail)
        self._page: StakeholderMap | None = None
        self._writing = 0

    def compose_body(self) -> ComposeResult:
        """Show the map, and below it the person under the cursor in words."""
        yield EmptyState(
            "Nobody to place yet",
            "The map shows a customer's people by how much their word weighs and how much they care about IT, so that"
            " you know whom to win and whom to keep.",
            [("n", "add the first one")],
        )
        yield StakeholderGrid(id="stakeholders-grid")
        yield Sheet(id="stakeholders-detail")

    @property
    def grid(self) -> StakeholderGrid:
        """Return the map."""
        return self.query_one(StakeholderGrid)

    @property
    def person(self) -> Stakeholder | None:
        """The person under the cursor."""
        return self.grid.current if self.is_mounted else None

    async def load(self) -> None:
        """Read the people again, unless moves are still being kept: the last of them reads again."""
        page = await self.gateway.read(stakeholder_map, self.desk, self.customer_id)
        if self._writing:
            return
        if self._page is None:
            self.trail = (*self.trail, page.head.name)
        self._page = page
        self.set_class(not page.people, "-empty")
        self.grid.show(page.people)
        waiting = sum(not person.placed for person in page.people)
        behind = sum(person.behind for person in page.people)
        parts = [f"{len(page.people)} {'person' if len(page.people) == 1 else 'people'}"]
        parts += [f"{waiting} not placed"] if waiting else []
        parts += [f"{behind} not where we wish"] if behind else []
        self.answer = " · ".join(parts) if page.people else ""
        if self.focused is None and page.people:
            self.grid.focus()
        self._say_person()

    @on(StakeholderGrid.Highlighted)
    def _say_person(self) -> None:
        person = self.person

        def lines(width: int) -> list[Content]:
            if person is None:
                return []
            where = (
                f"{person.influence.value if person.influence else 'unknown'} influence,"
                f" {person.interest.value if person.interest else 'unknown'} interest"
            )
            sign = engagement_sign(person.now)
            stands = engagement_words(person)
            return [
                spread(
                    Content.assemble(
                        (one_line(person.name), "bold"), (f"  {', '.join(person.roles)}", "$muted")
                    ),
                    Content.assemble(("H J K L", "bold"), (" place", "$muted")),
                    width,
                ),
                cut(Content.assemble((stands, sign.style), (f"  {where}", "$muted")), width),
            ]

        self.query_one("#stakeholders-detail", Sheet).show(lines)
        self.refresh_bindings()

    @on(StakeholderGrid.Moved)
    def _moved(self, event: StakeholderGrid.Moved) -> None:
        self._keep(event.person, event.influence, event.interest)

    @work
    async def _keep(self, person: Stakeholder, influence: Grade, interest: Grade) -> None:
        """Keep where somebody was moved to, as one step."""
        self._writing += 1
        try:
            label = await self.gateway.write(_place, self.desk, person, influence, interest)
            self.toast(f"{label} · u takes it back")
        finally:
            self._writing -= 1
            if not self._writing:
                self.reload()

    @work
    async def action_edit(self) -> None:
        """Change how the person under the cursor stands to us."""
        from brm_tui.ui.record_form import edit_record

        person = self.person
        if person is not None:
            await edit_record(self, "roles", person.role_ids[0], names=_FIELDS, title=person.name)

    @work
    async def action_new(self) -> None:
        """Add somebody."""
        from brm_tui.ui.screens.customer.adding_people import add_person

        if self._page is not None:
            await add_person(self, self.customer_id, self._page.head.name)


# The models load with this, in the thread that runs it.


def _place(desk: Desk, person: Stakeholder, influence: Grade, interest: Grade) -> str:
    from brm_tui.desk.stakeholders import place_stakeholder

    return place_stakeholder(desk, person, influence, interest)
