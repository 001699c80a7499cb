"""A store is copied to another of any kind, journal and all, and two stores are compared row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.accounts import Account, Grant, Session
from graph.attempts import Attempt
from graph.errors import JournalError, RefusedError
from graph.journal import Event
from graph.stores import create_store
from graph.stores.copying import compare, contents_of, copy, create_like
from graph.stores.protocol import Store
from tests.families import family
from tests.graph.stores.conftest import EVERY_KIND, KEY, url_of

EVENT = Event(actor="amy.worker", action="edited")
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


@pytest.fixture
def source() -> Store:
    """A store in memory with a little of everything."""
    made = create_store("memory:", KEY)
    amy = (
        family("Amy", ref="P1")
        .mother("Beth", ref="P2", notes="Rings at night")
        .brother("Cai")
        .says("Beth", "loves", "Amy", "Mine.")
        .together("Beth", "2026-05", ref="C1")
        .lives("H1", "Amy", "Beth")
        .detail("Beth", "phone", "01632 960001")
        .picture("Cai")
        .about(ref="V1")
    )
    amy.put_into(made)
    family("Dan").father("Carl").put_into(made)
    _edit(made, amy.child_id)
    with made.writer(EVENT) as writer:
        writer.put(Attempt(id="try", child_id=amy.child_id, person_id=amy.id("Beth")))
    account = Account(id="sam", email="Sam@example.org", password_hash="a-hash", totp_secret="x")
    made.save_account(account, EVENT)
    made.save_grant(
        Grant(id="g", account_id="sam", child_id=amy.child_id, kind="allocated", starts_at=NOON),
        EVENT,
    )
    made.save_session(
        Session(token_hash="aa", account_id="sam", created_at=NOON, seen_at=NOON, data='{"a": 1}')
    )
    made.erase(amy.child_id, 1, EVENT)
    return made


def _edit(store: Store, child_id: str) -> None:
    network = store.network(child_id)
    with store.writer(EVENT) as writer:
        writer.put(network.child.model_copy(update={"full_name": "Amy Jones"}))
        writer.remove(network.contacts[0])


@pytest.fixture(params=EVERY_KIND)
def target(request: pytest.FixtureRequest, source: Store, tmp_path: Path) -> Iterator[Store]:
    """An empty store of every kind, made to be copied into."""
    made = create_like(source, url_of(request.param, request, tmp_path / "copy.db"), KEY)
    yield made
    made.close()


def test_a_copy_is_equal_row_by_row_and_its_journal_holds(source: Store, target: Store) -> None:
    copy(source, target)

    found = compare(source, target)
    assert (found.different, found.sentences) == (0, ())
    assert found.rows > 30
    assert target.verify() == ""
    assert target.head() == source.head()
    assert [target.network(line.child_id) for line in target.children()] == [
        source.network(line.child_id) for line in source.children()
    ]


def test_a_copy_goes_on_where_the_store_that_was_copied_left_off(
    source: Store, target: Store
) -> None:
    copy(source, target)
    child = source.children()[0].child_id

    with target.writer(EVENT) as writer:
        writer.put(target.network(child).child)

    assert target.verify() == ""
    assert next(target.entries(child, newest_first=True)).action == "edited"


def test_a_copy_can_be_copied_back(source: Store, target: Store) -> None:
    copy(source, target)
    back = create_like(target, "memory:", None)

    copy(target, back)

    assert compare(source, back).different == 0


def test_a_copy_that_was_stopped_takes_no_change_and_goes_on_when_it_is_run_again(
    source: Store, target: Store
) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        copy(source, target, stop)
    with pytest.raises(JournalError):
        target.note(EVENT)

    copy(source, target)

    assert compare(source, target).different == 0
    target.note(EVENT)


def test_a_second_copy_brings_over_only_what_changed(source: Store, target: Store) -> None:
    copy(source, target)
    dan = next(line.child_id for line in source.children() if line.known_as == "Dan")
    network = source.network(dan)
    with source.writer(EVENT) as writer:
        writer.remove(network.relationships[0])

    written = copy(source, target)

    # One line, the note of the removed tie, and the tie itself.
    assert written == 3
    assert compare(source, target).different == 0


def test_nothing_is_copied_over_a_store_that_has_a_journal_of_its_own(
    source: Store, target: Store
) -> None:
    target.note(EVENT)

    with pytest.raises(RefusedError, match="journal of its own"):
        copy(source, target)
    with pytest.raises(RefusedError, match="journal of its own"):
        copy(source, create_store("memory:", KEY))

    assert target.verify() == ""
    assert target.children() == ()


def test_what_is_different_is_named_without_saying_what_it_is(source: Store, target: Store) -> None:
    copy(source, target)
    child = next(line.child_id for line in source.children() if line.known_as == "Amy")
    person = source.network(child).child

    contents_of(target).lay(
        "person", [(person.id, person.model_copy(update={"full_name": "Amy Smith"}))]
    )

    found = compare(source, target)
    assert found.sentences == (f"person {person.id} is not the same.",)


def test_every_part_is_told_of_as_it_is_copied(source: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    with ExitStack() as open_stores:
        target = create_like(source, f"sqlite:///{tmp_path / 'copy.db'}", KEY)
        open_stores.callback(target.close)
        copy(source, target, lambda done, total: heard.append((done, total)))

    assert heard[-1][0] == heard[-1][1] > 30
