"""The map’s three routes: the page, what it draws, and one file of vis-network."""

from __future__ import annotations

from tests.families import Family
from tests.web.pages import says
from tests.web.town import Town
from web.maps.vis import vis_network


def test_the_page_holds_nobody_but_the_child(town: Town, amy: Family) -> None:
    browser = town.worker_of(amy.put_into(town.store))

    page = browser.get(f"/child/{amy.child_id}/map")

    assert page.status_code == 200
    assert "Amy’s map" in page.text
    assert not says(page.text, "Nan")


def test_the_contents_hold_everyone_the_viewer_may_see(town: Town, amy: Family) -> None:
    browser = town.worker_of(amy.put_into(town.store))

    found = browser.get(f"/child/{amy.child_id}/map.json").get_json()

    assert {said["name"] for said in found["people"].values()} == set(amy.people)
    assert {figure["id"] for figure in found["picture"]["figures"]} == set(found["people"])
    nan = found["people"][amy.id("Nan")]
    assert nan["page"] == f"/child/{amy.child_id}/person/{amy.id('Nan')}"


def test_what_is_drawn_is_journalled_with_everyone_on_it(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    browser.get(f"/child/{child}/map.json")

    entry = next(iter(town.store.entries(child, newest_first=True)))
    assert entry.action == "saw_map"
    assert set(entry.people) == {amy.id(name) for name in amy.people}


def test_a_tall_screen_gets_a_tall_map(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    left, top, right, bottom = browser.get(f"/child/{child}/map.json?shape=tall").get_json()[
        "picture"
    ]["box"]

    assert bottom - top > right - left


def test_a_shape_nobody_knows_is_a_wide_one(town: Town, amy: Family) -> None:
    child = amy.put_into(town.store)
    browser = town.worker_of(child)

    odd = browser.get(f"/child/{child}/map.json?shape=<b>").get_json()

    assert odd == browser.get(f"/child/{child}/map.json").get_json()


def test_whoever_may_not_see_the_child_gets_neither_page_nor_contents(
    town: Town, amy: Family
) -> None:
    child = amy.put_into(town.store)
    browser = town.signed_in(town.account("ivy"))

    for path in ("map", "map.json"):
        assert browser.get(f"/child/{child}/{path}").status_code == 404


def test_the_family_gets_its_own_ids_and_no_record(town: Town, amy: Family) -> None:
    child = amy.person("Nan", full_name="Gloria Bennett").put_into(town.store)
    browser = town.worker_of(child, "granny", "family_member")

    answer = browser.get(f"/child/{child}/map.json")

    assert "Gloria" not in answer.text
    assert amy.id("Nan") not in answer.text.replace(child, "")


def test_vis_network_comes_whole_from_the_installed_pyvis(town: Town) -> None:
    answer = town.browser().get("/map/vis-network.min.js")

    assert answer.mimetype == "text/javascript"
    assert answer.text == vis_network()
    assert "9.1.2" in answer.text


def test_no_other_file_of_pyvis_is_served(town: Town) -> None:
    for name in ("vis-network.css", "utils.js", "../vis-9.0.4/vis-network.min.js"):
        assert town.browser().get(f"/map/{name}").status_code == 404
