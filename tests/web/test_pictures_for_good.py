"""Where consent was taken back, no button and no step of the history brings any picture of that person back."""

from __future__ import annotations

import pytest

from graph.journal import Event
from graph.pictures import Picture
from tests.families import Family
from tests.photographs import BLUE, photograph
from tests.web.pages import Browser, Page
from tests.web.test_pictures import FOR_ALL, do, faces, family_of, give, kept
from tests.web.town import Town


@pytest.fixture
def nan(child: str, amy: Family) -> str:
    return f"/child/{child}/person/{amy.id('Nan')}/picture"


def _take_away(town: Town, child: str) -> str:
    """What the step that took a picture away is called."""
    return next(
        town.called(entry)
        for entry in town.store.entries(child)
        if any(c.record_kind == "picture" and c.after is None for c in entry.changes)
    )


def _undo(sam: Browser, child: str, change: str) -> int:
    answer = sam.post(f"/child/{child}/undo/{change}", data={"csrf_token": sam.token()})
    return answer.status_code


def test_an_earlier_picture_is_gone_with_the_one_that_stands(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph(), **FOR_ALL)
    do(sam, nan, "take_away")
    away = _take_away(town, child)
    give(sam, nan, photograph(colour=BLUE), **FOR_ALL)

    withdrawn = do(sam, nan, "withdraw")
    back = [do(sam, nan, "put_back"), _undo(sam, child, away)]

    assert (withdrawn, back) == (303, [404, 404])
    assert "Put the last one back" not in sam.get(nan).text
    assert faces(family_of(town, child), child) + faces(sam, child) == []
    assert not any("/9j/" in entry.model_dump_json() for entry in town.store.entries(child))


def test_consent_can_be_taken_back_for_what_was_taken_away(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph(), **FOR_ALL)
    do(sam, nan, "take_away")

    withdrawn = do(sam, nan, "withdraw")

    assert (withdrawn, do(sam, nan, "put_back")) == (303, 404)
    assert [one.content for one in kept(town, child)] == [""]
    assert not any("/9j/" in entry.model_dump_json() for entry in town.store.entries(child))
    do(sam, nan, "withdraw")
    assert "There was no picture here" in Page(sam.get(nan).text).words


def test_the_history_puts_no_picture_beside_another(
    town: Town, child: str, sam: Browser, nan: str
) -> None:
    give(sam, nan, photograph(), **FOR_ALL)
    do(sam, nan, "take_away")
    give(sam, nan, photograph(colour=BLUE), **FOR_ALL)

    undone = _undo(sam, child, _take_away(town, child))

    assert undone == 409
    assert len(kept(town, child)) == 1


def test_where_two_were_given_at_once_each_button_is_for_both(
    town: Town, amy: Family, child: str, sam: Browser, nan: str
) -> None:
    theirs = family_of(town, child)
    give(sam, nan, photograph(), **FOR_ALL)
    (one,) = kept(town, child)
    _put_beside(town, child, one.model_copy(update={"id": "f" * 32, "version": 0}))

    narrowed = do(sam, nan, "workers_only"), faces(theirs, child)
    do(sam, nan, "take_away")

    assert narrowed == (303, [])
    assert kept(town, child) == ()


def _put_beside(town: Town, child: str, picture: Picture) -> None:
    with town.store.writer(Event(actor="tests", action="added", chain=child)) as writer:
        writer.put(picture)
