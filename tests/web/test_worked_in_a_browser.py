"""Hafsa, Amelia and Callum in a real browser: for each a worker’s day, and what must be right for this child above all.

The same road for each: the child is found, the map is looked at through the lenses that matter here, everybody’s kin
word, the four questions and every gap are read to the last line, something is changed and taken back, and a sheet is
printed that tells nothing it must not.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from queries.kin import DERIVED_CLASSES
from tests.web.maps.test_in_a_browser import PANEL, ready
from tests.web.serving import VIGNETTES, Served, served
from tests.web.test_journey import Watched
from tests.web.town import PASSWORD, Town

pytestmark = pytest.mark.browser

HAFSA = VIGNETTES / "03-south-asian-muslim-confidential"
AMELIA = VIGNETTES / "09-adoption-breakdown"
CALLUM = VIGNETTES / "10-care-leaver-seventeen"
IN_THE_ROOM = {
    "yes": "",
    "softened": "For a meeting only in the facilitator’s own words.",
    "no": "Not for a shared screen.",
}
MANAGER_FIRST = (
    "talk to your manager first: lives with someone who is not safe, or whom we must not contact"
)
_KIN = """() => Object.values(document.querySelector('[data-map]').childMap.people)
    .map(one => [one.name, one.kin ?? ''])"""
_ANSWERS = """() => ['q1', 'q2', 'q3', 'q4'].flatMap(question =>
    [...document.querySelector(`.${question} .answers`).querySelectorAll(':scope > li:not(.invitation)')].map(line =>
        [question.toUpperCase(), line.querySelector('.name').textContent,
            [...line.querySelectorAll('.caution')].map(one => one.textContent)]))"""
_GAPS = """() => [...document.querySelectorAll('.gap-sentence')].map(sentence => {
    const question = sentence.nextElementSibling, room = question.nextElementSibling;
    return [sentence, question, room?.matches('.gap-room') ? room : null].map(one => one?.textContent.trim() ?? '');
})"""
_ON_THE_PICTURE = """() => document.querySelector('[data-map]').childMap.picture.figures
    .map(one => document.querySelector('[data-map]').childMap.people[one.id].name)"""

_SAID_OF_THE_CHILD = """() => {
    const map = document.querySelector('[data-map]').childMap;
    return map.lenses.saysOf(map.child);
}"""


def expected(folder: Path, name: str) -> list[dict[str, str]]:
    """What practitioners wrote down beforehand."""
    with (folder / f"expected_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Desk:
    """A worker’s tab, and the child whom it is about just now."""

    watched: Watched
    folder: Path
    child: str

    @property
    def page(self) -> Page:
        """The tab itself."""
        return self.watched.tab

    def find(self, name: str) -> None:
        """From all children to the map of this one."""
        self.watched.open("/children")
        self.page.get_by_label("Find a child").fill(name)
        self.page.get_by_role("button", name="Find").click()
        self.page.get_by_role("link", name=name).click()
        ready(self.page)

    def open(self, where: str) -> None:
        """Another page of the same child."""
        self.watched.open(f"/child/{self.child}/{where}")

    def look(self, lens: str) -> None:
        """Another way to look at the map, once everyone has arrived there."""
        self.page.get_by_label("Look at").select_option(label=lens)
        name = self.page.get_by_label("Look at").input_value()
        drawn = f"[data-map][data-lens={name}]:not([data-gliding])"
        expect(self.page.locator(drawn)).to_be_visible()

    def tapped(self, name: str) -> Locator:
        """What is told of somebody who is looked for on the map."""
        self.page.get_by_label("Find somebody on the map").fill(name)
        self.page.locator("[data-map-found] button").first.click()
        panel = self.page.get_by_role("complementary", name=PANEL)
        expect(panel.get_by_role("heading", level=2, name=name)).to_be_visible()
        return panel

    def drawn(self) -> set[str]:
        """Everybody on the picture."""
        return set(self.page.evaluate(_ON_THE_PICTURE))

    def reads_every_kin_word(self) -> None:
        """Whoever is family has the word on the picture that was expected, and the second one where there are two."""
        said = dict(self.page.evaluate(_KIN))
        rows = [row for row in expected(self.folder, "kin") if row["kin_class"] in DERIVED_CLASSES]
        words = {
            row["known_as"]: ", also ".join(filter(None, (row["kin_term"], row["second_path"])))
            for row in rows
            if row["kin_class"] != "self"
        }
        assert {name: said[name] for name in words} == words

    def reads_every_answer(self) -> None:
        """The four questions name those who were expected, each with their cautions, and nobody else."""
        self.open("who-loves")
        found = {
            (question, name, "; ".join(one for one in cautions if one != MANAGER_FIRST))
            for question, name, cautions in self.page.evaluate(_ANSWERS)
        }
        rows = expected(self.folder, "answers")
        assert found == {(row["question"][:2], row["known_as"], row["caution"]) for row in rows}

    def gaps(self) -> Counter[tuple[str, ...]]:
        """Every gap on the page: its sentence, its question, and whether it is for the room."""
        self.open("what-next")
        return Counter(tuple(gap) for gap in self.page.evaluate(_GAPS))

    def reads_every_gap(self) -> None:
        """The gaps are those that were expected, and not one more."""
        rows = expected(self.folder, "gaps")
        assert self.gaps() == Counter(
            (row["sentence"], row["next_question"], IN_THE_ROOM[row["show_in_meeting"]])
            for row in rows
        )

    def write(self, what: str, save: str = "Saved.", **fields: str) -> None:
        """Fill a form, choosing from lists by what stands in them, and save it."""
        self.open(f"add/{what}")
        for name, value in fields.items():
            box = self.page.locator(f"#{name}")
            if box.evaluate("one => one.matches('select')"):
                box.select_option(label=value)
            else:
                box.fill(value)
        self.page.get_by_role("button", name="Save").click()
        expect(self.page.get_by_role("status")).to_have_text(save)

    def take_back(self) -> None:
        """The last change, undone from the history."""
        self.open("history")
        self.page.get_by_role("button", name="Take this back").first.click()
        expect(self.page.get_by_role("status")).to_have_text("Taken back.")

    def printed(self, sheet: str, audience: str, home: Path) -> str:
        """A sheet for somebody, looked at first and then saved."""
        self.open("prints")
        group = self.page.get_by_role("group", name=sheet)
        group.get_by_label(audience, exact=True).check()
        self.page.get_by_role("button", name="Look at it first").click()
        with self.page.expect_download() as coming:
            self.page.get_by_role("button", name="Save as HTML file").click()
        coming.value.save_as(home / "sheet.html")
        return (home / "sheet.html").read_text(encoding="utf-8")

    def in_the_room(self) -> tuple[set[str], str, list[str]]:
        """Whom the room sees, everything that its map could tell them, and the ways to look; then out of it again."""
        self.open("room")
        self.page.get_by_role("button", name="Open the room").click()
        ready(self.page)
        lenses = self.page.get_by_label("Look at").locator("option").all_inner_texts()
        told = self.page.evaluate(
            "JSON.stringify(document.querySelector('[data-map]').childMap.people)"
        )
        seen = self.drawn()
        self.page.get_by_role("link", name="Leave the room").click()
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Leave the room").click()
        ready(self.page)
        return seen, told, lenses


@pytest.fixture(scope="module")
def town() -> Iterator[Served]:
    """All three, as their folders tell of them, and a facilitator who works with each."""
    here = Town(demo=True)
    with served(here) as address:
        found = Served(here, address)
        for folder in (HAFSA, AMELIA, CALLUM):
            found.bring_in(folder.name)
        fay = here.account("fay", "facilitator")
        for line in here.store.children():
            here.grant(fay, line.child_id)
        yield found


@pytest.fixture(scope="module")
def signed_in(town: Served, browser: Browser) -> Iterator[Watched]:
    """One tab for all three."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.emulate_media(reduced_motion="reduce")
    watched = Watched(page, town.address).watch()
    watched.sign_in("fay@example.org")
    expect(page.get_by_label("Find a child")).to_be_visible()
    yield watched
    page.close()


