"""Whatever people do, one after another, every store tells the same story of it in the end.

KITH_SEQUENCES=2000 plays more of them than there is time for in every run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from graph.stores import create_store
from graph.stores.copying import compare, create_like
from graph.stores.protocol import Store
from tests.graph.stores.conftest import EVERY_KIND, KEY, Clock, url_of
from tests.graph.stores.sequences import NAMES, Player

SEQUENCES = int(os.environ.get("KITH_SEQUENCES", "25"))
OTHERS = [kind for kind in EVERY_KIND if kind != "memory"]

pytestmark = pytest.mark.timeout(60 + 15 * SEQUENCES)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until it is moved on."""
    return Clock(step=timedelta(0))


@pytest.fixture
def reference(clock: Clock) -> Store:
    """A store in memory, which plays every sequence too."""
    made = create_store("memory:", KEY)
    return create_like(made, "memory:", KEY, now=clock, tokens=_always_the_same)


@pytest.fixture(params=OTHERS)
def other(
    request: pytest.FixtureRequest, reference: Store, clock: Clock, tmp_path: Path
) -> Iterator[Store]:
    """A store of another kind, with the same journal key, clock and chance."""
    url = url_of(request.param, request, tmp_path / "kith.db")
    made = create_like(reference, url, KEY, now=clock, tokens=_always_the_same)
    yield made
    made.close()


def test_random_sequences_leave_every_store_with_the_same_rows(
    reference: Store, other: Store, clock: Clock, record_property: pytest.RecordProperty
) -> None:
    for number in range(SEQUENCES):
        clock.moment += timedelta(minutes=1)
        one, two = Player(reference, number), Player(other, number)
        assert one.play() == two.play(), number
        assert one.told() == two.told(), number

    found = compare(reference, other)
    record_property(
        "figure",
        f"{SEQUENCES} random sequences in memory and in {type(other).__name__}: "
        f"{found.rows} rows and their seals, {found.different} different",
    )
    assert found.sentences == ()
    assert other.verify() == reference.verify() == ""
    assert [reference.people_like(text, 1000) for text in NAMES] == [
        other.people_like(text, 1000) for text in NAMES
    ]
    assert reference.children() == other.children()


def _always_the_same(size: int) -> str:
    return "ab" * size
