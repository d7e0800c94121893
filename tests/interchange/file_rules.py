"""The rules that our calendar files keep, each checked on the bytes: see ``broken_rules``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from tests.interchange.strict_grammar import grammar

_RULES = [
    r"FREQ=DAILY",
    r"FREQ=WEEKLY;BYDAY=(?:(?:MO|TU|WE|TH|FR|SA|SU)(?:,|(?=;|$)))+",
    r"FREQ=MONTHLY;BYMONTHDAY=(?:[1-9]|1\d|2[0-8]|-1)",
    r"FREQ=MONTHLY;BYDAY=(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU)",
    r"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=(?:[1-4]|-1)",
    r"FREQ=YEARLY;BYMONTHDAY=(?:[1-9]|1\d|2[0-8]|-1);BYMONTH=\d\d?",
    r"FREQ=YEARLY;BYDAY=(?:[1-4]|-1)(?:MO|TU|WE|TH|FR|SA|SU);BYMONTH=\d\d?",
    r"FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=\d\d?;BYSETPOS=(?:[1-4]|-1)",
]
_HEAD = {
    "PUBLISH": ["VERSION:2.0", "PRODID:", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "NAME:", "X-WR-CALNAME:"],
    "REQUEST": ["VERSION:2.0", "PRODID:", "CALSCALE:GREGORIAN", "METHOD:REQUEST"],
}
_ONCE = [
    "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY", "CATEGORIES", "STATUS",
    "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS", "CLASS",
]  # fmt: skip
_FREE_OR_BUSY = {
    ("CONFIRMED", "OPAQUE", "BUSY"), ("CONFIRMED", "TRANSPARENT", "FREE"),
    ("TENTATIVE", "OPAQUE", "TENTATIVE"),
    ("TENTATIVE", "TRANSPARENT", "FREE"), ("CANCELLED", "TRANSPARENT", "FREE"),
}  # fmt: skip


@dataclass
class Component:
    """A component with its lines, unfolded, as (name with parameters, value)."""

    kind: str
    lines: list[tuple[str, str]] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """Return the values of a property."""
        return [value for key, value in self.lines if key.split(";")[0] == name]

    def key(self, name: str) -> str:
        """Return a property's name with its parameters."""
        return next(key for key, _ in self.lines if key.split(";")[0] == name)


def broken_rules(file: bytes, method: str = "PUBLISH") -> list[str]:
    """Return every rule that a file breaks, with where.

    Args:
        file: The file.
        method: ``PUBLISH`` for a published calendar, ``REQUEST`` for an invitation.
    """
    return [*_bytes(file), *grammar(file), *_calendar(parse(file), method)]


def parse(file: bytes) -> Component:
    """Return the VCALENDAR of a file."""
    root = Component("")
    stack = [root]
    for line in file.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        key, _, value = line.partition(":")
        if key == "BEGIN":
            stack.append(Component(value))
            stack[-2].parts.append(stack[-1])
        elif key == "END":
            assert stack.pop().kind == value
        else:
            stack[-1].lines.append((key, value))
    (calendar,) = root.parts
    return calendar


def _bytes(file: bytes) -> Iterator[str]:
    if file.startswith(b"\xef\xbb\xbf"):
        yield "a BOM"
    if not file.endswith(b"\r\n"):
        yield "no CRLF at the end"
    for line in file.split(b"\r\n")[:-1]:
        if not line.strip():
            yield "a blank line"
        if len(line) > 75:
            yield f"longer than 75 octets: {line!r}"
        if any(octet < 32 or octet == 127 for octet in line):
            yield f"a control character: {line!r}"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            yield f"folded inside a character: {line!r}"
        else:
            if len(text.splitlines()) != 1:
                yield f"a line end that only some see: {line!r}"


