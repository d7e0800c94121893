"""Somebody who has nothing but a keyboard: presses keys, waits for what should come, and counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen

from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.pick import PickDialog, PickManyDialog
from tests.ui.shell_desk import screen_text, until

_NAMES = {" ": "space", "\n": "enter"}

Shown = TypeVar("Shown", bound=Screen[Any])


class KeyboardUser:
    """Works a running program by keys alone.

    Attributes:
        keys: How many keys were pressed besides the letters of what was written.
        letters: How many letters were written.
    """

    def __init__(self, app: BrmApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.keys = 0
        self.letters = 0

    @property
    def sees(self) -> str:
        """What is on the screen."""
        return screen_text(self.app)

    async def press(self, *keys: str) -> None:
        """Press keys; nothing that nobody foresaw may come of them."""
        self.keys += len(keys)
        await self._send([(key, key if len(key) == 1 else None) for key in keys])

    async def write(self, text: str) -> None:
        """Write a text, letter by letter."""
        self.letters += len(text)
        await self._send([(_NAMES.get(letter, letter), letter) for letter in text])

    async def burst(self, text: str, ending: str) -> None:
        """Write a text and press a key behind it, with nothing between them."""
        self.letters += len(text)
        self.keys += 1
        await self._send([*((_NAMES.get(letter, letter), letter) for letter in text), (ending, None)])

    async def _send(self, keys: Sequence[tuple[str, str | None]]) -> None:
        """Send keys as a terminal does, one behind the other, and wait until the program has taken them."""
        assert self.app._driver is not None
        for key, letter in keys:
            name = _character_to_key(key) if len(key) == 1 else key
            self.app._driver.send_message(events.Key(name, letter))
        await self.pilot.pause()
        await self.until(lambda: not self.app.keys_wait)
        for error in self.app.unexpected:
            raise AssertionError(f"nobody foresaw this; the screen says\n{self.sees}") from error

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        try:
            await until(self.pilot, lambda: bool(condition()))
        except AssertionError as error:
            raise AssertionError(f"it never came to that; the screen says\n{self.sees}") from error

    async def until_seen(self, *texts: str) -> None:
        """Wait until texts are on the screen."""
        await self.until(lambda: all(text in self.sees for text in texts))

    async def until_told(self, text: str) -> None:
        """Wait until the footer says that something was done, and how it is taken back."""
        await self.until(lambda: text in self.app.notice and "u takes it back" in self.app.notice)

    async def until_on(self, kind: type[Shown]) -> Shown:
        """Wait for a screen, or a dialog that takes keys, and return it."""

        def is_on() -> bool:
            screen = self.app.screen
            return isinstance(screen, kind) and (screen.focused is not None or not screen.is_modal)

        await self.until(is_on)
        shown = self.app.screen
        assert isinstance(shown, kind)
        return shown

    async def fill(self, *given: tuple[str, str]) -> None:
        """Fill the fields of the form in sight, from above to below, and save it.

        What is written into a field that picks from a list finds the one that is meant; several are
        parted by a semicolon.
        """
        form = await self.until_on(FormDialog)
        for name, text in given:
            await self._go_to(form, name)
            if hasattr(form.form.focused_row, "pick"):
                await self._pick(form, text)
            else:
                await self.write(text)
        await self.press("ctrl+s")
        await self.until(lambda: self.app.screen is not form)

    async def _go_to(self, form: FormDialog, name: str) -> None:
        names = [row.field.name for row in form.form.rows]
        assert name in names, f"{form.heading} has no {name}, only {names}"
        focused = form.form.focused_row
        assert focused is not None
        await self.press(*["down"] * (names.index(name) - names.index(focused.field.name)))
        await self.until(lambda: form.form.focused_row is form.form.rows[names.index(name)])

    async def _pick(self, form: FormDialog, text: str) -> None:
        await self.write(text[0])
        await self.until(lambda: self.app.screen is not form and self.app.screen.focused is not None)
        listed = self.app.screen
        if isinstance(listed, PickDialog):
            await self.write(text[1:])
            await self.press("enter")
        else:
            assert isinstance(listed, PickManyDialog)
            first, *others = text.split(";")
            await self.write(first[1:])
            await self.press("enter")
            for other in others:
                await self.write(other)
                await self.press("enter")
            assert len(listed.marks) == 1 + len(others), self.sees
            await self.press("ctrl+s")
        await self.until(lambda: self.app.screen is form)
