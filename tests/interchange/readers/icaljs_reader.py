"""ical.js under Node, which Thunderbird reads calendars with."""

from __future__ import annotations

from tests.interchange.readers.node_folder import node_reader

READER = node_reader("ical.js", "icaljs_reader.mjs")
