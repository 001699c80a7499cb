"""A folder of CSV files, in: case.csv, people.csv, relationships.csv and contacts.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

from graph.errors import RefusedError
from importers.defusing import restored
from importers.intake import contents, name_of, what_it_is
from importers.workbooks import SHEET_NAMES, Cells, Part, Sheet, Workbook

# A row of the workbook is a few hundred letters; a line of a million is a trap, not a row.
_LONGEST_LINE = 1_000_000
_MOST_FOLDERS = 1_000


def is_folder(path: Path) -> bool:
    """Whether a path is a folder and not a link to one."""
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:
        # A name that no file can have; whoever opens it says so.
        return False


def read_folder(folder: Path) -> Workbook:
    """The workbook in a folder, or all those in the folders directly inside it."""
    if _files_in(folder):
        return Workbook((_part(folder),))
    inside = sorted(path for path in folder.iterdir() if is_folder(path) and _files_in(path))
    if not inside or len(inside) > _MOST_FOLDERS:
        raise RefusedError(
            "There is no case.csv in {file} or in a folder inside it. "
            "Give a folder with case.csv, people.csv and relationships.csv, or one .xlsx file.",
            file=name_of(folder),
        )
    return Workbook(tuple(_part(path) for path in inside))


def _files_in(folder: Path) -> dict[str, Path]:
    """The sheets that a folder holds as files, by name, whatever the case of their letters."""
    try:
        found = {path.name.casefold(): path for path in sorted(folder.iterdir())}
    except OSError as error:
        raise RefusedError(
            "The folder {file} cannot be looked into. Check that you may read it.",
            file=name_of(folder),
        ) from error
    return {name: found[f"{name}.csv"] for name in SHEET_NAMES if f"{name}.csv" in found}


def _part(folder: Path) -> Part:
    sheets = {name: _sheet(name, path) for name, path in _files_in(folder).items()}
    return Part(folder.resolve().name, sheets)


def _sheet(name: str, path: Path) -> Sheet:
    data = contents(path)
    if strange := what_it_is(data):
        raise RefusedError(
            "{file} is {found} by its content. Save it as CSV UTF-8.",
            file=name_of(path),
            found=strange,
        )
    rows = _rows(path, data)
    _, header = next(rows, (1, ()))
    return Sheet(name, name, tuple(cell.strip() for cell in header), tuple(rows))


def _rows(path: Path, data: bytes) -> Iterator[tuple[int, Cells]]:
    """Every row that is not blank, under its number; texts that come often are kept once."""
    seen = _Restored()
    number = 0
    try:
        for number, row in enumerate(csv.reader(_lines(path, data), strict=True), start=1):
            if any(row):
                yield number, tuple(map(seen.__getitem__, row))
    except UnicodeDecodeError as error:
        raise RefusedError(
            "{file} is not written in UTF-8 (after row {row}). "
            "In a spreadsheet, choose “Save as” and “CSV UTF-8”.",
            file=name_of(path),
            row=number,
        ) from error
    except csv.Error as error:
        raise RefusedError(
            "{file} cannot be read after row {row}: a quotation mark is left open "
            "or a cell is far too long. Open it in a spreadsheet and save it again as CSV UTF-8.",
            file=name_of(path),
            row=number,
        ) from error


class _Restored(dict[str, str]):
    """Texts by the cells that they were written as, each worked out and kept once."""

    def __missing__(self, cell: str) -> str:
        text = self[cell] = restored(cell)
        return text


def _lines(path: Path, data: bytes) -> Iterator[str]:
    text = TextIOWrapper(BytesIO(data), encoding="utf-8-sig", newline="")
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise RefusedError(
                "{file} has a line of a million letters, which no workbook has.",
                file=name_of(path),
            )
        yield line
