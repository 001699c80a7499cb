"""What was typed is not lost when the session ends before it is sent."""

from __future__ import annotations

import json

import pytest

from graph.standings import Standing
from tests.families import Family
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.town import PASSWORD, Town

WORDS = "Likes the blue cup. Ring before ten."


@pytest.fixture
def path(child: str, amy: Family) -> str:
    return f"/child/{child}/change/person/{amy.id('Beth')}"


def beth(town: Town, child: str, amy: Family) -> Standing:
    return town.store.network(child).standings[amy.id("Beth")]


def sent_too_late(town: Town, browser: Browser, path: str, **fields: str) -> object:
    """A form that was opened in time and sent when the session had ended."""
    values = form_values(browser.get(path).text) | fields
    town.clock.forward(minutes=40)
    return browser.post(path, data=values)


def back_in(town: Town, browser: Browser, name: str = "sam") -> str:
    """Sign in again in the same browser; where that leads."""
    browser.send("/sign-in", email=f"{name}@example.org", password=PASSWORD)
    return str(browser.send("/sign-in/code", code=town.code()).location)


def test_the_form_comes_back_filled_in_and_is_saved_then(
    town: Town, amy: Family, child: str, path: str, sam: Browser
) -> None:
    answer = sent_too_late(town, sam, path, notes=WORDS)
    assert (answer.status_code, answer.location) == (303, "/sign-in?kept=yes")

    where = back_in(town, sam)
    page = sam.get(where).text

    assert where == path
    assert WORDS in page
    assert beth(town, child, amy).notes == ""
    sam.post(path, data=form_values(page))
    assert beth(town, child, amy).notes == WORDS
    assert WORDS not in sam.get(f"/child/{child}/add/person").text


def test_what_somebody_else_changed_meanwhile_is_shown_beside_it(
    town: Town, amy: Family, child: str, path: str, sam: Browser
) -> None:
    ann = town.worker_of(child, "ann")
    values = form_values(sam.get(path).text) | {"notes": WORDS}
    ann.post(path, data=form_values(ann.get(path).text) | {"notes": "From Ann."})
    town.clock.forward(minutes=40)
    sam.post(path, data=values)

    page = sam.get(back_in(town, sam)).text

    assert WORDS in page
    assert "From Ann." in page
    sam.post(path, data=values)
    assert beth(town, child, amy).notes == "From Ann."


def test_something_new_comes_back_too(town: Town, amy: Family, child: str, sam: Browser) -> None:
    sent_too_late(town, sam, f"/child/{child}/add/person", known_as="Uncle Dez", notes=WORDS)

    page = sam.get(back_in(town, sam)).text

    assert "Uncle Dez" in page
    assert "Uncle Dez" not in sam.get(f"/child/{child}/people").text


def test_any_other_form_is_kept_to_be_sent_or_let_go(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/person/{amy.id('Beth')}/details"
    fact = {"kind": "phone", "text": "Rings back after six", "reason": "She asked for it."}
    sent_too_late(town, sam, path, review_date="2027-01-01", **fact)

    where = back_in(town, sam)
    page = sam.get(where).text

    assert where == "/unsent"
    assert fact["text"] in page
    assert town.store.details(child) == ()
    sam.post(path, data={**Page(page).fields})
    assert [one.text for one in town.store.details(child)] == [fact["text"]]


def test_it_is_let_go(town: Town, amy: Family, child: str, sam: Browser) -> None:
    path = f"/child/{child}/person/{amy.id('Beth')}/details"
    sent_too_late(town, sam, path, text="Rings back after six")
    back_in(town, sam)

    sam.send("/unsent/forget")

    assert "after six" not in sam.get("/unsent").text


def test_somebody_else_who_signs_in_there_finds_nothing(
    town: Town, amy: Family, child: str, path: str, sam: Browser
) -> None:
    sent_too_late(town, sam, path, notes=WORDS)
    town.grant(town.account("ann"), child)

    where = back_in(town, sam, "ann")

    assert where == "/children"
    assert WORDS not in sam.get(path).text + sam.get("/unsent").text


@pytest.mark.parametrize("token", ["", "made up", None])
def test_without_the_token_of_the_session_that_ended_nothing_is_kept(
    token: str | None, town: Town, amy: Family, path: str, sam: Browser
) -> None:
    other = town.browser().get("/sign-in").text
    values = form_values(sam.get(path).text) | {"notes": WORDS}
    values["csrf_token"] = Page(other).fields["csrf_token"] if token is None else token
    town.clock.forward(minutes=40)

    answer = sam.post(path, data=values)

    assert answer.location == "/sign-in"
    assert back_in(town, sam) == "/children"


def test_of_a_session_that_was_ended_by_hand_nothing_is_kept(
    town: Town, amy: Family, path: str, sam: Browser
) -> None:
    values = form_values(sam.get(path).text) | {"notes": WORDS}
    account = town.store.account("sam@example.org")
    for row in town.store.sessions(account.id):
        town.store.save_session(row.model_copy(update={"is_revoked": True}))

    assert sam.post(path, data=values).location == "/sign-in"


def test_no_password_and_no_code_is_kept_and_the_rest_is_sealed(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/who-may-know/person/{amy.id('Beth')}"
    sent_too_late(town, sam, path, reason=WORDS, second_password="heron 12", second_code="123456")

    account = town.store.account("sam@example.org")
    kept = "".join(json.dumps(row.data) for row in town.store.sessions(account.id))
    page = sam.get(back_in(town, sam)).text

    assert "unsent" in kept
    assert WORDS not in kept
    assert WORDS in page
    assert not any(secret in page for secret in ("heron 12", "123456"))


def test_what_was_typed_in_the_room_is_not_kept(town: Town, amy: Family, child: str) -> None:
    lead = town.worker_of(child, "lou", "facilitator")
    lead.send(f"/child/{child}/room")
    token = Page(lead.get(f"/child/{child}/people").text).fields["csrf_token"]
    town.clock.forward(minutes=40)

    answer = lead.post(f"/child/{child}/people", data={"csrf_token": token, "text": "the aunt"})

    assert answer.location == "/sign-in"


def test_that_something_was_kept_is_journalled_without_a_word_of_it(
    town: Town, amy: Family, path: str, sam: Browser
) -> None:
    sent_too_late(town, sam, path, notes=WORDS)

    lines = [e for e in town.store.entries("") if e.action == "kept_unsent"]

    assert [line.reason for line in lines] == ["changing.change_it"]
    assert not any(WORDS in line.model_dump_json() for line in town.store.entries(""))
