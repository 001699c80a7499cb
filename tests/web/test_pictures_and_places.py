"""A picture can give a place away: of whoever shares a home with somebody confidential too, until two have looked."""

from __future__ import annotations

import pytest

from graph.journal import Event
from tests.families import Family
from tests.photographs import photograph
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.test_loosening import REASON, second
from tests.web.test_pictures import FOR_ALL, faces, family_of, give, kept
from tests.web.town import Town


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    """Beth is confidential; Amy lives with her, and Sis did."""
    amy.person("Beth", address_confidential=True).sister("Sis")
    amy.lives("H7", "Beth", "Amy").lives("H7", "Sis", end_date="2026-01-01")
    return amy.lives("H8", "Sis", "Nan", start_date="2026-01-02").put_into(town.store)


def _path(child: str, amy: Family, name: str) -> str:
    return f"/child/{child}/person/{amy.id(name)}/picture"


@pytest.mark.parametrize("name", ["Amy", "Sis"])
def test_whoever_lives_or_lived_with_somebody_confidential_has_a_picture_for_workers(
    town: Town, amy: Family, child: str, sam: Browser, name: str
) -> None:
    path, theirs = _path(child, amy, name), family_of(town, child)
    asked = Page(sam.get(path).text).words
    give(sam, path, photograph(), **FOR_ALL)
    (first,) = kept(town, child)
    before = faces(theirs, child)

    widen = _widened(town, child, sam, path)

    assert "can give a place away" in asked
    assert (first.visibility, before, widen) == ("professionals_only", [], 303)
    assert faces(theirs, child)


def _widened(town: Town, child: str, sam: Browser, path: str, **said: str) -> int:
    wider = f"{path}/who-may-see"
    form = {**form_values(sam.get(wider).text), "reason": REASON, **second(town, child), **said}
    return sam.post(wider, data=form).status_code


def test_whoever_moves_in_with_somebody_confidential_is_seen_no_more(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    theirs = family_of(town, child)
    give(sam, _path(child, amy, "Nan"), photograph(), **FOR_ALL)
    seen = faces(theirs, child)
    stay = next(one for one in amy.stays if one.person_id == amy.id("Beth"))

    with town.store.writer(_event(child)) as writer:
        writer.put(stay.model_copy(update={"id": "later", "home_code": "H8"}))

    assert len(seen) == 2
    assert faces(theirs, child) == []


def test_what_was_widened_while_nothing_was_confidential_was_not_looked_at_for_a_place(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path, theirs = _path(child, amy, "Nan"), family_of(town, child)
    give(sam, path, photograph(), **{**FOR_ALL, "visibility": "professionals_only"})
    asked = Page(sam.get(f"{path}/who-may-see").text).words
    assert _widened(town, child, sam, path) == 303
    seen = faces(theirs, child)

    _is_confidential_from_now_on(town, child, amy, "Nan")

    assert "is there a street" not in asked
    assert (len(seen), faces(theirs, child)) == (2, [])


def test_an_address_that_became_confidential_after_the_look_takes_another_look(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path, theirs = _path(child, amy, "Sis"), family_of(town, child)
    give(sam, path, photograph(), **FOR_ALL)
    first = _widened(town, child, sam, path)
    seen = faces(theirs, child)

    _is_confidential_from_now_on(town, child, amy, "Nan")

    assert (first, len(seen), faces(theirs, child)) == (303, 2, [])
    assert "is there a street" in Page(sam.get(f"{path}/who-may-see").text).words


def test_a_page_that_did_not_yet_ask_to_look_for_a_place_widens_nothing(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = _path(child, amy, "Nan")
    give(sam, path, photograph(), **{**FOR_ALL, "visibility": "professionals_only"})
    form = form_values(sam.get(f"{path}/who-may-see").text)
    _is_confidential_from_now_on(town, child, amy, "Nan")

    answer = sam.post(f"{path}/who-may-see", data=form | {"reason": REASON} | second(town, child))

    assert answer.status_code == 400
    assert "Look once more" in Page(answer.text).words
    assert kept(town, child)[0].visibility == "professionals_only"


def _is_confidential_from_now_on(town: Town, child: str, amy: Family, name: str) -> None:
    person = town.store.network(child).people[amy.id(name)]
    with town.store.writer(_event(child)) as writer:
        writer.put(person.model_copy(update={"address_confidential": True}))


def _event(child: str) -> Event:
    return Event(actor="tests", action="changed", chain=child)
