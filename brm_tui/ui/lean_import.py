"""Importing Textual without what this program does not use of it until the first paint.

Textual imports its command palette, with every input widget behind it, though it opens only when asked; ours is
another one. asyncio imports TLS, and does without where Python was built without; an offline program never
speaks it. Of other modules Textual wants a function or a class that it calls in rare cases; what stands in for
those imports the module when that is called. All of them can be imported as usual afterwards.
"""

from __future__ import annotations

import importlib
import sys
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class _NeverUsed(ModuleType):
    """Gives a class without content for every name that is imported from it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


class _CalledLater(ModuleType):
    """Gives a function for every name that is imported from it: it imports the module and calls what has that name."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(_real(self), name)(*arguments, **options)

        setattr(self, name, call)
        return call


class _LoadedLater(ModuleType):
    """Imports the module when something of it is looked at: for what is imported as a whole."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self), name)


class _Typing(ModuleType):
    """Gives what Python's own typing has of the names of ``typing_extensions``."""

    def __getattr__(self, name: str) -> Any:
        return getattr(typing, name)


_STAND_INS: dict[str, Callable[[str], ModuleType | None]] = {
    "ssl": lambda _name: None,  # what Python itself puts there for a module that cannot be imported
    "textual.command": _NeverUsed,
    "typing_extensions": _Typing,
    "platformdirs": _CalledLater,  # where screenshots go
    "rich.table": _CalledLater,  # how Textual prints its colours
    "textual.canvas": _CalledLater,  # lines between the cells of a grid
    "difflib": _CalledLater,  # guesses at a misspelt style
    "ipaddress": _LoadedLater,  # addresses of hosts by number
    "uuid": _CalledLater,  # names of notifications
}


def _real(stand_in: ModuleType) -> ModuleType:
    """Return what it stands in for."""
    _end(stand_in, stand_in.__name__)
    return importlib.import_module(stand_in.__name__)


def _end(stand_in: ModuleType | None, name: str) -> None:
    """Make room for the module itself."""
    if name in sys.modules and sys.modules[name] is stand_in:
        del sys.modules[name]


@contextmanager
def without_what_is_unused() -> Iterator[None]:
    """Let the stand-ins stand in while Textual is imported for the first time."""
    absent: dict[str, ModuleType | None] = {}
    if "textual.app" not in sys.modules:
        absent = {name: make(name) for name, make in _STAND_INS.items() if name not in sys.modules}
    sys.modules.update(absent)  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name, stand_in in absent.items():
            _end(stand_in, name)
