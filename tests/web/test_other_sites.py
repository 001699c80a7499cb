"""Other sites cannot act for somebody who is signed in here."""

from __future__ import annotations

import pytest

from tests.families import Family
from tests.web.pages import BASE, Browser
from tests.web.town import Town
from web.permissions import PUBLIC, permission_of

ELSEWHERE: list[dict[str, str]] = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "nonsense"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "http://kith.example"},
    {"Origin": "https://kith.example:8443"},
    {"Origin": "https://kith.example.elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "https://[broken"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
]


def unsafe(town: Town, child: str, person: str) -> list[str]:
    """The address of everything that can be sent."""
    given = {"child_id": child, "person_id": person, "record_id": person, "what": "person"}
    found = []
    for rule in town.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            values = {name: given.get(name, "1") for name in rule.arguments}
            with town.app.test_request_context():
                found.append(town.app.url_map.bind("").build(rule.endpoint, values))
    return found


def kept(town: Town, child: str) -> int:
    """How much there is that could have been changed."""
    changes = [e for c in ("", child) for e in town.store.entries(c) if e.changes]
    live = sum(not s.is_revoked for a in town.store.accounts() for s in town.store.sessions(a.id))
    return len(changes) * 1000 + live


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_request_from_elsewhere_changes_nothing(
    town: Town, amy: Family, child: str, sam: Browser, headers: dict[str, str]
) -> None:
    token, before = sam.token(), kept(town, child)

    for path in unsafe(town, child, amy.id("Nan")):
        answer = sam.post(path, data={"csrf_token": token}, headers=headers)
        assert answer.status_code == 400, path

    assert kept(town, child) == before


@pytest.mark.parametrize("token", ["", "wrong", "another"])
def test_a_request_without_its_token_changes_nothing(
    town: Town, amy: Family, child: str, sam: Browser, token: str
) -> None:
    if token == "another":
        token = town.signed_in(town.account("vera")).token()
    before = kept(town, child)

    for path in unsafe(town, child, amy.id("Nan")):
        answer = sam.post(path, data={"csrf_token": token} if token else {})
        assert answer.status_code in (303, 400, 404), path

    assert kept(town, child) == before


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": BASE}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}],
    ids=str,
)
def test_our_own_pages_may_send(sam: Browser, headers: dict[str, str]) -> None:
    answer = sam.post("/children", data={"csrf_token": sam.token()}, headers=headers)

    assert answer.status_code == 200


def test_a_request_from_elsewhere_is_journalled(town: Town, sam: Browser) -> None:
    token = sam.token()

    sam.post("/sign-out", data={"csrf_token": token}, headers={"Sec-Fetch-Site": "cross-site"})
    sam.post("/sign-out")

    refused = [e.reason for e in town.store.entries("") if e.action == "refused"]
    assert refused == ["POST signing_in.sign_out"] * 2


def test_every_public_form_asks_for_a_token_too(town: Town) -> None:
    public = [
        rule.rule
        for rule in town.app.url_map.iter_rules()
        if permission_of(town.app, rule.endpoint) == PUBLIC and "POST" in (rule.methods or ())
    ]

    assert sorted(public) == ["/join", "/sign-in"]
    assert town.browser().post("/sign-in", data={"email": "a", "password": "b"}).status_code == 400


def test_another_site_may_link_here_but_sees_nothing(town: Town, sam: Browser) -> None:
    answer = sam.get("/children", headers={"Sec-Fetch-Site": "cross-site", "Origin": "null"})

    assert answer.status_code == 200
    assert "Access-Control-Allow-Origin" not in answer.headers