def desk(watched: Watched, town: Served, folder: Path, name: str) -> Desk:
    """The desk with one child’s map on it."""
    (child,) = [one.child_id for one in town.town.store.children() if one.known_as == name]
    found = Desk(watched, folder, child)
    found.find(name)
    return found


def says_none_of(text: str, *words: str) -> None:
    """None of these words is in it."""
    assert [one for one in words if one.lower() in text.lower()] == []


def test_hafsa_whose_family_is_related_twice_and_whose_mother_must_not_be_found(
    signed_in: Watched, town: Served, tmp_path: Path
) -> None:
    at = desk(signed_in, town, HAFSA, "Hafsa")
    at.reads_every_kin_word()
    at.look("Family tree")
    at.look("Safety")
    expect(at.tapped("Abbu")).to_contain_text("Not safe")
    at.look("Who loves")
    expect(at.tapped("Dadi")).to_contain_text("gulab jamun")
    at.reads_every_answer()
    manager = [name for _, name, said in at.page.evaluate(_ANSWERS) if MANAGER_FIRST in said]
    assert manager == ["Bilal"]
    at.reads_every_gap()

    before = at.gaps()
    at.write(
        "words",
        one="Hafsa",
        link="does not want to see",
        other="Bilal",
        words="“Not while he is there.”",
        source_id="Hafsa",
        source_type="the child’s own words",
        source_date="2026-11-16",
    )
    quiet = [sentence for sentence, *_ in before - at.gaps() if "Bilal" in sentence]
    assert quiet == [
        "Hafsa has not been with Bilal for 353 days.",
        "There is no agreed plan for Hafsa and Bilal to spend time together.",
    ]
    at.take_back()
    at.reads_every_gap()

    seen, told, lenses = at.in_the_room()
    assert "Safety" not in lenses
    assert seen & {"Ammi", "Dadi", "Ammi's support worker"} == {"Ammi", "Dadi"}
    sheet = at.printed("Family plan", "For the family meeting", tmp_path)
    for text in (told, sheet):
        says_none_of(text, "confidential", "gulab jamun", "support worker", "find Ammi", "not safe")
        says_none_of(text, "court", "Mirpur", "Luton", "Nusrat", "Airedale", "venue")
    assert "Her room is ready." in sheet
    assert at.watched.faults == []


