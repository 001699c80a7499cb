"""Seats: somebody new who belongs otherwise than it was written, on an empty chair, off one, or nowhere near.

It comes to the same as taking them away and adding them again, in one step that is the room’s own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graph.errors import RefusedError
from graph.journal import Change
from graph.layouts import KeptLayout
from graph.map_records import MAP_RECORDS
from graph.meetings import ChosenGap
from graph.network import Network
from graph.people import Person
from graph.protection import most_protective
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores.protocol import Store
from queries.meeting import same_tie
from web.meeting.newcomers import newcomer
from web.meeting.taking_back import not_here
from web.meeting.written import Steps, came_with
from web.said import Asking, Said, Written

_SHOWN_OF_CHAIR: Mapping[str, tuple[str, ...]] = {
    Person.record_kind: ("entity_type", "gender", "life_stage", "life_status"),
    Standing.record_kind: ("known_as", "network_kind", "professional_role"),
}
_ENDS = ("from_id", "to_id", "source_id")
_SAID_OF_SOMEBODY = frozenset({"statement", "plan"})


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody new as they are kept, and all that came with them."""

    person: Person
    standing: Standing
    came: tuple[Change, ...]

    @property
    def chair(self) -> tuple[Change, ...]:
        """What was changed of the empty chair on which they were put; nothing where there was none."""
        return tuple(one for one in self.came if one.before and one.record_id in self._own)

    @property
    def _own(self) -> frozenset[str]:
        return frozenset({self.person.id, self.standing.id})

    def with_them(self, store: Store) -> Iterator[Record]:
        """What came with them besides themselves and is kept; a chair that was there before stays."""
        for change in self.came:
            record = store.record(change.record_kind, change.record_id)
            if record is not None and record.id not in self._own and change.before is None:
                yield record


def seated(person: Person, standing: Standing, steps: Steps) -> Seated:
    """Somebody new, with what the room has written of them."""
    return Seated(person, standing, came_with(standing, steps))


def joined_otherwise(one: Seated, said: Said) -> Written | Asking:
    """Somebody new as they belong by what was sent, or what has to be asked first.

    RefusedError where the seat that they leave is spoken of elsewhere.
    """
    found = newcomer(replace(said, network=_without(one, said.network)))
    if isinstance(found, Asking):
        return found
    standing = next(kept for kept in reversed(found.kept) if isinstance(kept, Standing))
    gone = tuple(one.with_them(said.store))
    if standing.person_id == one.person.id:
        return Written(found.kept, gone)
    if standing.version or one.chair:
        return _on_another_seat(one, found, standing, gone, said)
    return Written(tuple(_as_themselves(one, found, standing)), gone)


def _without(one: Seated, network: Network) -> Network:
    """The map as if they had not been added: the chair on which they were put is empty, and the others are gone."""
    added = [change for change in one.came if change.before is None]
    rows = [
        Relationship.model_validate(change.after)
        for change in added
        if change.record_kind == Relationship.record_kind
    ]
    gone = {change.record_id for change in added if change.record_kind == Person.record_kind}
    people, standings = dict(network.people), dict(network.standings)
    chair = network.in_view(one.person.id)
    for change in one.chair:
        before = change.before or {}
        update = {name: before[name] for name in _SHOWN_OF_CHAIR[change.record_kind]}
        if change.record_kind == Person.record_kind:
            people[chair] = people[chair].model_copy(update=update)
        else:
            standings[chair] = standings[chair].model_copy(update=update)
    return network.changed(
        people=people,
        standings=standings,
        relationships=tuple(
            row
            for row in network.relationships
            if not any(same_tie(mine, row, network) for mine in rows)
        ),
    ).with_only({person for person in people if network.own_id(person) not in gone})


def _as_themselves(one: Seated, found: Written, standing: Standing) -> Iterator[Record]:
    """The same person with other ties, so that whatever was said of them stays theirs."""
    theirs = {standing.person_id: one.person.id}
    for record in found.kept:
        if isinstance(record, Person) and record.id == standing.person_id:
            names = ("entity_type", "gender", "life_stage", "life_status")
            yield _with(one.person, record, names)
        elif record is standing:
            yield _with(one.standing, record, ("known_as", "network_kind", "professional_role"))
        else:
            yield _renamed(record, theirs)


def _on_another_seat(
    one: Seated, found: Written, standing: Standing, gone: tuple[Record, ...], said: Said
) -> Written:
    """On an empty chair instead, or off one: the chair that they leave is as it was, and waits again."""
    _refuse_spoken_of(one, gone, said)
    theirs = {one.person.id: standing.person_id}
    kept = tuple(_renamed(record, theirs) for record in found.kept)
    if not one.chair:
        return Written(kept, (*gone, one.standing, one.person))
    return Written((*kept, *_empty_again(one)), gone)


def _empty_again(one: Seated) -> Iterator[Record]:
    """The chair as it was before, as little seen as it is now; only while it is as the room left it."""
    for change in one.chair:
        current: Record = one.person if change.record_kind == Person.record_kind else one.standing
        if _words_of(current.model_dump(mode="json")) != _words_of(change.after or {}):
            raise RefusedError(not_here())
        before = type(current).model_validate(change.before)
        yield most_protective(current, before).model_copy(update={"version": current.version})


def _refuse_spoken_of(one: Seated, gone: Iterable[Record], said: Said) -> None:
    """What else was said of somebody must not become the words of an empty chair, or of nobody."""
    mine = {record.id for record in gone} | {one.standing.id}
    # A question about a chair was asked of the chair, and stays with it.
    but = (KeptLayout, ChosenGap) if one.chair else (KeptLayout,)
    network = said.store.network(said.child_id)
    records: list[Record] = [
        record
        for kind in MAP_RECORDS
        if kind not in but
        for record in said.store.kept(kind, said.child_id)
        if one.person.id in record.people
    ]
    for row in network.relationships:
        is_of_them = row.family in _SAID_OF_SOMEBODY and one.person.id in (row.from_id, row.to_id)
        records += [row] if is_of_them or row.source_id == one.person.id else []
    records += [row for row in network.contacts if row.person_id == one.person.id]
    if any(record.id not in mine for record in records):
        raise RefusedError(not_here())


def _with(kept: Record, new: Record, names: Iterable[str]) -> Record:
    return kept.model_copy(update={name: getattr(new, name) for name in names})


def _renamed(record: Record, ids: Mapping[str, str]) -> Record:
    if not isinstance(record, Relationship):
        return record
    ends = {name: getattr(record, name) for name in _ENDS}
    return record.model_copy(update={name: ids.get(end, end) for name, end in ends.items()})


def _words_of(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "version"}
