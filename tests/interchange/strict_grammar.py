"""A strict reader of RFC 5545: the grammar of lines, how often each property stands, and what its value may be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

_NAME = r"[A-Za-z0-9-]+"
_PARAMETER = re.compile(rf';({_NAME})=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^"\x00-\x1f\x7f;:,]*)')
_LINE_NAME = re.compile(_NAME)
_DATE, _LOCAL, _UTC = r"\d{8}", r"\d{8}T\d{6}", r"\d{8}T\d{6}Z"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass
class Line:
    """A content line."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Part:
    """A component."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        """Return the lines of a property."""
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        """Return the first line of a property."""
        return next(iter(self.all(name)), None)


class GrammarError(Exception):
    """The file cannot be read at all."""


def grammar(file: bytes) -> list[str]:
    """Return every MUST of RFC 5545 that a file breaks."""
    try:
        calendars = _components(file)
    except (GrammarError, UnicodeDecodeError) as error:
        return [f"{type(error).__name__}: {error}"]
    if [calendar.kind for calendar in calendars] != ["VCALENDAR"]:
        return [f"components {[calendar.kind for calendar in calendars]}"]
    return list(_component(calendars[0], "")) + list(_whole(calendars[0]))


def _components(file: bytes) -> list[Part]:
    root = Part("")
    stack = [root]
    if not file.endswith(b"\r\n"):
        raise GrammarError("the last line has no end")
    for number, raw in enumerate(_unfolded(file), 1):
        line = _line(raw.decode("utf-8"), number)
        if line.name == "BEGIN":
            stack.append(Part(line.value))
            stack[-2].parts.append(stack[-1])
        elif line.name == "END":
            if len(stack) == 1 or stack.pop().kind != line.value:
                raise GrammarError(f"line {number}: END:{line.value} ends nothing")
        else:
            stack[-1].lines.append(line)
    if len(stack) != 1 or root.lines:
        raise GrammarError("a component has no end, or a line stands outside")
    return root.parts


def _unfolded(file: bytes) -> Iterator[bytes]:
    held: bytes | None = None
    for number, line in enumerate(file[:-2].split(b"\r\n"), 1):
        if b"\r" in line or b"\n" in line:
            raise GrammarError(f"line {number}: a bare line end")
        if len(line) > 75:
            raise GrammarError(f"line {number}: {len(line)} octets")
        if line[:1] in (b" ", b"\t"):
            if held is None or len(line) == 1:
                raise GrammarError(f"line {number}: folded from nothing, or nothing folded")
            held += line[1:]
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _line(text: str, number: int) -> Line:
    named = _LINE_NAME.match(text)
    if named is None:
        raise GrammarError(f"line {number}: no name in {text!r}")
    place, parameters = named.end(), {}
    while text[place : place + 1] == ";":
        found = _PARAMETER.match(text, place)
        if found is None or found[1].upper() in parameters:
            raise GrammarError(f"line {number}: parameters of {text!r}")
        parameters[found[1].upper()] = found[2]
        place = found.end()
    value = text[place + 1 :]
    if text[place : place + 1] != ":" or re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value):
        raise GrammarError(f"line {number}: {text!r}")
    return Line(named[0].upper(), parameters, value)


def _is_text(value: str) -> bool:
    return re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value) is not None


def _is_texts(value: str) -> bool:
    return re.fullmatch(r"(?:[^\\;]|\\[\\;,nN])+", value) is not None


def _is_moment(pattern: str) -> Callable[[str], bool]:
    def check(value: str) -> bool:
        if not re.fullmatch(pattern, value):
            return False
        try:
            datetime.strptime(value[:8], "%Y%m%d")  # noqa: DTZ007 -- only whether there is such a day
        except ValueError:
            return False
        hour, minute, second = value[9:11] or "0", value[11:13] or "0", value[13:15] or "0"
        return int(hour) < 24 and int(minute) < 60 and int(second) <= 60

    return check


def _one_of(*words: str) -> Callable[[str], bool]:
    return words.__contains__


def _whole_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?\d{1,10}", value) is not None and -(2**31) <= int(value) < 2**31


def _offset(value: str) -> bool:
    return re.fullmatch(r"[+-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", value) is not None and not re.fullmatch(
        r"-0+", value
    )


def _address(value: str) -> bool:
    return re.fullmatch(r"mailto:[!-~]+@[!-~]+", value) is not None


_ANY = _is_moment(f"{_DATE}|{_LOCAL}|{_UTC}")
_UTC_ONLY = _is_moment(_UTC)
_ONE, _MAYBE, _MANY = (1, 1), (0, 1), (0, 10**6)
_Rule = tuple[tuple[int, int], Callable[[str], bool], frozenset[str]]
_NONE, _TEXTS = frozenset[str](), frozenset({"LANGUAGE", "ALTREP"})
_TIMES = frozenset({"TZID", "VALUE"})
_PEOPLE = frozenset({"CN", "CUTYPE", "ROLE", "PARTSTAT", "RSVP", "SENT-BY", "DIR", "MEMBER", "DELEGATED-TO"})
_RULES: dict[str, dict[str, _Rule]] = {
    "VCALENDAR": {
        "VERSION": (_ONE, _one_of("2.0"), _NONE), "PRODID": (_ONE, _is_text, _NONE),
        "CALSCALE": (_MAYBE, _one_of("GREGORIAN"), _NONE), "METHOD": (_MAYBE, _one_of("PUBLISH", "REQUEST"), _NONE),
        "NAME": (_MAYBE, _is_text, _TEXTS),
    },
    "VTIMEZONE": {"TZID": (_ONE, _is_text, _NONE)},
    "STANDARD": {
        "DTSTART": (_ONE, _is_moment(_LOCAL), _NONE), "TZOFFSETFROM": (_ONE, _offset, _NONE),
        "TZOFFSETTO": (_ONE, _offset, _NONE), "RRULE": (_MAYBE, bool, _NONE), "TZNAME": (_MANY, _is_text, _TEXTS),
    },
    "VEVENT": {
        "UID": (_ONE, lambda value: _is_text(value) and value.isascii(), _NONE), "DTSTAMP": (_ONE, _UTC_ONLY, _NONE),
        "DTSTART": (_ONE, _ANY, _TIMES), "DTEND": (_MAYBE, _ANY, _TIMES), "CREATED": (_MAYBE, _UTC_ONLY, _NONE),
        "LAST-MODIFIED": (_MAYBE, _UTC_ONLY, _NONE), "SEQUENCE": (_MAYBE, _whole_number, _NONE),
        "SUMMARY": (_MAYBE, _is_text, _TEXTS), "LOCATION": (_MAYBE, _is_text, _TEXTS),
        "DESCRIPTION": (_MAYBE, _is_text, _TEXTS), "CATEGORIES": (_MANY, _is_texts, _TEXTS),
        "CLASS": (_MAYBE, _one_of("PUBLIC", "PRIVATE", "CONFIDENTIAL"), _NONE),
        "STATUS": (_MAYBE, _one_of("TENTATIVE", "CONFIRMED", "CANCELLED"), _NONE),
        "TRANSP": (_MAYBE, _one_of("OPAQUE", "TRANSPARENT"), _NONE), "RRULE": (_MAYBE, bool, _NONE),
        "RECURRENCE-ID": (_MAYBE, _ANY, _TIMES), "EXDATE": (_MANY, _ANY, _TIMES),
        "ORGANIZER": (_MAYBE, _address, _PEOPLE), "ATTENDEE": (_MANY, _address, _PEOPLE),
    },
    "VALARM": {
        "ACTION": (_ONE, _one_of("DISPLAY"), _NONE), "DESCRIPTION": (_ONE, _is_text, _TEXTS),
        "TRIGGER": (_ONE, lambda value: re.fullmatch(r"-?P(?:\d+W|(?:\d+D)?T\d+[HMS]|\d+D)", value) is not None,
                    frozenset({"RELATED"})),
    },
}  # fmt: skip
_RULES["DAYLIGHT"] = _RULES["STANDARD"]
_INSIDE = {"VCALENDAR": {"VTIMEZONE", "VEVENT"}, "VTIMEZONE": {"STANDARD", "DAYLIGHT"}, "VEVENT": {"VALARM"}}
_WORDS = {
    "CUTYPE": {"INDIVIDUAL", "GROUP", "RESOURCE", "ROOM", "UNKNOWN"},
    "ROLE": {"CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"},
    "PARTSTAT": {"NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"},
    "RSVP": {"TRUE", "FALSE"},
    "VALUE": {"DATE", "DATE-TIME"},
}


def _component(part: Part, where: str) -> Iterator[str]:
    uid = part.first("UID")
    where = uid.value if uid else f"{where} {part.kind}"
    rules = _RULES.get(part.kind)
    if rules is None:
        yield f"{where}: an unknown component"
        return
    counts = Counter(line.name for line in part.lines)
    for name, ((least, most), _check, _known) in rules.items():
        if not least <= counts[name] <= most:
            yield f"{where}: {counts[name]} × {name}"
    for line in part.lines:
        if line.name.startswith("X-"):
            if not _is_text(line.value):
                yield f"{where}: {line}"
            continue
        if line.name not in rules:
            yield f"{where}: {line.name} does not stand here"
            continue
        _count, check, known = rules[line.name]
        if not check(line.value):
            yield f"{where}: {line.name}:{line.value!r}"
        for name, value in line.parameters.items():
            if name not in known or value.strip('"') not in _WORDS.get(name, {value.strip('"')}):
                yield f"{where}: {line.name};{name}={value}"
        yield from _form(line, where)
    for inner in part.parts:
        if inner.kind not in _INSIDE.get(part.kind, set()):
            yield f"{where}: {inner.kind} inside"
        yield from _component(inner, where)
    if part.kind == "VTIMEZONE" and not part.parts:
        yield f"{where}: no observance"
    for rule in part.all("RRULE"):
        start = part.first("DTSTART")
        assert start is not None
        yield from (f"{where}: {broken} in {rule.value}" for broken in _recurrence(rule.value, start))


def _form(line: Line, where: str) -> Iterator[str]:
    """Yield where a moment's form is not what its parameters say."""
    if line.name not in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"):
        return
    is_date, is_utc = len(line.value) == 8, line.value.endswith("Z")
    if is_date != (line.parameters.get("VALUE") == "DATE"):
        yield f"{where}: {line.name} is no {line.parameters.get('VALUE', 'DATE-TIME')}"
    if "TZID" in line.parameters and (is_date or is_utc):
        yield f"{where}: {line.name} has a zone and needs none"


