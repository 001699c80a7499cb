"""Who may see what: one function between every store and every face.

An allow-list by audience and class of field, so that what nobody thought of is shown to nobody. What a viewer may not
see leaves no trace: no count, no place, no id. Safety and “the child said no” are read from the whole network and
carried along only to remove.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import TypeVar

from graph.accounts import Account, Grant
from graph.contacts import Contact
from graph.dates import UNKNOWN, without_year
from graph.errors import UnknownError
from graph.network import Network
from graph.people import Person
from graph.record import MapRecord, Record
from graph.relationships import Relationship
from graph.roles import NOBODY, ROLES
from graph.sensitivity import (
    CHILD_PRIVATE,
    FAMILY,
    OPEN,
    PROTECTED,
    RECORD,
    Sensitivity,
    sensitivities,
)
from graph.sharings import Sharing, sharing_for
from graph.silences import silences_of
from graph.stays import Stay
from graph.view_ids import with_ids_of_this_view
from graph.viewers import Viewer
from graph.vocabulary import RELATIONSHIP_KINDS

SOMEONE = "someone"
CONFIDENTIAL = "confidential"

_FAMILY_CLASSES = frozenset({OPEN, FAMILY})
_CLASSES: Mapping[str, frozenset[Sensitivity]] = {
    "child": _FAMILY_CLASSES | {CHILD_PRIVATE},
    "family_meeting": _FAMILY_CLASSES,
    "professionals": _FAMILY_CLASSES | {RECORD},
    "manager": _FAMILY_CLASSES | {RECORD, PROTECTED},
    "print_child": _FAMILY_CLASSES | {CHILD_PRIVATE},
    "print_family": _FAMILY_CLASSES,
}
_SEES_EVERY_PERSON = frozenset({"professionals", "manager"})
_MAY_HEAR_ADULT_THINGS = frozenset({"family_meeting", "print_family"})
_OPENS_PROTECTED = frozenset({"allocated", "break_glass"})
_UNSURE = frozenset({"possible", "disputed"})


def viewer_for(
    account: Account,
    grants: Iterable[Grant],
    child_id: str,
    now: datetime,
    named_for: frozenset[str] = frozenset(),
    sharings: Iterable[Sharing] = (),
) -> Viewer | None:
    """As whom an account may look at a child’s map now; None where it may not, whatever the reason.

    A declared relative and one’s own record stay closed, whatever else was granted. A child opens their own map only. A
    partner professional needs leave and, besides, forms that were named for them.
    """
    role = ROLES.get(account.role, NOBODY)
    audience = role.audience
    kinds = _kinds_held(account, grants, child_id, now)
    if account.is_disabled or not audience or not kinds or "barred" in kinds:
        return None
    viewer = Viewer(
        account=account.id,
        role=account.role,
        audience=audience,
        is_allocated=not kinds.isdisjoint(_OPENS_PROTECTED),
        named_for=named_for,
    )
    return _as_named(viewer, sharings, child_id, now) if role.sees_what_is_named else viewer


def _as_named(
    viewer: Viewer, sharings: Iterable[Sharing], child_id: str, now: datetime
) -> Viewer | None:
    """A viewer who sees only what was named for them; None where nothing is."""
    on_this_map = [one for one in sharings if one.child_id == child_id]
    found = sharing_for(on_this_map, viewer.account, now)
    if found is None:
        return None
    only = frozenset(found.person_ids) or None
    return viewer.model_copy(update={"forms": frozenset(found.forms), "only": only})


def works_with(account: Account, grants: Iterable[Grant], child_id: str, now: datetime) -> bool:
    """Whether an account works with a child now: allocated or involved, and not only able to look."""
    return not _kinds_held(account, grants, child_id, now).isdisjoint({"allocated", "involved"})


def _kinds_held(
    account: Account, grants: Iterable[Grant], child_id: str, now: datetime
) -> frozenset[str]:
    """The kinds of leave that count: for a child the leave to their own map, for everybody else any other."""
    kinds = frozenset(grant.kind for grant in grants if _holds(grant, account.id, child_id, now))
    own = kinds & {"own"}
    if account.role == "child":
        return kinds if own else own
    return kinds - own


def _holds(grant: Grant, account_id: str, child_id: str, now: datetime) -> bool:
    is_theirs = grant.account_id == account_id and grant.child_id == child_id
    has_ended = grant.ends_at is not None and grant.ends_at <= now
    return is_theirs and not grant.is_revoked and grant.starts_at <= now and not has_ended


def classes_for(viewer: Viewer) -> frozenset[Sensitivity]:
    """The classes of field a viewer may see; none for an audience that nobody declared."""
    classes = _CLASSES.get(viewer.audience, frozenset[Sensitivity]())
    if viewer.audience == "professionals" and viewer.is_allocated:
        return classes | {PROTECTED, CHILD_PRIVATE}
    return classes


def visible(network: Network, viewer: Viewer) -> Network:
    """The network that a viewer may see, with the silences of the whole one.

    For the family and the child every id is made anew for this view, in the order of the map. UnknownError for a
    viewer who may not see the child at all: a forbidden child and a missing one answer alike.
    """
    classes = classes_for(viewer)
    levels = _levels(viewer)
    seen = {
        person
        for person, standing in network.standings.items()
        if standing.visibility in levels and (person in network.people) and OPEN in classes
    }
    if viewer.only is not None:
        seen &= viewer.only | {network.child_id}
    seen -= viewer.but - {network.child_id}
    if network.child_id not in seen:
        raise UnknownError("There is no such child here.")
    silences = {p: why for p, why in silences_of(network).items() if p in seen}
    shown = network.changed(
        case=_masked(network.case, classes),
        people={p: _person(network.people[p], classes) for p in network.people if p in seen},
        standings={
            p: _masked(network.standings[p], classes) for p in network.standings if p in seen
        },
        relationships=tuple(_relationships(network, seen, levels, classes)),
        contacts=tuple(_contacts(network.contacts, seen, classes)),
        stays=tuple(_stays(network, seen, classes, viewer)),
        shown=classes,
        no_prompt=silences,
    )
    return shown if RECORD in classes else with_ids_of_this_view(network, shown)


def _levels(viewer: Viewer) -> frozenset[str]:
    if viewer.audience in _SEES_EVERY_PERSON:
        return frozenset({"everyone", "adults_only", "professionals_only"})
    if viewer.audience in _MAY_HEAR_ADULT_THINGS and viewer.child_absent:
        return frozenset({"everyone", "adults_only"})
    return frozenset({"everyone"})


@cache
def _hidden_fields(model: type[Record], classes: frozenset[Sensitivity]) -> dict[str, object]:
    return {
        name: model.model_fields[name].get_default(call_default_factory=True)
        for name, mark in sensitivities(model).items()
        if mark not in classes and not model.model_fields[name].is_required()
    }


R = TypeVar("R", bound=Record)


def _masked(record: R, classes: frozenset[Sensitivity]) -> R:
    hidden = _hidden_fields(type(record), classes)
    return record.model_copy(update=hidden) if hidden else record


def _person(person: Person, classes: frozenset[Sensitivity]) -> Person:
    masked = _masked(person, classes)
    if RECORD in classes:
        return masked
    return masked.model_copy(update={"dob": without_year(person.dob)})


def _relationships(
    network: Network, seen: set[str], levels: frozenset[str], classes: frozenset[Sensitivity]
) -> Iterable[Relationship]:
    guarded = frozenset[str]() if RECORD in classes else frozenset(whose_place_is_guarded(network))
    for row in network.relationships:
        if row.from_id not in seen or row.to_id not in seen or row.visibility not in levels:
            continue
        if RELATIONSHIP_KINDS[row.kind].sensitivity not in classes:
            continue
        if RECORD in classes:
            yield row
        elif row.status != "disputed" and row.certainty not in _UNSURE:
            told = _tie_for_family(row, seen, classes)
            tells_of_a_move = row.family == "care" and not guarded.isdisjoint(
                (row.from_id, row.to_id)
            )
            yield _undated(told, network.on or date.max) if tells_of_a_move else told


def _tie_for_family(
    row: Relationship, seen: set[str], classes: frozenset[Sensitivity]
) -> Relationship:
    """A tie without the record's fields; words of love keep who said them, where that person is seen."""
    masked = _masked(row, classes)
    is_said = row.family in ("statement", "plan")
    source = row.source_id if row.source_id in seen or not row.source_id else SOMEONE
    return masked.model_copy(
        update={
            "detail": row.detail if row.detail in RELATIONSHIP_KINDS[row.kind].details else "",
            "words": row.words if is_said else "",
            "source_id": source if is_said else "",
            "source_type": row.source_type if is_said else "",
            "source_date": row.source_date if is_said else UNKNOWN,
        }
    )


