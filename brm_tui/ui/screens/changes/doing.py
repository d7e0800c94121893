"""What can be done with changes, from the list and from a change's own page: forms, moving on, telling, explaining."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from brm_tui.desk.change_pages import ChangePage, change_page
from brm_tui.rules.change_risk import change_risk
from brm_tui.rules.change_states import next_states
from brm_tui.ui.commands import Key
from brm_tui.ui.moving_states import move_on
from brm_tui.ui.record_form import edit_record, new_record
from brm_tui.ui.screens.changes.words import clash_lines, risk_word, told_words
from brm_tui.ui.widgets.sheet import Build, cut, section, wrapped

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk
    from brm_tui.ui.screens.base import DeskScreen

#: The customers were told of a change.
TELL = Key("Y", "tell", "told")

_FIELDS = (
    "code", "title", "type", "customers", "services", "impact", "likelihood", "risk", "window_start", "window_end",
    "zone", "state", "owner", "detail", "backout", "told", "told_by", "internal",
)  # fmt: skip


async def new_change(screen: DeskScreen, customer_id: str) -> str | None:
    """Let the user enter a change, for a customer where one is given; return its id."""
    values: dict[str, object] = {}
    if customer_id:
        from brm_tui.desk.choices import choice_of

        code, _label = await screen.gateway.read(choice_of, screen.desk, "customers", customer_id)
        values["customers"] = (code,)
    return await new_record(screen, "changes", values, names=_FIELDS)


async def edit_change(screen: DeskScreen, change_id: str) -> bool:
    """Let the user change a change."""
    return await edit_record(screen, "changes", change_id, names=_FIELDS)


async def move_changes(screen: DeskScreen, change_ids: Sequence[str]) -> bool:
    """Let the user choose what becomes of changes, among what may follow for all of them."""
    pages = [await screen.gateway.read(change_page, screen.desk, change_id) for change_id in change_ids]
    may = [next_states(page.change.state, page.change.type) for page in pages]
    common = [state.value for state in may[0] if all(state in each for each in may)]
    now = " or ".join(dict.fromkeys(page.change.state.value for page in pages))
    if not common:
        screen.toast(f"No state may follow {now} for all of them")
        return False
    return await move_on(screen, "changes", change_ids, now, common)


async def tell(screen: DeskScreen, change_ids: Sequence[str]) -> None:
    """Note that the customers of changes were told today, and log a touch to each."""
    label = await screen.gateway.write(_tell, screen.desk, change_ids)
    screen.toast(f"{label} · touches logged · u takes it back")


async def explain_change(screen: DeskScreen, change_id: str) -> None:
    """Show how the risk of a change comes about, and what it clashes with."""
    from brm_tui.ui.dialogs.sheet import SheetDialog

    page = await screen.gateway.read(change_page, screen.desk, change_id)
    today = screen.clock.today()
    codes = [customer.code for customer in page.customers]
    told = told_words(page.change.told, page.told_by, codes, today)

    def build(width: int) -> list[Content]:
        return [
            *section("Risk", _risk_lines(page, width)),
            *section("Clashes", _clashes(page, width)),
            *section("Told", [cut(told, width)]),
        ]

    lay_out: Build = build
    await screen.ask(SheetDialog(page.change.title, lay_out))


def _risk_lines(page: ChangePage, width: int) -> list[Content]:
    impact, likelihood, risk = page.change.impact, page.change.likelihood, page.change.risk
    if impact is None or likelihood is None:
        lacking = " and ".join(
            word for word, step in (("impact", impact), ("likelihood", likelihood)) if step is None
        )
        given = "given by hand" if risk else "not known"
        said = [cut(Content.assemble(risk_word(risk), f": {given}, since {lacking} is not known"), width)]
    else:
        product = f": impact {impact} × likelihood {likelihood} = {impact * likelihood}"
        floor = (
            " (an impact of 5 is never below moderate)" if impact == 5 and impact * likelihood <= 9 else ""
        )
        said = [cut(Content.assemble(risk_word(change_risk(impact, likelihood)), product, floor), width)]
    bands = "Up to 4 low, up to 9 moderate, up to 15 high, above very high; an impact of 5 is never below moderate."
    return [*said, *wrapped(bands, width, style="$muted")]


def _clashes(page: ChangePage, width: int) -> list[Content]:
    if not page.ahead:
        return [Content.styled("It is over: nothing is looked for.", "$muted")]
    nothing = "No blackout or freeze, and no meeting of its customers, at its time."
    lines = [line for clash in clash_lines(page.clashes) for line in clash.wrap(max(2, width))]
    return lines or wrapped(nothing, width, style="$muted")


# The models load with this, in the thread that runs it.


def _tell(desk: Desk, change_ids: Sequence[str]) -> str:
    from brm_tui.desk.change_telling import tell_customers

    return tell_customers(desk, change_ids)
