"""Saved means saved: nothing that was acknowledged is lost, and nothing is there in part."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.history import unrecorded
from graph.journal import Event
from graph.stores import create_store, open_store
from graph.stores.protocol import Store
from graph.stores.sqlite import SqliteStore
from tests.conftest import FIGURE
from tests.families import family
from tests.graph.stores.conftest import KEY

KILLS = int(os.environ.get("KITH_KILLS", "200"))
AT_ONCE = 4
EVENT = Event(actor="amy.worker", action="edited")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Only POSIX systems fork and kill")
def test_a_writer_killed_at_any_moment_loses_nothing_and_tears_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert killed(tmp_path, KILLS) == 0
    record_property(FIGURE, f"kills: {KILLS} writers killed at any moment, 0 changes lost or torn")


def killed(home: Path, kills: int) -> int:
    """How many of some programs, each with a store of its own, found trouble after so many kills in all."""
    runs = [_begun(home / str(number), kills // AT_ONCE) for number in range(AT_ONCE)]
    said = [run.communicate() for run in runs]
    return sum(
        run.returncode != 0 or err != "" or f"{kills // AT_ONCE} kills" not in out
        for run, (out, err) in zip(runs, said, strict=True)
    )


def _begun(home: Path, kills: int) -> subprocess.Popen[str]:
    home.mkdir()
    url, amy = f"sqlite:///{home / 'kith.db'}", family("Amy")
    store = create_store(url, KEY)
    amy.put_into(store)
    store.close()
    (home / "key").write_text(KEY.hex())
    program = [sys.executable, "-m", "tests.graph.stores.killed_writer"]
    return subprocess.Popen(
        [*program, url, str(home / "key"), amy.child_id, str(kills)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_view_is_in_the_journal_before_it_is_answered(
    file: Path, reopen: Callable[[], Store]
) -> None:
    create_store(f"sqlite:///{file}", KEY).close()
    program = f"""
        import os
        from graph.journal import Event
        from graph.stores import open_store
        store = open_store("sqlite:///{file}", bytes.fromhex("{KEY.hex()}"))
        store.note(Event(actor="amy.worker", action="viewed", people=("beth",)))
        os._exit(7)
    """

    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)

    assert run.returncode == 7
    assert [entry.people for entry in reopen().entries("")] == [("beth",)]


def test_a_change_without_its_end_was_never_made(file: Path, reopen: Callable[[], Store]) -> None:
    amy = family("Amy")
    store = create_store(f"sqlite:///{file}", KEY)
    amy.put_into(store)
    store.close()
    program = f"""
        import os
        from graph.journal import Event
        from graph.people import Person
        from graph.stores import open_store
        store = open_store("sqlite:///{file}", bytes.fromhex("{KEY.hex()}"))
        with store.writer(Event(actor="amy.worker", action="added")) as writer:
            writer.put(Person(id="beth"))
            os._exit(7)
    """

    run = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=False)

    assert run.returncode == 7
    assert reopen().record("person", "beth") is None
    assert reopen().verify() == ""


def test_a_full_disk_leaves_no_partial_change_and_is_told_plainly(encrypted: Store) -> None:
    assert isinstance(encrypted, SqliteStore)
    amy = family("Amy")
    amy.put_into(encrypted)
    connection = encrypted._connections.mine()
    pages = connection.rows("PRAGMA page_count")[0][0]
    connection.run(f"PRAGMA max_page_count = {pages + 2}")
    kept = 0

    with pytest.raises(StoreError, match=r"^The disk is full, so nothing was saved\."):
        for number in range(1000):
            family(f"Child {number}", notes="x" * 500).mother("Beth").put_into(encrypted)
            kept += 1

    assert len(encrypted.children()) == 1 + kept
    assert encrypted.verify() == unrecorded(encrypted) == encrypted.damage() == ""
    connection.run("PRAGMA max_page_count = 1000000")
    family("Zoe").put_into(encrypted)
    assert len(encrypted.children()) == 2 + kept


@pytest.mark.parametrize("room", range(1, 12))
def test_a_disk_that_fills_at_any_point_of_an_import_keeps_none_of_it(
    encrypted: Store, room: int
) -> None:
    assert isinstance(encrypted, SqliteStore)
    amy = family("Amy", notes="x" * 2000)
    for number in range(30):
        amy.adult(f"Person {number}", notes="y" * 2000)
    connection = encrypted._connections.mine()
    pages = connection.rows("PRAGMA page_count")[0][0]
    connection.run(f"PRAGMA max_page_count = {pages + room}")

    with pytest.raises(StoreError, match="disk is full"):
        amy.put_into(encrypted)

    assert encrypted.children() == ()
    assert encrypted.chains() == ()
    assert encrypted.damage() == ""


def test_a_store_in_use_is_told_plainly(
    encrypted: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.stores.connections.BUSY_SECONDS", 0.05)
    other = open_store(f"sqlite:///{file}", KEY)

    with (
        encrypted.writer(EVENT),
        pytest.raises(StoreError, match=r"^Another program is using the store\."),
    ):
        other.note(EVENT)

    other.close()
