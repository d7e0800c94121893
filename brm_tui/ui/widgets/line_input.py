"""One line to type in, as dialogs and forms use it."""

from __future__ import annotations

from textual.binding import Binding
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input, inherit_bindings=False):
    """Textual's input without a border and a blinking cursor; what enter does is the dialog's to say."""

    BINDINGS = [
        binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]

    # It is one line and as wide as it is given: a letter lays out nothing.
    virtual_size = Reactive(Size(0, 0))

    def __init__(self, value: str = "", *, placeholder: str = "", select_on_focus: bool = True) -> None:
        """Make a line; see Textual's Input for the arguments."""
        super().__init__(value, placeholder=placeholder, select_on_focus=select_on_focus, compact=True)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take every character as text, also the one that Textual cannot derive from its key's name."""
        return super().check_consume_key(key, "/" if key == "slash" else character)