def test_amelia_with_three_families_of_which_none_is_in_the_room(
    signed_in: Watched, town: Served, tmp_path: Path
) -> None:
    at = desk(signed_in, town, AMELIA, "Amelia")
    at.reads_every_kin_word()
    at.look("Family tree")
    assert at.page.evaluate(_SAID_OF_THE_CHILD) == (
        "Parents: Lorraine and Dele. Adopted by Mum (Fiona) and Dad (Graham). "
        "Once looked after by Auntie Sheila."
    )
    at.look("How sure we are")
    expect(at.tapped("Mum (Fiona)")).to_contain_text("Amelia")
    _add_a_line_and_take_it_back(at, "Auntie Bola, Grandma Folake's sister", "Auntie Bola")
    at.reads_every_answer()
    at.reads_every_gap()
    about_dad = [question for sentence, question, _ in at.gaps() if "Graham" in sentence]
    assert about_dad == ["Who brought Dad (Graham) up? What does the family call them?"]

    seen, told, lenses = at.in_the_room()
    assert {"How sure we are", "Safety"} & set(lenses) == set()
    assert {"Lorraine", "Dele", "Temi"} & seen == set()
    assert {"Mum (Fiona)", "Grandma Folake", "Auntie Sheila"} <= seen
    fold = at.printed("The child’s fold", "For Amelia", tmp_path)
    for text in (told, fold):
        says_none_of(text, "Prescott", "Holme", "rural", "Harrogate", "never wants to see us")
        says_none_of(text, "Amarachi", "Temitope", "Instagram", "safe with support", "not traced")
    says_none_of(fold, "Lorraine", "Dele", "Temi")
    assert "You have a bed at mine every Christmas" in fold
    assert at.watched.faults == []


def _add_a_line_and_take_it_back(at: Desk, line: str, name: str) -> None:
    """Somebody typed on the map stands on it with their kin word, and steps off it again."""
    at.find("Amelia")
    at.page.get_by_role("button", name="Add somebody", exact=True).click()
    box = at.page.get_by_label("In one line: who, and how they belong")
    box.fill(line)
    box.press("Enter")
    at.page.locator("[data-making-answer]").get_by_role("button", name="Add", exact=True).click()
    expect(at.page.get_by_role("status")).to_contain_text("birth paternal great-aunt")
    assert name in at.drawn()
    at.page.locator("[data-map-stage]").focus()
    at.page.keyboard.press("Control+z")
    at.page.wait_for_function(f"name => !({_ON_THE_PICTURE})().includes(name)", arg=name)


def test_callum_for_whom_most_of_the_screen_goes_dark_at_eighteen(
    signed_in: Watched, town: Served, tmp_path: Path
) -> None:
    at = desk(signed_in, town, CALLUM, "Callum")
    at.reads_every_kin_word()
    at.look("After eighteen")
    expect(at.tapped("Deano's mum Karen")).to_contain_text("“He's my spare son.”")
    at.open("later")
    paid = {id: at.page.locator(f"section[aria-labelledby={id}] .name") for id in ("ends", "paid")}
    expect(paid["ends"]).to_have_text(["Marie", "Irene", "Dee", "Dr Patel"])
    expect(paid["paid"]).to_have_text(["Paulo", "Gav", "Femi", "Brenda"])
    at.reads_every_answer()
    at.reads_every_gap()

    at.write(
        "promise",
        one="Deano's mum Karen",
        other="Callum",
        detail="A home for holidays and festivals",
        words="“There is always a plate at Christmas.”",
        source_id="Deano's mum Karen",
        source_date="2026-11-16",
    )
    open_still = {sentence for sentence, *_ in at.gaps()}
    assert (
        "We do not know whose home Callum will be in for holidays and festivals." not in open_still
    )
    assert "Nobody has yet told Callum 'I am here for life'." in open_still
    at.take_back()
    at.reads_every_gap()

    seen, told, _lenses = at.in_the_room()
    assert {"Sean", "Linda", "Tyson", "Gary"} <= seen
    sheet = at.printed("Wall sheet", "For the family", tmp_path)
    for text in (told, sheet):
        says_none_of(text, "prison", "North Wales", "Dundee", "Tynebank", "declined", "Rennie")
    assert "Tyson" in sheet
    assert at.watched.faults == []
