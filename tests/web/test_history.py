"""The history of a map: what was changed, by today’s rules, and taking it back."""

from __future__ import annotations

import pytest

from tests.families import Family
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.town import Town


@pytest.fixture
def ann(town: Town, child: str) -> Browser:
    return town.worker_of(child, "ann")


def change(browser: Browser, child: str, person: str, **fields: str) -> None:
    path = f"/child/{child}/change/person/{person}"
    assert browser.post(path, data=form_values(browser.get(path).text) | fields).status_code == 303


def last(town: Town, child: str, name: str = "ann") -> str:
    """What somebody’s pages call the newest change."""
    entries = town.store.entries(child, newest_first=True)
    return next(town.called(entry, name) for entry in entries if entry.changes)


def take_back(browser: Browser, child: str, change: str) -> int:
    path = f"/child/{child}/undo/{change}"
    return browser.post(path, data={"csrf_token": browser.token()}).status_code


def test_a_change_says_who_what_and_before_and_after(amy: Family, child: str, ann: Browser) -> None:
    change(ann, child, amy.id("Nan"), known_as="Nana", gender="unknown")

    words = Page(ann.get(f"/child/{child}/history").text).words

    assert "Ann changed something 16 November 2026" in words
    assert "What the family or the child calls them Nan Nana" in words
    assert "Gender female not recorded" in words


def test_a_change_can_be_taken_back_once(town: Town, amy: Family, child: str, ann: Browser) -> None:
    change(ann, child, amy.id("Nan"), known_as="Nana")
    newest = last(town, child)

    first = take_back(ann, child, newest)
    second = take_back(ann, child, newest)

    assert (first, second) == (303, 409)
    assert town.store.network(child).standings[amy.id("Nan")].known_as == "Nan"


def test_taking_back_is_offered_only_while_nothing_came_after(
    amy: Family, child: str, ann: Browser
) -> None:
    change(ann, child, amy.id("Nan"), known_as="Nana")
    once = ann.get(f"/child/{child}/history").text.count("Take this back")
    change(ann, child, amy.id("Nan"), known_as="Granny")

    assert once == 1
    assert ann.get(f"/child/{child}/history").text.count("Take this back") == 1


def test_what_is_protected_today_stays_hidden_in_what_was_open(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    change(ann, child, amy.id("Nan"), stance="not_safe")
    vera = town.account("vera")
    town.grant(vera, child, kind="involved")
    browser = town.signed_in(vera, "not safe", "not_safe", "Safety")

    assert browser.get(f"/child/{child}/history").status_code == 200


def test_nobody_takes_back_what_they_cannot_see(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    change(ann, child, amy.id("Nan"), stance="not_safe", notes="seen")
    vera = town.account("vera")
    town.grant(vera, child, kind="involved")
    browser = town.signed_in(vera)
    before = town.store.network(child)

    assert take_back(browser, child, last(town, child, "vera")) == 404
    assert town.store.network(child) == before


def test_an_area_that_became_confidential_is_in_no_history(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    path = f"/child/{child}/add/home?about={amy.id('Beth')}"
    ann.post(path, data=form_values(ann.get(path).text) | {"home_code": "H9", "area": "Whitby"})
    change(ann, child, amy.id("Beth"), address_confidential="yes")
    ann.secrets = frozenset({"Whitby"})

    assert ann.get(f"/child/{child}/history").status_code == 200


def test_a_page_of_history_holds_forty_changes_and_leads_to_the_earlier_ones(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    for turn in range(41):
        change(ann, child, amy.id("Nan"), notes=f"turn {turn}")

    page = Page(ann.get(f"/child/{child}/history").text)
    link = next(link for link in page.links if "before=" in link)
    earlier = Page(ann.get(link).text)

    assert page.words.count("Ann changed something") == 40
    assert "Notes turn 0" in earlier.words


@pytest.mark.parametrize("before", ["x", "-1", "99999999999", "1;2"])
def test_a_strange_page_number_is_no_harm(child: str, ann: Browser, before: str) -> None:
    assert ann.get(f"/child/{child}/history", query_string={"before": before}).status_code == 200


def test_the_detail_of_a_person_is_in_no_history(town: Town, amy: Family) -> None:
    amy.detail("Nan", "address", "7 Heather Row")
    child = amy.put_into(town.store)
    browser = town.worker_of(child)
    browser.secrets = frozenset({"Heather Row"})

    for page in ("history", "people", f"person/{amy.id('Nan')}"):
        browser.get(f"/child/{child}/{page}")
