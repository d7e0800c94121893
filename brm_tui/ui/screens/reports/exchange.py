"""Data in and out, from mode 8: tables, and bundles between desks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brm_tui.errors import FieldError
from brm_tui.rules.bundle import Choice as Side
from brm_tui.rules.fields import FieldDescription, FieldKind
from brm_tui.text import one_line, shortened
from brm_tui.ui.dialogs.form import FormDialog
from brm_tui.ui.dialogs.importing import ImportDialog, Planned
from brm_tui.ui.dialogs.pick import Choice, PickDialog, PickManyDialog
from brm_tui.ui.dialogs.progress import Tell, with_progress
from brm_tui.ui.output_path import write_file
from brm_tui.ui.screens.reports.asking import ask_customer
from brm_tui.ui.table_import import import_table
from brm_tui.ui.widgets.columns import Column
from brm_tui.ui.widgets.rows import Cell, FixedSource, Row, StyleName

if TYPE_CHECKING:
    from brm_tui.desk.bundle_export import WrittenBundle
    from brm_tui.desk.bundle_import import BundleReport
    from brm_tui.desk.desk import Desk
    from brm_tui.desk.record_export import WrittenRecords
    from brm_tui.ui.screens.base import DeskScreen

_BUNDLE = "bundle"
_LONGEST_PATH = 4096
_COLUMNS = (
    Column("verb", "What", 12, sortable=False),
    Column("kind", "Kind", 16, sortable=False, priority=2),
    Column("name", "Name", 30, minimum_width=16, weight=2, sortable=False),
    Column("reason", "Why", 30, minimum_width=12, weight=2, sortable=False),
)
_STYLES: dict[str, StyleName] = {
    "new": "good", "changed": "accent", "ahead": "dim", "unchanged": "dim", "deleted here": "attention",
}  # fmt: skip


async def take_in(screen: DeskScreen) -> None:
    """Ask what is to be imported, and import it. Only inside ``@work``."""
    from brm_tui.desk.table_import import importable

    choices = [Choice(_BUNDLE, "A bundle of another desk (.zip)")]
    choices += [
        Choice(kind, f"{kind}: a table (.csv, .xlsx{', .vcf' if kind == 'people' else ''})")
        for kind in importable()
    ]
    kind = await screen.ask(PickDialog("Import what", choices))
    if kind == _BUNDLE:
        await _import_bundle(screen)
    elif kind is not None:
        await import_table(screen, kind, "The first line names the columns.")


async def write_records(screen: DeskScreen) -> None:
    """Ask for a KIND and a file, and write the records. Only inside ``@work``."""
    from brm_tui.rules.kinds import KINDS

    kind = await screen.ask(PickDialog("Write which records", [Choice(name, name) for name in KINDS]))
    if kind is None:
        return

    async def write(path: Path, tell: Tell) -> WrittenRecords:
        return await screen.gateway.read(_write, screen.desk, kind, path, tell)

    endings = (".csv", ".xlsx", ".vcf") if kind == "people" else (".csv", ".xlsx")
    field = _path_field(f"Its name ends in {', '.join(endings[:-1])} or {endings[-1]}.")
    done = await write_file(screen, f"Write {kind}", field, f"~/{kind}.csv", write, endings=endings)
    if done is not None:
        kept = f", {done.withheld} internal left out" if done.withheld else ""
        screen.toast(f"{done.records} {done.kind} written to {done.path}{kept}")


async def give_away(screen: DeskScreen) -> None:
    """Ask whose and where, and write a bundle. Only inside ``@work``."""
    customer = await ask_customer(screen, "", "Whose bundle")
    if customer is None:
        return

    async def write(path: Path, tell: Tell) -> WrittenBundle:
        return await screen.gateway.read(_export, screen.desk, path, customer, tell)

    field = _path_field(
        "It holds notes and what is marked internal too: for another desk, not for the customer."
    )
    done = await write_file(screen, "Write a bundle", field, f"~/{customer or 'desk'}.zip", write)
    if done is not None:
        from brm_tui.desk.bundle_export import counted

        screen.toast(f"{counted(done.rows)} written to {done.path}")


def _path_field(about: str) -> FieldDescription:
    return FieldDescription(
        "path",
        "File",
        f"Where it goes; ~ is your home. {about}",
        FieldKind.TEXT,
        required=True,
        maximum=_LONGEST_PATH,
    )


async def _import_bundle(screen: DeskScreen) -> None:
    planned: list[tuple[Path, BundleReport]] = []

    async def plan(values: dict[str, object]) -> bool:
        try:
            path = Path(str(values["path"])).expanduser().absolute()
        except RuntimeError as error:
            raise FieldError("path", values["path"], "a path; ~ alone is your home") from error
        if not path.is_file():
            raise FieldError("path", path, "a file that exists")

        async def compare(tell: Tell) -> BundleReport:
            return await screen.gateway.read(_plan, screen.desk, path, tell)

        report = await with_progress(screen, "Compare the bundle with the desk", compare)
        if report is not None:
            planned.append((path, report))
        return report is not None

    field = FieldDescription(
        "path", "File", "The .zip file; ~ is your home.", FieldKind.TEXT, required=True, maximum=_LONGEST_PATH
    )
    form = FormDialog("Import a bundle", [field], {}, save=plan, new=True)
    if await screen.ask(form) is None or not planned:
        return
    path, report = planned[-1]
    theirs = await _settled(screen, report)
    if theirs is None:
        return

    async def carry_out(tell: Tell) -> BundleReport:
        return await screen.gateway.write(_import, screen.desk, path, theirs, tell)

    dialog = ImportDialog(shown(report), carry_out)
    if await screen.ask(dialog) and dialog.done is not None:
        screen.toast(f"{one_line(dialog.done.label)} · u takes it back")


async def _settled(screen: DeskScreen, report: BundleReport) -> tuple[tuple[str, str, str], ...] | None:
    """Return the conflicts in which the bundle's value is to stand; None: left."""
    if not report.conflicts:
        return ()
    from brm_tui.desk.bundle_import import told_value

    choices = [
        Choice(
            one.key,
            shortened(
                one_line(
                    f"{one.kind} {one.name}, {one.field}: here {told_value(one.ours)}, there {told_value(one.theirs)}"
                ),
                300,
            ),
        )
        for one in report.conflicts
    ]
    newer = [one.key for one in report.conflicts if one.newer is Side.THEIRS]
    return await screen.ask(
        PickManyDialog(
            "Both sides changed it: mark where the bundle's value shall stand", choices, chosen=newer
        )
    )


