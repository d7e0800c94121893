"""Files that nobody should send: each is given to the real command line, which must answer with a sentence.

``python -m tests.interchange.malformed [MEGABYTES]`` makes every one of them, the long ones 1,000 MB long unless it is
said otherwise, runs ``import`` or ``bundle import`` on each in a process of its own, and prints what came out: the exit
code, the most memory the process had, and what it said. Tests take the same files much shorter.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import resource
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brm_tui.desk import table_import
from brm_tui.interchange import archive as archive_bounds
from brm_tui.interchange import excel_file, excel_parts
from brm_tui.interchange.bundle import reading
from brm_tui.store.schema import HEAD

MOST_MEGABYTES = 700
"""What no import may take, whatever it is given."""
MB = 1_000_000
Write = Callable[[Path, int], None]


@dataclass(frozen=True)
class Case:
    """A file, and what must come of it.

    Attributes:
        name: Its name.
        kind: The KIND it is imported as, or ``bundle``.
        write: Writes it; is given how many megabytes what is long in it has.
        says: What standard output or standard error says.
        taken: How many records are made; None: it is refused as a whole.
    """

    name: str
    kind: str
    write: Write
    says: str
    taken: int | None = None


CASES: list[Case] = []


def _case(name: str, kind: str, says: str, taken: int | None = None) -> Callable[[Write], Write]:
    def keep(write: Write) -> Write:
        CASES.append(Case(name, kind, write, says, taken))
        return write

    return keep


def _repeat(path: Path, start: bytes, body: bytes, size: int, end: bytes = b"") -> None:
    """Write a body again and again until a file has about so many bytes."""
    block = body * max(1, MB // len(body))
    with path.open("wb") as file:
        file.write(start)
        for _ in range(max(1, size // len(block))):
            file.write(block)
        file.write(end)


# CSV

_TWO = "name,email\nJörg Müller,j@x.example\n"
_ANA = b"name,email\nAna,a@x.example\n"


@_case("one-line.csv", "people", "characters", 1)
def _one_line(path: Path, megabytes: int) -> None:
    _repeat(path, b"name,email\n", b"A", megabytes * MB, b",x@x.example\nBo,b@x.example\n")


@_case("head-line.csv", "people", "head line cannot be read")
def _head_line(path: Path, megabytes: int) -> None:
    _repeat(path, b"name,", b"A", megabytes * MB)


@_case("quoted.csv", "people", "field larger than field limit")
def _quoted(path: Path, megabytes: int) -> None:
    _repeat(path, b'name,email\n"', b"A" * 79 + b"\n", megabytes * MB)


@_case("record.csv", "people", "not closed for very long")
def _record(path: Path, megabytes: int) -> None:
    _repeat(path, b'name,email\n"', b'A\n","', megabytes * MB)


@_case("columns.csv", "people", "more than 2,000 columns")
def _columns(path: Path, megabytes: int) -> None:
    path.write_bytes(b"name,email" + b",x" * 60_000 + b"\n" + _ANA)


@_case("zeros.csv", "people", "no text")
def _zeros(path: Path, megabytes: int) -> None:
    with path.open("wb") as file:
        file.truncate(megabytes * MB)


@_case("wide.csv", "people", "left out: ‘log’", 20)
def _wide(path: Path, megabytes: int) -> None:
    with path.open("wb") as file:
        file.write(b"name,email,log\n")
        for number in range(max(20, megabytes * 10)):
            file.write(b"P%d,p%d@x.example," % (number % 20, number % 20) + b"x" * 100_000 + b"\n")


@_case("rows.csv", "people", "rows, or more than")
def _rows(path: Path, megabytes: int) -> None:
    path.write_bytes(b"name,email\n" + b"P,p@x.example\n" * (table_import.MOST_ROWS + 2))


def _encoded(encoding: str) -> Write:
    def write(path: Path, _megabytes: int) -> None:
        path.write_bytes(_TWO.encode(encoding))

    return write


for _encoding in (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "cp1252",
):  # fmt: skip
    CASES.append(Case(f"{_encoding}.csv", "people", _encoded(_encoding), "1 create", 1))


@_case("cut-utf-16.csv", "people", "damaged or cut")
def _cut(path: Path, _megabytes: int) -> None:
    path.write_bytes(_TWO.encode("utf-16")[:-1])


@_case("broken-utf-8.csv", "people", "read as Windows-1252", 1)
def _broken(path: Path, _megabytes: int) -> None:
    path.write_bytes(_TWO.encode()[:-20] + b"\xc3(" + _TWO.encode()[-20:])


@_case("nul.csv", "people", "1 create", 1)
def _nul(path: Path, _megabytes: int) -> None:
    path.write_bytes(b"name,email\nA\0na Souza,a@x.example\n")


@_case("ragged.csv", "people", "but there are 2 heads", 1)
def _ragged(path: Path, _megabytes: int) -> None:
    path.write_bytes(_ANA + b"ragged\nToo,many,cells\n")


@_case("formulas.csv", "people", "1 create", 1)
def _formulas(path: Path, _megabytes: int) -> None:
    path.write_bytes(b"name,email\n\"=cmd|' /C calc'!A0\",a@x.example\n")


@_case("cycle.csv", "customers", "no part of this one", 0)
def _cycle(path: Path, _megabytes: int) -> None:
    path.write_bytes(b"code,name,parent\nA,Aa,B\nB,Bb,C\nC,Cc,A\n")


# vCards


@_case("folded.vcf", "people", "1 of 2 cards", 1)
def _folded(path: Path, megabytes: int) -> None:
    start = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Long\r\nNOTE:x\r\n"
    end = b"END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nEND:VCARD\r\n"
    _repeat(path, start, b" " + b"x" * 74 + b"\r\n", megabytes * MB, end)


@_case("picture.vcf", "people", "2 create", 2)
def _picture(path: Path, megabytes: int) -> None:
    start = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nPHOTO;ENCODING=b:/9j/\r\n"
    end = b"END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nEND:VCARD\r\n"
    _repeat(path, start, b" " + b"x" * 74 + b"\r\n", megabytes * MB, end)


@_case("line.vcf", "people", "1 of 2 cards", 1)
def _line(path: Path, megabytes: int) -> None:
    start = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:"
    end = b"\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo\r\nEND:VCARD\r\n"
    _repeat(path, start, b"x", megabytes * MB, end)


@_case("open.vcf", "people", "no vCard")
def _open(path: Path, megabytes: int) -> None:
    _repeat(path, b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\n", b"NOTE:x\r\n", megabytes * MB)


# Excel

_SHEET = "xl/worksheets/sheet1.xml"
_XML = b'<?xml version="1.0"?><%s xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_ROW = (
    b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c>'
    b'<c r="B%d" t="inlineStr"><is><t>%s</t></is></c></row>'
)


def _book(path: Path, parts: dict[str, Iterator[bytes] | bytes]) -> None:
    """Write an Excel file of two cells a row, some of its parts replaced."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["name", "email"])
    book.active.append(["Ana", "a@x.example"])
    kept = io.BytesIO()
    book.save(kept)
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in dict.fromkeys([*source.namelist(), *parts]):
            given = parts.get(name)
            with target.open(name, "w", force_zip64=True) as part:
                for data in (
                    [source.read(name)] if given is None else [given] if isinstance(given, bytes) else given
                ):
                    part.write(data)


