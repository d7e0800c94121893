"""Texts for reading: a frozen version, what was changed since one, what an agreement lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.content import Content

from brm_tui.desk.agreement_pages import AgreementPage, Changes, Version
from brm_tui.rules.agreements import Amendment, Section, row_title
from brm_tui.ui import glyphs
from brm_tui.ui.screens.agreement.details import signatures_content, version_reason
from brm_tui.ui.screens.agreement.words import counted, said, version_words

_SIGNS = {"added": ("+", "$good"), "removed": ("−", "$bad"), "changed": ("~", "$attention")}
_LISTS = {
    Section.STAFF: ("staff", ("side",)),
    Section.FORUMS: ("forums", ("frequency", "day_rule", "start_time", "purpose")),
    Section.OBJECTIVES: ("objectives", ("measure", "target", "due")),
    Section.ACTIONS: ("actions", ("assignee", "due")),
    Section.APPENDICES: ("appendices", ("kind", "reference", "valid_until")),
}


def changes_content(page: AgreementPage) -> Content:
    """Return what the working copy changed: since what is in force, and since what is proposed."""
    parts: list[Content] = []
    for changes in (page.since_force, page.since_proposed):
        if changes is None:
            continue
        words = version_words(changes.version, page.today)
        title = f"Since v{changes.version.number}, {words}: {counted(len(changes.amendments), 'change')}"
        parts.append(Content.styled(title, "bold"))
        parts.append(_amendments(changes))
    return Content("\n\n").join(part for part in parts if part)


def _amendments(changes: Changes) -> Content:
    lines: list[Content] = []
    before: Section | None = None
    for amendment in changes.amendments:
        if amendment.section is not before:
            before = amendment.section
            title = f"{before.value}  {before.title}"
            lines += [Content("")] * bool(lines) + [Content.styled(title, "$muted")]
        lines.append(_amendment(amendment))
    return Content("\n").join(lines)


def _amendment(amendment: Amendment) -> Content:
    sign, style = _SIGNS[amendment.what]
    fields = ", ".join(field.replace("_", " ") for field in amendment.fields)
    said_of = f"{amendment.what}: {fields}" if fields else amendment.what
    return Content.assemble((f" {sign} ", style), amendment.title, (f"  {said_of}", "$muted"))


def findings_content(page: AgreementPage) -> Content:
    """Return all that an agreement lacks, section by section."""
    if not page.completeness.findings:
        return glyphs.DONE.content("Nothing is missing.")
    lines: list[Content] = []
    for section in Section:
        found = page.completeness.of(section)
        if not found:
            continue
        title = f"{section.value}  {section.title}"
        lines += [Content("")] * bool(lines) + [Content.styled(title, "bold")]
        for finding in found:
            needed = Content.styled("  needed to propose", "$muted") if finding.mandatory else Content("")
            lines.append(Content.assemble(" ", glyphs.ATTENTION.content(said(finding)), needed))
    return Content("\n").join(lines)


def version_document(version: Version, content: Mapping[str, Any], page: AgreementPage) -> Content:
    """Return a frozen version to read: its state, its signatures and its seven sections."""
    row = version.row
    head = Content.assemble(
        (str(content["agreement"]["title"]), "bold"),
        f"\nv{row.number} {version_words(version, page.today)}",
        (f"\n{version_reason(version)}" if version_reason(version) else "", "$muted"),
        (f"\nSHA-256 {row.sha256}", "$muted"),
    )
    parts = [head]
    for section in Section:
        title = Content.styled(f"{section.value}  {section.title}", "bold")
        parts.append(Content.assemble(title, "\n", _section(section, version, content, page)))
    return Content("\n\n").join(parts)


def _section(section: Section, version: Version, content: Mapping[str, Any], page: AgreementPage) -> Content:
    if section is Section.PHILOSOPHY:
        return Content(str(content["philosophy"]) or "–")
    if section is Section.ACCEPTANCE:
        return signatures_content(version, page)
    name, fields = _LISTS[section]
    return Content("\n").join(_rows(content[name], fields)) or Content("–")


def _rows(rows: Iterable[Mapping[str, Any]], fields: Iterable[str]) -> Iterable[Content]:
    for row in rows:
        values = ", ".join(str(row[field]) for field in fields if row.get(field) not in (None, ""))
        yield Content.assemble(("• ", "$muted"), row_title(row), (f"  {values}" if values else "", "$muted"))
