"""Forms and the dialogs beside them, driven by keys."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from brm_tui.errors import BrmError, FieldError, StaleError
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.ui.app import BrmApp
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.long_text import LongTextDialog
from brm_tui.ui.dialogs.message import ConfirmDialog, MessageDialog
from brm_tui.ui.dialogs.pick import Choice, PickDialog, PickManyDialog
from brm_tui.ui.dialogs.text import TextDialog
from brm_tui.ui.widgets.choice_list import matching
from brm_tui.ui.widgets.form_fields.row import REQUIRED
from tests.ui.shell_desk import HOSTILE, running, screen_text, until

PEOPLE = [("ana@x", "Ana Souza"), ("bob@y", "Bob [/] Field"), ("cy@z", "Cy Ng")]
KINDS = ("business unit", "external customer", "outsourcing provider")


def described(name: str, kind: FieldKind, **details: Any) -> FieldDescription:
    return FieldDescription(name, name.replace("_", " ").capitalize(), f"What {name} means.", kind, **details)


FIELDS = (
    described("name", FieldKind.TEXT, required=True, maximum=40),
    described("kind", FieldKind.CHOICE, required=True, default="business unit", choices=KINDS),
    described("manager", FieldKind.REFERENCE, refers_to="people"),
    described("review", FieldKind.DATE),
    described("starts", FieldKind.LOCAL_MOMENT),
    described("length", FieldKind.MINUTES),
    described("internal", FieldKind.FLAG, default=False),
    described("notes", FieldKind.LONG_TEXT),
)


class Kept:
    """Takes what a form saves, or raises what it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.values: list[dict[str, object]] = []
        self.error = error

    async def save(self, values: dict[str, object]) -> None:
        """Keep the values."""
        if self.error is not None:
            raise self.error
        self.values.append(values)


async def people(kind: str) -> Sequence[tuple[str, str]]:
    assert kind == "people"
    return PEOPLE


async def open_form(
    app: BrmApp, pilot: Pilot[None], kept: Kept, values: Mapping[str, object] | None = None, **options: Any
) -> FormDialog:
    fields = options.pop("fields", FIELDS)
    dialog = FormDialog("Customer", fields, values or {}, save=kept.save, references=people, **options)
    app.push_screen(dialog)
    await until(pilot, lambda: dialog.is_mounted and dialog.focused is not None and bool(dialog.form.size))
    return dialog


async def test_a_new_record_is_typed_and_saved_with_every_value(tmp_path: Path) -> None:
    kept = Kept()
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, new=True)
        await pilot.press(*"Finance", "tab")
        await pilot.press("e", "down")
        await pilot.press("down", *"fri", "enter", *"fri 10:00", "enter", *"1h30")
        await until(pilot, lambda: "→ 1 h 30" in screen_text(app))
        assert "→ Fri 27 Nov" in screen_text(app)
        assert "→ Fri 27 Nov 10:00" in screen_text(app)
        assert "What length means." in screen_text(app)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [
        {
            "name": "Finance",
            "kind": "external customer",
            "review": date(2026, 11, 27),
            "starts": datetime.fromisoformat("2026-11-27T10:00"),
            "length": 90,
            "internal": False,
        }
    ]


async def test_only_what_changed_is_saved_and_cleared_is_none(tmp_path: Path) -> None:
    kept = Kept()
    values = {"name": "Finance", "kind": "business unit", "review": date(2026, 12, 1), "notes": ""}
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, values)
        assert not dialog.form.changed
        await pilot.press("end", *" & Co", "down", "down", "down")
        await pilot.press("ctrl+u", "end", "ctrl+u", "ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"name": "Finance & Co", "review": None}]


async def test_nothing_changed_saves_nothing(tmp_path: Path) -> None:
    kept = Kept()
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"name": "Finance", "kind": "business unit"})
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == []


async def test_what_is_wrong_stands_under_its_field(tmp_path: Path) -> None:
    kept = Kept()
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, new=True)
        await pilot.press("tab", "tab", "tab", *"someday", "ctrl+s")
        await until(pilot, lambda: dialog.form.rows[0].problem != "")
        assert dialog.form.rows[0].problem.casefold() == REQUIRED
        assert dialog.form.focused_row is dialog.form.rows[0]
        await until(pilot, lambda: "Something must stand here" in screen_text(app))
        assert "A date like 2026-12-01" in screen_text(app)
        assert kept.values == []


@pytest.mark.parametrize("field", ["review", "manager_id"])
async def test_a_refused_value_is_shown_at_its_field(tmp_path: Path, field: str) -> None:
    kept = Kept(FieldError(field, "x", "a date after the start"))
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"name": "Finance", "kind": "business unit"})
        await pilot.press("x", "ctrl+s")
        await until(pilot, lambda: "A date after the start" in screen_text(app))
        assert dialog.form.focused_row is not None
        assert dialog.form.focused_row.field.name == field.removesuffix("_id")
        assert app.screen is dialog


@pytest.mark.parametrize("error", [StaleError("Finance"), BrmError("Refused", "No."), ZeroDivisionError()])
async def test_any_other_error_is_a_dialog_and_the_input_stays(tmp_path: Path, error: Exception) -> None:
    kept = Kept(error)
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"name": "", "kind": "business unit"})
        await pilot.press(*"Finance", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is dialog)
        kept.error = None
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"name": "Finance"}]


