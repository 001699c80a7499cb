"""Adding to a map and changing what stands on it."""

from __future__ import annotations

import pytest

from graph.relationships import Relationship
from graph.standings import Standing
from tests.families import TODAY, Family
from tests.web.forms import form_values
from tests.web.pages import Browser, Page
from tests.web.town import Town


@pytest.fixture
def child(town: Town, amy: Family) -> str:
    return amy.stance("Carl", "not_safe").put_into(town.store)


def filled(browser: Browser, path: str, **fields: str) -> dict[str, str]:
    """Everything that the form at a path sends, with some of it changed."""
    return form_values(browser.get(path).text) | fields


def standing(town: Town, child: str, person: str) -> Standing:
    return town.store.network(child).standings[person]


def tie(town: Town, child: str, kind: str, words: str) -> Relationship:
    found = [
        r for r in town.store.network(child).relationships if (r.kind, r.words) == (kind, words)
    ]
    assert len(found) == 1
    return found[0]


def test_somebody_new_is_put_on_the_map_and_asked_how_they_belong(
    town: Town, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/add/person"

    answer = sam.post(path, data=filled(sam, path, known_as="Auntie Jo", full_name="Jo Ray"))

    assert answer.status_code == 303
    assert answer.location.startswith(f"/child/{child}/add/tie?about=")
    assert "Auntie Jo" in Page(sam.get(answer.location).text).words


def test_somebody_new_begins_with_dated_moves(town: Town, child: str, sam: Browser) -> None:
    path = f"/child/{child}/add/person"
    sam.post(path, data=filled(sam, path, known_as="Auntie Jo"))

    network = town.store.network(child)
    jo = next(s for s in network.standings.values() if s.known_as == "Auntie Jo")

    assert (jo.finding_status(), jo.finding_status_date().earliest) == ("discovered", TODAY)
    assert jo.safety_stance() == "unknown"


def test_somebody_without_any_name_is_asked_for_one(town: Town, child: str, sam: Browser) -> None:
    path, before = f"/child/{child}/add/person", len(town.store.network(child).people)

    answer = sam.post(path, data=filled(sam, path))

    assert "Write what they are called." in Page(answer.text).words
    assert len(town.store.network(child).people) == before
    chair = filled(sam, path, entity_type="placeholder")
    assert sam.post(path, data=chair).status_code == 303


def test_what_was_said_is_written_down_with_who_and_when(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/add/words?about={amy.id('Fay')}"

    sam.post(path, data=filled(sam, path, words="“Best friends.”", source_date="2026-11"))

    row = tie(town, child, "loves", "“Best friends.”")
    assert (row.from_id, row.to_id) == (amy.id("Fay"), child)
    assert (row.source_id, str(row.source_date), row.child_id) == (amy.id("Fay"), "2026-11", child)


def test_a_tie_can_be_written_from_either_end(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/add/tie?about={amy.id('Nan')}"
    values = filled(sam, path, link="birth_parent<", other=amy.id("Fay"), words="seen")

    sam.post(path, data=values)

    row = tie(town, child, "birth_parent", "seen")
    assert (row.from_id, row.to_id) == (amy.id("Fay"), amy.id("Nan"))
    assert row.child_id == ""


def test_a_time_together_and_a_home_are_written_down(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    time = f"/child/{child}/add/time-together?about={amy.id('Carl')}"
    sam.post(time, data=filled(sam, time, date="2026-11-15", child_view="4"))
    home = f"/child/{child}/add/home?about={amy.id('Carl')}"
    sam.post(home, data=filled(sam, home, home_code="H7", area="Leeds"))

    network = town.store.network(child)

    assert [t.child_view for t in network.contacts if t.person_id == amy.id("Carl")] == [4]
    assert [s.area for s in network.stays if s.person_id == amy.id("Carl")] == ["Leeds"]


def test_a_promise_and_a_plan_are_written_down(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    for what, more in (
        ("promise", {"detail": "meals"}),
        ("family-time", {"plan_every_days": "30"}),
    ):
        path = f"/child/{child}/add/{what}?about={amy.id('Beth')}"
        sam.post(path, data=filled(sam, path, words=what, **more))

    assert tie(town, child, "promise", "promise").detail == "meals"
    assert tie(town, child, "family_time_plan", "family-time").plan_every_days == 30


def test_an_address_is_not_taken_for_a_home(
    town: Town, child: str, amy: Family, sam: Browser
) -> None:
    path = f"/child/{child}/add/home?about={amy.id('Carl')}"

    for text in ("12 Elm Road", "LS6 2AB", "ls62ab"):
        answer = sam.post(path, data=filled(sam, path, home_code="H7", area=text))
        assert answer.status_code == 400
        assert "looks like an address" in answer.text


def test_a_change_of_rung_is_added_and_never_written_over(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/change/person/{amy.id('Fay')}"

    sam.post(path, data=filled(sam, path, ladder="contacted"))
    sam.post(path, data=filled(sam, path, ladder="engaged"))

    moves = standing(town, child, amy.id("Fay")).ladder
    assert [(move.to, move.on.earliest) for move in moves] == [
        ("contacted", TODAY),
        ("engaged", TODAY),
    ]


def test_nobody_is_committed_without_a_promise_or_here_for_life_without_their_word(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    for name, rung, status in (
        ("Beth", "committed", 400),
        ("Beth", "lifelong", 400),
        ("Nan", "committed", 303),
        ("Nan", "lifelong", 303),
    ):
        path = f"/child/{child}/change/person/{amy.id(name)}"
        answer = sam.post(path, data=filled(sam, path, ladder=rung))
        assert answer.status_code == status


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    town: Town, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/add/person"
    values = filled(sam, path, known_as="Auntie Jo", dob="5/3/2019", notes="She rang.")

    answer = sam.post(path, data=values)

    assert answer.status_code == 400
    assert "“5/3/2019” is not a date kith can read" in Page(answer.text).words
    assert 'aria-describedby="dob-hint dob-problem"' in answer.text
    for typed in ("Auntie Jo", "5/3/2019", "She rang."):
        assert typed in answer.text


def test_a_field_that_was_not_on_the_form_is_refused(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/change/person/{amy.id('Nan')}"
    before = town.store.network(child)

    for name in ("id", "child_id", "version", "person_id", "owner", "role", "ref", "audit"):
        answer = sam.post(path, data=filled(sam, path) | {name: "x"})
        assert answer.status_code == 400

    assert town.store.network(child) == before


def test_a_field_sent_twice_is_refused(town: Town, amy: Family, child: str, sam: Browser) -> None:
    path = f"/child/{child}/change/person/{amy.id('Nan')}"
    values = filled(sam, path)

    answer = sam.post(path, data={**values, "known_as": ["Nan", "Nana"]})

    assert answer.status_code == 400


def test_a_code_that_was_not_offered_is_refused_beside_its_field(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/change/person/{amy.id('Nan')}"

    answer = sam.post(path, data=filled(sam, path, gender="cat"))

    assert answer.status_code == 400
    assert "Choose one of these." in answer.text


def test_whoever_may_not_see_safety_can_neither_read_nor_write_it(
    town: Town, amy: Family, child: str
) -> None:
    vera = town.account("vera")
    town.grant(vera, child, kind="involved")
    browser = town.signed_in(vera)
    path = f"/child/{child}/change/person/{amy.id('Carl')}"
    values = filled(browser, path, notes="met at school")

    assert not {"stance", "safety_plan", "importance", "address_confidential"} & values.keys()
    assert browser.post(path, data=values | {"stance": "safe"}).status_code == 400
    assert browser.post(path, data=values).status_code == 303
    assert standing(town, child, amy.id("Carl")).safety_stance() == "not_safe"
    assert standing(town, child, amy.id("Carl")).notes == "met at school"


def test_a_confidential_area_is_not_shown_and_is_kept_when_left_empty(
    town: Town, amy: Family
) -> None:
    amy.person("Nan", address_confidential=True)
    child = amy.put_into(town.store)
    browser = town.worker_of(child)
    stay = next(s for s in town.store.network(child).stays if s.person_id == amy.id("Nan"))
    path = f"/child/{child}/change/home/{stay.id}"

    values = filled(browser, path, start_date="2024-11-18")
    browser.post(path, data=values)

    assert values["area"] == ""
    kept = next(s for s in town.store.network(child).stays if s.id == stay.id)
    assert (kept.area, str(kept.start_date)) == ("Eastham", "2024-11-18")


def test_a_form_is_no_way_to_a_kind_that_may_not_be_seen(
    town: Town, amy: Family, child: str
) -> None:
    manager = town.account("mia", "manager")
    town.grant(manager, child, kind="team")
    browser = town.signed_in(manager)
    path = f"/child/{child}/add/words?about={amy.id('Beth')}"
    values = filled(browser, path)

    assert "afraid_of&gt;" not in browser.get(path).text
    assert browser.post(path, data=values | {"link": "afraid_of>"}).status_code == 400


def test_every_form_opens_for_everything_on_a_map(town: Town, child: str, sam: Browser) -> None:
    network = town.store.network(child)
    whats = {"statement": "words", "promise": "promise"}
    rows = [(whats.get(r.family, whats.get(r.kind, "tie")), r.id) for r in network.relationships]
    rows += [("time-together", c.id) for c in network.contacts]
    rows += [("home", s.id) for s in network.stays] + [("person", p) for p in network.people]

    for what, record in rows:
        path = f"/child/{child}/change/{what}/{record}"
        values = filled(sam, path)
        assert sam.post(path, data=values).status_code == 303, path

    assert town.store.network(child) == network


def test_saving_an_unchanged_form_writes_nothing(
    town: Town, amy: Family, child: str, sam: Browser
) -> None:
    path = f"/child/{child}/change/person/{amy.id('Nan')}"
    before = len([e for e in town.store.entries(child) if e.changes])

    sam.post(path, data=filled(sam, path))

    assert len([e for e in town.store.entries(child) if e.changes]) == before


def test_adding_somebody_from_the_page_moves_nobody(town: Town, child: str, sam: Browser) -> None:
    def places() -> dict[str, tuple[float, float]]:
        nodes = sam.get(f"/child/{child}/map.json").json["vis"]["nodes"]
        return {node["id"]: (node["x"], node["y"]) for node in nodes}

    before = places()
    path = f"/child/{child}/add/person"
    answer = sam.post(path, data=filled(sam, path, known_as="Auntie Flo"))
    assert answer.status_code == 303

    after = places()

    assert len(after) == len(before) + 1
    assert {person: after[person] for person in before} == before
