"""Migrations: numbered functions, and one table that says which of them a store has had."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files

from graph.errors import StoreError
from graph.stores.connections import Connection

Migration = Callable[[Connection], None]

NEWER = (
    "This store was made by a newer kith (its format is {found}, this program knows {known}). "
    "Install the newer version to open it."
)


def first_tables(connection: Connection) -> None:
    """The first schema."""
    run_statements(connection, files("graph.stores").joinpath("schema.sql").read_text("utf-8"))


def records_of_maps(connection: Connection) -> None:
    """Tries, decisions and whatever else belongs to a map and is not part of a network."""
    connection.run(
        """
        CREATE TABLE map_record (
            kind TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            child_id TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.run("CREATE INDEX map_record_of_child ON map_record (child_id, kind)")


def kept_reviews(connection: Connection) -> None:
    """What was last found on each map, gone with the map; and the changes of a chain without its views."""
    connection.run(
        """
        CREATE TABLE review (
            child_id TEXT NOT NULL REFERENCES map_case (child_id) ON DELETE CASCADE,
            view TEXT NOT NULL,
            change INTEGER NOT NULL,
            rules TEXT NOT NULL,
            made_on TEXT NOT NULL,
            holds_until TEXT,
            body BLOB NOT NULL,
            PRIMARY KEY (child_id, view)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.run("CREATE INDEX entry_by_change ON entry (chain, sequence) WHERE changes > 0")


def language_of_an_account(connection: Connection) -> None:
    """Which language somebody reads in, where they have chosen one."""
    connection.run("ALTER TABLE account ADD COLUMN language TEXT NOT NULL DEFAULT ''")


MIGRATIONS: tuple[Migration, ...] = (
    first_tables,
    records_of_maps,
    kept_reviews,
    language_of_an_account,
)


def run_statements(connection: Connection, script: str) -> None:
    """Carry out several statements inside the transaction that is open, each ended by a semicolon and a line's end."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.run(statement)


def format_of(connection: Connection) -> int:
    """The number of the last migration a store has had; 0 where it is empty."""
    named = connection.row("SELECT 1 FROM sqlite_master WHERE name = 'migration'")
    last = connection.row("SELECT max(number) FROM migration") if named else None
    return int(last[0] or 0) if last else 0


def is_behind(connection: Connection, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether a store still needs a migration. StoreError where it is ahead of this program."""
    found = format_of(connection)
    if found > len(migrations):
        raise StoreError(NEWER, found=found, known=len(migrations))
    return found < len(migrations)


def migrate(
    connection: Connection, moment: str, migrations: Sequence[Migration] = MIGRATIONS
) -> None:
    """Bring a store up to date: every migration it has not had, in one transaction."""
    with connection.change():
        found = format_of(connection)
        if found == 0:
            connection.run(
                "CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL) STRICT"
            )
        for number, step in enumerate(migrations[found:], start=found + 1):
            step(connection)
            connection.run(
                "INSERT INTO migration (number, name, at) VALUES (?, ?, ?)",
                (number, step.__name__, moment),
            )
