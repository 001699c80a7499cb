"""Prints in a browser: chosen for somebody, looked at first, taken away as a file, and journalled."""

from __future__ import annotations

import sys

import pytest

from graph.cases import Case
from graph.dates import read_date
from graph.journal import Event
from graph.relationships import Relationship
from graph.standings import Standing
from graph.stores.protocol import put_all
from tests.families import Family, family
from tests.web.pages import Browser, says
from tests.web.town import Town


def prints_of(town: Town, told: Family, role: str = "practitioner") -> tuple[Browser, str]:
    child = told.put_into(town.store)
    return town.worker_of(child, role=role), f"/child/{child}/prints"


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (
            "practitioner",
            {
                "wall-child",
                "wall-professionals",
                "plan-family",
                "fold-child",
                "together-professionals",
            },
        ),
        ("family_member", {"wall-family", "wall-meeting", "plan-family", "plan-meeting"}),
        ("child", {"wall-family", "wall-child", "plan-family", "fold-child"}),
    ],
)
def test_everybody_is_offered_prints_for_audiences_that_see_no_more_than_they_do(
    role: str, offered: set[str], town: Town, amy: Family
) -> None:
    browser, path = prints_of(town, amy, role)
    page = browser.get(path).text

    assert [one for one in offered if f'value="{one}"' not in page] == []
    assert ("professionals" in page) == (role == "practitioner")


def test_a_print_is_looked_at_as_it_will_be(town: Town, amy: Family) -> None:
    browser, path = prints_of(town, amy)
    page = browser.get(f"{path}?print=plan-family").text

    for words in ("Amy’s family plan", "For the family · Correct on this day: 16 November 2026"):
        assert words in page
    assert "“My heartstring.”" in page
    assert "Save as PDF" in page
    last = list(town.store.entries(amy.child_id))[-1]
    assert (last.action, last.reason, len(last.people)) == ("saw_print", "plan-family", 8)


@pytest.mark.parametrize(
    ("chosen", "kind", "start"),
    [
        ("wall-family", "pdf", b"%PDF"),
        ("wall-family", "png", b"\x89PNG"),
        ("fold-child", "html", b"<!doc"),
    ],
)
def test_a_print_is_taken_away_under_a_name_that_is_nobodys(
    chosen: str, kind: str, start: bytes, town: Town, amy: Family
) -> None:
    browser, path = prints_of(town, amy)
    form = browser.form(f"{path}?print={chosen}")
    answer = browser.post(path, data={**form, "print": chosen, "kind": kind})

    assert answer.data.startswith(start)
    named = f"attachment; filename=kith-{chosen}-2026-11-16.{kind}"
    assert answer.headers["Content-Disposition"] == named
    last = list(town.store.entries(amy.child_id))[-1]
    assert (last.action, last.reason) == ("printed", f"{chosen} {kind}")


@pytest.mark.parametrize("chosen", ["wall-professionals", "fold-child", "nonsense"])
def test_what_is_not_offered_is_not_there(chosen: str, town: Town, amy: Family) -> None:
    browser, path = prints_of(town, amy, "family_member")

    assert browser.get(f"{path}?print={chosen}").status_code == 404
    sent = {"csrf_token": browser.token(), "print": chosen, "kind": "html"}
    assert browser.post(path, data=sent).status_code == 404


def test_without_pango_the_page_says_so_and_offers_the_html_file(
    town: Town, amy: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, path = prints_of(town, amy)
    form = browser.form(f"{path}?print=plan-family")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    sent = {**form, "print": "plan-family", "kind": "pdf"}
    page = browser.post(path, data=sent, follow_redirects=True).text

    assert "A PDF cannot be made on this machine: WeasyPrint or Pango is missing." in page
    assert "Save as HTML file" in page


def test_a_print_is_held_back_while_its_words_tell_an_address(town: Town) -> None:
    told = family("Amy").mother("Beth", address_confidential=True)
    told.says("Beth", "loves", "Amy", "We are happy at 14 larkspur terrace now.")
    told.detail("Beth", "address", "14 Larkspur Terrace", may_see=("somebody",))
    browser, path = prints_of(town, told)

    answer = browser.get(f"{path}?print=wall-family")
    assert answer.status_code == 409
    assert "larkspur" not in answer.text
    sent = {"csrf_token": browser.token(), "print": "wall-family", "kind": "png"}
    assert browser.post(path, data=sent).status_code == 409


@pytest.fixture
def siblings(town: Town) -> tuple[Family, str]:
    """Amy and Ben, who each have a map; Ben’s stands on names of his own."""
    amy = family("Amy").mother("Beth").father("Carl").brother("Ben").sister("Cleo")
    amy.says("Amy", "misses", "Ben", "“I want my brother.”").together("Ben", "2026-10-01")
    amy.put_into(town.store)
    ben = amy.id("Ben")
    called = {"Ben": "Benny", "Amy": "Ames", "Beth": "Mum", "Carl": "Dad"}
    rows = [
        Case(id="case-of-ben", child_id=ben),
        *(
            Standing(
                id=f"standing-{name}",
                child_id=ben,
                person_id=amy.id(name),
                known_as=known_as,
                network_kind="child" if name == "Ben" else "natural",
            )
            for name, known_as in called.items()
        ),
        Relationship(
            id="said-by-ben",
            child_id=ben,
            from_id=ben,
            to_id=amy.id("Amy"),
            kind="loves",
            words="“She reads to me.”",
            source_type="child_words",
            source_id=ben,
            source_date=read_date("2026-10-02"),
        ),
    ]
    with town.store.writer(Event(actor="tests", action="added", chain=ben)) as writer:
        put_all(writer, rows)
    return amy, ben


def test_brothers_and_sisters_stand_on_one_sheet_with_their_views_apart(
    town: Town, siblings: tuple[Family, str]
) -> None:
    amy, ben = siblings
    worker = town.account("sam")
    for child in (amy.child_id, ben):
        town.grant(worker, child)
    page = town.signed_in(worker).get(f"/child/{amy.child_id}/prints?print=together-professionals")
    amys, bens = page.text.split("<article")[1:]

    assert "I want my brother" in amys
    assert "Ames" not in amys
    assert "She reads to me" in bens
    assert not [name for name in ("Cleo", "I want my brother") if says(bens, name)]
    for chain in (amy.child_id, ben):
        assert list(town.store.entries(chain))[-1].action == "saw_print"


def test_a_brother_whose_map_the_viewer_may_not_see_is_as_if_he_had_none(
    town: Town, siblings: tuple[Family, str]
) -> None:
    amy, ben = siblings
    before = len(list(town.store.entries(ben)))
    browser = town.worker_of(amy.child_id)
    page = browser.get(f"/child/{amy.child_id}/prints?print=together-professionals").text

    assert page.count("<article") == 1
    assert not [word for word in ("Benny", "Ames", "She reads to me") if word in page]
    assert len(list(town.store.entries(ben))) == before
