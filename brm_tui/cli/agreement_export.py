"""The verb that puts an agreement on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import say
from brm_tui.errors import FieldError


def export(options: Any) -> None:
    """Write an agreement as a document."""
    from brm_tui.desk.agreement_document import export_agreement

    number = _number(options.number)
    template = Path(options.template).absolute() if options.template else None
    with opened(options) as desk:
        written = export_agreement(
            desk,
            options.code,
            Path(options.output).absolute(),
            number=number,
            summary=options.summary,
            template=template,
        )
    say(f"{written.path}: {written.edition}.")
    if written.withheld:
        say(f"{written.withheld} marked internal stayed in the house.")


def _number(text: str | None) -> int | None:
    """Return the version that was asked for; 0 is the working copy."""
    from brm_tui.desk.agreement_document import WORKING_COPY

    if text is None:
        return None
    if text.casefold() == "draft":
        return WORKING_COPY
    number = text.casefold().removeprefix("v")
    if not (number.isascii() and number.isdigit()) or len(number) > 9 or int(number) < 1:
        raise FieldError("--version", text, "1, 2, 3 …, or draft for the working copy")
    return int(number)
