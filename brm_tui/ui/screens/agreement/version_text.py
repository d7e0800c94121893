"""Texts for reading: a frozen version, what was changed since one, what an agreement lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from textual.content import Content

from brm_tui.desk.agreement_pages import AgreementPage, Version
from brm_tui.rules.agreements import Finding, Section, row_title
from brm_tui.ui import glyphs
from brm_tui.ui.screens.agreement.details import signature_lines, version_reason
from brm_tui.ui.screens.agreement.markdown_text import Block, markdown_blocks
from brm_tui.ui.screens.agreement.words import said, version_words

_LISTS = {
    Section.STAFF: ("staff", ("side",)),
    Section.FORUMS: ("forums", ("frequency", "day_rule", "start_time", "purpose")),
    Section.OBJECTIVES: ("objectives", ("measure", "target", "due")),
    Section.ACTIONS: ("actions", ("assignee", "due")),
    Section.APPENDICES: ("appendices", ("kind", "reference", "valid_until")),
}


def findings_text(page: AgreementPage) -> list[Block]:
    """Return all that an agreement lacks, section by section."""
    if not page.completeness.findings:
        return [Block(glyphs.DONE.content("Nothing is missing."))]
    blocks: list[Block] = []
    for section in Section:
        found = page.completeness.of(section)
        if found:
            title = f"{section.value}  {section.title}"
            blocks.append(Block(Content.styled(title, "bold"), gap=True))
            blocks.extend(finding_line(finding) for finding in found)
    return blocks


def finding_line(finding: Finding) -> Block:
    """Return a finding with its sign, and whether it keeps the agreement from being proposed."""
    needed = "  needed to propose" if finding.mandatory else ""
    text = Content.assemble(said(finding), (needed, "$muted"))
    sign = Content.assemble((glyphs.ATTENTION.text, glyphs.ATTENTION.style), " ")
    return Block(text, sign, Content("  "))


def version_document(version: Version, content: Mapping[str, Any], page: AgreementPage) -> list[Block]:
    """Return a frozen version to read: its state, its signatures and its seven sections."""
    row = version.row
    blocks = [
        Block(Content.styled(str(content["agreement"]["title"]), "bold")),
        Block(Content(f"v{row.number} {version_words(version, page.today)}")),
        Block(Content.styled(version_reason(version), "$muted")),
        Block(Content.styled(f"SHA-256 {row.sha256}", "$muted")),
    ]
    for section in Section:
        blocks.append(Block(Content.styled(f"{section.value}  {section.title}", "bold"), gap=True))
        blocks.extend(_section(section, version, content, page))
    return blocks


def _section(
    section: Section, version: Version, content: Mapping[str, Any], page: AgreementPage
) -> Iterable[Block]:
    if section is Section.PHILOSOPHY:
        return markdown_blocks(str(content["philosophy"]))
    if section is Section.ACCEPTANCE:
        return signature_lines(version, page)
    name, fields = _LISTS[section]
    return list(_rows(content[name], fields)) or [Block(Content.styled("none", "$muted"))]


def _rows(rows: Iterable[Mapping[str, Any]], fields: Iterable[str]) -> Iterable[Block]:
    for row in rows:
        values = ", ".join(str(row[field]) for field in fields if row.get(field) not in (None, ""))
        text = Content.assemble(row_title(row), (f"  {values}" if values else "", "$muted"))
        yield Block(text, Content.styled("• ", "$muted"), Content("  "))
