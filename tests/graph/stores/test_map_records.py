"""Records that belong to a map are kept, found, versioned and journalled like every other."""

from __future__ import annotations

import pytest

from graph.attempts import Attempt
from graph.decisions import Decision
from graph.errors import ConflictError, RefusedError
from graph.journal import Event
from graph.local_rules import LocalRule
from graph.map_records import MAP_RECORDS
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.trust.canaries import TOKEN_AT, canary_family
from tests.trust.meeting_canaries import meeting_records

MEETING = tuple(
    kind
    for kind in MAP_RECORDS
    if kind.__module__.startswith(("graph.meeting", "graph.own_choices"))
)


def amy() -> Family:
    return family("Amy").mother("Beth")


def a_try(told: Family, **fields: str) -> Attempt:
    return Attempt(id="try", child_id=told.child_id, person_id=told.id("Beth"), **fields)


def change(told: Family, action: str = "wrote") -> Event:
    return Event(actor="w", action=action, chain=told.child_id)


def test_a_record_of_a_map_comes_back_whole(store: Store) -> None:
    told = amy()
    child = told.put_into(store)

    with store.writer(change(told)) as writer:
        kept = writer.put(
            a_try(told, on="2026-11", next_step="ring on Monday", due_date="2026-11-23")
        )

    assert store.kept(Attempt, child) == (kept,)
    assert store.record("attempt", "try") == kept
    assert store.kept(Decision, child) == ()


def test_a_stale_save_of_one_is_refused(store: Store) -> None:
    told = amy()
    told.put_into(store)
    with store.writer(change(told)) as writer:
        writer.put(a_try(told))

    with pytest.raises(ConflictError), store.writer(change(told)) as writer:
        writer.put(a_try(told, next_step="something else"))


def test_one_is_journalled_on_the_chain_of_its_child(store: Store) -> None:
    told = amy()
    child = told.put_into(store)

    with store.writer(change(told, "tried")) as writer:
        writer.put(a_try(told))
    last = next(store.entries(child, newest_first=True))

    assert (last.action, [row.record_kind for row in last.changes]) == ("tried", ["attempt"])
    assert store.verify() == ""


def test_one_for_every_child_is_on_the_systems_chain(store: Store) -> None:
    amy().put_into(store)
    rule = LocalRule(id="r", threshold="g08_days", number="21")

    with store.writer(Event(actor="m", action="changed a threshold")) as writer:
        writer.put(rule)

    assert [kept.number for kept in store.kept(LocalRule)] == ["21"]
    assert next(store.entries("", newest_first=True)).action == "changed a threshold"


def test_one_for_a_child_without_a_map_is_refused(store: Store) -> None:
    told = amy()

    with pytest.raises(RefusedError), store.writer(change(told)) as writer:
        writer.put(a_try(told))


def test_one_that_is_taken_away_is_gone_and_its_number_goes_on(store: Store) -> None:
    told = amy()
    child = told.put_into(store)
    with store.writer(change(told)) as writer:
        kept = writer.put(a_try(told))
        writer.remove(kept)
    assert store.kept(Attempt, child) == ()

    with store.writer(change(told)) as writer:
        again = writer.put(a_try(told))

    assert again.version == kept.version + 1


def test_everything_of_a_meeting_comes_back_from_every_store_as_it_was(store: Store) -> None:
    told = canary_family()
    told.put_into(store)
    records = meeting_records(told, TOKEN_AT, child=change(told).actor)

    with store.writer(change(told)) as writer:
        for one in records:
            writer.put(one)

    assert {one.record_kind for one in records} == {one.record_kind for one in MEETING}
    for one in records:
        kept = store.record(one.record_kind, one.id)
        assert kept == one.model_copy(update={"version": 1})
