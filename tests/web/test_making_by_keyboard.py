"""Making the map by keyboard alone: what is dragged by hand has a way of its own for every drag."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from graph.placements import Placement
from tests.families import family
from tests.web.keyboard import Keys, keyboard
from tests.web.maps.test_in_a_browser import ready
from tests.web.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def town() -> Town:
    """A town in which Sam works with Amy."""
    made = Town(demo=True)
    told = family("Amy").mother("Beth").mother("Nan", of="Beth").friend("Fay").adult("Joy")
    made.grant(made.account("sam"), told.put_into(made.store))
    return made


@pytest.fixture(scope="module")
def keys(browser: Browser, town: Town) -> Iterator[Keys]:
    """Sam’s keyboard, before Amy’s map."""
    (line,) = town.store.children()
    with keyboard(browser, town, line.child_id) as keys:
        keys.signs_in("sam")
        yield keys


def on_the_map(keys: Keys) -> None:
    keys.watched.open(f"/child/{keys.child}/map")
    ready(keys.watched.tab)


def test_somebody_is_put_in_a_ring_of_a_voice(keys: Keys, town: Town) -> None:
    on_the_map(keys)
    keys.to("Whose view").type("Nan")
    keys.hears("Now you see where Nan puts people.")
    keys.press("Tab", "/")
    keys.type("fay")
    keys.press("Enter")
    keys.to("In the heart").press("Enter")

    keys.hears("Nan says of Fay: In the heart. 16 November 2026")
    (kept,) = town.store.kept(Placement, keys.child)
    assert kept.circle == "heart"
    assert keys.faults() == []


def test_a_tie_is_drawn_from_the_list_and_taken_back_by_one_key(keys: Keys, town: Town) -> None:
    before = town.store.network(keys.child).relationships
    on_the_map(keys)
    keys.to("Draw a tie").press("Enter")
    keys.watched.tab.keyboard.type("Joy")
    keys.to("is").type("neighbour")
    keys.to("of whom").type("Nan")
    keys.to("Save").press("Enter")
    saved = keys.watched.tab.locator("[data-making-saved]").first
    expect(saved).to_have_text("Saved at 12:00")
    drawn = set(town.store.network(keys.child).relationships) - set(before)
    assert {row.kind for row in drawn} == {"neighbour"}

    keys.to("Map of Amy’s people").press("Control+z")
    expect(
        keys.watched.tab.get_by_role("button", name="Take back what I did last")
    ).to_be_disabled()
    assert town.store.network(keys.child).relationships == before
    assert keys.faults() == []


def test_somebody_is_added_to_the_map_in_one_line_and_told_where_they_stand(keys: Keys) -> None:
    on_the_map(keys)
    keys.to("Add somebody").press("Enter")
    keys.type("Grandad Bob, Beth's dad")
    keys.press("Enter")
    expect(keys.watched.tab.locator("[data-making-answer] button.making-add")).to_be_focused()
    keys.press("Enter")

    expect(keys.watched.tab.get_by_role("status")).to_contain_text("maternal grandfather")
    assert keys.watched.tab.evaluate("document.activeElement.id") == "making-line"
    assert keys.faults() == []
