"""A language from right to left, in a real browser: pages run the other way, the map stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.trust.pages import NOT_OF_A_CHILD, addresses, endpoints
from tests.web.aloud import Aloud, speaking_town
from tests.web.maps.test_in_a_browser import ready
from tests.web.serving import served
from web.words import speaking
from web.words.directions import isolated
from web.words.pseudo import MIRRORED

pytestmark = pytest.mark.browser

WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
COOKIE = "kith-demo"
SARA = "\u0633\u0627\u0631\u0629"
# Which way it runs, how wide it is, and what is cut off at the edges.
_LOOK = """() => {
    const lost = [...document.querySelectorAll('main a, main button, main p, main li, main h1, main h2, main td')]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 1)
        .filter((one) => !one.closest('.visually-hidden, .skip, .scroll, svg'))
        .filter((one) => one.getBoundingClientRect().left < -1 || one.getBoundingClientRect().right > innerWidth + 1)
        .filter((one) => {
            for (let up = one.parentElement; up; up = up.parentElement)
                if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return false;
            return true;
        });
    const root = document.documentElement;
    return [root.dir, root.scrollWidth, lost.map((one) => one.outerHTML.slice(0, 90))];
}"""
# Where everybody stands on the screen, within the map.
_PLACES = """() => {
    const map = document.querySelector('[data-map]').childMap;
    const at = ([id, one]) => [one.name, map.network.canvasToDOM(map.figure(id)).x];
    return Object.fromEntries(Object.entries(map.people).filter(([id]) => map.figure(id)).map(at));
}"""
_BOXES = """() => ['[data-map-stage]', '.map-panel'].map((one) => document.querySelector(one).getBoundingClientRect())
    .map(({ left, right }) => [left, right])"""


@dataclass
class Mirror:
    """A town whose pages run from right to left, and a tab to look at them."""

    aloud: Aloud
    address: str
    tab: Page

    def speak(self, language: str) -> None:
        """Let the authority set another language."""
        self.aloud.town.app.extensions["kith"].config.__dict__["language"] = language

    def come_as(self, who: str) -> None:
        """Let the tab be somebody’s browser."""
        cookie = self.aloud.clients[who].get_cookie(COOKIE, domain="kith.example")
        assert cookie is not None
        self.tab.context.clear_cookies()
        held = {"name": COOKIE, "value": cookie.value, "url": self.address}
        self.tab.context.add_cookies([held])

    def pages(self, who: str) -> Iterator[str]:
        """One address of each page that somebody may open."""
        client = self.aloud.clients[who]
        for rule in endpoints(self.aloud.town.app, "GET"):
            if rule.endpoint not in NOT_OF_A_CHILD:
                tried = (path for ids in self.aloud.ids[:2] for path in addresses(rule, ids))
                found = (one for one in tried if _is_page(client.get(one)))
                yield from [one for one in [next(found, "")] if one]

    def open(self, path: str) -> None:
        """Go to a page, and wait for a map to be drawn."""
        self.tab.set_viewport_size(WIDE)
        self.tab.goto(self.address + path)
        if self.tab.locator("[data-map]").count():
            ready(self.tab)

    def faults(self, path: str) -> Iterator[str]:
        """What is wrong with a page on a wide screen and on a telephone."""
        self.open(path)
        for size in (WIDE, NARROW):
            self.tab.set_viewport_size(size)
            runs, wide, lost = self.tab.evaluate(_LOOK)
            yield from [f"{path} runs {runs}"] if runs != "rtl" else []
            yield from [f"{path}: {wide} at {size['width']}"] if wide > size["width"] else []
            yield from [f"{path} at {size['width']}: lost {lost[:2]}"] if lost else []


def _is_page(answer: object) -> bool:
    return getattr(answer, "status_code", 0) == 200 and (
        getattr(answer, "mimetype", "") == "text/html"
    )


@pytest.fixture(scope="module")
def mirror(browser: Browser) -> Iterator[Mirror]:
    aloud = speaking_town()
    with served(aloud.town) as address:
        tab = browser.new_page(viewport=WIDE)
        found = Mirror(aloud, address, tab)
        found.speak(MIRRORED)
        yield found
        tab.close()


@pytest.mark.parametrize("who", ["sam", "kid", "room"])
def test_every_page_runs_from_right_to_left_and_nothing_is_lost(who: str, mirror: Mirror) -> None:
    mirror.come_as(who)

    found = [fault for path in mirror.pages(who) for fault in mirror.faults(path)]

    assert found == []


def test_the_map_stays_as_it_is_and_its_panel_stands_at_the_other_side(mirror: Mirror) -> None:
    mirror.come_as("sam")
    path, seen = f"/child/{mirror.aloud.ids[0].child}/map", {}
    for language in ("en", MIRRORED):
        mirror.speak(language)
        mirror.open(path)
        seen[language] = mirror.tab.evaluate(_BOXES), mirror.tab.evaluate(_PLACES)
    (stage, panel), places = seen["en"]
    (mirrored_stage, mirrored_panel), mirrored_places = seen[MIRRORED]

    assert stage[1] <= panel[0]
    assert mirrored_panel[1] <= mirrored_stage[0]
    assert sorted(places, key=places.__getitem__) == sorted(
        mirrored_places, key=mirrored_places.__getitem__
    )


def test_arrow_keys_go_where_one_sees_them_go(mirror: Mirror) -> None:
    mirror.come_as("sam")
    mirror.open(f"/child/{mirror.aloud.ids[0].child}/map")
    tab, where = mirror.tab, "document.querySelector('[data-map]').childMap"
    tab.get_by_role("application").focus()
    tab.keyboard.press("Home")
    before = tab.evaluate(f"{where}.figure({where}.look.cursor).x")
    tab.keyboard.press("ArrowRight")

    assert tab.evaluate(f"{where}.figure({where}.look.cursor).x") > before


def test_the_meeting_goes_on_where_the_language_goes(mirror: Mirror) -> None:
    mirror.come_as("room")
    mirror.open(f"/child/{mirror.aloud.told.child_id}/meeting")
    first = mirror.tab.locator("h1").inner_text()

    with mirror.tab.expect_navigation():
        mirror.tab.keyboard.press("ArrowLeft")
    expect(mirror.tab.locator("h1")).not_to_have_text(first)
    with mirror.tab.expect_navigation():
        mirror.tab.keyboard.press("ArrowRight")
    expect(mirror.tab.locator("h1")).to_have_text(first)


def test_prints_run_from_right_to_left_too(mirror: Mirror) -> None:
    client = mirror.aloud.clients["sam"]
    path = f"/child/{mirror.aloud.told.child_id}/prints"
    sent = {"csrf_token": client.token(), "print": "plan-family", "kind": "html"}

    assert '<html lang="ar-XB" dir="rtl">' in client.post(path, data=sent).text


def test_a_name_that_runs_the_other_way_turns_nothing_around_it() -> None:
    parts = {"name": "Granny", "other": SARA, "num": 3}

    with speaking("en"):
        assert isolated(parts) == {"name": "Granny", "other": f"\u2068{SARA}\u2069", "num": 3}
    with speaking(MIRRORED):
        assert isolated(parts) == {"name": "\u2068Granny\u2069", "other": SARA, "num": 3}
