"""Two people on one record: neither overwrites the other unseen, and no safety flag is undone."""

from __future__ import annotations

from random import Random

import pytest

from tests.families import Family
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.town import Town


@pytest.fixture
def path(child: str, amy: Family) -> str:
    return f"/child/{child}/change/person/{amy.id('Nan')}"


@pytest.fixture
def ann(town: Town, child: str) -> Browser:
    return town.worker_of(child, "ann")


@pytest.fixture
def bob(town: Town, child: str) -> Browser:
    return town.worker_of(child, "bob")


def test_a_form_without_its_version_is_refused(path: str, ann: Browser) -> None:
    values = form_values(ann.get(path).text)
    del values["version_standing"]

    answer = ann.post(path, data=values)

    assert answer.status_code == 428


@pytest.mark.parametrize("version", ["x", "-1", "1.0", "9" * 12])
def test_a_version_that_is_no_number_is_refused(path: str, ann: Browser, version: str) -> None:
    values = form_values(ann.get(path).text)

    answer = ann.post(path, data=values | {"version_standing": version})

    assert answer.status_code == 400


def test_the_second_to_save_sees_both_and_loses_no_word(
    town: Town, amy: Family, child: str, path: str, ann: Browser, bob: Browser
) -> None:
    theirs, mine = form_values(ann.get(path).text), form_values(bob.get(path).text)
    ann.post(path, data=theirs | {"notes": "Ann was here."})

    answer = bob.post(path, data=mine | {"notes": "Bob was here."})

    words = Page(answer.text).words
    assert answer.status_code == 409
    assert "It was Ann" in words
    assert "Kept now: Ann was here." in words
    assert form_values(answer.text)["notes"] == "Bob was here."
    assert town.store.network(child).standings[amy.id("Nan")].notes == "Ann was here."


def test_what_the_second_left_alone_takes_the_firsts_value(
    town: Town, amy: Family, child: str, path: str, ann: Browser, bob: Browser
) -> None:
    theirs, mine = form_values(ann.get(path).text), form_values(bob.get(path).text)
    ann.post(path, data=theirs | {"known_as": "Nana", "full_name": "Gloria"})

    answer = bob.post(path, data=mine | {"notes": "Bob was here."})
    bob.post(path, data=form_values(answer.text))

    network = town.store.network(child)
    standing = network.standings[amy.id("Nan")]
    assert (standing.known_as, standing.notes) == ("Nana", "Bob was here.")
    assert network.people[amy.id("Nan")].full_name == "Gloria"


@pytest.mark.parametrize(
    ("field", "careful"),
    [("stance", "not_safe"), ("visibility", "professionals_only"), ("address_confidential", "yes")],
)
def test_a_safety_flag_is_never_undone_by_a_stale_save(
    town: Town,
    amy: Family,
    child: str,
    path: str,
    ann: Browser,
    bob: Browser,
    field: str,
    careful: str,
) -> None:
    stale = form_values(bob.get(path).text)
    ann.post(path, data=form_values(ann.get(path).text) | {field: careful})

    answer = bob.post(path, data=stale | {"notes": "Bob was here."})

    assert answer.status_code == 409
    assert form_values(answer.text)[field] == careful
    again = bob.post(path, data=form_values(answer.text) | {field: stale[field]})
    assert again.status_code == 400
    assert "protect less than before" in Page(again.text).words
    assert form_values(ann.get(path).text)[field] == careful


def test_a_conflict_shows_nothing_that_the_second_may_not_see(
    town: Town, amy: Family, child: str, path: str, ann: Browser
) -> None:
    vera = town.account("vera")
    town.grant(vera, child, kind="involved")
    browser = town.signed_in(vera)
    stale = form_values(browser.get(path).text)
    ann.post(path, data=form_values(ann.get(path).text) | {"stance": "not_safe", "notes": "n"})
    browser.secrets = frozenset({"not safe", "not_safe"})

    answer = browser.post(path, data=stale | {"notes": "mine"})

    assert answer.status_code == 409


def test_a_tie_that_two_people_change_has_its_page_too(
    town: Town, amy: Family, child: str, ann: Browser, bob: Browser
) -> None:
    row = next(r for r in town.store.network(child).relationships if r.kind == "promise")
    path = f"/child/{child}/change/promise/{row.id}"
    stale = form_values(bob.get(path).text)
    ann.post(path, data=form_values(ann.get(path).text) | {"detail": "meals"})

    answer = bob.post(path, data=stale | {"detail": "lifts"})

    assert answer.status_code == 409
    assert "Kept now: Meals together" in Page(answer.text).words


def test_however_two_people_take_turns_nothing_is_lost_unseen(
    town: Town, amy: Family, child: str, path: str, ann: Browser, bob: Browser
) -> None:
    chance = Random(20261116)
    open_forms: dict[str, dict[str, str]] = {}
    kept = ""
    for turn in range(60):
        name, browser = chance.choice((("ann", ann), ("bob", bob)))
        if name not in open_forms or chance.random() < 0.3:
            open_forms[name] = form_values(browser.get(path).text)
            continue
        sent = open_forms.pop(name)
        was_current = sent["notes"] == kept
        answer = browser.post(path, data=sent | {"notes": f"turn {turn}"})
        assert answer.status_code == (303 if was_current else 409)
        if was_current:
            kept = f"turn {turn}"

    assert town.store.network(child).standings[amy.id("Nan")].notes == kept
