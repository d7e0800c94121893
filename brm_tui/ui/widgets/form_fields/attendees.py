"""Who attends: people picked from a list, and for each whether they must come."""

from __future__ import annotations

from brm_tui.rules.values import ATTENDANCE
from brm_tui.ui.dialogs.pick import Choice, PickManyDialog
from brm_tui.ui.widgets.form_fields.pick import PickRow

_REQUIRED, _OPTIONAL = ATTENDANCE


class AttendeesRow(PickRow):
    """Enters attendees: first those who must come are picked, then those who may."""

    def value(self) -> object:
        """Return pairs of person and attendance."""
        return tuple((name, how) for name, how in self._attendance.items()) or None

    @property
    def _attendance(self) -> dict[str, str]:
        return dict(value.rsplit("\n", 1) for value in self._values)

    async def pick(self, typed: str) -> None:
        """Let the user pick those who must come, then those who may."""
        kind = self.field.refers_to or "people"
        listed = list(await self.context.references(kind)) if self.context.references is not None else []
        self._labels.update(listed)
        known = {name for name, _label in listed}
        listed += [(name, name) for name in self._attendance if name not in known]
        picked: dict[str, str] = {}
        for how, title in ((_REQUIRED, f"{self.field.title}: must come"), (_OPTIONAL, "May come too")):
            choices = [Choice(name, label, words=name) for name, label in listed if name not in picked]
            before = [name for name, attendance in self._attendance.items() if attendance == how]
            dialog = PickManyDialog(title, choices, chosen=before, typed=typed if how == _REQUIRED else "")
            names = await self.app.push_screen_wait(dialog)
            if names is None:
                return
            picked.update(dict.fromkeys(names, how))
        self._take(tuple(f"{name}\n{how}" for name, how in picked.items()))

    @property
    def _text(self) -> str:
        return ", ".join(
            self._labels.get(name, name) + (" (optional)" if how == _OPTIONAL else "")
            for name, how in self._attendance.items()
        )

    @staticmethod
    def _values_of(value: object) -> tuple[str, ...]:
        if not isinstance(value, list | tuple):
            return ()
        return tuple(f"{name}\n{how}" for name, how in value)
