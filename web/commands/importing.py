"""`import`: a worker's spreadsheet into the store, all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import NotAllowedError, RefusedError
from web.commands.desk import Desk, desk
from web.commands.reading import say
from web.commands.shapes import Shape
from web.commands.verb import Verb, as_option, json_option
from web.tables import plain, table, terminal_width
from web.words import _, ngettext

if TYPE_CHECKING:
    from importers import ImportReport, Workbook
    from importers.loading import Progress
    from importers.report import Line, Taken

_SHOW_AFTER_SECONDS = 1
_COUNTED = {
    "added": "%d new",
    "changed": "%d changed",
    "unchanged": "%d as before",
    "kept": "%d left as kith has it",
}


@click.command("import", cls=Verb, permission="change_map")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen; write nothing."))
@as_option
@json_option
def bring_in(paths: tuple[Path, ...], dry_run: bool, as_email: str, as_json: bool) -> None:
    """Take in workbooks: folders of CSV files, or .xlsx files.

    All or nothing, and twice is once.
    """
    with desk(as_email) as here:
        report = _loaded(here, paths, dry_run=dry_run)
    say(as_json, _report_shape(report, dry_run=dry_run), _report_in_words(report, dry_run=dry_run))
    if report.is_refused:
        raise RefusedError(
            ngettext(
                "Nothing was taken: %d thing has to be put right first.",
                "Nothing was taken: %d things have to be put right first.",
                len(report.refused),
            )
            % len(report.refused)
        )


def _loaded(here: Desk, paths: Sequence[Path], *, dry_run: bool) -> ImportReport:
    from importers import load, read_workbook

    try:
        workbook = read_workbook(*paths)
        _refuse_other_children(here, workbook)
        with _progress() as progress:
            report = load(
                here.store, workbook, here.actor, here.today, dry_run=dry_run, progress=progress
            )
    except RefusedError:
        _note_refusal(here)
        raise
    if report.is_refused:
        _note_refusal(here)
    return report


def _refuse_other_children(here: Desk, workbook: Workbook) -> None:
    """An account changes the maps it may open, and no others; whether those exist is not said."""
    if here.account is None:
        return
    from importers.reading import read_rows

    unseen = read_rows(workbook).cases.keys() - {line.case_ref for line in here.children()}
    if unseen:
        raise NotAllowedError(
            _("This account may not bring in “%s”. Ask for the child to be allocated first.")
            % sorted(unseen)[0][:60]
        )


def _note_refusal(here: Desk) -> None:
    here.note_refusal((), "import")


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on standard error, where somebody is watching, once it has taken more than a second."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    with tqdm(
        delay=_SHOW_AFTER_SECONDS, file=sys.stderr, disable=None, leave=False, unit=" rows"
    ) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell


def _report_shape(report: ImportReport, *, dry_run: bool) -> Shape:
    return {
        "dry_run": dry_run,
        "taken": [taken.model_dump() for taken in report.taken],
        "refused": [_line_shape(line) for line in report.refused],
        "questions": [_line_shape(line) for line in report.questions],
        "kept": [_line_shape(line) for line in report.kept],
    }


def _line_shape(line: Line) -> Shape:
    return {
        "sheet": line.sheet,
        "row": line.row,
        "column": line.column,
        "sentence": _sentence(line),
    }


def _sentence(line: Line) -> str:
    return _(line.message).format(**line.words)


def _report_in_words(report: ImportReport, *, dry_run: bool) -> str:
    parts = [
        _lines(_("Cannot be taken"), report.refused),
        *(_taken_in_words(taken) for taken in report.taken),
        _lines(_("Left as it is in kith, because it was changed here"), report.kept),
        _lines(_("Taken, but strange: please look"), report.questions),
        _ending(report, dry_run=dry_run),
    ]
    return "\n\n".join(part for part in parts if part)


def _taken_in_words(taken: Taken) -> str:
    rows = [
        (count.sheet, ", ".join(_(words) % number for words, number in _numbers(count)))
        for count in taken.sheets
    ]
    name = plain(f"{taken.known_as} ({taken.case})")
    return f"{name}\n{table((_('Sheet'), _('Rows')), rows, terminal_width())}"


def _numbers(count: object) -> Iterator[tuple[str, int]]:
    for verdict, words in _COUNTED.items():
        number = getattr(count, verdict)
        if number:
            yield words, number


def _lines(heading: str, lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    headings = (_("Sheet"), _("Row"), _("Column"), _("What"))
    rows = [(line.sheet, str(line.row or ""), line.column, _sentence(line)) for line in lines]
    return f"{heading}\n{table(headings, rows, terminal_width())}"


def _ending(report: ImportReport, *, dry_run: bool) -> str:
    if report.is_refused:
        return ""
    if not report.changes_anything:
        return _("Nothing in this file is new.")
    return _("This was a rehearsal: nothing was written.") if dry_run else _("Taken in.")
