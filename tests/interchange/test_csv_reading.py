"""CSV of other programs: encodings, separators and odd rows."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brm_tui.errors import BrmError
from brm_tui.interchange import csv_reading
from brm_tui.interchange.csv_file import csv_bytes
from brm_tui.interchange.csv_reading import CsvRow, CsvTable


def read_csv(data: bytes) -> tuple[CsvTable, list[CsvRow]]:
    """Return a table, and all of its rows."""
    table = csv_reading.read_csv(io.BytesIO(data))
    return table, list(table.rows)


@pytest.mark.parametrize(
    "data",
    [
        "service,level\nÄrger,99.5\n".encode(),
        "service,level\r\nÄrger,99.5\r\n".encode("utf-8-sig"),
        "service;level\nÄrger;99.5".encode("utf-16"),
        "\n\nservice\tlevel\n\n Ärger \t99.5\n\n".encode(),
        'sep=|\nservice|level\n"Ärger"|99.5\n'.encode(),
        "service;level\nÄrger;99.5".encode("cp1252"),
        '"service";"level"\n"Ärger";"99.5"\n'.encode(),
    ],
)
def test_reads_what_programs_write(data: bytes) -> None:
    """The same table in every form."""
    table, rows = read_csv(data)
    assert table.heads == ("service", "level")
    assert [row.cells for row in rows] == [("Ärger", "99.5")]


def test_names_lines_and_keeps_odd_rows() -> None:
    """Rows that are too short or too long are told apart, with the line they stand on."""
    table, rows = read_csv(b'a;b;c\n1;2\n\n1;2;3;4\n"x\ny";2;3\n;;\n')
    assert [(row.line, row.cells) for row in rows] == [
        (2, ("1", "2")), (4, ("1", "2", "3", "4")), (6, ("x\ny", "2", "3")),
    ]  # fmt: skip
    assert table.decimal_comma
    assert not read_csv(b"a,b\n1,2")[0].decimal_comma


def test_a_decimal_comma_is_no_separator() -> None:
    """The head line decides."""
    assert read_csv(b"level;cost\n99,5;1234,50\n")[1][0].cells == ("99,5", "1234,50")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    """No head, no table."""
    with pytest.raises(BrmError, match="no head line"):
        read_csv(data)


def test_what_is_no_text_is_told() -> None:
    """A workbook, or a field without an end, is refused with a sentence."""
    with pytest.raises(BrmError, match="no text"):
        read_csv(b"PK\x03\x04\x00\x00\xff\xfe\xfd")
    with pytest.raises(BrmError, match="Line"):
        read_csv(b"a,b\n" + b"x" * 200_000)


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2))
)
def test_own_files_come_back(rows: list[list[str]]) -> None:
    """What a list was exported as is read as it was, formulas too, but for white space at its ends."""
    _table, found = read_csv(csv_bytes(["one", "two"], rows))
    wanted = [tuple(cell.strip().strip("\ufeff") for cell in row) for row in rows]
    kept = [row for row in wanted if any(row)]
    assert len(found) == len(kept)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else than a table or a sentence."""
    try:
        table, _rows = read_csv(data)
    except BrmError:
        return
    assert table.heads
