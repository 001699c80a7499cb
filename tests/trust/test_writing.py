"""Nobody writes what they cannot see, and what is refused changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.families import Family, family
from tests.trust.conftest import Tally
from tests.trust.doors import ACCOUNTS, ORIGIN, House, csrf_of, house_at
from tests.trust.pages import boxes
from tests.trust.test_routes import kept_in
from web.forms.kinds import FORMS

# What a form never takes, from anybody: whose it is, its id, who it is about, and what only the store decides.
NEVER = ("id", "child_id", "version", "role", "ref", "account_id", "is_allocated", "recorded_by")
# What somebody may not write because they may not see it.
UNSEEN = {
    "adoption": ("stance", "safety_plan", "address_confidential", "importance", "target_days"),
    "finder": ("stance", "safety_plan", "address_confidential", "importance", "target_days"),
    "facilitator": ("stance", "safety_plan", "address_confidential", "importance", "target_days"),
    "manager": ("importance", "target_days"),
}
MAY_WRITE = {"worker", "named", "manager", "adoption", "finder", "facilitator"}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Family]]:
    """A small family, and everybody who could write on its map."""
    told = family("Amy").mother("Beth").stance("Beth", "not_safe").matters("Beth")
    told.says("Beth", "loves", "Amy", "Mine.").together("Beth", "2026-11-01").lives("H1", "Amy")
    with house_at(tmp_path_factory.mktemp("writing"), told) as made:
        made.welcome_everybody(told.child_id)
        yield made, told


def _sent(house: House, told: Family, who: str, form: str, **values: str) -> int:
    """The status of a form for changing Beth, or what is said of her, sent as it stands with some values more."""
    records = {"person": told.id("Beth"), "words": told.relationships[1].id}
    browser = house.signed_in(who)
    path = f"/child/{told.child_id}/change/{form}/{records[form]}"
    page = browser.get(path, base_url=ORIGIN)
    kept = boxes(page.text) if page.status_code == 200 else {}
    form_values = {**kept, "csrf_token": csrf_of(browser), **values}
    return browser.post(path, data=form_values, base_url=ORIGIN).status_code


@pytest.mark.parametrize("who", sorted(ACCOUNTS))
def test_what_no_form_asks_for_is_refused_and_changes_nothing(
    who: str, house: tuple[House, Family], tally: Tally
) -> None:
    place, told = house
    before = kept_in(place.store, told)
    fields = (*NEVER, *UNSEEN.get(who, ()))
    statuses = {
        name: _sent(place, told, who, form, **{name: "not_safe"})
        for form in ("person", "words")
        for name in fields
    }

    assert set(statuses.values()) == {400 if who in MAY_WRITE else 404}
    assert kept_in(place.store, told) == before
    tally("writing what is not theirs: {} fields sent, all refused, 0 changes", 2 * len(fields))


def test_a_form_sent_back_as_it_stands_is_taken(house: tuple[House, Family]) -> None:
    assert {_sent(*house, "worker", form) for form in ("person", "words")} == {303}


@pytest.mark.parametrize("what", FORMS)
@pytest.mark.parametrize("who", sorted(ACCOUNTS.keys() - MAY_WRITE))
def test_whoever_may_not_change_a_map_adds_nothing_to_it(
    who: str, what: str, house: tuple[House, Family]
) -> None:
    place, told = house
    before = kept_in(place.store, told)
    browser = place.signed_in(who)
    values = {"csrf_token": csrf_of(browser), "known_as": "New", "person_id": told.id("Beth")}

    answer = browser.post(f"/child/{told.child_id}/add/{what}", data=values, base_url=ORIGIN)

    assert answer.status_code == 404
    assert kept_in(place.store, told) == before
