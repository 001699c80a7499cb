"""One child's map as the store has it now, found by the ids that a workbook uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from graph.cases import Case
from graph.contacts import Contact
from graph.network import Network
from graph.people import Person
from graph.placements import Placement
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stays import Stay
from graph.stores.protocol import Records
from importers.rows import CaseRows

NewId = Callable[[], str]


@dataclass
class KeptMap:
    """What is kept of one child's map: people, ties and times by workbook id, or by our own where there is none."""

    case: Case | None = None
    child_ref: str = ""
    people: dict[str, str] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    homes: Mapping[str, Stay] = field(default_factory=dict)
    ties: dict[str, Relationship] = field(default_factory=dict)
    times: dict[str, Contact] = field(default_factory=dict)
    placements: dict[tuple[str, str], Placement] = field(default_factory=dict)

    def add_people_of(self, rows: CaseRows, new_id: NewId) -> None:
        """Give an id of our own to everybody in the workbook who has none yet, the child first."""
        for ref in (rows.child_ref, *rows.people):
            if ref not in self.people:
                self.people[ref] = new_id()

    def child_id(self, rows: CaseRows) -> str:
        """The id of the child whose map it is."""
        return self.people[rows.child_ref]

    def person_id(self, ref: str) -> str:
        """Our own id of whom a workbook id names; nothing for nobody."""
        return self.people[ref] if ref else ""


class KeptMaps:
    """Every child's map in a store, looked up by case."""

    def __init__(self, store: Records) -> None:
        """Read the list of children once."""
        self._store = store
        self._by_case = {line.case_ref: line.child_id for line in store.children() if line.case_ref}

    def map_of(self, case_ref: str) -> KeptMap:
        """The map of a case; an empty one where the case is new."""
        child_id = self._by_case.get(case_ref)
        if child_id is None:
            case = self._store.record("case", case_ref)
            child_id = case.child_id if isinstance(case, Case) and not case.ref else None
        if not child_id:
            return KeptMap()
        return kept_map(self._store.network(child_id), self._store.kept(Placement, child_id))


def kept_map(network: Network, placements: Iterable[Placement] = ()) -> KeptMap:
    """A network, by the ids that a workbook uses, and where voices have put people on it."""
    people: dict[str, str] = {}
    for person_id in network.in_order:
        people.setdefault(network.ref(person_id), person_id)
    return KeptMap(
        case=network.case,
        child_ref=network.ref(network.child_id),
        people=people,
        persons=network.people,
        standings=network.standings,
        homes=network.homes,
        ties={tie_ref(row, network.case.ref): row for row in network.relationships},
        times={row.ref or row.id: row for row in network.contacts},
        placements={(row.voice_id, row.person_id): row for row in placements},
    )


def tie_ref(row: Relationship, case_ref: str) -> str:
    """The workbook id of a tie on one child's map; our own where it has none, or came with another case."""
    return row.ref if row.ref and row.ref_case == case_ref else row.id
