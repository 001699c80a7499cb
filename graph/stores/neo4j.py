"""The store of those who outgrow one machine: Neo4j, in Cypher, with one query for each child's map.

Who may see what is decided in kith, as for every store: the server knows one user, and all that it can read is that
user's. So it reads as little as the questions need, and the rest is sealed before it is sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar, cast

from graph.details import Detail
from graph.errors import UnknownError
from graph.journal import Event
from graph.network import Network
from graph.record import MapRecord, Record
from graph.stores import neo4j_cypher as cypher
from graph.stores.names import name_to_search
from graph.stores.neo4j_properties import LAYOUTS, Found
from graph.stores.neo4j_records import Neo4jRecords, record_in
from graph.stores.neo4j_reviews import Neo4jReviews
from graph.stores.pen import moment_text
from graph.stores.protocol import ChildLine
from graph.stores.replay import NO_MAP, known_network
from graph.stores.snapshot import snapshot
from graph.stores.writing import RecordWriter

M = TypeVar("M", bound=MapRecord)

# What the search reads as something other than itself, unless a backslash stands before it.
_SPECIAL = re.compile(r'([+\-&|!(){}\[\]^"~*?:\\/\s<>=])')


class Neo4jStore(Neo4jReviews):
    """Children's maps in one database of a Neo4j server, over the journal and the accounts."""

    def network(self, child_id: str, known_on: datetime | None = None) -> Network:
        """Everything on one child's map, or what was known of it at a moment."""
        if known_on is not None:
            return known_network(self.entries(child_id), known_on)
        rows = self._asked(cypher.MAP_OF, child=child_id)
        if not rows:
            raise UnknownError(NO_MAP)
        case, people, standings, own, shared, contacts, stays = rows[0]
        return snapshot(
            LAYOUTS["case"].model(case, self._sealer),
            {person.id: person for person in self._models("person", people)},
            self._models("standing", standings),
            self._models("relationship", [*own, *shared]),
            self._models("contact", contacts),
            self._models("stay", stays),
        )

    def children(self) -> tuple[ChildLine, ...]:
        """Every child with a map, by what they are called, then id."""
        lines = [
            ChildLine.model_construct(
                child_id=child_id,
                ref=ref,
                case_ref=case_ref,
                known_as=known_as or full_name,
                full_name=full_name,
                people=people,
            )
            for child_id, ref, case_ref, known_as, full_name, people in self._asked(cypher.CHILDREN)
        ]
        return tuple(sorted(lines, key=lambda line: (line.known_as.casefold(), line.child_id)))

    @contextmanager
    def writer(self, event: Event) -> Iterator[RecordWriter]:
        """A change that commits, with its journal entries, when the block ends without an error."""
        with self._alone() as shelf:
            writer = RecordWriter(shelf, self._pen, event)
            yield writer
            if not shelf.is_empty:
                self._commit(shelf, lambda _: writer.finish())

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now; inside a change, as the change has left it so far."""
        shelf = getattr(self._mine, "shelf", None)
        if shelf is not None:
            return cast("Record | None", shelf.record(kind, record_id))
        return Neo4jRecords(self._asked, self._sealer).found(kind, [record_id]).get(record_id)

    def details(self, child_id: str, person_id: str = "") -> tuple[Detail, ...]:
        """The protected facts about a person, or about everyone on a map."""
        rows = self._asked(cypher.DETAILS_OF, child=child_id, person=person_id)
        return tuple(self._models("detail", [row for (row,) in rows]))

    def kept(self, kind: type[M], child_id: str = "") -> tuple[M, ...]:
        """The records of one kind that belong to a map, or to none, by id."""
        rows = self._asked(cypher.KEPT, child=child_id, kind=kind.record_kind)
        return tuple(cast(M, record_in(kind.record_kind, row, self._sealer)) for (row,) in rows)

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The ids of the children on whose maps a person stands."""
        return tuple(child for (child,) in self._asked(cypher.MAPS_OF, person=person_id))

    def people_like(self, text: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Pairs of child id and person id whose names hold the text."""
        sought = _SPECIAL.sub(r"\\\1", name_to_search(text))
        rows = self._asked(cypher.PEOPLE_LIKE, sought=f"*{sought}*" if sought else "*", limit=limit)
        return tuple((child_id, person_id) for child_id, person_id in rows)

    def changed_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the children whose map has changed since a moment."""
        rows = self._asked(cypher.CHANGED_SINCE, moment=moment_text(moment))
        return tuple(chain for (chain,) in rows)

    def close(self) -> None:
        """Give back what is held open."""
        self._line.close()

    def _models(self, kind: str, rows: list[Found]) -> list[Any]:
        return [LAYOUTS[kind].model(row, self._sealer) for row in rows]
