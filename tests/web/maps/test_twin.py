"""The list is the map’s twin: what one tells of anybody the other tells too, for every kind of viewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from random import Random
from typing import Any

import pytest

from graph.access import visible
from graph.journal import Event
from graph.network import Network
from graph.relationships import Relationship
from graph.sensitivity import PROTECTED
from graph.stores.protocol import put_all
from tests.trust.conftest import Figure
from tests.trust.conftest import figure as figure
from tests.trust.test_one_filter import SIGHTS
from tests.trust.worlds import fresh, twins
from tests.web.pages import Browser, Page
from tests.web.town import Town
from web.maps.contents import contents
from web.maps.lines import lines
from web.maps.scene import scene
from web.maps.wording import ring_name
from web.portraits import Portrait, mates, portraits
from web.words.kin import kin_word
from web.words.sayings import ago, at_home, day, label, promise, quoted, statement, who_said

WORLDS = 200
VIEWERS_OF_EACH = 2
ON_PAGES = 3
BAND = "professionals"
SAYING_NO = ("afraid_of", "does_not_want_to_see")
Said = tuple[str, str, str, bool]


WATCHERS = {
    "practitioner": "involved",
    "manager": "team",
    "family_member": "involved",
    "child": "own",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one person, as words, whichever of the three tells it."""

    name: str
    full_name: str
    kin: str
    way: str
    circle: str
    voices: frozenset[Said]
    promises: frozenset[str]
    last: str
    died: str
    home: str


def on_the_map(found: dict[str, Any]) -> dict[str, Told]:
    """Everybody on a map, from what its page is sent."""
    circles = {figure["id"]: figure["circle"] for figure in found["picture"]["figures"]}
    assert set(circles) == set(found["people"]) == {node["id"] for node in found["vis"]["nodes"]}
    return {
        person: told(said, circles[person])
        for person, said in found["people"].items()
        if person != found["child"]
    }


def told(said: dict[str, Any], circle: str) -> Told:
    """One person of a map."""
    facts = said.get("facts", ())[1:]
    died = [fact for fact in facts if fact.startswith(("Died ", "Has died"))]
    return Told(
        name=said["name"],
        full_name=said.get("full_name", ""),
        kin=said.get("kin", ""),
        way=said.get("told", ""),
        circle=circle,
        voices=frozenset(
            (one["words"], one["about"], one["said"], one["is_love"])
            for one in said.get("voices", ())
        ),
        promises=frozenset(said.get("promises", ())),
        last=said.get("last", ""),
        died="".join(died),
        home="".join(fact for fact in facts if fact not in died),
    )


def in_the_list(found: Portrait, network: Network) -> Told:
    """One line of the list, and the page behind it, said in the words of its templates."""
    return Told(
        name=found.name,
        full_name="" if found.person.full_name == found.name else found.person.full_name,
        kin=", also ".join(found.related),
        way=kin_word(found.kin.told),
        circle=found.placing.circle,
        voices=frozenset(voice(row, network) for row in found.voices if not says_no(row)),
        promises=frozenset(promised(row) for row in found.promises),
        last=last(found, network),
        died=died(found),
        home=at_home(network, found.id, mates(network, found.id)),
    )


def died(found: Portrait) -> str:
    when = day(found.person.dod)
    said = f"Died {when}." if when else "Has died."
    return said if found.person.has_died else ""


def says_no(row: Relationship) -> bool:
    return row.kind in SAYING_NO


def voice(row: Relationship, network: Network) -> Said:
    is_love = row.kind in ("loves", "misses")
    return quoted(row.words), statement(row, network), who_said(row, network), is_love


def promised(row: Relationship) -> str:
    return ": ".join(part for part in (promise(row), quoted(row.words)) if part)


def last(found: Portrait, network: Network) -> str:
    time = found.last_together
    if time is None:
        return ""
    said = (day(time.date), label(time.contact_type, "contact_type"), ago(time.date, network.on))
    return " · ".join(part for part in said if part)


def cautions(found: Portrait, network: Network) -> frozenset[str]:
    """What the page behind the line warns of: how safe it is, and that the child has said no."""
    return frozenset({stance(found, network)} | {said_no(found, network)}) - {""}


