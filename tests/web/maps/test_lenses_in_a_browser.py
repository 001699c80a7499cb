"""Lenses in a real browser: chosen by hand and by key, from one fetch, drawn as the server draws them."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.families import TODAY
from tests.web.maps.test_in_a_browser import PANEL, TIANA, opened, tap
from tests.web.serving import Served
from tests.web.test_journey import Watched
from web.maps.display import display
from web.maps.lenses import layers
from web.maps.lenses.layer import under
from web.maps.scene import scene

pytestmark = pytest.mark.browser

CHOOSER = "Look at"


@pytest.fixture
def tiana(page: Page, demo_town: Served) -> Watched:
    """A tab in which Sam sees Tiana’s map."""
    return opened(page, demo_town, demo_town.bring_in(TIANA))


def look(page: Page, lens: str) -> None:
    """Choose a lens and wait until it is drawn, and whoever moves has arrived."""
    page.get_by_label(CHOOSER).select_option(label=lens)
    name = page.get_by_label(CHOOSER).input_value()
    expect(page.locator("[data-map]")).to_have_attribute("data-lens", name)
    expect(page.locator("[data-map]:not([data-gliding])")).to_be_visible()


def test_every_lens_comes_from_one_fetch_and_moves_nobody(tiana: Watched) -> None:
    page, asked = tiana.tab, list[str]()
    page.on("request", lambda request: asked.append(request.url))
    where = "document.querySelector('[data-map]').childMap.network.getPositions()"
    before = page.evaluate(where)

    for lens in ("Who loves", "Who helps", "Time together", "Homes", "After eighteen", "Safety"):
        look(page, lens)
        expect(page.get_by_role("status")).to_have_text(f"Now you see: {lens}")

    assert page.evaluate(where) == before
    assert [url for url in asked if "lenses.json" not in url and "years.json" not in url] == []
    assert tiana.faults == []


def test_what_takes_long_to_fetch_says_so(page: Page, demo_town: Served) -> None:
    held = list[Route]()
    page.route("**/lenses.json*", lambda route: held.append(route))
    opened(page, demo_town, demo_town.bring_in(TIANA))

    page.get_by_label(CHOOSER).select_option(label="Homes")
    expect(page.get_by_role("status")).to_have_text("One moment…")
    expect(page.locator("[data-map]")).to_have_attribute("aria-busy", "true")

    held[0].continue_()
    expect(page.get_by_role("status")).to_have_text("Now you see: Homes")
    expect(page.locator("[data-map]:not([aria-busy])")).to_be_visible()


def test_a_lens_is_chosen_by_key_and_says_itself_in_words(tiana: Watched) -> None:
    page = tiana.tab
    for lens in ("genogram", "love"):
        page.get_by_role("application").press("l")
        expect(page.locator("[data-map]")).to_have_attribute("data-lens", lens)

    expect(page.get_by_text("love both ways: somebody has said so")).to_be_visible()
    page.get_by_text("The same in words").click()
    said = page.get_by_text("Granny loves Tiana: “She is my heartstring.”")
    expect(said.first).to_be_visible()
    assert tiana.faults == []


def test_whoever_is_tapped_is_told_of_through_the_lens(tiana: Watched) -> None:
    page = tiana.tab
    look(page, "Safety")
    tap(page, "Granny")

    panel = page.get_by_role("complementary", name=PANEL)
    expect(panel.get_by_text("Safe. No safety plan is needed.")).to_be_visible()
    page.get_by_label(CHOOSER).select_option(label="Homes")
    expect(panel.get_by_text("Home 1: lives with Tiana")).to_be_visible()
    assert tiana.faults == []


def test_the_page_draws_a_lens_as_the_server_does(page: Page, demo_town: Served) -> None:
    child = demo_town.bring_in(TIANA)
    tab = opened(page, demo_town, child)
    found = scene(demo_town.town.store.network(child).at(TODAY))
    picture = display(found)

    drawn_here = {name: layer for name, layer in layers(found).items() if name != "gaps"}
    for name, layer in drawn_here.items():
        page.get_by_label(CHOOSER).select_option(name)
        expect(page.locator("[data-map]")).to_have_attribute("data-lens", name)
        drawn = page.evaluate("document.querySelector('[data-map]').childMap.picture")
        assert without_defaults(drawn) == without_defaults(under(picture, layer).as_json())
    assert tab.faults == []


def without_defaults(drawn: object) -> object:
    """A picture as plain values, without what a list leaves out where it is usual."""
    plain = json.loads(json.dumps(drawn))

    def kept(value: object) -> object:
        if isinstance(value, dict):
            return {k: kept(v) for k, v in value.items() if (k, v) not in _USUAL}
        return [kept(one) for one in value] if isinstance(value, list) else value

    return kept(plain)


_USUAL = (("width", 0), ("weight", 400))


# Each name that is written, in the type of a wall, at several scales, and at whom it stands besides its own person.
_MISREAD = """() => {
    const { painter, picture } = document.querySelector('[data-map]').childMap;
    const context = document.createElement('canvas').getContext('2d');
    const reach = ({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius];
    const meet = (one, other) => one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
    painter.least = 22;
    let [written, misread] = [0, []];
    for (const scale of [0.55, 0.7, 0.85, 1, 1.3]) {
        for (const [id, words] of painter.fittingNames(context, scale, {})) {
            const own = picture.figures.find((figure) => figure.id === id);
            const [left, top, right, bottom] = painter.nameBox(context, own, words);
            const room = 6 / scale;
            const near = (other) => meet([left - room, top - room, right + room, bottom + room], reach(other));
            const isBelow = words.y > own.radius;
            written += 1;
            if (!isBelow && picture.figures.some((other) => other !== own && near(other))) misread.push([scale, id]);
        }
    }
    return [written, misread];
}"""


@pytest.mark.parametrize("lens", ["Circles", "Family tree"])
def test_a_name_in_the_type_of_a_wall_never_stands_at_somebody_else(
    tiana: Watched, lens: str
) -> None:
    look(tiana.tab, lens)

    written, misread = tiana.tab.evaluate(_MISREAD)

    assert written > 60
    assert misread == []
    assert tiana.faults == []
