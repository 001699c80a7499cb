"""Networks: one child's map in memory, which every question is asked of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict

from graph.cases import Case
from graph.contacts import Contact
from graph.dates import UNKNOWN, PartialDate
from graph.errors import UnknownError
from graph.people import Person
from graph.record import Value
from graph.relationships import Relationship
from graph.sensitivity import Sensitivity
from graph.standings import Standing
from graph.stays import Stay

if TYPE_CHECKING:
    import networkx

_SAID_ON_A_DAY = frozenset({"statement", "plan"})


class Silence(Enum):
    """Why nobody may be prompted towards a person. Never shown; it only ever removes."""

    NOT_SAFE = "not safe"
    SAID_NO = "the child said no"
    CLOSED = "declined, or not to be contacted"
    LIVES_WITH = "lives with someone who is not safe or must not be contacted"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """When somebody was born and died. A kin word rests on it (a widow stays a stepmother), and it is never shown."""

    born: PartialDate = UNKNOWN
    died: PartialDate = UNKNOWN


class Network(Value):
    """A snapshot of one child's map: exactly the people who have a standing on it.

    `on` is the day it is read at (None for all that is kept), `shown` the classes of field its viewer may see,
    `no_prompt` the silences of the whole network, `lifetimes` the days of those seen where the view hides them, and
    `own_ids` the kept ids behind the ids of this view; no face may display these three. `unnamed` is what somebody is
    called whose name is not seen, in the language of whoever looks.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    child_id: str
    case: Case
    people: Mapping[str, Person]
    standings: Mapping[str, Standing]
    relationships: tuple[Relationship, ...] = ()
    contacts: tuple[Contact, ...] = ()
    stays: tuple[Stay, ...] = ()
    on: date | None = None
    shown: frozenset[Sensitivity] = frozenset(Sensitivity)
    no_prompt: Mapping[str, frozenset[Silence]] = {}
    lifetimes: Mapping[str, Lifetime] = {}
    own_ids: Mapping[str, str] = {}
    unnamed: str = "someone"

    @property
    def child(self) -> Person:
        """The child whose map this is."""
        return self.people[self.child_id]

    def shows(self, sensitivity: Sensitivity) -> bool:
        """Whether the viewer of this network may see a class of field."""
        return sensitivity in self.shown

    def known_as(self, person_id: str) -> str:
        """What the child calls a person; `unnamed` for whoever does not stand on this map."""
        standing = self.standings.get(person_id)
        if standing is None:
            return self.unnamed
        return standing.known_as or self.people[person_id].full_name or self.unnamed

    def lifetime(self, person_id: str) -> Lifetime:
        """When a person was born and died, for a kin word and for nothing that is shown."""
        person = self.people[person_id]
        return self.lifetimes.get(person_id) or Lifetime(born=person.dob, died=person.dod)

    def own_id(self, person_id: str) -> str:
        """The kept id behind an id of this view: for the journal and for writing, never for showing."""
        return self.own_ids.get(person_id, person_id)

    def in_view(self, own_id: str) -> str:
        """Somebody under the id of this view, by the id that is kept; empty where they are not on it."""
        return next((person for person in self.people if self.own_id(person) == own_id), "")

    def ref(self, person_id: str) -> str:
        """The id that faces give: the workbook's where there is one, else our own."""
        standing = self.standings.get(person_id)
        return (standing.ref if standing else "") or person_id

    def key(self, person_id: str) -> tuple[bool, str, str]:
        """What people are put in order by, so that the same input always gives the same output."""
        standing = self.standings.get(person_id)
        return (not (standing and standing.ref), standing.ref if standing else "", person_id)

    def find(self, text: str) -> str:
        """The id of the person that a workbook id, our own id or a unique name stands for.

        Raises UnknownError where there is nobody, or more than one.
        """
        if text in self.people:
            return text
        by_ref = [
            person for person, standing in self.standings.items() if text and standing.ref == text
        ]
        by_name = [p for p in self.people if self.known_as(p).casefold() == text.casefold()]
        for found in (by_ref, by_name):
            if len(found) == 1:
                return found[0]
        raise UnknownError(
            f"Nobody on this map is “{text[:60]}”. Give an id or the name the child uses."
        )

    @cached_property
    def in_order(self) -> tuple[str, ...]:
        """Every person id, in the order of `key`."""
        return tuple(sorted(self.people, key=self.key))

    @cached_property
    def homes(self) -> Mapping[str, Stay]:
        """Where each person lives on the day: the stay that began last."""
        current = [stay for stay in self.stays if self.on is None or stay.is_current(self.on)]
        current.sort(key=lambda stay: (stay.start_date.earliest or date.min, stay.id))
        return {stay.person_id: stay for stay in current}

    def home_code(self, person_id: str) -> str:
        """The code of the home a person lives in, or nothing."""
        stay = self.homes.get(person_id)
        return stay.home_code if stay else ""

    def area(self, person_id: str) -> str:
        """The broad area a person lives in, or nothing."""
        stay = self.homes.get(person_id)
        return stay.area if stay else ""

    @cached_property
    def ties(self) -> Mapping[str, tuple[Relationship, ...]]:
        """Every relationship of each person, at either end."""
        found: dict[str, list[Relationship]] = {person: [] for person in self.people}
        for row in self.relationships:
            for end in {row.from_id, row.to_id}:
                if end in found:
                    found[end].append(row)
        return {person: tuple(rows) for person, rows in found.items()}

    @cached_property
    def times(self) -> Mapping[str, tuple[Contact, ...]]:
        """Every contact of each person with the child."""
        found: dict[str, list[Contact]] = {person: [] for person in self.people}
        for contact in self.contacts:
            if contact.person_id in found:
                found[contact.person_id].append(contact)
        return {person: tuple(rows) for person, rows in found.items()}

    def at(self, on: date) -> Network:
        """This network as it was on a day: nothing dated after it, nothing that was taken back.

        Someone who died later is alive; a tie that ended later is current.
        """
        people = {
            key: person.model_copy(update={"life_status": "alive", "dod": UNKNOWN})
            if person.has_died and person.dod.earliest is not None and person.dod.earliest > on
            else person
            for key, person in self.people.items()
        }
        return self.changed(
            on=on,
            people=people,
            relationships=tuple(
                self._as_then(row, on) for row in self.relationships if _stood(row, on)
            ),
            contacts=tuple(
                row for row in self.contacts if row.date.earliest is None or row.date.earliest <= on
            ),
        )

    def _as_then(self, row: Relationship, on: date) -> Relationship:
        """A tie that has ended since had not ended then; on the day of its file, what the file says of it holds."""
        ends = row.end_date.earliest
        is_over = ends is None or ends <= on or on == self.case.as_of.earliest
        if row.status != "ended" or is_over:
            return row
        return row.model_copy(update={"status": "current"})

    def with_only(self, people: Collection[str]) -> Network:
        """The same map without anybody else, and without what speaks of anybody else."""
        return self.changed(
            people={key: one for key, one in self.people.items() if key in people},
            standings={key: one for key, one in self.standings.items() if key in people},
            relationships=tuple(
                row for row in self.relationships if row.from_id in people and row.to_id in people
            ),
            contacts=tuple(row for row in self.contacts if row.person_id in people),
            stays=tuple(row for row in self.stays if row.person_id in people),
            no_prompt={key: why for key, why in self.no_prompt.items() if key in people},
            lifetimes={key: one for key, one in self.lifetimes.items() if key in people},
        )

    def changed(self, **fields: Any) -> Network:
        """A network with some fields changed, without what this one had worked out: a copy would keep that."""
        return Network.model_construct(
            **{name: getattr(self, name) for name in Network.model_fields} | fields
        )

    def as_networkx(self) -> networkx.MultiDiGraph[str]:
        """The graph: a node for each person and an edge for each relationship, with the values as attributes."""
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(child=self.child_id)
        for person_id in self.in_order:
            graph.add_node(
                person_id, person=self.people[person_id], standing=self.standings[person_id]
            )
        for row in self.relationships:
            if row.from_id in self.people and row.to_id in self.people:
                graph.add_edge(row.from_id, row.to_id, key=row.id, kind=row.kind, relationship=row)
        return graph


def _stood(row: Relationship, on: date) -> bool:
    if row.is_retracted:
        return False
    said = row.source_date if row.source_date.is_known else row.start_date
    return row.family not in _SAID_ON_A_DAY or said.earliest is None or said.earliest <= on
