"""Sides: whose family, home or company each person belongs to, so that everyone can see which side is empty.

Every parent has a side of their own, named from the child's word for them, even where nobody is on it yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.network import Network
from graph.record import Value
from graph.relationships import Relationship
from queries.kin import Kin

BROTHERS_AND_SISTERS = "brothers_and_sisters"
OWN = "own"
CARERS = "carers"
FRIENDS = "friends"
OTHERS = "others"
UNKNOWN_PARENT = "unknown_parent"

_PARENTS_TO_KNOW = 2
_CARE = frozenset(
    {
        "foster_carer",
        "kinship_carer",
        "special_guardian",
        "prospective_carer",
        "host_carer",
        "residential_worker",
    }
)
_JOINING = frozenset({"kin", "couple", "care", "kith"})


class Side(Value):
    """One side of the child's people: a parent's family, or one of the others; `about` are those it is named after."""

    key: str
    kind: str
    about: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def sides(network: Network, kin: Mapping[str, Kin]) -> tuple[Side, ...]:
    """Every side that there is, parents first, each with its people in the order of the map.

    Friends have a side even while nobody is on it, and so has a parent of whom nothing is known.
    """
    seats = _seats(network, kin)
    parents = _parents(network, kin)
    found = [Side(key=parent, kind="parent", about=(parent,)) for parent in parents]
    if len(parents) < _PARENTS_TO_KNOW or UNKNOWN_PARENT in seats.values():
        found.append(Side(key=UNKNOWN_PARENT, kind=UNKNOWN_PARENT))
    for key in (BROTHERS_AND_SISTERS, OWN, CARERS, FRIENDS, OTHERS):
        if key in seats.values() or key == FRIENDS:
            found.append(Side(key=key, kind=key, about=_named_after(network, key, seats)))
    return tuple(
        side.model_copy(update={"people": tuple(p for p in seats if seats[p] == side.key)})
        for side in found
    )


def _parents(network: Network, kin: Mapping[str, Kin]) -> list[str]:
    """Parents of every certain kind, empty chairs too, adoptive parents first and mothers before fathers."""
    found = [p for p in network.in_order if _is_certain_parent(kin.get(p))]
    genders = {"female": 0, "male": 2}
    return sorted(
        found,
        key=lambda p: (kin[p].kin_class != "adoptive", genders.get(network.people[p].gender, 1)),
    )


def _is_certain_parent(kin: Kin | None) -> bool:
    return kin is not None and kin.is_parent and kin.kin_class != "possible"


def _seats(network: Network, kin: Mapping[str, Kin]) -> dict[str, str]:
    """The side of everyone but the child and those whose job it is; the surest reason is asked first."""
    to_seat = [
        person
        for person in network.in_order
        if person != network.child_id and network.standings[person].network_kind != "professional"
    ]
    parents = _sides_of_parents(network, kin)
    seats: dict[str, str] = {}
    for person in to_seat:
        if key := _by_path(kin.get(person), parents):
            seats[person] = key
    for person in to_seat:
        if person not in seats and (key := _by_marriage(kin.get(person), seats)):
            seats[person] = key
    for person in to_seat:
        if person not in seats and (key := _by_tie(network, person)):
            seats[person] = key
    _seat_by_neighbours(network, to_seat, seats)
    return {person: seats.get(person, OTHERS) for person in to_seat}


def _sides_of_parents(network: Network, kin: Mapping[str, Kin]) -> dict[str, str]:
    """The side that a path starting with each parent leads to; a possible parent belongs to the empty chair."""
    certain = _parents(network, kin)
    chairs = [parent for parent in certain if network.people[parent].is_placeholder]
    possible = [p for p in kin if kin[p].is_parent and kin[p].kin_class == "possible"]
    empty = chairs[0] if len(chairs) == 1 else UNKNOWN_PARENT
    return {**dict.fromkeys(possible, empty), **{parent: parent for parent in certain}}


def _by_path(kin: Kin | None, parents: Mapping[str, str]) -> str:
    """The side of whoever has a path of parents of their own."""
    if kin is None or not kin.path or kin.up is None:
        return ""
    if kin.up == 0:
        return OWN
    if kin.up == 1 and kin.down:
        return BROTHERS_AND_SISTERS
    return parents.get(kin.path[1], UNKNOWN_PARENT)


def _by_marriage(kin: Kin | None, seats: Mapping[str, str]) -> str:
    return seats.get(kin.via, "") if kin is not None else ""


def _by_tie(network: Network, person_id: str) -> str:
    """The side that a tie with the child itself gives: partner, home, then friends and community."""
    rows = [row for row in network.ties[person_id] if row.joins(network.child_id)]
    if any(row.family == "couple" for row in rows):
        return OWN
    if any(row.kind in _CARE or row.kind == "carer_family" for row in rows):
        return CARERS
    is_pet = network.people[person_id].entity_type == "pet"
    if any(row.family == "kith" for row in rows) and not is_pet:
        return FRIENDS
    return ""


def _seat_by_neighbours(network: Network, to_seat: list[str], seats: dict[str, str]) -> None:
    """Seat the rest beside whoever they are joined to or live with, one step further at a time."""
    waiting = [person for person in to_seat if person not in seats]
    while waiting:
        homes = _sides_of_homes(network, seats)
        found = {p: key for p in waiting if (key := _beside(network, p, seats, homes))}
        if not found:
            break
        seats.update(found)
        waiting = [person for person in waiting if person not in found]
    for person in waiting:
        if network.people[person].entity_type == "pet":
            seats[person] = FRIENDS


def _beside(
    network: Network, person_id: str, seats: Mapping[str, str], homes: Mapping[str, str]
) -> str:
    """The side of the nearest whom somebody is joined to, else of whoever in their home was seated first."""
    for row in sorted(network.ties[person_id], key=_nearness):
        if row.family in _JOINING and row.other(person_id) in seats:
            return seats[row.other(person_id)]
    return homes.get(network.home_code(person_id), "")


def _sides_of_homes(network: Network, seats: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for person, key in seats.items():
        if home := network.home_code(person):
            found.setdefault(home, key)
    return found


def _nearness(row: Relationship) -> tuple[bool, bool, str, str]:
    return (row.family != "couple", row.family != "kin", row.ref, row.id)


def _named_after(network: Network, key: str, seats: Mapping[str, str]) -> tuple[str, ...]:
    """Those who have looked after the child, for the side that is called after them."""
    if key != CARERS:
        return ()
    rows = [row for row in network.ties[network.child_id] if row.kind in _CARE]
    rows.sort(key=lambda row: (row.status != "current", network.key(row.other(network.child_id))))
    carers = dict.fromkeys(row.other(network.child_id) for row in rows)
    return tuple(carer for carer in carers if seats.get(carer) == CARERS)
