"""One case as the questions see it: its rows, and what is already kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.dates import UNKNOWN, PartialDate
from importers.maps import KeptMap
from importers.report import Question, quoted
from importers.rows import CaseRows, Row


@dataclass(frozen=True, slots=True)
class Tie:
    """Who is what to whom, by workbook ids, whether from the file or from the map."""

    kind: str
    from_ref: str
    to_ref: str
    source_type: str


@dataclass
class AskedCase:
    """The rows of a case, with what is kept of the same map, on the day of the file."""

    rows: CaseRows
    kept: KeptMap
    today: date

    @property
    def people(self) -> dict[str, Row]:
        """The rows of people, by id."""
        return self.rows.people

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie that will stand when the file is taken."""
        refs = {person: ref for ref, person in self.kept.people.items()}
        kept = (
            Tie(tie.kind, refs.get(tie.from_id, ""), refs.get(tie.to_id, ""), tie.source_type)
            for ref, tie in self.kept.ties.items()
            if ref not in self.rows.relationships and not tie.is_retracted
        )
        return (*kept, *self._ties_of_the_file())

    def _ties_of_the_file(self) -> Iterator[Tie]:
        for row in self.rows.relationships.values():
            if row["status"] != "retracted":
                yield Tie(row["kind"], row["from_id"], row["to_id"], row["source_type"] or "")

    @cached_property
    def times_that_happened(self) -> tuple[Row, ...]:
        """The times together that took place, on a day that is known."""
        return tuple(
            row
            for row in self.rows.contacts.values()
            if row["happened"] == "yes" and row["date"] is not None and row["date"].is_known
        )

    def name(self, ref: str) -> str:
        """What a sentence calls somebody."""
        if ref in self.people:
            return self.rows.name(ref)
        standing = self.kept.standings.get(self.kept.people.get(ref, ""))
        return quoted((standing and standing.known_as) or ref)

    def date(self, ref: str, column: str) -> PartialDate:
        """A person's date of birth or death, from the file or from the map."""
        if ref in self.people:
            return self.people[ref][column] or UNKNOWN
        person = self.kept.persons.get(self.kept.people.get(ref, ""))
        return getattr(person, column) if person else UNKNOWN


def ask(row: Row, column: str, message: str, /, **words: str) -> Question:
    """A question about one cell."""
    return Question(sheet=row.label, row=row.number, column=column, message=message, words=words)
