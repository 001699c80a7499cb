"""Where a row and a map part ways, column by column, in the words of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from graph.dates import PartialDate
from graph.record import Record
from graph.standings import standing_on
from importers.columns import COLUMNS, Column
from importers.plans import Plan
from importers.report import Kept, quoted

_STAYS = "Changed in kith since the last import, so it stays “{now}”. The file says “{file}”."
_GONE = "Taken away in kith since the last import, so it was not put back."


def kept_rows(plan: Plan, refs: Mapping[str, str]) -> Iterator[Kept]:
    """A line for every column in which a row was left as kith has it; `refs` are the workbook's ids of people."""
    for before in plan.before:
        for after in plan.after:
            if type(after) is type(before):
                yield from _parted(plan, before, after, refs)


def kept_away(plan: Plan) -> Kept:
    """The line for a row whose record was taken away by hand."""
    return _kept(plan, "", _GONE, {})


def cell_text(column: Column, record: Record, on: date | None = None) -> str:
    """What a record has to say in one column, on a day."""
    value = getattr(record, column.field)
    if column.field not in ("ladder", "stance", "importance"):
        return as_cell(value)
    move = standing_on(value, on)
    if column.reads == "date":
        return move.on.text if move else ""
    return move.to if move else "n/a"


def as_cell(value: object) -> str:
    """A value as it stands in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, tuple):
        return ";".join(str(word) for word in value)
    return str(value)


def _parted(plan: Plan, before: Record, after: Record, refs: Mapping[str, str]) -> Iterator[Kept]:
    for column in COLUMNS[plan.sheet]:
        if column.record is not type(before):
            continue
        now, file = cell_text(column, before), cell_text(column, after)
        if now != file:
            words = {"now": quoted(refs.get(now, now)), "file": quoted(refs.get(file, file))}
            yield _kept(plan, column.name, _STAYS, words)


def _kept(plan: Plan, column: str, message: str, words: dict[str, str]) -> Kept:
    return Kept(
        sheet=plan.row.label, row=plan.row.number, column=column, message=message, words=words
    )
