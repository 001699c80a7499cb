"""The encrypted store: SQLCipher, hand-written SQL, and one indexed fetch for each child's map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from graph.details import Detail
from graph.errors import StoreError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.record import MapRecord, Record
from graph.stores.backups import back_up
from graph.stores.connections import DAMAGED, Connection
from graph.stores.names import name_to_search
from graph.stores.pen import moment_text
from graph.stores.protocol import ChildLine
from graph.stores.reading import (
    case_in,
    contact_in,
    detail_in,
    person_in,
    relationship_in,
    standing_in,
    stay_in,
)
from graph.stores.replay import NO_MAP, known_network
from graph.stores.rows import Row
from graph.stores.snapshot import snapshot
from graph.stores.sqlite_reviews import SqliteReviews
from graph.stores.sqlite_shelf import SqliteShelf
from graph.stores.writing import RecordWriter

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=MapRecord)

_KEPT = "SELECT body FROM map_record WHERE child_id = ? AND kind = ? ORDER BY id"
_CASE = """
    SELECT id, version, child_id, ref, title, as_of, jurisdiction, legal_status_code, legal_status_text, home_type_code,
        home_since, permanence_plan, culture_tags, next_review, meeting_purpose, story
    FROM map_case WHERE child_id = ?
"""
_STANDINGS_OF = """
    SELECT id, version, child_id, person_id, ref, known_as, network_kind, professional_role, role_end_date, ladder,
        first_known_date, stance, safety_plan, importance, target_days, notes, visibility
    FROM standing WHERE child_id = ?
"""
_PEOPLE_OF = """
    SELECT p.id, p.version, p.full_name, p.entity_type, p.gender, p.dob, p.dob_precision, p.life_status, p.dod,
        p.life_stage, p.culture_tags, p.languages, p.address_confidential
    FROM standing s CROSS JOIN person p ON p.id = s.person_id WHERE s.child_id = ?
"""
_OWN_RELATIONSHIPS = """
    SELECT id, version, child_id, ref_case, ref, from_id, to_id, kind, detail, status, start_date, end_date, quality,
        plan_every_days, plan_mode, source_type, source_id, source_date, certainty, conflict_group, visibility, words
    FROM relationship WHERE child_id = ?
"""
# Shared ties are clustered by the person they come from: one short range for each who stands on the map.
_SHARED_RELATIONSHIPS = """
    SELECT r.id, r.version, r.child_id, r.ref_case, r.ref, r.from_id, r.to_id, r.kind, r.detail, r.status, r.start_date,
        r.end_date, r.quality, r.plan_every_days, r.plan_mode, r.source_type, r.source_id, r.source_date, r.certainty,
        r.conflict_group, r.visibility, r.words
    FROM standing s CROSS JOIN relationship r ON r.child_id = '' AND r.from_id = s.person_id WHERE s.child_id = ?
"""
_CONTACTS_OF = """
    SELECT id, version, child_id, person_id, ref, date, contact_type, happened, supervised, duration_min, child_view,
        recorded_by, notes
    FROM contact WHERE child_id = ?
"""
_STAYS_OF = """
    SELECT id, version, child_id, person_id, home_code, area, start_date, end_date FROM stay WHERE child_id = ?
"""
_DETAILS_OF = """
    SELECT id, version, child_id, person_id, kind, text, start_date, end_date, may_see, reason, review_date
    FROM detail WHERE child_id = :child AND (:person = '' OR person_id = :person) ORDER BY id
"""
_CHILDREN = """
    SELECT c.child_id, s.ref, c.ref, s.known_as, p.full_name,
        (SELECT count(*) FROM standing every WHERE every.child_id = c.child_id)
    FROM map_case c
    JOIN standing s ON s.child_id = c.child_id AND s.person_id = c.child_id
    JOIN person p ON p.id = c.child_id
"""
_PEOPLE_LIKE = """
    SELECT child_id, person_id FROM standing WHERE instr(name_to_search, :sought) > 0
    UNION
    SELECT s.child_id, s.person_id FROM person p JOIN standing s ON s.person_id = p.id
    WHERE instr(p.name_to_search, :sought) > 0
    ORDER BY 1, 2 LIMIT :limit
