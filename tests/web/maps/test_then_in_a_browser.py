"""The map through time in a real browser: slid by keyboard, played and stopped, and nobody changes place."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.web.maps.test_in_a_browser import TIANA, opened
from tests.web.serving import Served
from tests.web.test_journey import Watched
from tests.web.test_next_in_a_browser import RUN

pytestmark = pytest.mark.browser

_PLACES = """() => Object.fromEntries(
    document.querySelector('[data-map]').childMap.picture.figures.map(({ id, x, y }) => [id, [x, y]])
)"""


@pytest.fixture
def tiana(page: Page, demo_town: Served) -> Watched:
    """A tab in which Sam sees Tiana’s map, and the years below it."""
    tab = opened(page, demo_town, demo_town.bring_in(TIANA))
    expect(page.locator("[data-map-time]")).to_have_attribute("data-ready", "yes")
    return tab


def slider(page: Page) -> Locator:
    """The slider of days."""
    return page.get_by_role("slider", name="The day that the map shows")


def seen(page: Page, lens: str) -> None:
    """Wait until what was asked for is drawn."""
    expect(page.locator("[data-map]")).to_have_attribute("data-lens", lens)


def test_days_are_slid_by_keyboard_and_nobody_changes_place(tiana: Watched) -> None:
    page = tiana.tab
    today = page.evaluate(_PLACES)

    slider(page).press("ArrowLeft")
    expect(slider(page)).to_have_attribute("aria-valuetext", "8 May 2026")
    seen(page, "day")
    expect(page.get_by_role("status")).to_contain_text("8 May 2026. Aisha began to work")
    for _step in range(3):
        slider(page).press("ArrowLeft")
    expect(page.get_by_role("status")).to_contain_text("15 January 2025.")
    then = page.evaluate(_PLACES)
    page.get_by_role("button", name="Today").click()

    assert 0 < len(then) < len(today)
    assert then == {person: today[person] for person in then}
    assert page.evaluate(_PLACES) == today
    see_what_changed(page)
    assert tiana.faults == []
    assert axe_finds(page) == ""


def see_what_changed(page: Page) -> None:
    """What changed is drawn and said in the panel, since any day; pressed again it is today."""
    button = page.get_by_role("button", name="What changed")
    button.click()
    seen(page, "changes")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Granny loves Tiana.", exact=True)).to_be_visible()
    slider(page).press("PageDown")
    expect(page.get_by_text("Obi stopped working with Tiana.")).to_be_visible()
    button.click()
    seen(page, "circles")


def axe_finds(page: Page) -> str:
    """What is wrong on an earlier day and with what changed; it brings styles of its own, so it comes last."""
    found = ""
    for lens, choose in (
        ("day", lambda: slider(page).press("ArrowLeft")),
        ("changes", page.get_by_role("button", name="What changed").click),
    ):
        choose()
        seen(page, lens)
        answer = Axe().run(page, options=RUN)
        found += answer.generate_report() if answer.violations_count else ""
    return found


def test_the_story_plays_stops_and_keeps_its_lens(tiana: Watched) -> None:
    page = tiana.tab
    shown = page.locator("[data-time-shown]")

    page.get_by_role("button", name="Play the story").click()
    expect(shown).to_have_text("14 February 2017")
    expect(shown).to_have_text("10 September 2017")
    page.get_by_role("button", name="Stop").click()
    seen(page, "day")
    page.get_by_label("Look at").select_option("love")
    seen(page, "love")
    expect(shown).to_have_text("10 September 2017")
    slider(page).press("ArrowRight")
    expect(page.locator("[data-map]")).not_to_have_attribute("data-day", "2017-09-10")
    seen(page, "love")
    expect(page.get_by_text("love both ways: somebody has said so")).to_be_visible()
    page.get_by_role("button", name="Today").click()
    seen(page, "love")
    expect(shown).to_have_text("Today, 16 November 2026")
    see_the_tree_of_a_day(page)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Next in the story").click()
    expect(page.get_by_role("status")).to_contain_text("14 February 2017.")
    page.get_by_role("button", name="Next in the story").click()
    expect(page.get_by_role("status")).to_contain_text("10 September 2017.")

    assert tiana.faults == []


def see_the_tree_of_a_day(page: Page) -> None:
    """People glide to the tree once; from day to day, and back to today, nobody in it changes place."""
    page.get_by_label("Look at").select_option("genogram")
    still = page.locator("[data-map][data-lens=genogram]:not([data-gliding])")
    expect(still).to_be_visible()
    today = page.evaluate(_PLACES)
    slider(page).press("PageDown")
    expect(page.locator("[data-map][data-day][data-lens=genogram]")).to_be_visible()
    then = page.evaluate(_PLACES)
    assert 0 < len(then) < len(today)
    assert then == {person: today[person] for person in then}
    page.get_by_label("Look at").select_option("circles")
    seen(page, "day")
    page.get_by_role("button", name="Today").click()
    seen(page, "circles")
