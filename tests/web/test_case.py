"""Where things stand for the child: a form like the others, with versions, history and undo."""

from __future__ import annotations

import pytest

from graph.cases import Case
from tests.families import Family
from tests.web.forms import form_values
from tests.web.pages import Browser
from tests.web.town import Town

STATUS = "In care under a full care order"


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.about(ref="A1", title="Amy’s map", legal_status_text="Section 20", culture_tags="Irish")
    return amy.put_into(town.store)


@pytest.fixture
def path(town: Town, child: str) -> str:
    return f"/child/{child}/change/case/{case(town, child).id}"


def case(town: Town, child: str) -> Case:
    return town.store.network(child).case


def test_where_things_stand_is_changed_and_shown_on_the_childs_page(
    town: Town, child: str, path: str, sam: Browser
) -> None:
    fields = {
        "legal_status_text": STATUS,
        "next_review": "2027-01-14",
        "culture_tags": "Irish; Welsh",
    }

    answer = sam.post(path, data=form_values(sam.get(path).text) | fields)

    assert answer.location == f"/child/{child}/person/{child}"
    kept = case(town, child)
    assert (kept.legal_status_text, str(kept.next_review)) == (STATUS, "2027-01-14")
    assert kept.culture_tags == ("Irish", "Welsh")
    assert (kept.ref, kept.title) == ("A1", "Amy’s map")
    page = sam.get(answer.location).text
    assert STATUS in page
    assert "14 January 2027" in page


def test_a_change_stands_in_the_history_and_is_taken_back(
    town: Town, child: str, path: str, sam: Browser
) -> None:
    sam.post(path, data=form_values(sam.get(path).text) | {"legal_status_text": STATUS})

    page = sam.get(f"/child/{child}/history").text
    last = next(e for e in town.store.entries(child, newest_first=True) if e.changes)
    sam.send(f"/child/{child}/undo/{town.called(last)}")

    assert "where things stand for Amy" in page
    assert STATUS in page
    assert case(town, child).legal_status_text == "Section 20"


def test_of_two_who_change_it_neither_is_lost(
    town: Town, child: str, path: str, sam: Browser
) -> None:
    ann = town.worker_of(child, "ann")
    mine = form_values(sam.get(path).text) | {"legal_status_text": STATUS}
    ann.post(path, data=form_values(ann.get(path).text) | {"legal_status_text": "Special guardian"})

    answer = sam.post(path, data=mine)

    assert answer.status_code == 409
    assert STATUS in answer.text
    assert "Special guardian" in answer.text
    assert case(town, child).legal_status_text == "Special guardian"


def test_there_is_one_for_each_map_and_no_other_is_added(child: str, sam: Browser) -> None:
    assert sam.get(f"/child/{child}/add/case").status_code == 404


def test_the_family_does_not_see_where_things_stand(town: Town, child: str, path: str) -> None:
    kin = town.account("kin", "family_member")
    town.grant(kin, child, "involved")
    browser = town.signed_in(kin)

    assert "Section 20" not in browser.get(f"/child/{child}/person/p1").text
    assert browser.get(path).status_code == 404
