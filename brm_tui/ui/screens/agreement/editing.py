"""Entering, changing, ordering and deleting the rows of an agreement's sections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual import on, work

from brm_tui.desk.agreement_steps import (
    complete_actions,
    delete_rows,
    move_row,
    next_signatory,
    objective_choices,
    people_choices,
    set_philosophy,
    side_of,
)
from brm_tui.rules.agreements import Section, stated_strategies
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.rules.vocabulary import ActionStatus, SignatureRole
from brm_tui.ui.record_form import Offers, edit_record, new_record, references
from brm_tui.ui.screens.agreement.people import PeopleActions
from brm_tui.ui.widgets.line_list import LineList

_ORDERED = (Section.STAFF, Section.FORUMS, Section.OBJECTIVES, Section.APPENDICES)
_ROLES = "roles of the four who sign"
_STRATEGIES = "strategies of the business"

_HEAD_FIELDS = ("title", "term_start", "term_end", "review_date")
FORUM_FIELDS = (
    "name", "level", "purpose", "frequency", "first_date", "day_rule", "start_time", "length",
    "attendees", "place", "agenda", "until", "on_blackout", "on_holiday", "holidays", "zone",
)  # fmt: skip
_NEW_FIELDS = {
    "staff": ("person", "role"),
    "forums": FORUM_FIELDS,
    "objectives": (
        "title", "kind", "why", "strategy", "it_strategy", "measure", "baseline", "target", "actual",
        "business_owner", "it_owner", "start", "due", "status", "investment", "value", "currency", "internal",
    ),
    "actions": (
        "title", "objective", "assignee", "promised_by", "due", "start", "priority", "status",
        "detail", "internal",
    ),
    "appendices": ("title", "kind", "reference", "valid_until", "service", "text", "internal"),
}  # fmt: skip
_EDIT_FIELDS = _NEW_FIELDS | {
    "staff": ("person", "role", "side"),
    "actions": (
        "title", "objective", "assignee", "promised_by", "due", "start", "priority", "status",
        "status_reason", "detail", "internal",
    ),
}  # fmt: skip

#: Texts that are picked from what is usual, or written anew.
_PICKED = {
    "role": FieldDescription(
        "role",
        "Role",
        "The role in this agreement. Four of them sign; ctrl+n in the list takes what you typed.",
        FieldKind.REFERENCE,
        required=True,
        refers_to=_ROLES,
    ),
    "strategy": FieldDescription(
        "strategy",
        "Strategy",
        "The strategy of the business that it serves; ctrl+n in the list takes what you typed.",
        FieldKind.REFERENCE,
        refers_to=_STRATEGIES,
    ),
}


class RowActions(PeopleActions):
    """What can be done with the rows of a section, and with the text of the first."""

    @property
    def can_edit(self) -> bool:
        """Answer whether the agreement still lives."""
        return self.page is not None and not self.page.ended

    @property
    def can_add(self) -> bool:
        """Answer whether the open section takes rows."""
        return self.can_edit and self.listed is not None and bool(self.listed.kind)

    @property
    def on_row(self) -> bool:
        """Answer whether the cursor is on a row that can be changed."""
        return self.can_add and self.row_id is not None

    @property
    def can_change(self) -> bool:
        """Answer whether there is something to edit."""
        return self.on_row or (self.can_edit and self.section is Section.PHILOSOPHY)

    @property
    def can_order(self) -> bool:
        """Answer whether the rows have an order of their own."""
        return self.on_row and self.section in _ORDERED

    @property
    def can_complete(self) -> bool:
        """Answer whether the action under the cursor, or a marked one, is open."""
        row = self.action_row
        return self.on_row and row is not None and (row.status is not ActionStatus.DONE or self._marked)

    @property
    def can_place(self) -> bool:
        """Answer whether an objective is under the cursor."""
        return self.on_row and self.section is Section.OBJECTIVES

    @property
    def _marked(self) -> bool:
        return bool(self.table.marked)

    @on(LineList.Opened)
    def _row_opened(self) -> None:
        if self.can_change:
            self.action_edit()

    @on(LineList.MarksChanged)
    def _marks_changed(self) -> None:
        self.refresh_bindings()

    @work
    async def action_new(self) -> None:
        """Enter a new row of the open section."""
        page, listed = self.page, self.listed
        if page is None or listed is None:
            return
        values: dict[str, object] = {}
        if self.section is not Section.ACTIONS:
            values["agreement"] = self.agreement_id
        else:
            values |= {"customer": page.head.customer_id, "status": ActionStatus.PLANNED.value}
            if self.action_row is not None and self.action_row.objective_id:
                values["objective"] = self.action_row.objective_id
        if self.section is Section.STAFF:
            taken = {row.role for row in page.rows.staff}
            held = await self.gateway.read(next_signatory, self.desk, page.head.customer_id, taken)
            if held is not None:
                values["person"], values["role"] = held
        if self.section is Section.FORUMS:
            values |= {"first_date": self.clock.today(), "zone": self.clock.zone}
        row_id = await new_record(
            self, listed.kind, values, names=_NEW_FIELDS[listed.kind], offers=self._offers(listed.kind)
        )
        if row_id is not None:
            self.put_cursor_on(row_id)

    @work
    async def action_edit(self) -> None:
        """Change the row under the cursor, or the text of section 1."""
        listed, row_id = self.listed, self.row_id
        if listed is None:
            await self._edit_philosophy()
        elif row_id is not None:
            names = _EDIT_FIELDS[listed.kind]
            await edit_record(self, listed.kind, row_id, names=names, offers=self._offers(listed.kind))

    @work
    async def action_edit_head(self) -> None:
        """Change the agreement's title and term."""
        await edit_record(self, "agreements", self.agreement_id, names=_HEAD_FIELDS, title="Title and term")

    async def _edit_philosophy(self) -> None:
        from brm_tui.ui.screens.agreement.markdown_dialog import MarkdownDialog

        page = self.page
        if page is None:
            return
        revision = page.head.revision

        async def save(text: str) -> None:
            await self.gateway.write(set_philosophy, self.desk, self.agreement_id, text, revision)

        before = page.head.philosophy
        written = await self.ask(MarkdownDialog("Relationship philosophy", before, save=save))
        if written is not None and written != before:
            self.toast("Relationship philosophy written · u takes it back")

    @work
    async def action_editor(self) -> None:
        """Write section 1 in the user's own editor."""
        from brm_tui.text import clean_text
        from brm_tui.ui.editor import edit_outside

        page = self.page
        if page is None:
            return
        text = clean_text(edit_outside(self.app, page.head.philosophy))
        if text != page.head.philosophy:
            await self.gateway.write(set_philosophy, self.desk, self.agreement_id, text, page.head.revision)
            self.toast("Relationship philosophy written · u takes it back")

    @work
    async def action_delete(self) -> None:
        """Delete the marked rows, or the one under the cursor."""
        listed, row_id = self.listed, self.row_id
        if listed is None or row_id is None:
            return
        label = await self.gateway.write(delete_rows, self.desk, listed.kind, self.table.chosen)
        self.toast(f"{label} · u takes it back")

    @work
    async def action_complete(self) -> None:
        """Move the marked actions, or the one under the cursor, to Done."""
        row_id = self.row_id
        if row_id is not None:
            label = await self.gateway.write(complete_actions, self.desk, self.table.chosen)
            self.table.clear_marks()
            self.toast(f"{label} · u takes it back")

    @work
    async def action_move_row(self, by: int) -> None:
        """Move the row under the cursor among its siblings."""
        listed, row_id = self.listed, self.row_id
        if listed is not None and row_id is not None:
            label = await self.gateway.write(move_row, self.desk, listed.kind, row_id, down=by > 0)
            if label is not None:
                self.toast(f"{label} · u takes it back")

    @work
    async def action_place(self) -> None:
        """Place the objective under the cursor on the plan with its first actions."""
        from brm_tui.ui.dialogs.place_objective import place_objective

        if self.row_id is not None:
            await place_objective(self, agreement=self.agreement_id, objective=self.row_id)

    # What forms can name

    def _offers(self, kind: str) -> Offers:
        picked = {"staff": ("role",), "objectives": ("strategy",)}.get(kind, ())
        return Offers(
            references=self._references,
            make_new=self._make_new,
            fields={name: _PICKED[name] for name in picked},
            complete=self._with_side if kind == "staff" else None,
        )

    async def _references(self, kind: str) -> Sequence[tuple[str, str]]:
        page = self.page
        if page is not None:
            match kind:
                case "people":
                    return await self.gateway.read(people_choices, self.desk, page.head.customer_id)
                case "objectives":
                    return await self.gateway.read(objective_choices, self.desk, self.agreement_id)
                case _ if kind == _ROLES:
                    signing = [role.value for role in SignatureRole]
                    others = {row.role for row in page.rows.staff} - set(signing)
                    return [(role, role) for role in (*signing, *sorted(others))]
                case _ if kind == _STRATEGIES:
                    return [(line, line) for line in stated_strategies(page.head.strategies)]
        return cast("Sequence[tuple[str, str]]", await references(self)(kind))

    async def _make_new(self, kind: str, typed: str) -> tuple[str, str] | None:
        if kind in (_ROLES, _STRATEGIES):
            return (typed, typed) if typed.strip() else None
        if kind == "people":
            return await self.make_person(typed)
        self.toast(f"New {kind} cannot be made from here")
        return None

    async def _with_side(self, entered: dict[str, object]) -> dict[str, object]:
        """Take the side from the person, unless it was said."""
        person = entered.get("person")
        if person is None or "side" in entered:
            return entered
        return entered | {"side": await self.gateway.read(side_of, self.desk, str(person))}
