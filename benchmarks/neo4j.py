"""SQLite and Neo4j side by side: the same machine, the same children, the same questions, and the memory of both.

`KITH_CHILDREN=10000 python -m benchmarks.neo4j` for another size; 1,000 by default. Without Maven and Java it says so.
"""

from __future__ import annotations

import os
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.stores import Made, milliseconds
from graph.journal import Event
from graph.stores import create_store
from graph.stores.protocol import Store, put_all
from tests.neo4j.server import Server, missing

CHILDREN = int(os.environ.get("KITH_CHILDREN", "1000"))
A_CHANGE = 25
READS, WRITES, SEARCHES = 300, 150, 20
LOADING = Event(actor="benchmark", action="load")
Line = tuple[str, str]


def filled(store: Store) -> tuple[int, float]:
    """Put the children in: how many rows, and how many a second."""
    made, rows, began = Made(random.Random(7)), 0, time.perf_counter()
    for first in range(0, CHILDREN, A_CHANGE):
        with store.writer(LOADING) as writer:
            for number in range(first, min(first + A_CHANGE, CHILDREN)):
                records = list(made.child(number))
                put_all(writer, records)
                rows += len(records)
    return rows, rows / (time.perf_counter() - began)


def measured(store: Store) -> Iterator[Line]:
    """Each line of one column."""
    rows, rate = filled(store)
    yield "rows", f"{rows:,}"
    yield "loaded, rows a second", f"{rate:,.0f}"
    chance = random.Random(11)
    ids = [line.child_id for line in store.children()]
    child = ids[0]
    person = store.network(child).child
    seen = Event(actor="benchmark", action="view", chain=child, people=(person.id,))
    for name, act, times in (
        ("one child's map", lambda: store.network(chance.choice(ids)), READS),
        ("a view's journal entry", lambda: store.note(seen), WRITES),
        ("one person changed", lambda: _edit(store, child), WRITES),
        ("people like a name, few", lambda: store.people_like("person ab1"), SEARCHES),
        ("people like a name, all", lambda: store.people_like("person"), SEARCHES),
        ("on which maps somebody stands", lambda: store.maps_of(person.id), READS),
        ("where every chain stands", lambda: store.latest(ids, ("view",)), 3),
        ("what changed in a day", lambda: store.changed_since(_yesterday()), 3),
        ("the list of children", store.children, 3),
    ):
        yield name, _timed(act, times)


def _timed(act: Callable[[], object], times: int) -> str:
    act()
    p50, p95 = milliseconds(act, times)
    return f"{p50:,.2f} / {p95:,.2f}"


def _edit(store: Store, child_id: str) -> None:
    person = store.record("person", child_id)
    assert person is not None
    with store.writer(Event(actor="benchmark", action="edit")) as writer:
        writer.put(person)


def _yesterday() -> datetime:
    return datetime.now(UTC) - timedelta(days=1)


def sqlite_column() -> dict[str, str]:
    """The figures of the encrypted file."""
    with tempfile.TemporaryDirectory(prefix="kith-benchmark-") as folder:
        path = Path(folder) / "kith.db"
        with closing(create_store(f"sqlite:///{path}", secrets.token_bytes(32))) as store:
            column = dict(measured(store))
        column["on disk, MB"] = f"{path.stat().st_size / 2**20:,.0f}"
        column["memory, MB"] = f"{_own_memory():,.0f} (kith and the store are one program)"
    return column


def neo4j_column() -> dict[str, str]:
    """The figures of a real server beside us."""
    with running_server() as server:
        with closing(create_store(server.url, secrets.token_bytes(32))) as store:
            column = dict(measured(store))
        data = sum(p.stat().st_size for p in (server.home / "data").rglob("*"))
        column["on disk, MB"] = f"{data / 2**20:,.0f}"
        column["memory, MB"] = f"{_own_memory():,.0f} kith + {server.memory() / 2**20:,.0f} server"
    return column


@contextmanager
def running_server() -> Iterator[Server]:
    """A server, and its password in the settings."""
    server = Server(heap="1g", is_for_long=True)
    try:
        server.start()
        os.environ["KITH_NEO4J_PASSWORD"] = server.password
        yield server
    finally:
        server.remove()


def _own_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the table; each store is measured by a program of its own, so that neither warms the other."""
    if len(sys.argv) > 1:
        column = sqlite_column() if sys.argv[1] == "sqlite" else neo4j_column()
        print("\n".join(f"{name}\t{value}" for name, value in column.items()))
        return
    columns = [_measured_apart("sqlite")]
    if missing():
        print(missing())
    else:
        columns.append(_measured_apart("neo4j"))
    print(f"{CHILDREN:,} children; p50 / p95 in milliseconds")
    for name in columns[0]:
        print(f"  {name:32}" + "".join(f"{column[name]:>34}" for column in columns))


def _measured_apart(store: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.neo4j", store],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    return dict(line.split("\t") for line in done.stdout.splitlines())


if __name__ == "__main__":
    main()
