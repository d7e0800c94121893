"""Who attends: people picked from a list, with a word said of each (required, optional)."""

from __future__ import annotations

from brm_tui.rules.value_texts import ATTENDANCE
from brm_tui.ui.dialogs.pick import Choice, PickWithWordDialog
from brm_tui.ui.widgets.form_fields.pick import PickRow, in_one_line


class AttendeesRow(PickRow):
    """Enters pairs of a record and a word; the first word goes without saying."""

    def value(self) -> object:
        """Return the pairs."""
        return tuple(self._pairs.items()) or None

    @property
    def help(self) -> str:
        """How they are picked; elsewhere the words are typed."""
        return f"Who attends. In the list, enter marks as {', again as '.join(self._words)}."

    @property
    def _words(self) -> tuple[str, ...]:
        return self.field.choices or ATTENDANCE

    @property
    def _pairs(self) -> dict[str, str]:
        return dict(value.rsplit("\n", 1) for value in self._values)

    async def pick(self, typed: str) -> None:
        """Let the user pick, and say the word of each."""
        kind = self.field.refers_to or "people"
        listed = list(await self.context.references(kind)) if self.context.references is not None else []
        self._labels.update(listed)
        known = {name for name, _label in listed}
        listed += [(name, name) for name in self._pairs if name not in known]
        choices = [Choice(name, label, words=name) for name, label in listed]
        dialog = PickWithWordDialog(
            self.field.title,
            choices,
            words=self._words,
            chosen=self._pairs,
            typed=typed,
            make_new=self._make_new if self.context.make_new is not None else None,
        )
        names = await self.app.push_screen_wait(dialog)
        if names is not None:
            self._take(tuple(f"{name}\n{dialog.said[name]}" for name in names))

    @property
    def _text(self) -> str:
        usual = self._words[0]
        return in_one_line(
            self._labels.get(name, name) + (f" ({word})" if word != usual else "")
            for name, word in self._pairs.items()
        )

    @staticmethod
    def _values_of(value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            return ()
        return tuple(f"{name}\n{word}" for name, word in value)
