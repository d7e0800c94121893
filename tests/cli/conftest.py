"""Running the command line: every call is a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from brm_tui.paths import HOME_VARIABLE
from tests.conftest import made_once

ROOT = Path(__file__).parent.parent.parent
WithWorld = Callable[[Callable[["Cli"], object]], "Cli"]
PINS = ("--today", "2026-11-24", "--zone", "Europe/Berlin")


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Standard output, read as JSON."""
        return json.loads(self.out)


@dataclass
class Cli:
    """The command line on one home, with the clock pinned."""

    nursery: subprocess.Popen[str]
    home: Path
    folder: Path
    pins: tuple[str, ...] = PINS
    environment: dict[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str, input: str = "", encoding: str = "utf-8") -> Done:
        """Run a command and return what it answered, whatever that is."""
        request = {
            "arguments": [*self.pins, *arguments],
            "environment": os.environ | {HOME_VARIABLE: str(self.home)} | self.environment,
            "folder": str(self.folder),
            "input": input,
            "encoding": encoding,
        }
        assert self.nursery.stdin is not None
        assert self.nursery.stdout is not None
        self.nursery.stdin.write(json.dumps(request) + "\n")
        self.nursery.stdin.flush()
        return Done(**json.loads(self.nursery.stdout.readline()))

    def done(self, *arguments: str, input: str = "") -> Done:
        """Run a command that must succeed."""
        answer = self(*arguments, input=input)
        assert answer.code == 0, f"{' '.join(arguments)}: {answer.err or answer.out}"
        return answer

    def refused(self, *arguments: str, input: str = "", code: int = 1) -> str:
        """Run a command that must be refused, without data and without a traceback, and return what it said."""
        answer = self(*arguments, input=input)
        assert answer.code == code, f"{' '.join(arguments)}: {answer.code} {answer.out}{answer.err}"
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert "Unexpected" not in answer.err
        return answer.err

    def add(self, kind: str, *fields: str) -> str:
        """Add a record and return its id."""
        (row_id,) = self.done("add", kind, *fields).lines
        return row_id

    def list(self, kind: str, *options: str) -> list[dict[str, Any]]:
        """Return the records of a KIND."""
        found: list[dict[str, Any]] = self.done("list", kind, "--json", *options).json
        return found

    def show(self, kind: str, name: str) -> dict[str, Any]:
        """Return one record."""
        found: dict[str, Any] = self.done("show", kind, name, "--json").json
        return found


@pytest.fixture(scope="session")
def nursery() -> Iterator[subprocess.Popen[str]]:
    """Start the process that commands are forked from."""
    if not hasattr(os, "fork"):
        pytest.skip("the command-line tests fork their processes")
    command = [sys.executable, str(Path(__file__).with_name("nursery.py"))]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()
        running.wait(timeout=10)


@pytest.fixture
def cli(nursery: subprocess.Popen[str], tmp_path: Path) -> Cli:
    """Return the command line on an empty home."""
    return Cli(nursery, tmp_path / "home", tmp_path)


@pytest.fixture
def with_world(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> WithWorld:
    """Give the command line a copy of a desk that the first worker that asks for it makes for all of them."""

    def filled(make: Callable[[Cli], object]) -> Cli:
        file = made_once(tmp_path_factory, make.__name__, lambda home: make(replace(cli, home=home.root)))
        shutil.copytree(file.parent, cli.home)
        return cli

    return filled


def run_program(*arguments: str, home: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, imports and all."""
    return subprocess.run(
        [sys.executable, "-m", "brm_tui", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {HOME_VARIABLE: str(home)},
        **options,
    )
