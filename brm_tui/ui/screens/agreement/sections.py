"""The six sections that are lists: their columns, their rows, and what they say while they are empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual.content import Content

from brm_tui.desk.agreement_pages import ActionRow, AgreementPage, SignatureRow, Version
from brm_tui.rules.agreements import Section
from brm_tui.rules.dates import due_in_list, show_date
from brm_tui.rules.vocabulary import ActionStatus, ObjectiveStatus, SignatureRole, SignatureState
from brm_tui.ui.screens.agreement import details
from brm_tui.ui.screens.agreement.markdown_text import Block
from brm_tui.ui.screens.agreement.words import SIGNATURE_SIGNS, day_of, measure, rhythm, who
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, Item, Row, StyleName

_ROLES = {role.value.casefold() for role in SignatureRole}
_OVER = (ObjectiveStatus.ACHIEVED, ObjectiveStatus.MISSED, ObjectiveStatus.CANCELLED)
_OTHER = "Other actions"
_SIGNATURE_STYLES: dict[SignatureState, StyleName] = {
    SignatureState.SIGNED: "good",
    SignatureState.PENDING: "attention",
    SignatureState.DECLINED: "bad",
    SignatureState.VOIDED: "dim",
}


ItemT = TypeVar("ItemT", bound=Item)


def _by_id(rows: Sequence[ItemT], row_id: str) -> ItemT:
    return next(row for row in rows if row.id == row_id)


@dataclass(frozen=True, slots=True)
class ListSection:
    """A section that is a list.

    Attributes:
        kind: The KIND of its rows; empty for acceptance, which has verbs of its own.
        noun: What one row is called.
        columns: Its columns.
        rows: Its rows.
        detail: What is said of the row under the cursor.
        empty: What belongs there, in a sentence.
        first: What the key for a new row makes, as the empty section says it.
    """

    kind: str
    noun: str
    columns: tuple[Column, ...]
    rows: Callable[[AgreementPage], Sequence[Row]]
    detail: Callable[[AgreementPage, str], list[Block]]
    empty: str
    first: str

    def placeholder(self, page: AgreementPage) -> Content:
        """Return what the empty section says."""
        said = Content.styled(self.empty, "$muted")
        if page.ended or not self.first:
            return said
        return Content.assemble(said, "\n\n", ("n", "bold $foreground"), (f"  {self.first}", "$muted"))


def _column(key: str, title: str, width: int, least: int = 0, weight: int = 0, priority: int = 1) -> Column:
    return Column(key, title, width, minimum_width=least, weight=weight, priority=priority, sortable=False)


def _staff(page: AgreementPage) -> list[Row]:
    rows = []
    for row in page.rows.staff:
        left = row.left is not None and row.left < page.today
        signs = row.role.casefold() in _ROLES
        rows.append(
            Row(
                row.id,
                (
                    Cell(row.person, "dim" if left else ""),
                    row.role,
                    "signs" if signs else "",
                    Cell(row.side.value, "dim"),
                    Cell("has left", "attention") if left else Cell(row.title, "dim"),
                ),
            )
        )
    return rows


def _forums(page: AgreementPage) -> list[Row]:
    rows = []
    for row in page.rows.forums:
        attendees = who(page.attendees.get(row.id, ()))
        following = row.next_meeting
        meets = f"{show_date(following.date(), page.today)} {following:%H:%M}" if following else "none"
        rows.append(
            Row(
                row.id,
                (
                    row.name,
                    Cell(row.level.value, "dim"),
                    rhythm(row),
                    Cell(attendees, "" if attendees.endswith("both sides") else "attention"),
                    Cell(meets, "" if following else "dim"),
                ),
            )
        )
    return rows


def _objectives(page: AgreementPage) -> list[Row]:
    rows = []
    for row in page.rows.objectives:
        owners = " / ".join(_first_name(name) for name in (row.business_owner, row.it_owner))
        late = row.due is not None and row.due < page.today and row.status not in _OVER
        rows.append(
            Row(
                row.id,
                (
                    row.title,
                    Cell(row.kind.value, "dim"),
                    measure(row) or Cell("no target", "dim"),
                    owners,
                    Cell("–" if row.due is None else show_date(row.due, page.today), "bad" if late else ""),
                    row.status.value,
                    Cell(f"{row.actions_done}/{row.actions}", "" if row.actions else "dim"),
                ),
            )
        )
    return rows


def _first_name(name: str | None) -> str:
    return name.split(" ")[0] if name else "–"


def _actions(page: AgreementPage) -> list[Row]:
    rows: list[Row] = []
    group: str | None = None
    for row in page.rows.actions:
        key = row.objective_id or ""
        if key != group:
            group = key
            rows.append(Row(f"heading {key}", (row.objective or _OTHER,), kind="heading"))
        done = row.status is ActionStatus.DONE
        promised = "" if row.promised_by is None else row.promised_by.value
        rows.append(
            Row(
                row.id,
                (
                    Cell(row.title, "dim" if done else ""),
                    Cell(row.assignee or "nobody", "dim" if done or not row.assignee else ""),
                    _due(row, page),
                    Cell(promised, "dim"),
                    Cell(row.status.value, "good" if done else ""),
                ),
                depth=1,
            )
        )
    return rows


def _due(row: ActionRow, page: AgreementPage) -> Cell:
    if row.due is None:
        return Cell("no date", "dim")
    if row.status is ActionStatus.DONE:
        return Cell(show_date(row.due, page.today), "dim")
    days = (row.due - page.today).days
    return Cell(due_in_list(row.due, page.today), "bad" if days < 0 else "attention" if days <= 1 else "")


def shown_version(page: AgreementPage) -> Version | None:
    """Return the version whose signatures count now: what is proposed, else what is in force, else the last."""
    return page.proposed or page.in_force or (page.versions[0] if page.versions else None)


def signatures(page: AgreementPage) -> tuple[SignatureRow, ...]:
    """Return the four signatures that count now."""
    version = shown_version(page)
    return version.signatures if version else ()


def _acceptance(page: AgreementPage) -> list[Row]:
    listed = signatures(page)
    if not listed:
        return [
            Row(
                role, (role, person or Cell("nobody", "attention"), Cell("○ not proposed", "dim"), "", "", "")
            )
            for role, person in page.signatories.items()
        ]
    return [
        Row(
            line.id,
            (
                line.role.value,
                line.person or Cell("nobody", "attention"),
                Cell(
                    f"{SIGNATURE_SIGNS[line.state].text} {line.state.value}",
                    _SIGNATURE_STYLES[line.state],
                ),
                "" if line.signed is None else show_date(line.signed, page.today),
                "" if line.method is None else line.method.value,
                line.evidence,
            ),
        )
        for line in listed
    ]


def _appendices(page: AgreementPage) -> list[Row]:
    rows = []
    for row in page.rows.appendices:
        lapsed = row.valid_until is not None and row.valid_until < page.today
        rows.append(
            Row(
                row.id,
                (
                    Cell(row.kind.value, "dim"),
                    row.title,
                    row.reference,
                    Cell(day_of(row.valid_until, page.today), "attention" if lapsed else ""),
                    row.service or "",
                ),
            )
        )
    return rows


def _acceptance_detail(page: AgreementPage, row_id: str) -> list[Block]:
    row = next((line for line in signatures(page) if line.id == row_id), None)
    return details.acceptance_detail(row, page)


LISTS: dict[Section, ListSection] = {
    Section.STAFF: ListSection(
        "staff",
        "staff member",
        (
            _column("person", "Person", 24, 14, weight=2),
            _column("role", "Role", 24, 21, weight=1),
            _column("signs", "", 5, priority=2),
            _column("side", "Side", 8, priority=3),
            _column("title", "Job", 26, 18, weight=2, priority=4),
        ),
        _staff,
        lambda page, row_id: details.staff_detail(_by_id(page.rows.staff, row_id), page),
        "The people of both sides who carry this agreement; the four who sign it are among them.",
        "add the first one",
    ),
    Section.FORUMS: ListSection(
        "forums",
        "forum",
        (
            _column("name", "Forum", 24, 22, weight=3),
            _column("level", "Level", 11, priority=3),
            _column("rhythm", "How often", 34, 31, weight=1),
            _column("who", "Who", 14, 13, priority=4),
            _column("next", "Next meeting", 17, priority=2),
        ),
        _forums,
        lambda page, row_id: details.forum_detail(_by_id(page.rows.forums, row_id), page),
        "The formal meetings that both sides promise. Each one puts its year into the calendar.",
        "agree the first forum",
    ),
    Section.OBJECTIVES: ListSection(
        "objectives",
        "objective",
        (
            _column("title", "Objective or initiative", 34, 22, weight=3),
            _column("kind", "Kind", 10, priority=5),
            _column("measure", "From → to (now)", 17, priority=3),
            _column("owners", "Owners", 16, weight=1, priority=4),
            _column("due", "Due", 11),
            _column("status", "Status", 11, 11, priority=1),
            _column("actions", "Done", 5, priority=1),
        ),
        _objectives,
        lambda page, row_id: details.objective_detail(_by_id(page.rows.objectives, row_id), page),
        "What both sides want to reach together: aims with a measure, and the work towards them.",
        "share the first objective",
    ),
    Section.ACTIONS: ListSection(
        "actions",
        "action",
        (
            Column("title", "Action", 36, minimum_width=28, weight=3, sortable=False, tree=True),
            _column("assignee", "Assignee", 20, 12, weight=1),
            _column("due", "Due", 13),
            _column("promised", "Promised", 8, priority=3),
            _column("status", "Status", 11, priority=2),
        ),
        _actions,
        lambda page, row_id: details.action_detail(_by_id(page.rows.actions, row_id), page),
        "Who does what by when, objective by objective; the same cards stand on the board.",
        "plan the first action",
    ),
    Section.ACCEPTANCE: ListSection(
        "",
        "signature",
        (
            _column("role", "Role", 22, 21),
            _column("person", "Person", 22, 14, weight=1),
            _column("state", "State", 14),
            _column("date", "Date", 11),
            _column("method", "Method", 10, priority=3),
            _column("evidence", "Evidence", 18, 8, weight=2, priority=4),
        ),
        _acceptance,
        _acceptance_detail,
        "",
        "",
    ),
    Section.APPENDICES: ListSection(
        "appendices",
        "appendix",
        (
            _column("kind", "Kind", 5),
            _column("title", "Title", 32, 18, weight=3),
            _column("reference", "Reference", 18, 8, weight=1, priority=2),
            _column("until", "Valid until", 11),
            _column("service", "Service", 18, 8, weight=1, priority=3),
        ),
        _appendices,
        lambda page, row_id: details.appendix_detail(_by_id(page.rows.appendices, row_id), page),
        "Service level agreements, operational level agreements and other documents that belong to it.",
        "attach the first one",
    ),
}
