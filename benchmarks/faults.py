"""500 faults on the line to a real Neo4j server: cut, hushed, delayed, and the server killed under a change.

`make faults`; `KITH_RUNS=50 python -m benchmarks.faults` for fewer.
"""

from __future__ import annotations

import logging
import os
import random
import sys

from graph.stores import create_store
from tests.neo4j.faults import KEY, RESTARTS, Trial, faults
from tests.neo4j.fixtures import emptied, warm
from tests.neo4j.server import Server, missing

RUNS = int(os.environ.get("KITH_RUNS", "500"))
KILLS_IN = 50


def main() -> None:
    """Print the figures, and end with 1 where anything was lost or doubled."""
    reason = missing()
    if reason:
        sys.exit(reason)
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)  # every fault is one that we made
    server = Server()
    try:
        server.start()
        os.environ["KITH_NEO4J_PASSWORD"] = server.password
        warm(server)
        create_store(emptied(server), KEY).close()
        trial = Trial(server, server.url)
        _run_all(trial, server)
        trouble = trial.calm.verify()
        print(trial.tally.line())
        print(
            f"the journal: {trouble or 'every chain holds'}; faults that struck: {trial.proxy.struck}"
        )
        trial.close()
    finally:
        server.remove()
    sys.exit(1 if trouble or trial.tally.lost or trial.tally.doubled else 0)


def _run_all(trial: Trial, server: Server) -> None:
    chance, ways = random.Random(500), faults(server)
    light, heavy = ways[:-RESTARTS], ways[-RESTARTS:]
    for number in range(RUNS):
        kills = number % KILLS_IN == KILLS_IN - 1
        way = chance.choice(heavy if kills else light)
        trial.run(number, way(chance))
        if number % 25 == 24:
            print(trial.tally.line(), flush=True)
            print(*trial.tally.lost, *trial.tally.doubled, sep="\n", end="", flush=True)


if __name__ == "__main__":
    main()