async def test_escape_asks_only_when_something_would_be_lost(tmp_path: Path) -> None:
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, Kept(), new=True)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        dialog = await open_form(app, pilot, Kept(), new=True)
        await pilot.press("x", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("n")
        await until(pilot, lambda: app.screen is dialog)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("y")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_a_reference_is_picked_by_typing_some_of_it(tmp_path: Path) -> None:
    kept = Kept()
    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"name": "F", "kind": "business unit", "manager": "cy@z"})
        await until(pilot, lambda: "Cy Ng" in screen_text(app))
        await pilot.press("tab", "tab", "b")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("o")
        await until(pilot, lambda: "Bob [/] Field" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is dialog)
        await until(pilot, lambda: "Bob [/] Field" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"manager": "bob@y"}]


async def test_what_a_reference_lacks_can_be_made(tmp_path: Path) -> None:
    kept = Kept()

    async def make(kind: str, typed: str) -> tuple[str, str]:
        return (f"{typed}@new", f"{typed} of {kind}")

    async with running(tmp_path) as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"name": "F", "kind": "business unit"}, make_new=make)
        await pilot.press("tab", "tab", "z")
        await until(pilot, lambda: isinstance(app.screen, PickDialog))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: app.screen is dialog)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"manager": "z@new"}]


async def test_attendees_must_come_or_may(tmp_path: Path) -> None:
    kept = Kept()
    fields = (described("attendees", FieldKind.ATTENDEES),)
    async with running(tmp_path) as (app, pilot):
        before = {"attendees": (("ana@x", "required"), ("old@x", "optional"))}
        dialog = await open_form(app, pilot, kept, before, fields=fields)
        await until(pilot, lambda: "old@x (optional)" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PickManyDialog))
        await until(pilot, lambda: "enter required, again optional" in screen_text(app))
        # One that is new, one that may come now, one whose mark is taken away; what is typed searches anew.
        await pilot.press(*"cy", "enter", *"ana", "enter", *"old", "enter", "ctrl+s")
        await until(pilot, lambda: app.screen is dialog)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"attendees": (("ana@x", "optional"), ("cy@z", "required"))}]


@pytest.mark.parametrize(("width", "height"), [(80, 24), (140, 40)])
async def test_a_long_form_scrolls_and_keeps_its_keys_in_sight(
    tmp_path: Path, width: int, height: int
) -> None:
    fields = tuple(described(f"field_{place}", FieldKind.TEXT) for place in range(40))
    async with running(tmp_path, width, height) as (app, pilot):
        await open_form(app, pilot, Kept(), fields=fields)
        for _step in range(39):
            await pilot.press("down")
        await until(pilot, lambda: "Field 39" in screen_text(app))
        assert "ctrl+s save" in screen_text(app)
        assert "What field_39 means." in screen_text(app)


async def test_the_editor_opens_on_long_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import nullcontext

    script = tmp_path / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'a').write('\\nfrom outside')\n", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setattr(BrmApp, "suspend", lambda _app: nullcontext())
    kept = Kept()
    fields = (described("name", FieldKind.TEXT), described("notes", FieldKind.LONG_TEXT))
    async with running(tmp_path / "desk") as (app, pilot):
        dialog = await open_form(app, pilot, kept, {"notes": "one"}, fields=fields)
        await pilot.press("tab", "ctrl+e")
        await until(pilot, lambda: "from outside" in screen_text(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is not dialog)
    assert kept.values == [{"notes": "one\nfrom outside"}]


async def test_a_missing_editor_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", os.fspath(tmp_path / "nothing"))
    async with running(tmp_path) as (app, pilot):
        dialog = LongTextDialog("Notes", f"kept {HOSTILE}")
        app.push_screen(dialog)
        await until(pilot, lambda: dialog.is_mounted and dialog.focused is not None)
        await pilot.press("ctrl+e")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "kept" in dialog.text


async def test_one_line_says_what_it_means(tmp_path: Path) -> None:
    def meaning(text: str) -> str:
        if text != "fri":
            raise FieldError("due", text, "fri")
        return "Fri 27 Nov"

    async with running(tmp_path) as (app, pilot):
        answers: list[str | None] = []
        app.push_screen(TextDialog("Due", meaning=meaning), answers.append)
        await until(pilot, lambda: app.screen.is_modal and app.screen.focused is not None)
        await pilot.press("enter")
        await until(pilot, lambda: "Something must stand here" in screen_text(app))
        await pilot.press(*"frx", "enter")
        await until(pilot, lambda: "Allowed: fri." in screen_text(app))
        await pilot.press("backspace", "i")
        await until(pilot, lambda: "→ Fri 27 Nov" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: answers == ["fri"])


def test_typed_words_find_choices_whatever_their_order() -> None:
    labels = ["Finance / Treasury", "Treasury", "HR", HOSTILE]
    choices = [Choice(place, label, words="people" * (place == 3)) for place, label in enumerate(labels, 1)]
    assert [choice.value for choice in matching(choices, "trea fin")] == [1]
    assert [choice.value for choice in matching(choices, "TREA")] == [1, 2]
    assert [choice.value for choice in matching(choices, "people")] == [3]
    assert [choice.value for choice in matching(choices, "[/]")] == [4]
    assert [choice.value for choice in matching(choices, "")] == [1, 2, 3, 4]
