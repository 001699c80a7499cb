"""The workbook as it was written: sheets of plain text, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SHEET_NAMES = ("case", "people", "relationships", "contacts", "placements")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, what a report calls it, its header, and its rows under their spreadsheet numbers.

    The header is row 1. Blank rows are left out, so numbers may jump.
    """

    name: str
    label: str
    header: Cells
    rows: tuple[tuple[int, Cells], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One folder of CSV files or one spreadsheet file; `others` are sheets that kith does not read."""

    name: str
    sheets: Mapping[str, Sheet]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """Everything that one import takes together, all or nothing."""

    parts: tuple[Part, ...]

    @property
    def row_count(self) -> int:
        """How many rows there are to take, headers apart."""
        return sum(len(sheet.rows) for part in self.parts for sheet in part.sheets.values())


def joined(workbooks: tuple[Workbook, ...]) -> Workbook:
    """Several workbooks as one, each sheet labelled with where it came from when there is more than one."""
    parts = tuple(part for workbook in workbooks for part in workbook.parts)
    return Workbook(tuple(map(_labelled, parts)) if len(parts) > 1 else parts)


def _labelled(part: Part) -> Part:
    sheets = {
        name: Sheet(name, f"{part.name}/{name}", sheet.header, sheet.rows)
        for name, sheet in part.sheets.items()
    }
    return Part(part.name, sheets, part.others)
