"""How long a letter takes from the key that is pressed until it is painted: typing never waits, whatever else goes on.

`python -m benchmarks.letters` prints the median and the slowest of some keys against the budget, with 300 people on the
map: in the one line that adds somebody; in the same line while one before it is saved and the map is made anew; in a
form of the meeting; in that form while words before these are saved; and for a step of the slider below the map.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.maps import SCREEN, chromium, put, sign_in
from benchmarks.questions import Clan
from graph.network import Network
from tests.web.meetings import Day
from tests.web.serving import served
from tests.web.town import Town

PEOPLE = 300
BUDGET_MS = 100.0
_LETTERS = "Great-aunt Rosalind, who baked for every birthday"
_APART_MS = 60
_STEPS = 12
# A save ends while letters are still being typed.
_HELD_MS = 500
# From the time that a key carries with it until the frame in which its letter stands has been painted.
_WATCH_KEYS = """() => {
  window.waits = [];
  addEventListener("keydown", ({ timeStamp }) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.waits.push(performance.now() - timeStamp);
    port2.postMessage(0);
  }), true);
}"""
_HOLD_SAVES = """(held) => {
  const real = window.fetch;
  window.fetch = async (address, sent) => {
    if (sent?.method === "POST") await new Promise((done) => setTimeout(done, held));
    return real(address, sent);
  };
}"""


class LargeDay(Day):
    """The day of a meeting with a large family."""

    def __init__(self, town: Town, network: Network) -> None:
        """Put everybody on the map, and plan a meeting."""
        self.town, self.child = town, network.child_id
        put(town, network)
        self.browser = town.worker_of(self.child)
        self.second = town.account("fay", "facilitator")
        town.grant(self.second, self.child)
        town.clock.forward(minutes=1)
        self.browser.send(f"{self.home}/meetings", day="2026-11-16")


def main() -> None:
    """Print a line for each place in which keys are pressed."""
    found = chromium()
    if found is None:
        return
    print(f"{f'milliseconds, {PEOPLE} people':<46} {'median':>8} {'slowest':>8} {'budget':>8}")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=found, args=["--no-sandbox"])
        with _large_family(browser) as (page, day):
            for what, waits in (*_on_the_map(page, day), *_in_the_meeting(page, day)):
                print(
                    f"{what:<46} {statistics.median(waits):>8.1f} {max(waits):>8.1f} {BUDGET_MS:>8.0f}"
                )
        browser.close()


@contextmanager
def _large_family(browser: Browser) -> Iterator[tuple[Page, LargeDay]]:
    """A tab in which somebody has signed in who works with a large family."""
    day = LargeDay(Town(demo=True), Clan(PEOPLE).network())
    with served(day.town) as address:
        context = browser.new_context(viewport=SCREEN, base_url=address)
        page = context.new_page()
        sign_in(page, address, "sam@example.org")
        yield page, day
        context.close()


def _on_the_map(page: Page, day: LargeDay) -> Iterator[tuple[str, list[float]]]:
    page.goto(f"{day.home}/map")
    page.wait_for_selector("[data-map-time][data-ready=yes]", timeout=60_000)
    page.evaluate(_WATCH_KEYS)
    page.locator("[data-time-slider]").focus()
    yield "a step of the slider", _pressed(page, ["ArrowLeft"] * _STEPS)
    page.locator("[data-time-slider]").press("End")
    page.get_by_role("button", name="Add somebody", exact=True).click()
    line = page.locator("#making-line")
    yield "the one line", _typed(page)
    line.fill("Biscuit the dog")
    line.press("Enter")
    add = page.locator("[data-making-answer] .making-add")
    add.wait_for()
    page.evaluate(_HOLD_SAVES, _HELD_MS)
    add.press("Enter")
    line.fill("")
    yield "the one line, while one is saved and drawn", _typed(page)


def _in_the_meeting(page: Page, day: LargeDay) -> Iterator[tuple[str, list[float]]]:
    assert day.sign() == 303
    page.goto(day.page)
    page.get_by_role("button", name="Begin the meeting").click()
    while page.locator("form[data-say=love]").count() == 0:
        page.locator("form[data-go=next] button").click()
        page.wait_for_load_state()
    page.evaluate(_WATCH_KEYS)
    words = page.locator("#love-words")
    words.focus()
    yield "words in the meeting", _typed(page)
    page.locator("form[data-say=love] .tap-more").first.select_option(index=1)
    page.evaluate(_HOLD_SAVES, _HELD_MS)
    page.locator("form[data-say=love] .meeting-save").press("Enter")
    words.focus()
    yield "words in the meeting, while others are saved", _typed(page)


def _typed(page: Page) -> list[float]:
    """Milliseconds until each letter was painted, wherever the focus is."""
    return _pressed(page, list(_LETTERS))


def _pressed(page: Page, keys: list[str]) -> list[float]:
    page.evaluate("window.waits.length = 0")
    for key in keys:
        page.keyboard.press(key, delay=_APART_MS)
    page.wait_for_function("count => window.waits.length >= count", arg=len(keys))
    return [float(one) for one in page.evaluate("window.waits")]


if __name__ == "__main__":
    main()
