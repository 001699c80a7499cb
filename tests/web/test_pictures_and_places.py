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


@pytest.fixture
def sam(town: Town, child: str) -> Browser:
    return town.worker_of(child)


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
    assert kept(town, child)[0].is_place_checked
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


def _event(child: str) -> Event:
    return Event(actor="tests", action="changed", chain=child)
