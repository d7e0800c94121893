"""What holds for the whole program: layers, what is imported when, and that a thing is described once."""

from __future__ import annotations

import dataclasses
import importlib
import json
import os
import re
import subprocess
import sys
import typing
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import UTCDateTime

from brm_tui.model.kinds import describe, table_of
from brm_tui.model.tables import TABLES
from brm_tui.paths import Home
from brm_tui.rules.kinds import KINDS, REFERENCES, Kind
from brm_tui.store.queries.rows import record_of

ROOT = Path(__file__).parent.parent
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def test_dependencies_point_one_way() -> None:
    """The layer contract of pyproject.toml holds."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(command), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _imported(*arguments: str, home: Path) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    code = (
        "import sys, json, io\n"
        "from brm_tui.cli import main\n"
        "out, sys.stdout = sys.stdout, io.StringIO()\n"
        "try:\n    code = main(sys.argv[1:])\n"
        "except SystemExit as end:\n    code = end.code\n"
        "sys.stdout = out\nprint(json.dumps([code, sorted(sys.modules)]))\n"
    )
    environment = os.environ | {"BRM_TUI_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, env=environment
    )
    status, modules = json.loads(done.stdout)
    assert status == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("list", "customers", "--json"),
        ("list", "events"),
        ("calendar", "list"),
        ("history",),
        ("paths",),
    ],
)
def test_reading_imports_no_model_and_no_screen(demo_home: Home, arguments: tuple[str, ...]) -> None:
    """Commands that read start fast because they load neither the models nor Textual."""
    imported = _imported(*arguments, home=demo_home.root)
    heavy = {"sqlmodel", "sqlalchemy", "pydantic", "textual", "alembic", "icalendar", "brm_tui.model"}
    assert not imported & heavy


def test_the_screen_is_imported_without_the_models() -> None:
    """The first paint must not wait for the writing side."""
    code = (
        "import sys\nimport brm_tui.ui.app\nfrom brm_tui.ui.modes import MODES\n"
        "[mode.make() for mode in MODES]\nprint(*sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "icalendar"}


def _annotation(model: Any, name: str) -> str:
    """Return how a record must annotate a model's column."""
    annotation = model.model_fields[name].annotation
    options = typing.get_args(annotation)
    optional = type(None) in options
    if optional:
        (annotation,) = (option for option in options if option is not type(None))
    if typing.get_origin(annotation) is list:
        word = "tuple[str, ...]"
    elif annotation is datetime:
        word = "Instant" if isinstance(model.__table__.c[name].type, UTCDateTime) else "LocalMoment"
    elif annotation is date:
        word = "date"
    else:
        word = annotation.__name__
    return word + (" | None" if optional else "")


@EVERY_KIND
def test_a_record_has_the_names_and_types_of_its_model(kind: Kind) -> None:
    """Queries and models cannot drift apart."""
    model = table_of(kind)
    columns = [name for name in model.__table__.c.keys() if not name.endswith("_sort")]  # type: ignore[attr-defined]  # noqa: SIM118
    expected = {name: _annotation(model, name) for name in columns}
    expected |= {link.name: "tuple[str, ...]" for link in kind.links}
    for name in columns:
        if name in REFERENCES:
            expected[name.removesuffix("_id")] = expected[name]
    found = {item.name: str(item.type) for item in dataclasses.fields(record_of(kind))}
    assert found == expected


@EVERY_KIND
def test_every_reference_names_the_kind_of_its_table(kind: Kind) -> None:
    """The map of references says what the foreign keys say."""
    for column in table_of(kind).__table__.c:  # type: ignore[attr-defined]
        if "refers_to" in column.info:
            assert KINDS[REFERENCES[column.name]].table == column.info["refers_to"]


@EVERY_KIND
def test_every_field_describes_itself(kind: Kind) -> None:
    """Forms, help and columns have a label and a sentence for every field."""
    fields = describe(kind)
    assert fields
    for field in fields:
        assert field.title, field.name
        assert field.help.endswith((".", "…")), field.name


def test_every_enumeration_is_stored_by_its_words() -> None:
    """A column of an enumeration holds values, never member names, and the schema checks them."""
    for model in TABLES.values():
        for column in model.__table__.c:  # type: ignore[attr-defined]
            words = getattr(column.type, "enum_class", None)
            if words is not None:
                assert issubclass(words, Enum)
                assert column.type.enums == [member.value for member in words]
                assert column.type.create_constraint


def test_nothing_names_a_registry() -> None:
    """No file of the project names a package registry's address."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    pattern = re.compile(
        "(?:" + "|".join(["py" + r"pi\.org", "files.python" + "hosted", "registry.npm" + "js"]) + ")"
    )
    for name in listed.split():
        path = ROOT / name
        if path.suffix in {".py", ".toml", ".md", ".txt", ".cfg", ".sh", ".mjs", ""} and path.is_file():
            assert not pattern.search(path.read_text(encoding="utf-8", errors="ignore")), name


def test_nothing_is_left_to_do() -> None:
    """No stub stands in the code."""
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    for path in (ROOT / "brm_tui").rglob("*.py"):
        assert not marks.search(path.read_text(encoding="utf-8")), path


def test_every_table_is_found_where_the_list_says() -> None:
    """The list of files names every table class once, in its own file, and nothing else."""
    found: dict[str, str] = {}
    for file in (ROOT / "brm_tui" / "model").glob("*.py"):
        module = importlib.import_module(f"brm_tui.model.{file.stem}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and value.__module__ == module.__name__
                and hasattr(value, "__table__")
            ):
                found[str(value.__tablename__)] = value.__module__  # type: ignore[attr-defined]
    assert found == {name: model.__module__ for name, model in TABLES.items()}


def test_writing_an_action_loads_no_class_of_another_feature(tmp_path: Path) -> None:
    """A class is loaded when it is written: the memory of a running program depends on it."""
    script = (
        "import sys\nfrom brm_tui.desk import records\nfrom brm_tui.desk.desk import Desk\n"
        "from brm_tui.paths import Home\nfrom pathlib import Path\n"
        f"desk = Desk.open(Home(Path({str(tmp_path / 'home')!r})))\n"
        "records.add(desk, 'actions', {'title': 'Write'})\n"
        "from brm_tui.model.tables import metadata\nprint(sorted(metadata.tables))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "'action'" in done.stdout, done.stdout + done.stderr
    assert "demand" not in done.stdout
