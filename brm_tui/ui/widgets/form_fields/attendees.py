"""Who attends: people picked from a list, once for each word said of them (required, optional)."""

from __future__ import annotations

from brm_tui.rules.values import ATTENDANCE
from brm_tui.ui.dialogs.pick import Choice, PickManyDialog
from brm_tui.ui.widgets.form_fields.pick import PickRow, in_one_line


class AttendeesRow(PickRow):
    """Enters pairs of a record and a word; the first word goes without saying."""

    def value(self) -> object:
        """Return the pairs."""
        return tuple(self._pairs.items()) or None

    @property
    def help(self) -> str:
        """How the lists are picked from; elsewhere the words are typed."""
        return f"Who attends: a list each for {' and '.join(self._words)}. Enter opens them, enter marks."

    @property
    def _words(self) -> tuple[str, ...]:
        return self.field.choices or ATTENDANCE

    @property
    def _pairs(self) -> dict[str, str]:
        return dict(value.rsplit("\n", 1) for value in self._values)

    async def pick(self, typed: str) -> None:
        """Let the user pick for one word after the other, each from those that are left."""
        kind = self.field.refers_to or "people"
        listed = list(await self.context.references(kind)) if self.context.references is not None else []
        self._labels.update(listed)
        known = {name for name, _label in listed}
        listed += [(name, name) for name in self._pairs if name not in known]
        picked: dict[str, str] = {}
        for word in self._words:
            choices = [Choice(name, label, words=name) for name, label in listed if name not in picked]
            before = [name for name, its_word in self._pairs.items() if its_word == word]
            dialog = PickManyDialog(f"{self.field.title}: {word}", choices, chosen=before, typed=typed)
            names = await self.app.push_screen_wait(dialog)
            if names is None:
                return
            picked.update(dict.fromkeys(names, word))
            typed = ""
        self._take(tuple(f"{name}\n{word}" for name, word in picked.items()))

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
