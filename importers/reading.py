"""A workbook’s cells read and its rows gathered case by case, with a refusal for every cell that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from importers.cells import Reader, UnreadableError, reader_of
from importers.columns import COLUMNS, OPTIONAL_SHEETS
from importers.report import Question, Refusal, quoted
from importers.rows import CaseRows, Layout, Row
from importers.workbooks import Cells, Part, Sheet, Workbook

# The id of the case in a workbook written for the family or the child.
FAMILY_VIEW = "family-view"
_MOST_COLUMNS = 200
# One voice puts one person in one place: the two are the id of the row.
_ID_COLUMNS = {
    "people": ("person_id",),
    "relationships": ("rel_id",),
    "contacts": ("contact_id",),
    "placements": ("voice_id", "person_id"),
}


@dataclass
class ReadWorkbook:
    """A workbook with its cells read: cases, what is refused so far, and questions about the sheets themselves."""

    cases: dict[str, CaseRows] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def has_whole_sheets(self) -> bool:
        """Whether every sheet could be read; where one could not, nothing can be said of who is missing."""
        return all(line.row > 1 for line in self.refused)

    def refuse(self, row: Row, column: str, message: str, /, **words: str) -> None:
        """Note that a row cannot be taken."""
        self.refused.append(
            Refusal(sheet=row.label, row=row.number, column=column, message=message, words=words)
        )


def read_rows(workbook: Workbook) -> ReadWorkbook:
    """Every cell read and every row put with its case."""
    read = ReadWorkbook(refused=list(_family_views(workbook)))
    if read.refused:
        return read
    for part in workbook.parts:
        rows = {name: _sheet_rows(part, name, read) for name in COLUMNS}
        mine = _add_cases(rows["case"], read)
        for name, id_columns in _ID_COLUMNS.items():
            for row in rows[name]:
                _add_row(row, name, id_columns, mine, read)
    return read


def _family_views(workbook: Workbook) -> Iterator[Refusal]:
    """Refusals of workbooks that were made to be looked at: they leave out too much to be taken back in."""
    for part in workbook.parts:
        sheet = part.sheets.get("case")
        if sheet is None:
            continue
        for number, cells in sheet.rows:
            if cells[:1] == (FAMILY_VIEW,):
                message = (
                    "This workbook was made for the family or the child to look at. "
                    "It leaves things out, so it cannot be taken back in."
                )
                yield Refusal(sheet=sheet.label, row=number, column="case_id", message=message)


def _sheet_rows(part: Part, name: str, read: ReadWorkbook) -> list[Row]:
    if name == "case":
        read.questions.extend(_other_sheets(part))
    sheet = part.sheets.get(name)
    if sheet is None or (not sheet.header and not sheet.rows):
        if name not in OPTIONAL_SHEETS:
            read.refused.append(
                Refusal(
                    sheet=name,
                    row=0,
                    message="The sheet {name} is missing or empty.",
                    words={"name": name},
                )
            )
        return []
    faults = list(_header_faults(sheet))
    read.refused.extend(faults)
    if faults:
        return []
    read.questions.extend(_other_columns(sheet))
    return list(_rows(sheet, read))


def _header_faults(sheet: Sheet) -> Iterator[Refusal]:
    header = [name.casefold() for name in sheet.header]
    if len(header) > _MOST_COLUMNS:
        message = "This sheet has {count} columns; kith’s has {known}."
        words = {"count": str(len(header)), "known": str(len(COLUMNS[sheet.name]))}
        yield Refusal(sheet=sheet.label, row=1, message=message, words=words)
        return
    for column in COLUMNS[sheet.name]:
        count = header.count(column.name)
        if count > 1:
            yield Refusal(
                sheet=sheet.label,
                row=1,
                column=column.name,
                message="This column is there more than once.",
            )
        if not count and column.must_stand:
            message = (
                "This column is missing. The first row must hold the names of the columns, as "
                "kith writes them."
            )
            yield Refusal(sheet=sheet.label, row=1, column=column.name, message=message)


def _other_sheets(part: Part) -> Iterator[Question]:
    for name in part.others:
        message = "The sheet “{name}” is not one that kith reads, so it was left out."
        yield Question(sheet=quoted(name), row=0, message=message, words={"name": quoted(name)})


def _other_columns(sheet: Sheet) -> Iterator[Question]:
    known = {column.name for column in COLUMNS[sheet.name]}
    for name in sheet.header:
        if name.casefold() not in known:
            message = "The column “{name}” is not one that kith reads, so it was left out."
            yield Question(
                sheet=sheet.label,
                row=1,
                column=quoted(name),
                message=message,
                words={"name": quoted(name)},
            )


def _rows(sheet: Sheet, read: ReadWorkbook) -> Iterator[Row]:
    header = [name.casefold() for name in sheet.header]
    columns = [column for column in COLUMNS[sheet.name] if column.name in header]
    readers = [(header.index(column.name), column.name, reader_of(column)) for column in columns]
    layout = Layout(sheet.name, sheet.label, tuple(column.name for column in columns))
    width = len(header)
    for number, cells in sheet.rows:
        padded = cells + ("",) * (width - len(cells))
        values, faults = _values(padded, readers)
        row = Row(layout, number, values)
        for name, fault in faults:
            read.refuse(row, name, fault.message, **fault.words)
        if any(cells[width:]):
            read.refuse(
                row,
                "",
                "This row has more cells than there are columns. Is a comma missing its "
                "quotation marks?",
            )
        yield row


def _values(
    cells: Cells, readers: list[tuple[int, str, Reader]]
) -> tuple[tuple[Any, ...], list[tuple[str, UnreadableError]]]:
    try:
        return tuple([read(cells[place]) for place, _, read in readers]), []
    except UnreadableError:
        return _values_one_by_one(cells, readers)


def _values_one_by_one(
    cells: Cells, readers: list[tuple[int, str, Reader]]
) -> tuple[tuple[Any, ...], list[tuple[str, UnreadableError]]]:
    """The values of a row that has a fault, and every one of its faults."""
    values: list[Any] = []
    faults: list[tuple[str, UnreadableError]] = []
    for place, name, read in readers:
        try:
            values.append(read(cells[place]))
        except UnreadableError as fault:
            values.append(None)
            faults.append((name, fault))
    return tuple(values), faults


def _add_cases(rows: list[Row], read: ReadWorkbook) -> dict[str, CaseRows]:
    """The cases that one part of the workbook may speak of."""
    mine: dict[str, CaseRows] = {}
    for row in rows:
        ref = row["case_id"]
        if ref in read.cases:
            read.refuse(
                row, "case_id", "The case “{id}” is in this import more than once.", id=quoted(ref)
            )
        elif ref:
            mine[ref] = read.cases[ref] = CaseRows(ref, row)
    return mine


def _add_row(
    row: Row, sheet: str, id_columns: tuple[str, ...], mine: dict[str, CaseRows], read: ReadWorkbook
) -> None:
    case = mine.get(row["case_id"])
    if case is None:
        if row["case_id"]:
            read.refuse(
                row,
                "case_id",
                "There is no case “{id}” on the sheet case.",
                id=quoted(row["case_id"]),
            )
        return
    kept: dict[str, Row] = getattr(case, sheet)
    ids = [row[column] or "" for column in id_columns]
    key = "\n".join(ids)
    if key in kept:
        message = "The id “{id}” is already on row {row}."
        said, number = quoted(" ".join(ids)), str(kept[key].number)
        read.refuse(row, id_columns[-1], message, id=said, row=number)
    elif all(ids):
        kept[key] = row
