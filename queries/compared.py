"""Compared: homes side by side, what each would mean for what matters to a child, and how we know."""

from __future__ import annotations

from collections.abc import Mapping

from graph.record import Value


class Home(Value):
    """One home being considered, or the child's home now: who would care there, if known, and its broad area."""

    key: str
    carers: tuple[str, ...]
    is_now: bool
    area: str = ""


class Part(Value):
    """One thing of several that a cell says: a message that a face translates, with its arguments."""

    message: str
    arguments: Mapping[str, str] = {}


class Cell(Value):
    """What one home means for one row: the effect, why, and how we know.

    `message` is what a face translates, with `arguments`, or each of several `parts` after the other; `people` are
    those whom it names besides the row's own.
    """

    home: str
    effect: str
    message: str = ""
    arguments: Mapping[str, str] = {}
    parts: tuple[Part, ...] = ()
    source: str = ""
    source_on: str = ""
    people: tuple[str, ...] = ()

    @property
    def because(self) -> str:
        """The English of what it says."""
        return "; ".join(part.message.format_map(part.arguments) for part in self.said)

    @property
    def said(self) -> tuple[Part, ...]:
        """Everything that it says, one thing after another."""
        return self.parts or (Part(message=self.message, arguments=self.arguments),)


class Row(Value):
    """One thing that matters, and a cell for each home."""

    topic: str
    subject: str
    person_id: str
    cells: tuple[Cell, ...]


class Options(Value):
    """The homes and the rows of a side-by-side."""

    homes: tuple[Home, ...]
    rows: tuple[Row, ...]

    @property
    def people(self) -> frozenset[str]:
        """Everybody whom it names."""
        named = {carer for home in self.homes for carer in home.carers}
        named |= {row.person_id for row in self.rows}
        return frozenset(named.union(*(cell.people for row in self.rows for cell in row.cells)))