def whose_place_is_guarded(network: Network) -> Mapping[str, frozenset[str]]:
    """By everyone who could give a guarded place away, whose it is: their own, or of whom they live or lived with."""
    homes = _guarded_homes(network)
    found = {p.id: frozenset({p.id}) for p in network.people.values() if p.address_confidential}
    for stay in network.stays:
        if stay.person_id in network.people and (sharers := _sharers(network, stay, homes)):
            found[stay.person_id] = found.get(stay.person_id, frozenset()) | sharers
    return found


def _undated(row: Relationship, on: date) -> Relationship:
    """A tie of care without the days from which a move could be read; whether it holds today stays true."""
    status = row.status
    if row.is_over(on):
        status = "ended"
    elif row.status == "current" and not row.is_current(on):
        status = "planned"
    return row.model_copy(update={"status": status, "start_date": UNKNOWN, "end_date": UNKNOWN})


def _contacts(
    contacts: tuple[Contact, ...], seen: set[str], classes: frozenset[Sensitivity]
) -> Iterable[Contact]:
    for contact in contacts:
        if contact.person_id in seen and (RECORD in classes or contact.did_happen):
            yield _masked(contact, classes)


def _stays(
    network: Network, seen: set[str], classes: frozenset[Sensitivity], viewer: Viewer
) -> Iterable[Stay]:
    """Homes without the area of anyone confidential, or of whoever shares their home: it would give them away.

    Only the named workers of everyone confidential there see it. The family is not told that there was a move either:
    of whoever lives in such a home now, no earlier home is left whose end would be its day.
    """
    guarded = _guarded_homes(network)
    hidden_moves = {
        stay.person_id
        for stay in network.homes.values()
        if RECORD not in classes and _sharers(network, stay, guarded)
    }
    for stay in network.stays:
        if stay.person_id not in seen:
            continue
        masked, sharers = _masked(stay, classes), _sharers(network, stay, guarded)
        if RECORD not in classes and (sharers or stay.person_id in hidden_moves):
            if network.homes.get(stay.person_id) == stay:
                yield _home_now(masked)
            continue
        if not sharers <= viewer.named_for:
            masked = masked.model_copy(
                update={"area": CONFIDENTIAL if PROTECTED in classes else ""}
            )
        yield masked


