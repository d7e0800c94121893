"""What the command line takes of the calendar."""

from __future__ import annotations

import argparse
from collections.abc import Callable


def calendar_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Make ``calendar`` and its verbs."""
    calendar = command("calendar", "usage:needs_more", "the integrated calendar")
    calendar.set_defaults(group="calendar")
    verbs = calendar.add_subparsers(metavar="VERB")

    def window(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--customer", metavar="CODE", help="only this customer's")
        parser.add_argument(
            "--layer", metavar="L", nargs="+", action="extend", default=[], help="only these layers"
        )
        parser.add_argument("--from", dest="first", metavar="D", help="from this day on")
        parser.add_argument("--to", dest="last", metavar="D", help="up to this day")

    export = command("export", "calendar:export", "write a calendar file", under=verbs)
    export.add_argument("-o", "--output", metavar="FILE", help="the file")
    window(export)
    export.add_argument(
        "--changed", action="store_true", help="only what changed since this file was last exported"
    )
    export.add_argument("--split", metavar="DIR", help="several files, in this folder")
    export.add_argument(
        "--by", choices=("customer", "layer", "event"), default="customer", help="what gets a file of its own"
    )
    targets = command(
        "targets",
        "calendar_targets:targets",
        "files that are rewritten whenever the desk changes",
        under=verbs,
    )
    targets.add_argument("verb", choices=("add", "remove"), nargs="?", help="else they are listed")
    targets.add_argument("file", metavar="FILE", nargs="?")
    window(targets)
    targets.add_argument("--json", action="store_true", help="as a JSON list")
    invite = command("invite", "calendar_invite:invite", "write an invitation to a meeting", under=verbs)
    invite.add_argument("event", metavar="EVENT", help="the event, by id or unique title")
    invite.add_argument("--occurrence", metavar="D", help="only the one that takes place on this day")
    invite.add_argument("--organizer", metavar="PERSON", help="who invites, by e-mail or id")
    invite.add_argument("-o", "--output", metavar="FILE", required=True, help="the file")
    adding = command("add", "calendar:add_event", "add an event written as one line", under=verbs)
    adding.add_argument(
        "text",
        metavar="TEXT",
        nargs="+",
        help="such as: service review, 1st tue 10:00 for 1h, Teams, from jan",
    )
    adding.add_argument("--customer", metavar="CODE", help="for whom, where the line does not say")
    adding.add_argument("--dry-run", action="store_true", help="only print what was understood")
    adding.add_argument("--json", action="store_true", help="with --dry-run: as JSON")
    taking = command(
        "import", "calendar_import:import_file", "import another program's calendar file", under=verbs
    )
    taking.add_argument("file", metavar="FILE", help="the .ics file")
    taking.add_argument(
        "--layer",
        choices=("customer", "it"),
        required=True,
        help="whose events they are: a customer's, or IT's",
    )
    taking.add_argument("--customer", metavar="CODE", help="the customer whose calendar it is")
    taking.add_argument(
        "--name", metavar="NAME", help="what the calendar is called; usually as the file says"
    )
    taking.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taking.add_argument(
        "--no-match", action="store_true", help="an event with a new UID is a new one, however alike it is"
    )
    taking.add_argument("--json", action="store_true", help="the report as a JSON object")
    listing = command(
        "list", "calendar:list_occurrences", "list occurrences, recurrences expanded", under=verbs
    )
    window(listing)
    listing.add_argument("--json", action="store_true", help="as a JSON list")
    clashes = command("clashes", "calendar:list_clashes", "list clashes", under=verbs)
    window(clashes)
    clashes.add_argument("--slots", action="store_true", help="with the nearest free times of each")
    clashes.add_argument("--json", action="store_true", help="as a JSON list")
