"""One command object is the key, the footer text, the help line and the palette entry.

A screen (or a widget, or the program) lists its commands in ``COMMANDS``. Textual's bindings come from
them, and so do the footer, the help screen, the palette and the names that ``[keys]`` in settings.toml
rebinds; so the five cannot drift.

    COMMANDS = (
        NEW.command("portfolio.new", "New customer", "Make a customer."),
        DELETE.command("portfolio.delete", "Delete customer", "Delete it; u takes it back.",
                       condition=lambda screen: screen.has_customer),
        Command("portfolio.group", "g", "toggle_grouping", "Group by manager",
                "Group the customers by their relationship manager.", footer="group", in_footer=True),
    )

``NEW.command`` runs ``action_new`` of the object that lists it unless ``action=`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType

from brm_tui.ui.keys import normal_keys

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

Condition = Callable[[Any], bool]

MOST_IN_FOOTER = 8


class Command(NamedTuple):
    """Something a key does.

    Attributes:
        id: Stable name that settings rebind, ``<screen>.<verb>``.
        keys: Key names, separated by commas; every one does the same. Empty: in the palette only.
        action: The action: ``new`` runs ``action_new`` of the object that lists the command,
            ``app.undo`` one of the program.
        title: The palette's entry: a few words, verb first.
        help: The help screen's line: one sentence.
        footer: The footer's word; the title in lower case when empty.
        in_footer: Whether the footer shows it (of all that can run, the first eight).
        group: The heading it has in help; the screen's name when empty.
        condition: Asked with the object that lists the command: can it run now? None: always.
        in_palette: False for moving about, which nobody looks for by name.
        priority: Whether the key works even while a field takes keys.
    """

    id: str
    keys: str
    action: str
    title: str
    help: str
    footer: str = ""
    in_footer: bool = False
    group: str = ""
    condition: Condition | None = None
    in_palette: bool = True
    priority: bool = False

    def binding(self) -> Binding:
        """Return Textual's form of the command."""
        return Binding(
            normal_keys(self.keys),
            self.action,
            self.footer or self.title.lower(),
            show=self.in_footer,
            id=self.id,
            tooltip=self.help,
            priority=self.priority,
        )


class Key(NamedTuple):
    """What a key means on every screen (DESIGN section 5).

    Attributes:
        keys: Key names, separated by commas.
        action: The action's usual name.
        footer: The footer's word.
        in_footer: Whether the footer shows it unless a command says otherwise.
        in_palette: Whether the palette lists it.
        group: The heading in help.
    """

    keys: str
    action: str
    footer: str
    in_footer: bool = True
    in_palette: bool = True
    group: str = ""

    def command(
        self,
        id: str,
        title: str,
        help: str,
        *,
        action: str = "",
        footer: str = "",
        in_footer: bool | None = None,
        group: str = "",
        condition: Condition | None = None,
        priority: bool = False,
    ) -> Command:
        """Return a screen's command for this key; see `Command` for the arguments."""
        return Command(
            id=id,
            keys=self.keys,
            action=action or self.action,
            title=title,
            help=help,
            footer=footer or self.footer,
            in_footer=self.in_footer if in_footer is None else in_footer,
            group=group or self.group,
            condition=condition,
            in_palette=self.in_palette,
            priority=priority,
        )


_MOVING = "Moving about"

UP = Key("up,k", "cursor_up", "up", in_footer=False, in_palette=False, group=_MOVING)
DOWN = Key("down,j", "cursor_down", "down", in_footer=False, in_palette=False, group=_MOVING)
LEFT = Key("left,h", "cursor_left", "left", in_footer=False, in_palette=False, group=_MOVING)
RIGHT = Key("right,l", "cursor_right", "right", in_footer=False, in_palette=False, group=_MOVING)
PAGE_UP = Key("pageup", "page_up", "page up", in_footer=False, in_palette=False, group=_MOVING)
PAGE_DOWN = Key("pagedown", "page_down", "page down", in_footer=False, in_palette=False, group=_MOVING)
HOME = Key("home", "cursor_home", "first", in_footer=False, in_palette=False, group=_MOVING)
END = Key("end", "cursor_end", "last", in_footer=False, in_palette=False, group=_MOVING)
OPEN = Key("enter", "open", "open")
BACK = Key("escape", "back", "back", in_footer=False, in_palette=False, group=_MOVING)
NEXT = Key("right_square_bracket", "next", "next", in_footer=False, group=_MOVING)
PREVIOUS = Key("left_square_bracket", "previous", "previous", in_footer=False, group=_MOVING)

