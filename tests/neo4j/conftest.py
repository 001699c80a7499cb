"""The server that these tests break."""

from __future__ import annotations

from tests.neo4j.fixtures import neo4j_server, neo4j_url

__all__ = ["neo4j_server", "neo4j_url"]
