"""The map in a real browser: opened, tapped, on a wide screen and on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graph.access import visible
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.serving import Served
from tests.web.test_journey import Watched
from web.maps.offline import offline_map

pytestmark = pytest.mark.browser

PANEL = "About whoever is tapped"
TIANA = "02-black-caribbean-kinship"
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "javascript:alert(4)",
    "</script><script>alert(5)</script>",
    "href <a href=x>",
)


@pytest.fixture
def tab(page: Page, demo_town: Served) -> Watched:
    """A tab in which Sam, who works with Tiana, sees her map."""
    child = demo_town.bring_in(TIANA)
    return opened(page, demo_town, child)


def opened(page: Page, served: Served, child: str) -> Watched:
    """The map of a child, drawn and still, for somebody who works with them."""
    sam = served.town.account("sam")
    served.town.grant(sam, child)
    page.set_viewport_size({"width": 1366, "height": 768})
    watched = Watched(page, served.address).watch()
    watched.sign_in(sam.email)
    expect(page.get_by_label("Find a child")).to_be_visible()
    watched.open(f"/child/{child}/map")
    ready(page)
    return watched


def ready(page: Page) -> None:
    """Wait until the map is drawn and still."""
    expect(page.locator("[data-map]")).to_have_attribute("data-ready", "yes")


def tap(page: Page, name: str) -> None:
    """Tap where somebody stands, as the picture and the view say."""
    stage = page.locator("[data-map-stage]")
    x, y = page.evaluate(
        """name => {
            const map = document.querySelector('[data-map]').childMap;
            const id = Object.keys(map.people).find(key => map.people[key].name === name);
            const at = map.network.canvasToDOM(map.figure(id));
            return [at.x, at.y];
        }""",
        name,
    )
    stage.click(position={"x": x, "y": y})


def test_tapping_granny_tells_why_she_loves_tiana(tab: Watched) -> None:
    tap(tab.tab, "Granny")

    panel = tab.tab.get_by_role("complementary", name=PANEL)
    expect(panel.get_by_role("heading", name="Granny")).to_be_visible()
    expect(panel.get_by_text("your mum's mum · maternal grandmother")).to_be_visible()
    expect(panel.get_by_text("“She is my heartstring.”")).to_be_visible()
    expect(panel.get_by_text("Granny loves Tiana · Granny, 30 September 2026")).to_be_visible()
    assert tab.faults == []


def test_her_page_is_one_step_further(tab: Watched) -> None:
    tap(tab.tab, "Granny")
    tab.tab.get_by_role("link", name="Open their page").click()

    expect(tab.tab.get_by_role("heading", level=1, name="Granny")).to_be_visible()
    assert tab.faults == []


def test_shift_and_the_arrows_go_round_somebodys_ties(tab: Watched) -> None:
    stage, said = tab.tab.get_by_role("application"), tab.tab.get_by_role("status")
    stage.focus()
    stage.press("Home")
    stage.press("Shift+ArrowRight")
    first = said.inner_text()
    stage.press("Shift+ArrowRight")
    expect(said).not_to_have_text(first)
    stage.press("Shift+ArrowLeft")
    expect(said).to_have_text(first)
    assert tab.faults == []


def test_a_screen_reader_hears_who_granny_is(tab: Watched) -> None:
    tab.tab.get_by_label("Find somebody on the map").fill("maternal grandmother")
    tab.tab.get_by_role("button", name="Granny · maternal grandmother").click()

    expect(tab.tab.get_by_role("status")).to_have_text(
        "Gloria Bennett, Granny, maternal grandmother, loves Tiana, loved by Tiana, lives with Tiana"
    )
    assert tab.faults == []


def test_a_name_that_is_not_there_is_asked_about(tab: Watched) -> None:
    tab.tab.get_by_label("Find somebody on the map").fill("zzz")

    expect(
        tab.tab.get_by_text("Nobody on this map has that name. Who could it be?")
    ).to_be_visible()


def test_one_key_hides_those_whose_job_it_is(tab: Watched) -> None:
    button = tab.tab.get_by_role("button", name="Without workers")
    tab.tab.get_by_role("application").press("h")

    expect(button).to_have_attribute("aria-pressed", "true")
    expect(tab.tab.get_by_role("status")).to_have_text("People whose job it is are hidden.")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert tab.faults == []


def test_one_home_can_be_looked_at_alone(tab: Watched) -> None:
    tap(tab.tab, "Granny")
    tab.tab.get_by_role("button", name="Show this home").click()

    everyone = tab.tab.get_by_role("button", name="Show everyone")
    expect(everyone).to_be_visible()
    everyone.click()
    expect(everyone).to_be_hidden()
    assert tab.faults == []


def test_nobody_moves_when_somebody_is_tapped(tab: Watched) -> None:
    before = tab.tab.evaluate(
        "document.querySelector('[data-map]').childMap.network.getPositions()"
    )
    tap(tab.tab, "Daddy")

    after = tab.tab.evaluate("document.querySelector('[data-map]').childMap.network.getPositions()")
    assert after == before


def test_on_a_telephone_the_words_rise_from_below(page: Page, demo_town: Served) -> None:
    watched = opened(page, demo_town, demo_town.bring_in(TIANA))
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    ready(page)

    tap(page, "Granny")

    panel = page.get_by_role("complementary", name=PANEL)
    expect(panel.get_by_text("“She is my heartstring.”")).to_be_visible()
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], round(box["y"] + box["height"])) == (0, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert watched.faults == []


_FITS = """() => {
    const map = document.querySelector('[data-map]').childMap;
    return Math.abs(map.network.getScale() / map.whole().scale - 1) < 0.001;
}"""


def test_another_size_of_the_screen_shows_the_whole_map_again(tab: Watched) -> None:
    for wide, high in ((1920, 1080), (1366, 768)):
        tab.tab.set_viewport_size({"width": wide, "height": high})
        tab.tab.wait_for_timeout(300)
        tab.tab.wait_for_function(_FITS)
    assert tab.faults == []


def hostile() -> Family:
    made = family("Amy").mother("Beth")
    for number, payload in enumerate(PAYLOADS):
        made.adult(payload, full_name=payload).tie("family_friend", payload, "Amy", detail=payload)
        made.says(payload, "loves", "Amy", payload).promises(payload, "meals", payload)
        made.lives(f"H{number // 2}", payload)
    return made


def test_a_hostile_name_runs_nothing_on_the_page(page: Page, demo_town: Served) -> None:
    watched = opened(page, demo_town, hostile().put_into(demo_town.town.store))

    for payload in PAYLOADS:
        page.get_by_label("Find somebody on the map").fill(payload)
        page.locator("[data-map-found] button").first.click()
        heading = page.get_by_role("complementary", name=PANEL).get_by_role("heading", level=2)
        assert heading.inner_text() == payload

    assert page.locator("[data-map] img, [data-map] a[href=x]").count() == 0
    assert watched.faults == []


@pytest.mark.parametrize("audience", ["professionals", "family_meeting"])
def test_the_file_opens_by_itself_and_asks_nobody(
    page: Page, tmp_path: Path, audience: str
) -> None:
    made = hostile().adult("Fran").tie("foster_carer", "Fran", "Amy", start_date="2020-01-01")
    network = visible(made.network(), Viewer(account="w", audience=audience))
    file = tmp_path / "map.html"
    file.write_text(offline_map(network, audience), encoding="utf-8")
    watched = Watched(page, file.as_uri().removesuffix("/map.html")).watch()

    page.goto(file.as_uri())
    ready(page)
    tap(page, PAYLOADS[0])

    expect(
        page.get_by_role("complementary", name=PANEL).get_by_role("heading", level=2)
    ).to_have_text(PAYLOADS[0])
    expect(page.get_by_role("table").get_by_text(PAYLOADS[1]).first).to_be_visible()
    page.get_by_label("Look at").select_option("love")
    page.get_by_role("slider", name="The day that the map shows").press("ArrowLeft")
    expect(page.locator("[data-map][data-lens=love][data-day='2020-01-01']")).to_be_visible()
    assert watched.faults == []


def test_where_contents_do_not_come_the_page_says_so(tab: Watched) -> None:
    tab.tab.route("**/map.json*", lambda route: route.abort())

    tab.tab.reload()

    expect(tab.tab.locator("[data-map]")).to_have_attribute("data-ready", "failed")
    expect(tab.tab.get_by_role("status")).to_have_text(
        "The map could not be fetched. Nothing was shown. Load the page again."
    )
