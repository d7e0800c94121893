"""What the command line takes of partnership agreements."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from brm_tui.cli.running import runs


def agreement_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Make ``agreement`` and its verbs."""
    agreement = command("agreement", "usage:needs_more", "partnership agreements")
    agreement.set_defaults(group="agreement")
    verbs = agreement.add_subparsers(metavar="VERB")

    def verb(name: str, help: str) -> argparse.ArgumentParser:
        made = command(name, f"agreement:{name}", help, under=verbs)
        made.add_argument("code", metavar="CODE", help="the customer's code, or the agreement's id")
        return made

    new = verb("new", "start an agreement")
    new.add_argument("--title", metavar="T", default="", help="what the document is called")
    new.add_argument("--start", metavar="D", help="the first day of its term")
    source = new.add_mutually_exclusive_group()
    source.add_argument(
        "--template", metavar="NAME", help="with what a template holds; see agreement templates"
    )
    source.add_argument(
        "--from", dest="like", metavar="CODE2", help="with what another customer's agreement holds"
    )
    templates = command("templates", "agreement:templates", "list the templates for agreements", under=verbs)
    templates.add_argument("--json", action="store_true", help="as a JSON list")
    verb("show", "show the seven sections").add_argument("--json", action="store_true", help="as JSON")
    verb("check", "list what is missing").add_argument("--json", action="store_true", help="as JSON")
    drift = verb("drift", "show what was promised and what was kept")
    drift.add_argument("--json", action="store_true", help="as JSON")
    drift.set_defaults(run=runs("agreement_drift:drift"))
    propose = verb("propose", "freeze a version and ask for signatures")
    propose.add_argument("--reason", metavar="T", required=True, help="why it is proposed or amended")
    verb("withdraw", "take a proposal back").add_argument("--reason", metavar="T", default="", help="why")
    terminate = verb("terminate", "end the agreement")
    terminate.add_argument("--reason", metavar="T", required=True, help="why")
    for name, help in (("sign", "record a signature"), ("decline", "record that one of the four declines")):
        signing = verb(name, help)
        signing.add_argument("--role", metavar="R", required=True, help="as whom")
        signing.add_argument("--person", metavar="EMAIL", required=True, help="who")
        signing.add_argument("--date", metavar="D", help="when")
        signing.add_argument(
            "--method", metavar="M", default="", help="in person, mail, electronic or minutes"
        )
        signing.add_argument("--evidence", metavar="T", default="", help="where the proof is")
        signing.add_argument("--note", metavar="T", default="", help="a remark")
    verb("verify", "see that nobody altered a frozen version")
    export = command("export", "agreement_export:export", "write it as a document for paper", under=verbs)
    export.add_argument("code", metavar="CODE", help="the customer's code, or the agreement's id")
    export.add_argument("-o", "--output", metavar="FILE", required=True, help="a .docx, .html or .md file")
    export.add_argument(
        "--version", dest="number", metavar="N", help="which version, or draft; else the newest"
    )
    export.add_argument("--summary", action="store_true", help="only the relationship on one page")
    export.add_argument("--template", metavar="FILE", help="a .docx whose styles to use")
    diff = verb("diff", "show what differs between versions, or a version and the working copy")
    diff.add_argument("old", metavar="A", nargs="?", type=_version, help="a version; else the one in force")
    diff.add_argument("new", metavar="B", nargs="?", type=_version, help="a version; else the working copy")
    diff.add_argument("--json", action="store_true", help="as JSON")
    revert = verb("revert", "make a section of the working copy what a version says")
    revert.add_argument("section", metavar="SECTION", help="1 to 7, or its name")
    revert.add_argument("--version", metavar="N", type=_version, required=True, help="what a version says")
    for changed in (diff, revert):
        changed.set_defaults(run=runs(f"agreement_diff:{changed.prog.rpartition(' ')[2]}"))


def _version(text: str) -> int:
    """Return the number of a version: 2 and v2 are the second."""
    number = text.casefold().removeprefix("v")
    if not (number.isascii() and number.isdigit()) or len(number) > 9 or int(number) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no version; they are called 1, 2, 3 …")
    return int(number)