_LISTS = {
    "BYMONTH": (r"\d{1,2}", 1, 12), "BYMONTHDAY": (r"-?\d{1,2}", 1, 31), "BYSETPOS": (r"-?\d{1,3}", 1, 366),
    "BYYEARDAY": (r"-?\d{1,3}", 1, 366), "BYWEEKNO": (r"-?\d{1,2}", 1, 53), "BYHOUR": (r"\d{1,2}", 0, 23),
    "BYMINUTE": (r"\d{1,2}", 0, 59), "BYSECOND": (r"\d{1,2}", 0, 60),
}  # fmt: skip


def _recurrence(rule: str, start: Line) -> Iterator[str]:
    pairs = [item.partition("=")[::2] for item in rule.split(";")]
    parts = dict(pairs)
    if len(parts) != len(pairs) or not all(parts.values()):
        yield "a part twice or empty"
    frequency = parts.pop("FREQ", "")
    if frequency not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "MINUTELY", "SECONDLY"):
        yield "no frequency"
    if "UNTIL" in parts and "COUNT" in parts:
        yield "two ends"
    for name, value in parts.items():
        if name in ("COUNT", "INTERVAL"):
            if not re.fullmatch(r"[1-9]\d*", value):
                yield name
        elif name == "UNTIL":
            zoned = "TZID" in start.parameters
            wanted = (
                _DATE if len(start.value) == 8 else _UTC if zoned or start.value.endswith("Z") else _LOCAL
            )
            if not _is_moment(wanted)(value):
                yield "UNTIL in another form than DTSTART"
        elif name == "WKST":
            if value not in _DAYS:
                yield name
        elif name == "BYDAY":
            for day in value.split(","):
                found = re.fullmatch(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", day)
                if found is None or (found[1] and not 1 <= abs(int(found[1])) <= 53):
                    yield f"BYDAY {day}"
                elif found[1] and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
                    yield f"a numbered day, {frequency}"
        elif name in _LISTS:
            pattern, least, most = _LISTS[name]
            if not all(
                re.fullmatch(pattern, item) and least <= abs(int(item)) <= most for item in value.split(",")
            ):
                yield name
        else:
            yield f"{name} is no part"
    if "BYSETPOS" in parts and not any(name.startswith("BY") and name != "BYSETPOS" for name in parts):
        yield "BYSETPOS of nothing"
    if "BYMONTHDAY" in parts and frequency == "WEEKLY":
        yield "days of the month in weeks"
    if "BYWEEKNO" in parts and frequency != "YEARLY":
        yield "weeks of the year in less than years"


def _whole(calendar: Part) -> Iterator[str]:
    """Yield what the parts of a calendar break together."""
    zones = [line.value for part in calendar.parts if part.kind == "VTIMEZONE" for line in part.all("TZID")]
    if len(set(zones)) != len(zones):
        yield f"a zone twice: {zones}"
    seen: set[tuple[str, str]] = set()
    masters: dict[str, Part] = {}
    for event in calendar.parts:
        if event.kind != "VEVENT":
            continue
        uid, start = event.first("UID"), event.first("DTSTART")
        if uid is None or start is None:
            continue
        named = event.first("RECURRENCE-ID")
        key = (uid.value, named.value if named else "")
        if key in seen:
            yield f"{key} twice"
        seen.add(key)
        masters.setdefault(uid.value, event)
        for line in event.lines:
            if (
                line.parameters.get("TZID", zones[0] if zones else "") not in zones
                and "TZID" in line.parameters
            ):
                yield f"{uid.value}: the zone of {line} is not told"
        end = event.first("DTEND")
        if end is not None and (
            end.parameters.keys() != start.parameters.keys() or len(end.value) != len(start.value)
        ):
            yield f"{uid.value}: DTEND in another form"
        if end is not None and end.parameters == start.parameters and end.value <= start.value:
            yield f"{uid.value}: ends before it starts"
        master = masters[uid.value].first("DTSTART")
        for line in (*event.all("EXDATE"), *event.all("RECURRENCE-ID")):
            if master and (len(line.value), line.parameters) != (len(master.value), master.parameters):
                yield f"{uid.value}: {line.name} in another form than DTSTART"
        if named is not None and event.first("RRULE") is not None:
            yield f"{uid.value}: an override that recurs"
