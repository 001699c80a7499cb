"""The room in a real browser: nothing hidden is in its memory, and B takes away the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.journal import Event
from graph.stores.protocol import put_all
from tests.trust.canaries import BY_TOKEN, TOKENS, WRITER, canary_family, canary_records
from tests.trust.conftest import Figure
from tests.trust.matrix import may_read
from tests.trust.meeting_canaries import MEETING_ID
from tests.trust.tokens import found
from tests.web.maps.test_in_a_browser import ready
from tests.web.meetings import look_at_room
from tests.web.serving import Served, served
from tests.web.test_journey import Watched
from tests.web.town import Town

pytestmark = pytest.mark.browser

AT_ONCE = 100
# When the page is gone, counted from the key.
_WHEN_GONE = """() => {
    addEventListener('keydown', () => {
        const began = performance.now();
        const gone = () => (window.goneAfter = performance.now() - began);
        new MutationObserver(gone).observe(document.body, { childList: true });
    }, { capture: true, once: true });
}"""


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[Served, str]]:
    """A town with the child who has a word in every place where one can be kept."""
    town, told = Town(demo=True), canary_family()
    child = told.put_into(town.store)
    with town.store.writer(Event(actor=WRITER, action="added", chain=child)) as pen:
        put_all(pen, canary_records(told))
    look_at_room(town.store, MEETING_ID, town.clock())
    town.grant(town.account("fay", "facilitator"), child)
    with served(town) as address:
        yield Served(town, address), child


@pytest.fixture(scope="module")
def tab(browser: Browser, place: tuple[Served, str]) -> Iterator[Watched]:
    """A tab that shows the map of the room, through every lens that there is."""
    here, child = place
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    tab = Watched(page, here.address).watch()
    tab.sign_in("fay@example.org")
    expect(page.get_by_label("Find a child")).to_be_visible()
    tab.open(f"/child/{child}/room")
    page.get_by_role("button", name="Open the room").click()
    ready(page)
    yield tab
    page.close()


def heap(page: Page) -> bytes:
    """Everything in the memory of a page."""
    parts: list[str] = []
    devtools = page.context.new_cdp_session(page)
    devtools.on("HeapProfiler.addHeapSnapshotChunk", lambda part: parts.append(part["chunk"]))
    devtools.send("HeapProfiler.enable")
    devtools.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    devtools.detach()
    return "".join(parts).encode()


def seen_in(data: bytes) -> set[str]:
    """The tokens that can be read in some bytes, which may hold any number of them."""
    low = data.lower()
    return {token for token in TOKENS if token[:8].lower().encode() in low}


def test_nothing_hidden_is_in_the_memory_of_the_room(
    tab: Watched, place: tuple[Served, str], figure: Figure
) -> None:
    child, held = place[1], set[str]()
    page = tab.tab
    page.get_by_label("Look at").select_option("love")
    expect(page.locator("[data-map]")).to_have_attribute("data-lens", "love")
    held |= seen_in(heap(page))
    for path in ("people", "who-loves"):
        tab.open(f"/child/{child}/{path}")
    page.locator("main a[href*='/person/']").first.click()
    held |= seen_in(heap(page))

    kinds = {BY_TOKEN[token].kind for token in held}
    assert {BY_TOKEN[t].place for t in held if not may_read("room", BY_TOKEN[t].kind)} == set()
    assert {"open", "family"} <= kinds, "the snapshot could not see"
    figure(
        f"the room’s memory: {len(TOKENS)} tokens looked for, {len(held)} of the family’s own in it"
    )


def test_b_blanks_at_once_and_nothing_brings_it_back_but_a_touch(
    tab: Watched, place: tuple[Served, str], tmp_path: Path
) -> None:
    page, child = tab.tab, place[1]
    tab.open(f"/child/{child}/people")
    tab.open(f"/child/{child}/map")
    ready(page)
    page.evaluate(_WHEN_GONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.keyboard.press("b")

    page.wait_for_function("window.goneAfter !== undefined")
    assert page.evaluate("window.goneAfter") < AT_ONCE
    # Only that this screen is blank is said, afterwards, so that a second one follows.
    assert {url.rpartition("/")[2] for url in asked} <= {"first-screen"}
    assert told(page, tmp_path) == set()
    for step in (page.reload, page.go_back, page.go_forward):
        step()
        expect(page.get_by_role("button", name="Touch to go on")).to_be_visible()
        assert told(page, tmp_path) == set()
    page.get_by_role("button", name="Touch to go on").press("Enter")
    ready(page)
    assert found(page.content().encode() + page.title().encode(), TOKENS) != set()
    assert tab.faults == []


def told(page: Page, home: Path) -> frozenset[str]:
    """What the document, its title, its address and a print of it still say."""
    print_of_it = page.pdf(path=home / "print.pdf")
    shown = f"{page.content()} {page.title()} {page.url}".encode()
    return found(shown, TOKENS) | found(print_of_it, TOKENS)
