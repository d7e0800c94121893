"""The verbs of agreement that compare versions and revert sections."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import opened
from brm_tui.cli.output import print_json, say

if TYPE_CHECKING:
    from brm_tui.desk.agreement_diff import AgreementDiff, DiffSide
    from brm_tui.rules.agreement_diff import Change, FieldDiff
    from brm_tui.rules.text_diff import Piece

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_BRACKETS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}


def diff(options: Any) -> None:
    """Print what differs between two versions, or a version and the working copy."""
    from brm_tui.desk.agreement_diff import WORKING_COPY, agreement_diff

    with opened(options) as desk:
        found = agreement_diff(
            desk, options.code, options.old, WORKING_COPY if options.new is None else options.new
        )
    if options.json:
        print_json(_as_json(found))
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")


def revert(options: Any) -> None:
    """Revert a section, and tell what was done."""
    from brm_tui.desk.agreement_revert import revert_section, section_named

    with opened(options) as desk:
        reverted = revert_section(desk, options.code, section_named(options.section), options.version)
    for line in reverted.done:
        sys.stdout.write(f"{line}\n")
    for line in reverted.told:
        say(f"{line}.")
    if not reverted.done:
        say(f"Section {reverted.section.value} is as in v{reverted.number} already; nothing was changed.")


def _lines(found: AgreementDiff) -> Iterator[str]:
    many = "1 change" if found.changes == 1 else f"{found.changes} changes"
    yield f"{found.title}: {_side(found.old)} → {_side(found.new)}, {many}"
    for part in found.sections:
        yield ""
        yield f"{part.section.value} {part.section.title}"
        for change in part.changes:
            yield f"  {_SIGNS[change.amendment.what]} {change.amendment.title}"
            for field in change.fields:
                yield from _field_lines(change, field)


def _side(side: DiffSide) -> str:
    return f"{side.name} ({side.state})" if side.state else side.name


def _field_lines(change: Change, field: FieldDiff) -> Iterator[str]:
    from brm_tui.rules.agreement_diff import field_title
    from brm_tui.rules.text_diff import diff_lines

    title = field_title(field.name)
    if change.amendment.what == "changed" and _is_replaced(field):
        values = {piece.mark.value: piece.text for piece in field.pieces}
        yield f"      {title}: {values.get('removed', '–')} → {values.get('added', '–')}"
        return
    if change.amendment.what != "changed":
        lines = "".join(piece.text for piece in field.pieces).split("\n")
    else:
        lines = ["…" if line is None else _marked(line) for line in diff_lines(field.pieces)]
    if len(lines) == 1:
        yield f"      {title}: {lines[0]}"
    else:
        yield f"      {title}:"
        yield from (f"        {line}".rstrip() for line in lines)


def _is_replaced(field: FieldDiff) -> bool:
    """Answer whether one short value stands for another, with nothing in common."""
    return all(piece.mark != "same" and "\n" not in piece.text for piece in field.pieces)


def _marked(line: tuple[Piece, ...]) -> str:
    return "".join(f"{_BRACKETS[piece.mark][0]}{piece.text}{_BRACKETS[piece.mark][1]}" for piece in line)


def _as_json(found: AgreementDiff) -> dict[str, Any]:
    return {
        "agreement": found.agreement_id,
        "title": found.title,
        "from": found.old.number,
        "to": found.new.number or None,
        "changes": found.changes,
        "sections": [
            {
                "section": part.section.value,
                "section_title": part.section.title,
                "changes": [
                    {
                        "what": change.amendment.what,
                        "title": change.amendment.title,
                        "id": change.amendment.row_id or None,
                        "fields": [
                            {
                                "name": field.name,
                                "old": field.old,
                                "new": field.new,
                                "words": [[piece.mark.value, piece.text] for piece in field.pieces],
                            }
                            for field in change.fields
                        ],
                    }
                    for change in part.changes
                ],
            }
            for part in found.sections
        ],
    }
