"""A child draws somebody with a finger, on a tablet beside their worker, and finds the drawing on their own map."""

from __future__ import annotations

from math import cos, pi, sin

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from graph.own_pictures import OwnPicture
from tests.web.maps.test_in_a_browser import TIANA, opened
from tests.web.serving import Served
from tests.web.test_next_in_a_browser import RUN
from tests.web.test_sittings import code_from

pytestmark = pytest.mark.browser

SHEET, FRAME = "[data-pad-sheet]", "[data-picture-frame] img"
_HALF = "el => { const d = el.getContext('2d').getImageData(320, 140, 1, 1).data; return [...d]; }"


def draw_ring(page: Page, sheet: Locator) -> None:
    """A ring on the sheet, as a hand draws it."""
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    spots = [
        (
            middle[0] + box["width"] * 0.28 * cos(n * pi / 12),
            middle[1] + box["width"] * 0.28 * sin(n * pi / 12),
        )
        for n in range(25)
    ]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot)
    page.mouse.up()


def test_a_child_draws_granny_and_finds_her_on_their_own_map(page: Page, demo_town: Served) -> None:
    child = demo_town.bring_in(TIANA)
    worker = demo_town.town.worker_of(child, "wren")
    code = code_from(worker, child)
    tab = opened(page, demo_town, child)
    page.context.clear_cookies()
    page.goto(f"{demo_town.address}/sign-in")
    page.locator("[name=sitting]").fill(code)
    page.locator("form:has([name=sitting]) button").click()
    page.get_by_role("link", name="Granny").click()
    page.get_by_role("link", name="Draw them, or choose a mark").click()

    sheet = page.locator(SHEET)
    page.get_by_role("button", name="blue").click()
    page.get_by_role("button", name="very thick").click()
    draw_ring(page, sheet)
    expect(page.locator(FRAME)).to_be_visible()
    assert sheet.evaluate(_HALF)[2] > 150
    page.get_by_role("button", name="Take the last line back").click()
    expect(page.locator(FRAME)).to_have_count(0)
    page.get_by_label("butterfly").check(force=True)
    draw_ring(page, sheet)
    expect(page.locator(FRAME)).to_be_visible()
    faults = Axe().run(page, options=RUN).response["violations"]
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("You can change it whenever you like.")).to_be_visible()

    assert [fault["id"] for fault in faults] == []
    (one,) = demo_town.town.store.kept(OwnPicture, child)
    assert (one.kind, one.shown_to, bool(one.beside)) == ("drawing", "worker", True)
    page.goto(f"{demo_town.address}/child/{child}/map")
    page.wait_for_selector("[data-map][data-ready=yes]")
    assert one.content[:80] in page.evaluate(
        "url => fetch(url).then(answer => answer.text())", f"/child/{child}/map.json"
    )
    assert tab.faults == []