def _calendar(calendar: Component, method: str) -> Iterator[str]:
    head = _HEAD[method]
    if len(calendar.lines) != len(head) or not all(
        f"{key}:{value}".startswith(wanted) for (key, value), wanted in zip(calendar.lines, head, strict=True)
    ):
        yield f"head: {calendar.lines}"
    if calendar.values("NAME") != calendar.values("X-WR-CALNAME"):
        yield "two names"
    kinds = [part.kind for part in calendar.parts]
    if kinds != sorted(kinds, key=["VTIMEZONE", "VEVENT"].index):
        yield "zones after events"
    zones = [part.values("TZID")[0] for part in calendar.parts if part.kind == "VTIMEZONE"]
    events = [part for part in calendar.parts if part.kind == "VEVENT"]
    used = {zone for event in events for key, _ in event.lines for zone in re.findall(r";TZID=(.*)", key)}
    if sorted(used) != zones:
        yield f"zones {zones} where {sorted(used)} are used"
    for zone in calendar.parts:
        if zone.kind == "VTIMEZONE":
            yield from _zone(zone)
    if method == "REQUEST" and len({event.values("UID")[0] for event in events}) != 1:
        yield "not one UID"
    masters: dict[str, Component] = {}
    for event in events:
        uid = event.values("UID")[0]
        yield from (f"{uid}: {broken}" for broken in _event(event, masters.get(uid), method))
        if not event.values("RECURRENCE-ID") or method == "REQUEST":
            if uid in masters:
                yield f"{uid} twice"
            masters[uid] = event


def _zone(zone: Component) -> Iterator[str]:
    kinds = sorted(part.kind for part in zone.parts)
    if kinds not in (["STANDARD"], ["DAYLIGHT", "STANDARD"]):
        yield f"{zone.values('TZID')}: {kinds}"
    for part in zone.parts:
        if part.values("RDATE") or len(part.values("RRULE")) != (len(kinds) == 2):
            yield f"{zone.values('TZID')}: onsets {part.lines}"
        for rule in part.values("RRULE"):
            if not re.fullmatch(r"FREQ=YEARLY;BYMONTH=\d\d?;BYDAY=([1-4]|-1)[A-Z]{2}", rule):
                yield f"{zone.values('TZID')}: {rule}"


def _event(event: Component, master: Component | None, method: str) -> Iterator[str]:
    for name in _ONCE:
        if len(event.values(name)) != 1:
            yield f"{len(event.values(name))} × {name}"
    if any(event.values(name) for name in ("RDATE", "DURATION", "EXRULE")):
        yield "a property that is never written"
    if method == "PUBLISH" and event.values("ATTENDEE"):
        yield "somebody would get a mail"
    if method == "REQUEST" and not (event.values("ATTENDEE") and len(event.values("ORGANIZER")) == 1):
        yield "nobody invites, or nobody is invited"
    for key, _ in event.lines:
        if key.split(";")[0] in ("ATTENDEE", "ORGANIZER") and not re.search(r';CN="[^"]*"', key):
            yield f"no quoted name: {key}"
    uid = event.values("UID")[0]
    if not uid.isascii() or not re.fullmatch(r"[^@\s]+@[^@\s]+", uid):
        yield "UID"
    if event.values("DTSTAMP") != event.values("LAST-MODIFIED"):
        yield "DTSTAMP is not the last change"
    start, end = event.values("DTSTART")[0], event.values("DTEND")[0]
    form = event.key("DTSTART").partition(";")[2]
    if event.key("DTEND").partition(";")[2] != form:
        yield "DTEND in another form"
    pattern = {"VALUE=DATE": r"\d{8}", "": r"\d{8}T\d{6}Z"}.get(form, r"\d{8}T\d{6}")
    if not (re.fullmatch(pattern, start) and re.fullmatch(pattern, end) and start < end):
        yield f"times {form} {start} {end}"
    states = tuple(event.values(name)[0] for name in ("STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"))
    if states not in _FREE_OR_BUSY:
        yield f"states {states}"
    for name, limit in (("SUMMARY", 255), ("LOCATION", 255), ("DESCRIPTION", 8192)):
        for value in event.values(name):
            yield from _text(name, value, limit)
    yield from _recurrence(event, master, form, pattern)
    for alarm in event.parts:
        names = [key for key, _ in alarm.lines]
        if names != ["ACTION", "DESCRIPTION", "TRIGGER"] or not re.fullmatch(
            r"-PT\d+M", alarm.values("TRIGGER")[0]
        ):
            yield f"alarm {alarm.lines}"
    if len(event.parts) > 1:
        yield "more than one alarm"


