"""The same house on a Neo4j server: a part of the canaries. All of it: KITH_TRUST_STORE=neo4j with these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import ConflictError
from graph.journal import Event
from graph.stores.protocol import put_all
from tests.families import Family
from tests.neo4j.fixtures import neo4j_server
from tests.neo4j.server import Server
from tests.trust.canaries import BY_TOKEN, TOKENS, canary_family, canary_records
from tests.trust.conftest import Tally
from tests.trust.doors import House, house_at
from tests.trust.joined import come_in
from tests.trust.matrix import OUTSIDE, may_read
from tests.trust.pages import read
from tests.trust.test_journal_of_views import journalled, last_number, named_in

__all__ = ["neo4j_server"]
PAGES = ("map", "map.json", "people", "who-loves")

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, neo4j_server: Server) -> Iterator[Place]:
    """The child of canaries on a server, and everybody who could knock."""
    told = canary_family("named-account")
    with house_at(tmp_path_factory.mktemp("neo4j"), told, server=neo4j_server) as house:
        with house.store.writer(Event(actor="tests", action="added", chain=told.child_id)) as pen:
            put_all(pen, canary_records(told))
        house.welcome_everybody(told.child_id)
        yield Place(house, told)


class Place:
    """The house and the child."""

    def __init__(self, house: House, told: Family) -> None:
        """Begin with nobody signed in."""
        self.house, self.told = house, told

    def pages(self, who: str) -> Iterator[tuple[str, int, frozenset[str]]]:
        """What one viewer can read on the pages of the map."""
        child = self.told.child_id
        browser = come_in(self.house, child, who)
        for page in PAGES:
            answer = read(browser, f"/child/{child}/{page}", page)
            yield page, answer.status, answer.holds(TOKENS)


@pytest.mark.parametrize("who", ["room", "helper", "worker", "off_case", "barred"])
def test_on_a_server_nobody_reads_what_the_table_does_not_give_them(
    who: str, place: Place, tally: Tally
) -> None:
    answers = [*place.pages(who)]

    leaks = [
        f"{page}: {BY_TOKEN[token].place}"
        for page, _, seen in answers
        for token in seen
        if not may_read(who, BY_TOKEN[token].kind)
    ]
    assert leaks == []
    assert {status for _, status, _ in answers} == ({404} if who in OUTSIDE else {200})
    tally("on a Neo4j server: {} pages read for canaries, 0 hits", len(answers))


def test_on_a_server_a_page_journals_exactly_whom_it_shows(place: Place) -> None:
    house, told = place.house, place.told
    browser, since = house.signed_in("worker"), last_number(house, told)

    answer = read(browser, f"/child/{told.child_id}/people", "people")

    assert named_in(answer, told) == journalled(house, told, since)


def test_on_a_server_a_stale_save_takes_nothing_back(place: Place) -> None:
    house, told = place.house, place.told
    aunt = house.store.network(told.child_id).standings[told.id(list(told.people)[2])]
    event = Event(actor="tests", action="changed", chain=told.child_id)
    with house.store.writer(event) as pen:
        pen.put(aunt.model_copy(update={"visibility": "adults_only"}))

    with pytest.raises(ConflictError), house.store.writer(event) as pen:
        pen.put(aunt)
