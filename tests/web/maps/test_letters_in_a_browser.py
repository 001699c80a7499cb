"""The letters of a map as a browser has drawn them: each name stands out from what lies beside it, in every light."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.families import family
from tests.web.maps.test_colours import contrast
from tests.web.maps.test_in_a_browser import TIANA, opened, ready
from tests.web.maps.test_lenses_in_a_browser import look
from tests.web.maps.test_pixels import colours_beside
from tests.web.serving import Served

pytestmark = pytest.mark.browser

_SCALE = 2
_ENOUGH = 4.5
_AT_LEAST_READ = 12
_RING_SHARE = 0.2
_LIGHTS = ("light", "dark")

# Every name and word that the painter writes, in whose colour, and its box in pixels of the page.
_WRITTEN = """() => {
    const { painter, network, stage, look } = document.querySelector('[data-map]').childMap;
    const context = document.createElement('canvas').getContext('2d');
    const scale = network.getScale();
    const names = painter.namesAt(context, scale, look);
    const written = painter.groundWords(context, scale, look).map((words) => [words, painter.wordsBox(context, words)]);
    for (const figure of painter.figures(look)) {
        const words = names.get(figure.id);
        if (words) written.push([words, painter.nameBox(context, figure, words)]);
    }
    const room = stage.getBoundingClientRect();
    const at = (x, y) => {
        const point = network.canvasToDOM({ x, y });
        return [point.x + room.left, point.y + room.top];
    };
    return written.map(([words, [left, top, right, bottom]]) => ({
        says: words.lines.join(' '),
        colour: painter.colour(words.colour ?? 'ink'),
        box: [...at(left, top), ...at(right, bottom)],
    }));
}"""


@pytest.mark.parametrize("light", _LIGHTS)
def test_every_name_on_the_map_stands_out_through_every_lens(
    browser: Browser, demo_town: Served, light: Any
) -> None:
    context = browser.new_context(
        color_scheme=light,
        device_scale_factor=_SCALE,
        viewport={"width": 1366, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    opened(page, demo_town, demo_town.bring_in(TIANA))
    lenses = page.get_by_label("Look at").locator("option").all_inner_texts()

    weak, read = [], dict[str, int]()
    for lens in lenses:
        look(page, lens)
        for says, colour, beside in _letters(page):
            read[lens] = read.get(lens, 0) + bool(beside)
            if beside and min(contrast(colour, ground) for ground in beside) < _ENOUGH:
                weak.append((lens, says, colour, beside))
    context.close()

    assert weak == []
    assert min(read[lens] for lens in lenses) >= _AT_LEAST_READ, read


def _letters(page: Page) -> list[tuple[str, str, list[str]]]:
    """Each word that is written, its colour, and the colours that lie beside its letters as they are seen."""
    written = page.evaluate(_WRITTEN)
    image = Image.open(BytesIO(page.screenshot())).convert("RGB")
    found = []
    for one in written:
        left, top, right, bottom = (round(side * _SCALE) for side in one["box"])
        part = image.crop((max(left, 0), max(top, 0), right, bottom))
        found.append((one["says"], one["colour"], colours_beside(part, one["colour"], _RING_SHARE)))
    return found


@pytest.mark.parametrize("wide", [390, 1366])
def test_no_name_of_a_whole_map_is_cut_off_at_its_edge(
    page: Page, demo_town: Served, wide: int
) -> None:
    told = family("Amy")
    for nth in range(150):
        told = told.friend(f"Maximiliana {nth}")
    opened(page, demo_town, told.put_into(demo_town.town.store))
    page.set_viewport_size({"width": wide, "height": 844})
    page.reload()
    ready(page)

    stage = page.locator("[data-map-stage]").bounding_box()
    written = page.evaluate(_WRITTEN)

    assert stage is not None
    first, last = stage["x"], stage["x"] + stage["width"]
    assert [w["says"] for w in written if w["box"][0] < first or w["box"][2] > last] == []
    assert any(w["says"].startswith("Maximiliana") for w in written)
