"""Whatever is done to the journal behind kith's back is found, and the first bad line is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import JournalError, UnknownError
from graph.history import unrecorded
from graph.journal import Event
from graph.stores import create_store
from graph.stores.connections import Connection
from graph.stores.memory import MemoryStore
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.families import family
from tests.graph.stores.conftest import KEY, OTHER_KEY

EVENT = Event(actor="amy.worker", action="edited")
EDITS = 300
TABLES = ("entry", "payload", "anchor")
COLUMNS = ("chain", "sequence", "at", "actor", "action", "changes", "digest", "seal")
Edit = Callable[[Connection, random.Random], None]


@pytest.fixture
def written(encrypted: Store) -> SqliteStore:
    """A store with a journal of some length: two maps, edits and views."""
    assert isinstance(encrypted, SqliteStore)
    amy, dan = family("Amy").mother("Beth"), family("Dan")
    for child in (amy, dan):
        child.put_into(encrypted)
    keep_a_copy(encrypted)
    for number in range(12):
        child_id = (amy.child_id, dan.child_id, "")[number % 3]
        encrypted.note(
            Event(actor="amy.worker", action="viewed", chain=child_id, people=(f"p{number}",))
        )
        edit_child(encrypted, dan.child_id)
    return encrypted


def edit_child(store: Store, child_id: str) -> None:
    """One more change on a chain."""
    child = store.network(child_id).child
    with store.writer(EVENT) as writer:
        writer.put(child)


def keep_a_copy(store: SqliteStore) -> None:
    """The journal's tables as they are now, for an attacker to bring back later."""
    connection = connection_of(store)
    for table in TABLES:
        connection.run(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")  # noqa: S608 - fixed names


def connection_of(store: SqliteStore) -> Connection:
    """The way around the store's own methods."""
    return store._connections.mine()


def _numbers(connection: Connection) -> list[int]:
    return [number for (number,) in connection.rows("SELECT number FROM entry ORDER BY number")]


def change_a_cell(connection: Connection, chance: random.Random) -> None:
    column, number = chance.choice(COLUMNS), chance.choice(_numbers(connection))
    value = (
        "sequence + 100"
        if column == "sequence"
        else "7"
        if column == "changes"
        else "'x' || " + column
    )
    connection.run(f"UPDATE entry SET {column} = {value} WHERE number = ?", (number,))  # noqa: S608


def change_what_it_says(connection: Connection, chance: random.Random) -> None:
    one, other = chance.sample(_numbers(connection), 2)
    connection.run(
        "UPDATE payload SET body = (SELECT body FROM payload WHERE number = ?) WHERE number = ?",
        (one, other),
    )


def erase_without_the_key(connection: Connection, chance: random.Random) -> None:
    empty = bytes.fromhex("789c030000000001")
    number = chance.choice(_numbers(connection))
    connection.run(
        "UPDATE payload SET salt = '', body = ?, erased = 'by law' WHERE number = ?",
        (empty, number),
    )


def delete_what_it_says(connection: Connection, chance: random.Random) -> None:
    connection.run("DELETE FROM payload WHERE number = ?", (chance.choice(_numbers(connection)),))


def delete_a_line(connection: Connection, chance: random.Random) -> None:
    number = chance.choice(_numbers(connection))
    connection.run("DELETE FROM payload WHERE number = ?", (number,))
    connection.run("DELETE FROM entry WHERE number = ?", (number,))


def cut_the_tail(connection: Connection, chance: random.Random) -> None:
    last = chance.choice(_numbers(connection)[:-1])
    connection.run("DELETE FROM payload WHERE number > ?", (last,))
    connection.run("DELETE FROM entry WHERE number > ?", (last,))
    if chance.random() < 0.5:
        connection.run(
            "UPDATE anchor SET number = ?, seal = (SELECT seal FROM entry WHERE number = ?)",
            (last, last),
        )


def delete_a_chain_and_close_the_gaps(connection: Connection, chance: random.Random) -> None:
    chain = chance.choice([c for (c,) in connection.rows("SELECT DISTINCT chain FROM entry")])
    connection.run(
        "DELETE FROM payload WHERE number IN (SELECT number FROM entry WHERE chain = ?)", (chain,)
    )
    connection.run("DELETE FROM entry WHERE chain = ?", (chain,))
    for new, old in enumerate(_numbers(connection), start=1):
        connection.run("UPDATE payload SET number = -? WHERE number = ?", (new, old))
        connection.run("UPDATE entry SET number = ? WHERE number = ?", (new, old))
        connection.run("UPDATE payload SET number = -number WHERE number < 0")


def swap_two_lines(connection: Connection, chance: random.Random) -> None:
    one, other = chance.sample(_numbers(connection), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        connection.run("UPDATE entry SET number = ? WHERE number = ?", (new, old))


def put_in_a_line(connection: Connection, chance: random.Random) -> None:
    copied, last = chance.choice(_numbers(connection)), _numbers(connection)[-1]
    for table, columns in (
        ("entry", "chain, sequence + 1000, at, actor, action, changes, digest, seal"),
        ("payload", "salt, body, erased"),
    ):
        connection.run(
            f"INSERT INTO {table} SELECT ?, {columns} FROM {table} WHERE number = ?",  # noqa: S608 - fixed names
            (last + 1, copied),
        )
    if chance.random() < 0.5:
        connection.run(
            "UPDATE anchor SET number = number + 1, seal = (SELECT seal FROM entry WHERE number = ?)",
            (copied,),
        )


def bring_back_an_old_table(connection: Connection, chance: random.Random) -> None:
    for table in chance.sample(TABLES, chance.choice((1, 2))):
        connection.run(f"DELETE FROM {table}")  # noqa: S608 - fixed names
        connection.run(f"INSERT INTO {table} SELECT * FROM old_{table}")  # noqa: S608 - fixed names


def remove_the_anchor(connection: Connection, chance: random.Random) -> None:
    connection.run("DELETE FROM anchor")


def move_the_anchor(connection: Connection, chance: random.Random) -> None:
    column = chance.choice(("seal", "mark"))
    connection.run(f"UPDATE anchor SET {column} = 'x' || {column}")  # noqa: S608 - fixed names


ALL_EDITS: tuple[Edit, ...] = (
    change_a_cell,
    change_what_it_says,
    erase_without_the_key,
    delete_what_it_says,
    delete_a_line,
    cut_the_tail,
    delete_a_chain_and_close_the_gaps,
    swap_two_lines,
    put_in_a_line,
    bring_back_an_old_table,
    remove_the_anchor,
    move_the_anchor,
)


def test_every_random_edit_of_the_journal_is_found(written: SqliteStore) -> None:
    chance, connection = random.Random(5), connection_of(written)
    connection.run("PRAGMA foreign_keys = OFF")
    missed = []
    assert written.verify() == ""

    for number in range(EDITS):
        edit = ALL_EDITS[number % len(ALL_EDITS)]
        connection.run("BEGIN")
        edit(connection, chance)
        if not written.verify():
            missed.append(edit.__name__)
        connection.run("ROLLBACK")

    assert missed == []
    assert written.verify() == ""


def test_the_first_bad_line_is_named(written: SqliteStore) -> None:
    connection = connection_of(written)

    connection.run("UPDATE entry SET actor = 'somebody.else' WHERE number IN (5, 9)")

    assert (
        written.verify()
        == "The journal is broken: line 5 was changed, or put there by another hand."
    )


def test_a_broken_end_takes_no_further_line(written: SqliteStore) -> None:
    connection_of(written).run("UPDATE anchor SET mark = 'x' || mark")

    with pytest.raises(JournalError):
        written.note(EVENT)


def test_a_whole_journal_set_back_is_shown_by_the_records_and_by_an_earlier_head(
    written: SqliteStore,
) -> None:
    head, connection = written.head(), connection_of(written)
    connection.run("PRAGMA foreign_keys = OFF")
    assert unrecorded(written) == ""

    for table in TABLES:
        connection.run(f"DELETE FROM {table}")  # noqa: S608 - fixed names
        connection.run(f"INSERT INTO {table} SELECT * FROM old_{table}")  # noqa: S608 - fixed names

    assert written.verify() == ""
    assert "is missing" in written.verify(head)
    assert "is not as its journal tells it" in unrecorded(written)


def test_a_record_changed_behind_the_journal_is_shown(written: SqliteStore) -> None:
    connection_of(written).run("UPDATE person SET full_name = 'Somebody Else'")

    assert "is not as its journal tells it" in unrecorded(written)


def test_an_earlier_head_holds_for_as_long_as_nothing_before_it_changed(store: Store) -> None:
    store.note(EVENT)
    head = store.head()
    store.note(EVENT)

    assert store.verify(head) == ""
    assert "line 1 is not the one" in store.verify("1-" + "0" * 64)
    assert "is not the head of a journal" in store.verify("a word")


def test_lines_cannot_be_forged_without_the_journals_key(store: Store, tmp_path: Path) -> None:
    other = create_store("memory:", KEY)
    for each in (store, other):
        each.note(EVENT)
    assert isinstance(other, MemoryStore)

    other._pen = create_store("memory:", OTHER_KEY)._pen  # type: ignore[attr-defined]

    assert "line 1" in other.verify()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_line_cut_from_memory_is_found(kept: int) -> None:
    store = create_store("memory:", None)
    assert isinstance(store, MemoryStore)
    for _ in range(3):
        store.note(EVENT)

    del store._shelf.lines[kept]

    assert f"line {kept + 1} is missing" in store.verify()


def test_what_an_entry_says_can_be_erased_by_law_and_the_chain_holds(store: Store) -> None:
    amy = family("Amy")
    amy.put_into(store)

    store.erase(amy.child_id, 1, Event(actor="dpo", action="erased", reason="Article 17"))

    entry = next(store.entries(amy.child_id))
    assert (entry.changes, entry.reason, entry.salt) == ((), "", "")
    assert entry.action == "added"
    assert [line.action for line in store.entries("")] == ["erased"]
    assert store.verify() == ""


def test_only_an_entry_that_is_there_can_be_erased(store: Store) -> None:
    store.note(EVENT)

    for sequence in (0, 2):
        with pytest.raises(UnknownError):
            store.erase("", sequence, EVENT)

    assert len(list(store.entries(""))) == 1