def _text(name: str, value: str, limit: int) -> Iterator[str]:
    if re.search(r"(?<!\\)(?:\\\\)*(?:[;,]|\\(?![\\;,n]))", value):
        yield f"{name} is not escaped: {value!r}"
    text = re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value)
    if len(text.encode("utf-16-le")) > limit * 2:
        yield f"{name} is longer than {limit}"
    if not text or ("\n" in text and name != "DESCRIPTION"):
        yield f"{name}: {text!r}"


def _recurrence(event: Component, master: Component | None, form: str, pattern: str) -> Iterator[str]:
    rules, excluded = event.values("RRULE"), event.values("EXDATE")
    for own in event.values("RECURRENCE-ID"):
        if master is None or not master.values("RRULE"):
            # An invitation to one occurrence has no series with it.
            if master is not None or rules or not re.fullmatch(pattern, own):
                yield "an override before its series"
            return
        if rules or event.key("RECURRENCE-ID").partition(";")[2] != master.key("DTSTART").partition(";")[2]:
            yield "an override with a rule or in another form"
        if int(event.values("SEQUENCE")[0]) < int(master.values("SEQUENCE")[0]):
            yield "an override with a lower SEQUENCE"
        if not re.fullmatch(pattern, own) or own in master.values("EXDATE"):
            yield f"override of {own}"
    if excluded and (not rules or event.key("EXDATE").partition(";")[2] != form):
        yield "EXDATE in another form"
    if len(rules) > 1 or (rules and form == ""):
        yield "rules"
    for rule in rules:
        until = re.search(r";UNTIL=(\d{8}|\d{8}T\d{6}Z)(?=;|$)", rule)
        if until is None or (len(until[1]) == 8) != (form == "VALUE=DATE") or "COUNT" in rule:
            yield f"end of {rule}"
        if re.search(r"WEEKLY.*INTERVAL", rule) and "WKST=" not in rule:
            yield f"no week start in {rule}"
        elif until is not None:
            yield from _instances(event, rule, until[1])
        bare = re.sub(r";(UNTIL|INTERVAL|WKST)=[^;]*", "", rule)
        if not any(re.fullmatch(wanted, bare) for wanted in _RULES):
            yield f"not portable: {rule}"


def _instances(event: Component, rule: str, until: str) -> Iterator[str]:
    """Yield where a series does not begin with DTSTART, does not end at UNTIL, or leaves out what it has not."""
    key, start = event.key("DTSTART"), _moment(event.values("DTSTART")[0])
    bare = re.sub(r";UNTIL=[^;]*", "", rule)
    zone = re.search(r";TZID=([^;]*)", key)
    last = _moment(until)
    if zone is not None:
        last = last.replace(tzinfo=UTC).astimezone(ZoneInfo(zone[1])).replace(tzinfo=None)
    found = set(rrulestr(bare, dtstart=start).between(start, last, inc=True))
    if not found or min(found) != start:
        yield f"DTSTART is no instance of {rule}"
    if last not in found:
        yield f"UNTIL is not the last instance of {rule}"
    for excluded in event.values("EXDATE"):
        if _moment(excluded) not in found:
            yield f"EXDATE {excluded} is no instance of {rule}"


def _moment(value: str) -> datetime:
    text = value.rstrip("Z")
    if len(text) == 8:
        return datetime.combine(date.fromisoformat(text), datetime.min.time())
    return datetime.fromisoformat(text)
