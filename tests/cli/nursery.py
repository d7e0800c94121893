"""The process that the command-line tests start their processes from: it has imported everything already.

Every command runs in a process of its own, forked, with its own files, connections and exit code; only the
half second that imports take is spent once. Run as a script it reads one JSON request a line and answers
with one JSON line: ``{"arguments": [...], "environment": {...}, "folder": "...", "input": "..."}``.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import tempfile
from typing import Any


def _child(request: dict[str, Any], streams: list[int]) -> None:
    """Become a process that runs one command, as ``python -m brm_tui`` does."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    encoding = request["encoding"]
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), encoding=encoding)
    sys.stderr = io.TextIOWrapper(
        io.FileIO(2, "w", closefd=False), encoding=encoding, errors="backslashreplace"
    )
    sys.argv = ["brm-tui", *request["arguments"]]
    code: object = 1
    try:
        from brm_tui.cli import main

        code = main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1 if code else 0)


def _run(request: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(request["input"].encode("utf-8", "surrogateescape"))
        given.seek(0)
        child = os.fork()
        if child == 0:
            _child(request, [given.fileno(), out.fileno(), err.fileno()])
        _pid, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode("utf-8", "surrogateescape"),
            "err": err.read().decode("utf-8", "surrogateescape"),
        }


def _warm() -> None:
    """Run a few commands on a desk that is thrown away, so that all they import is there."""
    from brm_tui.cli import main

    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w", encoding="utf-8") as nowhere:
        out, err = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = nowhere
        for command in (
            "add customers name=Finance code=FIN", "agreement new FIN", "agreement check FIN", "check",
            "add forums agreement=FIN name=Review first_date=2026-12-01", "list forums --csv",
            "add people name=Ana side=IT", "add actions title=Draft customer=FIN", "set actions Draft due=2026-12-01",
            "add events title=Talk start=2026-12-01T10:00 customers=FIN", "set events Talk place=Hall",
            "list actions --where due=fri --json", "show customers FIN", "set customers FIN tier=1",
            f"calendar export -o {folder}/calendar.ics", "calendar list", "delete customers FIN", "undo",
            "history --json", "search fin", "backup", "paths",
        ):  # fmt: skip
            main(["--home", folder, "--today", "2026-11-24", "--zone", "UTC", *command.split()])
        sys.stdout, sys.stderr = out, err


if __name__ == "__main__":
    _warm()
    # What is there already belongs to all children alike: collecting it would only copy it.
    gc.collect()
    gc.freeze()
    gc.disable()
    for line in sys.stdin:
        print(json.dumps(_run(json.loads(line))), flush=True)
