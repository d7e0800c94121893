"""Reverting one section of an agreement's working copy to what a version says, as one step."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from brm_tui.desk import records
from brm_tui.desk.agreement_diff import frozen_version
from brm_tui.desk.deleting import delete_with_children
from brm_tui.desk.desk import Desk
from brm_tui.desk.reverted_names import Names
from brm_tui.errors import BrmError, NotFoundError
from brm_tui.model.agreements import Agreement
from brm_tui.model.base import new_id
from brm_tui.model.kinds import table_of
from brm_tui.rules.agreement_diff import row_of
from brm_tui.rules.agreements import LISTS, Amendment, Section, amendments
from brm_tui.rules.kinds import KINDS
from brm_tui.rules.vocabulary import ActionStatus
from brm_tui.store.queries import rows
from brm_tui.store.queries.agreement_content import agreement_content
from brm_tui.store.step import Step

_NOT_SET = ("id", "person", "left")
"""What a frozen row holds beside its own fields."""

_NOT_FROZEN = {
    "objectives": ("status", "actual", "internal"),
    "actions": ("status", "status_reason", "internal"),
    "appendices": ("internal",),
}
"""What a row that comes back takes from what it was when it was deleted."""

_NOT_BEGUN = (ActionStatus.BACKLOG, ActionStatus.PLANNED)
"""Actions that came later are called off while they are so; work that runs, or is done, is nobody's paper."""


class _Seen(Exception):
    """Ends a step that only looks what would be done."""


@dataclass(slots=True)
class Reverted:
    """What reverting a section did.

    Attributes:
        section: Which section.
        number: The version it was reverted to.
        label: What the history calls the step.
        done: What was done, each in a few words; empty where the section was the same already.
        told: What else the reader must know.
        kept: The rows that stay as they are although the version says otherwise.
    """

    section: Section
    number: int
    label: str = ""
    done: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)


def section_named(text: str) -> Section:
    """Return the section that a person names: 1 to 7, its title or the beginning of it, or its list.

    Raises:
        BrmError: There is none, or several.
    """
    wanted = " ".join(text.casefold().split())
    for section in Section:
        if wanted in (str(section.value), section.title.casefold(), LISTS.get(section)):
            return section
    words = {
        section: (section.title.casefold(), LISTS.get(section, ""), section.name.casefold())
        for section in Section
    }
    found = [
        section for section, names in words.items() if wanted and any(n.startswith(wanted) for n in names)
    ]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{section.value} {section.title}" for section in Section)
    raise BrmError("Which section?", f"{text!r} names no section, or several; they are {known}.")


def revert_section(desk: Desk, name: str, section: Section, number: int) -> Reverted:
    """Make one section of the working copy what a version says; one undo takes all of it back.

    Rows that came later are deleted, missing ones come back under their old ids, changed ones are set;
    the meetings of forums follow. Actions that came later are never deleted: they stand on the board too, so
    they are called off with the reason, and those that have begun or are done stay. Where a person, an
    objective or a service that the version names is gone, nothing is changed.

    Args:
        desk: The desk.
        name: The customer's code or the agreement's id.
        section: Which section.
        number: Which version.

    Raises:
        BrmError: There is no such version, the agreement has ended, or something that it names is gone.
    """
    return _revert(desk, name, section, number, keep=True)


def revert_preview(desk: Desk, name: str, section: Section, number: int) -> Reverted:
    """Return what reverting a section would do, without doing it; see ``revert_section``.

    Raises:
        BrmError: It would be refused.
    """
    return _revert(desk, name, section, number, keep=False)


