"""list, show, add, set, delete."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import as_values, print_json, print_table, say, shown
from brm_tui.errors import BrmError, ExitCode, NotFoundError
from brm_tui.rules.kinds import Kind, kind_named

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk

_COLUMNS = (
    "code",
    "name",
    "title",
    "person",
    "role",
    "customer",
    "agreement",
    "status",
    "state",
    "start",
    "due",
    "period",
)


def list_records(options: Any) -> None:
    """Print the records of a KIND."""
    from brm_tui.store.queries import rows

    kind = kind_named(options.kind)
    with opened(options) as desk:
        customer = desk.read(rows.find_id, "customers", options.customer) if options.customer else None
        where = _conditions(desk, kind, options.where)
        records = desk.read(rows.list_rows, kind, where=where, customer_id=customer)
    if options.json:
        print_json([as_values(record) for record in records])
    elif options.csv:
        from brm_tui.interchange.csv_file import csv_text

        sys.stdout.write(csv_text(rows.columns_of(kind), [as_values(record) for record in records]))
    else:
        names = [name for name in _COLUMNS if name in rows.columns_of(kind)]
        heads = ["id", *names]
        print_table(heads, [[getattr(record, name) for name in heads] for record in records])


def _conditions(desk: Desk, kind: Kind, given: list[str]) -> dict[str, object]:
    """Return the columns and values that ``--where`` asks for, read by the records' own types."""
    from brm_tui.desk.conditions import condition

    found: dict[str, object] = {}
    for item in given:
        name, value = _split(item)
        column, wanted = condition(desk, kind, name, value)
        found[column] = wanted
    return found


def _split(item: str) -> tuple[str, str]:
    name, equals, value = item.partition("=")
    if not equals or not name:
        raise BrmError("Wrong usage", f"{item!r} is not FIELD=VALUE.", ExitCode.WRONG_USAGE)
    return name.strip(), value


def _given(items: list[str]) -> dict[str, object]:
    """Return FIELD=VALUE pairs, with texts read from files where they ask for it."""
    values: dict[str, object] = {}
    for item in items:
        name, value = _split(item)
        if value.startswith("@"):
            value = _text_of(value[1:])
        values[name] = value
    return values


def _text_of(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise BrmError(
            "Not read", f"{name} cannot be read: {error.strerror or error}. Nothing was changed."
        ) from error
    except UnicodeDecodeError as error:
        raise BrmError("Not read", f"{name} is not UTF-8 text. Nothing was changed.") from error


def show_record(options: Any) -> None:
    """Print one record."""
    from brm_tui.store.queries import rows

    kind = kind_named(options.kind)
    with opened(options) as desk:
        record = desk.read(rows.row, kind, desk.read(rows.find_id, kind.name, options.id))
    if record is None:
        raise NotFoundError(kind.noun, options.id)
    values = as_values(record)
    if options.json:
        print_json(values)
        return
    width = max(map(len, values))
    for name, value in values.items():
        text = str(value) if isinstance(value, str) and "\n" in value else shown(value)
        sys.stdout.write(f"{name.ljust(width)}  {text.replace(chr(10), chr(10) + ' ' * (width + 2))}\n")


def add_records(options: Any) -> None:
    """Add one record from fields, or one or several from JSON; print the new ids."""
    from brm_tui.desk import records

    _check_actions(options)
    if options.json is not None and options.fields:
        raise BrmError("Wrong usage", "Give FIELD=VALUE or --json, not both.", ExitCode.WRONG_USAGE)
    with opened(options) as desk:
        if options.json is None:
            if not options.fields:
                raise BrmError(
                    "Wrong usage", "Give at least one FIELD=VALUE, or --json FILE.", ExitCode.WRONG_USAGE
                )
            if options.actions:
                from brm_tui.desk.minutes import write_with_actions

                ids = [write_with_actions(desk, _given(options.fields))]
            else:
                ids = [records.add(desk, options.kind, _given(options.fields), as_text=True)]
        else:
            objects, single = _objects(_text_of(options.json))
            if single:
                ids = [records.add(desk, options.kind, objects[0])]
            else:
                ids = records.add_many(desk, options.kind, objects)
    for row_id in ids:
        sys.stdout.write(f"{row_id}\n")


def _check_actions(options: Any) -> None:
    if options.actions and (options.kind != "meetings" or getattr(options, "json", None) is not None):
        raise BrmError(
            "Wrong usage",
            "--actions reads the minutes of meetings that are given as FIELD=VALUE.",
            ExitCode.WRONG_USAGE,
        )


def _objects(text: str) -> tuple[list[Mapping[str, object]], bool]:
    """Return the objects of a JSON text, and whether it was a single one."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrmError("Not JSON", f"What was given is not JSON: {error}. Nothing was written.") from error
    single = isinstance(value, dict)
    objects = [value] if single else value
    if not isinstance(objects, list) or not all(isinstance(item, dict) for item in objects):
        raise BrmError("Not accepted", "JSON must be one object or a list of objects. Nothing was written.")
    return objects, single


def set_record(options: Any) -> None:
    """Change fields of a record."""
    from brm_tui.desk import records

    _check_actions(options)
    with opened(options) as desk:
        if options.actions:
            from brm_tui.desk.minutes import write_with_actions

            write_with_actions(desk, _given(options.fields), name=options.id)
            return
        records.change(desk, options.kind, options.id, _given(options.fields), as_text=True)


def delete_record(options: Any) -> None:
    """Delete a record with what belongs to it."""
    from brm_tui.desk import records

    with opened(options) as desk:
        say(f"{records.delete(desk, options.kind, options.id)}. brm-tui undo takes it back.")
