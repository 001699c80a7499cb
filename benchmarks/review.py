"""What a review of many children costs: from a cold store, the next day, and when nothing has changed.

`KITH_CHILDREN=10000 python -m benchmarks.review` measures the size that the budgets speak of; 500 by default. The
children are the worked ones again and again, each with new ids and with some of their times together left out.
"""

from __future__ import annotations

import os
import random
import resource
import secrets
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from graph.journal import Event
from graph.network import Network
from graph.record import Record
from graph.stores import create_store, open_store
from graph.stores.protocol import Store, put_all
from graph.viewers import Viewer
from importers import load, read_workbook
from web.config import Config
from web.demonstration import worked_folders
from web.review_helpers import helpers
from web.reviews import Answer, Ask, reviewed

CHILDREN = int(os.environ.get("KITH_CHILDREN", "500"))
TODAY = date(2026, 11, 16)
CHILDREN_A_CHANGE = 25
KEPT_TIMES = 0.8
CHANGED = 0.01
BUDGETS = {"from a cold store": 60.0, "the next day, 1% changed": 5.0}
VIEWER = Viewer(account="benchmark", is_allocated=True)
EVENT = Event(actor="benchmark", action="load")


def worked() -> list[Network]:
    """The worked children, as they are kept."""
    store = open_store("memory:", None)
    with worked_folders() as folders:
        for folder in folders:
            load(store, read_workbook(folder), "benchmark", TODAY)
    return [store.network(line.child_id) for line in store.children()]


def copied(network: Network, chance: random.Random) -> Iterator[Record]:
    """Everything on one map under new ids, but for some of the times together."""
    ids: dict[str, str] = {"": ""}

    def new(old: str) -> str:
        return ids.setdefault(old, UUID(int=chance.getrandbits(128)).hex)

    times = [time for time in network.contacts if chance.random() < KEPT_TIMES]
    records = (
        *(network.people.values()),
        network.case,
        *(network.standings.values()),
        *network.relationships,
        *times,
        *network.stays,
    )
    for record in records:
        ends = ("id", "child_id", "person_id", "from_id", "to_id", "source_id")
        moved = {name: new(getattr(record, name)) for name in ends if hasattr(record, name)}
        refs = {name: "" for name in ("ref", "ref_case") if hasattr(record, name)}
        yield record.model_copy(update={**moved, **refs, "version": 0})


def filled(store: Store, children: int) -> None:
    """Put so many children into a store."""
    chance, kinds = random.Random(7), worked()
    for first in range(0, children, CHILDREN_A_CHANGE):
        with store.writer(EVENT) as writer:
            for number in range(first, min(first + CHILDREN_A_CHANGE, children)):
                put_all(writer, copied(kinds[number % len(kinds)], chance))


def change(store: Store, share: float) -> int:
    """Write something on some of the maps; how many."""
    lines = store.children()
    for line in lines[:: int(1 / share)]:
        with store.writer(EVENT) as writer:
            writer.put(store.network(line.child_id).child)
    return len(lines[:: int(1 / share)])


@dataclass(frozen=True)
class Took:
    """How long a whole review took, on the wall and on all processors, and how many children it asked."""

    seconds: float
    processors: float
    children: int
    asked: int


def processor_seconds() -> float:
    """What this process and its ended helpers have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def review(config: Config, on: date) -> Took:
    """Review every child with a store opened anew."""
    asked = 0
    began, used = time.perf_counter(), processor_seconds()
    store = open_store(config.store, config.key_bytes)
    with helpers(store, config, on) as asker:

        def counted(asks: Sequence[Ask]) -> Iterable[Answer]:
            nonlocal asked
            asked += len(asks)
            return asker(asks)

        seen = ((line.child_id, VIEWER) for line in store.children())
        found = sum(bool(one.summary) for one in reviewed(store, config, on, seen, counted))
    store.close()
    return Took(time.perf_counter() - began, processor_seconds() - used, found, asked)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="kith-benchmark-") as folder:
        url, key = f"sqlite:///{Path(folder) / 'kith.db'}", secrets.token_bytes(32)
        config = Config(store=url, key=key.hex())
        store = create_store(url, key)
        filled(store, CHILDREN)
        rows = [("from a cold store", review(config, TODAY))]
        rows.append(("the same day again", review(config, TODAY)))
        change(store, CHANGED)
        rows.append(("the next day, 1% changed", review(config, TODAY + timedelta(days=1))))
        rows.append(("a week later", review(config, TODAY + timedelta(days=8))))
        store.close()
    print(f"{CHILDREN:,} children, {os.cpu_count()} processors")
    for name, took in rows:
        said = f"   budget {BUDGETS[name]:.0f} s for 10,000" if name in BUDGETS else ""
        times = f"{took.seconds:8.2f} s ({took.processors:.2f} s of processors)"
        print(f"  {name:28}{times}   {took.asked:6,} of {took.children:,} asked{said}")


if __name__ == "__main__":
    main()
