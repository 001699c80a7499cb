"""Neo4j stores as addresses: making one in an empty database, and opening the one that is there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

from graph.errors import BadValueError, RefusedError, StoreError
from graph.stores import neo4j_cypher as cypher
from graph.stores.keys import (
    Keyring,
    keyring_from,
    keyring_text,
    new_keyring,
    refuse_weak,
)
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_line import Ask, Line, Login, Patience
from graph.stores.neo4j_migrations import migrate
from graph.stores.pen import Clock, Pen, Tokens, moment_text, utc_now
from graph.stores.sealing import Sealer
from graph.stores.seals import Anchor

T = TypeVar("T")

SCHEMES = ("neo4j", "neo4j+s", "bolt", "bolt+s")
SECURE = ("neo4j+s", "bolt+s")

NO_STORE = "There is no store in this database. Make one with: kith init"
ALREADY = "There is a store in this database already. Nothing was changed."
NO_HOST = "Write the address of the database as neo4j+s://database.example:7687"
UNNAMED = "Set KITH_NEO4J_PASSWORD, and KITH_NEO4J_USER where the user is not neo4j."
IN_CLEAR = (
    "kith will not send children’s records to another machine in clear. "
    "Write neo4j+s:// (or bolt+s://), and give the database a certificate."
)


def create_server_store(
    url: str,
    key: bytes | None,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
    keyring: Keyring | None = None,
    patience: Patience | None = None,
) -> None:
    """Make a new store in an empty database. RefusedError where there is one already."""
    held, ring = refuse_weak(key), keyring or new_keyring()
    pen = Pen(ring.journal, now, tokens)
    end, keys = pen.anchored(Anchor()), keyring_text(ring, held)

    def make(ask: Ask) -> None:
        there = ask(cypher.STORE)
        if there and there[0][0] != keys:
            raise RefusedError(ALREADY)
        if there:
            return
        moment = moment_text(pen.now())
        ask(cypher.MAKE_STORE, keys=keys, moment=moment)
        ask(cypher.SET_ANCHOR, number=end.number, seal=end.seal, mark=end.mark)

    def prepare_and_make(line: Line) -> None:
        if line.read(lambda ask: ask(cypher.STORE)):
            raise RefusedError(ALREADY)
        migrate(line, moment_text(pen.now()))
        line.write(make)

    _on_line(url, patience, prepare_and_make)


def open_server_store(
    url: str,
    key: bytes | None,
    now: Clock = utc_now,
    tokens: Tokens = secrets.token_hex,
    patience: Patience | None = None,
) -> Neo4jStore:
    """The store in a database, brought up to date."""
    line = line_to(url, patience)
    try:
        keyring = _keyring_of(line, key)
        migrate(line, moment_text(now()))
    except BaseException:
        line.close()
        raise
    return Neo4jStore(line, Sealer(keyring.store), Pen(keyring.journal, now, tokens))


def change_server_key(url: str, key: bytes | None, new_key: bytes | None) -> None:
    """Let a new key hold the store from now on; the store's two own keys stay as they are, and so does every chain."""
    held = refuse_weak(new_key)

    def rewrap(line: Line) -> None:
        keyring = _keyring_of(line, key)
        line.write(lambda ask: ask(cypher.SET_KEYS, keys=keyring_text(keyring, held)))

    _on_line(url, None, rewrap)


def line_to(
    url: str, patience: Patience | None = None, settings: Mapping[str, str] = os.environ
) -> Line:
    """A line to the server at an address, with the login of the address or of the settings."""
    parts = _parts_of(url)
    user = unquote(parts.username or "") or settings.get("KITH_NEO4J_USER", "") or "neo4j"
    password = unquote(parts.password or "") or settings.get("KITH_NEO4J_PASSWORD", "")
    if not password:
        raise BadValueError(UNNAMED)
    host = parts.netloc.rpartition("@")[2]
    database = parts.path.strip("/") or None
    return Line(f"{parts.scheme}://{host}", Login(user, password), patience, database)


def _parts_of(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole or parts.scheme not in SCHEMES:
        raise BadValueError(NO_HOST)
    if parts.scheme not in SECURE and not _is_loopback(parts.hostname or ""):
        raise BadValueError(IN_CLEAR)
    return parts


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _keyring_of(line: Line, key: bytes | None) -> Keyring:
    rows = line.read(lambda ask: ask(cypher.STORE))
    if not rows:
        raise StoreError(NO_STORE)
    return keyring_from(rows[0][0], key)


def _on_line(url: str, patience: Patience | None, act: Callable[[Line], T]) -> T:
    line = line_to(url, patience)
    try:
        return act(line)
    finally:
        line.close()
