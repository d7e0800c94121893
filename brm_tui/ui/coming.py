"""What is still to come to a screen: keys that are typed ahead wait for it."""

from __future__ import annotations

from enum import Enum


class Coming(Enum):
    """What a screen of the desk is reading that the next key may be meant for.

    Attributes:
        NOTHING: What is seen is what is acted upon.
        SCREEN: Its first data.
        TAB: What another of its tabs or views shows; the key that turned goes on turning.
        CHANGE: What a command of this window changed.
    """

    NOTHING = "nothing"
    SCREEN = "screen"
    TAB = "tab"
    CHANGE = "change"
