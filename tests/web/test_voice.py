"""A child’s own layer: the child alone writes it and says who sees it; grown-ups answer and change nothing."""

from __future__ import annotations

import re

import pytest

from graph.errors import RefusedError
from graph.history import undo
from graph.journal import Event
from graph.own_words import HouseItem, OwnView, Reply
from tests.families import Family
from tests.web.pages import Browser
from tests.web.test_sittings import code_from, come_in
from tests.web.town import Town

HELD = ("detail_id", "digest")
WORRY = "That Rex has nobody to walk him."


@pytest.fixture
def tiny(town: Town, child: str, sam: Browser) -> Browser:
    """Amy, beside Sam."""
    return come_in(town, code_from(sam, child))


def where(tiny: Browser, child: str, name: str) -> str:
    """The address of somebody on the child’s own page, as the page gives it."""
    page = tiny.get(f"/child/{child}/my-people").text
    card = next(part for part in page.split("<li>") if f'child-name">{name}<' in part)
    return card.split('href="')[1].split('"')[0]


def say(tiny: Browser, child: str, name: str, **fields: str) -> int:
    path = where(tiny, child, name)
    form = {**tiny.form(path), "name": name, "version": "0", "shown_to": "worker", **fields}
    return tiny.post(path, data=form).status_code


def worry(tiny: Browser, child: str, **fields: str) -> int:
    path = f"/child/{child}/my-houses/into/worries"
    form = {**tiny.form(path), "version": "0", "words": WORRY, "shown_to": "worker", **fields}
    return tiny.post(path, data=form).status_code


def viewer(town: Town, child: str, role: str, kind: str) -> Browser:
    someone = town.account(role.replace("_", ""), role)
    town.grant(someone, child, kind=kind)
    return town.signed_in(someone)


def test_a_face_words_and_away_for_now_are_kept_as_the_childs_own(
    town: Town, amy: Family, child: str, tiny: Browser
) -> None:
    said = say(tiny, child, "Nan", face="happy", words="She sings.", away="yes")

    (view,) = town.store.kept(OwnView, child)
    assert (said, view.person_id, view.face) == (303, amy.id("Nan"), "happy")
    assert (view.is_away, view.words, view.shown_to) == (True, "She sings.", "worker")
    assert town.store.account(view.by) != town.store.account(view.beside)


@pytest.mark.parametrize(
    ("chosen", "readers"),
    [
        ("worker", {"practitioner"}),
        ("family", {"practitioner", "family_member"}),
        (
            "everyone",
            {"practitioner", "family_member", "reviewing_officer", "manager"},
        ),
    ],
)
def test_only_those_whom_the_child_chose_see_it(
    town: Town, child: str, tiny: Browser, chosen: str, readers: set[str]
) -> None:
    worry(tiny, child, shown_to=chosen)
    kinds = {"practitioner": "allocated", "manager": "team"}
    roles = ("practitioner", "family_member", "partner", "reviewing_officer", "manager")

    seen = {
        role
        for role in roles
        if WORRY
        in viewer(town, child, role, kinds.get(role, "involved"))
        .get(f"/child/{child}/own-words")
        .text
    }

    assert seen == readers


def test_a_worker_answers_and_the_child_reads_it(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    worry(tiny, child)
    (item,) = town.store.kept(HouseItem, child)

    form = sam.form(f"/child/{child}/own-words")
    said = sam.post(
        f"/child/{child}/own-words", data={**form, "item_id": item.id, "words": "Cai walks him."}
    )

    assert said.status_code == 303
    assert "Cai walks him." in tiny.get(f"/child/{child}/my-houses").text


@pytest.mark.parametrize("role", ["practitioner", "manager", "facilitator"])
def test_no_grown_up_opens_the_childs_own_forms(
    town: Town, child: str, tiny: Browser, role: str
) -> None:
    worry(tiny, child, shown_to="everyone")
    (item,) = town.store.kept(HouseItem, child)
    browser = viewer(town, child, role, "allocated")
    token = browser.token()
    paths = [f"/child/{child}/my-houses/{item.id}", f"/child/{child}/my-houses/into/dreams"]

    for path in [*paths, f"/child/{child}/my-people/p02"]:
        form = {"csrf_token": token, "version": "1", "words": "Better not.", "take_away": "yes"}
        assert browser.get(path).status_code == 404
        assert browser.post(path, data=form).status_code == 404
    assert town.store.kept(HouseItem, child) == (item,)


def test_no_hand_but_the_childs_writes_it_in_the_store_either(
    town: Town, child: str, tiny: Browser
) -> None:
    worry(tiny, child)
    (item,) = town.store.kept(HouseItem, child)
    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)
    other = Event(actor="a manager", action="changed", chain=child)

    with pytest.raises(RefusedError), town.store.writer(other) as writer:
        writer.put(item.model_copy(update={"words": "Nothing."}))
    with pytest.raises(RefusedError), town.store.writer(other) as writer:
        writer.remove(item)
    with pytest.raises(RefusedError):
        undo(town.store, entry, "a manager")
    assert town.store.kept(HouseItem, child) == (item,)


