"""Upgrades never strand a family."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.stores import restore
from graph.stores.connections import Connection
from graph.stores.migrations import MIGRATIONS, format_of, run_statements
from graph.stores.protocol import Store
from graph.stores.sqlite_files import open_file
from tests.families import family
from tests.graph.stores.conftest import KEY


def second_table(connection: Connection) -> None:
    """A migration of a later version."""
    run_statements(
        connection, "CREATE TABLE later (id TEXT) STRICT;\nINSERT INTO later VALUES ('here');\n"
    )


def broken_step(connection: Connection) -> None:
    """A migration that fails half-way."""
    connection.run("CREATE TABLE half (id TEXT) STRICT")
    raise OSError("power cut")


LATER = (*MIGRATIONS, second_table)


@pytest.fixture
def older(encrypted: Store, file: Path) -> Path:
    """A store of today's format with one map."""
    family("Amy").mother("Beth").put_into(encrypted)
    encrypted.close()
    return file


def test_a_store_is_brought_up_to_date_when_it_is_opened(older: Path) -> None:
    with closing(open_file(older, KEY, migrations=LATER)) as store:
        connection = store._connections.mine()

        assert format_of(connection) == len(LATER)
        assert connection.rows("SELECT id FROM later") == [("here",)]
        assert len(store.children()) == 1
        assert store.verify() == ""


def test_a_backup_is_made_before_a_store_is_changed(older: Path, tmp_path: Path) -> None:
    open_file(older, KEY, migrations=LATER).close()

    made = list(tmp_path.glob("kith.db.before-*.backup"))
    (tmp_path / "again").mkdir()
    restore(made[0], f"sqlite:///{tmp_path / 'again' / 'kith.db'}", KEY)

    with closing(open_file(tmp_path / "again" / "kith.db", KEY)) as restored:
        assert len(restored.children()) == 1
    assert len(made) == 1


def test_a_store_that_is_up_to_date_is_left_alone(older: Path, tmp_path: Path) -> None:
    open_file(older, KEY).close()

    assert list(tmp_path.glob("*.backup")) == []


def test_a_migration_that_fails_leaves_the_old_store(older: Path) -> None:
    with pytest.raises(OSError, match="power cut"):
        open_file(older, KEY, migrations=(*LATER, broken_step))

    with closing(open_file(older, KEY)) as store:
        assert format_of(store._connections.mine()) == len(MIGRATIONS)
        assert len(store.children()) == 1


def test_a_store_of_a_newer_program_is_refused_kindly(older: Path) -> None:
    open_file(older, KEY, migrations=LATER).close()

    with pytest.raises(StoreError, match="made by a newer kith"):
        open_file(older, KEY)


def test_each_migration_is_written_down_with_its_name_and_moment(older: Path) -> None:
    with closing(open_file(older, KEY, migrations=LATER)) as store:
        rows = store._connections.mine().rows("SELECT number, name FROM migration ORDER BY number")

    assert rows == [(number, step.__name__) for number, step in enumerate(LATER, start=1)]
