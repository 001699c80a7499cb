"""What the encrypted store costs: one child's map, a write, a view's entry, and the proof of the journal.

`KITH_CHILDREN=50000 python -m benchmarks.stores` measures the size that the budgets speak of; 2,000 by default.
"""

from __future__ import annotations

import os
import random
import resource
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.cases import Case
from graph.contacts import Contact
from graph.ids import ids_made_together
from graph.journal import Event
from graph.people import Person
from graph.record import Record
from graph.relationships import Relationship
from graph.standings import Move, Standing
from graph.stays import Stay
from graph.stores import create_store
from graph.stores.protocol import Store, put_all

CHILDREN = int(os.environ.get("KITH_CHILDREN", "2000"))
CHILDREN_A_CHANGE = 25
PROFESSIONALS = 40
READS = 400
WRITES = 200
SHARED = ("birth_parent", "partner", "friend", "sibling", "neighbour")
OWN = ("loves", "misses", "promise", "important", "foster_carer")
LOADING = Event(actor="benchmark", action="load")


@dataclass
class Made:
    """Made-up maps from a seed: 25 to 40 people, 50 to 75 ties and 100 times together for each child."""

    chance: random.Random
    new_id: Callable[[], str] = field(default_factory=ids_made_together)

    def child(self, number: int) -> Iterator[Record]:
        """Everything on one child's map."""
        self.new_id = ids_made_together(lambda size: self.chance.randbytes(size).hex())
        child_id = self.new_id()
        people = [child_id, *(self.new_id() for _ in range(self.chance.randint(24, 39)))]
        for person_id in people:
            yield self.person(person_id)
        yield Case(id=self.new_id(), child_id=child_id, ref=f"V{number}", as_of="2026-11-16")
        for place, person_id in enumerate(people):
            yield self.standing(child_id, person_id, f"V{number}-P{place}")
        yield from self.ties(child_id, people, number)
        yield from self.times(child_id, people, number)

    def person(self, person_id: str) -> Person:
        """One made-up person."""
        return Person(
            id=person_id,
            full_name=f"Person {person_id[:6]}",
            dob=f"{self.chance.randint(1940, 2020)}",
            life_status="alive",
            culture_tags=("Welsh",),
        )

    def standing(self, child_id: str, person_id: str, ref: str) -> Standing:
        """Where a person stands."""
        return Standing(
            id=self.new_id(),
            child_id=child_id,
            person_id=person_id,
            ref=ref,
            known_as=f"Someone {ref}",
            ladder=(Move.model_validate({"to": "engaged", "on": "2026-01"}),),
            stance=(Move.model_validate({"to": "safe", "on": "2025"}),),
        )

    def ties(self, child_id: str, people: list[str], number: int) -> Iterator[Relationship]:
        """Shared ties and the child's own, in equal parts."""
        for place in range(self.chance.randint(50, 75)):
            one, other = self.chance.sample(people, 2)
            yield Relationship(
                id=self.new_id(),
                child_id=child_id if place % 2 else "",
                ref_case=f"V{number}",
                ref=f"V{number}-R{place}",
                from_id=one,
                to_id=other,
                kind=self.chance.choice(OWN if place % 2 else SHARED),
                start_date="2020",
                words="She always asks after me.",
            )

    def times(self, child_id: str, people: list[str], number: int) -> Iterator[Record]:
        """A hundred times together, and a home for everyone."""
        for place in range(100):
            yield Contact(
                id=self.new_id(),
                child_id=child_id,
                person_id=self.chance.choice(people[1:]),
                ref=f"V{number}-C{place}",
                date=f"2026-{self.chance.randint(1, 10):02}-{self.chance.randint(1, 28):02}",
            )
        for person_id in people:
            yield Stay(
                id=self.new_id(),
                child_id=child_id,
                person_id=person_id,
                home_code="H1",
                area="Eastham",
            )


def filled(store: Store, children: int) -> tuple[int, float]:
    """Put the made-up children into a store: how many rows, and rows a second."""
    made = Made(random.Random(7))
    rows, began = 0, time.perf_counter()
    for first in range(0, children, CHILDREN_A_CHANGE):
        with store.writer(LOADING) as writer:
            for number in range(first, min(first + CHILDREN_A_CHANGE, children)):
                records = list(made.child(number))
                put_all(writer, records)
                rows += len(records)
    return rows, rows / (time.perf_counter() - began)


def milliseconds(act: Callable[[], object], times: int) -> tuple[float, float]:
    """The median and the 95th percentile of an act."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        found.append((time.perf_counter() - began) * 1000)
    return statistics.median(found), statistics.quantiles(found, n=20)[-1]


def measured(store: Store) -> Iterator[tuple[str, str]]:
    """Each line of the table."""
    chance = random.Random(11)
    lines = store.children()
    ids = [line.child_id for line in lines]
    yield from _timed(
        "one child's map", milliseconds(lambda: store.network(chance.choice(ids)), READS)
    )
    same = ids[0]
    yield from _timed(
        "the same child's map again", milliseconds(lambda: store.network(same), READS)
    )
    seen = Event(
        actor="benchmark", action="view", chain=same, people=tuple(store.network(same).people)
    )
    yield from _timed("a view's journal entry", milliseconds(lambda: store.note(seen), WRITES))
    yield from _timed(
        "one person changed, with its entry", milliseconds(lambda: _edit(store, same), WRITES)
    )
    yield from _timed("the list of children", milliseconds(store.children, 3))
    yield from _timed("a search by name", milliseconds(lambda: store.people_like("person ab"), 5))
    began = time.perf_counter()
    fault = store.verify()
    took = time.perf_counter() - began
    count = int(store.head().split("-")[0])
    yield (
        "the whole journal proved",
        fault or f"{count} lines in {took:.2f} s, {count / took:,.0f} a second",
    )


def _timed(name: str, found: tuple[float, float]) -> Iterator[tuple[str, str]]:
    yield name, f"p50 {found[0]:8.2f} ms   p95 {found[1]:8.2f} ms"


def _edit(store: Store, child_id: str) -> None:
    person = store.network(child_id).child
    with store.writer(Event(actor="benchmark", action="edit")) as writer:
        writer.put(person)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="kith-benchmark-") as folder:
        path = Path(folder) / "kith.db"
        store = create_store(f"sqlite:///{path}", secrets.token_bytes(32))
        rows, rate = filled(store, CHILDREN)
        print(f"{CHILDREN:,} children, {rows:,} rows, loaded at {rate:,.0f} rows a second")
        for name, value in measured(store):
            print(f"  {name:36} {value}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  {'file':36} {path.stat().st_size / 2**20:,.0f} MB, peak memory {peak:,.0f} MB")
        store.close()


if __name__ == "__main__":
    main()
