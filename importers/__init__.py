"""Other people's files into our words, and our words into files again.

Reading a format is apart from loading it: `read_workbook` gives plain rows, `load` alone has an effect, and
`write_workbook` writes what a viewer may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from importers.csv_folders import is_folder, read_folder
from importers.exports import write_workbook
from importers.loading import load
from importers.report import ImportReport
from importers.spreadsheets import read_spreadsheet
from importers.workbooks import Workbook, joined

__all__ = [
    "FORMATS",
    "Format",
    "ImportReport",
    "Workbook",
    "load",
    "read_workbook",
    "write_workbook",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which a workbook is written down."""

    name: str
    holds: Callable[[Path], bool]
    read: Callable[[Path], Workbook]


def _is_anything_else(path: Path) -> bool:
    return not is_folder(path)


FORMATS: tuple[Format, ...] = (
    Format("a folder of CSV files", is_folder, read_folder),
    Format("one .xlsx file with four sheets", _is_anything_else, read_spreadsheet),
)


def read_workbook(*paths: Path) -> Workbook:
    """One workbook from one or more paths; RefusedError with one sentence where a file cannot be opened as one."""
    return joined(tuple(_read(path) for path in paths))


def _read(path: Path) -> Workbook:
    return next(known.read(path) for known in FORMATS if known.holds(path))
