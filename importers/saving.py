"""Sheets of text into files that only their owner may read, whole or not at all, and that "
"attack nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from openpyxl import Workbook as Spreadsheet
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import RefusedError
from importers.columns import COLUMNS
from importers.defusing import defused
from importers.report import quoted

SheetsOut = Mapping[str, tuple[tuple[str, ...], ...]]

_MOST_LETTERS = 32_767
_TO_QUOTE = re.compile(r"[,\"\r\n]|^\s|\s$")
# Marks that XML cannot hold are written as _x0001_, and a text that happens to look like that is told apart.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
# All but these two, which the parser leaves written and our reader takes for the marks.
_CANNOT_WRITE = (
    "“{file}” cannot be written there. Check the folder, that you may write to it, and that it is "
    "not full."
)
_NOT_TOLD_APART = ("_xFFFE_", "_xFFFF_")
_LOOKS_WRITTEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def save_folder(sheets: SheetsOut, folder: Path) -> None:
    """A CSV file for each sheet in a folder, which is made if it is not there."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise RefusedError(_CANNOT_WRITE, file=quoted(folder.name)) from error
    for name, rows in sheets.items():
        header = tuple(column.name for column in COLUMNS[name])
        lines = "".join(",".join(map(_csv_cell, row)) + "\n" for row in (header, *rows))
        with _whole(folder / f"{name}.csv") as file:
            file.write(lines.encode())


def save_spreadsheet(sheets: SheetsOut, path: Path) -> None:
    """One .xlsx file with a sheet for each and nothing hidden in it."""
    spreadsheet = Spreadsheet()
    spreadsheet.properties.creator = "kith"
    if spreadsheet.active is not None:
        spreadsheet.remove(spreadsheet.active)
    for name, rows in sheets.items():
        _fill(spreadsheet.create_sheet(name), name, rows)
    whole = BytesIO()
    spreadsheet.save(whole)
    with _whole(path) as file:
        file.write(whole.getbuffer())


def _csv_cell(text: str) -> str:
    safe = defused(text)
    return '"' + safe.replace('"', '""') + '"' if _TO_QUOTE.search(safe) else safe


def _fill(sheet: Worksheet, name: str, rows: tuple[tuple[str, ...], ...]) -> None:
    numbers = {column.name for column in COLUMNS[name] if column.reads == "number"}
    for place, column in enumerate(COLUMNS[name], start=1):
        sheet.cell(1, place, column.name)
        for number, row in enumerate(rows, start=2):
            text = row[place - 1]
            if column.name in numbers and text:
                sheet.cell(number, place, int(text))
            elif text:
                _write_text(sheet, number, place, text)
    sheet.freeze_panes = "A2"


def _write_text(sheet: Worksheet, number: int, place: int, text: str) -> None:
    """A cell that is text and stays text, whatever it begins with."""
    safe = _UNWRITABLE.sub(_written, _LOOKS_WRITTEN.sub("_x005F_", text))
    if len(safe) > _MOST_LETTERS or any(mark in text for mark in _NOT_TOLD_APART):
        raise RefusedError(
            "A text on row {row} of the sheet {sheet} cannot be kept in a spreadsheet cell. "
            "Export to a folder of CSV files instead: give a name without .xlsx.",
            row=number,
            sheet=quoted(sheet.title),
        )
    cell = sheet.cell(number, place)
    cell.value = safe
    cell.data_type = "s"
    cell.quotePrefix = True


def _written(mark: re.Match[str]) -> str:
    return f"_x{ord(mark[0]):04X}_"


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name only when it is complete, and that nobody else may read."""
    try:
        handle, temporary = mkstemp(prefix=".kith-", dir=path.parent)
    except OSError as error:
        raise RefusedError(_CANNOT_WRITE, file=quoted(path.name)) from error
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError as error:
        raise RefusedError(_CANNOT_WRITE, file=quoted(path.name)) from error
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