def _revert(desk: Desk, name: str, section: Section, number: int, *, keep: bool) -> Reverted:
    if section is Section.ACCEPTANCE:
        raise BrmError(
            "Nothing of its own",
            "Who signs follows from the staff: revert section 2, Partner plan staff. Nothing was changed.",
        )
    agreement_id = desk.read(rows.find_id, "agreements", name)
    target = frozen_version(desk, agreement_id, number)
    reverted = Reverted(section, number)
    with suppress(_Seen), desk.step(f"Revert ‘{section.title}’ to v{number}") as step:
        agreement = step.get(Agreement, agreement_id)
        if agreement is None:
            raise NotFoundError("agreement", agreement_id)
        if agreement.ended is not None:
            raise BrmError("Ended", f"‘{agreement.title}’ ended on {agreement.ended.isoformat()}.")
        step.label = f"Revert ‘{section.title}’ of ‘{agreement.title}’ to v{number}"
        current = agreement_content(step.raw, agreement_id)
        todo = [item for item in amendments(current, target) if item.section is section]
        if section is Section.PHILOSOPHY:
            _revert_texts(desk, step, reverted, todo, target)
        else:
            _Rows(desk, step, reverted, target).revert(todo)
        reverted.label = step.label
        if not keep:
            raise _Seen
    return reverted


def _revert_texts(
    desk: Desk, step: Step, reverted: Reverted, todo: Sequence[Amendment], target: Mapping[str, Any]
) -> None:
    head = target["agreement"]
    given: dict[str, object] = {}
    for item in todo:
        given |= (
            {name: head[name] for name in item.fields}
            if item.fields
            else {"philosophy": target["philosophy"]}
        )
        reverted.done.append(f"set {item.title}")
    if given:
        records.update(desk, step, KINDS["agreements"], head["id"], given)