def stance(found: Portrait, network: Network) -> str:
    safe = found.standing.safety_stance(network.on)
    is_said = network.shows(PROTECTED) and safe not in ("", "safe", "n/a")
    return label(safe, "safety_stance") if is_said else ""


def said_no(found: Portrait, network: Network) -> str:
    rows = (row for row in found.voices if says_no(row) and row.from_id == network.child_id)
    child = network.known_as(network.child_id)
    return f"{child} has said no for now" if any(rows) else ""


def views() -> Iterator[tuple[str, Network]]:
    """Every world as two kinds of viewer see it, each kind in its turn."""
    names = list(SIGHTS)
    for seed in range(WORLDS):
        whole = twins(seed).whole.network()
        for turn in range(VIEWERS_OF_EACH):
            who = names[(seed + turn * 5) % len(names)]
            yield f"{who} in world {seed}", visible(whole, SIGHTS[who][0])


def test_the_map_the_list_and_the_file_tell_the_same_of_everybody(figure: Figure) -> None:
    people = 0
    for where, network in views():
        drawn = scene(network)
        found = contents(drawn)
        listed = {line.id: line for line in portraits(network)}
        filed = {line.person_id: line for line in lines(drawn)}

        by_map = on_the_map(found)
        assert by_map == {p: in_the_list(line, network) for p, line in listed.items()}, where
        assert set(filed) == set(by_map), where
        for person, told_on_map in by_map.items():
            warned = frozenset(found["people"][person].get("cautions", ()))
            assert warned == cautions(listed[person], network), where
            assert filed[person].circle == ring(told_on_map.circle), where
            side = listed[person].side
            assert bool(filed[person].side) == bool(side), where
        people += len(by_map)
    figure(f"list and map: {people} people in {WORLDS} worlds by {len(SIGHTS)} viewers, 0 differ")


def ring(circle: str) -> str:
    return "people whose job it is" if circle == BAND else ring_name(circle)


@pytest.mark.parametrize("role", WATCHERS)
def test_what_the_map_tells_stands_in_the_list_and_behind_it(town: Town, role: str) -> None:
    for seed in range(ON_PAGES):
        child, records = fresh(twins(seed).whole, Random(seed))
        with town.store.writer(Event(actor="tests", action="import", chain=child)) as writer:
            put_all(writer, records)
        account = town.account(f"{role}{seed}", role)
        town.grant(account, child, WATCHERS[role])
        browser = town.signed_in(account)

        found = browser.get(f"/child/{child}/map.json").json
        listed = rows(browser.get(f"/child/{child}/people").text)

        people = {person: said for person, said in found["people"].items() if "page" in said}
        assert set(listed) == set(people) == set(found["people"]) - {found["child"]}
        for person, said in people.items():
            assert missing(said, listed[person], ("name", "full_name", "kin")) == []
            assert missing(said, words_of(browser, said["page"]), tuple(said)) == []


def rows(html: str) -> dict[str, str]:
    """What each line of the list says, by whom it is about."""
    found = re.findall(r'<tr data-person="([^"]+)">(.*?)</tr>', html, re.DOTALL)
    return {person: text_of(row) for person, row in found}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def words_of(browser: Browser, path: str) -> str:
    """A page as it reads, with as many spaces as words need."""
    return re.sub(r" (?=[,.])", "", Page(browser.get(path).text).words)


def missing(said: dict[str, Any], page: str, fields: tuple[str, ...]) -> list[str]:
    """What a map says of somebody and a page does not; on a page, a caution is a label among others."""
    return [text for field in fields for text in told_in(field, said) if text and text not in page]


def told_in(field: str, said: dict[str, Any]) -> Iterator[str]:
    """The words of one field, cut where a page has them in two places."""
    value = said.get(field, "")
    if field == "voices":
        yield from (one[part] for one in value for part in ("words", "about", "said"))
    elif field in ("promises", "last", "kin"):
        lines = [value] if isinstance(value, str) else value
        yield from (part for line in lines for part in re.split(r" · |: |, also ", line))
    elif field == "cautions":
        yield from (line.removesuffix(" has said no for now") for line in value)
    elif field in ("name", "full_name", "told"):
        yield value
    elif field == "facts":
        yield from value
