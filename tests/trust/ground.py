"""The ground a house stands on: an encrypted file, or a Neo4j server where KITH_TRUST_STORE=neo4j asks for one."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from tests.neo4j.fixtures import emptied, warm
from tests.neo4j.server import Server

KNOB = "KITH_TRUST_STORE"


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a new store is made, and what its commands must be told besides."""

    url: str
    settings: Mapping[str, str] = field(default_factory=dict)


@contextmanager
def ground(home: Path, server: Server | None = None) -> Iterator[Ground]:
    """A place for one new store, for as long as the block lasts."""
    if server is not None:
        with _on(server) as found:
            yield found
    elif on_neo4j():
        with _borrowed() as borrowed, _on(borrowed) as found:
            yield found
    else:
        yield Ground(f"sqlite:///{home / 'kith.db'}")


def on_neo4j() -> bool:
    """Whether these tests were asked to run on a server."""
    return os.environ.get(KNOB) == "neo4j"


@contextmanager
def _on(server: Server) -> Iterator[Ground]:
    login = {"KITH_NEO4J_PASSWORD": server.password}
    with patch.dict(os.environ, login):
        url = emptied(server)
        yield Ground(url, {"KITH_STORE": url, **login})


_idle: list[Server] = []


@contextmanager
def _borrowed() -> Iterator[Server]:
    """A server that no other house stands on: a Community server has one database."""
    server = _idle.pop() if _idle else _started()
    try:
        yield server
    finally:
        _idle.append(server)


def _started() -> Server:
    server = Server()
    atexit.register(server.remove)
    server.start()
    warm(server)
    return server
