"""What a worker names for a partner professional: they see exactly that, until it ends, and nothing else."""

from __future__ import annotations

import pytest

from graph.errors import UndoError
from graph.history import undo
from graph.sharings import Sharing
from tests.families import Family, family
from tests.web.pages import Browser
from tests.web.town import Town

WHY = "The school plans her lunch times with Nan."
PAGES = ("map", "map.json", "people", "who-loves")


def amy() -> Family:
    told = family("Amy").mother("Beth").mother("Nan", of="Beth")
    told.adult("Ty", visibility="professionals_only").tie("friend", "Ty", "Amy")
    return told.says("Beth", "loves", "Amy", "My girl.").says("Nan", "loves", "Amy", "My pet.")


@pytest.fixture
def child(town: Town) -> str:
    return amy().put_into(town.store)


@pytest.fixture
def worker(town: Town, child: str) -> Browser:
    return town.worker_of(child)


def partner(town: Town) -> Browser:
    return town.signed_in(town.account("pat", "partner"))


def name(worker: Browser, child: str, **fields: object) -> object:
    known = {
        "email": "pat@example.org",
        "forms": "people",
        "whom": "all",
        "until": "2026-12-01",
        "reason": WHY,
    }
    return worker.send(f"/child/{child}/shared", **{**known, **fields})


def opened(browser: Browser, child: str) -> set[str]:
    return {page for page in PAGES if browser.get(f"/child/{child}/{page}").status_code == 200}


def test_without_anything_named_leave_alone_opens_nothing(town: Town, child: str) -> None:
    pat = town.account("pat", "partner")
    town.grant(pat, child, "involved")

    browser = town.signed_in(pat)

    assert opened(browser, child) == set()
    assert "Amy" not in browser.get("/children").text


@pytest.mark.parametrize(
    ("forms", "pages"),
    [
        (["map"], {"map", "map.json", "people"}),
        (["people"], {"people"}),
        (["love"], {"who-loves"}),
        (["map", "love"], set(PAGES)),
    ],
)
def test_the_forms_that_were_named_open_and_no_other(
    forms: list[str], pages: set[str], town: Town, child: str, worker: Browser
) -> None:
    pat = partner(town)

    assert name(worker, child, forms=forms).status_code == 303

    assert opened(pat, child) == pages
    assert "Amy" in pat.get("/children").text


def test_of_the_people_only_those_who_were_named_are_there(
    town: Town, child: str, worker: Browser
) -> None:
    pat = partner(town)
    told = amy()

    name(worker, child, forms=["map", "love"], whom="some", people=[told.id("Nan")])

    pages = [pat.get(f"/child/{child}/{page}").text for page in PAGES]
    assert all("Nan" in page for page in pages[1:])
    assert not any(word in page for page in pages for word in ("Beth", "My girl", "Ty"))


def test_nobody_can_be_named_who_is_hidden_from_the_family(
    town: Town, child: str, worker: Browser
) -> None:
    told = amy()
    partner(town)

    assert name(worker, child, whom="some", people=[told.id("Ty")]).status_code == 400
    assert town.store.kept(Sharing, child) == ()


def test_it_ends_by_itself_after_its_last_day(town: Town, child: str, worker: Browser) -> None:
    partner(town)
    name(worker, child, until="2026-11-18")

    town.clock.forward(days=2, hours=11)
    before = opened(town.signed_in(town.store.account("pat@example.org")), child)
    town.clock.forward(hours=2)
    after = opened(town.signed_in(town.store.account("pat@example.org")), child)

    assert (before, after) == ({"people"}, set())


def test_it_is_taken_back_from_the_next_request_on_and_undo_does_not_bring_it_back(
    town: Town, child: str, worker: Browser
) -> None:
    pat = partner(town)
    name(worker, child)
    sharing = town.store.kept(Sharing, child)[0]
    assert opened(pat, child) == {"people"}

    worker.send(f"/child/{child}/shared/{sharing.id}/end")

    assert opened(pat, child) == set()
    last = next(e for e in town.store.entries(child, newest_first=True) if e.changes)
    with pytest.raises(UndoError):
        undo(town.store, last, "w")


def test_what_is_named_anew_takes_the_place_of_what_was_named_before(
    town: Town, child: str, worker: Browser
) -> None:
    pat = partner(town)
    name(worker, child, forms=["love"])

    name(worker, child, forms=["people"])

    assert opened(pat, child) == {"people"}


def test_who_named_what_and_why_is_journalled(town: Town, child: str, worker: Browser) -> None:
    partner(town)

    name(worker, child)

    line = next(
        e for e in town.store.entries(child, newest_first=True) if e.action == "named_forms"
    )
    sam = town.store.account("sam@example.org")
    assert (line.actor, line.reason) == (sam.id, WHY)
    assert line.changes[0].after["forms"] == ["people"]


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "short"},
        {"forms": []},
        {"forms": ["everything"]},
        {"until": ""},
        {"until": "2026-11-16"},
        {"until": "2028-01-01"},
        {"email": "sam@example.org"},
        {"email": "nobody@example.org"},
        {"whom": "some", "people": []},
    ],
)
def test_what_is_not_whole_names_nothing(
    fields: dict[str, object], town: Town, child: str, worker: Browser
) -> None:
    partner(town)

    assert name(worker, child, **fields).status_code == 400
    assert town.store.kept(Sharing, child) == ()


def test_a_relative_stays_closed_out_whatever_is_named(
    town: Town, child: str, worker: Browser
) -> None:
    pat = partner(town)
    town.grant(town.store.account("pat@example.org"), child, "barred")

    name(worker, child)

    assert opened(pat, child) == set()


@pytest.mark.parametrize("role", ["partner", "family_member", "child", "reviewing_officer"])
def test_only_those_who_work_with_the_child_name_anything(
    role: str, town: Town, child: str
) -> None:
    assert town.worker_of(child, "kim", role).get(f"/child/{child}/shared").status_code == 404
