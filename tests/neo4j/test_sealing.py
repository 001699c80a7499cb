"""What a server, its logs and its files can tell: names, and nothing that was said in confidence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph.stores
from graph.accounts import Account
from graph.attempts import Attempt
from graph.errors import BadValueError, JournalError, LockedStoreError, RefusedError, StoreError
from graph.journal import Event
from graph.people import Person
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores import create_store, open_store, rekey, rotate, shown
from graph.stores import neo4j_cypher as cypher
from graph.stores.neo4j import Neo4jStore
from graph.stores.neo4j_records import TIE_TYPES
from graph.stores.protocol import Store, put_all
from graph.vocabulary import RELATIONSHIP_KINDS
from tests.families import Family, family
from tests.neo4j.fixtures import warm
from tests.neo4j.server import Server

pytestmark = [pytest.mark.neo4j, pytest.mark.timeout(600)]

KEY, OTHER_KEY = bytes(range(7, 39)), bytes(range(107, 139))
EVENT = Event(actor="amy.worker", action="edited")
SECRETS = {
    "a detail": "canary-detail-4411",
    "why a detail is held back": "canary-held-4412",
    "a note": "canary-note-4413",
    "what somebody said": "canary-words-4414",
    "the story of a map": "canary-story-4415",
    "why a map was opened": "canary-reason-4416",
    "what is to be tried next": "canary-next-4417",
    "a second factor": "canary-totp-4418",
    "a name that was changed since": "canary-oldname-4419",
}
NAME = "Beth Wnioncanaryname"


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Neo4jStore]:
    """A new store on the server."""
    made = create_store(neo4j_url, KEY)
    assert isinstance(made, Neo4jStore)
    yield made
    made.close()


@pytest.fixture
def amy(store: Neo4jStore) -> Family:
    """A map on which every secret stands somewhere."""
    told = (
        family("Amy", notes=SECRETS["a note"])
        .mother(NAME)
        .says(NAME, "loves", "Amy", SECRETS["what somebody said"])
        .detail(NAME, "phone", SECRETS["a detail"], reason=SECRETS["why a detail is held back"])
        .about(story=SECRETS["the story of a map"])
    )
    told.put_into(store)
    attempt = Attempt(
        id="try",
        child_id=told.child_id,
        person_id=told.id(NAME),
        next_step=SECRETS["what is to be tried next"],
    )
    with store.writer(Event(actor="w", action="tried", reason="why")) as writer:
        writer.put(attempt)
    reason = SECRETS["why a map was opened"]
    store.note(Event(actor="w", action="viewed", chain=told.child_id, reason=reason))
    store.save_account(
        Account(id="sam", email="sam@example.org", totp_secret=SECRETS["a second factor"]), EVENT
    )
    return told


def test_no_file_of_the_server_shows_what_was_said_in_confidence(
    store: Neo4jStore, amy: Family, neo4j_server: Server
) -> None:
    neo4j_server.stop()
    held = [path.read_bytes().lower() for path in neo4j_server.home.rglob("*") if path.is_file()]
    neo4j_server.start()
    warm(neo4j_server)

    shown_by = {
        what: any(_holds(content, text) for content in held) for what, text in SECRETS.items()
    }
    assert shown_by == dict.fromkeys(SECRETS, False)
    assert any(_holds(content, NAME) for content in held)


def test_what_was_sealed_comes_back_for_whoever_holds_the_key(
    store: Neo4jStore, amy: Family, neo4j_url: str
) -> None:
    again = open_store(neo4j_url, KEY)

    assert [row.text for row in again.details(amy.child_id)] == [SECRETS["a detail"]]
    assert again.network(amy.child_id) == store.network(amy.child_id)
    account = again.account("sam")
    assert account is not None
    assert account.totp_secret == SECRETS["a second factor"]
    again.close()


def test_a_flipped_bit_and_a_wrong_key_fail_closed_with_one_plain_sentence(
    store: Neo4jStore, amy: Family, neo4j_server: Server, neo4j_url: str
) -> None:
    with neo4j_server.driver() as driver:
        driver.execute_query(
            "MATCH (a:Detail), (b:Standing) WHERE b.sealed IS NOT NULL SET a.sealed = b.sealed"
        )
        driver.execute_query(
            "MATCH (e:Entry {number: 1}), (f:Entry {number: 2}) SET e.sealed = f.sealed"
        )

    with pytest.raises(LockedStoreError, match="changed by another hand"):
        store.details(amy.child_id)
    with pytest.raises(JournalError, match="line 1"):
        list(store.entries(amy.child_id))
    assert "line 1" in store.verify()
    with pytest.raises(LockedStoreError, match="key does not open"):
        open_store(neo4j_url, OTHER_KEY)


@pytest.mark.parametrize(
    ("edit", "found"),
    [
        ("MATCH (e:Entry {number: 2}) SET e.actor = 'x'", "line 2 was changed"),
        ("MATCH (e:Entry {number: 2}) DELETE e", "line 2 is missing"),
        ("MATCH (e:Entry {number: 4}) DELETE e", "line 4 is missing"),
        ("MATCH (e:Entry {number: 2}) REMOVE e.sealed", "what line 2 says is missing"),
        ("MATCH (e:Entry {number: 2}) REMOVE e.sealed SET e.erased = 'x'", "line 2 says was"),
        ("MATCH (a:Anchor) SET a.mark = 'x'", "says where it ends was changed"),
        ("MATCH (a:Anchor) DELETE a", "anchor that says where it ends is missing"),
        (
            """
            MATCH (e:Entry {number: 4})
            CREATE (f:Entry {number: 5, chain: e.chain, sequence: 9, at: e.at, actor: e.actor,
                action: e.action, changes: 0, digest: e.digest, seal: e.seal, sealed: e.sealed})
            """,
            "line 5",
        ),
    ],
)
def test_whatever_is_done_to_the_journal_behind_our_back_is_found(
    store: Neo4jStore, amy: Family, neo4j_server: Server, edit: str, found: str
) -> None:
    assert store.verify() == ""
    assert store.head().startswith("4-")

    with neo4j_server.driver() as driver:
        driver.execute_query(edit)

    assert found in store.verify()


def test_a_new_key_opens_the_store_and_breaks_no_chain(
    store: Neo4jStore, amy: Family, neo4j_url: str
) -> None:
    rekey(neo4j_url, KEY, OTHER_KEY)

    again = open_store(neo4j_url, OTHER_KEY)
    assert again.verify() == ""
    again.close()
    with pytest.raises(LockedStoreError):
        open_store(neo4j_url, KEY)
    with pytest.raises(RefusedError, match="kith copy"):
        rotate(neo4j_url, OTHER_KEY)


def test_a_store_is_never_made_over_another(store: Neo4jStore, neo4j_url: str) -> None:
    with pytest.raises(RefusedError, match="already"):
        create_store(neo4j_url, OTHER_KEY)

    assert store.chains() == ()


def test_an_empty_database_is_told_in_plain_words(neo4j_url: str) -> None:
    with pytest.raises(StoreError, match="kith init"):
        open_store(neo4j_url, KEY)


def test_kin_and_kith_are_ties_of_their_own_type_between_people(
    store: Neo4jStore, amy: Family, neo4j_server: Server
) -> None:
    with neo4j_server.driver() as driver:
        rows = driver.execute_query(
            "MATCH (m:Person)-[r:BIRTH_PARENT]->(c:Person:Child) RETURN m.id, c.id"
        ).records
        said = driver.execute_query("MATCH (t:Tie:Statement) RETURN t.kind").records

    assert [row.values() for row in rows] == [[amy.id(NAME), amy.child_id]]
    assert [row.values() for row in said] == [["loves"]]


def test_a_professional_on_many_maps_makes_no_map_slower(
    store: Neo4jStore, neo4j_server: Server
) -> None:
    few = _map_with_professional(store, 0)
    work_before = _work(neo4j_server, few)

    for number in range(1, 60):
        _map_with_professional(store, number)

    # The same work but for a few looks into larger indexes: nothing is reached by walking through a professional.
    assert _work(neo4j_server, few) <= work_before + 5


@pytest.mark.parametrize(
    "url", ["neo4j://db.example:7687", "bolt://10.0.0.7", "neo4j://", "neo4j+s://:x", "bolt+s://"]
)
def test_records_never_go_to_another_machine_in_clear_nor_to_no_machine(url: str) -> None:
    with pytest.raises(BadValueError):
        open_store(url, KEY)


def test_an_address_is_shown_without_its_login() -> None:
    assert shown("neo4j+s://kith:secret@db.example:7687/north") == "neo4j+s://db.example:7687/north"


def test_every_kind_of_tie_has_a_type_and_no_type_is_used_otherwise() -> None:
    folder = Path(graph.stores.__file__).parent
    text = " ".join(path.read_text("utf-8") for path in folder.glob("neo4j*.py"))

    assert set(TIE_TYPES) == set(RELATIONSHIP_KINDS)
    assert all(name.isidentifier() for name in TIE_TYPES.values())
    assert not [name for name in TIE_TYPES.values() if f":{name}]" in text]


def test_no_query_is_ever_put_together_from_text() -> None:
    folder = Path(graph.stores.__file__).parent
    loose = [
        f"{path.name}:{call.lineno}"
        for path in sorted(folder.glob("neo4j*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and _asks(call) and not _is_written_out(call.args[0])
    ]

    assert loose == []


def _asks(call: ast.Call) -> bool:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    return name in ("ask", "_ask", "_asked", "alter", "run") and bool(call.args)


def _is_written_out(query: ast.expr) -> bool:
    return isinstance(query, (ast.Constant, ast.Name, ast.Attribute, ast.Subscript))


def _holds(content: bytes, text: str) -> bool:
    sought = text.lower()
    return any(sought.encode(how) in content for how in ("utf-8", "utf-16-le", "utf-16-be"))


def _map_with_professional(store: Store, number: int) -> str:
    told = family(f"Child {number}").mother("Beth")
    told.put_into(store)
    worker = Person(id="worker", full_name="Sam Worker")
    there = store.record("person", "worker")
    standing = Standing(
        id=f"on-{number}", child_id=told.child_id, person_id="worker", network_kind="professional"
    )
    tie = Relationship(
        id=f"helps-{number}",
        child_id=told.child_id,
        from_id="worker",
        to_id=told.child_id,
        kind="professional",
    )
    with store.writer(EVENT) as writer:
        put_all(writer, [standing, tie] if there else [worker, standing, tie])
    return told.child_id


def _work(server: Server, child_id: str) -> int:
    with server.driver() as driver:
        found = driver.execute_query("PROFILE " + cypher.MAP_OF, child=child_id)
    profile = found.summary.profile
    assert profile is not None
    return _hits(profile)


def _hits(step: dict[str, object]) -> int:
    arguments = step["args"]
    assert isinstance(arguments, dict)
    children = step.get("children", [])
    assert isinstance(children, list)
    return int(arguments.get("DbHits", 0)) + sum(_hits(child) for child in children)
