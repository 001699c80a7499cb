"""Every page states who may use it, reading changes nothing, and a changed id gains nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from graph.accounts import Account
from graph.roles import ROLES
from graph.stores.protocol import Store
from tests.families import Family, family
from tests.trust.canaries import canary_family
from tests.trust.conftest import Figure, Tally
from tests.trust.doors import House, house_at
from tests.trust.joined import come_in
from tests.trust.matrix import JOINED, OUTSIDE, VIEWERS
from tests.trust.pages import NOT_OF_A_CHILD, Ids, addresses, endpoints, read, send
from web.permissions import FINISHING, PUBLIC, permission_of

PUBLIC_PAGES = {
    "static",
    "bootstrap.static",
    "signing_in.start",
    "signing_in.sign_in",
    "map.vis_network",
    "typeface.typeface",
    "entry.door",
}
NOBODYS = "9" * 32
# Everything in an address that names somebody or something.
_NAMING = (
    "child_id",
    "map_id",
    "person_id",
    "record_id",
    "decision_id",
    "grant_id",
    "detail_id",
    "sharing_id",
    "meeting_id",
    "offer_id",
    "picture_id",
    "own_picture_id",
)
_OF_A_RECORD = {*_NAMING} - {"child_id", "map_id"}
# An auditor reads who looked at any map; what they read there is held to the canary matrix.
_FOR_THE_AUDITOR = "looks.who_looked"
_TOKEN = re.compile(rb'csrf_token" value="[^"]+"|Content-Length: \d+')


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A house with two children, and everybody who could knock."""
    told = canary_family()
    other = family("Other").mother("Othermother").says("Othermother", "loves", "Other", "Mine.")
    other.together("Othermother", "2026-11-01").lives("H1", "Othermother", "Other")
    with house_at(tmp_path_factory.mktemp("routes"), told, other) as house:
        house.welcome_everybody(told.child_id)
        house.give("off_case", other.child_id, "allocated")
        yield Place(house, told, other)


class Place:
    """The house, the child of canaries, and another child."""

    def __init__(self, house: House, told: Family, other: Family) -> None:
        """Begin with nobody signed in."""
        self.house, self.told, self.other = house, told, other
        self._browsers: dict[str, FlaskClient] = {}

    def browser(self, who: str) -> FlaskClient:
        """Somebody’s browser, signed in once."""
        if who not in self._browsers:
            self._browsers[who] = come_in(self.house, self.told.child_id, who)
            read(self._browsers[who], "/sign-in", "so that it has its cookie")
        return self._browsers[who]

    def ids(self, child: str, person: str, record: str) -> Ids:
        """One id for each part of an address."""
        kinds = (
            *("any", "decision", "grant", "detail", "sharing", "meeting", "picture"),
            "own_picture",
        )
        return Ids(child, (person,), dict.fromkeys(kinds, (record,)))

    def rules(self, method: str, *parts: str) -> list[Rule]:
        """Every address that has one of some parts."""
        rules = endpoints(self.house.app, method)
        return [rule for rule in rules if not parts or set(parts) & rule.arguments]


def test_every_page_states_who_may_use_it(place: Place, figure: Figure) -> None:
    app = place.house.app
    known = {permission for role in ROLES.values() for permission in role.may} | {PUBLIC, FINISHING}
    needed = {rule.endpoint: permission_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}

    assert {name: need for name, need in needed.items() if need not in known} == {}
    public = {name for name, need in needed.items() if need == PUBLIC}
    assert public == PUBLIC_PAGES
    assert len(public - NOT_OF_A_CHILD) <= 6
    figure(f"pages: {len(needed)} endpoints, all with a permission, {len(public)} of them public")


def test_every_part_that_names_somebody_is_an_id(place: Place) -> None:
    for rule in place.rules("GET", *_NAMING) + place.rules("POST", *_NAMING):
        for part in set(_NAMING) & rule.arguments:
            assert type(rule._converters[part]).__name__ == "RecordId", rule


