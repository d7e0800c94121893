"""Placing an objective on the plan together with its first actions, from any screen.

::

    @work
    async def action_place_objective(self) -> None:
        await place_objective(self, agreement="FIN")     # or nothing, to choose the agreement in the form
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.capture import Known, read_action
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.vocabulary import ObjectiveKind

if TYPE_CHECKING:
    from datetime import date

    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_AGREEMENT = FieldDescription(
    "agreement",
    "Agreement",
    "Whose agreement a new objective belongs to.",
    FieldKind.REFERENCE,
    refers_to="agreements",
)
_OBJECTIVE = FieldDescription(
    "objective",
    "Objective",
    "One that is shared already; leave it empty to make a new one below.",
    FieldKind.REFERENCE,
    refers_to="objectives",
)
_TITLE = FieldDescription(
    "title", "New objective", "What both sides want to reach.", FieldKind.TEXT, minimum=1, maximum=200
)
_KIND = FieldDescription(
    "kind",
    "Kind",
    "An objective is an aim, an initiative a piece of work towards one.",
    FieldKind.CHOICE,
    default=ObjectiveKind.OBJECTIVE.value,
    choices=tuple(kind.value for kind in ObjectiveKind),
)
_DUE = FieldDescription("due", "Due", "When it should be reached.", FieldKind.DATE)
_ACTIONS = FieldDescription(
    "actions",
    "First actions",
    "One a line, with who and when: Draft the report @ana fri !high",
    FieldKind.LONG_TEXT,
    required=True,
)
_FIELDS = (_AGREEMENT, _OBJECTIVE, _TITLE, _KIND, _DUE, _ACTIONS)


async def place_objective(
    screen: DeskScreen, *, agreement: str | None = None, objective: str | None = None, preset: str = ""
) -> str | None:
    """Let the user place an objective on the plan; return its id, None when the form was left.

    Args:
        screen: Where the form opens.
        agreement: The agreement by code or id, where it is known; it is not asked for then.
        objective: The objective's id, where it is known; only the actions are asked for then.
        preset: The agreement that stands in the form at first, and can be changed.
    """
    from brm_tui.desk.capture import known_names
    from brm_tui.ui.dialogs.form import FormDialog
    from brm_tui.ui.record_form import references

    names = references(screen)
    if agreement is None and objective is None and not preset:
        # Where there is only one, nobody has to name it.
        agreements = await names("agreements")
        preset = agreements[0][0] if len(agreements) == 1 else ""
    known: Known = await screen.gateway.read(known_names, screen.desk)
    placed: list[str] = []

    async def save(entered: dict[str, object]) -> None:
        given = {"agreement": agreement, "objective": objective} | entered
        actions = read_lines(str(given.get("actions", "")), known, screen.clock.today())
        placed.append(await screen.gateway.write(_place, screen.desk, objective_values(given), actions))
        screen.toast(f"On the plan with {_counted(len(actions))} · u takes it back")

    fields = [
        field
        for field in _FIELDS
        if field is _ACTIONS or (objective is None and not (field is _AGREEMENT and agreement is not None))
    ]
    dialog = FormDialog(
        "Place an objective on the plan",
        fields,
        {"agreement": preset} if preset else {},
        save=save,
        references=names,
        new=True,
    )
    await screen.ask(dialog)
    return placed[0] if placed else None


def objective_values(given: dict[str, object]) -> dict[str, object]:
    """Return the fields of the objective: those of a new one, or only the id of one that is there.

    Raises:
        FieldError: It is neither.
    """
    if given.get("objective"):
        if given.get("title"):
            raise FieldError("title", given["title"], "nothing, where an objective is chosen above")
        return {"id": given["objective"]}
    if not given.get("title"):
        raise FieldError("title", "", "a title, or choose an objective above")
    if not given.get("agreement"):
        raise FieldError("agreement", "", "the agreement that the new objective belongs to")
    names = ("agreement", "title", "kind", "due")
    return {name: given[name] for name in names if given.get(name)}


def read_lines(text: str, known: Known, today: date) -> list[dict[str, object]]:
    """Return the fields of each action, one a line; the customer is the agreement's.

    Raises:
        FieldError: A line is not understood; it says which and why.
    """
    actions: list[dict[str, object]] = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        captured = read_action(line, known, today)
        if captured.problems:
            raise FieldError("actions", line, f"{captured.title or line}: {'; '.join(captured.problems)}")
        actions.append({name: value for name, value in captured.values().items() if name != "customer"})
    return actions


def _place(desk: Desk, objective: dict[str, object], actions: Sequence[dict[str, object]]) -> str:
    from brm_tui.desk.actions import place_objective as place

    return place(desk, objective, actions)


def _counted(count: int) -> str:
    return "1 action" if count == 1 else f"{count} actions"