"""


class SqliteStore(SqliteReviews):
    """Children's maps in one encrypted file, over the journal and the accounts."""

    def network(self, child_id: str, known_on: datetime | None = None) -> Network:
        """Everything on one child's map, or what was known of it at a moment."""
        if known_on is not None:
            return known_network(self.entries(child_id), known_on)
        mine = (child_id,)
        with self._reading() as connection:
            case = connection.row(_CASE, mine)
            if case is None:
                raise UnknownError(NO_MAP)
            people = _records(connection, person_in, _PEOPLE_OF, mine)
            return snapshot(
                case_in(case),
                {person.id: person for person in people},
                _records(connection, standing_in, _STANDINGS_OF, mine),
                [
                    *_records(connection, relationship_in, _OWN_RELATIONSHIPS, mine),
                    *_records(connection, relationship_in, _SHARED_RELATIONSHIPS, mine),
                ],
                _records(connection, contact_in, _CONTACTS_OF, mine),
                _records(connection, stay_in, _STAYS_OF, mine),
            )

    def children(self) -> tuple[ChildLine, ...]:
        """Every child with a map, by what they are called, then id."""
        with self._reading() as connection:
            rows = connection.rows(_CHILDREN)
        lines = [
            ChildLine.model_construct(
                child_id=child_id,
                ref=ref,
                case_ref=case_ref,
                known_as=known_as or full_name,
                full_name=full_name,
                people=people,
            )
            for child_id, ref, case_ref, known_as, full_name, people in rows
        ]
        return tuple(sorted(lines, key=lambda line: (line.known_as.casefold(), line.child_id)))

    @contextmanager
    def writer(self, event: Event) -> Iterator[RecordWriter]:
        """A change that commits, with its journal entries, when the block ends without an error."""
        with self._change() as shelf:
            writer = RecordWriter(shelf, self._pen, event)
            yield writer
            writer.finish()
            if shelf.written is not None:
                self._tombstones.note_change(writer.touched, shelf.written.number)

    def record(self, kind: str, record_id: str) -> Record | None:
        """One record as it stands now."""
        with self._reading() as connection:
            return SqliteShelf(connection).record(kind, record_id)

    def details(self, child_id: str, person_id: str = "") -> tuple[Detail, ...]:
        """The protected facts about a person, or about everyone on a map."""
        with self._reading() as connection:
            rows = connection.rows(_DETAILS_OF, {"child": child_id, "person": person_id})
        return tuple(detail_in(row) for row in rows)

    def kept(self, kind: type[M], child_id: str = "") -> tuple[M, ...]:
        """The records of one kind that belong to a map, or to none, by id."""
        with self._reading() as connection:
            rows = connection.rows(_KEPT, (child_id, kind.record_kind))
        return tuple(kind.model_validate_json(body) for (body,) in rows)

    def maps_of(self, person_id: str) -> tuple[str, ...]:
        """The ids of the children on whose maps a person stands."""
        with self._reading() as connection:
            return SqliteShelf(connection).maps_of(person_id)

    def people_like(self, text: str, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Pairs of child id and person id whose names hold the text."""
        with self._reading() as connection:
            sought = {"sought": name_to_search(text), "limit": limit}
            rows = connection.rows(_PEOPLE_LIKE, sought)
        return tuple((child_id, person_id) for child_id, person_id in rows)

    def changed_since(self, moment: datetime) -> tuple[str, ...]:
        """The ids of the children whose map has changed since a moment."""
        rows = self._batch(
            "SELECT DISTINCT chain FROM entry WHERE changes > 0 AND at >= ? AND chain <> '' ORDER BY chain",
            (moment_text(moment),),
        )
        return tuple(chain for (chain,) in rows)

    def close(self) -> None:
        """Give back what is held open."""
        self._connections.close()
        self._watermark.close()

    def back_up(self, path: Path) -> None:
        """Write a backup to a new file, while others go on writing to the store."""
        back_up(self._connections.mine(), self._connections.path, path)

    def damage(self) -> str:
        """Nothing where every page and every row is whole; else one sentence."""
        connection = self._connections.mine()
        try:
            pages = connection.rows("PRAGMA cipher_integrity_check")
            loose = connection.rows("PRAGMA foreign_key_check")
            rows = connection.rows("PRAGMA integrity_check")
        except StoreError as error:
            return str(error)
        return DAMAGED if pages or loose or rows != [("ok",)] else ""


def _records(
    connection: Connection, record_in: Callable[[Row], R], statement: str, values: tuple[str]
) -> list[R]:
    return [record_in(row) for row in connection.rows(statement, values)]
