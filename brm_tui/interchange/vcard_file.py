"""vCards: people as Outlook, Google and Apple write them (2.1, 3.0, 4.0); ours are 3.0, which all of them read."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, BinaryIO

from brm_tui.errors import BrmError
from brm_tui.interchange.csv_reading import CsvRow, CsvTable
from brm_tui.interchange.documents.model import printable
from brm_tui.interchange.text_reading import Lines, text_of

HEADS = ("name", "email", "phone", "title", "organisation")
_BEGIN = re.compile(rb"BEGIN:VCARD[ \t]*\r?\n?", re.IGNORECASE)
_END = re.compile(rb"END:VCARD[ \t]*\r?\n?", re.IGNORECASE)
_SKIPPED = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
"""What may be megabytes and is not taken."""
_LONGEST_CARD = 1_000_000
_MOST_NOTED = 5


@dataclass(frozen=True, slots=True)
class VcardPerson:
    """Somebody as a card says it; what it does not say is empty."""

    uid: str
    name: str
    email: str = ""
    phone: str = ""
    title: str = ""
    organisation: str = ""


def read_vcards(file: BinaryIO) -> CsvTable:
    """Return the people of a file as rows of a table, to be read while the file is open.

    What is no card is told in the notes.

    Raises:
        BrmError: There is no card in it. Reading the rows raises it too.
    """
    cards = _cards(_byte_lines(file))
    first = next(cards, None)
    if first is None:
        raise BrmError("Not read", "The file holds no vCard (BEGIN:VCARD … END:VCARD). Nothing was imported.")
    notes: list[str] = []
    return CsvTable(HEADS, _people(chain([first], cards), notes), ",", notes)


def _people(cards: Iterable[tuple[int, bytes | None]], notes: list[str]) -> Iterator[CsvRow]:
    """Yield the people of cards, and note at the end what was none."""
    bad: list[int] = []
    many = unread = groups = 0
    for line, card in cards:
        many += 1
        person = None if card is None else _read(card)
        if person is None:
            unread += 1
            if len(bad) < _MOST_NOTED:
                bad.append(line)
        elif person.uid == _GROUP:
            groups += 1
        else:
            yield CsvRow(line, (person.name, person.email, person.phone, person.title, person.organisation))
    if unread:
        lines = ", ".join(map(str, bad)) + (" …" if unread > _MOST_NOTED else "")
        notes.append(f"{unread} of {many} cards cannot be read or name nobody, from line {lines}.")
    if groups:
        notes.append(f"{groups} cards are of groups or companies, not of people, and were left out.")


def _byte_lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, as UTF-8 where it is UTF-16; None for one that is too long."""
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text, _ = text_of(file)
        lines = Lines(text)
        while (line := lines.take()) != "":
            yield None if line is None else line.encode()
        return
    file.seek(3 if start.startswith(codecs.BOM_UTF8) else 0)
    while data := file.readline(_LONGEST_CARD + 1):
        too_long = len(data) > _LONGEST_CARD
        while too_long and data and not data.endswith(b"\n"):
            data = file.readline(_LONGEST_CARD)
        yield None if too_long else data


