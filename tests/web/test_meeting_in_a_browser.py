"""Tiana’s meeting in a real browser: from signing in, through nine steps, to the printed plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from graph.journal import Event
from graph.meetings import Meeting as Planned
from graph.placements import OwnPlacement, Placement
from tests.web.serving import Served
from tests.web.test_journey import TIANA, Watched
from tests.web.test_next_in_a_browser import RUN
from tests.web.town import PASSWORD

pytestmark = pytest.mark.browser

WALL = {"width": 1920, "height": 1080}
BLANK_WITHIN_MS = 100
READABLE_AT_FOUR_METRES_PX = 28
_BLANKING = """() => new Promise(done => {
    const start = performance.now();
    new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - start); })
        .observe(document.body, { childList: true });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', bubbles: true }));
})"""
_PLACED = """name => {
    const { people, placing } = document.querySelector('[data-map]').childMap;
    const [id] = Object.entries(people).find(([, one]) => one.name === name);
    return placing.voices.get(placing.voice).placed[id];
}"""
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.meeting-page, .meeting-page *, .meeting-way *')]
    .filter(one => !one.closest('[data-map-stage], .visually-hidden') && one.offsetParent
        && [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
    .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


class Meeting:
    """Sam’s tab, in which Tiana’s meeting is prepared and held."""

    def __init__(self, watched: Watched, served: Served, child: str) -> None:
        """Begin where nothing is prepared."""
        self.watched, self.tab, self.served, self.child = watched, watched.tab, served, child

    def press(self, name: str) -> None:
        """Press a button or open a fold."""
        self.tab.get_by_role("button", name=name, exact=True).click()

    def on(self) -> None:
        """Go on to the next screen, a few minutes later."""
        self.served.town.clock.forward(minutes=4)
        self.tab.locator("form[data-go=next] button").click()
        self.tab.wait_for_load_state()

    def prepare(self, *items: str) -> None:
        """Plan it, choose a hope, own words and a question, and have it signed off."""
        self.watched.open(f"/child/{self.child}/meetings")
        self.tab.get_by_label("On which day?").fill("2026-11-16")
        self.press("Plan it")
        for item in items:
            self.tab.locator(f"#item-{item}").check()
            self.press("Keep Tiana’s choice")
        self.tab.get_by_label("One hope, in Tiana’s words").fill("“Nobody argues.”")
        self.tab.locator("#gap-1").check()
        self.press("Keep what was chosen")
        self.tab.get_by_label("A question to answer from 0 to 10").fill("How are the evenings?")
        self.press("Add the line")
        self.tab.locator("#reason").fill("We have both looked through it.")
        self.tab.locator("#second_email").fill("fay@example.org")
        self.tab.locator("#second_password").fill(PASSWORD)
        self.press("We have both looked: sign it off")
        self.press("Begin the meeting")
        expect(self.tab.get_by_role("heading", level=1)).to_have_text("Welcome")
        self.served.town.clock.forward(minutes=1)

    def is_fit_for_the_wall(self) -> None:
        """Nothing is too small to be read from the last chair, nothing is too wide, and no name is in the title."""
        assert self.tab.evaluate(_SMALLEST) >= READABLE_AT_FOUR_METRES_PX
        assert "Tiana" not in self.tab.title()
        assert self.tab.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def shuts_nobody_out(self) -> None:
        """The rules of accessibility hold; what the tool that asks does to the page is no fault of the page."""
        before = list(self.watched.faults)
        found = Axe().run(self.tab, options=RUN).response["violations"]
        self.watched.faults[:] = before
        assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


@pytest.fixture
def meeting(page: Page, demo_town: Served) -> Meeting:
    """A tab in which Sam has signed in, and Fay, who will look a second time."""
    child = demo_town.bring_in(TIANA)
    for name, role in (("sam", "practitioner"), ("fay", "facilitator")):
        demo_town.town.grant(demo_town.town.account(name, role), child)
    page.set_viewport_size({"width": 1920, "height": 1080})
    watched = Watched(page, demo_town.address).watch()
    watched.sign_in("sam@example.org")
    expect(page.get_by_label("Find a child")).to_be_visible()
    return Meeting(watched, demo_town, child)


def test_tianas_meeting_from_signing_in_to_the_printed_plan(
    meeting: Meeting, tmp_path: Path
) -> None:
    meeting.prepare()
    tab = meeting.tab
    for name in ("Granny", "Mummy"):
        tab.get_by_label(name, exact=True).check()
    tab.keyboard.press("b")
    meeting.press("Touch to go on")
    meeting.press("That is everybody")
    expect(tab.locator(".round")).to_contain_text("Granny")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()
    meeting.on()
    expect(tab.locator(".hope")).to_contain_text("“Nobody argues.”")
    meeting.is_fit_for_the_wall()
    _draw_the_family(meeting)
    _say_who_loves(meeting)
    _put_the_dots(meeting)
    meeting.on()
    expect(tab.locator(".asked-card h2")).to_be_visible()
    meeting.is_fit_for_the_wall()
    _leave_the_family_alone(meeting)
    _make_the_plan(meeting)
    _finish(meeting)

    assert _printed(meeting, tmp_path).count("Sunday dinner") == 1
    assert meeting.watched.faults == []


def test_in_family_time_the_map_is_looked_at_through_somebodys_eyes_and_nothing_is_asked_for(
    meeting: Meeting,
) -> None:
    own = _where_they_put_people(meeting)
    meeting.prepare(own)
    tab, store = meeting.tab, meeting.served.town.store
    with store.writer(Event(actor="tests", action="step", chain=meeting.child)) as pen:
        pen.put(store.kept(Planned, meeting.child)[0].model_copy(update={"step": "gaps"}))
    meeting.watched.open(f"/child/{meeting.child}/meeting")
    meeting.on()
    expect(tab.locator("[data-map]")).to_have_attribute("data-ready", "yes")
    whose = tab.get_by_label("Whose view")
    expect(whose.locator("option")).to_have_text(["as recorded", "Tiana", "Granny"])
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    quiet = sum(1 for _entry in store.entries(meeting.child))
    lens, told = tab.locator("[data-map]"), tab.locator("[data-map-live]")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()
    asked.clear()

    for name in ("Tiana", "Granny"):
        whose.select_option(label=name)
        expect(lens).to_have_attribute("data-lens", "voices")
        expect(told).to_have_text(f"Now you see where {name} puts people.")
        assert tab.evaluate(_PLACED, "Mummy") == ("heart" if name == "Granny" else "close")
    whose.select_option(label="as recorded")
    expect(lens).to_have_attribute("data-lens", "circles")
    tab.locator("[data-map-lens]").select_option("genogram")
    expect(lens).to_have_attribute("data-lens", "genogram")
    expect(whose).to_have_value("")
    whose.select_option(label="Granny")
    tab.get_by_role("application").press("l")
    expect(whose).to_have_value("")
    expect(lens).not_to_have_attribute("data-lens", "voices")

    assert asked == []
    assert sum(1 for _entry in store.entries(meeting.child)) == quiet
    assert meeting.watched.faults == []


def _where_they_put_people(meeting: Meeting) -> str:
    """Tiana puts her mother close, and Granny puts her into the heart; the id of what Tiana may choose."""
    store = meeting.served.town.store
    network = store.network(meeting.child)
    names = {network.known_as(person): person for person in network.people}
    put = {"child_id": meeting.child, "person_id": names["Mummy"], "by": "tests"}
    own = OwnPlacement(id="e1" * 16, circle="close", shown_to="family", **put)
    said = Placement(id="e2" * 16, circle="heart", voice_id=names["Granny"], **put)
    with store.writer(Event(actor="tests", action="placed", chain=meeting.child)) as pen:
        pen.put(own)
        pen.put(said)
    return own.id


def _draw_the_family(meeting: Meeting) -> None:
    meeting.on()
    tab = meeting.tab
    expect(tab.locator("[data-map]")).to_have_attribute("data-lens", "genogram")
    tab.get_by_label("What do you call them?").fill("Great-aunt Pearl")
    tab.get_by_label("sister", exact=True).check()
    tab.locator("#person-of").select_option(label="Granny")
    meeting.press("Add to the map")
    expect(tab.locator("[data-asked]")).to_contain_text("Which of Granny’s parents")
    meeting.shuts_nobody_out()
    meeting.press("We do not know yet")
    expect(tab.locator("[data-live=said]")).to_contain_text("Great-aunt Pearl")
    meeting.is_fit_for_the_wall()
    tab.locator("[data-live=said] .to-change").click()
    tab.get_by_label("What do you call them?").fill("Great-aunt Pearly")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()
    meeting.press("Keep it like this")
    expect(tab.locator("[data-live=said]")).to_contain_text("Great-aunt Pearly")
    tab.get_by_role("heading", level=1).click()
    tab.keyboard.press("Control+z")
    expect(tab.locator("[data-live=said] li")).to_contain_text("Great-aunt Pearlchange")
    meeting.press("Put back: the change to Great-aunt Pearly")
    expect(tab.locator("[data-live=said] li")).to_contain_text("Great-aunt Pearly")


def _say_who_loves(meeting: Meeting) -> None:
    """The network is lost while words are typed; they are still there, and the blanked screen keeps them too."""
    meeting.on()
    tab = meeting.tab
    form = tab.locator("form[data-say=love]")
    form.get_by_label("Mummy").first.check()
    words = tab.get_by_label("The words, as they were said")
    words.fill("“She makes me laugh.”")
    tab.context.set_offline(True)
    meeting.press("Add these words")
    expect(form.locator("[data-said]")).to_contain_text("the network is gone")
    assert tab.evaluate(_BLANKING) < BLANK_WITHIN_MS
    assert tab.locator("body").inner_text().strip() == "Touch to go on"
    meeting.press("Touch to go on")
    expect(words).to_have_value("“She makes me laugh.”")
    tab.context.set_offline(False)
    meeting.watched.faults.clear()
    meeting.press("Try again")
    expect(tab.locator(".loving")).to_contain_text("“She makes me laugh.”")
    expect(form.locator("[data-said]")).to_have_text("Written down.")
    words.fill("“And she sings.”")
    tab.locator("form[data-go=next] button").click()
    expect(tab.locator("[data-status]")).to_contain_text("words here that are not saved yet")
    words.fill("")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()
    for _question in range(3):
        meeting.on()


def _put_the_dots(meeting: Meeting) -> None:
    meeting.on()
    tab = meeting.tab
    _take_back_and_again(meeting)
    tab.get_by_text("A dot: How are the evenings?").click()
    for who, number in (("Tiana", "3"), ("Granny", "8")):
        form = tab.locator("form[data-say=mark]")
        form.get_by_label(who, exact=True).check()
        form.get_by_label(number, exact=True).check()
        meeting.press("Put the dot")
        expect(tab.locator(".dot").filter(has_text=who)).to_be_visible()
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()


def _take_back_and_again(meeting: Meeting) -> None:
    """A step back leaves the words that are being typed in their box."""
    tab = meeting.tab
    words = tab.locator("#note-words")
    if not words.is_visible():
        tab.get_by_text("Add to a column").click()
    words.fill("Sundays are good.")
    meeting.press("Add it")
    expect(tab.locator(".column-working")).to_contain_text("Sundays are good.")
    words.fill("Not yet written")
    meeting.press("Take back: “Sundays are good.”")
    expect(tab.locator(".column-working")).not_to_contain_text("Sundays are good.")
    expect(tab.locator("[data-status]")).to_have_text("Taken back.")
    meeting.press("Put back: “Sundays are good.”")
    expect(tab.locator(".column-working")).to_contain_text("Sundays are good.")
    expect(words).to_have_value("Not yet written")
    words.fill("")


def _leave_the_family_alone(meeting: Meeting) -> None:
    """The map came with the page: it is looked through without a network, and nothing is asked for."""
    meeting.on()
    tab = meeting.tab
    expect(tab.locator("[data-map]")).to_have_attribute("data-ready", "yes")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.context.set_offline(True)
    tab.locator("[data-map-lens]").select_option("genogram")
    expect(tab.locator("[data-map]")).to_have_attribute("data-lens", "genogram")
    expect(tab.get_by_text("until about")).to_be_hidden()
    assert asked == []
    tab.context.set_offline(False)


def _make_the_plan(meeting: Meeting) -> None:
    meeting.on()
    tab = meeting.tab
    form = tab.locator("form[data-say=action]")
    form.get_by_label("Granny", exact=True).check()
    form.get_by_label("What?").fill("Sunday dinner")
    form.get_by_label("By when?").fill("2026-12-06")
    meeting.press("Add to the plan")
    expect(tab.locator(".plan")).to_contain_text("by 6 December 2026")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()


def _finish(meeting: Meeting) -> None:
    meeting.on()
    tab = meeting.tab
    expect(tab.locator(".came")).to_contain_text("Great-aunt Pearl")
    expect(tab.locator(".now svg")).to_contain_text("new here")
    expect(tab.locator(".then svg")).not_to_contain_text("new here")
    meeting.is_fit_for_the_wall()
    meeting.shuts_nobody_out()
    meeting.press("End the meeting")
    tab.get_by_label("Password").fill(PASSWORD)
    meeting.press("Leave the room")
    expect(tab.get_by_role("heading", level=1)).to_have_text("After the meeting")


def _printed(meeting: Meeting, home: Path) -> str:
    """The family plan, as it is taken away to be printed."""
    tab = meeting.tab
    tab.get_by_role("link", name="Family plan").click()
    with tab.expect_download() as coming:
        meeting.press("Save as HTML file")
    coming.value.save_as(home / "plan.html")
    return (home / "plan.html").read_text(encoding="utf-8")
