"""A picture is looked at before it is given, and the canvas then draws it where the initials stood."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.families import TODAY
from tests.photographs import BLUE, PLACE, photograph
from tests.web.maps.test_in_a_browser import TIANA, opened
from tests.web.serving import Served
from tests.web.test_next_in_a_browser import RUN

pytestmark = pytest.mark.browser

_COLOUR_OF = """id => {
  const map = document.querySelector("[data-map]").childMap;
  const canvas = map.stage.querySelector("canvas");
  const { x, y } = map.network.canvasToDOM(map.figure(id));
  const share = canvas.width / canvas.clientWidth;
  return [...canvas.getContext("2d").getImageData(x * share, y * share, 1, 1).data].slice(0, 3);
}"""


def test_a_picture_is_seen_before_it_is_given_and_then_on_the_map(
    page: Page, demo_town: Served
) -> None:
    child = demo_town.bring_in(TIANA)
    tab = opened(page, demo_town, child)
    network = demo_town.town.store.network(child).at(TODAY)
    granny = network.find("Granny")
    page.goto(f"{demo_town.address}/child/{child}/person/{granny}/picture")

    page.get_by_label("butterfly").check()
    expect(page.locator("[data-picture-frame] svg")).to_be_visible()
    file = {"name": f"{PLACE}.jpg", "mimeType": "image/jpeg", "buffer": photograph(colour=BLUE)}
    page.get_by_label("The picture").set_input_files(files=[file])
    expect(page.locator("[data-picture-frame] img")).to_be_visible()
    page.get_by_label("Who agreed that it may be here").fill("Granny herself")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Agreed: Granny herself")).to_be_visible()
    form = page.url
    page.goto(f"{demo_town.address}/child/{child}/map")
    page.wait_for_selector("[data-map][data-ready=yes]")
    seen = page.evaluate(_COLOUR_OF, granny)

    assert all(abs(a - b) < 12 for a, b in zip(seen, BLUE, strict=True))
    assert tab.faults == []
    page.goto(form)
    faults = Axe().run(page, options=RUN).response["violations"]
    assert [fault["id"] for fault in faults] == []
