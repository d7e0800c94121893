"""Keeping an action, a touch, feedback or a demand in one line, from anywhere: it is explained while one types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from brm_tui.rules import demand_capture
from brm_tui.rules.capture import CapturedAction, Known, KnownCustomer, KnownPerson, read_action
from brm_tui.rules.dates import relative_date, show_full_date
from brm_tui.rules.demand_capture import CapturedDemand
from brm_tui.rules.touch_capture import CapturedTouch, read_touch
from brm_tui.rules.vocabulary import Direction
from brm_tui.ui.commands import Command
from brm_tui.ui.dialogs.base import Dialog
from brm_tui.ui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from brm_tui.ui.app import BrmApp

_ACTION_FORM = "@who  !priority  a day  CODE of the customer  and the rest is the title"
_TOUCH_FORM = (
    "CODE  call mail chat visit meeting  a day  @who  #topic  :)  :(  < they came to us  and what was said"
)


class Captured(Protocol):
    """What a line means."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be understood."""
        ...


CapturedT = TypeVar("CapturedT", bound=Captured)


class CaptureDialog(Dialog[CapturedT], Generic[CapturedT]):
    """Lets the user type one line; answers what it means once all of it is understood."""

    COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("capture.done", "enter", "done", "Keep", "Keep it.", in_footer=True, in_palette=False),
    )

    def __init__(
        self,
        title: str,
        form: str,
        read: Callable[[str], CapturedT],
        explain: Callable[[CapturedT], list[Content]],
    ) -> None:
        """Make a dialog.

        Args:
            title: What is kept.
            form: What a line may hold.
            read: Returns what a line means.
            explain: Returns that in words, line by line.
        """
        super().__init__(title)
        self._form = form
        self._read = read
        self._explain = explain

    def compose_content(self) -> ComposeResult:
        """Show the line, what it means and what it may hold."""
        yield LineInput()
        yield Static(classes="capture--meaning")
        yield Static(Content.styled(self._form, "$muted"), classes="capture--form")

    @on(LineInput.Changed)
    def _changed(self, event: LineInput.Changed) -> None:
        self._say(event.value, trying=False)

    def action_done(self) -> None:
        """Answer what the line means, unless something in it does not."""
        text = self.query_one(LineInput).value
        captured = self._read(text)
        if captured.problems:
            self._say(text, trying=True)
        else:
            self.dismiss(captured)

    def _say(self, text: str, *, trying: bool) -> None:
        said = Content("")
        if text.strip() or trying:
            captured = self._read(text)
            style = "$bad" if trying else "$attention"
            problems = [Content.styled(f"{part[:1].upper()}{part[1:]}.", style) for part in captured.problems]
            said = Content("\n").join([*self._explain(captured), *problems])
        self.query_one(".capture--meaning", Static).update(said)


async def keep(program: BrmApp, what: str) -> None:
    """Ask for one line and keep what it means: ``action``, ``touch``, ``feedback`` or ``demand``."""
    if what == "feedback":
        from brm_tui.ui.screens.base import DeskScreen
        from brm_tui.ui.screens.feedback.entry import enter_feedback

        screen = program.screen_in_sight
        if isinstance(screen, DeskScreen):
            _known, here, _person = await _surroundings(program)
            await enter_feedback(screen, here.id if here is not None else "")
        return
    await {"touch": keep_touch, "demand": keep_demand}.get(what, keep_action)(program)


async def keep_action(program: BrmApp) -> None:
    """Ask for an action in one line and keep it; the customer in sight is whom it is for."""
    from brm_tui.desk import capture

    known, here, _person = await _surroundings(program)
    today = program.clock.today()
    dialog: CaptureDialog[CapturedAction] = CaptureDialog(
        "New action",
        _ACTION_FORM,
        lambda text: read_action(text, known, today, customer=here),
        lambda captured: explain_action(captured, today),
    )
    captured = await program.push_screen_wait(dialog)
    if captured is not None:
        await program.gateway.write(capture.keep_action, program.gateway.desk, captured)
        program.toast(f"Action ‘{captured.title}’ added · u takes it back")


