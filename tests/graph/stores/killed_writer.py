"""A program that is killed while it writes, over and over: run by `test_crashes`, never by pytest itself.

Each round forks a writer that saves a person with a standing and a tie in one change, and says so on a pipe only when
the change has returned. The writer is killed at a random moment; the store must then hold all that was acknowledged,
nothing in part, and a journal that verifies.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

from graph.journal import Event
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores import open_store
from graph.stores.protocol import Store, put_all
from graph.stores.sqlite import SqliteStore

EVENT = Event(actor="killed.writer", action="added")
LONGEST_WAIT = 0.12
WIDTH = 8


def main(url: str, key: bytes, child_id: str, rounds: int) -> None:
    """Kill a writer in every round and say what is wrong; say nothing where all is well."""
    chance, acknowledged = random.Random(1), set[int]()
    for number in range(rounds):
        acknowledged |= _round(
            url, key, child_id, number * 10**5, chance.uniform(0.0, LONGEST_WAIT)
        )
        with closing(open_store(url, key)) as store:
            trouble = _trouble(store, child_id, acknowledged)
        if trouble:
            sys.exit(f"After kill {number + 1}: {trouble}")
    sys.stdout.write(f"{rounds} kills, {len(acknowledged)} changes acknowledged\n")


def _round(url: str, key: bytes, child_id: str, first: int, wait: float) -> set[int]:
    hear, say = os.pipe()
    writer = os.fork()
    if writer == 0:
        _write_until_killed(url, key, child_id, first, say)
    os.close(say)
    os.read(hear, WIDTH)
    time.sleep(wait)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    with os.fdopen(hear, "rb") as heard:
        said = heard.read()
    return {int(said[at : at + WIDTH]) for at in range(0, len(said) - WIDTH + 1, WIDTH)}


def _write_until_killed(url: str, key: bytes, child_id: str, first: int, say: int) -> None:
    store = open_store(url, key)
    os.write(say, b"begun".ljust(WIDTH))
    for number in range(first, first + 10**5):
        with store.writer(EVENT) as writer:
            put_all(writer, _records(child_id, number))
        os.write(say, f"{number:0{WIDTH}}".encode())
    os._exit(1)


def _records(child_id: str, number: int) -> tuple[Person, Standing, Relationship]:
    person = f"person-{number}"
    return (
        Person(id=person, full_name=f"Person {number}"),
        Standing(id=f"standing-{number}", child_id=child_id, person_id=person),
        Relationship(id=f"tie-{number}", from_id=person, to_id=child_id, kind="friend"),
    )


def _trouble(store: Store, child_id: str, acknowledged: set[int]) -> str:
    assert isinstance(store, SqliteStore)
    network = store.network(child_id)
    people = {person for person in network.people if person != child_id}
    tied = {tie.from_id for tie in network.relationships}
    journalled = {
        c.record_id for e in store.entries(child_id) for c in e.changes if c.record_kind == "person"
    }
    if lost := {f"person-{number}" for number in acknowledged} - people:
        return f"lost {sorted(lost)}"
    if tied != people or journalled - {child_id} != people:
        return "a change was torn"
    return store.damage() or store.verify()


if __name__ == "__main__":
    main(sys.argv[1], bytes.fromhex(Path(sys.argv[2]).read_text()), sys.argv[3], int(sys.argv[4]))