def test_nobody_writes_in_the_childs_name(town: Town, child: str, tiny: Browser) -> None:
    worry(tiny, child)
    (item,) = town.store.kept(HouseItem, child)
    forged = item.model_copy(update={"id": "f" * 32, "version": 0})

    with (
        pytest.raises(RefusedError),
        town.store.writer(Event(actor="import", action="import", chain=child)) as writer,
    ):
        writer.put(forged)


def test_the_child_changes_it_and_takes_it_out(town: Town, child: str, tiny: Browser) -> None:
    worry(tiny, child)
    (item,) = town.store.kept(HouseItem, child)
    path = f"/child/{child}/my-houses/{item.id}"
    form = {**tiny.form(path), "version": "1", "shown_to": "family"}

    tiny.post(path, data={**form, "words": "That Rex is alone."})
    (changed,) = town.store.kept(HouseItem, child)
    tiny.post(path, data={**form, "version": "2", "take_away": "yes"})

    assert (changed.words, changed.shown_to) == ("That Rex is alone.", "family")
    assert town.store.kept(HouseItem, child) == ()


def test_a_stale_page_overwrites_nothing(town: Town, child: str, tiny: Browser) -> None:
    say(tiny, child, "Nan", face="happy")

    assert say(tiny, child, "Nan", face="cross") == 409
    assert [view.face for view in town.store.kept(OwnView, child)] == ["happy"]


def test_an_id_that_has_become_somebody_else_is_refused(
    town: Town, child: str, tiny: Browser
) -> None:
    path = where(tiny, child, "Nan")
    form = {**tiny.form(path), "version": "0", "name": "Beth", "face": "cross"}

    assert tiny.post(path, data=form).status_code == 409
    assert town.store.kept(OwnView, child) == ()


def test_while_words_give_away_something_protected_the_family_reads_none_until_somebody_decides(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser
) -> None:
    amy.detail("Beth", "address", "14 Alder Close")
    with town.store.writer(Event(actor="tests", action="added", chain=child)) as writer:
        for detail in amy.details:
            writer.put(detail)
    for number in (12, 14, 16):
        worry(tiny, child, words=f"Mum is alone at {number} Alder Close.", shown_to="family")
    page = f"/child/{child}/own-words"
    gran = viewer(town, child, "family_member", "involved")

    assert (gran.get(page).status_code, "Alder" in gran.get(page).text) == (409, False)

    text = sam.get(page).text
    found = {name: re.findall(rf'name="{name}" value="(\w+)"', text)[0] for name in HELD}
    data = {**sam.form(page), **found, "reason": "Mum has told all of them herself."}
    assert gran.post(f"{page}/clear", data={**gran.form("/account"), **found}).status_code == 404
    assert sam.post(f"{page}/clear", data=data).status_code == 303
    assert [n for n in (12, 14, 16) if f"{n} Alder" not in gran.get(page).text] == []


def test_what_the_child_says_is_in_no_map_list_or_export_of_others(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    worry(tiny, child, shown_to="everyone")
    pages = ("people", "who-loves", "history", "map.json", "time", "homes")

    told = [page for page in pages if WORRY in sam.get(f"/child/{child}/{page}").text]

    assert told == []


def test_replies_stay_between_the_child_and_their_worker(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    worry(tiny, child, shown_to="everyone")
    (item,) = town.store.kept(HouseItem, child)
    form = sam.form(f"/child/{child}/own-words")
    sam.post(f"/child/{child}/own-words", data={**form, "item_id": item.id, "words": "I will ask."})

    gran = viewer(town, child, "family_member", "involved").get(f"/child/{child}/own-words").text

    assert len(town.store.kept(Reply, child)) == 1
    assert WORRY in gran
    assert "I will ask." not in gran
