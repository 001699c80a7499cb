"""Somebody comes on the map by one line or three taps, and nothing is guessed."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from graph.layouts import KeptLayout
from graph.network import Network
from tests.families import TODAY, Family, family
from tests.web.pages import Browser
from tests.web.town import Town


def send(sam: Browser, child: str, do: str = "", **fields: str) -> TestResponse:
    path = f"/child/{child}/add-line"
    return sam.post(path, data={"csrf_token": sam.token(), "do": do, **fields})


def ask(sam: Browser, child: str, do: str = "", **fields: str) -> dict[str, object]:
    answer = sam.post(
        f"/child/{child}/add-line",
        data={"csrf_token": sam.token(), "do": do, **fields},
        headers={"Accept": "application/json"},
    )
    found = answer.get_json()
    assert isinstance(found, dict)
    return found


def ties(network: Network, name: str) -> set[tuple[str, str, str]]:
    return {
        (row.kind, network.known_as(row.from_id), network.known_as(row.to_id))
        for row in network.ties[network.find(name)]
    }


def test_a_line_is_said_back_before_anything_is_kept(town: Town, child: str, sam: Browser) -> None:
    said = ask(sam, child, line="Nana Rose, dad's mum")

    assert said["told"] == "Nana Rose is mother of Carl"
    assert said["kin"] == "Nana Rose would be Amy’s paternal grandmother."
    assert "Nana Rose" not in [s.known_as for s in town.store.network(child).standings.values()]


def test_a_grandmother_is_kept_as_the_mother_of_a_parent(
    town: Town, child: str, sam: Browser
) -> None:
    assert send(sam, child, "add", line="Nana Rose, dad's mum").status_code == 303

    network = town.store.network(child)
    assert ties(network, "Nana Rose") == {("birth_parent", "Nana Rose", "Carl")}
    standing = network.standings[network.find("Nana Rose")]
    assert (standing.finding_status(), standing.safety_stance()) == ("discovered", "unknown")


def test_the_same_comes_of_three_taps(town: Town, amy: Family, child: str, sam: Browser) -> None:
    send(sam, child, "add", of=amy.id("Carl"), tie="mother", name="Nana Rose")

    assert ties(town.store.network(child), "Nana Rose") == {("birth_parent", "Nana Rose", "Carl")}


def test_nobody_moves_when_somebody_comes(town: Town, child: str, sam: Browser) -> None:
    before = sam.get(f"/child/{child}/map.json").get_json()["picture"]["figures"]
    send(sam, child, "add", line="Nana Rose, dad's mum")

    after = sam.get(f"/child/{child}/map.json").get_json()["picture"]["figures"]
    places = {one["id"]: (one["x"], one["y"]) for one in after}
    assert len(after) == len(before) + 1
    assert {one["id"]: (one["x"], one["y"]) for one in before}.items() <= places.items()


def test_what_may_be_seen_by_professionals_only_keeps_no_places_for_the_family(
    town: Town, child: str, sam: Browser
) -> None:
    send(sam, child, "add", line="Jordan, possible father", again="yes")

    network = town.store.network(child)
    assert network.standings[network.find("Jordan")].visibility == "professionals_only"
    assert {one.audience for one in town.store.kept(KeptLayout, child)} == {"professionals"}


def test_as_few_may_know_of_a_relative_as_of_whom_they_are_joined_to(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    send(sam, child, "add", line="Jordan, possible father")
    send(sam, child, "add", line="Denise, Jordan's mum")

    network = town.store.network(child)
    assert network.standings[network.find("Denise")].visibility == "professionals_only"


def test_somebody_called_uncle_is_asked_about_and_can_be_no_relation(
    town: Town, child: str, sam: Browser
) -> None:
    first = sam.post(
        f"/child/{child}/add-line", data={"csrf_token": sam.token(), "line": "Uncle Ray, uncle"}
    )

    for label in ("Beth’s brother", "Carl’s brother", "No relation"):
        assert label in first.text
    assert "Add?" not in first.text


def test_somebody_of_that_name_can_be_joined_and_not_doubled(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    said = ask(sam, child, line="Fay, Nan's neighbour")
    assert "already" in str(said["asked"])

    send(sam, child, "add", line="Fay, Nan's neighbour", who=amy.id("Fay"))

    network = town.store.network(child)
    assert len(network.people) == len(amy.people)
    assert ("neighbour", "Fay", "Nan") in ties(network, "Fay")


def test_an_empty_chair_is_left_only_where_somebody_asks_for_it(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    send(sam, child, "add", line="Jay, brother's son", of=amy.id("Carl"), chairs="yes")

    network = town.store.network(child).at(TODAY)
    chairs = [p for p in network.people.values() if p.is_placeholder]
    assert [chair.gender for chair in chairs] == ["male"]
    assert {kind for kind, _one, _other in ties(network, "Jay")} == {"birth_parent"}


def test_whoever_takes_an_empty_chair_keeps_what_is_known_of_it(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    amy.placeholder("Grandad?", gender="male").tie("birth_parent", "Grandad?", "Carl")
    with_chair = amy.put_into(Town().store)
    assert with_chair == child
    other = Town()
    amy.put_into(other.store)
    worker = other.worker_of(child)

    asked = ask(worker, child, line="Lee, dad's dad")
    send(worker, child, "add", line="Lee, father", of=amy.id("Carl"), chair=amy.id("Grandad?"))

    network = other.store.network(child)
    assert "chair" in str(asked["asked"])
    assert network.people[amy.id("Grandad?")].is_person
    assert network.known_as(amy.id("Grandad?")) == "Lee"


def test_a_tie_drawn_on_the_map_is_kept_as_the_form_would(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    answer = sam.post(
        f"/child/{child}/draw-tie",
        data={
            "csrf_token": sam.token(),
            "one": amy.id("Fay"),
            "link": "neighbour>",
            "other": amy.id("Nan"),
        },
    ).get_json()

    assert answer["saved"].startswith("Saved at 12:")
    assert ("neighbour", "Fay", "Nan") in ties(town.store.network(child), "Fay")


def step(sam: Browser, child: str, change: object) -> TestResponse:
    data = {"csrf_token": sam.token(), "change": str(change)}
    return sam.post(f"/child/{child}/take-back", data=data)


def test_ones_own_step_is_taken_back_and_done_again(town: Town, child: str, sam: Browser) -> None:
    before = town.store.network(child)
    added = ask(sam, child, "add", line="Biscuit the dog")

    undone = step(sam, child, added["change"]).get_json()
    without = town.store.network(child)
    step(sam, child, undone["change"])

    assert without == before
    assert "Biscuit" in [s.known_as for s in town.store.network(child).standings.values()]


def test_whoever_is_shown_less_takes_back_what_they_added_themselves(
    town: Town, child: str
) -> None:
    ann = town.account("ann")
    town.grant(ann, child, "involved")
    browser = town.signed_in(ann)
    before = town.store.network(child)
    added = ask(browser, child, "add", line="Biscuit the dog")

    undone = step(browser, child, added["change"]).get_json()
    without = town.store.network(child)
    step(browser, child, undone["change"])

    assert without == before
    assert "Biscuit" in [s.known_as for s in town.store.network(child).standings.values()]


def test_nobody_takes_back_what_somebody_else_did(town: Town, child: str, sam: Browser) -> None:
    added = ask(sam, child, "add", line="Biscuit the dog")
    ann = town.worker_of(child, "ann")

    answer = step(ann, child, added["change"])

    assert answer.status_code == 404
    assert "Biscuit" in [s.known_as for s in town.store.network(child).standings.values()]


def test_what_a_step_is_called_holds_for_one_child_and_one_account(
    town: Town, child: str, sam: Browser
) -> None:
    other = family("Ivy").mother("Una").put_into(town.store)
    account = town.store.account("sam@example.org")
    assert account is not None
    town.grant(account, other)
    added = ask(sam, child, "add", line="Biscuit the dog")
    entry = next(town.store.entries(child, newest_first=True))

    elsewhere = step(sam, other, added["change"])
    by_number = step(sam, child, entry.sequence)

    assert (elsewhere.status_code, by_number.status_code) == (404, 404)
    assert "Biscuit" in [s.known_as for s in town.store.network(child).standings.values()]


def test_taking_back_never_lets_more_people_know(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/change/person/{amy.id('Fay')}"
    form = {"known_as": "Fay", "visibility": "professionals_only"}
    page = sam.get(path).text
    from tests.trust.pages import boxes

    sam.post(path, data={**boxes(page), **form})
    entry = next(e for e in town.store.entries(child, newest_first=True) if e.changes)

    answer = step(sam, child, town.called(entry))

    assert answer.status_code == 409
    assert town.store.network(child).standings[amy.id("Fay")].visibility == "professionals_only"


@pytest.mark.parametrize("role", ["out_of_hours", "family_member", "partner"])
def test_whoever_only_reads_makes_nothing(town: Town, child: str, role: str) -> None:
    someone = town.account("rosa", role)
    town.grant(someone, child, kind="involved")
    browser = town.signed_in(someone)
    data = {"csrf_token": browser.token(), "line": "Biscuit the dog", "do": "add"}

    answers = [
        browser.post(f"/child/{child}/{page}", data=data).status_code
        for page in ("add-line", "draw-tie", "take-back")
    ]

    assert answers == [404, 404, 404]
    assert len(town.store.network(child).people) == 8
