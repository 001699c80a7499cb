"""Places that are kept: for each audience its own, and nobody moves when somebody is added."""

from __future__ import annotations

from typing import Any

import pytest

from graph.access import visible
from graph.journal import Event
from graph.layouts import KeptLayout
from graph.stores.protocol import Store, put_all
from graph.viewers import Viewer
from tests.families import TODAY, Family, family
from tests.web.town import Town
from web.maps.keeping import keep_places, kept_layout
from web.maps.scene import Scene, scene
from web.maps.sizes import TALL, WIDE

WORKER = Viewer(account="w", audience="professionals", is_allocated=True)
ROOM = Viewer(account="f", audience="family_meeting")
AWAY = ROOM.model_copy(update={"child_absent": True})


@pytest.fixture
def store(town: Town) -> Store:
    return town.store


@pytest.fixture
def amy(store: Store) -> Family:
    made = family("Amy").mother("Beth").father("Carl").mother("Nan", of="Beth").friend("Fay")
    made.adult("Ty", visibility="professionals_only").tie("friend", "Ty", "Fay")
    made.put_into(store)
    return made


def seen(store: Store, amy: Family, viewer: Viewer = WORKER) -> Scene:
    network = visible(store.network(amy.child_id).at(TODAY), viewer)
    return scene(network, WIDE, kept_layout(store, network, viewer, WIDE))


def places(found: Scene) -> dict[str, tuple[float, float]]:
    spots = found.layout.spots
    return {found.network.known_as(person): (spot.x, spot.y) for person, spot in spots.items()}


def add(store: Store, amy: Family, *names: str, **fields: str) -> None:
    known = {record.id for record in amy.records()}
    for name in names:
        amy.adult(name, **fields).tie("family_friend", name, "Amy").says(
            name, "wants_to_see", "Amy"
        )
    new = [record for record in amy.records() if record.id not in known]
    with store.writer(Event(actor="w", action="added", chain=amy.child_id)) as writer:
        put_all(writer, new)


@pytest.mark.parametrize("viewer", [WORKER, ROOM], ids=["worker", "room"])
def test_whoever_stood_somewhere_stands_there_still(
    store: Store, amy: Family, viewer: Viewer
) -> None:
    before = places(seen(store, amy, viewer))

    for name in ("Abe", "Bea", "Zoe"):
        keep_places(store, amy.child_id, TODAY, "w")
        add(store, amy, name)

    after = places(seen(store, amy, viewer))
    assert {name: after[name] for name in before} == before
    assert {"Abe", "Bea", "Zoe"} <= after.keys()


def test_each_audience_and_each_shape_has_places_of_its_own(store: Store, amy: Family) -> None:
    keep_places(store, amy.child_id, TODAY, "w")

    kept = store.kept(KeptLayout, amy.child_id)

    assert {(found.audience, found.shape) for found in kept} == {
        (audience, shape.name)
        for audience in (
            "professionals",
            "family_meeting",
            "family_meeting, child absent",
            "child",
        )
        for shape in (WIDE, TALL)
    }
    for found in kept:
        assert (amy.id("Ty") in found.body) == (found.audience == "professionals")


def test_the_room_with_the_child_away_keeps_its_places_and_leaves_no_trace_in_the_others(
    store: Store, amy: Family
) -> None:
    add(store, amy, "Ada", visibility="adults_only")
    before = places(seen(store, amy, AWAY)), places(seen(store, amy, ROOM))

    keep_places(store, amy.child_id, TODAY, "w")
    add(store, amy, "Abe", "Zoe")

    after = places(seen(store, amy, AWAY)), places(seen(store, amy, ROOM))
    assert {name: after[0][name] for name in before[0]} == before[0]
    assert {name: after[1][name] for name in before[1]} == before[1]
    for found in store.kept(KeptLayout, amy.child_id):
        sees_adults = found.audience in ("professionals", "family_meeting, child absent")
        assert (amy.id("Ada") in found.body) is sees_adults


def test_somebody_for_whom_people_were_named_is_given_no_places_of_others(
    store: Store, amy: Family
) -> None:
    helper = ROOM.model_copy(update={"only": frozenset({amy.id("Nan"), amy.id("Fay")})})
    keep_places(store, amy.child_id, TODAY, "w")

    found = seen(store, amy, helper)

    assert places(found) == places(scene(found.network))


def test_keeping_the_same_places_again_changes_nothing(store: Store, amy: Family) -> None:
    keep_places(store, amy.child_id, TODAY, "w")
    before = store.kept(KeptLayout, amy.child_id)

    keep_places(store, amy.child_id, TODAY, "w")

    assert store.kept(KeptLayout, amy.child_id) == before


def test_what_is_kept_says_no_name(store: Store, amy: Family) -> None:
    keep_places(store, amy.child_id, TODAY, "w")

    for found in store.kept(KeptLayout, amy.child_id):
        assert [name for name in amy.people if f'"{name}' in found.body] == []


def test_somebody_who_is_hidden_later_leaves_no_hole(store: Store, amy: Family) -> None:
    keep_places(store, amy.child_id, TODAY, "w")
    hidden = amy.standings["Nan"].model_copy(
        update={"visibility": "professionals_only", "version": 1}
    )
    with store.writer(Event(actor="w", action="changed", chain=amy.child_id)) as writer:
        writer.put(hidden)

    found = seen(store, amy, ROOM)

    assert places(found) == places(scene(found.network))


def test_the_page_draws_the_places_that_are_kept(town: Town) -> None:
    made = family("Amy").mother("Beth").father("Carl").mother("Nan", of="Beth")
    made.put_into(town.store)
    browser = town.worker_of(made.child_id)
    before = _figures(browser.get(f"/child/{made.child_id}/map.json").get_json())

    keep_places(town.store, made.child_id, TODAY, "w")
    add(town.store, made, "Abe", "Bea")

    after = _figures(browser.get(f"/child/{made.child_id}/map.json").get_json())
    assert {person: after[person] for person in before} == before


def _figures(contents: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {figure["id"]: (figure["x"], figure["y"]) for figure in contents["picture"]["figures"]}
