"""Only the right worker: every route says who may use it, and changing an id gains nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from werkzeug.routing import Rule

from graph.journal import Event
from graph.roles import ROLES
from graph.vocabulary import TABLES
from tests.families import Family, family
from tests.web.pages import Browser
from tests.web.town import NOON, Town
from web.permissions import FINISHING, PUBLIC, permission_of

PUBLIC_ROUTES = {
    "static",
    "bootstrap.static",
    "map.vis_network",
    "signing_in.start",
    "signing_in.sign_in",
    "typeface.typeface",
    "entry.door",
}
KNOWN = {FINISHING, PUBLIC}.union(*(role.may for role in ROLES.values()))


def rules(town: Town) -> list[Rule]:
    return list(town.app.url_map.iter_rules())


def test_every_route_names_one_known_permission(town: Town) -> None:
    named = {rule.endpoint: permission_of(town.app, rule.endpoint) for rule in rules(town)}

    assert {endpoint for endpoint, needed in named.items() if needed not in KNOWN} == set()


def test_the_public_list_is_short(town: Town) -> None:
    found = {r.endpoint for r in rules(town) if permission_of(town.app, r.endpoint) == PUBLIC}

    assert found == PUBLIC_ROUTES


def test_a_route_without_a_permission_answers_nobody(town: Town, amy: Family) -> None:
    town.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    browser = town.worker_of(amy.put_into(town.store))

    assert town.browser().get("/forgotten").status_code == 303
    assert browser.get("/forgotten").status_code == 404


def test_ids_in_addresses_are_ours_and_addresses_are_kebab_case(town: Town) -> None:
    for rule in rules(town):
        assert rule.rule == rule.rule.lower() or "<" in rule.rule
        assert "_" not in rule.rule.partition("<")[0]
        ids = {name for name in rule.arguments if name != "filename"}
        assert all(f"<id:{name}>" in rule.rule for name in ids)


def test_every_role_of_the_vocabulary_has_its_rights() -> None:
    assert set(ROLES) - {"room", "screen", "phone", "waiting"} == set(TABLES["role"])


def test_an_administrator_sees_no_childs_map(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    administrator = town.account("root", "administrator")
    town.grant(administrator, child)
    browser = town.browser(*amy.people)
    browser.send("/sign-in", email=administrator.email, password="heron teapot gravel")
    browser.send("/sign-in/code", code=town.code())

    answers = [browser.get(path).status_code for path in (f"/child/{child}/people", "/children")]

    assert answers == [404, 404]


def paths(town: Town, child: str, other: str) -> Iterator[tuple[str, str]]:
    """Every route about a child, with every id from that child’s map or another’s."""
    for rule in rules(town):
        if "child_id" not in rule.arguments:
            continue
        given = dict.fromkeys(rule.arguments, other) | {"child_id": child}
        if "what" in given:
            given["what"] = "person"
        with town.app.test_request_context():
            path = town.app.url_map.bind("").build(rule.endpoint, given)
        for method in (rule.methods or set()) & {"GET", "POST"}:
            yield method, path


def test_a_forbidden_child_and_a_missing_child_are_answered_alike(town: Town, amy: Family) -> None:
    theirs = family("Zoe").mother("Yan").put_into(town.store)
    browser = town.worker_of(amy.put_into(town.store))
    browser.secrets = frozenset({"Zoe", "Yan"})
    token = browser.token()

    def answer(method: str, path: str) -> tuple[int, str]:
        found = browser.open(path, method=method, data={"csrf_token": token})
        return found.status_code, re.sub(r'value="[^"]*"', "", found.text)

    missing = "0" * 32
    for method, path in list(paths(town, theirs, missing)):
        forbidden = answer(method, path)
        assert forbidden[0] == 404
        assert forbidden == answer(method, path.replace(theirs, missing))


def test_an_id_from_another_map_is_not_here(town: Town, amy: Family) -> None:
    zoe = family("Zoe").mother("Yan")
    zoe.put_into(town.store)
    child = amy.put_into(town.store)
    browser = town.worker_of(child)
    browser.secrets = frozenset({"Zoe", "Yan"})
    token = browser.token()

    nested = [(m, p) for m, p in paths(town, child, zoe.id("Yan")) if zoe.id("Yan") in p]

    assert len(nested) >= 5
    for method, path in nested:
        answer = browser.open(path, method=method, data={"csrf_token": token})
        assert answer.status_code == 404, path


def test_nobody_gets_anywhere_without_signing_in(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.browser(*amy.people)

    for method, path in paths(town, child, amy.id("Nan")):
        answer = browser.open(path, method=method)
        assert answer.status_code in (303, 400), path


def test_a_role_that_only_reads_can_open_no_form(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child, "rosa", "out_of_hours")

    assert browser.get(f"/child/{child}/people").status_code == 200
    assert browser.get(f"/child/{child}/add/person").status_code == 404
    token = browser.token()
    answer = browser.post(f"/child/{child}/add/person", data={"csrf_token": token})
    assert answer.status_code == 404


def opened(browser: Browser, child: str) -> int:
    return browser.get(f"/child/{child}/people").status_code


def test_taking_leave_away_counts_from_the_next_request(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    sam = town.account("sam")
    grant = town.grant(sam, child)
    browser = town.signed_in(sam)
    before = opened(browser, child)

    town.store.save_grant(
        grant.model_copy(update={"is_revoked": True}), Event(actor="tests", action="revoked")
    )

    assert (before, opened(browser, child)) == (200, 404)


@pytest.mark.parametrize(("days", "answer"), [(13, 200), (14, 404)])
def test_an_involvement_ends_by_itself(town: Town, amy: Family, days: int, answer: int) -> None:
    child = amy.put_into(town.store)
    sam = town.account("sam")
    town.grant(sam, child, kind="involved", ends_at=NOON + timedelta(days=14))
    town.clock.forward(days=days)

    assert opened(town.signed_in(sam), child) == answer


def test_leave_that_begins_later_opens_nothing_yet(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    sam = town.account("sam")
    town.grant(sam, child, starts_at=NOON + timedelta(days=1))

    assert opened(town.signed_in(sam), child) == 404


@pytest.mark.parametrize("role", ["practitioner", "manager"])
def test_a_declared_relative_is_shut_out_whatever_else_was_granted(
    town: Town, amy: Family, role: str
) -> None:
    child = amy.put_into(town.store)
    aunt = town.account("ann", role)
    town.grant(aunt, child)
    town.grant(aunt, child, kind="team")
    town.grant(aunt, child, kind="barred")
    browser = town.signed_in(aunt, *amy.people)

    assert opened(browser, child) == 404
    browser.get("/children")


def test_a_refusal_is_journalled(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    sam = town.account("sam")
    browser = town.signed_in(sam)

    browser.get(f"/child/{child}/people")

    refused = [e for e in town.store.entries("") if e.action == "refused"]
    assert [(e.actor, e.people, e.reason) for e in refused] == [
        (sam.id, (child,), "GET people.people")
    ]


def test_a_person_hidden_from_a_view_cannot_be_reached_by_an_id(town: Town, amy: Family) -> None:
    amy.person("Ivo", visibility="professionals_only")
    child = amy.put_into(town.store)
    mother = town.account("beth", "family_member")
    town.grant(mother, child, kind="involved")
    browser = town.signed_in(mother, "Ivo")

    answers = {
        browser.get(f"/child/{child}/person/{id_}").status_code
        for id_ in (amy.id("Ivo"), amy.id("Nan"), "p99")
    }

    assert answers == {404}
