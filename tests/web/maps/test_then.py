"""The map through time: the strip, a day, and what changed, for those who may see them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from graph.dates import read_date
from graph.journal import Event
from graph.meetings import Meeting
from graph.stores.protocol import put_all
from graph.viewers import Viewer
from tests.families import TODAY, Family, family
from tests.web.pages import Browser
from tests.web.town import Town
from web.maps.lenses import LENSES
from web.reading import network_on


@pytest.fixture
def told() -> Family:
    """Amy lived with Fran from 2020, and lives with Gus since 2024."""
    told = family("Amy", dob="2016-04-05").mother("Beth").adult("Fran").adult("Gus")
    told.tie("foster_carer", "Fran", "Amy", start_date="2020-01-01", end_date="2024-04-30")
    told.tie("foster_carer", "Gus", "Amy", start_date="2024-05-01")
    told.lives("H1", "Amy", "Fran", start_date="2020-01-01", end_date="2024-04-30")
    told.lives("H2", "Amy", "Gus", area="Bangor", start_date="2024-05-01")
    told.together("Fran", "2020-02-02").professional("Hal").says("Amy", "loves", "Beth")
    return told


@pytest.fixture
def child(town: Town, told: Family) -> str:
    return told.put_into(town.store)


@pytest.fixture
def sam(town: Town, child: str) -> Browser:
    return town.worker_of(child)


def asked(browser: Browser, child: str, what: str) -> Any:
    return browser.get(f"/child/{child}/map/{what}").get_json()


def drawn_names(day: Any) -> set[str]:
    return {said["name"] for said in day["people"].values()}


def journalled(town: Town, told: Family) -> set[str]:
    entry = next(iter(town.store.entries(told.child_id, newest_first=True)))
    return {told.known(person) for person in entry.people}


def test_the_strip_has_a_band_for_each_home_and_a_stop_for_each_day(
    sam: Browser, child: str
) -> None:
    strip = asked(sam, child, "years.json")

    assert strip["first"] == "2016-04-05"
    assert [band["label"] for band in strip["bands"]] == ["with Fran", "with Gus"]
    assert [stop["on"] for stop in strip["stops"]] == ["2020-01-01", "2024-04-30", "2024-05-01"]
    assert strip["since"] == (TODAY - timedelta(days=90)).isoformat()


def test_a_day_shows_and_journals_exactly_whoever_was_there(
    town: Town, sam: Browser, child: str, told: Family
) -> None:
    day = asked(sam, child, "day.json?on=2021-06-01")

    assert drawn_names(day) == {"Amy", "Beth", "Fran", "Hal"}
    assert {figure["id"] for figure in day["picture"]["figures"]} == set(day["people"])
    assert journalled(town, told) == drawn_names(day)


def test_nobody_changes_place_and_nothing_that_is_drawn_names_whoever_comes_later(
    sam: Browser, child: str
) -> None:
    today = sam.get(f"/child/{child}/map.json").get_json()["picture"]
    answer = sam.get(f"/child/{child}/map/day.json?on=2021-06-01")

    places = {figure["id"]: (figure["x"], figure["y"]) for figure in today["figures"]}
    then = answer.get_json()["picture"]
    assert all(places[f["id"]] == (f["x"], f["y"]) for f in then["figures"])
    assert then["box"] == today["box"]
    assert "Gus" not in answer.text


def test_circles_of_that_day_are_said_and_not_moved_to(
    town: Town, sam: Browser, child: str, told: Family
) -> None:
    day = asked(sam, child, "day.json?on=2020-03-01")

    in_words = {group["label"]: group["lines"] for group in day["told"]}
    assert in_words["in touch"] == ["Fran"]
    assert in_words["how close they stood then is not written down"] == ["Beth"]
    fran = next(f for f in day["picture"]["figures"] if f["id"] == told.id("Fran"))
    assert ["in touch"] in [mark.get("lines") for mark in fran["marks"]]


@pytest.mark.parametrize("on", ["", "nonsense", "2999-01-01", "0001-01-01"])
def test_a_day_that_is_none_or_has_not_come_is_answered_all_the_same(
    sam: Browser, child: str, on: str
) -> None:
    shown = asked(sam, child, f"day.json?on={on}")["on"]

    assert shown == ("2016-04-05" if on.startswith("0") else TODAY.isoformat())


@pytest.mark.parametrize("lens", [lens.name for lens in LENSES])
def test_a_lens_on_a_day_names_exactly_whoever_was_there_in_the_places_of_today(
    town: Town, sam: Browser, child: str, told: Family, lens: str
) -> None:
    layer = sam.get(f"/child/{child}/lenses.json").get_json()["layers"].get(lens, {})
    today = layer.get("picture") or sam.get(f"/child/{child}/map.json").get_json()["picture"]

    answer = sam.get(f"/child/{child}/map/day.json?on=2021-06-01&lens={lens}")

    day = answer.get_json()
    places = {figure["id"]: (figure["x"], figure["y"]) for figure in today["figures"]}
    figures = {figure["id"]: (figure["x"], figure["y"]) for figure in day["picture"]["figures"]}
    assert day["lens"] == lens
    assert figures == {person: places[person] for person in day["people"]}
    assert day["picture"]["box"] == today["box"]
    assert journalled(town, told) == drawn_names(day) == {"Amy", "Beth", "Fran", "Hal"}
    assert "Gus" not in answer.text


def said_on(browser: Browser, told: Family, on: str, lens: str) -> dict[str, str]:
    day = asked(browser, told.child_id, f"day.json?on={on}&lens={lens}")
    names = {person: said["name"] for person, said in day["people"].items()}
    return {names[person]: words for person, words in day["says"].items()}


def test_each_lens_answers_for_the_day_and_not_for_today(sam: Browser, told: Family) -> None:
    then = {lens.name: said_on(sam, told, "2021-06-01", lens.name) for lens in LENSES[1:]}
    earlier = said_on(sam, told, "2019-06-01", "homes")

    assert then["homes"]["Fran"] == "Home 1: lives with Amy."
    assert then["help"]["Fran"] == "Is foster carer of Amy."
    assert then["time"]["Fran"].startswith("Lives with Amy. Last in touch 2 February 2020")
    assert then["later"]["Fran"].startswith("Looks after Amy now.")
    assert then["love"]["Beth"] == "Nobody has told us of love yet. Who could ask?"
    assert "Fran" not in earlier


def test_whoever_is_not_safe_today_is_said_to_be_so_on_every_day(town: Town, told: Family) -> None:
    told.stance("Fran", "safe", "2020-01-01").stance("Fran", "not_safe", "2025-01-01")
    sam = town.worker_of(told.put_into(town.store))

    then, now = (said_on(sam, told, on, "safety")["Fran"] for on in ("2021-06-01", "2026-01-01"))

    assert (then, now) == ("Not safe today. Safe.", "Not safe.")


def test_the_questions_of_a_day_are_those_that_were_open_then(town: Town, told: Family) -> None:
    told.says("Fran", "loves", "Amy", source_date="2020-05-01")
    told.promises("Fran", "stay_in_touch", source_date="2020-05-01")
    sam = town.worker_of(told.put_into(town.store))

    then, now = (
        asked(sam, told.child_id, f"day.json?on={on}&lens=gaps")["questions"]
        for on in ("2021-06-01", "2026-11-16")
    )

    at_night = "If Amy needed someone at three in the morning"
    assert [any(one.startswith(at_night) for one in day) for day in (then, now)] == [False, True]


def test_the_family_is_shown_neither_a_confidential_move_nor_the_record(
    town: Town, told: Family
) -> None:
    told.lives("H2", "Beth", start_date="2024-05-01").person("Beth", address_confidential=True)
    child = told.put_into(town.store)
    granny = town.worker_of(child, "granny", "family_member")

    strip = asked(granny, child, "years.json")
    since = granny.get(f"/child/{child}/map/changes.json?since=2021-01-01")

    assert strip["bands"] == []
    assert "moved home" not in str(strip["stops"]) + since.text
    assert "look" not in str(strip["stops"]) + str(since.get_json()["told"])
    assert "Bangor" not in since.text
    days = [asked(granny, child, f"day.json?on={on}") for on in ("2024-06-01", "2026-10-01")]
    homes = [{f["id"]: f.get("home", "") for f in day["picture"]["figures"]} for day in days]
    assert homes[0] == homes[1]
    for lens in ("homes", "genogram", "help", "later"):
        then, now = (said_on(granny, told, on, lens) for on in ("2023-06-01", "2026-10-01"))
        assert then == {person: now[person] for person in then}


def test_a_command_shows_the_family_no_move_by_the_days_either(town: Town, told: Family) -> None:
    told.lives("H2", "Beth", start_date="2024-05-01").person("Beth", address_confidential=True)
    child = told.put_into(town.store)
    granny = Viewer(account="granny", audience="family_meeting")

    days = [
        network_on(town.store, child, granny, on, TODAY)
        for on in (date(2023, 1, 1), date(2024, 6, 1), TODAY)
    ]

    homes = [sorted({*map(day.known_as, day.homes)} - {"Fran"}) for day in days]
    carers = [
        sorted(row.status for row in day.relationships if row.family == "care") for day in days
    ]
    assert homes[0] == homes[1] == homes[2]
    assert carers[0] == carers[1] == carers[2]


def test_a_command_shows_the_family_no_more_of_a_day_that_is_still_to_come(town: Town) -> None:
    told = family("Amy").mother("Beth", address_confidential=True).adult("Fran")
    told.lives("H1", "Amy", "Fran", area="Bangor", end_date="2024-04-30")
    told.lives("H2", "Amy", "Beth", start_date="2024-05-01", end_date="2027-01-31")
    child = told.put_into(town.store)
    granny = Viewer(account="granny", audience="family_meeting")

    today, later = (
        network_on(town.store, child, granny, on, TODAY) for on in (TODAY, date(2027, 6, 1))
    )

    assert [stay.end_date.text for stay in today.stays if stay.person_id == today.child_id] == [""]
    assert later.stays == today.stays
    assert later.homes == today.homes


def test_no_kin_word_turns_on_a_day_from_which_the_family_could_read_a_birth(
    town: Town, told: Family
) -> None:
    told.adult("Ron", "male").partners("Beth", "Ron", start_date="2010", status="ended")
    child = told.put_into(town.store)
    granny = town.worker_of(child, "granny", "family_member")

    days = [asked(granny, child, f"day.json?on={on}") for on in ("2016-05-01", "2020-05-01")]

    said = [next(p["kin"] for p in day["people"].values() if p["name"] == "Ron") for day in days]
    assert said == ["former stepfather"] * 2


def test_what_changed_is_said_drawn_and_journalled(
    town: Town, sam: Browser, child: str, told: Family
) -> None:
    found = asked(sam, child, "changes.json?since=2023-01-01")

    in_words = {group["label"]: group["lines"] for group in found["told"]}
    assert "Gus began to look after Amy." in in_words["Added"]
    assert in_words["Said since then"] == ["Amy loves Beth."]
    assert in_words["Ended"] == ["Fran stopped looking after Amy."]
    assert in_words["Moved"] == ["Amy moved home.", "Fran was in touch, and is out there now."]
    assert "Gus is new on the map." in found["layer"]["says"][told.id("Gus")]
    assert found["layer"]["quiet"] == [told.id("Hal")]
    assert journalled(town, told) == set(told.people)


def test_words_that_say_no_draw_no_line(town: Town, told: Family) -> None:
    told.adult("Rex").says("Amy", "does_not_want_to_see", "Rex")
    sam = town.worker_of(told.put_into(town.store))

    layer = asked(sam, told.child_id, "changes.json?since=2026-09-01")["layer"]

    assert told.id("Rex") in layer["marks"]
    assert [tie["ends"] for tie in layer["ties"]] == [[told.child_id, told.id("Beth")]]


def test_what_changed_is_asked_since_the_last_meeting_that_is_over(
    town: Town, sam: Browser, child: str
) -> None:
    over = {"began_at": town.clock(), "ended_at": town.clock()}
    for nth, (on, more) in enumerate(
        (("2026-03-02", over), ("2026-05-05", over), ("2026-11-01", {}))
    ):
        record = Meeting(id=f"{nth:032}", child_id=child, day=read_date(on), **more)
        with town.store.writer(Event(actor="sam", action="met", chain=child)) as writer:
            writer.put(record)

    assert asked(sam, child, "years.json")["since"] == "2026-05-05"


def test_whoever_was_written_down_after_a_day_is_new_since_then(
    town: Town, sam: Browser, child: str, told: Family
) -> None:
    town.clock.forward(days=40)
    known = {record.id for record in told.records()}
    told.adult("Joe").tie("neighbour", "Joe", "Amy")
    with town.store.writer(Event(actor="sam", action="added", chain=child)) as writer:
        put_all(writer, (record for record in told.records() if record.id not in known))
    since = (TODAY + timedelta(days=10)).isoformat()

    added = asked(town.worker_of(child, "dee"), child, f"changes.json?since={since}")["told"]

    assert added[0]["lines"][0] == "Joe is new on the map."


def test_a_partner_who_sees_only_what_was_named_is_given_no_strip(
    town: Town, sam: Browser, child: str
) -> None:
    until = (TODAY + timedelta(days=9)).isoformat()
    named = {"email": "pat@example.org", "forms": "map", "whom": "all", "until": until}
    pat = town.signed_in(town.account("pat", "partner"))
    sam.send(f"/child/{child}/shared", **named, reason="The school plans her lunch times.")

    assert "data-map-time" in sam.get(f"/child/{child}/map").text
    assert "data-map-time" not in pat.get(f"/child/{child}/map").text
    assert pat.get(f"/child/{child}/map/years.json").status_code == 404
