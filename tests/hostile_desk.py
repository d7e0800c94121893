"""The demo with every text of every KIND replaced by what a hostile, careless or merely foreign hand could write."""

from __future__ import annotations

from itertools import count

from brm_tui.desk import agreements, records
from brm_tui.desk.agreements import Signing
from brm_tui.desk.desk import Desk
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import SignatureRole

LINES = (
    "[/] {x} =cmd|' /C calc'!A0 \x1b[2J\x9b31m\x07\x00",
    "[bold]loud[/bold] [@click=app.quit]press[/] [$error on red]",
    "財務部門の四半期決算と監査報告書の確認会議",
    "مكتب المحاسبة עברית \u202etfel ot thgir\u2066",
    "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪 ☎️ ⚠️ family",
    "Z̸̢͍̑a͚̾l̶̰g̷o̴ e\u0301\u0301\u0301 ȧ̂̃̄",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 3,
    '=1+1;@SUM(A1),"quoted" \\n \\; <script>alert(1)</script> & **md** `code` | pipe',
    "+49-@-tab\there\r\nBEGIN:VEVENT\u2028ATTENDEE:x",
)
"""Single lines; the gate takes out of them what does not belong in one."""

SHOWN = ("[/] {x} =cmd|", "[bold]loud", "財務部門", "مكتب", "👩‍👩‍👧‍👦", "Donaudampf", "=1+1;@SUM")
"""Beginnings that must be read on the screen, letter by letter."""

LONG = "\r\n\r\n".join(
    ["# [/red] {heading}", *LINES, "- item\t[link=x]y[/link]\n- " + "w" * 300, "```\n[/]\n```"]
)

_TEXTS = (FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.WORDS)


_RULED = ("day_rule", "recurrence", "holidays")
"""Texts that only mean something in a form of their own, which their rules check."""


_SIGNERS = "SELECT id FROM plan_staff WHERE role IN (?, ?, ?, ?)"


def make_hostile(desk: Desk) -> None:
    """Replace every text that a person can enter, as one step."""
    numbers = count()
    with desk.step("Be hostile [/] {x}") as step:
        signing = {row[0] for row in step.raw.execute(_SIGNERS, [role.value for role in SignatureRole])}
        records.insert(desk, step, KINDS["calendars"], {"name": "imported"})
        for kind in KINDS.values():
            if not kind.writable:
                continue
            fields = [
                field for field in records.fields(kind.name) if field.kind in _TEXTS and not field.pattern
            ]
            for (row_id,) in step.raw.execute(f'SELECT id FROM "{kind.table}" ORDER BY id').fetchall():
                number = next(numbers)
                values = {
                    field.name: _text(field, number + place)
                    for place, field in enumerate(fields)
                    if field.name not in _RULED and not (field.name == "role" and row_id in signing)
                }
                if values:
                    records.update(desk, step, kind, row_id, values)


def hostile_proposal(desk: Desk) -> None:
    """Withdraw what Finance waits for, propose it anew and sign it once, all in hostile words."""
    agreements.withdraw(desk, "FIN", LINES[0])
    agreements.propose(desk, "FIN", LINES[1])
    signing = Signing(
        "relationship manager", "ana.souza@halden.example", evidence=LINES[0], note=LINES[3] + LINES[4]
    )
    agreements.sign(desk, "FIN", signing)


def _text(field: FieldDescription, number: int) -> object:
    most = int(field.maximum or 200)
    if field.kind is FieldKind.LONG_TEXT:
        return LONG[:most]
    text = LINES[number % len(LINES)]
    if field.kind is FieldKind.WORDS:
        return (text[:20],)
    # Some names must be unique.
    return f"{text[: most - 6]} {number}"[:most]
