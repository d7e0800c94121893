"""Doing the next thing of a step: each task has one form, and the screen below reads again when it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from brm_tui.rules.relationship_steps import Check, Task
from brm_tui.rules.vocabulary import ContactRoleName, RepresentationRole, Topic
from brm_tui.ui.record_form import edit_record, new_record

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.relationship_steps import StepsPage
    from brm_tui.ui.app import BrmApp
    from brm_tui.ui.screens.base import DeskScreen

_AFFINITIES = ("affinity_organisation", "affinity_process", "affinity_services", "affinity_customer")
_TOUCH = ("summary", "topics", "channel", "direction", "at", "by", "people", "sentiment")
_DEMAND = ("title", "kind", "horizon", "value", "size", "volume", "risk", "requested_by", "detail")
_JUDGED = ("value", "size", "volume", "risk", "horizon")


async def do_next(screen: DeskScreen, page: StepsPage, check: Check) -> None:
    """Let the user do what a task asks for. Only inside ``@work``."""
    head = page.head
    match check.task:
        case Task.FIRST_CONTACT | Task.DECIDER:
            await _add_contact(screen, page, check.task)
        case Task.MANAGER | Task.BACKUP:
            await _assign(screen, page, check.task)
        case Task.REACHABLE if check.record_id is not None:
            await edit_record(screen, "people", check.record_id, names=("email", "phone"))
        case Task.FIT if check.record_id is not None:
            title = f"How at home is IT's relationship manager at {head.name}?"
            await edit_record(screen, "representations", check.record_id, names=_AFFINITIES, title=title)
        case Task.TOUCH:
            from brm_tui.ui.dialogs.capture import keep_touch

            await keep_touch(cast("BrmApp", screen.app))
        case Task.RHYTHM:
            names = ("target_days", "maximum_days", "most_contacts")
            await edit_record(
                screen, "customers", head.id, names=names, title=f"Rhythm of contacts: {head.name}"
            )
        case Task.FORUM:
            await _start_forum(screen, page)
        case Task.PLANS:
            values = {"customer": head.code, "at": screen.clock.now(), "topics": (Topic.STRATEGY.value,)}
            await new_record(
                screen, "touches", values, names=_TOUCH, title=f"Contact about IT's plans: {head.name}"
            )
        case Task.DEMAND:
            await new_record(
                screen,
                "demands",
                {"customer": head.code},
                names=_DEMAND,
                title=f"New want or need: {head.name}",
            )
        case Task.PRIORITY if check.record_id is not None:
            await edit_record(screen, "demands", check.record_id, names=("title", *_JUDGED))


async def _add_contact(screen: DeskScreen, page: StepsPage, task: Task) -> None:
    from brm_tui.ui.screens.customer.adding_people import add_person

    role = (
        ContactRoleName.POINT_OF_CONTACT if task is Task.FIRST_CONTACT else ContactRoleName.BUSINESS_MANAGER
    )
    await add_person(screen, page.head.id, page.head.name, role=role.value)


async def _assign(screen: DeskScreen, page: StepsPage, task: Task) -> None:
    """Let the user choose who of IT serves: a manager among the candidates, with affinity and free hours."""
    from brm_tui.desk.relationship_steps import it_choices
    from brm_tui.ui.screens.customer.adding_people import add_person
    from brm_tui.ui.screens.representation.flows import choose_manager

    people = await screen.gateway.read(it_choices, screen.desk)
    if task is Task.MANAGER and people:
        await choose_manager(screen, page.head.id)
        return
    role = RepresentationRole.RELATIONSHIP_MANAGER if task is Task.MANAGER else RepresentationRole.BACKUP
    await add_person(screen, page.head.id, page.head.name, role=role.value, people=people)


async def _start_forum(screen: DeskScreen, page: StepsPage) -> None:
    if page.agreement_id is None:
        await screen.gateway.write(_start_agreement, screen.desk, page.head.id)
        screen.toast("Partnership agreement started · u takes it back")
        return
    from brm_tui.ui.screens.agreement.editing import FORUM_FIELDS

    values = {
        "agreement": page.agreement_id,
        "first_date": screen.clock.today(),
        "zone": screen.clock.zone,
    }
    await new_record(screen, "forums", values, names=FORUM_FIELDS, title=f"New forum: {page.head.name}")


# The models load with this, in the thread that runs it.


def _start_agreement(desk: Desk, customer_id: str) -> str:
    from brm_tui.desk.agreements import new_agreement

    return new_agreement(desk, customer_id)
