"""Kept reviews: what was last found on each map stays with the map, and each chain says where it stands."""

from __future__ import annotations

from datetime import date, timedelta

from graph.journal import Event, Latest
from graph.reviews import KeptReview
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.graph.stores.conftest import Clock

LOOKS = ("saw_map", "saw_people")


def kept(child_id: str, **fields: object) -> KeptReview:
    told = {"view": "allocated", "change": 1, "rules": "r", "on": date(2026, 11, 16), "body": "{}"}
    return KeptReview(child_id=child_id, **(told | fields))


def amy(store: Store) -> str:
    return family("Amy").mother("Beth").put_into(store)


def test_a_kept_review_comes_back_whole(store: Store) -> None:
    one = kept(amy(store), until=date(2026, 12, 1), body='{"said": "Mamá “Beth”"}')

    store.keep_reviews([one])

    assert store.kept_reviews([one.child_id], "allocated") == (one,)


def test_a_later_review_takes_the_place_of_the_one_for_the_same_view(store: Store) -> None:
    child = amy(store)
    store.keep_reviews([kept(child), kept(child, view="manager")])

    store.keep_reviews([kept(child, change=7)])

    assert [one.change for one in store.kept_reviews([child], "allocated")] == [7]
    assert [one.change for one in store.kept_reviews([child], "manager")] == [1]
    assert store.kept_reviews([child], "professionals") == ()


def test_only_the_children_asked_for_are_answered(store: Store) -> None:
    child, other = amy(store), family("Dan").put_into(store)
    store.keep_reviews([kept(child), kept(other)])

    assert [one.child_id for one in store.kept_reviews([other, "nobody", other], "allocated")] == [
        other
    ]
    assert store.kept_reviews([], "allocated") == ()


def test_a_review_of_nobodys_map_is_not_kept(store: Store) -> None:
    store.keep_reviews([kept("0" * 32)])

    assert store.kept_reviews(["0" * 32], "allocated") == ()


def take_away(store: Store, told: Family) -> None:
    with store.writer(Event(actor="w", action="left", chain=told.child_id)) as writer:
        for record in reversed(told.records()):
            now = store.record(record.record_kind, record.id)
            assert now is not None
            writer.remove(now)


def test_a_review_goes_with_its_map_and_does_not_come_back_with_it(store: Store) -> None:
    told = family("Amy")
    child = told.put_into(store)
    store.keep_reviews([kept(child)])

    take_away(store, told)
    assert store.kept_reviews([child], "allocated") == ()
    family("Amy").put_into(store)

    now = store.latest([child], ())[child].change
    assert now not in [one.change for one in store.kept_reviews([child], "allocated")]


def test_keeping_a_review_writes_nothing_in_the_journal(store: Store) -> None:
    child = amy(store)
    before = store.head()

    store.keep_reviews([kept(child)])

    assert store.head() == before
    assert store.verify() == ""


def test_a_chain_stands_at_its_latest_change_whoever_looked_since(store: Store) -> None:
    child = amy(store)
    store.note(Event(actor="w", action="saw_map", chain=child))
    assert store.latest([child], LOOKS)[child].change == 1

    with store.writer(Event(actor="w", action="changed", chain=child)) as writer:
        now = store.record("person", child)
        assert now is not None
        writer.put(now.model_copy(update={"culture_tags": ("Welsh",)}))

    assert store.latest([child], LOOKS)[child].change == 3


def test_a_chain_says_when_it_was_last_looked_at(store: Store, clock: Clock) -> None:
    child = amy(store)
    assert store.latest([child], LOOKS)[child].looked_at is None
    store.note(Event(actor="w", action="saw_people", chain=child))
    looked_at = clock.moment
    clock.moment += timedelta(days=3)
    store.note(Event(actor="w", action="saw_tries", chain=child))

    assert store.latest([child], LOOKS)[child].looked_at == looked_at


def test_a_chain_that_is_not_there_stands_nowhere(store: Store) -> None:
    assert store.latest(["nobody"], LOOKS) == {"nobody": Latest()}


def test_a_review_holds_from_its_day_until_the_day_before_another_answer() -> None:
    one = kept("amy", until=date(2026, 11, 18))
    days = [date(2026, 11, day) for day in (15, 16, 17, 18)]

    assert [one.holds(day) for day in days] == [False, True, True, False]
    assert kept("amy").holds(date(2030, 1, 1))
