"""Saving what a form says: versions, nothing loosened in passing, and both sides of a conflict kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.people import Person
from graph.protection import loosened
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores.protocol import Store
from graph.stores.writing import KINDS
from graph.vocabulary import RELATIONSHIP_KINDS
from web.asking import NOT_HERE
from web.forms.fields import Field, Form
from web.forms.reading import boxes, updated
from web.words import _

Parts = Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people changed one record: who and when, and by field what is kept now where the two differ."""

    actor: str
    at: datetime | None
    typed: Mapping[str, str]
    theirs: Mapping[str, str]


def new_parts(form: Form, network: Network, on: date) -> Parts:
    """Empty records for a form that adds something, with what it starts as."""
    person_id = uuid4().hex
    ids: dict[str, Any] = {"id": uuid4().hex, "child_id": network.child_id, "person_id": person_id}
    ids |= {"from_id": network.child_id, "to_id": network.child_id, "kind": "friend"}
    made: dict[str, Record] = {}
    for part in form.parts:
        model = KINDS[part]
        known = {name: value for name, value in ids.items() if name in model.model_fields}
        if part == "person":
            known["id"] = person_id
        made[part] = _with_start(form, model(**known), on)
    return made


def _with_start(form: Form, record: Record, on: date) -> Record:
    fields = type(record).model_fields
    start = {name: value for name, value in form.starts_as.items() if name in fields}
    return type(record).model_validate(record.model_dump() | updated(record, start, on))


def kept_parts(store: Store, form: Form, network: Network, record_id: str) -> Parts:
    """The records behind a form that changes something, as far as it stands on the visible map."""
    ids = _ids(form, network, record_id)
    found = {part: store.record(part, ids[part]) for part in form.parts}
    if any(record is None for record in found.values()):
        raise UnknownError(NOT_HERE)
    return {part: record for part, record in found.items() if record is not None}


def _ids(form: Form, network: Network, record_id: str) -> Mapping[str, str]:
    if form.name == "person" and record_id in network.people:
        own = network.own_id(record_id)
        return {"person": own, "standing": network.standings[record_id].id}
    rows = {
        "relationship": network.relationships,
        "contact": network.contacts,
        "stay": network.stays,
        "case": (network.case,),
    }
    for part in form.parts:
        for row in rows.get(part, ()):
            if row.id == record_id and _belongs(form, row):
                return {part: record_id}
    raise UnknownError(NOT_HERE)


def _belongs(form: Form, row: Record) -> bool:
    if not isinstance(row, Relationship):
        return True
    return row.kind in form.kinds or row.family in form.families


def changed_parts(
    parts: Parts, values: Mapping[str, Mapping[str, Any]], network: Network, on: date
) -> Parts:
    """The records once what was typed is taken over, checked as every record is."""
    return {
        part: _owned(
            type(record).model_validate(record.model_dump() | updated(record, values[part], on)),
            network,
        )
        for part, record in parts.items()
    }


def _owned(record: Record, network: Network) -> Record:
    """A tie belongs to its two people or to this child’s map, as its kind says."""
    if not isinstance(record, Relationship):
        return record
    is_shared = RELATIONSHIP_KINDS[record.kind].is_shared
    owner = "" if is_shared else network.own_id(network.child_id)
    return record.model_copy(update={"child_id": owner})


def problems_with(before: Parts, after: Parts, network: Network) -> dict[str, str]:
    """What a form may not do, by field: loosen in passing, join someone to themselves, or tick a rung alone."""
    found: dict[str, str] = {}
    for part, record in after.items():
        for name in loosened(before[part], record):
            found[name] = _(
                "This would protect less than before. Use “Who may know” on their page: it takes a "
                "reason and a second person."
            )
        if isinstance(record, Relationship) and record.from_id == record.to_id:
            found["other"] = _("Choose somebody else here.")
        if isinstance(record, Standing) and record.ladder != _ladder_of(before[part]):
            found |= _rung_problem(record, network)
    return found | _name_problem(after)


def _name_problem(after: Parts) -> dict[str, str]:
    """Somebody is called something, unless they are an empty chair."""
    person, standing = after.get("person"), after.get("standing")
    if not isinstance(person, Person) or not isinstance(standing, Standing):
        return {}
    if person.full_name.strip() or standing.known_as.strip() or person.is_placeholder:
        return {}
    return {"known_as": _("Write what they are called. What would the child say?")}


def _ladder_of(record: Record) -> object:
    return record.ladder if isinstance(record, Standing) else ()


def _rung_problem(standing: Standing, network: Network) -> dict[str, str]:
    """Nobody is committed without a promise, or here for life without saying so: neither is a tick."""
    rung = standing.finding_status()
    rows = [
        row for row in network.ties.get(standing.person_id, ()) if row.from_id == standing.person_id
    ]
    promised = [row for row in rows if row.kind == "promise"]
    said = [row for row in rows if row.kind in ("promise", "loves") and _is_own_word(row)]
    if rung == "committed" and not promised:
        return {"ladder": _("Write down first what they have offered, as a promise.")}
    if rung == "lifelong" and not said:
        return {"ladder": _("Write down first how they said so, in their own words.")}
    return {}


def _is_own_word(row: Relationship) -> bool:
    return row.source_type == "person_words" or row.source_id == row.from_id


def save(store: Store, before: Parts, after: Parts, event: Event) -> None:
    """Commit whatever changed, in one change with its journal entry."""
    with store.writer(event) as writer:
        for part, record in after.items():
            if record != before[part] or record.version == 0:
                writer.put(record)


def refuse_stale(parts: Parts, versions: Mapping[str, int]) -> None:
    """ConflictError where a form was made from another version than the one kept now."""
    for part, record in parts.items():
        if versions[part] != record.version:
            raise ConflictError(record)


def clash(
    store: Store,
    chain: str,
    fields: tuple[Field, ...],
    parts: Parts,
    versions: Mapping[str, int],
    typed: Mapping[str, str],
    network: Network,
) -> Clash:
    """What both wrote: a field that the later one left alone takes the other’s value, the rest keeps theirs."""
    entries = [e for e in store.entries(chain, newest_first=True) if e.changes]
    ids = {record.id: part for part, record in parts.items()}
    base: dict[str, Record] = {}
    last = None
    for entry in entries:
        for change in entry.changes:
            part = ids.get(change.record_id)
            if part is None or change.after is None:
                continue
            last = last or entry
            if change.after.get("version") == versions[part]:
                base.setdefault(part, KINDS[part].model_validate(change.after))
    now = boxes(fields, parts, network)
    then = now | boxes(tuple(f for f in fields if f.part in base), base, network)
    return _merged(last.actor if last else "", last.at if last else None, typed, then, now)


def _merged(
    actor: str,
    at: datetime | None,
    typed: Mapping[str, str],
    then: Mapping[str, str],
    now: Mapping[str, str],
) -> Clash:
    mine = {name: now[name] if typed[name] == then[name] else typed[name] for name in typed}
    theirs = {
        name: now[name] for name in typed if mine[name] != now[name] or now[name] != then[name]
    }
    return Clash(actor, at, mine, theirs)
