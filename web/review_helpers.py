"""Reviews shared out over processors: each helper opens the store for itself and only reads."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import date
from multiprocessing import get_context

from graph.stores import open_store
from graph.stores.protocol import Store
from web.config import Config
from web.reviews import Answer, Ask, Asker, ask

# Fewer are asked here sooner than helpers are ready.
WORTH_HELP = 100
_AT_ONCE = 8
_IN_MEMORY = "memory:"
_MOST = 8
_OBJECTS_BETWEEN = 200_000

_opened: dict[str, tuple[Store, Config, date]] = {}


@contextmanager
def helpers(store: Store, config: Config, on: date) -> Iterator[Asker]:
    """Somebody to ask many maps: helpers where there are many and the store can be opened again, else nobody else."""
    pools: list[ProcessPoolExecutor] = []

    def asker(asks: Sequence[Ask]) -> Iterable[Answer]:
        if len(asks) < WORTH_HELP or config.store == _IN_MEMORY:
            return [ask(store, config, on, one) for one in asks]
        if not pools:
            pools.append(_pool(config, on))
        return pools[0].map(_found, asks, chunksize=_AT_ONCE)

    try:
        yield asker
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _pool(config: Config, on: date) -> ProcessPoolExecutor:
    count = min(os.cpu_count() or 1, _MOST)
    # Spawned and not forked: a connection to the store must not be shared with a child process.
    return ProcessPoolExecutor(
        count, mp_context=get_context("spawn"), initializer=_open, initargs=(config, on)
    )


def _open(config: Config, on: date) -> None:
    # What is loaded stays, and a network is gone as soon as it was asked: looking for garbage less often
    # saves a quarter of the time.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN)
    _opened["here"] = (open_store(config.store, config.key_bytes), config, on)


def _found(one: Ask) -> Answer:
    store, config, on = _opened["here"]
    return ask(store, config, on, one)
