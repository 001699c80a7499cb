"""How light the pages are: chosen by whoever looks, kept with the session, and changed without leaving the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.families import Family, family
from tests.web.keyboard import Keys, keyboard
from tests.web.maps.test_in_a_browser import ready
from tests.web.pages import Browser
from tests.web.town import Town
from web.maps.offline import offline_map

_GROUND = "getComputedStyle(document.body).backgroundColor"
_TOKENS = """() => [...document.styleSheets].flatMap(function rules(sheet) {
    return [...sheet.cssRules].flatMap(rule => rule.styleSheet ? rules(rule.styleSheet) : [rule]);
}).filter(rule => rule.selectorText?.includes(':root')).flatMap(rule => [...rule.style])
    .map(name => [name, getComputedStyle(document.documentElement).getPropertyValue(name)])"""
_ON_THE_MAP = "document.querySelector('[data-map]').childMap.painter.colour('paper')"
DARK, PAPER = "rgb(27, 24, 21)", "rgb(251, 247, 240)"


def choose(browser: Browser, light: str, back: str = "/account") -> str:
    """Send the form without script, and where it leads; empty where it is refused."""
    sent = {"csrf_token": browser.token(), "light": light, "back": back}
    return browser.post("/light", data=sent).location or ""


def head(browser: Browser) -> str:
    return browser.get("/account").text.partition("</head>")[0]


@pytest.fixture
def sam(town: Town) -> Browser:
    """Somebody signed in."""
    return town.signed_in(town.account("sam"))


@pytest.mark.parametrize(
    ("light", "media", "scheme"),
    [
        ("dark", "screen", "dark"),
        ("paper", "not all", "light"),
        ("", "screen and (prefers-color-scheme: dark)", "light dark"),
    ],
)
def test_what_was_chosen_stands_in_the_head_of_every_page(
    sam: Browser, light: str, media: str, scheme: str
) -> None:
    assert choose(sam, light, "/child/1/map?x=1") == "/child/1/map?x=1"

    said = head(sam)
    assert f'data-light="{light}"' in said
    assert f'media="{media}" data-light-sheet' in said
    assert f'<meta name="color-scheme" content="{scheme}">' in said


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "/a\r\nb", ""]
)
def test_nobody_is_led_elsewhere(sam: Browser, back: str) -> None:
    assert choose(sam, "dark", back) == "/"


def test_what_is_no_light_is_refused_and_so_is_a_form_without_its_token(sam: Browser) -> None:
    assert choose(sam, "infrared") == ""
    assert sam.post("/light", data={"light": "dark"}).status_code == 400
    assert 'data-light=""' in head(sam)


def test_the_choice_goes_with_the_browser_into_the_room_and_ends_with_it(
    town: Town, amy: Family
) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)
    choose(browser, "dark")
    browser.send(f"/child/{child}/room")

    assert 'data-light="dark"' in browser.get(f"/child/{child}/map").text
    fresh = town.signed_in(town.account("fay"))
    assert 'data-light=""' in head(fresh)


def test_chosen_by_script_nothing_is_answered(sam: Browser) -> None:
    answer = sam.post("/light", data={"csrf_token": sam.token(), "light": "dark"})

    assert (answer.status_code, answer.data) == (204, b"")


def test_a_file_of_the_map_goes_by_the_device_alone(amy: Family) -> None:
    made = offline_map(amy.network(), "professionals")

    assert "@media screen and (prefers-color-scheme: dark)" in made
    assert "arrow.svg" not in made


@pytest.fixture(scope="module")
def keys(browser: Chromium) -> Iterator[Keys]:
    """Sam’s keyboard, before a small map."""
    town = Town(demo=True)
    child = family("Amy").mother("Beth").put_into(town.store)
    town.grant(town.account("sam"), child)
    with keyboard(browser, town, child) as keys:
        keys.signs_in("sam")
        yield keys


def grounds(page: Page) -> tuple[str, str]:
    """The ground of the page, and of the map on it."""
    return page.evaluate(_GROUND), page.evaluate(_ON_THE_MAP)


@pytest.mark.browser
def test_one_key_makes_the_map_dark_and_paper_again_and_asks_for_no_page(keys: Keys) -> None:
    page = keys.watched.tab
    page.emulate_media(color_scheme="light")
    keys.watched.open(f"/child/{keys.child}/map")
    ready(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method + request.url[-6:]))
    assert grounds(page) == (PAPER, "#fbf7f0")

    with page.expect_response("**/light"):
        keys.press("d")
    keys.hears("Light: dark room")
    assert grounds(page) == (DARK, "#1b1815")
    assert [one for one in asked if not one.endswith(".svg")] == ["POST/light"]
    chosen = page.evaluate(_TOKENS)
    page.reload()
    ready(page)
    assert grounds(page) == (DARK, "#1b1815")
    expect(page.get_by_label("Light", exact=True)).to_have_value("dark")
    keys.to("Light").type("Light: paper")
    page.emulate_media(color_scheme="dark")
    assert grounds(page) == (PAPER, "#fbf7f0")
    keys.to("Light").type("Light: as the device")
    assert grounds(page) == (DARK, "#1b1815")
    assert page.evaluate(_TOKENS) == chosen
    assert len(chosen) > 40
    page.emulate_media(color_scheme="light")
    assert keys.faults() == []
