"""The command line: the same desk without the screen. A layer is imported only inside the command that needs it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from brm_tui.errors import BrmError, ExitCode


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with the arguments of the command line.

    Returns:
        0 done, 1 refused (the message on standard error says why), 2 wrong usage.
    """
    from brm_tui.cli.output import say, speak_utf8

    speak_utf8()
    options = _options(sys.argv[1:] if arguments is None else arguments)
    try:
        code: int = options.run(options) or ExitCode.DONE
        sys.stdout.flush()
    except BrmError as error:
        say(f"{error.title}: {error.message}")
        return int(error.exit_code)
    except BrokenPipeError:
        # Whoever read our output has enough; Python must not complain when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitCode.DONE)
    except KeyboardInterrupt:
        say("Stopped. Whatever was acknowledged before is kept.")
        return int(ExitCode.REFUSED)
    except Exception as error:  # the last resort: whatever it was, no traceback is shown
        return _unexpected(options, error)
    return int(code)


def _options(arguments: Sequence[str]) -> Any:
    """Return the options, with ``run`` as the function that carries the command out."""
    from brm_tui.cli.common_options import only_common

    common = only_common(arguments)
    if common is None:
        from brm_tui.cli.parser import parse

        return parse(arguments)
    from brm_tui.cli.running import runs

    return SimpleNamespace(**common, run=runs("screen:open_screen"))


def _unexpected(options: object, error: Exception) -> int:
    """Tell of an error that nobody foresaw, and keep its details where they can be sent from."""
    import traceback

    from brm_tui.cli.opening import home_of
    from brm_tui.cli.output import say

    log = home_of(options).log
    kept = ""
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(error)) + "\n")
        kept = f" The details are in {log}."
    except OSError:
        kept = ""
    say(f"Unexpected error: {type(error).__name__}: {error}. Nothing half done was kept.{kept}")
    return int(ExitCode.REFUSED)