def test_reading_changes_nothing(place: Place, figure: Figure) -> None:
    store, told = place.house.store, place.told
    ids = place.ids(told.child_id, told.id(told.child), told.relationships[0].id)
    read_pages = 0
    for who in ("worker", "manager", "family", "child", "office", "auditor"):
        browser = place.browser(who)
        for rule in place.rules("GET"):
            for path in [*addresses(rule, ids)][:8]:
                before = kept_in(store, told, place.other)
                read(browser, path, rule.endpoint)
                read_pages += 1
                assert kept_in(store, told, place.other) == before, path
    figure(f"reading: {read_pages} pages read, 0 changes to what is kept")


def kept_in(store: Store, *families: Family) -> str:
    """A digest of everything that is kept but the journal, sessions and failed tries."""
    digest = sha256()
    for told in families:
        network = store.network(told.child_id)
        digest.update(network.model_dump_json().encode())
        digest.update(repr(store.details(told.child_id)).encode())
        digest.update(repr(store.grants(child_id=told.child_id)).encode())
    accounts: tuple[Account, ...] = store.accounts()
    digest.update(repr([(a.id, a.email, a.role, a.is_disabled) for a in accounts]).encode())
    return digest.hexdigest()


@pytest.mark.parametrize("who", sorted(set(VIEWERS) - {"room", "waiting"}))
def test_a_changed_id_gains_nothing(who: str, place: Place, tally: Tally) -> None:
    expected = 303 if who == "anonymous" else 404
    cells, unexpected = 0, []
    for rule, method in _naming_rules(place):
        if who == "auditor" and rule.endpoint == _FOR_THE_AUDITOR:
            continue
        missing = _asked(place, who, rule, method, place.ids(NOBODYS, NOBODYS, NOBODYS))
        for what, ids in _swapped(place, who, rule):
            answer = _asked(place, who, rule, method, ids)
            cells += 1
            if answer[0] != expected or answer != missing:
                unexpected.append(f"{method} {rule} with {what}: {answer[0]}")

    assert unexpected == []
    tally("changed ids: {} cells, each answered as an id that is nobody’s", cells)


def _naming_rules(place: Place) -> list[tuple[Rule, str]]:
    rules = [(rule, method) for method in ("GET", "POST") for rule in place.rules(method, *_NAMING)]
    return [(rule, method) for rule, method in rules if "what" not in rule.arguments] + [
        (rule, method) for rule, method in rules if "what" in rule.arguments
    ]


def _swapped(place: Place, who: str, rule: Rule) -> Iterator[tuple[str, Ids]]:
    """Every way to change an id: another child’s, nobody’s, and of one child with something of another’s."""
    told, other = place.told, place.other
    tie, time, stay, detail = (
        rows[0].id for rows in (other.relationships, other.contacts, other.stays, told.details)
    )
    forbidden, seen = (told, other) if who in OUTSIDE | JOINED else (other, told)
    if who == "off_case":
        forbidden, seen = told, other
        tie, time, stay = told.relationships[0].id, told.contacts[0].id, told.stays[0].id
    person = forbidden.id(next(name for name in forbidden.people if name != forbidden.child))
    yield "a forbidden child", place.ids(forbidden.child_id, forbidden.child_id, tie)
    yield "a forbidden child and nobody", place.ids(forbidden.child_id, NOBODYS, NOBODYS)
    yield "nobody and somebody", place.ids(NOBODYS, person, tie)
    if set(rule.arguments) & _OF_A_RECORD:
        child = seen.child_id
        yield "somebody of another child", place.ids(child, person, person)
        yield "words of another child", place.ids(child, forbidden.child_id, tie)
        yield "a time of another child", place.ids(child, person, time)
        yield "a home of another child", place.ids(child, person, stay)
        yield "a detail", place.ids(child, detail, detail)


def _asked(place: Place, who: str, rule: Rule, method: str, ids: Ids) -> tuple[int, bytes]:
    """The answer to one address: of all the forms it could be for, the one for people."""
    path = next(addresses(rule, ids))
    browser = place.browser(who)
    answer = (
        read(browser, path, rule.endpoint)
        if method == "GET"
        else send(browser, path, rule.endpoint, {})
    )
    return answer.status, _TOKEN.sub(b"", b"\n".join(answer.parts))
