"""A child gives pictures on their own view of the map; they are theirs, and get round nobody’s consent or guard."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from graph.errors import RefusedError
from graph.history import undo
from graph.journal import Event
from graph.own_pictures import OwnPicture, OwnPictureLook
from graph.pictures import Picture
from tests.families import Family
from tests.photographs import BLUE, PLACE, photograph
from tests.web.pages import Browser, Page
from tests.web.test_loosening import REASON, second
from tests.web.test_pictures import FOR_ALL, do, faces, family_of
from tests.web.test_pictures import give as give_as_worker
from tests.web.test_sittings import code_from, come_in
from tests.web.test_voice import where
from tests.web.town import Town

_LINK = re.compile(r'href="([^"]+/own-words/picture/[0-9a-f]+)"')


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.person("Beth", address_confidential=True)
    return amy.put_into(town.store)


@pytest.fixture
def tiny(town: Town, child: str, sam: Browser) -> Browser:
    """Amy, beside Sam."""
    return come_in(town, code_from(sam, child))


@pytest.fixture
def gran(town: Town, child: str) -> Browser:
    """Somebody of the family."""
    return family_of(town, child)


def page_of(tiny: Browser, child: str, name: str) -> str:
    """The address at which the child gives somebody a picture, or themself."""
    if name != "Amy":
        return f"{where(tiny, child, name)}/picture"
    found = re.search(r'href="([^"]+/picture)"', tiny.get(f"/child/{child}/my-people").text)
    assert found is not None
    return found[1]


def _sent(tiny: Browser, path: str, name: str) -> dict[str, str]:
    page = tiny.get(path).text
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    token = tiny.form(path)["csrf_token"]
    return {"csrf_token": token, "version": version, "name": name}


def give(tiny: Browser, child: str, who: str, content: bytes = b"", **fields: str) -> int:
    path = page_of(tiny, child, who)
    file = {"picture": (BytesIO(content), f"{PLACE}.png")} if content else {}
    form = {**_sent(tiny, path, who), "shown_to": "worker", **fields, **file}
    return tiny.post(path, data=form, content_type="multipart/form-data").status_code


def act(tiny: Browser, child: str, name: str, what: str, **fields: str) -> int:
    path = page_of(tiny, child, name)
    form = {**_sent(tiny, path, name), "act": what, **fields}
    return tiny.post(f"{path}/change", data=form).status_code


def look(sam: Browser, child: str, **fields: str) -> int:
    """Somebody who works with the child looks at the one picture that waits."""
    (path,) = _LINK.findall(sam.get(f"/child/{child}/own-words").text)
    return sam.post(path, data={**_hidden(sam, path), **fields}).status_code


def _hidden(browser: Browser, path: str) -> dict[str, str]:
    """What the form at a path sends along by itself."""
    told = Page(browser.get(path).text).fields
    return {name: told[name] for name in ("csrf_token", "version", "picture_version")}


def kept(town: Town, child: str) -> tuple[OwnPicture, ...]:
    return town.store.kept(OwnPicture, child)


def given_to(browser: Browser, child: str) -> bool:
    """Whether somebody is given a picture in the child’s own layer."""
    return "Pictures that Amy gave" in browser.get(f"/child/{child}/own-words").text


def test_a_drawing_is_the_childs_own_made_anew_and_stands_on_their_own_map_alone(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser, gran: Browser
) -> None:
    said = give(tiny, child, "Nan", photograph("PNG"))

    (one,) = kept(town, child)
    assert (said, one.person_id, one.kind) == (303, amy.id("Nan"), "drawing")
    assert (one.shown_to, bool(one.beside)) == ("worker", True)
    assert PLACE not in repr(list(town.store.entries(child)))
    assert faces(tiny, child) == [one.as_picture().photograph] * 2
    assert faces(sam, child) + faces(gran, child) == []
    assert (given_to(sam, child), given_to(gran, child)) == (True, False)


def test_it_takes_the_place_of_the_records_picture_for_the_child_alone(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser, gran: Browser
) -> None:
    give_as_worker(sam, f"/child/{child}/person/{amy.id('Nan')}/picture", photograph(), **FOR_ALL)
    (record,) = town.store.kept(Picture, child)

    give(tiny, child, "Nan", photograph(colour=BLUE), shown_to="everyone")
    look(sam, child)

    (own,) = kept(town, child)
    assert faces(tiny, child) == [own.as_picture().photograph] * 2
    assert faces(sam, child) == faces(gran, child) == [record.photograph] * 2


def test_of_somebody_else_a_child_gives_no_photograph(
    town: Town, child: str, tiny: Browser
) -> None:
    answers = [
        give(tiny, child, name, photograph(), kind="photo", shown_to="everyone")
        for name in ("Nan", "Amy")
    ]

    assert answers == [400, 303]
    assert [(one.person_id, one.kind) for one in kept(town, child)] == [(child, "photo")]


def test_the_family_sees_a_drawing_once_a_worker_has_looked_at_just_this_one(
    town: Town, child: str, sam: Browser, tiny: Browser, gran: Browser
) -> None:
    give(tiny, child, "Nan", photograph(), shown_to="family")
    before = given_to(gran, child)
    looked = look(sam, child), given_to(gran, child)
    give(tiny, child, "Nan", photograph(colour=BLUE), shown_to="family")

    assert (before, looked) == (False, (303, True))
    assert not given_to(gran, child)
    assert look(sam, child) == 303
    assert given_to(gran, child)
    assert look(sam, child, keep_back="yes") == 303
    assert (given_to(gran, child), given_to(tiny, child)) == (False, True)


def test_a_mark_needs_no_look_but_where_a_place_is_guarded(
    child: str, tiny: Browser, gran: Browser
) -> None:
    give(tiny, child, "Beth", mark="boat", shown_to="family")
    guarded = given_to(gran, child)
    give(tiny, child, "Nan", mark="boat", shown_to="family")

    assert (guarded, given_to(gran, child)) == (False, True)
    told = Page(gran.get(f"/child/{child}/own-words").text).words
    assert "Beth" not in told.partition("Pictures that Amy gave")[2]


def test_where_a_place_is_guarded_two_people_look(
    town: Town, child: str, sam: Browser, tiny: Browser, gran: Browser
) -> None:
    give(tiny, child, "Beth", photograph(), shown_to="family")

    alone = look(sam, child), look(sam, child, reason=REASON)
    before = given_to(gran, child)
    both = look(sam, child, reason=REASON, **second(town, child))

    assert (alone, before, both) == ((400, 400), False, 303)
    assert given_to(gran, child)
    loosened = next(town.store.entries(child, newest_first=True))
    assert [e.reason for e in town.store.entries(child) if "agreed by Mia" in e.reason]
    assert loosened.people


def test_an_address_that_becomes_confidential_hides_it_at_once(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser, gran: Browser
) -> None:
    give(tiny, child, "Nan", photograph(), shown_to="family")
    look(sam, child)
    seen = given_to(gran, child)
    person = town.store.network(child).people[amy.id("Nan")]
    with town.store.writer(Event(actor="tests", action="changed", chain=child)) as writer:
        writer.put(person.model_copy(update={"address_confidential": True}))

    assert (seen, given_to(gran, child), given_to(tiny, child)) == (True, False, True)


def test_the_child_is_told_nothing_of_who_is_guarded(child: str, tiny: Browser) -> None:
    pages = []
    for name in ("Beth", "Nan"):
        give(tiny, child, name, mark="sun", shown_to="family")
        text = tiny.get(page_of(tiny, child, name)).text
        pages.append(re.sub(r'csrf_token" value="[^"]+"|my-people/\w+', "", text))

    assert pages[0].replace("Beth", "Nan") == pages[1]


def test_a_child_takes_it_away_and_puts_it_back_and_says_who_sees_it(
    town: Town, child: str, tiny: Browser, gran: Browser
) -> None:
    give(tiny, child, "Nan", mark="cat")
    shown = give(tiny, child, "Nan", shown_to="family"), given_to(gran, child)
    away = act(tiny, child, "Nan", "take_away"), kept(town, child)
    back = act(tiny, child, "Nan", "put_back")

    (one,) = kept(town, child)
    assert (shown, away, back) == ((303, True), (303, ()), 303)
    assert (one.content, one.shown_to) == ("cat", "family")
    assert act(tiny, child, "Nan", "put_back") == 404
    assert act(tiny, child, "Nan", "burn") == 400


@pytest.mark.parametrize("is_taken_away", [False, True])
def test_of_two_that_were_given_at_once_none_stays_where_the_child_does_not_see_it(
    town: Town, child: str, tiny: Browser, gran: Browser, *, is_taken_away: bool
) -> None:
    give(tiny, child, "Nan", mark="cat", shown_to="family")
    (one,) = kept(town, child)
    with town.store.writer(Event(actor=one.by, action="gave_own_picture", chain=child)) as writer:
        writer.put(one.model_copy(update={"id": "f" * 32, "version": 0}))

    assert given_to(gran, child)
    if is_taken_away:
        act(tiny, child, "Nan", "take_away")
    else:
        give(tiny, child, "Nan", shown_to="worker")

    assert not given_to(gran, child)
    assert [one.shown_to for one in kept(town, child)] == ([] if is_taken_away else ["worker"])


def test_no_grown_up_writes_it_or_takes_it_back(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    give(tiny, child, "Nan", mark="cat")
    entry = next(e for e in town.store.entries(child) if e.action == "gave_own_picture")
    (one,) = kept(town, child)
    events = [Event(actor="sam", action=a, chain=child) for a in ("changed", "consent_withdrawn")]

    for event in events:
        with pytest.raises(RefusedError), town.store.writer(event) as writer:
            writer.put(one.model_copy(update={"content": "dog"}))
        with pytest.raises(RefusedError), town.store.writer(event) as writer:
            writer.remove(one)
    with pytest.raises(RefusedError):
        undo(town.store, entry, "sam")
    assert sam.get(page_of(tiny, child, "Nan")).status_code == 404
    assert kept(town, child) == (one,)


def test_a_grown_up_answers_and_the_child_chooses_who_reads_on(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    give(tiny, child, "Nan", mark="cat")
    (one,) = kept(town, child)

    form = sam.form(f"/child/{child}/own-words")
    said = sam.post(
        f"/child/{child}/own-words", data={**form, "item_id": one.id, "words": "A fine cat."}
    )

    assert said.status_code == 303
    assert "A fine cat." in sam.get(f"/child/{child}/own-words").text


def test_consent_taken_back_empties_what_the_child_gave_and_the_child_is_told(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser
) -> None:
    give(tiny, child, "Nan", photograph(), shown_to="family")
    look(sam, child)

    assert do(sam, f"/child/{child}/person/{amy.id('Nan')}/picture", "withdraw") == 303

    told = [change for entry in town.store.entries(child) for change in entry.changes]
    assert [one.content for one in kept(town, child)] == [""]
    assert [change for change in told if change.record_kind == "own_picture"] == []
    assert (given_to(tiny, child), faces(tiny, child)) == (False, [])
    assert "gone for good" in Page(tiny.get(page_of(tiny, child, "Nan")).text).words
    assert act(tiny, child, "Nan", "put_back") == 404
    assert give(tiny, child, "Nan", mark="sun") == 303
    assert town.store.verify() == ""


def test_a_worker_who_does_not_see_it_is_not_told_by_what_is_emptied(
    town: Town, amy: Family, child: str, tiny: Browser
) -> None:
    give(tiny, child, "Nan", mark="cat")
    boss = town.account("bo", "manager")
    town.grant(boss, child, "team")
    path = f"/child/{child}/person/{amy.id('Nan')}/picture"

    browser = town.signed_in(boss)
    assert do(browser, path, "withdraw") == 303

    assert "There was no picture here" in Page(browser.get(path).text).words
    assert [one.content for one in kept(town, child)] == [""]


@pytest.mark.parametrize(
    ("content", "fields", "status"),
    [
        (b"", {}, 400),
        (b"GIF89a", {}, 400),
        (photograph(side=60), {"mark": "sun"}, 400),
        (b"", {"mark": "dragon"}, 400),
        (b"", {"mark": "sun", "shown_to": "nobody"}, 400),
        (b"", {"mark": "sun", "agreed_by": "Nan"}, 400),
        (b"", {"mark": "sun", "name": "Beth"}, 409),
        (b"", {"mark": "sun", "version": "7"}, 409),
    ],
)
def test_what_cannot_be_kept_is_not(
    town: Town, child: str, tiny: Browser, content: bytes, fields: dict[str, str], status: int
) -> None:
    assert give(tiny, child, "Nan", content, **fields) == status
    assert kept(town, child) == ()


def test_a_look_is_of_the_picture_that_was_looked_at(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    give(tiny, child, "Nan", photograph(), shown_to="family")
    (path,) = _LINK.findall(sam.get(f"/child/{child}/own-words").text)
    form = _hidden(sam, path)
    give(tiny, child, "Nan", photograph(colour=BLUE), shown_to="family")

    stale = sam.post(path, data=form).status_code
    give(tiny, child, "Nan", shown_to="worker")

    assert (stale, sam.get(path).status_code) == (409, 404)
    assert town.store.kept(OwnPictureLook, child) == ()


def test_it_stands_where_the_child_puts_people(child: str, tiny: Browser, sam: Browser) -> None:
    give(tiny, child, "Nan", photograph())

    pages = [browser.get(f"/child/{child}/whose-view").text for browser in (tiny, sam)]

    assert [page.count("data:image/jpeg") for page in pages] == [1, 0]
