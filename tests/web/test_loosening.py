"""Loosening is an act of its own: a reason, and a second person who proves it."""

from __future__ import annotations

import pytest

from graph.people import Person
from graph.standings import Standing
from tests.families import Family
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.town import PASSWORD, Town

REASON = "He finished the course, and we met him twice with the guardian."


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.person("Carl", visibility="professionals_only", address_confidential=True)
    return amy.stance("Carl", "not_safe").put_into(town.store)


@pytest.fixture
def ann(town: Town, child: str) -> Browser:
    return town.worker_of(child, "ann")


@pytest.fixture
def path(child: str, amy: Family) -> str:
    return f"/child/{child}/who-may-know/person/{amy.id('Carl')}"


def carl(town: Town, child: str, amy: Family) -> tuple[Person, Standing]:
    network = town.store.network(child)
    return network.people[amy.id("Carl")], network.standings[amy.id("Carl")]


def second(town: Town, child: str, name: str = "mia", role: str = "manager") -> dict[str, str]:
    """The keys of a second person who works with the child."""
    account = town.account(name, role)
    if child:
        town.grant(account, child, kind="team")
    return {
        "second_email": account.email,
        "second_password": PASSWORD,
        "second_code": town.code(),
    }


def sent(browser: Browser, path: str, **fields: str) -> dict[str, str]:
    return form_values(browser.get(path).text) | {"reason": REASON} | fields


def test_two_people_and_a_reason_loosen(
    town: Town, amy: Family, child: str, path: str, ann: Browser
) -> None:
    answer = ann.post(path, data=sent(ann, path, stance="safe_with_support", **second(town, child)))

    assert answer.status_code == 303
    assert carl(town, child, amy)[1].safety_stance() == "safe_with_support"
    entry = next(town.store.entries(child, newest_first=True))
    assert entry.action == "loosened"
    assert entry.reason == f"{REASON} (agreed by Mia)"


@pytest.mark.parametrize(
    ("field", "value"), [("visibility", "everyone"), ("address_confidential", "no")]
)
def test_each_protection_has_to_be_loosened_here(
    town: Town, amy: Family, child: str, path: str, ann: Browser, field: str, value: str
) -> None:
    change = f"/child/{child}/change/person/{amy.id('Carl')}"

    refused = ann.post(change, data=form_values(ann.get(change).text) | {field: value})
    done = ann.post(path, data=sent(ann, path, **{field: value}, **second(town, child)))

    assert (refused.status_code, done.status_code) == (400, 303)


@pytest.mark.parametrize("reason", ["", "because", " " * 40])
def test_without_a_reason_nothing_is_loosened(
    town: Town, amy: Family, child: str, path: str, ann: Browser, reason: str
) -> None:
    before = carl(town, child, amy)

    answer = ann.post(
        path, data=sent(ann, path, stance="safe", reason=reason, **second(town, child))
    )

    assert answer.status_code == 400
    assert carl(town, child, amy) == before


def test_nobody_is_their_own_second_person(
    town: Town, amy: Family, child: str, path: str, ann: Browser
) -> None:
    before = carl(town, child, amy)
    own = {
        "second_email": "ann@example.org",
        "second_password": PASSWORD,
        "second_code": town.code(),
    }

    answer = ann.post(path, data=sent(ann, path, stance="safe", **own))

    assert answer.status_code == 400
    assert carl(town, child, amy) == before


@pytest.mark.parametrize(
    ("role", "is_granted"),
    [("manager", False), ("out_of_hours", True), ("family_member", True), ("administrator", True)],
)
def test_the_second_person_must_work_with_the_child_and_be_one_who_may_agree(
    town: Town, amy: Family, child: str, path: str, ann: Browser, role: str, is_granted: bool
) -> None:
    before = carl(town, child, amy)
    keys = second(town, child if is_granted else "", "zed", role)

    answer = ann.post(path, data=sent(ann, path, stance="safe", **keys))

    assert answer.status_code == 400
    assert carl(town, child, amy) == before


@pytest.mark.parametrize("wrong", ["second_password", "second_code", "second_email"])
def test_each_key_of_the_second_person_counts(
    town: Town, amy: Family, child: str, path: str, ann: Browser, wrong: str
) -> None:
    before = carl(town, child, amy)

    keys = second(town, child) | {wrong: "000000"}
    answer = ann.post(path, data=sent(ann, path, stance="safe", **keys))

    assert answer.status_code == 400
    assert carl(town, child, amy) == before


def test_no_key_comes_back_in_the_page(town: Town, child: str, path: str, ann: Browser) -> None:
    keys = second(town, child) | {"second_code": "123456"}

    answer = ann.post(path, data=sent(ann, path, stance="safe", **keys))

    assert PASSWORD not in answer.text
    assert "123456" not in answer.text
    assert REASON in Page(answer.text).words


def test_a_stale_page_loosens_nothing(
    town: Town, amy: Family, child: str, path: str, ann: Browser
) -> None:
    stale = sent(ann, path, stance="safe", **second(town, child))
    change = f"/child/{child}/change/person/{amy.id('Carl')}"
    ann.post(change, data=form_values(ann.get(change).text) | {"notes": "new"})

    answer = ann.post(path, data=stale)

    assert answer.status_code == 409
    assert carl(town, child, amy)[1].safety_stance() == "not_safe"


def test_taking_back_never_loosens(town: Town, amy: Family, child: str, ann: Browser) -> None:
    change = f"/child/{child}/change/person/{amy.id('Nan')}"
    ann.post(change, data=form_values(ann.get(change).text) | {"stance": "not_safe"})
    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)

    path = f"/child/{child}/undo/{town.called(entry, 'ann')}"
    answer = ann.post(path, data={"csrf_token": ann.token()})

    assert answer.status_code == 409
    assert town.store.network(child).standings[amy.id("Nan")].safety_stance() == "not_safe"


def test_words_that_were_for_few_are_shown_to_more_only_here(
    town: Town, amy: Family, child: str, ann: Browser
) -> None:
    words = f"/child/{child}/add/words?about={amy.id('Fay')}"
    values = form_values(ann.get(words).text)
    ann.post(words, data=values | {"words": "low", "visibility": "professionals_only"})
    row = next(r for r in town.store.network(child).relationships if r.words == "low")
    change, loosen = (f"/child/{child}/{w}/words/{row.id}" for w in ("change", "who-may-know"))

    refused = ann.post(change, data=form_values(ann.get(change).text) | {"visibility": "everyone"})
    done = ann.post(loosen, data=sent(ann, loosen, visibility="everyone", **second(town, child)))

    assert (refused.status_code, done.status_code) == (400, 303)
