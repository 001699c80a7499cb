"""People are chosen who live together; whoever lived elsewhere has left there, and nobody’s place is told."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from graph.network import Network
from tests.families import TODAY, Family
from tests.web.pages import Browser
from tests.web.town import Town


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.lives("H7", "Fay", area="Westham")
    amy.person("Beth", address_confidential=True).lives("H9", "Beth", area="Hiddentown")
    return amy.put_into(town.store)


def gather(sam: Browser, amy: Family, *names: str, **more: str) -> TestResponse:
    data = {"csrf_token": sam.token(), "people": [amy.id(name) for name in names], **more}
    return sam.post(f"/child/{amy.child_id}/live-together", data=data)


def today(town: Town, child: str) -> Network:
    return town.store.network(child).at(TODAY)


def test_somebody_comes_to_live_in_the_home_of_another(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    assert gather(sam, amy, "Nan", "Cai").status_code == 303

    assert today(town, child).home_code(amy.id("Cai")) == "H1"


def test_whoever_lived_elsewhere_has_left_there_and_a_day_is_asked_for(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    asked = gather(sam, amy, "Nan", "Fay", home="H1")
    gather(sam, amy, "Nan", "Fay", home="H1", since="2026-09-01")

    stays = {s.home_code: s for s in today(town, child).stays if s.person_id == amy.id("Fay")}
    assert "Fay lived somewhere else before" in asked.text
    assert stays["H7"].end_date.text == stays["H1"].start_date.text == "2026-09-01"
    assert stays["H7"].area == "Westham"


def test_two_homes_are_a_question_and_a_new_home_has_a_code_of_its_own(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    asked = gather(sam, amy, "Nan", "Fay")
    gather(sam, amy, "Carl", "Hal", home="new")

    network = today(town, child)
    assert asked.status_code == 400
    assert network.home_code(amy.id("Carl")) == network.home_code(amy.id("Hal")) == "H2"


def test_the_page_tells_no_area_and_whoever_lives_with_somebody_guarded_is_guarded_too(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    sam.secrets = frozenset({"Hiddentown"})
    page = sam.get(f"/child/{child}/live-together").text
    gather(sam, amy, "Beth", "Carl")

    relative = town.account("rosa", "family_member")
    town.grant(relative, child, kind="involved")
    browser = town.signed_in(relative, "Hiddentown", "H9")
    assert "Where Beth lives is for named workers only" in page
    assert today(town, child).home_code(amy.id("Carl")) == "H9"
    assert browser.get(f"/child/{child}/people").status_code == 200


def test_one_person_alone_lives_with_nobody(amy: Family, child: str, sam: Browser) -> None:
    assert gather(sam, amy, "Carl", home="new").status_code == 400
