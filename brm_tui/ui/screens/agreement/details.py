"""What stands below a list: everything about the row under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from brm_tui.desk.agreement_pages import (
    ActionRow,
    AgreementPage,
    AppendixRow,
    ForumRow,
    ObjectiveRow,
    SignatureRow,
    StaffRow,
    Version,
)
from brm_tui.rules.dates import show_full_date
from brm_tui.rules.numbers import amount_words
from brm_tui.ui.screens.agreement.drift_lines import action_line, forum_line, objective_line
from brm_tui.ui.screens.agreement.markdown_text import Block
from brm_tui.ui.screens.agreement.words import SIGNATURE_SIGNS, counted, day_of, measure, version_words

_LABEL = 11
_WORDS = 27

Fact = tuple[str, str | Content]


def facts(given: Sequence[Fact]) -> list[Block]:
    """Return labelled lines, without those that say nothing."""
    blocks = []
    for label, value in given:
        content = Content(value) if isinstance(value, str) else value
        if content:
            lead = Content.styled(label.ljust(_LABEL), "$muted")
            blocks.append(Block(content, lead, Content(" " * _LABEL)))
    return blocks


def staff_detail(row: StaffRow, page: AgreementPage) -> list[Block]:
    """Return who someone is and how to reach them."""
    left = row.left is not None and row.left < page.today
    return facts(
        [
            ("is", ", ".join(filter(None, (row.title, row.organisation)))),
            ("reached at", ", ".join(filter(None, (row.email, row.phone)))),
            ("left", Content.styled(day_of(row.left, page.today), "$attention") if left else ""),
        ]
    )


def forum_detail(row: ForumRow, page: AgreementPage) -> list[Block]:
    """Return what a forum is for, and who comes."""
    attendees = Content(", ").join(
        Content.assemble(
            attendee.person, ("" if attendee.attendance == "required" else " (optional)", "$muted")
        )
        for attendee in page.attendees.get(row.id, ())
    )
    return facts(
        [
            ("kept", forum_line(page, row.id)),
            ("purpose", row.purpose),
            ("agenda", row.agenda),
            ("where", row.place),
            ("who", attendees),
            ("zone", row.zone),
            ("until", "" if row.until is None else day_of(row.until, page.today)),
        ]
    )


def objective_detail(row: ObjectiveRow, page: AgreementPage) -> list[Block]:
    """Return why an objective is shared, how it is measured and who answers for it."""
    money = [
        f"{label} {amount_words(amount, row.currency)}"
        for label, amount in (("costs", row.investment), ("is worth", row.value))
        if amount is not None
    ]
    figures = measure(row)
    return facts(
        [
            ("kept", objective_line(page, row.id)),
            ("why", row.why),
            ("came of", f"the demand ‘{row.demand}’" if row.demand else ""),
            ("measure", " · ".join(filter(None, (row.measure, figures)))),
            (
                "owners",
                Content.assemble(
                    row.business_owner or "nobody", (" business · ", "$muted"),
                    row.it_owner or "nobody", (" IT", "$muted"),
                ),
            ),
            ("serves", " · ".join(filter(None, (row.strategy, row.it_strategy)))),
            ("money", ", ".join(money)),
            ("starts", "" if row.start is None else day_of(row.start, page.today)),
        ]
    )  # fmt: skip


def action_detail(row: ActionRow, page: AgreementPage) -> list[Block]:
    """Return what whoever does an action must know."""
    kept = action_line(page, row.id)
    carried = f"{counted(row.carried_over, 'time')}" if row.carried_over and not kept else ""
    return facts(
        [
            ("kept", kept),
            ("detail", row.detail),
            ("because", row.status_reason),
            ("starts", "" if row.start is None else day_of(row.start, page.today)),
            ("done", "" if row.done is None else day_of(row.done, page.today)),
            ("put off", carried),
            ("internal", "not part of what both sides sign" if row.internal else ""),
        ]
    )


def appendix_detail(row: AppendixRow, _page: AgreementPage) -> list[Block]:
    """Return what an appendix says."""
    return facts(
        [
            ("text", row.text),
            ("internal", "stays inside IT" if row.internal else ""),
        ]
    )


def acceptance_detail(row: SignatureRow | None, page: AgreementPage) -> list[Block]:
    """Return one signature, and below it all versions."""
    blocks: list[Block] = []
    if row is not None:
        blocks += facts(
            [
                ("evidence", row.evidence),
                ("note", row.note),
                ("on", "" if row.signed is None else show_full_date(row.signed, page.today)),
            ]
        )
    for version in page.versions:
        lead = Content.assemble(
            (f"v{version.number}".ljust(4), "bold"), version_words(version, page.today).ljust(_WORDS)
        )
        text = Content.styled(version_reason(version) or "–", "$muted")
        first = version is page.versions[0]
        blocks.append(Block(text, lead, gap=first, one_line=True))
    return blocks


def version_reason(version: Version) -> str:
    """Return why a version was made, and why it ended."""
    row = version.row
    return " · ".join(filter(None, (row.reason, row.end_reason and f"ended: {row.end_reason}")))


def signature_lines(version: Version, page: AgreementPage) -> list[Block]:
    """Return the four signatures of a version, one a line."""
    blocks = []
    for row in version.signatures:
        sign = SIGNATURE_SIGNS[row.state]
        day = "" if row.signed is None else f" {day_of(row.signed, page.today)}"
        method = f", {row.method.value}" if row.method else ""
        lead = Content.assemble((sign.text, sign.style), " ", row.role.value.ljust(24))
        text = Content.assemble(row.person or "nobody", (f"  {row.state.value}{day}{method}", "$muted"))
        blocks.append(Block(text, lead, Content(" " * lead.cell_length)))
    return blocks
