"""What is done to demands: entering, changing, their way through the states, matching, converting, weighing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from brm_tui.rules.demand_states import TRANSITIONS, WITH_REASON
from brm_tui.rules.vocabulary import DemandState
from brm_tui.text import one_line
from brm_tui.ui.dialogs.pick import Choice, PickDialog
from brm_tui.ui.messages import OpenRecord
from brm_tui.ui.record_form import edit_record, new_record
from brm_tui.ui.screens.demands.words import STATES

if TYPE_CHECKING:
    from brm_tui.desk.demand_conversion import Outcome
    from brm_tui.desk.demand_pages import DemandPage, DemandView
    from brm_tui.desk.desk import Desk
    from brm_tui.rules.demand_score import Weights
    from brm_tui.ui.screens.base import DeskScreen

_NEW = (
    "title", "customer", "kind", "horizon", "requested_by", "value", "volume", "size", "risk", "detail", "internal",
)  # fmt: skip
_FIELDS = (
    "title", "customer", "kind", "horizon", "requested_by", "value", "volume", "size", "risk", "score_override",
    "override_reason", "service", "project", "state_reason", "detail", "internal",
)  # fmt: skip
_NOTHING = ("", "")


async def enter(screen: DeskScreen, customer: str = "") -> str | None:
    """Let the user enter a demand; return its id, None when the form was left. Only inside ``@work``.

    Args:
        screen: Where the form opens.
        customer: The code of the customer who asks, where it is known.
    """
    values: dict[str, object] = {"customer": customer} if customer else {}
    return await new_record(screen, "demands", values, names=_NEW, title="New demand")


async def edit(screen: DeskScreen, demand_id: str) -> None:
    """Let the user change a demand. Only inside ``@work``."""
    await edit_record(screen, "demands", demand_id, names=_FIELDS)


async def choose_state(screen: DeskScreen, demand_ids: Sequence[str], state: DemandState) -> None:
    """Let the user choose what follows, with a reason where one is due. Only inside ``@work``.

    Args:
        screen: Where the dialogs open.
        demand_ids: Which demands.
        state: Where the one under the cursor stands.
    """
    choices = [Choice(after, f"{STATES[after].text} {after.value}") for after in TRANSITIONS[state]]
    after = await screen.ask(PickDialog(f"From {state.value} to", choices))
    if after is None:
        return
    reason = ""
    if after in WITH_REASON:
        from brm_tui.ui.dialogs.text import TextDialog

        answer = await screen.ask(
            TextDialog(f"Why is it {after.value}?", placeholder="the reason, as it would be told")
        )
        if answer is None:
            return
        reason = answer
    label = await screen.gateway.write(_move, screen.desk, demand_ids, after.value, reason)
    screen.toast(f"{label} · u takes it back")


async def advance(screen: DeskScreen, demand_ids: Sequence[str], *, back: bool) -> None:
    """Bring demands on to their next state, or send them back by one. Only inside ``@work``."""
    label = await screen.gateway.write(_advance, screen.desk, demand_ids, back)
    where = "back" if back else "on"
    screen.toast(f"{label} · u takes it back" if label else f"It goes no further {where}; w shows every way")


async def match(screen: DeskScreen, demand_ids: Sequence[str]) -> None:
    """Let the user say which service or project answers demands, or that none does. Only inside ``@work``."""
    from brm_tui.ui.record_form import references

    names = references(screen)
    services, projects = await names("services"), await names("projects")
    choices = [
        *(Choice(("project", name), one_line(label), "project", name) for name, label in projects),
        *(Choice(("service", name), one_line(label), "service", name) for name, label in services),
        Choice(_NOTHING, "to none yet", "take the match away"),
    ]
    chosen = await screen.ask(PickDialog("Matched to", choices, placeholder="type a project or a service"))
    if chosen is None:
        return
    kind, name = chosen
    given: dict[str, object] = {kind: name} if kind else {"service": None, "project": None}
    label = next(choice.label for choice in choices if choice.value == chosen)
    told = await screen.gateway.write(
        _change, screen.desk, demand_ids, given, f"Match {{}} {_to(kind, label)}"
    )
    screen.toast(f"{told} · u takes it back")


def _to(kind: str, label: str) -> str:
    # A brace in a name must not be taken for the place of the demand's name.
    return f"to ‘{label.replace('{}', '')}’" if kind else "to none yet"


async def convert(screen: DeskScreen, page: DemandPage) -> None:
    """Make an approved demand an objective or an action, or open what came of it. Only inside ``@work``."""
    facts, demand = page.facts, page.demand
    if facts.objective_id:
        screen.post_message(OpenRecord("objectives", facts.objective_id))
        return
    if facts.action_id:
        screen.post_message(OpenRecord("actions", facts.action_id))
        return
    choices: list[Choice[tuple[str, str]]] = []
    if demand.state is DemandState.APPROVED:
        agreements = await screen.gateway.read(_agreements, screen.desk, demand.customer_id)
        choices = [
            Choice(("objectives", row_id), f"An objective of ‘{one_line(title)}’")
            for row_id, title in agreements
        ]
        choices.append(Choice(("actions", ""), "An action on the board"))
        chosen = await screen.ask(PickDialog(f"Make ‘{one_line(demand.title)}’", choices))
        if chosen is None:
            return
    else:
        chosen = ("actions", "")  # refused below, in the words of the rule
    outcome = await screen.gateway.write(_convert, screen.desk, demand.id, *chosen)
    screen.toast(f"{outcome.label} · u takes it back")


async def weigh(screen: DeskScreen, view: DemandView) -> None:
    """Let the user try other weights on the open demands, and keep them. Only inside ``@work``."""
    from brm_tui.desk.demand_weights import marked_demands, weights
    from brm_tui.ui.screens.demands.weights_dialog import WeightsDialog

    now = await screen.gateway.read(weights, screen.desk)
    demands = await screen.gateway.read(marked_demands, screen.desk, view)
    after = await screen.ask(WeightsDialog(demands, now))
    if after is not None:
        label = await screen.gateway.write(_keep, screen.desk, after)
        screen.toast(f"{label} · u takes it back")


async def reorder(screen: DeskScreen, demand_id: str, *, down: bool) -> None:
    """Move a demand in the customer's own order. Only inside ``@work``."""
    label = await screen.gateway.write(_reorder, screen.desk, demand_id, down)
    if label:
        screen.toast(f"{label} · u takes it back")


