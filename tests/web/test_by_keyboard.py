"""Fifteen tasks by keyboard alone: real keys, and whatever has the focus is seen.

Here: a child is found, somebody is found, a map is opened, walked and read, enlarged, narrowed to one home, workers are
hidden, a lens is chosen, a list is filtered, words are written, a person and a line are added, a change is undone, a
sheet is taken away, the room is opened, and the screen is blanked. Making the map (moved into a ring, a tie drawn) and
leading a meeting have a file each.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.families import family
from tests.web.keyboard import Keys, keyboard
from tests.web.maps.test_in_a_browser import PANEL, ready
from tests.web.town import PASSWORD, Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def keys(browser: Browser) -> Iterator[Keys]:
    """Sam’s keyboard, before a map of Amy’s."""
    town = Town(demo=True)
    told = (
        family("Amy", dob="2016-05-04")
        .mother("Beth")
        .mother("Nan", of="Beth")
        .professional("Hal")
        .says("Nan", "loves", "Amy", "“My heartstring.”", on="2026-09-30")
        .lives("H1", "Amy", "Nan")
    )
    child = told.put_into(town.store)
    town.grant(town.account("sam"), child)
    with keyboard(browser, town, child) as keys:
        yield keys


def test_one_signs_in_finds_a_child_and_opens_the_map(keys: Keys) -> None:
    keys.signs_in("sam")
    keys.sees("My children")
    keys.to("Find a child").type("amy")
    keys.go()
    keys.sees("Amy")
    keys.to_page().to("Amy").go()

    ready(keys.watched.tab)
    assert keys.faults() == []


def test_the_map_is_walked_read_and_changed_in_look(keys: Keys) -> None:
    tab, stage = keys.watched.tab, keys.watched.tab.get_by_role("application")
    keys.watched.open(f"/child/{keys.child}/map")
    ready(tab)
    keys.to("Map of Amy’s people").press("ArrowRight")
    keys.press("Home")
    keys.hears("Amy, in the middle of the map")
    keys.press("ArrowUp")
    name = tab.get_by_role("status").inner_text().split(",")[0]
    keys.press("Enter")
    heading = tab.get_by_role("complementary", name=PANEL).get_by_role(
        "heading", level=2, name=name
    )
    expect(heading).to_be_focused()
    keys.press("Escape")
    expect(heading).to_be_hidden()
    expect(stage).to_be_focused()

    keys.press("+", "0", "h")
    keys.hears("People whose job it is are hidden.")
    keys.press("h", "l")
    expect(tab.locator("[data-map][data-lens=genogram]:not([data-gliding])")).to_be_visible()
    keys.press("/")
    keys.type("nan")
    keys.press("Enter")
    keys.to("Show this home").press("Enter")
    expect(tab.get_by_role("button", name="Show everyone")).to_be_visible()
    assert keys.faults() == []


def test_a_lens_is_chosen_from_its_list_and_read_in_words(keys: Keys) -> None:
    keys.watched.open(f"/child/{keys.child}/map")
    ready(keys.watched.tab)
    keys.to("Look at").type("Who loves")
    keys.hears("Now you see: Who loves")
    keys.to("The same in words").press("Enter")

    keys.sees("Nan loves Amy: “My heartstring.”")
    assert keys.faults() == []


def test_somebody_is_found_in_the_list_and_what_they_said_is_written_down(keys: Keys) -> None:
    tab = keys.watched.tab
    keys.watched.open(f"/child/{keys.child}/map")
    keys.to("People").go()
    keys.to("Find somebody").type("nan")
    expect(tab.get_by_role("link", name="Hal")).to_be_hidden()
    keys.to("Nan").go()
    keys.to_page().to("Add what was said").go()
    keys.to("The words, as they were said").type("“She hums when she cooks.”")
    keys.to("Save").go()

    keys.sees("“She hums when she cooks.”")
    keys.hears("Saved.")
    assert keys.faults() == []


def test_somebody_is_added_joined_and_taken_back(keys: Keys) -> None:
    tab = keys.watched.tab
    keys.watched.open(f"/child/{keys.child}/people")
    keys.to("Add somebody").go()
    keys.to("The long form").go()
    keys.to("What the family or the child calls them").type("Joy")
    keys.to("Save").go()
    keys.hears("Saved. How do they belong?")
    keys.to("is").type("godparent")
    keys.to("of whom").type("Amy")
    keys.to("Save").go()
    keys.sees("Joy is godparent of Amy")
    keys.to("History").go()
    keys.to_page().to("Take this back").go()

    expect(tab.get_by_role("status")).not_to_be_empty()
    assert keys.faults() == []


def test_a_sheet_is_chosen_looked_at_and_saved(keys: Keys) -> None:
    tab = keys.watched.tab
    keys.watched.open(f"/child/{keys.child}/prints")
    keys.to_page().to("For the family")
    keys.press("Space", "ArrowDown")
    keys.to("Look at it first").go()
    with tab.expect_download() as sheet:
        keys.to_page().to("Save as").press("Enter")

    assert sheet.value.suggested_filename
    assert keys.faults() == []


def test_the_room_is_opened_blanked_and_left(keys: Keys) -> None:
    tab = keys.watched.tab
    keys.watched.open(f"/child/{keys.child}/map")
    ready(tab)
    keys.to("Open the room").go()
    keys.to_page().to("Open the room").go()
    ready(tab)
    keys.press("b")
    expect(tab.get_by_role("button", name="Touch to go on")).to_be_focused()
    keys.press("Enter")
    keys.to("Leave the room").go()
    keys.to("Password").type(PASSWORD)
    keys.go()

    keys.sees("History")
    assert keys.faults() == []


def test_nobody_is_caught_on_the_map(keys: Keys) -> None:
    keys.watched.open(f"/child/{keys.child}/map")
    ready(keys.watched.tab)
    keys.to("Skip to the page")

    keys.press("Shift+Tab")
    keys.to("Skip to the page")
