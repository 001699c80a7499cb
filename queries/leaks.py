"""Leaks: where a view would let a protected fact be read from free text.

Asked before a view for the family, the child or the room is opened or given away: a hit stops it until a named
person decides, because free text passes every filter of fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from graph.details import Detail
from graph.network import Network
from graph.record import Record, Value
from queries.traces import Text, holds, ready

_NOT_WORDS = frozenset(
    {
        *("id", "child_id", "person_id", "from_id", "to_id", "source_id", "recorded_by"),
        *("by", "beside", "people_ids", "item_id"),
        *("meeting_id", "subject_id", "speaker_id", "about_ids", "gap_id", "scale_id", "who_ids"),
        *("made_id", "step", "column", "rule", "tag"),
    }
)


class Leak(Value):
    """One protected fact that can be read in one field of a view; neither the fact nor the words are repeated here."""

    detail_id: str
    detail_kind: str
    person_id: str
    record_kind: str
    record_id: str
    field: str
    digest: str

    @property
    def where(self) -> tuple[str, str, str]:
        """The place in the view: the kind of record, its id and the field."""
        return self.record_kind, self.record_id, self.field


def leaks(network: Network, details: Iterable[Detail]) -> tuple[Leak, ...]:
    """Every place in a view from which one of the details can be read, in order of place."""
    return leaks_in(_records(network), details)


def leaks_in(records: Iterable[Record], details: Iterable[Detail]) -> tuple[Leak, ...]:
    """Every place in some records from which one of the details can be read, in order of place."""
    facts = [detail for detail in details if detail.text.strip()]
    found = [
        Leak(
            detail_id=fact.id,
            detail_kind=fact.kind,
            person_id=fact.person_id,
            record_kind=record.record_kind,
            record_id=record.id,
            field=field,
            digest=sha256(words.encode()).hexdigest(),
        )
        for record, field, words, text in _texts(records)
        for fact in facts
        if holds(text, fact.kind, fact.text)
    ]
    return tuple(sorted(found, key=lambda leak: (*leak.where, leak.detail_id)))


def _texts(records: Iterable[Record]) -> Iterator[tuple[Record, str, str, Text]]:
    for record in records:
        for field in type(record).model_fields:
            value = getattr(record, field)
            words = " · ".join(value) if _is_words(value) else value
            if field not in _NOT_WORDS and isinstance(words, str) and words.strip():
                yield record, field, words, ready(words)


def _is_words(value: object) -> bool:
    return isinstance(value, tuple) and all(isinstance(word, str) for word in value)


def _records(network: Network) -> Iterator[Record]:
    yield network.case
    yield from network.people.values()
    yield from network.standings.values()
    yield from network.relationships
    yield from network.contacts
    yield from network.stays
