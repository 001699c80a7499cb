"""What every store promises about its journal."""

from __future__ import annotations

import pytest

from graph.errors import JournalError
from graph.journal import SYSTEM_CHAIN, Event
from graph.standings import Standing
from graph.stores.protocol import Store
from tests.families import family
from tests.graph.stores.conftest import Clock

EVENT = Event(actor="amy.worker", action="edited", reason="A visit")


def test_a_change_is_journalled_with_what_was_there_before_and_after(store: Store) -> None:
    amy = family("Amy")
    amy.put_into(store)
    person = store.network(amy.child_id).child

    with store.writer(EVENT) as writer:
        writer.put(person.model_copy(update={"full_name": "Amy Jones"}))

    entry = next(store.entries(amy.child_id, newest_first=True))
    assert (entry.actor, entry.action, entry.reason) == ("amy.worker", "edited", "A visit")
    assert [(c.before["full_name"], c.after["full_name"]) for c in entry.changes] == [
        ("Amy", "Amy Jones")
    ]


def test_a_view_is_journalled_with_the_people_it_showed(store: Store) -> None:
    seen = Event(actor="amy.worker", action="viewed", chain="amy", people=("beth", "cai"))

    entry = store.note(seen)

    assert entry.people == ("beth", "cai")
    assert list(store.entries("amy")) == [entry]


def test_a_shared_person_is_journalled_on_every_map_where_they_stand(store: Store) -> None:
    amy, dan = family("Amy").mother("Beth"), family("Dan")
    amy.put_into(store)
    dan.put_into(store)
    with store.writer(EVENT) as writer:
        writer.put(Standing(id="s", child_id=dan.child_id, person_id=amy.id("Beth")))
    beth = store.record("person", amy.id("Beth"))
    assert beth is not None

    with store.writer(EVENT) as writer:
        writer.put(beth.model_copy(update={"full_name": "Beth Jones"}))

    for child in (amy.child_id, dan.child_id):
        latest = next(store.entries(child, newest_first=True))
        assert [change.record_id for change in latest.changes] == [beth.id]


def test_each_child_has_a_chain_and_the_system_one_of_its_own(store: Store) -> None:
    amy = family("Amy")
    amy.put_into(store)
    store.note(Event(actor="amy.worker", action="signed in"))

    assert store.chains() == tuple(sorted([SYSTEM_CHAIN, amy.child_id]))
    assert store.verify() == ""


def test_what_was_known_on_a_day_is_what_the_journal_tells(store: Store, clock: Clock) -> None:
    amy = family("Amy").mother("Beth")
    amy.put_into(store)
    then, known_then = clock.moment, store.network(amy.child_id)
    with store.writer(EVENT) as writer:
        writer.put(known_then.child.model_copy(update={"full_name": "Amy Jones"}))
        writer.remove(known_then.relationships[0])

    assert store.network(amy.child_id, known_on=then) == known_then
    assert store.network(amy.child_id, known_on=clock.moment) == store.network(amy.child_id)


def test_without_its_journal_a_store_neither_changes_nor_shows(encrypted: Store) -> None:
    amy = family("Amy")
    amy.put_into(encrypted)
    person = encrypted.network(amy.child_id).child
    encrypted._connections.mine().run("DROP TABLE payload")  # type: ignore[attr-defined]

    with pytest.raises(JournalError), encrypted.writer(EVENT) as writer:
        writer.put(person)
    with pytest.raises(JournalError):
        encrypted.note(EVENT)

    assert encrypted.record("person", person.id) == person
