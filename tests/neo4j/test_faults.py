"""Losing the database is dull: nothing is lost, nothing is there twice, and a person is told in plain words."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from graph.errors import LockedStoreError, StoreError
from graph.journal import Event
from graph.stores import create_store, open_store
from graph.stores.neo4j_line import BUSY, LOST, NO_ANSWER, UNSURE
from graph.stores.neo4j_opening import open_server_store
from tests.neo4j.faults import CALM, KEY, RESTARTS, Trial, faults
from tests.neo4j.proxy import BEGIN, COMMIT, Fault
from tests.neo4j.server import Server

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(900)]
RUNS = 23


@pytest.fixture
def trial(neo4j_server: Server, neo4j_url: str) -> Iterator[Trial]:
    """A store whose line can be broken."""
    create_store(neo4j_url, KEY).close()
    made = Trial(neo4j_server, neo4j_url)
    yield made
    made.close()


def test_no_fault_loses_or_doubles_a_change(
    trial: Trial, neo4j_server: Server, record_property: pytest.RecordProperty
) -> None:
    chance, ways = random.Random(6), faults(neo4j_server)
    light, heavy = ways[:-RESTARTS], ways[-RESTARTS:]

    for number in range(RUNS):
        trial.run(number, light[number % len(light)](chance))
    for number, way in enumerate(heavy, start=RUNS):
        trial.run(number, way(chance))

    record_property("figure", trial.tally.line())
    assert (trial.tally.lost, trial.tally.doubled) == ([], [])
    assert trial.tally.words <= {"", LOST, NO_ANSWER, UNSURE, BUSY, "conflict"}
    assert trial.tally.slowest < 10
    assert trial.calm.verify() == ""
    assert trial.proxy.struck >= RUNS - 2
    # A line that was only cut, or slow, is no reason to refuse.
    assert trial.tally.done > trial.tally.runs / 5


def test_a_change_whose_answer_was_lost_is_found_again_and_not_made_twice(trial: Trial) -> None:
    trial.proxy.set(Fault("cut", at=COMMIT, passes=True, answers=True))

    entry = trial.shaken.note(_viewed(trial))

    views = [row for row in trial.calm.entries(trial.amy.child_id) if row.action == "viewed"]
    assert views == [entry]


def test_a_line_that_is_cut_once_all_is_read_is_read_again(trial: Trial) -> None:
    store = open_server_store(trial.proxy.url, KEY, patience=CALM)
    trial.proxy.set(Fault("cut", at=COMMIT))

    assert store.network(trial.amy.child_id).child.full_name == "Amy"
    assert trial.proxy.struck == 1
    store.close()


def test_reading_from_a_silent_database_ends_in_plain_words_and_is_soon_well_again(
    trial: Trial,
) -> None:
    trial.proxy.set(Fault("hush", at=BEGIN))
    began = time.monotonic()

    with pytest.raises(StoreError) as told:
        trial.shaken.network(trial.amy.child_id)

    assert str(told.value) == NO_ANSWER
    assert time.monotonic() - began < 10
    trial.proxy.heal()
    assert trial.shaken.network(trial.amy.child_id).child.full_name == "Amy"


def test_a_database_that_is_not_there_is_told_in_plain_words(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial.proxy.close()
    began = time.monotonic()

    with pytest.raises(StoreError, match="does not answer"):
        open_store(trial.proxy.url, KEY)

    assert time.monotonic() - began < 10


def test_a_wrong_password_is_told_in_plain_words(
    neo4j_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KITH_NEO4J_PASSWORD", "not-the-password")

    with pytest.raises(LockedStoreError, match="KITH_NEO4J_PASSWORD"):
        open_store(neo4j_url, KEY)


def _viewed(trial: Trial) -> Event:
    return Event(actor="amy.worker", action="viewed", chain=trial.amy.child_id, people=("beth",))
