"""Records as they are read: one function for each kind, column by column.

What a store wrote itself was checked then, and is not checked again. Each function spells its columns out because that
is three times as fast as pairing names with values, and a child's map is read on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.cases import Case
from graph.contacts import Contact
from graph.dates import read_date
from graph.details import Detail
from graph.map_records import MAP_RECORDS
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.rows import Row, read_moves, read_words, trusted

_MAP_KINDS = {kind.record_kind: kind for kind in MAP_RECORDS}


def person_in(row: Row) -> Person:
    """The person in a row."""
    return trusted(
        Person,
        {
            "id": row[0],
            "version": row[1],
            "full_name": row[2],
            "entity_type": row[3],
            "gender": row[4],
            "dob": read_date(row[5]),
            "dob_precision": row[6],
            "life_status": row[7],
            "dod": read_date(row[8]),
            "life_stage": row[9],
            "culture_tags": read_words(row[10]),
            "languages": read_words(row[11]),
            "address_confidential": bool(row[12]),
        },
    )


def standing_in(row: Row) -> Standing:
    """The standing in a row."""
    return trusted(
        Standing,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "person_id": row[3],
            "ref": row[4],
            "known_as": row[5],
            "network_kind": row[6],
            "professional_role": row[7],
            "role_end_date": read_date(row[8]),
            "ladder": read_moves(row[9]),
            "first_known_date": read_date(row[10]),
            "stance": read_moves(row[11]),
            "safety_plan": row[12],
            "importance": read_moves(row[13]),
            "target_days": row[14],
            "notes": row[15],
            "visibility": row[16],
        },
    )


def relationship_in(row: Row) -> Relationship:
    """The relationship in a row."""
    return trusted(
        Relationship,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "ref_case": row[3],
            "ref": row[4],
            "from_id": row[5],
            "to_id": row[6],
            "kind": row[7],
            "detail": row[8],
            "status": row[9],
            "start_date": read_date(row[10]),
            "end_date": read_date(row[11]),
            "quality": row[12],
            "plan_every_days": row[13],
            "plan_mode": row[14],
            "source_type": row[15],
            "source_id": row[16],
            "source_date": read_date(row[17]),
            "certainty": row[18],
            "conflict_group": row[19],
            "visibility": row[20],
            "words": row[21],
        },
    )


def contact_in(row: Row) -> Contact:
    """The contact in a row."""
    return trusted(
        Contact,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "person_id": row[3],
            "ref": row[4],
            "date": read_date(row[5]),
            "contact_type": row[6],
            "happened": row[7],
            "supervised": row[8],
            "duration_min": row[9],
            "child_view": row[10],
            "recorded_by": row[11],
            "notes": row[12],
        },
    )


def stay_in(row: Row) -> Stay:
    """The stay in a row."""
    return trusted(
        Stay,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "person_id": row[3],
            "home_code": row[4],
            "area": row[5],
            "start_date": read_date(row[6]),
            "end_date": read_date(row[7]),
        },
    )


def case_in(row: Row) -> Case:
    """The head of a map in a row."""
    return trusted(
        Case,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "ref": row[3],
            "title": row[4],
            "as_of": read_date(row[5]),
            "jurisdiction": row[6],
            "legal_status_code": row[7],
            "legal_status_text": row[8],
            "home_type_code": row[9],
            "home_since": read_date(row[10]),
            "permanence_plan": row[11],
            "culture_tags": read_words(row[12]),
            "next_review": read_date(row[13]),
            "meeting_purpose": row[14],
            "story": row[15],
        },
    )


def detail_in(row: Row) -> Detail:
    """The detail in a row."""
    return trusted(
        Detail,
        {
            "id": row[0],
            "version": row[1],
            "child_id": row[2],
            "person_id": row[3],
            "kind": row[4],
            "text": row[5],
            "start_date": read_date(row[6]),
            "end_date": read_date(row[7]),
            "may_see": read_words(row[8]),
            "reason": row[9],
            "review_date": read_date(row[10]),
        },
    )


RECORD_IN: Mapping[str, Callable[[Row], Record]] = {
    "person": person_in,
    "standing": standing_in,
    "relationship": relationship_in,
    "contact": contact_in,
    "stay": stay_in,
    "case": case_in,
    "detail": detail_in,
}


def map_record_in(kind: str, row: Row | None) -> MapRecord | None:
    """The record of a map in a row of its version and its JSON."""
    return None if row is None else _MAP_KINDS[kind].model_validate_json(row[1])
