"""VTIMEZONE components, built from a zone's own yearly rule."""

from __future__ import annotations

from functools import lru_cache

from brm_tui.interchange.ics.lines import local_value, offset_value
from brm_tui.rules.recurrence_rule import WEEKDAYS
from brm_tui.rules.zone_rules import Onset, ZoneRule, zone_rule

UTC_NAMES = frozenset(("UTC", "UCT", "Zulu", "Universal", "Etc/UTC", "Etc/UCT", "Etc/Zulu", "Etc/Universal"))


def zone_id(zone: str) -> str:
    """Return the TZID of a zone: recurring events are never in UTC itself, so UTC has its long name."""
    return "Etc/UTC" if zone in UTC_NAMES else zone


@lru_cache(maxsize=512)
def vtimezone(zone: str, year: int) -> str:
    """Return the VTIMEZONE of a zone by the rule it has in a year, its lines ended.

    Raises:
        ValueError: The zone has no yearly rule in that year.
    """
    rule = zone_rule(zone, year)
    if rule is None:
        raise ValueError(f"{zone} has no yearly rule in {year}")
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *_observances(rule), "END:VTIMEZONE", ""]
    return "\r\n".join(lines)


def _observances(rule: ZoneRule) -> list[str]:
    lines = _observance("STANDARD", rule.standard)
    return lines if rule.daylight is None else lines + _observance("DAYLIGHT", rule.daylight)


def _observance(kind: str, onset: Onset) -> list[str]:
    lines = [
        f"BEGIN:{kind}",
        f"DTSTART:{local_value(onset.start)}",
        f"TZOFFSETFROM:{offset_value(onset.before)}",
        f"TZOFFSETTO:{offset_value(onset.after)}",
    ]
    if onset.month:
        day = f"{onset.week}{WEEKDAYS[onset.weekday]}"
        lines.append(f"RRULE:FREQ=YEARLY;BYMONTH={onset.month};BYDAY={day}")
    if onset.name:
        lines.append(f"TZNAME:{onset.name}")
    return [*lines, f"END:{kind}"]
