"""The verbs of agreement."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from brm_tui.cli.opening import day, opened
from brm_tui.cli.output import as_values, print_json, print_table, say
from brm_tui.errors import ExitCode

if TYPE_CHECKING:
    from brm_tui.desk.desk import Desk


def new(options: Any) -> None:
    """Start an agreement, blank, from a template or like another one, and print its id."""
    from brm_tui.desk.agreement_copying import start_like
    from brm_tui.desk.agreement_starting import Started, new_agreement, start_from_template

    with opened(options) as desk:
        named: Any = {"title": options.title, "start": day(desk, "--start", options.start)}
        if options.template is not None:
            started = start_from_template(desk, options.code, options.template, **named)
        elif options.like is not None:
            started = start_like(desk, options.code, options.like, **named)
        else:
            started = Started(new_agreement(desk, options.code, **named))
    sys.stdout.write(f"{started.agreement_id}\n")
    for sentence in started.told:
        say(sentence)


def templates(options: Any) -> None:
    """List the templates that a new agreement can start from."""
    from brm_tui.desk.agreement_templates import templates as listed

    with opened(options) as desk:
        lines = listed(desk)
    if options.json:
        print_json([as_values(line) for line in lines])
        return
    usable = [line for line in lines if not line.problem]
    print_table(
        ("name", "title", "summary", "brings"),
        [(line.name, line.title, line.summary, line.brings) for line in usable],
    )
    for line in lines:
        if line.problem:
            say(f"Not usable: {line.problem}")


def show(options: Any) -> None:
    """Print the seven sections of the working copy, and where the versions stand."""
    from brm_tui.desk.agreement_text import agreement_overview, overview_lines

    with opened(options) as desk:
        overview = agreement_overview(desk, options.code)
    if options.json:
        print_json(as_values(overview))
    else:
        sys.stdout.write("\n".join(overview_lines(overview)) + "\n")


def check(options: Any) -> int:
    """Print what is missing; exit 1 where it keeps the agreement from being proposed."""
    from brm_tui.desk.agreement_text import agreement_overview

    with opened(options) as desk:
        overview = agreement_overview(desk, options.code)
    findings = [
        {
            "section": finding.section.value,
            "section_title": finding.section.title,
            "mandatory": finding.mandatory,
            "subject": finding.subject,
            "message": finding.message,
        }
        for finding in overview.completeness.findings
    ]
    if options.json:
        print_json({"percent": overview.completeness.percent, "findings": findings})
    else:
        for finding in findings:
            subject = f"{finding['subject']} " if finding["subject"] else ""
            mark = "must" if finding["mandatory"] else "may"
            sys.stdout.write(
                f"{mark.ljust(5)}{finding['section']} {finding['section_title']}: {subject}{finding['message']}\n"
            )
        say(f"complete {overview.completeness.percent} %")
    return ExitCode.DONE if overview.completeness.proposable else ExitCode.REFUSED


def propose(options: Any) -> None:
    """Freeze a version and print its number."""
    from brm_tui.desk.agreements import propose as freeze

    with opened(options) as desk:
        version = freeze(desk, options.code, options.reason)
    sys.stdout.write(f"{version.number}\n")


def _signing(desk: Desk, options: Any) -> Any:
    from brm_tui.desk.agreements import Signing

    return Signing(
        role=options.role,
        person=options.person,
        day=day(desk, "--date", options.date),
        method=options.method,
        evidence=options.evidence,
        note=options.note,
    )


def sign(options: Any) -> None:
    """Record a signature."""
    from brm_tui.desk.agreements import sign as record

    with opened(options) as desk:
        version = record(desk, options.code, _signing(desk, options))
    say(f"v{version.number} is {version.state.value}.")


def decline(options: Any) -> None:
    """Record that one of the four declines."""
    from brm_tui.desk.agreements import decline as record

    with opened(options) as desk:
        version = record(desk, options.code, _signing(desk, options))
    say(f"v{version.number} is {version.state.value}.")


def withdraw(options: Any) -> None:
    """Take a proposal back."""
    from brm_tui.desk.agreements import withdraw as take_back

    with opened(options) as desk:
        say(f"v{take_back(desk, options.code, options.reason).number} is withdrawn.")


def terminate(options: Any) -> None:
    """End the agreement."""
    from brm_tui.desk.agreements import terminate as end

    with opened(options) as desk:
        say(f"v{end(desk, options.code, options.reason).number} is terminated.")


def verify(options: Any) -> int:
    """Print what was altered behind the program's back; exit 1 if anything was."""
    from brm_tui.desk.agreements import verify as look

    with opened(options) as desk:
        findings = look(desk, options.code)
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    if not findings:
        say("Nothing was altered.")
    return ExitCode.REFUSED if findings else ExitCode.DONE
