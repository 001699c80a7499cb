"""A child comes in beside a worker, with a code that is good once; from thirteen with a key of their own."""

from __future__ import annotations

import re

import pytest

from tests.families import family
from tests.web.pages import Browser
from tests.web.town import Town
from web.meeting.sittings import TRIES


def code_from(worker: Browser, child: str) -> str:
    page = worker.send(f"/child/{child}/beside").text
    found = re.search(r"<code>([a-z2-9]{4} [a-z2-9]{4})</code>", page)
    assert found is not None
    return found[1]


def come_in(town: Town, code: str) -> Browser:
    browser = town.browser()
    browser.send("/sign-in", sitting=code)
    return browser


def status(browser: Browser, path: str) -> int:
    return browser.get(path).status_code


def test_a_child_comes_in_with_a_code_and_sees_their_own_people(
    town: Town, child: str, sam: Browser
) -> None:
    browser = town.browser()
    answer = browser.send("/sign-in", sitting=code_from(sam, child).upper())

    assert (answer.status_code, answer.location) == (303, f"/child/{child}/my-people")
    assert "Nan" in browser.get(answer.location).text


def test_the_session_opens_nothing_but_their_own_map(town: Town, child: str, sam: Browser) -> None:
    zoe = family("Zoe").mother("Yan").put_into(town.store)
    tiny = come_in(town, code_from(sam, child))

    closed = ("history", "what-next", "finding", "details", "add/person", "beside", "room")
    assert {status(tiny, f"/child/{child}/{page}") for page in closed} == {404}
    assert {status(tiny, path) for path in (f"/child/{zoe}/map", "/team", "/rules")} == {404}


def test_no_other_leave_opens_a_second_map_to_a_child(town: Town, child: str, sam: Browser) -> None:
    zoe = family("Zoe").put_into(town.store)
    tiny = come_in(town, code_from(sam, child))
    own = next(g for g in town.store.grants(child_id=child) if g.kind == "own")
    account = town.store.account(own.account_id)
    assert account is not None

    town.grant(account, zoe, kind="allocated")

    assert status(tiny, f"/child/{zoe}/people") == 404


def test_a_code_is_good_once(town: Town, child: str, sam: Browser) -> None:
    code = code_from(sam, child)
    come_in(town, code)

    assert town.browser().send("/sign-in", sitting=code).status_code == 400


def test_a_code_lives_for_ten_minutes(town: Town, child: str, sam: Browser) -> None:
    code = code_from(sam, child)
    town.clock.forward(minutes=10)

    assert town.browser().send("/sign-in", sitting=code).status_code == 400


def test_after_five_wrong_tries_the_right_code_is_refused_too(
    town: Town, child: str, sam: Browser
) -> None:
    code = code_from(sam, child)
    answers = {town.browser().send("/sign-in", sitting="wrong234").text for _ in range(TRIES)}

    late = town.browser().send("/sign-in", sitting=code)

    assert late.status_code == 400
    masked = {re.sub(r'token" value="[^"]*', "", text) for text in (*answers, late.text)}
    assert len(masked) == 1


def test_making_using_and_refusing_stand_in_the_journal(
    town: Town, child: str, sam: Browser
) -> None:
    come_in(town, code_from(sam, child))
    town.browser().send("/sign-in", sitting="wrong234")

    on_map = [entry.action for entry in town.store.entries(child)]
    refused = [e.reason for e in town.store.entries("") if e.action == "sign_in_refused"]

    assert on_map.index("made_code") < on_map.index("used_code")
    assert refused == ["one-time code"]


def test_the_code_itself_is_kept_nowhere(town: Town, child: str, sam: Browser) -> None:
    code = code_from(sam, child)
    own = next(g for g in town.store.grants(child_id=child) if g.kind == "own")

    kept = repr((town.store.sessions(own.account_id), [*town.store.entries(child)]))

    assert code not in kept
    assert code.replace(" ", "") not in kept


def test_the_sitting_ends_after_two_hours_whatever_is_touched(
    town: Town, child: str, sam: Browser
) -> None:
    tiny = come_in(town, code_from(sam, child))
    for _ in range(5):
        town.clock.forward(minutes=23)
        assert status(tiny, f"/child/{child}/my-people") == 200
    town.clock.forward(minutes=5)

    assert status(tiny, f"/child/{child}/my-people") == 303


def test_the_worker_ends_the_sitting(town: Town, child: str, sam: Browser) -> None:
    tiny = come_in(town, code_from(sam, child))

    sam.post(f"/child/{child}/beside/end", data={"csrf_token": sam.token()})

    assert status(tiny, f"/child/{child}/my-people") == 303


def test_a_new_code_ends_the_sitting_before_it(town: Town, child: str, sam: Browser) -> None:
    tiny = come_in(town, code_from(sam, child))
    code_from(sam, child)

    assert status(tiny, f"/child/{child}/my-people") == 303


@pytest.mark.parametrize(("role", "kind"), [("manager", "team"), ("practitioner", "break_glass")])
def test_whoever_may_only_look_makes_no_code(town: Town, child: str, role: str, kind: str) -> None:
    someone = town.account("ida", role)
    town.grant(someone, child, kind=kind)
    browser = town.signed_in(someone)
    token = browser.token()

    answer = browser.post(f"/child/{child}/beside", data={"csrf_token": token})

    assert answer.status_code == 404


def test_leave_taken_back_shuts_the_child_out(town: Town, child: str, sam: Browser) -> None:
    tiny = come_in(town, code_from(sam, child))
    max_ = town.worker_of(child, "max", "manager")
    own = next(g for g in town.store.grants(child_id=child) if g.kind == "own")

    token = max_.token()
    max_.post(f"/child/{child}/who-may-open/{own.id}/end", data={"csrf_token": token})

    assert status(tiny, f"/child/{child}/my-people") == 404


def teen(town: Town, dob: str) -> tuple[str, Browser]:
    child = family("Tess", dob=dob).mother("Una").put_into(town.store)
    return child, come_in(town, code_from(town.worker_of(child), child))


@pytest.mark.parametrize("dob", ["", "2013-11-17", "2013", "about 2010", "2016-05-04"])
def test_before_thirteen_or_with_no_sure_date_there_is_no_key(town: Town, dob: str) -> None:
    child, tess = teen(town, dob)

    assert status(tess, f"/child/{child}/own-key") == 404
    assert "own-key" not in tess.get(f"/child/{child}/my-people").text


def test_from_thirteen_they_may_take_a_password_and_a_second_factor(town: Town) -> None:
    child, tess = teen(town, "2013-11-16")
    words = "four otters at dusk"

    asked = tess.send(f"/child/{child}/own-key", email="t@example.org", new=words, again=words)
    inside = status(tess, f"/child/{child}/my-people")

    assert (asked.status_code, asked.location) == (303, "/sign-in/second-factor")
    assert inside == 303
    kept = town.store.account("t@example.org")
    assert kept is not None
    assert kept.role == "child"


def test_an_address_that_somebody_has_is_refused(town: Town) -> None:
    child, tess = teen(town, "2010-01-01")
    words = "four otters at dusk"

    answer = tess.send(f"/child/{child}/own-key", email="sam@example.org", new=words, again=words)

    assert answer.status_code == 400
