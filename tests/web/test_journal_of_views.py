"""Every view is recorded, or it does not happen."""

from __future__ import annotations

import pytest

from graph.errors import JournalError, StoreError
from graph.journal import Event
from tests.families import Family
from tests.web.pages import Browser, Page
from tests.web.town import Town

PAGES = ("people", "who-loves", "history", "map", "add/person", "people?by=side")


@pytest.fixture
def ann(town: Town, child: str) -> Browser:
    return town.worker_of(child, "ann")


def noted(town: Town, child: str) -> set[str]:
    """Everybody whom the newest entry says was shown."""
    return set(next(town.store.entries(child, newest_first=True)).people)


@pytest.mark.parametrize("page", PAGES)
def test_the_people_in_the_entry_are_the_people_on_the_page(
    town: Town, amy: Family, child: str, ann: Browser, page: str
) -> None:
    words = Page(ann.get(f"/child/{child}/{page}").text).words.split()

    named = {amy.id(name) for name in amy.people if any(w.startswith(name) for w in words)}

    assert noted(town, child) == named


def test_one_persons_page_notes_everybody_it_names(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    for name in amy.people:
        if name == "Amy":
            continue
        words = Page(ann.get(f"/child/{child}/person/{amy.id(name)}").text).words.split()
        named = {amy.id(other) for other in amy.people if any(w.startswith(other) for w in words)}
        assert noted(town, child) == named


def test_a_search_notes_only_those_it_found(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    ann.send(f"/child/{child}/people", text="Rex")

    assert noted(town, child) == {child, amy.id("Rex")}


@pytest.mark.parametrize("page", [*PAGES, "map.json", "lenses.json"])
def test_without_a_journal_there_is_no_data(
    town: Town, amy: Family, child: str, ann: Browser, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(event: Event) -> None:
        raise JournalError("The journal cannot be written.")

    ann.secrets = frozenset(amy.people)
    monkeypatch.setattr(town.store, "note", broken)

    assert ann.get(f"/child/{child}/{page}").status_code == 503


def test_without_a_journal_no_refusal_is_answered_either(
    town: Town, ann: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(event: Event) -> None:
        raise JournalError("The journal cannot be written.")

    monkeypatch.setattr(town.store, "note", broken)

    assert ann.get(f"/child/{'0' * 32}/people").status_code == 503


def test_without_a_store_nobody_is_let_through(
    town: Town, amy: Family, child: str, ann: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(token_hash: str) -> None:
        raise StoreError("The disk is gone.")

    monkeypatch.setattr(town.store, "session", broken)
    ann.secrets = frozenset({*amy.people, "disk"})

    assert ann.get(f"/child/{child}/people").status_code == 503
    assert ann.get("/sign-in").status_code == 503


def state(town: Town, child: str) -> tuple[object, ...]:
    """Everything kept, journal and sessions apart."""
    changes = [e for c in town.store.chains() for e in town.store.entries(c) if e.changes]
    return (town.store.network(child), town.store.accounts(), town.store.grants(), changes)


def test_no_get_changes_anything(town: Town, amy: Family, child: str, ann: Browser) -> None:
    given = {"child_id": child, "person_id": amy.id("Nan"), "record_id": amy.id("Nan")}
    given |= {"weight": "regular"}
    before = state(town, child)

    fetched = 0  # Pages that only another role or session may open answer 404 here.
    for rule in town.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or "filename" in rule.arguments:
            continue
        values = {name: given.get(name, "person") for name in rule.arguments}
        with town.app.test_request_context():
            path = town.app.url_map.bind("").build(rule.endpoint, values)
        status = ann.get(path).status_code
        assert status in (200, 303, 404), path
        fetched += status == 200

    assert fetched >= 15
    assert state(town, child) == before
