"""The commands of Today, and its help."""

from __future__ import annotations

from brm_tui.ui.commands import BRIEF, COMPLETE, EXPLAIN, EXPORT, MINUTES, NEW, SNOOZE, Command
from brm_tui.ui.screens.today.lines import MeetingRow
from brm_tui.ui.screens.today.needs import CONTACTS, DONE

TODAY_HELP = (
    "What comes next, and below it what needs you, the most pressing first, each with its reason:"
    " promises of both sides that are late or due today, signatures that are missing, agreements that"
    " end, changes of high risk that nobody told the customer of, customers nobody spoke to for too long"
    " or too many spoke to, complaints that grow old, appendices that run out, agreed meetings of which nobody"
    " said whether they were held, or that were missed, clashes ahead, customers that nobody looks after, and the"
    " next step with new ones. Enter opens it, c is done with it, z puts it off."
)
TODAY_COMMANDS: tuple[Command, ...] = (
    MINUTES.command(
        "today.minutes",
        "Minutes",
        "Open the meeting at its minutes.",
        condition=lambda screen: isinstance(screen.current, MeetingRow),
    ),
    BRIEF.command(
        "today.brief",
        "Brief",
        "Show the page for the minute before the meeting, or before the next one with the customer.",
        condition=lambda screen: screen.customer_id is not None or isinstance(screen.current, MeetingRow),
    ),
    COMPLETE.command(
        "today.complete",
        "Done",
        "Set the action to done, note that the customers of the change were told, or that the meeting was held.",
        condition=lambda screen: screen.need_of(*DONE) is not None,
    ),
    SNOOZE.command(
        "today.snooze",
        "Snooze until a day",
        "Keep it away from Today until a day.",
        condition=lambda screen: screen.need_of() is not None,
    ),
    EXPLAIN.command(
        "today.explain",
        "Explain the contacts",
        "Show how often IT talks to the customer, who, how, and what could wait for which meeting.",
        condition=lambda screen: screen.need_of(*CONTACTS) is not None,
    ),
    EXPORT.command(
        "today.export",
        "Export the list",
        "Write the meetings and what needs you as a CSV or Excel file.",
        in_footer=False,
        condition=lambda screen: not screen.has_class("-empty"),
    ),
    NEW.command(
        "today.new_customer",
        "Make the first customer",
        "Make the first customer.",
        action="new_customer",
        condition=lambda screen: screen.has_class("-empty"),
    ),
    Command(
        "today.customer",
        "o",
        "open_customer",
        "Open the customer",
        "Show everything about the customer that this is about.",
        footer="customer",
        condition=lambda screen: screen.customer_id is not None,
    ),
)
