"""Fifteen tasks by keyboard alone: real keys, and whatever has the focus is seen (trust.md H2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, expect

from tests.families import family
from tests.web.maps.test_in_a_browser import PANEL, ready
from tests.web.serving import Served, served
from tests.web.test_journey import Watched
from tests.web.town import PASSWORD, Town

pytestmark = pytest.mark.browser

# More steps than there are on any page; whoever needs more is caught somewhere.
_STEPS = 90
_NAME = """() => {
    const one = document.activeElement;
    const said = (one.labels?.[0] ?? one).cloneNode(true);
    said.querySelectorAll('[aria-hidden=true]').forEach((unsaid) => unsaid.remove());
    const words = one.getAttribute('aria-label') ?? said.textContent;
    return words.replace(/\\s+/g, ' ').trim();
}"""
# Tells the console of a focus that cannot be seen: no ring, off the screen, or under something else.
_WATCH_FOCUS = """document.addEventListener('focusin', ({ target }) => {
    const isUnseen = () => {
        if (document.activeElement !== target || target.tabIndex < 0) return false;
        const isRinged = (one) => {
            const style = one && getComputedStyle(one);
            return style && (style.outlineStyle !== 'none' || style.boxShadow !== 'none');
        };
        // The ring of a slider is round its thumb, and that of a face to choose round its label.
        const isElsewhere = target.type === 'range' || isRinged(target.labels?.[0]);
        if (!isRinged(target) && !isElsewhere) return 'has no ring';
        const box = target.getBoundingClientRect();
        const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2;
        const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)];
        const at = document.elementFromPoint(x, y);
        return !(target.contains(at) || at?.contains(target)) && 'is covered';
    };
    requestAnimationFrame(() => requestAnimationFrame(() => {
        document.getAnimations().forEach((one) => one.finish());
        const why = isUnseen();
        const words = target.id || target.textContent.trim().slice(0, 30);
        if (why) console.error(`focus: ${target.tagName} ${words} ${why}`);
    }));
})"""


@dataclass(frozen=True)
class Keys:
    """A tab that only the keyboard reaches."""

    watched: Watched
    child: str

    def press(self, *keys: str) -> None:
        """Press some keys, one after another."""
        for key in keys:
            self.watched.tab.keyboard.press(key)

    def type(self, words: str) -> None:
        """Type something where the focus is."""
        self.watched.tab.keyboard.type(words)

    def to(self, name: str) -> Keys:
        """Go on from field to field, and from link to link, until the name of one begins so."""
        passed = []
        for _step in range(_STEPS):
            self.press("Tab")
            passed.append(self.watched.tab.evaluate(_NAME))
            if passed[-1].startswith(name):
                return self
        raise AssertionError(f"{name} was not come to: {passed}")

    def go(self) -> None:
        """Follow a link, or send a form, and wait for the page that comes."""
        with self.watched.tab.expect_navigation():
            self.press("Enter")

    def to_page(self) -> Keys:
        """Past the head of a page, by its first link."""
        self.to("Skip to the page").press("Enter")
        return self

    def faults(self) -> list[str]:
        """What went wrong since this was last asked."""
        found, self.watched.faults = self.watched.faults, []
        return found

    def hears(self, words: str) -> None:
        """Wait until a screen reader is told something."""
        expect(self.watched.tab.get_by_role("status")).to_have_text(words)

    def sees(self, words: str) -> None:
        """Wait until something can be read."""
        expect(self.watched.tab.get_by_text(words).first).to_be_visible()


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
    with served(town) as address:
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.emulate_media(reduced_motion="reduce")
        page.add_init_script(_WATCH_FOCUS)
        yield Keys(Watched(page, Served(town, address).address).watch(), child)
        page.close()


def test_one_signs_in_finds_a_child_and_opens_the_map(keys: Keys) -> None:
    keys.watched.open("/")
    keys.to("E-mail address").type("sam@example.org")
    keys.to("Password").type(PASSWORD)
    keys.go()
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
