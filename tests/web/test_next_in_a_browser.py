"""The pages about next steps in a real browser: what is done on them works, and nothing goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.everybody import RUN as RUN
from tests.web.serving import Served, served
from tests.web.test_journey import Watched
from tests.web.town import Town

pytestmark = pytest.mark.browser

CHILDREN = {"Tiana": "02-black-caribbean-kinship", "Jonah": "06-us-icwa-ojibwe"}
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Place:
    """A served town, its children’s maps, and somebody on each of them."""

    served: Served
    children: dict[str, str]
    people: dict[str, str]

    def path(self, child: str, page: str) -> str:
        """The address of a page of one of the children."""
        return f"/child/{self.children[child]}/{page.format(person=self.people[child])}"


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    town = Town(demo=True)
    with served(town) as address:
        here = Served(town, address)
        for folder in CHILDREN.values():
            here.bring_in(folder)
        lines = {line.known_as: line.child_id for line in town.store.children()}
        may = town.account("may", "manager")
        for child in lines.values():
            town.grant(may, child)
        people = {
            name: town.store.network(child).find({"Tiana": "Nadine", "Jonah": "Nookomis"}[name])
            for name, child in lines.items()
        }
        yield Place(here, lines, people)


@pytest.fixture(scope="module")
def open_tab(place: Place, browser: Browser) -> Iterator[Page]:
    """One tab in which May has signed in, for all tests that only look."""
    page = browser.new_page(viewport=WIDE)
    Watched(page, place.served.address).sign_in("may@example.org")
    yield page
    page.close()


@pytest.fixture
def tab(place: Place, open_tab: Page) -> Watched:
    return Watched(open_tab, place.served.address)


def test_the_tab_that_is_open_is_in_sight_on_a_telephone(place: Place, tab: Watched) -> None:
    tab.tab.set_viewport_size(NARROW)
    for page in ("homes", "time-together", "what-next"):
        tab.open(place.path("Tiana", page))
        expect(tab.tab.locator(".tabs [aria-current]")).to_be_in_viewport(ratio=1)


@pytest.fixture
def at_work(page: Page, place: Place) -> Watched:
    """A watched tab of its own, for whoever writes something down."""
    page.set_viewport_size(WIDE)
    watched = Watched(page, place.served.address).watch()
    watched.sign_in("may@example.org")
    return watched


def test_a_question_is_parked_by_keyboard_and_opened_again(place: Place, at_work: Watched) -> None:
    at_work.open(place.path("Jonah", "what-next"))
    card = at_work.tab.locator(".gap-card").first
    sentence = card.locator(".gap-sentence").first.inner_text()
    card.locator("summary").first.press("Enter")
    card.get_by_label("What was decided").first.select_option("parked")
    card.get_by_label("The answer, or the reason").first.fill("After the holidays.")
    card.get_by_label("Comes back on (if parked)").first.fill("2027-01-10")
    card.get_by_role("button", name="Write it down").first.press("Enter")

    expect(at_work.tab.get_by_role("status")).to_have_text(
        "Written down. It can be opened again below."
    )
    expect(at_work.tab.locator(".gap-sentence", has_text=sentence)).to_have_count(0)
    at_work.tab.get_by_text("What was decided (1)").click()
    at_work.tab.get_by_role("button", name="Open it again").click()
    expect(at_work.tab.locator(".gap-sentence", has_text=sentence)).to_have_count(1)
    assert at_work.faults == []


def test_here_for_life_is_refused_until_it_was_said(place: Place, at_work: Watched) -> None:
    at_work.open(place.path("Tiana", "finding/{person}"))
    at_work.tab.get_by_label("Anything else").fill("Typed and not lost elsewhere.")
    at_work.tab.get_by_label("Nadine is now").select_option("lifelong")
    at_work.tab.get_by_role("button", name="Move").click()

    expect(at_work.tab.locator(".problem")).to_have_text(
        "Write down first, in Nadine’s own words, that they are there for life."
    )
    expect(at_work.tab.get_by_label("Nadine is now")).to_have_value("lifelong")


def test_the_way_to_somebody_is_lit_on_the_map(place: Place, at_work: Watched) -> None:
    at_work.open(place.path("Tiana", "person/{person}"))
    at_work.tab.get_by_role("link", name="How are they connected?").click()
    expect(at_work.tab.get_by_text("Tiana’s father is Daddy, whose mother is")).to_be_visible()
    at_work.tab.get_by_role("link", name="Show it on the map").click()

    at_work.tab.wait_for_selector("[data-map][data-ready=yes]")
    room = "document.querySelector('[data-map]').childMap"
    lit = at_work.tab.evaluate(
        f"[...{room}.look.focus].map(id => {room}.people[id]?.name ?? 'Tiana')"
    )
    assert set(lit) == {"Tiana", "Daddy", "Grandma Verna", "Nadine"}
    expect(at_work.tab.get_by_role("button", name="Show everyone")).to_be_visible()
    assert at_work.faults == []
