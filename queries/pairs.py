"""Pairs: everyone who is or was a couple, or has a child with somebody, and how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.dates import UNKNOWN, PartialDate
from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import COUPLES
from queries.parent_sets import ParentSet

_MARRIED = ("married", "civil_partnership")
_UNSURE = frozenset({"possible", "disputed"})
_WITH_CHILDREN = frozenset({"birth", "adoptive"})
_TWO = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people. `form` is a code of couples, or empty where only a child of both tells of them.

    `ending` is death, ended for a marriage or separated for any other couple; empty while it lasts. Whether a marriage
    that ended was divorced is not recorded, so nobody is called so.
    """

    one: str
    other: str
    form: str = ""
    ending: str = ""
    start: PartialDate = UNKNOWN
    end: PartialDate = UNKNOWN
    is_sure: bool = True

    @property
    def ends(self) -> frozenset[str]:
        """The two."""
        return frozenset((self.one, self.other))

    @property
    def is_married(self) -> bool:
        """Married or in a civil partnership."""
        return self.form in _MARRIED


def pairs(network: Network, sets: Iterable[ParentSet]) -> tuple[Pair, ...]:
    """Every pair once, by its latest row where there are several, then parents of a child with no row of their own."""
    rows: dict[frozenset[str], list[Relationship]] = {}
    for row in network.relationships:
        ends = frozenset((row.from_id, row.to_id))
        is_two = len(ends) == _TWO and ends <= network.people.keys()
        if row.kind == "partner" and is_two and not _is_to_come(row, network.on):
            rows.setdefault(ends, []).append(row)
    found = {ends: _pair(network, _latest(those, network.on)) for ends, those in rows.items()}
    for each in sets:
        if each.kind in _WITH_CHILDREN:
            for nth, one in enumerate(each.parents):
                for other in each.parents[nth + 1 :]:
                    found.setdefault(frozenset((one, other)), Pair(one, other))
    return tuple(sorted(found.values(), key=lambda pair: _order(network, pair)))


def _is_to_come(row: Relationship, on: date | None) -> bool:
    if row.status == "planned":
        return True
    return on is not None and row.start_date.earliest is not None and row.start_date.earliest > on


def _latest(rows: list[Relationship], on: date | None) -> Relationship:
    return max(
        rows,
        key=lambda row: (
            on is None or row.is_current(on),
            row.start_date.earliest or date.min,
            row.ref,
            row.id,
        ),
    )


def _pair(network: Network, row: Relationship) -> Pair:
    one, other = sorted((row.from_id, row.to_id), key=network.key)
    return Pair(
        one=one,
        other=other,
        form=row.detail if row.detail in COUPLES else "relationship",
        ending=_ending(network, row),
        start=row.start_date,
        end=row.end_date,
        is_sure=row.status != "disputed" and row.certainty not in _UNSURE,
    )


def _ending(network: Network, row: Relationship) -> str:
    if not row.is_over(network.on or date.max):
        return ""
    if any(_ended_by_death(network, person, row) for person in (row.from_id, row.to_id)):
        return "death"
    return "ended" if row.detail in _MARRIED else "separated"


def _ended_by_death(network: Network, person_id: str, row: Relationship) -> bool:
    """Also where the day of a death is not known, or not shown: no widow is drawn as parted."""
    person = network.people[person_id]
    if not person.has_died:
        return False
    if row.end_date.latest is None or person.dod.earliest is None:
        return True
    return row.end_date.latest >= person.dod.earliest


def _order(network: Network, pair: Pair) -> tuple[object, ...]:
    """Earliest first, then in the order of the map; a pair without a day comes where its people do."""
    began = pair.start.earliest
    return (began or date.max, network.key(pair.one), network.key(pair.other))
