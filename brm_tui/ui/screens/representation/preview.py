"""The line under the cursor at a glance: a load with its terms, or who could serve a customer."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from brm_tui.desk.representation import Candidates, ServedCustomer, ServingPage
from brm_tui.rules.load import meaning
from brm_tui.text import one_line
from brm_tui.ui.screens.portfolio.words import hours_words
from brm_tui.ui.screens.representation.words import load_content, term_lines, training_line
from brm_tui.ui.widgets.sheet import Sheet, cut, section, spread, wrapped

_MOST = 8


class ServingPreview(Widget):
    """Three columns below the list on a wide terminal."""

    def compose(self) -> ComposeResult:
        """Make the three columns."""
        yield Sheet(id="representation-preview-load")
        yield Sheet(id="representation-preview-customers")
        yield Sheet(id="representation-preview-meaning")

    def clear(self) -> None:
        """Show nothing."""
        for sheet in self.query(Sheet):
            sheet.show(lambda _width: ())

    def show_person(self, page: ServingPage, today: date) -> None:
        """Show somebody's load, customers and training."""
        load = page.person.load

        def terms(width: int) -> list[Content]:
            head = Content.assemble(load_content(load), (f"   {hours_words(load)} a week", "$muted"))
            return section("Load", [cut(head, width), Content(""), *term_lines(load, width)])

        def means(width: int) -> list[Content]:
            training = [Content("").join([training_line(page.person, today)])]
            return [
                *section("What that means", wrapped(meaning(load), width)),
                *section(
                    "Training in communication",
                    [line for one in training for line in one.wrap(max(2, width))],
                ),
            ]

        self.query_one("#representation-preview-load", Sheet).show(terms)
        self.query_one("#representation-preview-customers", Sheet).show(
            lambda width: _served(page.served, today, width)
        )
        self.query_one("#representation-preview-meaning", Sheet).show(means)

    def show_customer(self, found: Candidates) -> None:
        """Show who could serve a customer."""

        def people(width: int) -> list[Content]:
            lines = [
                spread(
                    Content.assemble(
                        one_line(one.name), (f"  {one.serves.value}" if one.serves else "", "$muted")
                    ),
                    Content.assemble(
                        (f"{one.fit.score if one.fit.score is not None else '?'}  ", ""),
                        load_content(one.fit.after),
                    ),
                    width,
                )
                for one in found.people[:_MOST]
            ]
            nobody = [Content.styled("Nobody of IT is known who could.", "$muted")]
            return section("Candidates, fit and load then", lines or nobody)

        self.clear()
        self.query_one("#representation-preview-load", Sheet).show(
            lambda width: section(
                found.customer,
                wrapped(
                    "Nobody of IT is its relationship manager. enter lists who could be, by how well they know it"
                    " and how much room they have.",
                    width,
                    style="$muted",
                ),
            )
        )
        self.query_one("#representation-preview-customers", Sheet).show(people)


def _served(served: tuple[ServedCustomer, ...], today: date, width: int) -> list[Content]:
    now = [one for one in served if not one.ended(today)]
    shown = now if len(now) <= _MOST else now[: _MOST - 1]
    lines = [
        spread(
            Content.assemble(one_line(one.customer), (f"  {one.role.value}", "$muted")),
            Content.styled(
                f"tier {one.tier}" + (f" {one.hours:>4g} h" if one.hours is not None else "    ? h"),
                "$muted",
            ),
            width,
        )
        for one in shown
    ]
    if len(shown) < len(now):
        lines.append(Content.styled(f"and {len(now) - len(shown)} more", "$muted"))
    before = len(served) - len(now)
    if before:
        lines.append(Content.styled(f"{before} ended; enter lists them", "$muted"))
    return section("Serves", lines or [Content.styled("Nobody now.", "$muted")])
