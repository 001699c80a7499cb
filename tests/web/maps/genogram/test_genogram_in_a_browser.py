"""The family tree in a real browser: people glide there and back, and can be tapped there."""

from __future__ import annotations

from math import dist

import pytest
from playwright.sync_api import Page, expect

from tests.web.maps.test_in_a_browser import PANEL, TIANA, opened, tap
from tests.web.serving import Served
from tests.web.test_journey import Watched

pytestmark = pytest.mark.browser

_FAR = 40

_STEPS = """() => {
    const map = document.querySelector('[data-map]').childMap;
    const show = map.painter.show.bind(map.painter);
    window.steps = [];
    map.painter.show = (picture) => {
        const { x, y } = picture.figures.find((figure) => map.people[figure.id].name === 'Granny');
        window.steps.push([Math.round(x), Math.round(y)]);
        show(picture);
    };
}"""
_SCALE = "document.querySelector('[data-map]').childMap.network.getScale()"
_PLACES = """() => {
    const map = document.querySelector('[data-map]').childMap;
    const held = map.network.getPositions();
    return map.picture.figures.every(({ id, x, y }) => Math.hypot(held[id].x - x, held[id].y - y) < 2);
}"""


@pytest.fixture
def tab(page: Page, demo_town: Served) -> Watched:
    """A tab in which Sam sees Tiana’s map."""
    return opened(page, demo_town, demo_town.bring_in(TIANA))


def look_at(page: Page, lens: str) -> None:
    """Choose a way to look, and wait until everyone has arrived."""
    page.get_by_label("Look at").select_option(lens)
    expect(page.locator(f"[data-map][data-lens={lens}]:not([data-gliding])")).to_be_visible()


def test_people_glide_to_the_family_tree_and_back(tab: Watched) -> None:
    tab.tab.evaluate(_STEPS)
    whole = tab.tab.evaluate(_SCALE)

    look_at(tab.tab, "genogram")
    there = tab.tab.evaluate("window.steps")
    is_held_there = tab.tab.evaluate(_PLACES)
    look_at(tab.tab, "circles")
    back = tab.tab.evaluate("window.steps")

    assert dist(there[0], there[-1]) > _FAR
    assert dist(there[0], back[-1]) < _FAR
    assert is_held_there
    assert tab.tab.evaluate(_PLACES)
    assert tab.tab.evaluate(_SCALE) == pytest.approx(whole)
    assert tab.faults == []


def test_nobody_glides_where_motion_is_to_be_reduced(tab: Watched) -> None:
    tab.tab.emulate_media(reduced_motion="reduce")
    tab.tab.evaluate(_STEPS)

    look_at(tab.tab, "genogram")

    assert len({tuple(place) for place in tab.tab.evaluate("window.steps")}) == 1


def test_granny_is_tapped_where_she_stands_in_the_family_tree(tab: Watched) -> None:
    look_at(tab.tab, "genogram")

    tap(tab.tab, "Granny")

    panel = tab.tab.get_by_role("complementary", name=PANEL)
    expect(panel.get_by_role("heading", name="Granny")).to_be_visible()
    expect(panel).to_contain_text("Parents: Miss Icilda.")


def test_the_family_tree_is_said_in_words(tab: Watched) -> None:
    look_at(tab.tab, "genogram")

    tab.tab.get_by_text("The same in words").click()

    expect(tab.tab.locator("[data-map-said]")).to_contain_text(
        "Half-brother (same father). Parents: Daddy and Keisha."
    )
