"""Importing Textual without what this program never uses of it: a seventh of the time until the first paint.

Textual imports its command palette, with every input widget behind it, though it opens only when asked; ours is
another one. asyncio imports TLS, and does without where Python was built without; an offline program never
speaks it. Both can be imported as usual afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_PALETTE = "textual.command"


class _NeverUsed(ModuleType):
    """Gives a class without content for every name that is imported from it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


@contextmanager
def without_what_is_unused() -> Iterator[None]:
    """Leave out Textual's palette and TLS while Textual is imported for the first time."""
    absent: dict[str, ModuleType | None] = {}
    if "textual.app" not in sys.modules:
        stand_ins = {"ssl": None, _PALETTE: _NeverUsed(_PALETTE)}
        absent = {name: stand_in for name, stand_in in stand_ins.items() if name not in sys.modules}
    # None is what Python itself puts there for a module that cannot be imported.
    sys.modules.update(absent)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
