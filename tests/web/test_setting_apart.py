"""A name that runs the other way turns nothing around it, on a page or in a print, and is unmarked where machines read.

The walk finds its pages and prints by itself. A name stands alone, or is set apart from the sentence it stands in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.families import Family, family
from tests.terminal import Terminal
from tests.trust.pages import NOT_OF_A_CHILD, Ids, addresses, endpoints
from tests.web.aloud import said_in
from tests.web.everybody import signed_in
from tests.web.maps.test_in_a_browser import ready
from tests.web.pages import Browser
from tests.web.said import heard
from tests.web.serving import served
from tests.web.town import Town

AMIRA, SARA, OMAR, HUDA, ZAYD = "أميرة", "سارة", "عمر", "هدى", "زيد"
FROM, TO = "\u2068", "\u2069"
_SET_APART = re.compile(f"{FROM}[^{FROM}{TO}]*{TO}")
_PRINT = re.compile(r'name="print" value="([\w-]+)"')
_LATIN, _ARABIC = re.compile(r"[A-Za-z]{2}"), re.compile(r"[\u0600-\u06ff]")
ADDRESSES_TRIED = 8


def told() -> Family:
    """Everybody’s name is in Arabic, and everything else in English."""
    found = family(AMIRA, dob="2014-05-04").mother(SARA).father(OMAR).sister(HUDA)
    found.adult(ZAYD).friend(ZAYD).partners(SARA, OMAR)
    found.lives("H1", SARA, AMIRA, start_date="2020-01-01").lives("H2", OMAR, HUDA)
    found.says(SARA, "loves", AMIRA, "I love her.").says(AMIRA, "loves", OMAR, "He sings.")
    found.promises(OMAR, "ring_any_time", "Any hour.").together(OMAR, "2026-03-01")
    return found.tie("family_time_plan", OMAR, AMIRA, detail="14")


@pytest.fixture(scope="module")
def town() -> Town:
    return Town(demo=True)


@pytest.fixture(scope="module")
def child(town: Town) -> str:
    return told().put_into(town.store)


@pytest.fixture(scope="module")
def browsers(town: Town, child: str) -> Mapping[str, Browser]:
    return {who: signed_in(town, who, child) for who in ("sam", "kid", "gran")}


@pytest.fixture
def sam(browsers: Mapping[str, Browser]) -> Browser:
    return browsers["sam"]


def turned(text: str) -> Iterator[str]:
    """The lines in which a name in Arabic stands among English words and is not set apart."""
    for line in text.split("\n"):
        bare = line
        while (less := _SET_APART.sub("", bare)) != bare:
            bare = less
        if _ARABIC.search(bare) and _LATIN.search(line):
            yield line.strip()


@pytest.mark.parametrize("who", ["sam", "kid", "gran"])
def test_no_page_lets_a_name_turn_the_sentence_round(
    who: str, town: Town, child: str, browsers: Mapping[str, Browser]
) -> None:
    people = tuple(town.store.network(child).people)
    found: dict[str, str] = {}
    for rule in endpoints(town.app, "GET"):
        if rule.endpoint not in NOT_OF_A_CHILD:
            for path in islice(addresses(rule, Ids(child, people, {})), ADDRESSES_TRIED):
                answer = browsers[who].get(path)
                found |= dict.fromkeys(turned(said_in(answer)), path)

    assert found == {}


@pytest.mark.browser
def test_a_name_is_found_on_the_map_and_told_in_order(
    town: Town, child: str, sam: Browser, browser: Chromium
) -> None:
    cookie = sam.get_cookie("kith-demo", domain="kith.example")
    assert cookie is not None
    with served(town) as address:
        tab = browser.new_page()
        tab.context.add_cookies([{"name": "kith-demo", "value": cookie.value, "url": address}])
        tab.goto(f"{address}/child/{child}/map")
        ready(tab)
        tab.get_by_label("Find somebody on the map").fill(SARA)
        tab.get_by_role("button", name=f"{SARA} · ").first.click()

        expect(tab.locator(".map-panel")).to_contain_text(f"that {FROM}{SARA}{TO} loves")
        tab.close()


@pytest.mark.parametrize("kind", ["html", "svg"])
def test_no_print_does(kind: str, child: str, sam: Browser) -> None:
    path = f"/child/{child}/prints"
    found: dict[str, str] = {}
    looked = 0
    for chosen in dict.fromkeys(_PRINT.findall(sam.get(path).text)):
        sent = {"csrf_token": sam.token(), "print": chosen, "kind": kind}
        answer = sam.post(path, data=sent)
        if answer.status_code == 200:
            looked += 1
            found |= dict.fromkeys(turned(heard(answer.text)), chosen)

    assert looked > 0
    assert found == {}


def pdf(browser: Browser, child: str) -> PdfReader:
    sent = {"csrf_token": browser.token(), "print": "plan-family", "kind": "pdf"}
    return PdfReader(io.BytesIO(browser.post(f"/child/{child}/prints", data=sent).data))


def test_nothing_but_letters_is_drawn_in_a_pdf(child: str, sam: Browser) -> None:
    """The marks have no picture of their own, and no box where a font has none."""
    text = "".join(page.extract_text() for page in pdf(sam, child).pages)

    assert "family plan" in text
    assert not {FROM, TO, "\ufffd", "\u25a1"} & set(text)


def test_a_map_with_names_that_are_not_set_letter_by_letter_is_a_picture_in_a_pdf(
    town: Town, child: str, sam: Browser
) -> None:
    beth = family("Amy").mother("Beth").put_into(town.store)
    worker = town.worker_of(beth, "tom")

    assert pdf(sam, child).pages[0].images
    assert not pdf(worker, beth).pages[0].images


def test_the_list_that_is_taken_along_holds_no_marks(sam: Browser) -> None:
    team = sam.get("/team.csv").text

    assert HUDA in team
    assert not {FROM, TO} & set(team)


def test_no_answer_for_a_machine_and_no_workbook_holds_a_mark(tmp_path: Path) -> None:
    terminal, said = Terminal(tmp_path), ""
    terminal.done("init")
    with terminal.opened() as store:
        told().put_into(store)
    for verb in ("ask", "kin", "gaps", "next", "times", "timeline", "options"):
        said += terminal.done(verb, AMIRA, "--json").out
    said += terminal.done("connect", AMIRA, ZAYD, "--json").out
    said += terminal.done("review", "--json").out
    terminal.done("export", AMIRA, "--out", str(tmp_path / "out"))
    said += "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())

    assert {AMIRA, SARA, OMAR, HUDA, ZAYD} <= set(re.findall(r"[\u0600-\u06ff]+", said))
    assert not {FROM, TO} & set(said)
    assert "\\u206" not in said


def test_a_terminal_is_told_no_mark_as_letters(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.done("init")
    with terminal.opened() as store:
        told().put_into(store)
    said = "".join(terminal.done(verb, AMIRA).out for verb in ("ask", "gaps", "next", "timeline"))

    assert SARA in said
    assert "\\u206" not in said
