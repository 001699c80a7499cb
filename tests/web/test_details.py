"""Protected facts are opened one at a time, by those named for them, and each opening is written down."""

from __future__ import annotations

import pytest

from graph.details import Detail
from tests.families import Family, family
from tests.web.town import Town

STREET = "14 Larkspur Road"
FACT = {
    "kind": "address",
    "text": STREET,
    "reason": "He looks for her.",
    "review_date": "2027-01-01",
}


def beth() -> Family:
    return family("Amy").mother("Beth")


def path(told: Family) -> str:
    return f"/child/{told.child_id}/person/{told.id('Beth')}/details"


def test_a_fact_is_listed_without_being_told(town: Town) -> None:
    told = beth()
    browser = town.worker_of(told.put_into(town.store))
    assert browser.send(path(told), **FACT).status_code == 303

    page = browser.get(path(told)).text

    assert "address" in page
    assert STREET not in page


def test_whoever_is_named_opens_it_and_the_journal_says_so_first(town: Town) -> None:
    told = beth()
    browser = town.worker_of(told.put_into(town.store))
    browser.send(path(told), **FACT)
    (kept,) = town.store.details(told.child_id)

    answer = browser.send(f"{path(told)}/{kept.id}")
    last = next(town.store.entries(told.child_id, newest_first=True))

    assert STREET in answer.text
    assert (last.action, last.people) == (
        "read_detail",
        tuple(sorted((told.id("Amy"), told.id("Beth")))),
    )


def test_another_worker_of_the_same_child_is_told_that_there_is_one_and_no_more(town: Town) -> None:
    told = beth()
    town.worker_of(told.put_into(town.store)).send(path(told), **FACT)
    other = town.worker_of(told.child_id, "kim")
    (kept,) = town.store.details(told.child_id)

    assert "not named for" in other.get(path(told)).text
    assert other.send(f"{path(told)}/{kept.id}").status_code == 404


@pytest.mark.parametrize("missing", ["text", "reason", "review_date"])
def test_a_fact_without_words_reason_or_review_date_is_not_kept(town: Town, missing: str) -> None:
    told = beth()
    browser = town.worker_of(told.put_into(town.store))

    answer = browser.send(path(told), **{**FACT, missing: ""})

    assert answer.status_code == 400
    assert town.store.details(told.child_id) == ()


def test_two_workers_may_be_named(town: Town) -> None:
    told = beth()
    browser = town.worker_of(told.put_into(town.store))
    other = town.worker_of(told.child_id, "kim")
    browser.send(path(told), **FACT, second_reader="kim@example.org")
    (kept,) = town.store.details(told.child_id)

    assert STREET in other.send(f"{path(told)}/{kept.id}").text


@pytest.mark.parametrize("role", ["family_member", "partner", "reviewing_officer", "child"])
def test_no_other_role_comes_near_a_detail(town: Town, role: str) -> None:
    told = beth()
    told.put_into(town.store)
    town.worker_of(told.child_id).send(path(told), **FACT)

    assert town.worker_of(told.child_id, "pat", role).get(path(told)).status_code == 404


def test_details_are_in_no_network(town: Town) -> None:
    told = beth().detail("Beth", "phone", "07700 900123")
    child = told.put_into(town.store)

    assert "900123" not in town.store.network(child).model_dump_json()
    assert isinstance(town.store.details(child)[0], Detail)
