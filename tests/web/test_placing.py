"""Where a voice puts people is its own: never merged, never overwritten, and seen by those it was meant for."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.test import TestResponse

from graph.errors import RefusedError
from graph.history import undo
from graph.journal import Event
from graph.placements import OwnPlacement, Placement
from tests.families import Family
from tests.web.pages import Browser, Page
from tests.web.test_sittings import code_from, come_in
from tests.web.town import Town


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    amy.person("Ivo", visibility="professionals_only")
    return amy.put_into(town.store)


@pytest.fixture
def tiny(town: Town, child: str, sam: Browser) -> Browser:
    """Amy, beside Sam."""
    return come_in(town, code_from(sam, child))


def say(
    sam: Browser, amy: Family, voice: str, person: str, circle: str, **more: str
) -> TestResponse:
    data = {"voice": amy.id(voice), "person": amy.id(person), "circle": circle, **more}
    data["csrf_token"] = sam.token()
    return sam.post(f"/child/{amy.child_id}/place", data=data)


def views(browser: Browser, child: str) -> dict[str, dict[str, Any]]:
    found = browser.get(f"/child/{child}/voices.json").get_json()["voices"]
    return {voice["name"]: voice for voice in found}


def own(tiny: Browser, child: str, name: str, circle: str, **more: str) -> TestResponse:
    people = tiny.get(f"/child/{child}/map.json").get_json()["people"]
    person = next(key for key, said in people.items() if said["name"] == name)
    data = {"person": person, "name": name, "circle": circle, **more}
    data["csrf_token"] = tiny.form(f"/child/{child}/whose-view")["csrf_token"]
    return tiny.post(f"/child/{child}/my-place", data=data)


def reader(town: Town, child: str, role: str) -> Browser:
    someone = town.account(role.replace("_", ""), role)
    kinds = {"manager": "team", "child": "own", "practitioner": "allocated"}
    town.grant(someone, child, kind=kinds.get(role, "involved"))
    return town.signed_in(someone)


def test_how_often_a_place_was_kept_is_told_to_whoever_may_change_it_alone(
    town: Town, amy: Family, child: str, sam: Browser, tiny: Browser
) -> None:
    say(sam, amy, "Nan", "Fay", "heart", visibility="everyone")
    own(tiny, child, "Fay", "close", shown_to="everyone")

    told = {
        who: {name: list(one["versions"].values()) for name, one in views(browser, child).items()}
        for who, browser in (
            ("sam", sam),
            ("child", tiny),
            ("family", reader(town, child, "family_member")),
        )
    }

    assert told["sam"] == {"Amy": [1], "Nan": [1]}
    assert told["child"] == {"Amy": [1], "Nan": []}
    assert told["family"] == {"Amy": [], "Nan": []}


def test_a_voice_moves_people_in_its_own_view_alone(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    before = sam.get(f"/child/{child}/map.json").get_json()["picture"]["figures"]
    say(sam, amy, "Nan", "Fay", "heart", words="“Like a sister to her.”", said_on="2026-11-01")

    after = sam.get(f"/child/{child}/map.json").get_json()["picture"]["figures"]
    view = views(sam, child)["Nan"]
    layer = view["layer"]
    assert isinstance(layer, dict)
    spots = {one["id"]: (one["x"], one["y"]) for one in layer["picture"]["figures"]}
    moved = {one["id"] for one in before if spots[one["id"]] != (one["x"], one["y"])}
    assert after == before
    assert moved == {amy.id("Fay")}
    assert set(layer["quiet"]) == {amy.id(n) for n in amy.people} - {child, amy.id("Fay")}
    said = "Nan says of Fay: In the heart. “Like a sister to her.” 1 November 2026"
    assert layer["says"][amy.id("Fay")] == said


def test_one_whose_job_it_is_can_be_put_in_the_heart(amy: Family, child: str, sam: Browser) -> None:
    say(sam, amy, "Nan", "Hal", "heart")

    layer = views(sam, child)["Nan"]["layer"]
    assert isinstance(layer, dict)
    hal = next(one for one in layer["picture"]["figures"] if one["id"] == amy.id("Hal"))
    assert hal["circle"] == "heart"


def test_a_worker_places_nobody_in_the_childs_name(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    answer = say(sam, amy, "Amy", "Fay", "heart")

    assert answer.status_code == 400
    assert town.store.kept(Placement, child) == ()
    data = {"csrf_token": sam.token(), "person": amy.id("Fay"), "name": "Fay", "circle": "heart"}
    assert sam.post(f"/child/{child}/my-place", data=data).status_code == 404


@pytest.mark.parametrize(
    ("chosen", "readers"),
    [
        ("worker", {"practitioner"}),
        ("family", {"practitioner", "family_member"}),
        ("everyone", {"practitioner", "family_member", "reviewing_officer", "manager"}),
    ],
)
def test_the_childs_own_view_is_seen_by_those_the_child_chose(
    town: Town, child: str, tiny: Browser, chosen: str, readers: set[str]
) -> None:
    assert own(tiny, child, "Nan", "heart", shown_to=chosen).status_code == 303

    roles = ("practitioner", "family_member", "reviewing_officer", "manager")
    seen = {role for role in roles if "Amy" in views(reader(town, child, role), child)}

    assert seen == readers
    assert reader(town, child, "partner").get(f"/child/{child}/voices.json").status_code == 404


def test_no_hand_but_the_childs_writes_the_childs_view(
    town: Town, child: str, tiny: Browser
) -> None:
    own(tiny, child, "Nan", "heart", shown_to="everyone")
    (kept,) = town.store.kept(OwnPlacement, child)
    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)
    other = Event(actor="a manager", action="placed", chain=child)

    with pytest.raises(RefusedError), town.store.writer(other) as writer:
        writer.put(kept.model_copy(update={"circle": "out_there"}))
    with pytest.raises(RefusedError):
        undo(town.store, entry, "a manager")
    assert own(tiny, child, "Nan", "close", version="1").status_code == 303
    assert own(tiny, child, "Nan", "close", version="1").status_code == 409


def test_the_family_hears_neither_a_hidden_voice_nor_of_somebody_hidden_nor_what_is_for_few(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    say(sam, amy, "Ivo", "Fay", "heart")
    say(sam, amy, "Nan", "Ivo", "heart")
    say(sam, amy, "Beth", "Fay", "out_there", visibility="professionals_only")
    amy.person("Nan")

    relative = reader(town, child, "family_member")
    relative.secrets = frozenset({"Ivo"})

    assert views(relative, child) == {}
    assert set(views(sam, child)) == {"Ivo", "Nan", "Beth"}


def test_what_was_for_few_is_not_made_for_everyone_in_passing(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    say(sam, amy, "Nan", "Fay", "heart", visibility="professionals_only")

    answer = say(sam, amy, "Nan", "Fay", "close", visibility="everyone", version="1")

    assert answer.status_code == 400
    (kept,) = town.store.kept(Placement, child)
    assert (kept.circle, kept.visibility) == ("heart", "professionals_only")


def test_words_that_give_an_address_away_are_kept_from_the_family(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    amy.detail("Fay", "address", "14 Juniper Walk")
    with town.store.writer(Event(actor="tests", action="added", chain=child)) as writer:
        writer.put(amy.details[-1])
    say(sam, amy, "Nan", "Fay", "close", words="She comes from 14 Juniper Walk.")

    answer = reader(town, child, "family_member").get(f"/child/{child}/voices.json")
    assert (answer.status_code, "Juniper" in answer.text) == (409, False)


def test_the_list_says_the_same_as_the_map_and_takes_somebody_out_again(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    say(sam, amy, "Nan", "Fay", "heart")
    page = sam.get(f"/child/{child}/whose-view").text

    say(sam, amy, "Nan", "Fay", "", version="1")

    assert "As Nan sees it" in page
    assert town.store.kept(Placement, child) == ()


def test_what_was_placed_is_taken_back_by_whoever_wrote_it(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    say(sam, amy, "Nan", "Fay", "heart")
    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)

    data = {"csrf_token": sam.token(), "change": town.called(entry)}
    answer = sam.post(f"/child/{child}/take-back", data=data)

    assert answer.status_code == 200
    assert town.store.kept(Placement, child) == ()


def test_what_is_kept_tells_a_child_nothing_of_how_much_is_written_besides(
    town: Town, child: str, tiny: Browser
) -> None:
    people = tiny.get(f"/child/{child}/map.json").get_json()["people"]
    nan = next(key for key, said in people.items() if said["name"] == "Nan")
    token = tiny.form(f"/child/{child}/whose-view")["csrf_token"]
    data = {"person": nan, "name": "Nan", "circle": "heart", "csrf_token": token}
    wants = {"Accept": "application/json"}

    answer = tiny.post(f"/child/{child}/my-place", data=data, headers=wants).get_json()

    assert answer.keys() == {"saved"}


def history(browser: Browser, child: str) -> str:
    return " ".join(Page(browser.get(f"/child/{child}/history").text).words.split())


def test_who_was_put_where_by_whom_stands_in_the_history(
    amy: Family, child: str, sam: Browser
) -> None:
    say(sam, amy, "Nan", "Fay", "heart", words="My rock.", said_on="2026-11-02")
    say(sam, amy, "Nan", "Fay", "close", version="1")

    said = history(sam, child)

    assert "changed where Nan puts Fay Circle In the heart Close" in said
    assert "added where Nan puts Fay Circle In the heart In their words My rock." in said


def test_the_history_tells_a_childs_own_place_to_those_whom_the_child_shows_it_today(
    town: Town, child: str, sam: Browser, tiny: Browser
) -> None:
    other = reader(town, child, "reviewing_officer")
    own(tiny, child, "Nan", "heart", shown_to="everyone")
    before = history(other, child)

    own(tiny, child, "Nan", "close", shown_to="worker", version="1")

    assert "where Amy puts Nan" in before
    assert "where Amy puts Nan" in history(sam, child)
    assert "where Amy puts" not in history(other, child)
