"""The Cypher of the records: how those of each kind are read, written, tied to others and taken away, many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statements:
    """How many records of one kind are read, written and removed at once.

    `free` lets go of workbook ids that other rows may take; `loosen` and `tie` redo what leads from a record to others.
    """

    read: str
    write: str
    remove: str
    loosen: str = ""
    tie: str = ""
    free: str = ""


PERSON = Statements(
    read="UNWIND $ids AS id MATCH (n:Person {id: id}) RETURN id, properties(n)",
    write="UNWIND $rows AS row MERGE (n:Person {id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:Person {id: id}) DETACH DELETE n",
)
CASE = Statements(
    read="UNWIND $ids AS id MATCH (n:Case {id: id}) RETURN id, properties(n)",
    free="UNWIND $ids AS id MATCH (n:Case {id: id}) REMOVE n.taken_ref",
    write="UNWIND $rows AS row MERGE (n:Case {id: row.id}) SET n = row",
    remove="""
        UNWIND $ids AS id
        MATCH (n:Case {id: id})
        OPTIONAL MATCH (n)-[:MAPS]->(p:Child)
        OPTIONAL MATCH (v:Review {child_id: n.child_id})
        REMOVE p:Child DETACH DELETE n, v
    """,
    loosen="""
        UNWIND $ids AS id MATCH (n:Case {id: id})-[r:MAPS]->(p:Child) REMOVE p:Child DELETE r
    """,
    tie="""
        UNWIND $rows AS row
        MATCH (n:Case {id: row.id}) MATCH (p:Person {id: row.child_id})
        MERGE (n)-[:MAPS]->(p) SET p:Child
    """,
)
STANDING = Statements(
    read="UNWIND $ids AS id MATCH (n:Standing {id: id}) RETURN id, properties(n)",
    free="UNWIND $ids AS id MATCH (n:Standing {id: id}) REMOVE n.taken_ref, n.person_id",
    write="UNWIND $rows AS row MERGE (n:Standing {id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:Standing {id: id}) DETACH DELETE n",
    loosen="UNWIND $ids AS id MATCH (n:Standing {id: id})-[r:STANDS_ON|IS]->() DELETE r",
    tie="""
        UNWIND $rows AS row
        MATCH (n:Standing {id: row.id})
        MATCH (c:Case {child_id: row.child_id}) MATCH (p:Person {id: row.person_id})
        CREATE (n)-[:STANDS_ON]->(c) CREATE (n)-[:IS]->(p)
    """,
)
CONTACT = Statements(
    read="UNWIND $ids AS id MATCH (n:Contact {id: id}) RETURN id, properties(n)",
    free="UNWIND $ids AS id MATCH (n:Contact {id: id}) REMOVE n.taken_ref",
    write="UNWIND $rows AS row MERGE (n:Contact {id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:Contact {id: id}) DETACH DELETE n",
    loosen="UNWIND $ids AS id MATCH (n:Contact {id: id})-[r:WITH]->() DELETE r",
    tie="""
        UNWIND $rows AS row
        MATCH (n:Contact {id: row.id})
        MATCH (s:Standing {child_id: row.child_id, person_id: row.person_id})
        CREATE (n)-[:WITH]->(s)
    """,
)
STAY = Statements(
    read="UNWIND $ids AS id MATCH (n:Stay {id: id}) RETURN id, properties(n)",
    write="UNWIND $rows AS row MERGE (n:Stay {id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:Stay {id: id}) DETACH DELETE n",
    loosen="UNWIND $ids AS id MATCH (n:Stay {id: id})-[r:OF]->() DELETE r",
    tie="""
        UNWIND $rows AS row
        MATCH (n:Stay {id: row.id})
        MATCH (s:Standing {child_id: row.child_id, person_id: row.person_id})
        CREATE (n)-[:OF]->(s)
    """,
)
DETAIL = Statements(
    read="UNWIND $ids AS id MATCH (n:Detail {id: id}) RETURN id, properties(n)",
    write="UNWIND $rows AS row MERGE (n:Detail {id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:Detail {id: id}) DETACH DELETE n",
    loosen="UNWIND $ids AS id MATCH (n:Detail {id: id})-[r:ABOUT]->() DELETE r",
    tie="""
        UNWIND $rows AS row
        MATCH (n:Detail {id: row.id})
        MATCH (s:Standing {child_id: row.child_id, person_id: row.person_id})
        CREATE (n)-[:ABOUT]->(s)
    """,
)
# Between two people there are only ties, so that none needs to be named by its type to be found.
RELATIONSHIP = Statements(
    read="""
        UNWIND $ids AS id
        MATCH (n:Tie {id: id})
        OPTIONAL MATCH (:Person {id: n.from_id})-[r]->(:Person {id: n.to_id}) WHERE r.id = id
        RETURN id, coalesce(properties(r), properties(n))
    """,
    free="UNWIND $ids AS id MATCH (n:Tie {id: id}) REMOVE n.taken_ref",
    write="UNWIND $rows AS row MERGE (n:Tie {id: row.id}) SET n = row",
    remove="""
        UNWIND $ids AS id
        MATCH (n:Tie {id: id})
        OPTIONAL MATCH (:Person {id: n.from_id})-[r]->(:Person {id: n.to_id}) WHERE r.id = id
        DELETE r DETACH DELETE n
    """,
    loosen="""
        UNWIND $ids AS id
        MATCH (n:Tie {id: id})
        OPTIONAL MATCH (:Person {id: n.from_id})-[r]->(:Person {id: n.to_id}) WHERE r.id = id
        DELETE r
        WITH DISTINCT n
        REMOVE n:Kin:Couple:Care:Kith:Professional:Law:Statement:Plan
        WITH n
        OPTIONAL MATCH (n)-[own:FROM|TO|BELONGS_TO]->()
        DELETE own
    """,
    tie="""
        UNWIND $rows AS row
        MATCH (n:Tie {id: row.id})
        MATCH (a:Person {id: row.from_id}) MATCH (b:Person {id: row.to_id})
        MATCH (c:Case {child_id: row.child_id})
        CREATE (n)-[:FROM]->(a) CREATE (n)-[:TO]->(b) CREATE (n)-[:BELONGS_TO]->(c)
        SET n:$(row.family)
    """,
)
SHARE = """
    UNWIND $rows AS row
    MATCH (a:Person {id: row.facts.from_id}) MATCH (b:Person {id: row.facts.to_id})
    CREATE (a)-[r:$(row.type)]->(b) SET r = row.facts
"""
MAP_RECORD = Statements(
    read="UNWIND $ids AS id MATCH (n:MapRecord {kind: $kind, id: id}) RETURN id, properties(n)",
    write="UNWIND $rows AS row MERGE (n:MapRecord {kind: row.kind, id: row.id}) SET n = row",
    remove="UNWIND $ids AS id MATCH (n:MapRecord {kind: $kind, id: id}) DETACH DELETE n",
)

STATEMENTS: Mapping[str, Statements] = {
    "person": PERSON,
    "case": CASE,
    "standing": STANDING,
    "relationship": RELATIONSHIP,
    "contact": CONTACT,
    "stay": STAY,
    "detail": DETAIL,
}
