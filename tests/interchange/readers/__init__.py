"""Calendar readers of other hands, behind one call, and what they should see.

``reader.missing()`` says why one of ``READERS`` cannot run here, or nothing; ``reader.read(path, first,
last)`` returns what it sees, and ``reader.differences(path, wanted, first, last)`` what it sees otherwise than it
should, with ``wanted`` from ``expected(items, horizon, first, last)``.
"""

from tests.interchange.readers import (
    icaljs_reader,
    khal_reader,
    libical_reader,
    nodeical_reader,
    recurring_reader,
)
from tests.interchange.readers.seen import Reader, Seen, expected

READERS: tuple[Reader, ...] = (
    recurring_reader.READER,
    khal_reader.READER,
    icaljs_reader.READER,
    libical_reader.READER,
    nodeical_reader.READER,
)
"""Every reader that we know how to run."""

__all__ = ["READERS", "Reader", "Seen", "expected"]