def _cards(lines: Iterable[bytes | None]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each card with the line it begins on, without its pictures; None for one that is too long."""
    begun, size, skipping = 0, 0, False
    card: list[bytes] = []
    for number, line in enumerate(lines, start=1):
        if not begun:
            if line is not None and _BEGIN.fullmatch(line):
                begun, size, skipping, card = number, len(line), False, [line]
            continue
        if skipping and line is not None and line.startswith((b" ", b"\t")):
            continue
        skipping = line is not None and _SKIPPED.match(line) is not None
        if skipping:
            continue
        size += _LONGEST_CARD + 1 if line is None else len(line)
        if line is not None and size <= _LONGEST_CARD:
            card.append(line)
        else:
            card.clear()
        if line is not None and _END.fullmatch(line):
            yield begun, b"".join(card) if card and size <= _LONGEST_CARD else None
            begun = 0


_GROUP = "\0group"


def _read(data: bytes) -> VcardPerson | None:
    """Return the person of a card, None where it cannot be read or names nobody."""
    import vobject

    logging.getLogger("vobject").setLevel(logging.CRITICAL)
    text = _decoded(data)
    try:
        card: Any = next(
            vobject.readComponents(text, ignoreUnreadable=True, allowQP=True, transform=False), None
        )
    except Exception:  # vobject tells a card that is none by whatever its parts raise
        return None
    if card is None or card.name.upper() != "VCARD":
        return None
    kind = _first(card, "kind").casefold()
    if kind not in ("", "individual"):
        return VcardPerson(_GROUP, "")
    name = _first(card, "fn") or _structured(_raw_first(card, "n")) or _first(card, "nickname")
    email, phone = _preferred(card, "email"), _preferred(card, "tel").removeprefix("tel:")
    name = name or email
    if not name:
        return None
    organisation = ", ".join(part for part in _parts(_raw_first(card, "org")) if part)
    return VcardPerson("", name, email.removeprefix("mailto:"), phone, _first(card, "title"), organisation)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _lines(card: Any, name: str) -> list[Any]:
    return [line for line in card.contents.get(name, []) if hasattr(line, "value")]


def _first(card: Any, name: str) -> str:
    return next((text for line in _lines(card, name) if (text := _text(line))), "")


def _raw_first(card: Any, name: str) -> str:
    return next((text for line in _lines(card, name) if (text := _raw(line))), "")


def _text(line: Any) -> str:
    return _unescaped(_raw(line))


def _raw(line: Any) -> str:
    """Return a value as it stands, its escapes too."""
    value = line.value
    charset = next(iter(line.params.get("CHARSET", [])), "utf-8")
    encodings = [*line.params.get("ENCODING", []), *line.singletonparams]
    if any(str(word).upper() in ("QUOTED-PRINTABLE", "Q") for word in encodings) and isinstance(value, str):
        import quopri

        try:
            value = quopri.decodestring(value.encode("latin-1", errors="replace")).decode(
                charset, errors="replace"
            )
        except LookupError:
            return ""
    return value if isinstance(value, str) else ""


def _unescaped(value: str) -> str:
    text = re.sub(r"\\([nN,;:\\])", lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(text.split())


def _parts(value: str) -> list[str]:
    """Return the parts between semicolons that are not escaped."""
    return [_unescaped(part) for part in re.split(r"(?<!\\);", value)]


def _structured(value: str) -> str:
    """Return the name of ``family;given;additional;prefix;suffix`` as it is spoken."""
    family, given, additional, prefix, suffix, *_rest = [*_parts(value), *[""] * 5]
    return " ".join(part for part in (prefix, given, additional, family, suffix) if part)


def _preferred(card: Any, name: str) -> str:
    """Return the value that is preferred, else the first one."""

    def rank(line: Any) -> int:
        words = {str(word).casefold() for words in line.params.values() for word in words}
        words |= {str(word).casefold() for word in line.singletonparams}
        pref = next(iter(line.params.get("PREF", [])), "")
        if pref.isdigit():
            return int(pref)
        return 0 if "pref" in words else 150 if "fax" in words else 101

    lines = [line for line in _lines(card, name) if _text(line)]
    return _text(min(lines, key=rank)) if lines else ""


def vcards_bytes(people: Iterable[VcardPerson]) -> bytes:
    """Return people as vCards 3.0 (RFC 2426) in UTF-8; the same people give the same bytes."""
    import vobject

    found = []
    for person in people:
        card = vobject.vCard()
        card.add("uid").value = person.uid
        card.add("fn").value = printable(person.name)
        *given, family = printable(person.name).split() or [""]
        card.add("n").value = vobject.vcard.Name(family=family, given=" ".join(given))
        if person.email:
            line = card.add("email")
            line.value, line.type_param = printable(person.email), "INTERNET"
        if person.phone:
            line = card.add("tel")
            line.value, line.type_param = printable(person.phone), "WORK"
        if person.title:
            card.add("title").value = printable(person.title)
        if person.organisation:
            card.add("org").value = [printable(person.organisation)]
        found.append(card.serialize().encode())
    return b"".join(found)
