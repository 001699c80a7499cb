"""Rows whose cells have been read, and the rows of one case together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from graph.record import Record
from importers.columns import COLUMNS, plain_columns
from importers.report import quoted

_SAYS_NOTHING = (None, "", ())


class Layout:
    """Where the columns of one sheet are; every row of the sheet shares it."""

    def __init__(self, sheet: str, label: str, columns: tuple[str, ...]) -> None:
        """Note the place of each column."""
        self.sheet = sheet
        self.label = label
        self.places: Mapping[str, int] = {name: place for place, name in enumerate(columns)}
        self._fillers: dict[type[Record], tuple[tuple[str, int, bool], ...]] = {}

    def fillers(self, record: type[Record]) -> tuple[tuple[str, int, bool], ...]:
        """The fields of a record that this sheet fills, from which place, and whether an empty cell says nothing."""
        if record not in self._fillers:
            self._fillers[record] = tuple(
                (column.field, self.places[column.name], column.says_nothing_when_blank)
                for column in plain_columns(self.sheet, record)
                if column.name in self.places
            )
        return self._fillers[record]


class Row:
    """One row: where it stands, and the values of the columns that its sheet has."""

    __slots__ = ("_layout", "_values", "number")

    def __init__(self, layout: Layout, number: int, values: tuple[Any, ...]) -> None:
        """Keep the values in the order of the sheet’s columns."""
        self._layout = layout
        self._values = values
        self.number = number

    def __getitem__(self, column: str) -> Any:
        """The value in a column; None where the sheet has no such column."""
        place = self._layout.places.get(column)
        return None if place is None else self._values[place]

    @property
    def label(self) -> str:
        """What a report calls the sheet."""
        return self._layout.label

    def said_of(self, record: type[Record]) -> dict[str, Any]:
        """What the row says of one record, field by field."""
        values = self._values
        return {
            field: values[place]
            for field, place, is_quiet in self._layout.fillers(record)
            if not is_quiet or values[place] not in _SAYS_NOTHING
        }


@dataclass
class CaseRows:
    """The rows of one case, sheet by sheet."""

    ref: str
    head: Row
    people: dict[str, Row] = field(default_factory=dict)
    relationships: dict[str, Row] = field(default_factory=dict)
    contacts: dict[str, Row] = field(default_factory=dict)
    placements: dict[str, Row] = field(default_factory=dict)

    @cached_property
    def child_ref(self) -> str:
        """The id of the child whose map this is."""
        return self.head["focus_child_id"] or ""

    @property
    def row_count(self) -> int:
        """How many rows there are on all sheets."""
        return sum(self.count(name) for name in COLUMNS)

    def count(self, sheet: str) -> int:
        """How many rows there are on one sheet."""
        return 1 if sheet == "case" else len(getattr(self, sheet))

    def name(self, ref: str) -> str:
        """What a sentence calls somebody."""
        row = self.people.get(ref)
        return quoted((row and (row["known_as"] or row["full_name"])) or ref)
