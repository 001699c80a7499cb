"""The map made on its own page: people put in rings, ties drawn, steps taken back, and nothing lost on the way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from graph.network import Network
from graph.placements import Placement
from tests.web.maps.test_in_a_browser import TIANA, opened
from tests.web.serving import Served
from tests.web.test_journey import Watched

pytestmark = pytest.mark.browser


@pytest.fixture
def tab(page: Page, demo_town: Served) -> Watched:
    """Tiana’s map, with the tools to make it."""
    watched = opened(page, demo_town, demo_town.bring_in(TIANA))
    expect(page.get_by_label("Whose view")).to_be_visible()
    return watched


def where(page: Page, name: str) -> tuple[float, float]:
    """Where somebody stands in the window."""
    x, y = page.evaluate(
        """name => {
            const map = document.querySelector('[data-map]').childMap;
            const id = Object.keys(map.people).find(key => map.people[key].name === name);
            const at = map.network.canvasToDOM(map.figure(id));
            const stage = map.stage.getBoundingClientRect();
            return [at.x + stage.left, at.y + stage.top];
        }""",
        name,
    )
    return x, y


def spot(page: Page, name: str) -> list[float]:
    """Where somebody stands in the picture, however it is looked at."""
    found = page.evaluate(
        """name => {
            const map = document.querySelector('[data-map]').childMap;
            const { x, y } = map.figure(Object.keys(map.people).find(key => map.people[key].name === name));
            return [x, y];
        }""",
        name,
    )
    assert isinstance(found, list)
    return found


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=3)
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def still(page: Page) -> None:
    """Wait until nobody glides any more."""
    expect(page.locator("[data-map]:not([data-gliding])")).to_be_visible()


def map_of(served: Served) -> Network:
    return served.town.store.network(served.town.store.children()[-1].child_id)


def test_granny_puts_keisha_in_the_heart_and_the_record_stays(
    tab: Watched, demo_town: Served
) -> None:
    page = tab.tab
    recorded = spot(page, "Keisha")
    page.get_by_label("Whose view").select_option(label="Granny")
    still(page)
    middle = where(page, "Tiana")
    drag(page, where(page, "Keisha"), (middle[0] + 50, middle[1] - 30))

    said = page.locator("[data-map-live]")
    expect(said).to_have_text("Granny says of Keisha: In the heart. 16 November 2026")
    (kept,) = demo_town.town.store.kept(Placement, map_of(demo_town).child_id)
    assert kept.circle == "heart"
    still(page)
    assert spot(page, "Keisha") != recorded
    expect(page.get_by_text("Where Granny puts people.")).to_be_visible()
    page.get_by_label("Whose view").select_option("")
    still(page)
    assert spot(page, "Keisha") == recorded

    page.get_by_label("Whose view").select_option(label="Granny")
    page.get_by_label("Find somebody on the map").fill("Daddy")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="In touch", exact=True).press("Enter")
    expect(said).to_have_text("Granny says of Daddy: In touch. 16 November 2026")
    assert tab.faults == []


def test_a_tie_is_drawn_taken_back_and_done_again(tab: Watched, demo_town: Served) -> None:
    page, before = tab.tab, map_of(demo_town)
    page.get_by_role("button", name="Draw a tie", exact=True).click()
    drag(page, where(page, "Nadine"), where(page, "Auntie Joy"))
    form = page.locator("[data-making-tie]")
    form.locator("[name=link]").select_option("neighbour>")
    form.get_by_role("button", name="Save").click()
    saved = page.locator("[data-making-saved]").first
    expect(saved).to_have_text("Saved at 12:00")
    undo = page.get_by_role("button", name="Take back what I did last")
    expect(undo).to_be_enabled()

    drawn = set(map_of(demo_town).relationships) - set(before.relationships)
    names = {
        (map_of(demo_town).known_as(r.from_id), map_of(demo_town).known_as(r.to_id)) for r in drawn
    }
    assert names == {("Nadine", "Auntie Joy")}

    page.locator("[data-map-stage]").focus()
    page.keyboard.press("Control+z")
    expect(undo).to_be_disabled()
    assert map_of(demo_town).relationships == before.relationships
    page.keyboard.press("Control+Shift+z")
    expect(undo).to_be_enabled()
    assert len(map_of(demo_town).relationships) == len(before.relationships) + 1
    assert tab.faults == []


HOLD = """() => {
    const real = window.fetch;
    const held = new Promise((done) => { window.letGo = done; });
    window.fetch = async (address, sent) => {
        if (sent?.method === 'POST') await held;
        return real(address, sent);
    };
}"""


def test_what_is_typed_while_a_line_is_being_saved_stays(tab: Watched, demo_town: Served) -> None:
    page = tab.tab
    page.get_by_role("button", name="Add somebody", exact=True).click()
    line = page.get_by_label("In one line: who, and how they belong")
    line.fill("Biscuit the dog")
    line.press("Enter")
    add = page.locator("[data-making-answer]").get_by_role("button", name="Add", exact=True)
    expect(add).to_be_focused()
    page.evaluate(HOLD)
    add.press("Enter")
    line.fill("Mr Okoro: teacher")
    page.evaluate("window.letGo()")

    expect(page.locator("[data-making-saved]").first).to_have_text("Saved at 12:00")
    expect(line).to_be_focused()
    expect(line).to_have_value("Mr Okoro: teacher")
    assert tab.faults == []


def test_where_a_line_is_not_saved_it_is_still_there_and_can_be_sent_again(
    tab: Watched, demo_town: Served
) -> None:
    page = tab.tab
    page.get_by_role("button", name="Add somebody", exact=True).click()
    page.route("**/add-line", lambda route: route.abort())
    line = page.get_by_label("In one line: who, and how they belong")
    line.fill("Biscuit the dog")
    line.press("Enter")

    saved = page.locator("[data-making-saved]").first
    expect(saved).to_have_text("Not saved. Nothing you wrote is lost.")
    expect(line).to_have_value("Biscuit the dog")
    page.unroute("**/add-line")
    page.get_by_role("button", name="Try again").first.click()
    page.locator("[data-making-answer]").get_by_role("button", name="Add", exact=True).click()
    expect(saved).to_have_text("Saved at 12:00")
    assert "Biscuit" in [one.known_as for one in map_of(demo_town).standings.values()]
