"""What the command line takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from brm_tui import __version__
from brm_tui.cli.agreement_arguments import agreement_commands
from brm_tui.cli.calendar_arguments import calendar_commands
from brm_tui.cli.common_options import COMMON_OPTIONS
from brm_tui.cli.running import runs

EPILOG = """KIND: {kinds}

FIELD names are those that `show KIND ID --json` prints. Dates: 2026-12-01, fri, +2w; times 2026-11-24T10:00 with
zone=; lengths in minutes; lists with commas; FIELD= clears; FIELD=@FILE or FIELD=@- reads text.
Exit code: 0 done, 1 refused (the message says why), 2 wrong usage."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the options, with ``run`` as the function that carries the command out."""
    parser = _parser(_command_in(arguments))
    options, rest = parser.parse_known_args(list(arguments))
    if rest and hasattr(options, "fields") and not any(item.startswith("-") for item in rest):
        # argparse takes no more fields once an option stood before or between them.
        options.fields = [*options.fields, *rest]
    elif rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    return options


def _common() -> argparse.ArgumentParser:
    """Return the options that may stand before or behind the command."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for name, (metavar, help) in COMMON_OPTIONS.items():
        common.add_argument(f"--{name}", metavar=metavar, help=help)
    return common


def _command_in(arguments: Sequence[str]) -> str:
    """Return the command of the arguments, if only options that every command takes stand before it."""
    place = 0
    while place < len(arguments) and arguments[place] in {f"--{name}" for name in COMMON_OPTIONS}:
        place += 2
    return arguments[place] if place < len(arguments) else ""


def _parser(wanted: str = "") -> argparse.ArgumentParser:
    """Return the parser of a command; of all of them where there is none of that name, as help and errors need."""
    from brm_tui.rules.kinds import KINDS

    common = _common()
    parser = argparse.ArgumentParser(
        prog="brm-tui",
        parents=[common],
        description="The desk of a business relationship manager. Without a command it opens the screen.",
        epilog=EPILOG.format(kinds=" ".join(KINDS)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"brm-tui {__version__}")
    parser.set_defaults(run=runs("screen:open_screen"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, place: str, help: str, *, under: Any = None) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = (under or commands).add_parser(
            name, parents=[common], help=help, description=help, allow_abbrev=False
        )
        made.set_defaults(run=runs(place))
        return made

    only = next((make for make, names in _MADE_BY.items() if wanted in names), None)
    for make in [only] if only is not None else _MADE_BY:
        make(command)
    return parser


def _demo(command: Callable[..., argparse.ArgumentParser]) -> None:
    demo = command("demo", "demo:demo", "open the program on the demo portfolio, in a desk of its own")
    demo.add_argument("--reset", action="store_true", help="make the demo portfolio anew")
    demo.add_argument("--prepare", action="store_true", help="only make it, and print its home")


def _records(command: Callable[..., argparse.ArgumentParser]) -> None:
    from brm_tui.rules.kinds import KINDS

    kind: dict[str, Any] = {"metavar": "KIND", "choices": tuple(KINDS), "help": "what (see below)"}
    listing = command("list", "records:list_records", "list records")
    listing.add_argument("kind", **kind)
    listing.add_argument("--customer", metavar="CODE", help="only this customer's")
    listing.add_argument(
        "--where", metavar="FIELD=VALUE", action="append", default=[], help="only those with"
    )
    form = listing.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON list")
    form.add_argument("--csv", action="store_true", help="as CSV")
    show = command("show", "records:show_record", "show one record")
    show.add_argument("kind", **kind)
    show.add_argument("id", metavar="ID", help="id, code, e-mail or unique name")
    show.add_argument("--json", action="store_true", help="as a JSON object")
    add = command("add", "records:add_records", "add a record, or several from JSON; prints the new id")
    add.add_argument("kind", **kind)
    add.add_argument("fields", metavar="FIELD=VALUE", nargs="*")
    add.add_argument(
        "--json", metavar="FILE", help="one object or a list of them, all or nothing; - is standard input"
    )
    change = command("set", "records:set_record", "change fields of a record")
    change.add_argument("kind", **kind)
    change.add_argument("id", metavar="ID", help="id, code, e-mail or unique name")
    change.add_argument("fields", metavar="FIELD=VALUE", nargs="+")
    for writing in (add, change):
        writing.add_argument(
            "--actions",
            action="store_true",
            help="meetings: lines of the minutes like “- [ ] Ana: send it by fri” make actions, “! …” decisions",
        )
    delete = command("delete", "records:delete_record", "delete a record with what belongs to it")
    delete.add_argument("kind", **kind)
    delete.add_argument("id", metavar="ID", help="id, code, e-mail or unique name")


def _export(command: Callable[..., argparse.ArgumentParser]) -> None:
    export = command("export", "export:export", "write the records of a KIND to a file")
    export.add_argument("kind", metavar="KIND", help="which KIND; people also as vCards")
    export.add_argument("-o", "--output", metavar="FILE", required=True, help="a .csv, .xlsx or .vcf file")
    export.add_argument("--customer", metavar="CODE", help="only those of this customer")
    export.add_argument("--internal", action="store_true", help="also what is marked internal, and notes")


def _report(command: Callable[..., argparse.ArgumentParser]) -> None:
    report = command("report", "report:report", "write a report or a pack for people outside the program")
    report.add_argument("name", metavar="NAME", nargs="?", help="which one; see --list")
    report.add_argument("--list", action="store_true", help="list the reports, the name first on each line")
    report.add_argument("--customer", metavar="CODE", help="about whom; else about all customers")
    report.add_argument(
        "--period", metavar="P", help="2026-11, 2026-Q4 or 2026; else the last whole one that is usual for it"
    )
    report.add_argument("-o", "--output", metavar="FILE", help="a .docx, .html or .md file")
    report.add_argument("--template", metavar="FILE", help="a .docx whose styles to use")
    report.add_argument("--json", action="store_true", help="with --list: as a JSON list")


def _bundle(command: Callable[..., argparse.ArgumentParser]) -> None:
    bundle = command("bundle", "usage:needs_more", "carry a desk, or one customer, into another desk")
    bundle.set_defaults(group="bundle")
    verbs = bundle.add_subparsers(metavar="VERB")
    giving = command("export", "bundle:export", "write everything, or one customer, to a file", under=verbs)
    giving.add_argument("file", metavar="FILE", help="where, such as desk.zip")
    giving.add_argument("--customer", metavar="CODE", help="only this customer with all that belongs to it")
    taking = command("import", "bundle:import_file", "merge a bundle into this desk", under=verbs)
    taking.add_argument("file", metavar="FILE", help="the bundle")
    taking.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taking.add_argument(
        "--conflicts",
        choices=("ours", "theirs", "newer"),
        help="whose value stands where both sides changed it; without it such a bundle is refused",
    )
    taking.add_argument("--json", action="store_true", help="the report as a JSON object")


def _rest(command: Callable[..., argparse.ArgumentParser]) -> None:
    search = command("search", "search:search", "find by name and by words")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--json", action="store_true", help="as a JSON list")
    taking = command(
        "import", "table_import:import_file", "import a table: CSV, Excel, or people from vCards"
    )
    taking.add_argument("kind", metavar="KIND", help="what its rows are, such as measures or people")
    taking.add_argument(
        "file", metavar="FILE", help="a .csv, .xlsx or .vcf file; its first line names the columns"
    )
    taking.add_argument(
        "--map",
        metavar="HEAD=FIELD",
        action="append",
        default=[],
        help="which field a column is; a FIELD of nothing leaves it out; remembered for files with the same heads",
    )
    taking.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="what a field holds where a row is silent",
    )
    taking.add_argument("--dry-run", action="store_true", help="only say what would be done")
    taking.add_argument("--json", action="store_true", help="as a JSON object")
    command("undo", "history:undo", "take back the last step")
    command("redo", "history:redo", "bring back what was undone")
    history = command("history", "history:history", "list the steps, newest first")
    history.add_argument("--json", action="store_true", help="as a JSON list, with every changed value")
    backup = command("backup", "files:backup", "write a verified copy of the desk")
    backup.add_argument("file", metavar="FILE", nargs="?", help="where; else among the backups")
    restore = command("restore", "files:restore", "bring a backup back; the desk as it was is kept")
    restore.add_argument("file", metavar="FILE")
    command("check", "files:check", "check the file, its figures and its frozen versions")
    paths = command("paths", "files:paths", "print where files live")
    paths.add_argument("--json", action="store_true", help="as a JSON object")


_MADE_BY: dict[Callable[[Callable[..., argparse.ArgumentParser]], None], tuple[str, ...]] = {
    _demo: ("demo",),
    _records: ("list", "show", "add", "set", "delete"),
    calendar_commands: ("calendar",),
    agreement_commands: ("agreement",),
    _export: ("export",),
    _report: ("report",),
    _bundle: ("bundle",),
    _rest: ("search", "import", "undo", "redo", "history", "backup", "restore", "check", "paths"),
}
"""What makes which commands: one command needs only its own, which spares it a third of its time."""
