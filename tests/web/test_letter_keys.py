"""Letters as keys: they can be switched off where one looks for it, for the room too, and in a map that is a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.families import Family, family
from tests.web.keyboard import Keys, keyboard
from tests.web.maps.test_in_a_browser import ready
from tests.web.pages import Browser
from tests.web.town import Town
from web.maps.offline import offline_map

_HIDDEN = "document.querySelector('[data-map]').childMap.look.hideWorkers"
_SCALE = "document.querySelector('[data-map]').childMap.network.getScale()"


def choose(browser: Browser, keys: str) -> str:
    """Send the form without script, and where it leads; empty where it is refused."""
    sent = {"csrf_token": browser.token(), "keys": keys, "back": "/account"}
    return browser.post("/letter-keys", data=sent).location or ""


def test_what_was_chosen_stands_on_every_page_and_goes_into_the_room(
    town: Town, amy: Family
) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)
    assert choose(browser, "off") == "/account"
    browser.send(f"/child/{child}/room")

    assert 'data-letter-keys="off"' in browser.get(f"/child/{child}/map").text
    assert choose(browser, "") == "/account"
    assert 'data-letter-keys=""' in browser.get(f"/child/{child}/map").text


def test_what_is_no_choice_is_refused_and_so_is_a_form_without_its_token(town: Town) -> None:
    browser = town.signed_in(town.account("sam"))

    assert choose(browser, "sometimes") == ""
    assert browser.post("/letter-keys", data={"keys": "off"}).status_code == 400
    assert 'data-letter-keys=""' in browser.get("/account").text


@pytest.fixture(scope="module")
def keys(browser: Chromium) -> Iterator[Keys]:
    """Sam’s keyboard, before a small map."""
    town = Town(demo=True)
    child = family("Amy").mother("Beth").put_into(town.store)
    town.grant(town.account("sam"), child)
    with keyboard(browser, town, child) as keys:
        keys.signs_in("sam")
        yield keys


def presses(page: Page) -> tuple[bool, str, bool]:
    """What came of pressing every letter: who is hidden, how it is looked at, and whether the size changed."""
    page.locator("[data-map-stage]").focus()
    before = page.evaluate(_SCALE)
    page.keyboard.press("+")
    page.wait_for_timeout(400)
    for key in ("h", "l", "/"):
        page.keyboard.press(key)
    found = page.evaluate(_HIDDEN), page.evaluate("document.activeElement.id")
    return *found, page.evaluate(_SCALE) != before


@pytest.mark.browser
def test_switched_off_on_the_map_no_letter_does_anything_until_they_are_switched_on(
    keys: Keys,
) -> None:
    page = keys.watched.tab
    keys.watched.open(f"/child/{keys.child}/map")
    ready(page)
    assert presses(page) == (True, "map-search", True)

    page.reload()
    ready(page)
    page.get_by_text("Keys", exact=True).click()
    with page.expect_response("**/letter-keys"):
        page.get_by_label("Letter keys").select_option("off")
    expect(page.locator(".map-panel [data-letter-keys-told]")).to_be_hidden()
    assert presses(page) == (False, "", False)
    page.keyboard.press("d")
    expect(page.get_by_label("Light", exact=True)).to_have_value("")
    keys.watched.open("/account")
    expect(page.get_by_label("Letter keys")).to_have_value("off")
    with page.expect_response("**/letter-keys"):
        page.get_by_label("Letter keys").select_option("")


@pytest.mark.browser
def test_in_the_room_only_the_button_blanks_the_screen_once_letters_are_off(keys: Keys) -> None:
    page = keys.watched.tab
    keys.watched.open("/account")
    with page.expect_response("**/letter-keys"):
        page.get_by_label("Letter keys").select_option("off")
    keys.watched.open(f"/child/{keys.child}/room")
    page.get_by_role("button", name="Open the room").click()
    ready(page)

    page.keyboard.press("b")
    page.get_by_role("button", name="Blank the screen").click()
    page.get_by_role("button", name="Touch to go on").click()
    expect(page.get_by_role("button", name="Blank the screen")).to_be_visible()


@pytest.mark.browser
def test_a_map_that_is_a_file_has_the_choice_too(browser: Chromium, tmp_path: Path) -> None:
    file = tmp_path / "amy.html"
    file.write_text(offline_map(family("Amy").mother("Beth").network(), "family_meeting"))
    page = browser.new_page()
    page.goto(file.as_uri())
    ready(page)

    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Letter keys").select_option("off")
    assert presses(page) == (False, "", False)
    page.get_by_label("Letter keys").select_option("")
    assert presses(page) == (True, "map-search", True)
    page.close()