def shown(report: BundleReport) -> Planned:
    """Return a report as the dialog shows it: what is new or changed first."""
    order = ("new", "changed", "deleted here", "ahead", "unchanged")
    lines = sorted(report.lines, key=lambda line: order.index(line.verb))
    rows = [
        Row(
            str(place),
            (
                Cell(line.verb, _STYLES[line.verb]),
                Cell(line.kind, "dim"),
                line.name,
                Cell(line.reason, "dim"),
            ),
        )
        for place, line in enumerate(lines)
    ]

    def whole(row_id: str) -> str:
        line = lines[int(row_id)]
        return f"{line.kind} {line.name}" + (f" · {line.reason}" if line.reason else "")

    what = "everything" if report.holds == "everything" else report.holds
    counts = ", ".join(f"{many} {verb}" for verb, many in report.counts.items()) or "nothing"
    settled = (
        (f"{len(report.conflicts)} values that both sides changed are settled.",) if report.conflicts else ()
    )
    return Planned(
        title=f"Import the bundle of {what}, made {report.made[:10]}",
        head=counts,
        columns=_COLUMNS,
        rows=FixedSource(rows),
        count=len(rows),
        whole=whole,
        notes=("ahead: changed here since; unchanged: the same on both sides.", *settled),
        ready=bool(report.counts.get("new") or report.counts.get("changed")),
        nothing="The bundle is empty",
    )


def _write(desk: Desk, kind: str, path: Path, tell: Tell) -> WrittenRecords:
    from brm_tui.desk.record_export import export_records

    return export_records(desk, kind, path, progress=tell)


def _export(desk: Desk, path: Path, customer: str, tell: Tell) -> WrittenBundle:
    from brm_tui.desk.bundle_export import export_bundle

    return export_bundle(desk, path, customer, tell)


def _plan(desk: Desk, path: Path, tell: Tell) -> BundleReport:
    from brm_tui.desk.bundle_import import bundle_dry_run

    return bundle_dry_run(desk, path, tell)


def _import(desk: Desk, path: Path, theirs: tuple[tuple[str, str, str], ...], tell: Tell) -> BundleReport:
    from brm_tui.desk.bundle_import import import_bundle

    return import_bundle(
        desk, path, usual=Side.OURS, choices=dict.fromkeys(theirs, Side.THEIRS), progress=tell
    )
