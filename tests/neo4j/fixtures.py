"""The server that every test of the Neo4j store shares: one for each run of pytest, emptied for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from graph.journal import Event
from graph.stores.neo4j_line import Patience
from graph.stores.neo4j_opening import create_server_store, open_server_store
from tests.families import family
from tests.neo4j.server import NoServerError, Server, missing

REQUIRED = "KITH_REQUIRE_NEO4J"
KEY = bytes(range(7, 39))


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running server. Where it cannot run, the test says why it was left out, or fails if it must not be."""
    reason = missing()
    if reason:
        _leave_out(reason)
    server = Server()
    try:
        server.start()
        warm(server)
        yield server
    except NoServerError as error:
        _leave_out(str(error))
    finally:
        server.remove()


@pytest.fixture
def neo4j_url(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, with its login in the settings."""
    monkeypatch.setenv("KITH_NEO4J_PASSWORD", neo4j_server.password)
    return emptied(neo4j_server)


def warm(server: Server) -> None:
    """Ask a new server everything once, with all the patience that its compiler needs on a busy machine."""
    patience = Patience(answer=90, told=180, line=30, again=60, reading=90, writing=90)
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("KITH_NEO4J_PASSWORD", server.password)
        url = emptied(server)
        create_server_store(url, KEY, patience=patience)
        store = open_server_store(url, KEY, patience=patience)
    amy = family("Amy", ref="P1").mother("Beth").says("Beth", "loves", "Amy", "Mine.")
    amy.together("Beth", "2026-05", ref="C1").lives("H1", "Amy").detail("Beth", "phone", "1")
    amy.about(ref="V1").put_into(store)
    network = store.network(amy.child_id)
    with store.writer(Event(actor="tests", action="edited")) as writer:
        writer.put(network.child)
        writer.remove(network.contacts[0])
    store.people_like("beth")
    store.verify()
    store.close()


def emptied(server: Server) -> str:
    """The address of a server once everything in it is gone, but for its constraints and the note of them."""
    with server.driver() as driver:
        driver.execute_query("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
    return server.url


def _leave_out(reason: str) -> None:
    if os.environ.get(REQUIRED, "0") not in ("", "0"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
