"""The commands that work on every screen."""

from __future__ import annotations

from brm_tui.ui.commands import (
    BACK,
    HELP,
    NEW_ACTION,
    NEW_TOUCH,
    PALETTE,
    QUIT,
    QUIT_ALWAYS,
    REDO,
    SEARCH,
    UNDO,
    Command,
)
from brm_tui.ui.modes import MODES, Mode

_PROGRAM = "Everywhere"


def _go_to(mode: Mode) -> Command:
    return Command(
        id=f"app.mode_{mode.name}",
        keys=str(mode.number),
        action=f"mode('{mode.name}')",
        title=f"Go to {mode.title}",
        help=f"Go to {mode.title}, from within it to its first screen.",
        group="Modes",
    )


PROGRAM_COMMANDS: tuple[Command, ...] = (
    SEARCH.command("app.search", "Search everything", "Find anything by its words.", group=_PROGRAM),
    NEW_ACTION.command(
        "app.new_action",
        "Add an action",
        "Keep an action that is typed in one line: @ana !high fri FIN send SLA draft.",
        action="capture('action')",
        group=_PROGRAM,
    ),
    NEW_TOUCH.command(
        "app.new_touch",
        "Log a touch",
        "Keep a contact that is typed in one line: FIN call @ana budget for next year :).",
        action="capture('touch')",
        group=_PROGRAM,
    ),
    Command(
        "app.new_feedback",
        "",
        "capture('feedback')",
        "Log a complaint or other feedback",
        "Keep what a customer said of us in one line: FIN complaint !high @maria payroll was late.",
        group=_PROGRAM,
    ),
    Command(
        "app.new_demand",
        "",
        "capture('demand')",
        "Note a demand",
        "Keep what a customer asks for in one line: FIN need !now @claire close the month in three days.",
        group=_PROGRAM,
    ),
    UNDO.command("app.undo", "Undo", "Take the desk's last step back.", group=_PROGRAM),
    REDO.command("app.redo", "Redo", "Do again what was taken back.", group=_PROGRAM),
    PALETTE.command("app.palette", "Commands", "List and search what can be done now.", group=_PROGRAM),
    HELP.command("app.help", "Help", "Show the keys, the signs and what the screen is for.", group=_PROGRAM),
    BACK.command("app.back", "Back", "Go back one step.", group=_PROGRAM),
    *map(_go_to, MODES),
    Command(
        "app.people",
        "9",
        "above('people')",
        "Go to People",
        "Show everybody whom the desk knows.",
        group="Modes",
    ),
    Command(
        "app.representation",
        "0",
        "above('representation')",
        "Go to Representation",
        "Show who of IT serves which customer, and how much everybody has to do.",
        group="Modes",
    ),
    Command("app.theme", "", "theme", "Change the theme", "Choose the colours.", group=_PROGRAM),
    QUIT.command("app.quit", "Quit", "Leave the program.", group=_PROGRAM),
    QUIT_ALWAYS.command(
        "app.quit_always", "Quit", "Leave, even while typing.", group=_PROGRAM, priority=True
    ),
)
