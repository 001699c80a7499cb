"""The server that every test of the Neo4j store shares: one for each run of pytest, emptied for each test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.neo4j.server import NoServerError, Server, missing

REQUIRED = "KITH_REQUIRE_NEO4J"


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Server]:
    """A running server. Where it cannot run, the test says why it was left out, or fails if it must not be."""
    reason = missing()
    if reason:
        _leave_out(reason)
    server = Server()
    try:
        yield server.start()
    except NoServerError as error:
        _leave_out(str(error))
    finally:
        server.remove()


@pytest.fixture
def neo4j_url(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty database, with its login in the settings."""
    monkeypatch.setenv("KITH_NEO4J_PASSWORD", neo4j_server.password)
    return emptied(neo4j_server)


def emptied(server: Server) -> str:
    """The address of a server once everything in it is gone, but for its constraints and the note of them."""
    with server.driver() as driver:
        driver.execute_query("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
    return server.url


def _leave_out(reason: str) -> None:
    if os.environ.get(REQUIRED, "0") not in ("", "0"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
