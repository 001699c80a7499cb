"""Migrations of the Neo4j store: numbered lists of statements, each of which may be carried out again.

The server keeps changes of the schema apart from changes of the data and from each other, so a migration that was
stopped half-way goes on from its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import StoreError
from graph.stores import neo4j_cypher as cypher
from graph.stores.migrations import NEWER
from graph.stores.neo4j_line import Line

# Names are one term each, without accents or capitals, so that any part of a name can be looked for.
_NAMES = """
    CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Standing) ON EACH [n.name_to_search]
    OPTIONS { indexConfig: { `fulltext.analyzer`: 'keyword' } }
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step, with the statements that carry it out."""

    name: str
    statements: tuple[str, ...]


FIRST = Migration(
    "first_constraints",
    (
        "CREATE CONSTRAINT store_id IF NOT EXISTS FOR (n:Store) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT migration_number IF NOT EXISTS FOR (n:Migration) REQUIRE n.number IS UNIQUE",
        "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT case_id IF NOT EXISTS FOR (n:Case) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT case_child IF NOT EXISTS FOR (n:Case) REQUIRE n.child_id IS UNIQUE",
        "CREATE CONSTRAINT case_ref IF NOT EXISTS FOR (n:Case) REQUIRE n.taken_ref IS UNIQUE",
        "CREATE CONSTRAINT standing_id IF NOT EXISTS FOR (n:Standing) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT standing_place IF NOT EXISTS FOR (n:Standing) REQUIRE (n.child_id, n.person_id) IS UNIQUE",
        "CREATE CONSTRAINT standing_ref IF NOT EXISTS FOR (n:Standing) REQUIRE (n.child_id, n.taken_ref) IS UNIQUE",
        "CREATE CONSTRAINT tie_id IF NOT EXISTS FOR (n:Tie) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT tie_ref IF NOT EXISTS FOR (n:Tie) REQUIRE (n.taken_in, n.taken_ref) IS UNIQUE",
        "CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT contact_ref IF NOT EXISTS FOR (n:Contact) REQUIRE (n.child_id, n.taken_ref) IS UNIQUE",
        "CREATE CONSTRAINT stay_id IF NOT EXISTS FOR (n:Stay) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT detail_id IF NOT EXISTS FOR (n:Detail) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT map_record_id IF NOT EXISTS FOR (n:MapRecord) REQUIRE (n.kind, n.id) IS UNIQUE",
        "CREATE INDEX map_record_of_child IF NOT EXISTS FOR (n:MapRecord) ON (n.child_id, n.kind)",
        "CREATE CONSTRAINT removed_id IF NOT EXISTS FOR (n:Removed) REQUIRE (n.kind, n.id) IS UNIQUE",
        "CREATE CONSTRAINT anchor_id IF NOT EXISTS FOR (n:Anchor) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT chain_id IF NOT EXISTS FOR (n:Chain) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX chain_by_change IF NOT EXISTS FOR (n:Chain) ON (n.changed_at)",
        "CREATE CONSTRAINT entry_number IF NOT EXISTS FOR (n:Entry) REQUIRE n.number IS UNIQUE",
        "CREATE CONSTRAINT entry_place IF NOT EXISTS FOR (n:Entry) REQUIRE (n.chain, n.sequence) IS UNIQUE",
        "CREATE CONSTRAINT latest_action IF NOT EXISTS FOR (n:Latest) REQUIRE (n.chain, n.action) IS UNIQUE",
        "CREATE CONSTRAINT review_of_child IF NOT EXISTS FOR (n:Review) REQUIRE (n.child_id, n.view) IS UNIQUE",
        "CREATE INDEX entry_by_token IF NOT EXISTS FOR (n:Entry) ON (n.token)",
        "CREATE CONSTRAINT account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE",
        "CREATE CONSTRAINT account_email IF NOT EXISTS FOR (n:Account) REQUIRE n.email_to_search IS UNIQUE",
        "CREATE CONSTRAINT session_token IF NOT EXISTS FOR (n:Session) REQUIRE n.token_hash IS UNIQUE",
        "CREATE INDEX session_of_account IF NOT EXISTS FOR (n:Session) ON (n.account_id)",
        "CREATE CONSTRAINT grant_id IF NOT EXISTS FOR (n:Grant) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX grant_of_account IF NOT EXISTS FOR (n:Grant) ON (n.account_id)",
        "CREATE INDEX grant_of_child IF NOT EXISTS FOR (n:Grant) ON (n.child_id)",
        "CREATE CONSTRAINT failed_try_id IF NOT EXISTS FOR (n:FailedTry) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX failed_try_by_key IF NOT EXISTS FOR (n:FailedTry) ON (n.tried_under, n.at)",
        _NAMES,
    ),
)

MIGRATIONS: tuple[Migration, ...] = (FIRST,)
_INDEXES_READY = "CALL db.awaitIndexes(50)"


def migrate(line: Line, moment: str, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a database up to date: every migration it has not had. StoreError where it is ahead of this program."""
    found = int(line.read(lambda ask: ask(cypher.FORMAT))[0][0])
    if found > len(migrations):
        raise StoreError(NEWER, found=found, known=len(migrations))
    for number, step in enumerate(migrations[found:], start=found + 1):
        for statement in (*step.statements, _INDEXES_READY):
            line.alter(statement)
        note = {"number": number, "name": step.name, "moment": moment}
        line.write(lambda ask, note=note: ask(cypher.NOTE_MIGRATION, **note))  # type: ignore[misc]
