"""node-ical under Node, which reads calendars for home automation, wall displays and bots."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from brm_tui.interchange.ics.lines import escaped
from tests.interchange.readers.node_folder import node_reader


def _misread(text: str) -> str:
    r"""Return a text as node-ical unescapes it: line ends before backslashes, so that ``\n`` in a text becomes one."""
    read = escaped(text)
    for written, meant in (("\\,", ","), ("\\;", ";"), ("\\n", "\n"), ("\\\\", "\\")):
        read = read.replace(written, meant)
    return read


#: Its Temporal knows no clock changes from ten years after the machine's own date on.
_KNOWS_CLOCKS_UNTIL = date(datetime.now(UTC).year + 9, 12, 31)

READER = replace(node_reader("node-ical", "nodeical_reader.mjs"), misread=_misread, until=_KNOWS_CLOCKS_UNTIL)
