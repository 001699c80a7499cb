"""The stores that the suite of promises runs on: each promise is kept by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.stores import create_store, open_store
from graph.stores.protocol import Store
from tests.neo4j.fixtures import neo4j_server, neo4j_url

__all__ = ["neo4j_server", "neo4j_url"]

KEY = bytes(range(7, 39))
OTHER_KEY = bytes(range(107, 139))


@dataclass
class Clock:
    """A clock that moves on by a minute each time it is read, or as it is told."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    step: timedelta = timedelta(minutes=1)

    def __call__(self) -> datetime:
        """The moment, which then moves on."""
        self.moment += self.step
        return self.moment


@pytest.fixture
def clock() -> Clock:
    """The clock of the store under test."""
    return Clock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an encrypted store is kept."""
    return tmp_path / "kith.db"


@pytest.fixture
def encrypted(file: Path, clock: Clock) -> Iterator[Store]:
    """A new encrypted store."""
    made = create_store(f"sqlite:///{file}", KEY, now=clock)
    yield made
    made.close()


EVERY_KIND = ["memory", "sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]


def url_of(kind: str, request: pytest.FixtureRequest, file: Path) -> str:
    """Where a new store of one kind is made."""
    if kind == "neo4j":
        return str(request.getfixturevalue("neo4j_url"))
    return "memory:" if kind == "memory" else f"sqlite:///{file}"


@pytest.fixture(params=EVERY_KIND)
def store(request: pytest.FixtureRequest, file: Path, clock: Clock) -> Iterator[Store]:
    """A new store of every kind."""
    made = create_store(url_of(request.param, request, file), KEY, now=clock)
    yield made
    made.close()


@pytest.fixture
def reopen(file: Path) -> Iterator[Callable[[], Store]]:
    """Open the encrypted store again, as another program would."""
    opened: list[Store] = []

    def again() -> Store:
        opened.append(open_store(f"sqlite:///{file}", KEY))
        return opened[-1]

    yield again
    for made in opened:
        made.close()
