"""Putting the agreement on paper: which version, how much of it, and into which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.desk.agreement_pages import AgreementPage
from brm_tui.errors import BrmError, FieldError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.output_path import checked_path, may_replace
from brm_tui.ui.screens.agreement.words import counted, version_words

if TYPE_CHECKING:
    from brm_tui.desk.agreement_document import ExportedAgreement
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

_DRAFT = 0
"""The number of the working copy."""

_WHOLE, _SUMMARY = "the whole agreement", "a summary on one page"
_LONGEST_PATH = 4096


async def export(screen: DeskScreen, page: AgreementPage) -> None:
    """Ask what goes where, and write it; a file that exists is replaced only after a question.

    Args:
        screen: Where the dialog opens.
        page: The agreement.
    """
    editions = _editions(page)
    written: list[ExportedAgreement] = []

    async def save(values: dict[str, object]) -> None:
        from brm_tui.interchange.documents.files import checked_suffix

        path = _file("path", values["path"])
        template = _file("template", values["template"]) if values.get("template") else None
        try:
            checked_suffix(path, template)
        except BrmError as error:
            raise FieldError("path", path.name, "a name that ends in .docx, .html or .md") from error
        if not await may_replace(screen, checked_path(path)):
            raise FieldError("path", path, "another name: the file was kept")
        number = editions[str(values["edition"])]
        summary = values["extent"] == _SUMMARY
        written.append(
            await screen.gateway.read(
                _write, screen.desk, page.head.id, path, number=number, summary=summary, template=template
            )
        )

    fields = [
        FieldDescription(
            "path", "File", "Where it goes; ~ is your home. Its name ends in .docx, .html or .md.",
            FieldKind.TEXT, required=True, maximum=_LONGEST_PATH,
        ),
        FieldDescription(
            "edition", "Version", "Which version; the working copy is marked DRAFT on every page.",
            FieldKind.CHOICE, required=True, choices=tuple(editions),
        ),
        FieldDescription(
            "extent", "Extent", "All seven sections, or what the relationship is about on one page.",
            FieldKind.CHOICE, required=True, choices=(_WHOLE, _SUMMARY),
        ),
        FieldDescription(
            "template", "Template", "A Word document of your house whose styles a .docx takes; may be empty.",
            FieldKind.TEXT, maximum=_LONGEST_PATH,
        ),
    ]  # fmt: skip
    known = {
        "path": f"~/agreement-{_plain(page.head.customer_code)}.docx",
        "edition": _usual(page, editions),
        "extent": _WHOLE,
    }
    dialog = FormDialog("Put the agreement on paper", fields, known, save=save, new=True)
    if await screen.ask(dialog) is None or not written:
        return
    done = written[0]
    withheld = f", {counted(done.withheld, 'internal row')} left out" if done.withheld else ""
    screen.toast(f"{done.edition} written to {done.path}{withheld}")


def _file(field: str, text: object) -> Path:
    """Return the file that a text names.

    Raises:
        FieldError: It names somebody's home whom this machine does not know.
    """
    try:
        return Path(str(text)).expanduser().absolute()
    except RuntimeError as error:
        raise FieldError(field, text, "a path; ~ alone is your home") from error


def _editions(page: AgreementPage) -> dict[str, int]:
    """Return what can be written, in words, and its number."""
    versions = {
        f"v{version.number}, {version_words(version, page.today)}": version.number
        for version in page.versions
    }
    return {"working copy, marked DRAFT": _DRAFT} | versions


def _usual(page: AgreementPage, editions: dict[str, int]) -> str:
    """Return what is written most often: what is in force, else what is proposed, else the working copy."""
    version = page.in_force or page.proposed
    wanted = version.number if version is not None else _DRAFT
    return next(words for words, number in editions.items() if number == wanted)


def _plain(code: str) -> str:
    """Return a customer's code as part of a file's name."""
    return "".join(letter for letter in code if letter.isalnum() or letter in "-_") or "customer"


def _write(
    desk: Desk, agreement_id: str, path: Path, *, number: int, summary: bool, template: Path | None
) -> ExportedAgreement:
    from brm_tui.desk.agreement_document import export_agreement

    return export_agreement(desk, agreement_id, path, number=number, summary=summary, template=template)
