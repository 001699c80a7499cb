"""A meeting with three browsers: the room on the wall, somebody’s own telephone, and a second screen that follows."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Error, Page, expect

from graph.journal import Event
from graph.meeting_words import Offer
from graph.meetings import Meeting
from tests.web.meetings import looked_at
from tests.web.serving import Served
from tests.web.test_journey import TIANA, Watched
from tests.web.test_next_in_a_browser import RUN
from tests.web.town import NOON, PASSWORD

pytestmark = pytest.mark.browser

WITHIN = 2.0
_BLANK = "document.querySelector('.blanked')"
_LOOK = "document.querySelector('[data-map]')?.childMap"


def seconds_until(page: Page, condition: str, deed: Callable[[], object]) -> float:
    """How long after something was done on one screen a condition holds on another."""
    began = monotonic()
    deed()
    wait_until(page, condition)
    return monotonic() - began


def wait_until(page: Page, condition: str) -> None:
    """Wait without making the page run text as script, which its policy refuses."""
    give_up_at = monotonic() + 30
    while not holds(page, condition):
        assert monotonic() < give_up_at, condition
        page.wait_for_timeout(40)


def holds(page: Page, condition: str) -> bool:
    """Whether something holds; not while one page gives way to another."""
    try:
        return bool(page.evaluate(f"Boolean({condition})"))
    except Error:
        return False


def broken(one: Watched) -> list[str]:
    """The rules of accessibility that a page breaks; what the tool does to the page is no fault of the page."""
    before = list(one.faults)
    found = Axe().run(one.tab, options=RUN).response["violations"]
    one.faults[:] = before
    return [f"{rule['id']}: {rule['nodes'][0]['target']}" for rule in found]


@pytest.fixture
def child(demo_town: Served) -> str:
    found = demo_town.bring_in(TIANA)
    store, event = demo_town.town.store, Event(actor="tests", action="added", chain=found)
    meeting = Meeting(id="m" * 32, child_id=found, began_at=NOON, step="family")
    with store.writer(event) as pen:
        pen.put(meeting)
    with store.writer(event) as pen:
        pen.put(looked_at(store, meeting, NOON))
    demo_town.town.grant(demo_town.town.account("sam"), found)
    return found


def opened(browser: Browser, served: Served, wide: int, high: int) -> Watched:
    context = browser.new_context(viewport={"width": wide, "height": high})
    return Watched(context.new_page(), served.address).watch()


def code_on(wall: Watched, child: str, button: str) -> str:
    wall.open(f"/child/{child}/joining")
    wall.tab.get_by_role("button", name=button).click()
    return wall.tab.locator(".sitting-code code").inner_text()


def join(wall: Watched, guest: Watched, child: str, button: str, called: str) -> None:
    """Scan the code, say who one is, and be let in on the page that shows who waits by itself."""
    code = code_on(wall, child, button)
    guest.open(f"/join#{code.replace(' ', '')}")
    expect(guest.tab.get_by_label("The code on the screen")).to_have_value(code)
    guest.tab.get_by_label("What we may call you").fill(called)
    guest.tab.get_by_role("button", name="Join").click()
    expect(guest.tab.get_by_role("heading", name="One moment")).to_be_visible()
    expect(wall.tab.locator(".sitting-code code")).to_have_text(code)
    let_in = wall.tab.get_by_role("button", name="Let them in")
    expect(let_in).to_be_visible()
    password = wall.tab.get_by_label("Your password")
    if password.count():
        password.fill(PASSWORD)
    let_in.click()


def in_room(wall: Watched, child: str) -> None:
    wall.sign_in("sam@example.org")
    wall.open(f"/child/{child}/room")
    wall.tab.get_by_role("button", name="Open the room").click()


def looks(served: Served, child: str) -> int:
    return len([*served.town.store.entries(child)])


def test_a_telephone_offers_and_a_second_screen_follows_within_two_seconds(
    browser: Browser, demo_town: Served, child: str
) -> None:
    wall, own = opened(browser, demo_town, 1920, 1080), opened(browser, demo_town, 1366, 768)
    phone, second = opened(browser, demo_town, 390, 844), opened(browser, demo_town, 1920, 1080)
    in_room(wall, child)

    join(wall, phone, child, "A code for a telephone", "Auntie Jo")
    expect(phone.tab.get_by_role("heading", name="Your offer")).to_be_visible()
    phone.tab.get_by_label("Their name").fill("Uncle Ray")
    phone.tab.get_by_role("button", name="Hand over this name").click()
    expect(phone.tab.get_by_text("Handed over. Thank you.")).to_be_visible()
    assert phone.tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert [broken(wall), broken(phone)] == [[], []]
    own.sign_in("sam@example.org")
    own.open(f"/child/{child}/joining")
    own.tab.get_by_role("link", name="Take it").click()
    expect(own.tab.get_by_label("What the family or the child calls them")).to_have_value(
        "Uncle Ray"
    )

    join(wall, second, child, "A code for a second screen", "By the window")
    second.tab.wait_for_url("**/map")
    wall.open(f"/child/{child}/map")
    wait_until(wall.tab, "document.querySelector('[data-map]')?.dataset.ready === 'yes'")
    wall.tab.get_by_label("Look at").select_option("love")
    wait_until(second.tab, f"{_LOOK}?.lenses.name === 'love'")
    wall.tab.evaluate(f"{_LOOK}.focusOn(['p02']); {_LOOK}.choose('p02')")
    lit = f"{_LOOK}?.look.focus?.size > 1 && {_LOOK}.look.chosen === 'p02'"
    wait_until(second.tab, lit)
    wall.tab.locator("[data-time-slider]:enabled").evaluate(
        "slider => { slider.value = slider.max >> 1; slider.dispatchEvent(new Event('input')) }"
    )
    day = wall.tab.locator("[data-time-slider]").input_value()
    wait_until(second.tab, f"document.querySelector('[data-time-slider]')?.value === '{day}'")
    took = [
        seconds_until(second.tab, condition, deed)
        for _ in range(3)
        for condition, deed in (
            (_BLANK, lambda: wall.tab.keyboard.press("b")),
            (f"!{_BLANK}", lambda: wall.tab.locator(".blanked").click()),
        )
    ]
    assert sorted(took)[2] <= WITHIN, took
    wall.open(f"/child/{child}/people")
    wait_until(second.tab, "location.pathname.endsWith('/people')")
    assert broken(second) == []

    quiet = looks(demo_town, child)
    second.tab.wait_for_timeout(1500)
    assert looks(demo_town, child) == quiet

    own.tab.get_by_role("button", name="Save").first.click()
    wait_until(second.tab, "document.body.innerText.includes('Uncle Ray')")
    assert demo_town.town.store.kept(Offer, child)[0].state == "taken"

    second.tab.keyboard.press("b")
    assert second.tab.locator(".blanked").is_visible()
    assert second.tab.evaluate("document.body.innerText.includes('Granny')") is False
    assert not wall.tab.locator(".blanked").is_visible()
    second.tab.locator(".blanked").click()

    assert [one.faults for one in (wall, own, phone, second)] == [[], [], [], []]


def once_all_is_there(tab: Page, asked: list[str]) -> None:
    """Wait until a page has asked for nothing for a while, however slow the machine, and begin to count anew."""
    for _while in range(10):
        asked.clear()
        tab.wait_for_timeout(2000)
        if not asked:
            return


def test_while_the_family_is_alone_neither_screen_asks_for_anything(
    browser: Browser, demo_town: Served, child: str
) -> None:
    wall, second = opened(browser, demo_town, 1920, 1080), opened(browser, demo_town, 1366, 768)
    in_room(wall, child)
    join(wall, second, child, "A code for a second screen", "By the window")
    wall.open(f"/child/{child}/map")
    second.tab.wait_for_url("**/map")

    step(demo_town, child, "family_time")
    give_up = "document.querySelector('[data-come-back]')?.hidden === false"
    wait_until(second.tab, give_up)
    wait_until(second.tab, "document.querySelector('[data-map]')?.dataset.ready === 'yes'")
    wall.open(f"/child/{child}/map")
    asked: list[str] = []
    for one in (wall, second):
        one.tab.on("request", lambda request: asked.append(request.url))
    once_all_is_there(wall.tab, asked)
    quiet = looks(demo_town, child)
    second.tab.wait_for_timeout(2500)

    assert asked == []
    assert looks(demo_town, child) == quiet
    assert second.tab.evaluate(f"{_LOOK}.look.hideWorkers") is True

    step(demo_town, child, "plan")
    second.tab.get_by_role("button", name="Touch to follow again").click()
    expect(second.tab.get_by_role("button", name="Touch to follow again")).to_be_hidden()
    wait_until(second.tab, "document.querySelector('[data-map]')?.dataset.ready === 'yes'")
    assert len([url for url in asked if re.search("second-screen/now", url)]) >= 1
    assert (wall.faults, second.faults) == ([], [])


def step(served: Served, child: str, name: str) -> None:
    meeting = served.town.store.kept(Meeting, child)[0]
    with served.town.store.writer(Event(actor="tests", action="step", chain=child)) as pen:
        pen.put(meeting.model_copy(update={"step": name}))
