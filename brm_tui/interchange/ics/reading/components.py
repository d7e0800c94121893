"""Content lines as components, leniently: what is broken in one does not touch the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

_DEEPEST = 8
"""Components in components beyond this are passed over."""

_KEPT = frozenset(
    (
        "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "CLASS", "CATEGORIES", "SEQUENCE", "DTSTAMP",
        "LAST-MODIFIED", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE", "EXRULE", "RDATE", "EXDATE", "URL",
        "CONFERENCE", "TZID", "X-LIC-LOCATION", "TZOFFSETFROM", "TZOFFSETTO", "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-CDO-BUSYSTATUS", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "METHOD", "DUE",
    )
)  # fmt: skip
"""Properties that something is made of; others, of whatever size, are passed over unread."""


@dataclass(slots=True)
class Component:
    """One component.

    Attributes:
        name: VEVENT, VTODO and the like, in capitals.
        properties: The lines of each property that is of use, by its name in capitals.
        children: The components in it.
        complete: Whether its END stands in the file.
    """

    name: str
    properties: dict[str, list[str]] = field(default_factory=dict)
    children: list[Component] = field(default_factory=list)
    complete: bool = False

    def line(self, name: str) -> str:
        """Return the first line of a property, or nothing."""
        found = self.properties.get(name)
        return found[0] if found else ""


def components(lines: Iterable[str]) -> Component:
    """Return a component without a name that holds everything at the top of the file.

    An END that was forgotten is put where the next thing shows that it is missing.
    """
    top = Component("")
    stack = [top]
    too_deep = 0
    kept = _KEPT
    for line in lines:
        colon = line.find(":")
        semicolon = line.find(";", 0, colon if colon >= 0 else None)
        end = semicolon if semicolon >= 0 else colon
        name = line[:end].strip().upper()
        if name == "BEGIN":
            opened = line[colon + 1 :].strip().upper()
            if opened == "VCALENDAR":
                del stack[1:]
                too_deep = 0
            elif opened == stack[-1].name == "VEVENT":
                stack.pop()
            if too_deep or len(stack) > _DEEPEST:
                too_deep += 1
                continue
            component = Component(opened[:100])
            stack[-1].children.append(component)
            stack.append(component)
        elif name == "END":
            if too_deep:
                too_deep -= 1
                continue
            closed = line[colon + 1 :].strip().upper()[:100]
            for depth in range(len(stack) - 1, 0, -1):
                if stack[depth].name == closed:
                    stack[depth].complete = True
                    del stack[depth:]
                    break
        elif name in kept and not too_deep:
            stack[-1].properties.setdefault(name, []).append(line)
    return top