class _Rows:
    """Reverts the rows of a list."""

    def __init__(self, desk: Desk, step: Step, reverted: Reverted, target: Mapping[str, Any]) -> None:
        self._desk, self._step, self._reverted, self._target = desk, step, reverted, target
        self._name = LISTS[reverted.section]
        self._kind = KINDS[self._name]
        self._model: Any = table_of(self._kind)
        self._agreement_id = str(target["agreement"]["id"])
        self._names = Names(step.raw, target, self._agreement_id)

    def revert(self, todo: Sequence[Amendment]) -> None:
        """Do what is to do; refuse all of it where something that is named is gone."""
        wanted = {
            item.row_id: self._given(row_of(self._target, self._name, item.row_id), item)
            for item in todo
            if item.what != "removed"
        }
        self._names.refuse_missing()
        for item in todo:
            if item.what == "removed" and self._name == "actions":
                self._call_off(item)
            elif item.what == "removed":
                self._delete(item)
        for item in todo:
            if item.what == "changed":
                records.update(self._desk, self._step, self._kind, item.row_id, wanted[item.row_id])
                self._reverted.done.append(f"set {item.title}: {', '.join(item.fields)}")
            elif item.what == "added":
                self._bring_back(item, wanted[item.row_id])
        if self._name != "actions":
            self._order()

    def _given(self, row: Mapping[str, Any], item: Amendment) -> dict[str, object]:
        """Return the fields to set, names looked up."""
        names = item.fields if item.what == "changed" else [name for name in row if name not in _NOT_SET]
        given: dict[str, object] = {}
        for name in names:
            match name:
                case "person" | "person_id":
                    given["person"] = self._names.person(row["person_id"], row["person"], item.title)
                case "attendees":
                    given[name] = [
                        (self._names.person(one["person_id"], one["person"], item.title), one["attendance"])
                        for one in row[name]
                    ]
                case "business_owner" | "it_owner" | "assignee":
                    given[name] = self._names.person_called(row[name], item.title)
                case "objective":
                    given[name] = self._names.objective_called(row[name], item.title)
                case "service":
                    given[name] = self._names.service_called(row[name], item.title)
                case _:
                    given[name] = row[name]
        return given

    def _delete(self, item: Amendment) -> None:
        if self._name == "objectives":
            for (title,) in self._step.raw.execute(
                "SELECT title FROM action WHERE objective_id = ? AND status <> 'cancelled'", (item.row_id,)
            ).fetchall():
                self._reverted.told.append(f"‘{title}’ stays, without its objective ‘{item.title}’")
        delete_with_children(self._step, self._kind, item.row_id)
        self._reverted.done.append(f"deleted {item.title}")

    def _call_off(self, item: Amendment) -> None:
        action: Any = self._step.get(self._model, item.row_id)
        if action.status not in _NOT_BEGUN:
            self._reverted.told.append(f"‘{item.title}’ is {action.status.value} and stays")
            self._reverted.kept.add(item.row_id)
            return
        reason = f"not in v{self._reverted.number}, to which the action plan was taken back"
        called_off = {"status": ActionStatus.CANCELLED.value, "status_reason": reason}
        records.update(self._desk, self._step, self._kind, item.row_id, called_off)
        self._reverted.done.append(f"called off {item.title}")

    def _bring_back(self, item: Amendment, given: dict[str, object]) -> None:
        present: Any = self._step.get(self._model, item.row_id)
        past = {} if present is not None else self._when_deleted(item.row_id)
        mine = present is not None and self._is_ours(present)
        if (mine and getattr(present, "internal", False)) or (
            self._name == "actions" and past.get("internal")
        ):
            # It was withheld after that version was frozen: only a person may decide to show it again.
            self._reverted.told.append(f"‘{item.title}’ is internal now and stays as it is")
            self._reverted.kept.add(item.row_id)
            return
        if mine:
            if present.status == ActionStatus.CANCELLED:
                given = given | {"status": ActionStatus.PLANNED.value, "status_reason": ""}
            records.update(self._desk, self._step, self._kind, item.row_id, given)
        else:
            self._insert(item, given, past, new_id() if present is not None else item.row_id)
        self._reverted.done.append(f"brought back {item.title}")

    def _insert(
        self, item: Amendment, given: dict[str, object], past: Mapping[str, Any], row_id: str
    ) -> None:
        kept = {name: past[name] for name in _NOT_FROZEN.get(self._name, ()) if name in past}
        if "internal" in kept:
            kept["internal"] = bool(kept["internal"])
        if self._name == "actions":
            given = given | {"customer": self._target["agreement"]["customer"]["id"]}
            if kept.get("status", ActionStatus.CANCELLED.value) == ActionStatus.CANCELLED.value:
                kept |= {"status": ActionStatus.PLANNED.value, "status_reason": ""}
        else:
            given = given | {"agreement": self._agreement_id}
        row: Any = records.insert(self._desk, self._step, self._kind, kept | given, row_id=row_id)
        if past.get("done") and row.done is not None:
            row.done = type(row.done).fromisoformat(past["done"][:10])
            self._step.flush()

    def _is_ours(self, row: Any) -> bool:
        """Answer whether a row that is in the desk still belongs to this agreement, or its customer."""
        if self._name == "actions":
            return bool(row.customer_id == self._target["agreement"]["customer"]["id"])
        return bool(row.agreement_id == self._agreement_id)

    def _when_deleted(self, row_id: str) -> Mapping[str, Any]:
        """Return what a row was when it was deleted last."""
        found = self._step.raw.execute(
            "SELECT before FROM history_change WHERE table_name = ? AND row_id = ? AND operation = 'delete'"
            " ORDER BY step_number DESC LIMIT 1",
            (self._kind.table, row_id),
        ).fetchone()
        past: Mapping[str, Any] = json.loads(found[0]) if found else {}
        return past

    def _order(self) -> None:
        """Put the rows in the order that they were frozen in."""
        wanted = [row["id"] for row in self._target[self._name]]
        present = [row for row_id in wanted if (row := self._step.get(self._model, row_id)) is not None]
        present = [row for row in present if self._is_ours(row)]
        positions = sorted(row.position for row in present)
        if len(set(positions)) < len(positions):
            positions = [float(place) for place in range(len(present))]
        for row, position in zip(present, positions, strict=True):
            if row.position != position:
                row.position = position
        self._step.flush()
