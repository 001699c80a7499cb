"""Portraits: what one line of the list, or one person’s page, says of somebody. No request in here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.contacts import Contact
from graph.network import Network
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Standing
from queries.circles import Placing, circles
from queries.kin import Kin
from queries.kinship import kinship
from queries.sides import Side, sides
from web.words.kin import ways_related

CIRCLE_ORDER = ("heart", "close", "in_touch", "out_there", "to_be_found", "professionals")
_STATED = frozenset({"kin", "couple", "care", "kith", "professional", "law"})


@dataclass(frozen=True, slots=True)
class Portrait:
    """One person as this network’s viewer may see them."""

    person: Person
    standing: Standing
    name: str
    kin: Kin
    placing: Placing
    side: Side | None
    shares_home: bool
    last_together: Contact | None
    voices: tuple[Relationship, ...]
    promises: tuple[Relationship, ...]
    plans: tuple[Relationship, ...]
    ties: tuple[Relationship, ...]
    times: tuple[Contact, ...]

    @property
    def related(self) -> tuple[str, ...]:
        """Everything they are to the child, in words."""
        return ways_related(self.kin, self.standing.professional_role)

    @property
    def love(self) -> tuple[Relationship, ...]:
        """What was said of love and missing, either way round."""
        return tuple(row for row in self.voices if row.kind in ("loves", "misses"))

    @property
    def named_in_line(self) -> frozenset[str]:
        """Everybody whom the line in the list names: themselves, and whoever the newest words are from and about."""
        return frozenset({self.id}).union(*(_named(row) for row in self.voices[:1]))

    @property
    def named_on_page(self) -> frozenset[str]:
        """Everybody whom the person’s own page names."""
        rows = (*self.voices, *self.promises, *self.ties)
        return frozenset({self.id}).union(*(_named(row) for row in rows))

    @property
    def id(self) -> str:
        """The id of the person in this view."""
        return self.person.id


def _named(row: Relationship) -> frozenset[str]:
    return frozenset({row.from_id, row.to_id, row.source_id})


def portraits(network: Network) -> tuple[Portrait, ...]:
    """Everyone on the map but the child, in the order of the map."""
    kin = kinship(network)
    placings = circles(network)
    side_of = _sides_by_person(sides(network, kin))
    return tuple(
        _portrait(network, person, kin[person], placings[person], side_of.get(person))
        for person in network.in_order
        if person != network.child_id
    )


def portrait(network: Network, person_id: str) -> Portrait:
    """One person."""
    kin = kinship(network)
    side = _sides_by_person(sides(network, kin)).get(person_id)
    return _portrait(network, person_id, kin[person_id], circles(network)[person_id], side)


def last_time(network: Network, person_id: str, *, in_person: bool = False) -> Contact | None:
    """The last time somebody and the child were in touch, or were together, as far as the day is known."""
    happened = [
        time
        for time in network.times[person_id]
        if time.did_happen and time.date.earliest and (time.is_direct or not in_person)
    ]
    return max(happened, key=lambda time: (_when(time), time.id), default=None)


def mates(network: Network, person_id: str) -> tuple[str, ...]:
    """Whom a page names of somebody’s home: the child alone where they live together, else everyone in it."""
    if _shares_home(network, person_id):
        return (network.child_id,)
    home = network.home_code(person_id)
    others = (other for other in network.in_order if other != person_id)
    return tuple(other for other in others if home and network.home_code(other) == home)


def in_order(lines: Iterable[Portrait], order: str) -> list[Portrait]:
    """The lines as on the map, by name, or with the last in touch first."""
    if order == "name":
        return sorted(lines, key=lambda line: (line.name.casefold(), line.id))
    if order == "time":
        return sorted(lines, key=_last, reverse=True)
    return list(lines)


def _last(line: Portrait) -> date:
    return _when(line.last_together) if line.last_together else date.min


def matches(found: Portrait, text: str) -> bool:
    """Whether a line holds every word that was searched for."""
    said = " ".join((found.name, found.person.full_name, *found.related)).casefold()
    return all(word in said for word in text.casefold().split())


def grouped(
    found: Iterable[Portrait], network: Network, by: str
) -> list[tuple[str, Side | None, list[Portrait]]]:
    """The lines under the headings of circles or of sides, in their order, without empty headings."""
    lines = list(found)
    if by == "side":
        every: list[Side | None] = [*sides(network, kinship(network)), None]
        kept = [("", side, [p for p in lines if _is_on(p, side)]) for side in every]
    else:
        kept = [(c, None, [p for p in lines if p.placing.circle == c]) for c in CIRCLE_ORDER]
    return [group for group in kept if group[2]]


def _is_on(found: Portrait, side: Side | None) -> bool:
    return (found.side.key if found.side else "") == (side.key if side else "")


def _sides_by_person(found: Iterable[Side]) -> Mapping[str, Side]:
    return {person: side for side in found for person in side.people}


def _portrait(
    network: Network, person_id: str, kin: Kin, placing: Placing, side: Side | None
) -> Portrait:
    on = network.on or date.max
    rows = network.ties[person_id]
    current = [row for row in rows if row.is_current(on)]
    return Portrait(
        person=network.people[person_id],
        standing=network.standings[person_id],
        name=network.known_as(person_id),
        kin=kin,
        placing=placing,
        side=side,
        shares_home=_shares_home(network, person_id),
        last_together=last_time(network, person_id),
        voices=_newest(row for row in current if row.family == "statement"),
        promises=_newest(row for row in current if row.kind == "promise"),
        plans=_newest(row for row in current if row.kind == "family_time_plan"),
        ties=tuple(row for row in rows if row.family in _STATED),
        times=tuple(sorted(network.times[person_id], key=_when, reverse=True)),
    )


def _shares_home(network: Network, person_id: str) -> bool:
    home = network.home_code(network.child_id)
    return bool(home) and person_id != network.child_id and network.home_code(person_id) == home


def _newest(rows: Iterable[Relationship]) -> tuple[Relationship, ...]:
    found = sorted(rows, key=lambda row: row.id)
    return tuple(sorted(found, key=lambda r: r.source_date.earliest or date.min, reverse=True))


def _when(time: Contact) -> date:
    return time.date.earliest or date.min
