"""The Cypher of the Neo4j store, written out: every value is a parameter, and so is the type of every tie.

    (:Case)-[:MAPS]->(:Person:Child)
    (:Standing)-[:STANDS_ON]->(:Case)     (:Standing)-[:IS]->(:Person)
    (:Contact)-[:WITH]->(:Standing)       (:Stay)-[:OF]->(:Standing)       (:Detail)-[:ABOUT]->(:Standing)
    (:Person)-[:BIRTH_PARENT and the like]->(:Person)      a tie that belongs to the two people
    (:Tie)-[:FROM]->(:Person)  (:Tie)-[:TO]->(:Person)  (:Tie)-[:BELONGS_TO]->(:Case)      one that belongs to a map

Each tie of the first sort also has a `:Tie` of its own with no more than its ends: it keeps ids and workbook ids
unique over both sorts. From a person, only ties lead on; everything else leads to them.
"""

from __future__ import annotations

from collections.abc import Mapping

MAP_OF = """
    MATCH (c:Case {child_id: $child})
    RETURN properties(c),
        COLLECT { MATCH (c)<-[:STANDS_ON]-(:Standing)-[:IS]->(p:Person) RETURN properties(p) },
        COLLECT { MATCH (c)<-[:STANDS_ON]-(s:Standing) RETURN properties(s) },
        COLLECT { MATCH (c)<-[:BELONGS_TO]-(t:Tie) RETURN properties(t) },
        COLLECT { MATCH (c)<-[:STANDS_ON]-(:Standing)-[:IS]->(:Person)-[r]->(:Person) RETURN properties(r) },
        COLLECT { MATCH (c)<-[:STANDS_ON]-(:Standing)<-[:WITH]-(k:Contact) RETURN properties(k) },
        COLLECT { MATCH (c)<-[:STANDS_ON]-(:Standing)<-[:OF]-(h:Stay) RETURN properties(h) }
"""
CHILDREN = """
    MATCH (c:Case)
    MATCH (s:Standing {child_id: c.child_id, person_id: c.child_id})-[:IS]->(p:Person)
    RETURN c.child_id, coalesce(s.ref, ''), coalesce(c.ref, ''), coalesce(s.known_as, ''),
        coalesce(p.full_name, ''), COUNT { (c)<-[:STANDS_ON]-() }
"""
DETAILS_OF = """
    MATCH (:Case {child_id: $child})<-[:STANDS_ON]-(s:Standing)<-[:ABOUT]-(d:Detail)
    WHERE $person = '' OR s.person_id = $person
    RETURN properties(d) ORDER BY d.id
"""
KEPT = """
    MATCH (m:MapRecord {child_id: $child, kind: $kind}) RETURN properties(m) ORDER BY m.id
"""
MAPS_OF = """
    MATCH (:Person {id: $person})<-[:IS]-(s:Standing) RETURN s.child_id ORDER BY s.child_id
"""
PEOPLE_LIKE = """
    CALL db.index.fulltext.queryNodes('names', $sought) YIELD node
    CALL (node) {
        WITH node WHERE node:Standing RETURN node AS s
        UNION
        WITH node WHERE node:Person MATCH (node)<-[:IS]-(s:Standing) RETURN s
    }
    RETURN DISTINCT s.child_id AS child, s.person_id AS person ORDER BY child, person LIMIT $limit
"""
CHANGED_SINCE = """
    MATCH (c:Chain) WHERE c.changed_at >= $moment AND c.id <> '' RETURN c.id ORDER BY c.id
"""

