"""Workbooks in words, for every test of importing: `book().person("P3", known_as="Nan")`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl

from graph.network import Network
from graph.stores.protocol import Store
from importers import ImportReport, Workbook, load, read_workbook
from importers.columns import COLUMNS, RARE_SHEETS

TODAY = date(2026, 11, 16)

_PERSON = {
    "entity_type": "person",
    "network_kind": "natural",
    "gender": "female",
    "life_status": "alive",
    "life_stage": "adult",
    "finding_status": "n/a",
    "safety_stance": "safe",
    "child_says_important": "n/a",
    "address_confidential": "no",
    "visibility": "everyone",
}
_TIE = {"status": "current", "certainty": "confirmed", "visibility": "everyone"}
_TIME = {"contact_type": "face_to_face", "happened": "yes", "supervised": "no"}


def book(case: str = "C1", child: str = "Amy") -> Book:
    """A case with a child, P1, and their mother, P2."""
    made = Book(case)
    made.person(
        "P1", known_as=child, full_name=f"{child} Made-up", network_kind="child", life_stage="child"
    )
    made.person("P2", known_as="Mum", full_name="Beth Made-up")
    return made.tie("P2", "birth_parent", "P1")


class Book:
    """The four sheets of one or more cases, cell by cell."""

    def __init__(self, case: str) -> None:
        """Begin with one case and nobody in it."""
        self.sheets: dict[str, list[dict[str, str]]] = {
            name: [] for name in COLUMNS if name not in RARE_SHEETS
        }
        self.ref = case
        self._numbers = count(1)
        self._add("case", {"focus_child_id": "P1", "as_of": "2026-11-16"}, {})

    def person(self, ref: str, /, **cells: str) -> Book:
        """Somebody on the map."""
        return self._add("people", {**_PERSON, "person_id": ref}, cells)

    def tie(self, one: str, kind: str, other: str, /, **cells: str) -> Book:
        """A tie between two people."""
        basics = {
            **_TIE,
            "rel_id": f"R{next(self._numbers)}",
            "from_id": one,
            "kind": kind,
            "to_id": other,
        }
        return self._add("relationships", basics, cells)

    def time(self, who: str, on: str, /, **cells: str) -> Book:
        """A time together."""
        ref = f"K{next(self._numbers)}"
        basics = {**_TIME, "contact_id": ref, "child_id": "P1", "person_id": who, "date": on}
        return self._add("contacts", basics, cells)

    def place(self, voice: str, who: str, circle: str, /, **cells: str) -> Book:
        """Where a voice puts somebody."""
        basics = {"voice_id": voice, "person_id": who, "circle": circle, "visibility": "everyone"}
        return self._add("placements", basics, cells)

    def change(self, sheet: str, row: int, /, **cells: str) -> Book:
        """Write other cells on a row, which is counted as a spreadsheet counts: the header is row 1."""
        self.sheets[sheet][row - 2].update(cells)
        return self

    def with_case(self, other: Book) -> Book:
        """The rows of another book after these."""
        for name, rows in other.sheets.items():
            self.sheets.setdefault(name, []).extend(rows)
        return self

    def _add(self, sheet: str, basics: Mapping[str, str], cells: Mapping[str, str]) -> Book:
        self.sheets.setdefault(sheet, []).append({"case_id": self.ref, **basics, **cells})
        return self

    def text(self, sheet: str) -> str:
        """A sheet as CSV, with a column for everything that any row mentions."""
        columns = self.columns(sheet)
        out = StringIO()
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.sheets[sheet])
        return out.getvalue()

    def columns(self, sheet: str) -> list[str]:
        """The columns of a sheet, and any more that a row has."""
        known = [column.name for column in COLUMNS[sheet]]
        return known + [
            name
            for name in dict.fromkeys(n for row in self.sheets[sheet] for n in row)
            if name not in known
        ]

    def folder(self, path: Path) -> Path:
        """A folder of CSV files."""
        path.mkdir(parents=True, exist_ok=True)
        for sheet in self.sheets:
            (path / f"{sheet}.csv").write_text(self.text(sheet), encoding="utf-8", newline="")
        return path

    def spreadsheet(self, path: Path) -> Path:
        """One .xlsx file."""
        spreadsheet = openpyxl.Workbook()
        spreadsheet.remove(spreadsheet.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = spreadsheet.create_sheet(name)
            columns = self.columns(name)
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(column, "") for column in columns])
        spreadsheet.save(path)
        return path

    @property
    def read(self) -> Workbook:
        """The workbook as it is read from a folder."""
        with TemporaryDirectory() as home:
            return read_workbook(self.folder(Path(home) / "book"))


def taken(store: Store, made: Book, **options: Any) -> ImportReport:
    """What comes of importing a book."""
    return load(store, made.read, "os:tester", TODAY, **options)


def only_map(store: Store, case: str = "C1") -> Network:
    """The map of one case."""
    child_id = next(line.child_id for line in store.children() if line.case_ref == case)
    return store.network(child_id)


def by_name(network: Network, name: str) -> str:
    """The id of whoever is called that."""
    return next(person for person in network.people if network.known_as(person) == name)


def sentences(report: ImportReport) -> list[str]:
    """Every question of a report."""
    return [question.sentence for question in report.questions]


def places(report: ImportReport) -> list[tuple[str, int, str]]:
    """Where everything refused stands."""
    return [(line.sheet, line.row, line.column) for line in report.refused]
