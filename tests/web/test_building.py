"""Maisie’s map is built from nothing in a browser, line by line, and answers as practitioners wrote down beforehand."""

from __future__ import annotations

import csv

import pytest
from playwright.sync_api import Page, expect

from queries.love import four_questions
from tests.families import TODAY
from tests.web.maps.test_in_a_browser import ready
from tests.web.serving import VIGNETTES, Served
from tests.web.test_journey import Watched

pytestmark = pytest.mark.browser

# Who, how they belong, how far we have come with them, and the answer to what is asked.
LINES = (
    ("Mummy Kayleigh, mum", "engaged", ""),
    ("Nan Tracy, mum's mum", "engaged", ""),
    ("Grandad Lee: mum's dad", "", ""),
    ("Auntie Chels - mum's sister", "engaged", "Grandad Lee and Nan Tracy"),
    ("Sam, Auntie Chels's boyfriend", "engaged", ""),
    ("Alfie (Auntie Chels's son)", "", ""),
    ("Riley, Nan Tracy's son", "", ""),
    ("Great-Nan Sheila, Nan Tracy's mum", "engaged", ""),
    ("Nana Jean is Grandad Lee's mum", "contacted", ""),
    ("Jordan, possible father", "", ""),
    ("Ty, possible father", "not_traced", ""),
    ("Denise, Jordan's mum", "contacted", ""),
    ("Carol, foster mum", "engaged", ""),
    ("Dev, foster dad", "engaged", ""),
    ("Amy, Carol's daughter", "engaged", ""),
    ("Priya: social worker", "", ""),
    ("Jo, health visitor", "", ""),
)
# Who loves whom, in which words, and who said so.
LOVE = (
    ("Mummy Kayleigh", "Maisie", "“She’s my whole heart.”", "Mummy Kayleigh"),
    ("Mummy Kayleigh", "Maisie", "Kayleigh sings the same song every visit.", "Jo"),
    ("Maisie", "Mummy Kayleigh", "Calms within seconds when Kayleigh holds her.", "Priya"),
    ("Maisie", "Carol", "Smiles first at Carol.", "Jo"),
    ("Carol", "Maisie", "Carol delights in her.", "Priya"),
    ("Auntie Chels", "Maisie", "“I loved her before she was born.”", "Auntie Chels"),
    ("Auntie Chels", "Maisie", "“Chels loves her like hers.”", "Mummy Kayleigh"),
    ("Nan Tracy", "Maisie", "“I want to do better by her.”", "Nan Tracy"),
    ("Riley", "Maisie", "“She grabbed my finger.”", "Riley"),
)


def begin(page: Page) -> str:
    """A new map, with Maisie in the middle."""
    page.get_by_role("link", name="Begin a child’s map").click()
    page.get_by_label("What the child is called").fill("Maisie")
    page.get_by_label("Born", exact=True).fill("2026-05-02")
    page.get_by_label("Gender").select_option("female")
    page.get_by_role("button", name="Begin the map").click()
    ready(page)
    return page.url.rsplit("/", 1)[0]


def add(page: Page, line: str, rung: str, choice: str) -> None:
    """One line typed on the map, looked at, and kept."""
    box = page.get_by_label("In one line: who, and how they belong")
    box.fill(line)
    box.press("Enter")
    answer = page.locator("[data-making-answer]")
    if choice:
        answer.get_by_role("button", name=choice, exact=True).click()
    if rung:
        answer.get_by_label("How far we have come").select_option(rung)
    answer.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(answer).to_be_empty()
    expect(page.locator("[data-making-saved]").first).to_have_text("Saved at 12:00")


def say(page: Page, child: str, one: str, other: str, words: str, source: str) -> None:
    """What somebody said, written down on its form."""
    page.goto(f"{child}/add/words")
    page.locator("#one").select_option(label=one)
    page.locator("#link").select_option("loves>")
    page.locator("#other").select_option(label=other)
    page.locator("#words").fill(words)
    page.locator("#source_id").select_option(label=source)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")


def expected() -> set[tuple[str, str, str]]:
    folder = VIGNETTES / "01-baby-unknown-father"
    with (folder / "expected_answers.csv").open(encoding="utf-8", newline="") as file:
        return {(row["question"][:2], row["known_as"], row["tier"]) for row in csv.DictReader(file)}


def answered(served: Served) -> set[tuple[str, str, str]]:
    """The four answers of the only map there is."""
    (line,) = served.town.store.children()
    network = served.town.store.network(line.child_id).at(TODAY)
    found = four_questions(network)
    of = {
        "Q1": found.who_loves,
        "Q2": found.child_loves,
        "Q3": found.may_love,
        "Q4": found.might_learn,
    }
    return {
        (question, network.known_as(answer.person_id), answer.tier)
        for question, answers in of.items()
        for answer in answers
    }


def test_maisies_map_built_from_nothing_answers_as_expected(page: Page, demo_town: Served) -> None:
    served = demo_town
    tab = Watched(page, served.address).watch()
    tab.sign_in(served.town.account("sam").email)
    page.set_viewport_size({"width": 1366, "height": 768})

    child = begin(page)
    page.get_by_role("button", name="Add somebody", exact=True).click()
    for line in LINES:
        add(page, *line)
    for said in LOVE:
        say(page, child, *said)
    page.goto(f"{child}/who-loves")

    expect(page.get_by_text("“She’s my whole heart.”")).to_be_visible()
    assert answered(served) == expected()
    assert tab.faults == []