# The anchor is locked first: one change at a time, so that what is checked inside stays true until the commit.
BEGIN = """
    MATCH (a:Anchor {id: 'journal'}) SET a.held_by = $token
    WITH a
    RETURN a.number, a.seal, a.mark,
        EXISTS { MATCH (:Entry {number: a.number}) } OR a.number = 0,
        EXISTS { MATCH (:Entry {number: a.number + 1}) },
        EXISTS { MATCH (:Entry {token: $token}) }
"""
HEADS = """
    UNWIND $chains AS chain
    MATCH (c:Chain {id: chain})
    MATCH (e:Entry {chain: chain, sequence: c.sequence})
    RETURN chain, e.sequence, e.seal
"""
WRITE_LINES = """
    UNWIND $lines AS line
    CREATE (e:Entry) SET e = line
    MERGE (c:Chain {id: line.chain})
    SET c.sequence = line.sequence,
        c.change = CASE WHEN line.changes > 0 THEN line.sequence ELSE c.change END,
        c.changed_at = CASE WHEN line.changes > 0 AND line.at > coalesce(c.changed_at, '')
            THEN line.at ELSE c.changed_at END
    MERGE (l:Latest {chain: line.chain, action: line.action})
    SET l.sequence = line.sequence, l.at = line.at
"""
SET_ANCHOR = """
    MERGE (a:Anchor {id: 'journal'}) SET a.number = $number, a.seal = $seal, a.mark = $mark
"""
ANCHOR = "MATCH (a:Anchor) RETURN a.number, a.seal, a.mark"
ENTRIES = """
    MATCH (e:Entry) WHERE e.chain = $chain AND e.sequence > $after AND e.sequence <= $last
    RETURN properties(e) ORDER BY e.sequence
"""
LENGTH = "MATCH (c:Chain {id: $chain}) RETURN c.sequence"
WHOLE = """
    MATCH (e:Entry) WHERE e.number > $after RETURN properties(e) ORDER BY e.number LIMIT $limit
"""
LATEST = """
    UNWIND $chains AS chain
    OPTIONAL MATCH (c:Chain {id: chain})
    RETURN chain, coalesce(c.change, 0), COLLECT {
        MATCH (l:Latest {chain: chain}) WHERE l.action IN $looks
        RETURN l.at ORDER BY l.sequence DESC LIMIT 1
    }
"""
CHAINS = "MATCH (c:Chain) RETURN c.id ORDER BY c.id"
ERASE = """
    MATCH (e:Entry {number: $number}) SET e.erased = $erased REMOVE e.sealed
"""

HAS_REMOVED = "MATCH (r:Removed) RETURN r.kind, r.id, r.version LIMIT $limit"
REMOVED_VERSION = "MATCH (r:Removed {kind: $kind, id: $id}) RETURN r.version"
NOTE_REMOVED = """
    UNWIND $rows AS row MERGE (r:Removed {kind: row.kind, id: row.id}) SET r.version = row.version
"""

SHARED_TIES_OF = """
    MATCH (p:Person {id: $person})
    RETURN COLLECT { MATCH (p)-[r]->(:Person) RETURN properties(r) },
        COLLECT { MATCH (p)<-[r]-(:Person) RETURN properties(r) }
"""
PEOPLE = """
    UNWIND $ids AS id
    MATCH (p:Person {id: id})
    RETURN id, properties(p), COLLECT { MATCH (p)<-[:IS]-(s:Standing) RETURN [s.id, s.child_id] }
"""
MAPS = "UNWIND $ids AS id MATCH (c:Case {child_id: id}) RETURN id, c.id"
NAMED: Mapping[str, str] = {
    "person": """
        MATCH (p:Person {id: $person})
        CALL (p) {
            MATCH (p)<-[:IS]-(s:Standing) RETURN 'standing' AS kind, s.id AS id
            UNION ALL MATCH (p)<-[:FROM|TO]-(t:Tie) RETURN 'relationship' AS kind, t.id AS id
            UNION ALL MATCH (p)-[r]-(:Person) RETURN 'relationship' AS kind, r.id AS id
        }
        RETURN DISTINCT kind, id
    """,
    "standing": """
        MATCH (s:Standing {child_id: $child, person_id: $person})
        CALL (s) {
            MATCH (s)<-[:WITH]-(k:Contact) RETURN 'contact' AS kind, k.id AS id
            UNION ALL MATCH (s)<-[:OF]-(h:Stay) RETURN 'stay' AS kind, h.id AS id
            UNION ALL MATCH (s)<-[:ABOUT]-(d:Detail) RETURN 'detail' AS kind, d.id AS id
            UNION ALL MATCH (c:Case {child_id: $person}) WHERE $child = $person
                RETURN 'case' AS kind, c.id AS id
        }
        RETURN kind, id
    """,
    "case": """
        MATCH (c:Case {child_id: $child})
        CALL (c) {
            MATCH (c)<-[:STANDS_ON]-(s:Standing) RETURN 'standing' AS kind, s.id AS id
            UNION ALL MATCH (c)<-[:BELONGS_TO]-(t:Tie) RETURN 'relationship' AS kind, t.id AS id
        }
        RETURN kind, id
    """,
}
HOLDERS: Mapping[str, str] = {
    "case": "UNWIND $names AS n MATCH (c:Case {child_id: n[1]}) RETURN n, c.id",
    "case ref": "UNWIND $names AS n MATCH (c:Case {taken_ref: n[1]}) RETURN n, c.id",
    "standing": """
        UNWIND $names AS n MATCH (s:Standing {child_id: n[1], person_id: n[2]}) RETURN n, s.id
    """,
    "standing ref": """
        UNWIND $names AS n MATCH (s:Standing {child_id: n[1], taken_ref: n[2]}) RETURN n, s.id
    """,
    "contact ref": """
        UNWIND $names AS n MATCH (k:Contact {child_id: n[1], taken_ref: n[2]}) RETURN n, k.id
    """,
    "relationship ref": """
        UNWIND $names AS n MATCH (t:Tie {taken_in: n[1], taken_ref: n[2]}) RETURN n, t.id
    """,
}