NEW = Key("n", "new", "new")
NEW_FROM = Key("N", "new_from", "from…")
EDIT = Key("e", "edit", "edit")
DELETE = Key("d", "delete", "delete")
MARK = Key("space", "mark", "mark", in_footer=False)
COMPLETE = Key("c", "complete", "complete")
SNOOZE = Key("z", "snooze", "snooze")
SEARCH = Key("slash", "search", "search")
FILTER = Key("f", "filter", "filter")
FILTER_OFF = Key("F", "show_all", "show all", in_footer=False)
KEPT_FILTERS = Key("ctrl+l", "kept_filters", "saved filters", in_footer=False)
SORT = Key("s", "sort", "sort")
GROUP = Key("g", "group", "group")
EXPORT = Key("x", "export", "export")
EXPLAIN = Key("i", "explain", "explain", in_footer=False)
NEW_ACTION = Key("a", "new_action", "action")
NEW_TOUCH = Key("t", "new_touch", "touch")
BRIEF = Key("b", "brief", "brief")
MINUTES = Key("m", "minutes", "minutes")
STEPS = Key("R", "steps", "four steps", in_footer=False)
STAKEHOLDERS = Key("number_sign", "stakeholders", "stakeholder map", in_footer=False)
VERSIONS = Key("v", "versions", "versions")
DIFFERENCE = Key("D", "difference", "diff")
PROPOSE = Key("P", "propose", "propose")
SIGN = Key("S", "sign", "sign")
MOVE_LEFT = Key("H,shift+left", "move_left", "move left", in_footer=False)
MOVE_RIGHT = Key("L,shift+right", "move_right", "move right", in_footer=False)
MOVE_UP = Key("K,shift+up", "move_up", "move up", in_footer=False)
MOVE_DOWN = Key("J,shift+down", "move_down", "move down", in_footer=False)

UNDO = Key("u", "undo", "undo")
REDO = Key("ctrl+r", "redo", "redo", in_footer=False)
HELP = Key("question_mark", "help", "help")
PALETTE = Key("ctrl+p", "palette", "commands", in_palette=False)
QUIT = Key("q", "quit", "quit", in_footer=False)
QUIT_ALWAYS = Key("ctrl+q", "quit", "quit", in_footer=False, in_palette=False)
SAVE = Key("ctrl+s", "save", "save")
EDITOR = Key("ctrl+e", "editor", "editor")
COPY = Key("y", "copy", "copy")


if TYPE_CHECKING:
    _Node = DOMNode
else:
    # Textual takes a class's styles from its first base that is a node: the mixin must not be one.
    _Node = object


class Commanding(_Node):
    """Mixin for screens, widgets and the program: bindings and conditions from ``COMMANDS``."""

    COMMANDS: ClassVar[tuple[Command, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        if "COMMANDS" in cls.__dict__:
            own: list[BindingType] = [command.binding() for command in cls.COMMANDS if command.keys]
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", ()), *own]
        super().__init_subclass__(**options)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answer whether an action can run now, from the condition of its command."""
        condition = _conditions_of(type(self)).get(action)
        return super().check_action(action, parameters) if condition is None else bool(condition(self))


@cache
def commands_of(kind: type[DOMNode]) -> dict[str, Command]:
    """Return all commands of a class and its bases by id, those of the class first."""
    found: dict[str, Command] = {}
    for base in kind.__mro__:
        listed = base.__dict__.get("COMMANDS", ())
        if isinstance(listed, tuple):
            for command in listed:
                found.setdefault(command.id, command)
    return found


@cache
def _conditions_of(kind: type[DOMNode]) -> dict[str, Condition]:
    """Return when the actions of a class can run, by name, where there is a condition."""
    found: dict[str, Condition] = {}
    for command in commands_of(kind).values():
        if command.condition is not None:
            found.setdefault(command.action.partition("(")[0], command.condition)
    return found


class Runnable(NamedTuple):
    """A command that can run now.

    Attributes:
        command: The command.
        node: The object whose action it runs.
        keys: The keys it has now, rebinding included, in Textual's names.
    """

    command: Command
    node: DOMNode
    keys: tuple[str, ...]


def runnable_commands(screen: Screen[Any]) -> list[Runnable]:
    """Return the commands that can run now: of what has the focus, then the screen's, then the program's."""
    keys: dict[tuple[DOMNode, str], list[str]] = {}
    for key, active in screen.active_bindings.items():
        if active.enabled and active.binding.id is not None:
            keys.setdefault((active.node, active.binding.id), []).append(key)
    nodes: list[DOMNode] = [screen] if screen.is_modal else [screen, screen.app]
    for node in nodes:
        for command in commands_of(type(node)).values():
            if not command.keys and node.check_action(command.action, ()):
                keys[node, command.id] = []
    return [
        Runnable(commands_of(type(node))[id], node, tuple(its_keys))
        for (node, id), its_keys in keys.items()
        if id in commands_of(type(node))
    ]


def footer_commands(runnable: Iterable[Runnable]) -> list[Runnable]:
    """Return what the footer shows: at most eight, the way out and help always the last of them."""
    shown = [entry for entry in runnable if entry.command.in_footer]
    last = [entry for entry in shown if entry.command.action in ("back", "help")]
    first = [entry for entry in shown if entry not in last]
    return [*first[: MOST_IN_FOOTER - len(last)], *last]
