"""A name cannot run script, in a real browser: no dialog, no report, no new node, no mark."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.families import Family, family
from tests.trust.conftest import Figure
from tests.trust.nasty import MARK, scripts
from tests.web.serving import Served, served
from tests.web.test_journey import Watched
from tests.web.town import Town

pytestmark = pytest.mark.browser

PAGES = ("map", "people", "who-loves", "history", "what-next", "timeline")
_PLAIN, _NASTY = "harmless", "nasty"


def crowd(called: list[str]) -> Family:
    """A child with a person for each text, who says it and is called it."""
    told = family("Amy", ref="P000")
    for number, text in enumerate(called):
        key = f"person {number}"
        told.adult(key, ref=f"P{number + 1:03}")
        told.person(key, known_as=text, full_name=text, notes=text)
        told.tie("friend", key, "Amy").says(key, "loves", "Amy", text).promises(key, "meals", text)
    return told


@pytest.fixture(scope="module")
def maps() -> Iterator[tuple[Served, dict[str, str]]]:
    """Two maps of the same shape, behind one address: one of scripts, one of harmless names."""
    town = Town(demo=True)
    payloads = list(scripts())
    told = {_NASTY: crowd(payloads), _PLAIN: crowd([f"Name {n}" for n in range(len(payloads))])}
    told[_PLAIN].child = "Amy"
    worker = town.account("worker", "practitioner", totp_secret="")
    children = {}
    for kind, found in told.items():
        fresh = found if kind == _NASTY else _renamed(found)
        children[kind] = fresh.put_into(town.store)
        town.grant(worker, children[kind])
    with served(town) as address:
        yield Served(town, address), children


def _renamed(told: Family) -> Family:
    """The same people under ids of their own, so that two maps can stand in one store."""
    again = family("Ann", ref="P000")
    for name in told.people:
        if name != "Amy":
            standing = told.standings[name]
            again.adult(name, ref=standing.ref)
            again.person(name, known_as=standing.known_as, full_name=standing.known_as, notes="n")
            again.tie("friend", name, "Ann").says(name, "loves", "Ann", "words")
            again.promises(name, "meals", "words")
    return again


def test_a_hundred_scripts_as_names_leave_no_mark(
    page: Page, maps: tuple[Served, dict[str, str]], figure: Figure
) -> None:
    place, children = maps
    tab = Watched(page, place.address).watch()
    tab.sign_in("worker@example.org")
    built = {kind: _looked_at(tab, child) for kind, child in children.items()}

    assert tab.faults == []
    for one, harmless in zip(built[_NASTY], built[_PLAIN], strict=True):
        assert one["tags"] == harmless["tags"]
        assert one["inline"] == []
    figure(
        f"browser: {len(list(scripts()))} scripts as names, notes and words on {len(PAGES) + 2} pages: "
        "no dialog, no report, no new kind of node, no request elsewhere"
    )


def _looked_at(tab: Watched, child: str) -> list[dict[str, object]]:
    """What each page became: its kinds of element, and whatever runs from within it."""
    seen = []
    person = None
    for name in PAGES:
        tab.open(f"/child/{child}/{name}")
        tab.tab.wait_for_load_state("networkidle")
        seen.append(_built(tab))
        person = person or tab.tab.evaluate(
            "document.querySelector('tr[data-person]')?.dataset.person"
        )
    for path in (f"person/{person}", f"change/person/{person}"):
        tab.open(f"/child/{child}/{path}")
        seen.append(_built(tab))
    return seen


def _built(tab: Watched) -> dict[str, object]:
    assert tab.tab.evaluate(f"window.{MARK}") is None
    found = tab.tab.evaluate(
        """() => ({
            tags: [...new Set([...document.querySelectorAll('*')].map(e => e.tagName))].sort(),
            inline: [...document.querySelectorAll('*')].filter(e =>
                (e.tagName == 'SCRIPT' && !e.src) ||
                [...e.attributes].some(a => a.name.startsWith('on') ||
                    /^\\s*javascript:/i.test(a.value) && ['href', 'src', 'action'].includes(a.name))
            ).map(e => e.outerHTML.slice(0, 80)),
        })"""
    )
    assert isinstance(found, dict)
    return found
