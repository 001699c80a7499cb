"""One run of a fault: a change is made while the line breaks, and afterwards it is there once or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from graph.errors import ConflictError, StoreError
from graph.journal import Event
from graph.people import Person
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_line import LOST, Patience
from graph.stores.neo4j_opening import open_server_store
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.neo4j.proxy import BEGIN, COMMIT, Fault, Proxy
from tests.neo4j.server import Server

# Whoever only looks on waits for as long as a server needs that has just been killed.
CALM = Patience(answer=90, told=180, line=30, again=60, reading=90, writing=90)
# Six times less patient than kith is, so that a run takes seconds.
SCALED = Patience(answer=1.0, told=1.5, line=0.5, again=0.3, reading=1.0, writing=1.0)
SECONDS_TO_HEAL = 90.0
KEY = bytes(range(7, 39))
T = TypeVar("T")


# A change first reads what it changes, in a transaction of its own.
READING, WRITING = 1, 2


def faults(server: Server) -> tuple[Callable[[random.Random], Fault], ...]:
    """Every way in which the line breaks; in the last two the server itself is killed."""
    return (
        lambda chance: Fault("cut", at=BEGIN, nth=chance.choice((READING, WRITING))),
        lambda chance: Fault("cut", at=COMMIT, nth=READING),
        lambda chance: Fault("cut", at=COMMIT, nth=WRITING),
        lambda chance: Fault("cut", at=COMMIT, nth=WRITING, passes=True),
        lambda chance: Fault("cut", at=COMMIT, nth=WRITING, passes=True, answers=True),
        lambda chance: Fault("hush", at=BEGIN, nth=chance.choice((READING, WRITING))),
        lambda chance: Fault("hush", at=COMMIT, nth=WRITING),
        lambda chance: Fault("hush", at=COMMIT, nth=WRITING, passes=True, answers=True),
        lambda chance: Fault("delay", at=BEGIN, nth=WRITING, seconds=5.0),
        lambda chance: Fault("delay", at=COMMIT, nth=WRITING, seconds=5.0),
        lambda chance: Fault("delay", at=COMMIT, nth=WRITING, passes=True, seconds=5.0),
        lambda chance: Fault("cut", at=BEGIN, nth=WRITING, act=server.kill),
        lambda chance: Fault(
            "cut", at=COMMIT, nth=WRITING, passes=True, answers=True, act=server.kill
        ),
    )


RESTARTS = 2


@dataclass
class Tally:
    """What came of all runs."""

    runs: int = 0
    told: int = 0
    done: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    slowest: float = 0.0
    words: set[str] = field(default_factory=set)

    def line(self) -> str:
        """The figures in one line."""
        return (
            f"{self.runs} faults on the line to Neo4j: {self.done} changes went through, {self.told} were refused in "
            f"plain words; {len(self.lost)} lost, {len(self.doubled)} doubled; slowest answer {self.slowest:.1f} s "
            f"with all patience scaled to {SCALED.answer:.0f} s"
        )


class Trial:
    """A map, a store whose line breaks, and a store that looks on without the proxy."""

    def __init__(self, server: Server, url: str) -> None:
        """Put a child into the store and stand the proxy before it."""
        self.server = server
        self.proxy = Proxy(server.port)
        self.calm = open_server_store(url, KEY, patience=CALM)
        self.shaken: Neo4jStore = open_server_store(self.proxy.url, KEY, patience=SCALED)
        self.amy: Family = family("Amy").mother("Beth")
        self.amy.put_into(self.calm)
        self.tally = Tally()

    def close(self) -> None:
        """Hang up."""
        self.shaken.close()
        self.calm.close()
        self.proxy.close()

    def run(self, number: int, fault: Fault) -> None:
        """Make one change while something goes wrong; then see what is there, and make it again if it is not."""
        mark = f"run {number}"
        before = _patient(lambda: self.calm.network(self.amy.child_id))
        self.proxy.set(fault)
        began = time.monotonic()
        said = ""
        try:
            _change(self.shaken, before.child, mark)
            self.tally.done += 1
        except StoreError as error:
            said = str(error)
            self.tally.told += 1
        took = time.monotonic() - began
        self.proxy.heal()
        if fault.act is not None:
            self.server.start()
        self._judge(mark, said, before.child.version)
        self.tally.runs += 1
        self.tally.words.add(said)
        self.tally.slowest = max(self.tally.slowest, took)

    def _judge(self, mark: str, said: str, version: int) -> None:
        times = self._times(mark)
        if times > 1:
            self.tally.doubled.append(mark)
        if not said and times == 0:
            self.tally.lost.append(mark)
        if said == LOST and times:
            self.tally.lost.append(f"{mark}: told that nothing was saved")
        if said and not times:
            self._again(mark, version)

    def _again(self, mark: str, version: int) -> None:
        """Save it again, as a person would; what is still under way on the server may win the race, but only once."""
        child = _patient(lambda: self.calm.network(self.amy.child_id)).child
        if child.version == version:
            try:
                _patient(lambda: _change(self.calm, child, mark))
            except ConflictError:
                self.tally.words.add("conflict")
        if self._times(mark) != 1:
            self.tally.lost.append(f"{mark}: saved again")

    def _times(self, mark: str) -> int:
        entries = _patient(lambda: list(self.calm.entries(self.amy.child_id, newest_first=True)))
        return sum(entry.reason == mark for entry in entries[:5])


def _change(store: Store, child: Person, mark: str) -> None:
    with store.writer(Event(actor="amy.worker", action="edited", reason=mark)) as writer:
        writer.put(child.model_copy(update={"full_name": f"Amy {mark}"}))


def _patient(act: Callable[[], T]) -> T:
    """What an act gives back once the line is whole and the server has let go of what was under way."""
    until = time.monotonic() + SECONDS_TO_HEAL
    while True:
        try:
            return act()
        except StoreError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
