"""When unreachable objects are looked for: while nobody works, so that no key waits for it."""

from __future__ import annotations

import gc

_OLDEST_AFTER = 100
"""Collections of the middle generation until Python looks at the oldest one by itself, work or no work."""
_WORTH_IT = 4
"""Collections of the middle generation since the last look that make another one worth its time."""


def begin_collecting() -> None:
    """Let Python collect again once all is loaded; what is there now stays, and need never be looked at."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _OLDEST_AFTER)
    gc.enable()


class IdleCollector:
    """Looks through the oldest objects, some 30 ms for a few opened screens, when a second brought hardly any new one.

    Opening a screen leaves tens of thousands of objects behind that only a collection can free. Python would look
    for them in the midst of opening the next one.
    """

    def __init__(self) -> None:
        self._young_before = -1

    def look(self) -> bool:
        """Collect if nobody works now and much was left behind; answer whether it did. Called once a second."""
        young = gc.get_stats()[0]["collections"]
        resting, self._young_before = young == self._young_before, young
        if not resting or not gc.isenabled() or gc.get_count()[2] < _WORTH_IT:
            return False
        gc.collect()
        return True
