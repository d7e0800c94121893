"""Commands that need another word."""

from __future__ import annotations

from typing import Any

from brm_tui.cli.output import say
from brm_tui.errors import ExitCode


def needs_more(options: Any) -> int:
    """Say that the command needs a verb."""
    say(f"brm-tui {options.group} needs a verb: brm-tui {options.group} --help lists them.")
    return ExitCode.WRONG_USAGE
