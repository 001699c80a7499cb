"""A child’s map is begun in the browser, and is open from then on to whoever began it."""

from __future__ import annotations

import pytest

from tests.families import Family, family
from tests.web.pages import Browser
from tests.web.town import Town


@pytest.fixture
def sam(town: Town) -> Browser:
    return town.signed_in(town.account("sam"))


def test_whoever_begins_a_map_works_with_the_child(town: Town, sam: Browser) -> None:
    answer = sam.send("/children/begin", known_as="Maisie", dob="2026-05-02", gender="female")

    (line,) = town.store.children()
    (grant,) = town.store.grants(child_id=line.child_id)
    assert answer.location == f"/child/{line.child_id}/map"
    assert sam.get(answer.location).status_code == 200
    assert (grant.kind, town.store.network(line.child_id).child.dob.text) == (
        "allocated",
        "2026-05-02",
    )
    assert {"began_map", "granted"} <= {e.action for e in town.store.entries(line.child_id)}
    assert town.store.verify() == ""


def test_a_child_of_the_same_name_is_a_question(town: Town, amy: Family) -> None:
    sam = town.worker_of(amy.put_into(town.store))

    asked = sam.send("/children/begin", known_as="amy")
    sam.send("/children/begin", known_as="amy", another="yes")

    assert "Is it the same child?" in asked.text
    assert sorted(line.known_as for line in town.store.children()) == ["Amy", "amy"]


def test_nothing_tells_of_a_child_of_the_same_name_whom_one_may_not_see(
    town: Town, sam: Browser
) -> None:
    family("Zoe", full_name="Zoe Alright").put_into(town.store)

    assert sam.send("/children/begin", known_as="Zoe").status_code == 303


def test_a_child_without_a_name_or_with_a_strange_date_is_not_begun(
    town: Town, sam: Browser
) -> None:
    answer = sam.send("/children/begin", known_as=" ", dob="yesterday")

    assert answer.status_code == 400
    assert town.store.children() == ()


@pytest.mark.parametrize("role", ["reviewing_officer", "out_of_hours", "family_member"])
def test_only_those_who_make_maps_begin_one(town: Town, role: str) -> None:
    browser = town.signed_in(town.account("rosa", role))

    assert browser.get("/children/begin").status_code == 404
    assert "/children/begin" not in browser.get("/children").text
