"""What is said about an error that nobody foresaw, and where its details go."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path


def describe(error: BaseException, log_file: Path) -> tuple[str, str]:
    """Write an error's details into the log and return what to say, and where the details are."""
    reason = next(iter(str(error).splitlines()), "")
    what = f"{type(error).__name__}: {reason}" if reason else type(error).__name__
    said = (
        f"The program could not finish this ({what[:300]}).\n\n"
        "What was saved before is safe, and nothing was saved by halves. You can go on working; "
        "if it happens again, quit and open the program anew."
    )
    try:
        log_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with log_file.open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n")
            log.write("".join(traceback.format_exception(error)))
            log.write("\n")
    except OSError as problem:
        return said, f"The details could not be written to {log_file}: {problem.strerror}."
    return said, f"Details are in {log_file}"