def _sheet(*middle: bytes, attributes: bytes = b"", before: bytes = b"") -> Iterator[bytes]:
    yield _XML % b"worksheet" + before + b"<sheetData>"
    yield _ROW % (1, 1, b"name", 1, b"email")
    yield _ROW % (2, 2, b"Ana", 2, b"a@x.example")
    yield from middle
    yield b"</sheetData></worksheet>"


def _times(body: bytes, size: int) -> list[bytes]:
    """Return a body again and again, of at least so many bytes together."""
    block = body * (100_000 // len(body))
    return [block] * (size // len(block) + 1)


@_case("bomb.xlsx", "people", "unpacked it would take more than")
def _bomb(path: Path, megabytes: int) -> None:
    _book(path, {_SHEET: _sheet(*_times(b" ", excel_file.LARGEST + MB))})


@_case("lying.xlsx", "people", "damaged")
def _lying(path: Path, megabytes: int) -> None:
    _book(path, {_SHEET: _sheet(*_times(b" ", 8 * MB))})
    _lie(path, _SHEET.encode(), 1000)


def _lie(path: Path, name: bytes, size: int) -> None:
    """Let the list of a zip file say another unpacked size of an entry."""
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    data[place + 24 : place + 28] = struct.pack("<I", size)
    path.write_bytes(data)


@_case("one-row.xlsx", "people", "too much in one row")
def _one_row(path: Path, megabytes: int) -> None:
    _book(path, {_SHEET: _sheet(b'<row r="3">', *_times(b"<c/>", 5 * excel_parts.MOST_IN_A_ROW), b"</row>")})


@_case("one-cell.xlsx", "people", "too much in one row")
def _one_cell(path: Path, megabytes: int) -> None:
    start, end = b'<row r="3"><c r="A3" t="inlineStr"><is><t>', b"</t></is></c></row>"
    _book(path, {_SHEET: _sheet(start, *_times(b"x", 2 * excel_parts.LARGEST_ROW), end)})


@_case("texts.xlsx", "people", "too many texts")
def _texts(path: Path, megabytes: int) -> None:
    strings = [_XML % b"sst", *_times(b"<si/>", 7 * excel_parts.MOST_TEXTS), b"</sst>"]
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Override PartName="/xl/sharedStrings.xml"'
        b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    _book(
        path,
        {
            "[Content_Types].xml": types,
            "xl/sharedStrings.xml": iter(strings),
        },
    )


@_case("styles.xlsx", "people", "beside its rows")
def _styles(path: Path, megabytes: int) -> None:
    styles = [_XML % b"styleSheet", b"<fonts>", *_times(b"<font/>", 9 * excel_parts.MOST_IN_A_ROW)]
    _book(path, {"xl/styles.xml": iter([*styles, b"</fonts></styleSheet>"])})


@_case("entities.xlsx", "people", "no sheet holds")
def _entities(path: Path, megabytes: int) -> None:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    _book(path, {_SHEET: b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]><worksheet>&l9;</worksheet>"})


@_case("dimension.xlsx", "people", "1 create", 1)
def _dimension(path: Path, megabytes: int) -> None:
    _book(path, {_SHEET: _sheet(before=b'<dimension ref="A1:XFD1048576"/>')})


@_case("gap.xlsx", "people", "its sheet has more than")
def _gap(path: Path, megabytes: int) -> None:
    _book(path, {_SHEET: _sheet(b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>')})


@_case("entries.xlsx", "people", "list of entries is too long")
def _entries(path: Path, megabytes: int) -> None:
    _many_entries(path)


def _many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(archive_bounds.LONGEST_LIST // 80 + 1):
            archive.writestr(f"xl/worksheets/a-rather-long-name-{number:08}.xml", b"")


@_case("outside.xlsx", "people", "leads out of its folder")
def _outside(path: Path, megabytes: int) -> None:
    _book(path, {"../../etc/cron.d/x": b"x"})


# Bundles


def _bundle(
    path: Path,
    rows: Iterator[bytes] | bytes = b"",
    *,
    said: dict[str, object] | None = None,
    extra: dict[str, bytes] | None = None,
    table: str = "customer",
) -> None:
    """Write a bundle with some rows of one table, by default with a manifest that is true."""
    digest, lines, name = hashlib.sha256(), 0, f"rows/{table}.jsonl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        with bundle.open(name, "w", force_zip64=True) as part:
            for data in [rows] if isinstance(rows, bytes) else rows:
                digest.update(data)
                lines += data.count(b"\n")
                part.write(data)
        file = {"sha256": digest.hexdigest(), "lines": lines} | (said or {})
        manifest = {
            "format": "brm-tui bundle", "version": 1, "schema": HEAD, "made": "2026-11-24T09:00:00+01:00",
            "holds": "everything", "files": {name: file},
        }  # fmt: skip
        bundle.writestr("manifest.json", json.dumps(manifest))
        for other, content in (extra or {}).items():
            bundle.writestr(other, content)


_FIN = b'{"row": {"id": "01a21900-7161-76ac-8f34-a2663cbf9277", "name": "Fin", "code": "FIN"}, "past": []}\n'


@_case("sound.zip", "bundle", "1 new", 1)
def _sound(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN)


@_case("hash.zip", "bundle", "cut or altered")
def _hash(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, said={"sha256": "0" * 64})


@_case("count.zip", "bundle", "cut or altered")
def _count(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, said={"lines": 10**12})


@_case("fewer.zip", "bundle", "cut or altered")
def _fewer(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, said={"lines": -1})


@_case("up.zip", "bundle", "leads out of its folder")
def _up(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, extra={"../x": b"x"})


@_case("absolute.zip", "bundle", "leads out of its folder")
def _absolute(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, extra={"/etc/passwd": b"x"})


@_case("drive.zip", "bundle", "leads out of its folder")
def _drive(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN, extra={"C:\\Windows\\x": b"x"})


@_case("link.zip", "bundle", "holds a link")
def _link(path: Path, megabytes: int) -> None:
    _bundle(path, _FIN)
    entry = zipfile.ZipInfo("rows/person.jsonl")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr(entry, "/etc/passwd")


@_case("twice.zip", "bundle", "two files of one name")
def _twice(path: Path, megabytes: int) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _bundle(path, _FIN, extra={"manifest.json": b"{}"})


@_case("bomb.zip", "bundle", "unpacked it would take more than")
def _bundle_bomb(path: Path, megabytes: int) -> None:
    _bundle(path, iter(_times(b"\n", reading.LARGEST + MB)))


@_case("liar.zip", "bundle", "damaged")
def _bundle_liar(path: Path, megabytes: int) -> None:
    _bundle(path, iter(_times(b"\n", 8 * MB)))
    _lie(path, b"rows/customer.jsonl", 1000)


@_case("nested.zip", "bundle", "no JSON")
def _nested(path: Path, megabytes: int) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("rows/customer.jsonl", b"\0" * 50 * MB)
    _bundle(path, inner.getvalue())


@_case("entries.zip", "bundle", "list of entries is too long")
def _bundle_entries(path: Path, megabytes: int) -> None:
    _many_entries(path)


@_case("rows.zip", "bundle", "it holds more than")
def _bundle_rows(path: Path, megabytes: int) -> None:
    _bundle(path, iter(_times(b"{}\n", 3 * reading.MOST_ROWS + MB)))


@_case("row.zip", "bundle", "too much for one row")
def _bundle_row(path: Path, megabytes: int) -> None:
    body = _times(b'{"a":{}},', max(3 * reading.SHORT, megabytes * MB // 10))
    _bundle(path, iter([b'{"row": {"id": "x", "a": [', *body, b"{}]}}\n"]))


@_case("strings.zip", "bundle", "too much for one row")
def _bundle_strings(path: Path, megabytes: int) -> None:
    body = _times(b'"",', max(3 * reading.SHORT, megabytes * MB // 10))
    _bundle(path, iter([b'{"row": {"id": "x"}, "past": [', *body, b'""]}\n']))


@_case("deep.zip", "bundle", "no JSON")
def _deep(path: Path, megabytes: int) -> None:
    _bundle(path, b"[" * 50_000 + b"\n")


@_case("cycle.zip", "bundle", "part of itself", 2)
def _bundle_cycle(path: Path, megabytes: int) -> None:
    one, other = "01a21900-7161-76ac-8f34-a2663cbf9271", "01a21900-7161-76ac-8f34-a2663cbf9272"
    rows = [
        {"row": {"id": here, "name": code, "code": code, "parent_id": above}, "past": []}
        for here, above, code in ((one, other, "A"), (other, one, "B"))
    ]
    _bundle(path, "".join(json.dumps(row) + "\n" for row in rows).encode())


# Running


@dataclass(frozen=True)
class Outcome:
    """What a process did: its exit code, what it said, its most memory in MB, and how long it took."""

    code: int
    said: str
    megabytes: int
    seconds: float


def run(case: Case, path: Path, home: Path, address_space: int | None = None) -> Outcome:
    """Give a file to the real command line."""
    command = [sys.executable, "-m", "brm_tui", "--home", str(home), "--today", "2026-11-24"]
    command += ["bundle", "import", str(path)] if case.kind == "bundle" else ["import", case.kind, str(path)]

    def limit() -> None:
        if address_space is not None:
            resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))

    began = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, preexec_fn=limit)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode()
    return Outcome(process.returncode, text, used.ru_maxrss // 1024, time.monotonic() - began)


def records_in(home: Path) -> int:
    """Return how many customers and people a desk has."""
    with sqlite3.connect(home / "desk.sqlite3") as connection:
        query = "SELECT (SELECT COUNT(*) FROM customer) + (SELECT COUNT(*) FROM person)"
        return int(connection.execute(query).fetchone()[0])


def faults(case: Case, outcome: Outcome, records: int) -> list[str]:
    """Return what is not as it must be."""
    found = []
    if outcome.code != (1 if case.taken is None else 0):
        found.append(f"exit code {outcome.code}")
    if case.says not in outcome.said or "Traceback" in outcome.said or "Unexpected" in outcome.said:
        found.append(f"it said {outcome.said[:400]!r}")
    if case.taken is None and "Nothing was" not in outcome.said:
        found.append("it does not say that nothing was taken")
    if records != (case.taken or 0):
        found.append(f"{records} records were taken")
    if outcome.megabytes > MOST_MEGABYTES:
        found.append(f"it took {outcome.megabytes} MB")
    return found


def main() -> None:
    """Run all of them, or those whose names are given behind the size."""
    megabytes, only = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, sys.argv[2:]
    wrong = 0
    for case in CASES:
        if only and case.name not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path, home = Path(folder) / case.name, Path(folder) / "home"
            case.write(path, megabytes)
            outcome = run(case, path, home)
            found = faults(case, outcome, records_in(home))
            size = path.stat().st_size // MB
        wrong += bool(found)
        print(
            f"{'WRONG' if found else 'ok':6}{case.name:20}{size:6} MB{outcome.code:3}{outcome.megabytes:6} MB"
            f"{outcome.seconds:7.1f} s  {' '.join(outcome.said.split())[-110:]}"
        )
        for fault in found:
            print(f"      {fault}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
