"""The person under the cursor at a glance: where known, what promised, when last met."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.desk.people_directory import PersonPage
from brm_tui.rules.dates import due_in_list, relative_date, show_date
from brm_tui.text import one_line
from brm_tui.ui.glyphs import ATTENTION, BAD
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread, wrapped

_LABEL = 13
_MOST_LINES = 8


class PersonPreview(Widget):
    """Three columns below the list on a wide terminal."""

    def compose(self) -> ComposeResult:
        """Make the three columns."""
        yield Sheet(id="people-preview-person")
        yield Sheet(id="people-preview-places")
        yield Sheet(id="people-preview-actions")

    def clear(self) -> None:
        """Show nothing."""
        for sheet in self.query(Sheet):
            sheet.show(lambda _width: ())

    def show(self, page: PersonPage, today: date, doubts: list[str]) -> None:
        """Show a person.

        Args:
            page: The person.
            today: Today.
            doubts: Who may be the same person, a line each.
        """
        self.query_one("#people-preview-person", Sheet).show(lambda width: _facts(page, today, doubts, width))
        self.query_one("#people-preview-places", Sheet).show(lambda width: _places(page, today, width))
        self.query_one("#people-preview-actions", Sheet).show(lambda width: _actions(page, today, width))


def _facts(page: PersonPage, today: date, doubts: list[str], width: int) -> list[Content]:
    person = page.person
    lines = [Content.styled(one_line(person.name), "bold")]
    lines += [
        Content.assemble((label.ljust(_LABEL), "$muted"), one_line(value))
        for label, value in (
            ("Title", person.title),
            ("Organisation", person.organisation),
            ("E-mail", person.email or ""),
            ("Phone", person.phone),
            ("Last contact", _ago(page.last_touch, today)),
            ("Tags", ", ".join(page.tags)),
        )
        if value
    ]
    lines += [Content.assemble((ATTENTION.text, "$attention"), " ", doubt) for doubt in doubts]
    if page.notes:
        lines += [
            Content(""),
            *wrapped(page.notes, width, most=max(1, _MOST_LINES - len(lines)), style="$muted"),
        ]
    return [cut(line, width) for line in lines]


def _ago(day: date | None, today: date) -> str:
    return f"{show_date(day, today)}, {relative_date(day, today)}" if day is not None else ""


def _places(page: PersonPage, today: date, width: int) -> list[Content]:
    nothing = [Content.styled("No customer yet.", "$muted")]
    lines = []
    for place in page.places:
        role = f"{place.role}, until {show_date(place.until, today)}" if place.until else place.role
        name = Content.styled(one_line(place.customer), "$muted" if place.until else "")
        lines.append(spread(name, Content.styled(role, "$muted"), width))
    return section("Customers", lines or nothing)


def _actions(page: PersonPage, today: date, width: int) -> list[Content]:
    lines = []
    for title, due in page.actions:
        late = due is not None and due < today
        sign = Content.assemble((BAD.text, "$bad"), " ") if late else Content("  ")
        said = due_in_list(due, today) if due is not None else "no date"
        lines.append(
            spread(
                Content.assemble(sign, one_line(title)),
                Content.styled(said, "$bad" if late else "$muted"),
                width,
            )
        )
    if page.open_actions > len(page.actions):
        lines.append(Content.styled(f"  and {page.open_actions - len(page.actions)} more", "$muted"))
    return section("Open actions", lines or [Content.styled("  nothing open", "$muted")])
