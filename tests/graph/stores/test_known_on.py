"""What was known of a map on a day, read back from its journal, whoever came and went."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from graph.errors import UnknownError
from graph.history import unrecorded
from graph.journal import Event
from graph.network import Network
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.graph.stores.conftest import Clock

EVENT = Event(actor="amy.worker", action="edited")


def _place(store: Store, child_id: str, person_id: str) -> Standing:
    with store.writer(EVENT) as writer:
        return writer.put(
            Standing(id=f"{person_id} on {child_id}", child_id=child_id, person_id=person_id)
        )


def _leave(store: Store, child_id: str, person_id: str) -> None:
    standing = store.network(child_id).standings[person_id]
    with store.writer(EVENT) as writer:
        writer.remove(standing)


@pytest.fixture
def amy(store: Store) -> Family:
    """A map with a couple on it."""
    made = family("Amy").mother("Beth").father("Carl").partners("Beth", "Carl")
    made.put_into(store)
    return made


def test_before_the_map_began_nothing_was_known(store: Store, amy: Family, clock: Clock) -> None:
    with pytest.raises(UnknownError):
        store.network(amy.child_id, known_on=clock.moment - timedelta(days=1))


def test_somebody_shared_comes_onto_a_map_with_all_that_is_known_of_them(
    store: Store, amy: Family, clock: Clock
) -> None:
    dan = family("Dan").put_into(store)

    _place(store, dan, amy.id("Beth"))
    _place(store, dan, amy.id("Carl"))

    known = store.network(dan, known_on=clock.moment)
    assert known == store.network(dan)
    assert known.people[amy.id("Beth")].full_name == "Beth"
    assert [tie.kind for tie in known.relationships] == ["partner"]


def test_what_changed_elsewhere_while_somebody_was_away_is_known_when_they_come_back(
    store: Store, amy: Family, clock: Clock
) -> None:
    dan = family("Dan").put_into(store)
    for person in ("Beth", "Carl"):
        _place(store, dan, amy.id(person))
    _leave(store, dan, amy.id("Beth"))
    away = store.network(dan)
    couple = next(tie for tie in store.network(amy.child_id).relationships if tie.kind == "partner")
    with store.writer(EVENT) as writer:
        writer.put(couple.model_copy(update={"status": "ended"}))
    with store.writer(EVENT) as writer:
        standing = Standing(id="again", child_id=dan, person_id=amy.id("Beth"))
        writer.put(standing)

    known = store.network(dan, known_on=clock.moment)

    assert away.relationships == ()
    assert [tie.status for tie in known.relationships] == ["ended"]
    assert known == store.network(dan)


def test_a_tie_to_somebody_who_is_not_on_a_map_is_not_in_its_journal(
    store: Store, amy: Family
) -> None:
    dan = family("Dan").put_into(store)

    _place(store, dan, amy.id("Beth"))

    told = [change for entry in store.entries(dan) for change in entry.changes]
    assert amy.id("Carl") not in repr(told)
    assert [change.record_kind for change in told if change.came_along] == ["person"]


def test_a_clock_set_back_rewrites_nothing(store: Store, amy: Family, clock: Clock) -> None:
    right = clock.moment
    clock.moment = right - timedelta(days=300)
    child = store.network(amy.child_id).child
    with store.writer(EVENT) as writer:
        writer.put(child.model_copy(update={"full_name": "Amy Jones"}))

    assert [entry.sequence for entry in store.entries(amy.child_id)] == [1, 2]
    assert store.network(amy.child_id, known_on=clock.moment).child.full_name == "Amy Jones"
    assert store.network(amy.child_id, known_on=right).child.full_name == "Amy Jones"
    assert store.verify() == ""


def test_maps_changed_since_a_moment_are_listed(store: Store, amy: Family, clock: Clock) -> None:
    dan = family("Dan").put_into(store)
    then = clock.moment + timedelta(seconds=1)
    store.note(Event(actor="amy.worker", action="viewed", chain=amy.child_id))

    assert store.changed_since(then) == ()

    _place(store, dan, amy.id("Beth"))
    assert store.changed_since(then) == (dan,)
    beth = store.record("person", amy.id("Beth"))
    assert beth is not None
    with store.writer(EVENT) as writer:
        writer.put(beth)
    assert store.changed_since(then) == tuple(sorted([amy.child_id, dan]))


def test_any_comings_and_goings_are_told_by_the_journal(store: Store, clock: Clock) -> None:
    children = [family(name) for name in ("Amy", "Dan", "Eve")]
    ids = [child.put_into(store) for child in children]
    chance, seen = random.Random(4), dict[tuple[str, datetime], Network]()

    for number in range(120):
        _one_step(store, chance, ids, number)
        for child_id in ids:
            seen[child_id, clock.moment] = store.network(child_id)

    for (child_id, moment), network in seen.items():
        assert store.network(child_id, known_on=moment) == network
    assert unrecorded(store) == store.verify() == ""


def _one_step(store: Store, chance: random.Random, ids: list[str], number: int) -> None:
    """Somebody comes onto a map, leaves it, changes, or is tied to somebody else."""
    child_id, person_id = chance.choice(ids), chance.choice(ids)
    network, person = store.network(child_id), store.record("person", person_id)
    assert person is not None
    step = chance.choice(("come", "go", "change", "tie", "untie"))
    with store.writer(EVENT) as writer:
        if step == "come" and person_id not in network.people:
            writer.put(Standing(id=f"standing {number}", child_id=child_id, person_id=person_id))
        elif step == "go" and person_id in network.people and person_id != child_id:
            writer.remove(network.standings[person_id])
        elif step == "change":
            writer.put(person.model_copy(update={"full_name": f"Name {number}"}))
        elif step == "tie":
            writer.put(
                Relationship(id=f"tie {number}", from_id=child_id, to_id=person_id, kind="friend")
            )
        elif step == "untie" and network.relationships:
            writer.remove(chance.choice(network.relationships))