# The models load with these, in the thread that runs them.


def _move(desk: Desk, demand_ids: Sequence[str], state: str, reason: str) -> str:
    from brm_tui.desk.demands import move_demands

    return move_demands(desk, demand_ids, state, reason=reason)


def _advance(desk: Desk, demand_ids: Sequence[str], back: bool) -> str | None:
    from brm_tui.desk.demands import advance_demands

    return advance_demands(desk, demand_ids, back=back)


def _change(desk: Desk, demand_ids: Sequence[str], given: Mapping[str, object], said: str) -> str:
    from brm_tui.desk.demands import change_demands

    return change_demands(desk, demand_ids, given, said)


def _agreements(desk: Desk, customer_id: str) -> Sequence[tuple[str, str]]:
    from brm_tui.desk.demand_pages import running_agreements

    return running_agreements(desk, customer_id)


def _convert(desk: Desk, demand_id: str, kind: str, agreement_id: str) -> Outcome:
    from brm_tui.desk.demand_conversion import convert_demand

    return convert_demand(desk, demand_id, kind, agreement_id=agreement_id)


def _keep(desk: Desk, after: Weights) -> str:
    from brm_tui.desk.demand_weights import keep_weights

    return keep_weights(desk, after)


def _reorder(desk: Desk, demand_id: str, down: bool) -> str | None:
    from brm_tui.desk.demands import reorder_demand

    return reorder_demand(desk, demand_id, down=down)