async def keep_touch(program: BrmApp) -> None:
    """Ask for a touch in one line and keep it; the customer in sight is whom it was with."""
    from brm_tui.desk import capture

    known, here, person = await _surroundings(program)
    today = program.clock.today()
    dialog: CaptureDialog[CapturedTouch] = CaptureDialog(
        "New touch",
        _TOUCH_FORM,
        lambda text: read_touch(text, known, today, customer=here, person=person),
        lambda captured: explain_touch(captured, today),
    )
    captured = await program.push_screen_wait(dialog)
    if captured is not None and captured.customer is not None:
        await program.gateway.write(capture.keep_touch, program.gateway.desk, captured)
        program.toast(f"Touch with {captured.customer.name} added · u takes it back")


async def keep_demand(program: BrmApp) -> None:
    """Ask for a demand in one line and keep it; the customer in sight is who asks."""
    from brm_tui.desk import capture

    known, here, _person = await _surroundings(program)
    today = program.clock.today()
    dialog: CaptureDialog[CapturedDemand] = CaptureDialog(
        "New demand",
        demand_capture.FORM,
        lambda text: demand_capture.read_demand(text, known, today, customer=here),
        explain_demand,
    )
    captured = await program.push_screen_wait(dialog)
    if captured is not None:
        await program.gateway.write(capture.keep_demand, program.gateway.desk, captured)
        program.toast(f"Demand ‘{captured.title}’ added · u takes it back")


async def _surroundings(program: BrmApp) -> tuple[Known, KnownCustomer | None, KnownPerson | None]:
    """Return who can be named, and the customer and the person in sight."""
    from brm_tui.desk.capture import known_names, whom_it_concerns

    desk, screen = program.gateway.desk, program.screen_in_sight
    known = await program.gateway.read(known_names, desk)
    in_sight, record = getattr(screen, "customer_id", None), getattr(screen, "record_here", None)
    if not in_sight and record is not None:
        in_sight = await program.gateway.read(whom_it_concerns, desk, *record)
    here = next((customer for customer in known.customers if in_sight in (customer.id, customer.code)), None)
    person_id = record[1] if record is not None and record[0] == "people" else None
    return known, here, next((person for person in known.people if person.id == person_id), None)


def explain_action(captured: CapturedAction, today: date) -> list[Content]:
    """Return what a line means as an action."""
    facts = [
        captured.assignee.name if captured.assignee else "nobody yet",
        _day("due", captured.due, today) if captured.due else "no due date",
        f"for {captured.customer.name}" if captured.customer else "for our own house",
    ]
    if captured.priority is not None:
        facts.append(f"{captured.priority.value} priority")
    return [Content.styled(captured.title, "bold"), Content(" · ".join(facts))]


def explain_demand(captured: CapturedDemand) -> list[Content]:
    """Return what a line means as a demand."""
    facts = [captured.kind.value, f"of {captured.customer.name}" if captured.customer else "of …"]
    if captured.person is not None:
        facts.append(f"asked by {captured.person.name}")
    if captured.horizon is not None:
        facts.append(f"wanted {captured.horizon.value}")
    return [Content.styled(captured.title or "…", "bold"), Content(" · ".join(facts))]


def explain_touch(captured: CapturedTouch, today: date) -> list[Content]:
    """Return what a line means as a touch."""
    whom = captured.customer.name if captured.customer else "…"
    if captured.direction is Direction.FROM_CUSTOMER:
        facts = [f"{captured.channel.value} from {whom}"]
    else:
        facts = [f"{captured.channel.value} to {whom}"]
    facts.append(_day("", captured.day, today) if captured.day else "now")
    if captured.people:
        facts.append(f"with {', '.join(person.name for person in captured.people)}")
    if captured.sentiment is not None:
        facts.append(captured.sentiment.value)
    facts.extend(topic.value for topic in captured.topics)
    return [Content.styled(captured.summary or "nothing written down", "bold"), Content(" · ".join(facts))]


def _day(word: str, day: date, today: date) -> str:
    return f"{word} {show_full_date(day, today)} ({relative_date(day, today)})".strip()