def _home_now(stay: Stay) -> Stay:
    """With whom somebody lives now, and nothing from which a move could be read."""
    return stay.model_copy(update={"area": "", "start_date": UNKNOWN, "end_date": UNKNOWN})


def _guarded_homes(network: Network) -> dict[str, frozenset[str]]:
    """By home code, the confidential people who live or lived there; whoever is hidden counts too."""
    found: dict[str, set[str]] = {}
    for stay in network.stays:
        person = network.people.get(stay.person_id)
        if stay.home_code and person is not None and person.address_confidential:
            found.setdefault(stay.home_code, set()).add(stay.person_id)
    return {home: frozenset(people) for home, people in found.items()}


def _sharers(network: Network, stay: Stay, guarded: Mapping[str, frozenset[str]]) -> frozenset[str]:
    own = network.people[stay.person_id].address_confidential
    alone = frozenset({stay.person_id}) if own else frozenset[str]()
    return alone | guarded.get(stay.home_code, frozenset[str]())


M = TypeVar("M", bound=MapRecord)


def visible_records(records: Iterable[M], network: Network) -> tuple[M, ...]:
    """The records of a map that the viewer of a network may see, under the ids of that view.

    A record is shown whole or not at all: its class must be shown, and everyone it speaks of must be seen.
    """
    ids = {network.own_id(person): person for person in network.people}
    return tuple(
        _under_ids_of(record, ids)
        for record in records
        if record.is_for(network.shown) and all(person in ids for person in record.people)
    )


def _under_ids_of(record: M, ids: Mapping[str, str]) -> M:
    ends: dict[str, object] = {
        name: ids.get(value, "")
        if isinstance(value := getattr(record, name), str)
        else tuple(ids[person] for person in value)
        for name in record.ends
    }
    return record.model_copy(update={**ends, "child_id": ids.get(record.child_id, "")})