ACCOUNT = """
    MATCH (a:Account) WHERE a.id = $id OR a.email_to_search = $email
    RETURN properties(a) ORDER BY a.id = $id DESC LIMIT 1
"""
ACCOUNT_BY_ID = "MATCH (a:Account {id: $id}) RETURN properties(a)"
NAMESAKES = "MATCH (a:Account {email_to_search: $email}) WHERE a.id <> $id RETURN a.id"
EVERY_ACCOUNT = "MATCH (a:Account) RETURN properties(a) ORDER BY a.email_to_search"
SAVE_ACCOUNT = "MERGE (a:Account {id: $row.id}) SET a = $row"
SESSION = "MATCH (s:Session {token_hash: $token_hash}) RETURN properties(s)"
SESSIONS_OF = """
    MATCH (s:Session {account_id: $account}) RETURN properties(s)
    ORDER BY s.created_at DESC, s.token_hash
"""
SAVE_SESSION = """
    MERGE (s:Session {token_hash: $row.token_hash})
    WITH s WHERE coalesce(s.is_revoked, false) = false
    SET s = $row
"""
GRANT = "MATCH (g:Grant {id: $id}) RETURN properties(g)"
EVERY_GRANT = "MATCH (g:Grant) RETURN properties(g) ORDER BY g.id"
GRANTS_OF_ACCOUNT = """
    MATCH (g:Grant {account_id: $account}) WHERE $child = '' OR g.child_id = $child
    RETURN properties(g) ORDER BY g.id
"""
GRANTS_OF_CHILD = "MATCH (g:Grant {child_id: $child}) RETURN properties(g) ORDER BY g.id"
SAVE_GRANT = "MERGE (g:Grant {id: $row.id}) SET g = $row"
ATTEMPTS = """
    MATCH (t:FailedTry {tried_under: $key}) WHERE t.at >= $since RETURN count(t)
"""
NOTE_ATTEMPT = "MERGE (t:FailedTry {id: $token}) SET t.tried_under = $key, t.at = $at"
FORGET_SESSIONS = "MATCH (s:Session) WHERE s.seen_at < $before DETACH DELETE s"
FORGET_ATTEMPTS = "MATCH (t:FailedTry) WHERE t.at < $before DETACH DELETE t"
REVIEWS_OF = """
    UNWIND $children AS child
    MATCH (:Case {child_id: child}) MATCH (r:Review {child_id: child, view: $view})
    RETURN properties(r) ORDER BY r.child_id
"""
KEEP_REVIEWS = """
    UNWIND $rows AS row
    MATCH (:Case {child_id: row.child_id})
    MERGE (r:Review {child_id: row.child_id, view: row.view}) SET r = row
"""

STORE = "MATCH (s:Store {id: 'kith'}) RETURN s.keys"
MAKE_STORE = "CREATE (:Store {id: 'kith', keys: $keys, made_at: $moment})"
SET_KEYS = "MATCH (s:Store {id: 'kith'}) SET s.keys = $keys"
FORMAT = "MATCH (m:Migration) RETURN coalesce(max(m.number), 0)"
NOTE_MIGRATION = "MERGE (m:Migration {number: $number}) SET m.name = $name, m.at = $moment"
