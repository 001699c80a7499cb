"""The room is a session of its own, with the rights of the people around the table."""

from __future__ import annotations

from graph.clearances import Clearance
from tests.families import Family, family
from tests.web.pages import Browser, says
from tests.web.town import PASSWORD, Town

REASON = "The whole family knows this street, and Beth has agreed."


def amy() -> Family:
    return (
        family("Amy", dob="2016-05-04")
        .mother("Beth", full_name="Bethany Ash", address_confidential=True)
        .adult("Dot", visibility="professionals_only")
        .adult("Eve", visibility="adults_only")
        .stance("Beth", "safe_with_support")
        .says("Beth", "loves", "Amy", "Mine.")
    )


def in_room(town: Town, told: Family, **fields: str) -> Browser:
    child = told.put_into(town.store)
    browser = town.worker_of(child)
    assert browser.send(f"/child/{child}/room", **fields).status_code == 303
    return browser


def test_the_room_sees_what_a_family_meeting_sees(town: Town) -> None:
    told = amy()
    browser = in_room(town, told)

    page = browser.get(f"/child/{told.child_id}/people").text

    assert "Beth" in page
    assert not [word for word in ("Bethany", "Dot", "Eve", "safe with support") if says(page, word)]


def test_a_room_without_the_child_sees_what_is_for_adults(town: Town) -> None:
    told = amy()
    page = in_room(town, told, child_absent="yes").get(f"/child/{told.child_id}/people").text

    assert "Eve" in page
    assert not says(page, "Dot")


def test_in_the_room_there_is_no_other_page_and_no_other_child(town: Town) -> None:
    told, other = amy(), family("Zoe").mother("Yas")
    other_id = other.put_into(town.store)
    browser = in_room(town, told)
    child = told.child_id

    closed = (
        "/children",
        "/account",
        "/team",
        f"/child/{child}/history",
        f"/child/{child}/what-next",
    )
    closed += (f"/child/{child}/add/person", f"/child/{child}/room", f"/child/{other_id}/map")

    assert {browser.get(path).status_code for path in closed} == {404}


def test_the_cookie_from_before_the_room_is_good_no_more(town: Town) -> None:
    told = amy()
    child = told.put_into(town.store)
    browser = town.worker_of(child)
    before = browser.get_cookie("__Host-kith", domain="kith.example")
    assert before is not None
    browser.send(f"/child/{child}/room")

    stale = town.browser()
    stale.set_cookie("__Host-kith", before.value, domain="kith.example")

    assert stale.get(f"/child/{child}/history").status_code == 303


def test_leaving_takes_the_password_and_a_code(town: Town) -> None:
    told = amy()
    browser = in_room(town, told)
    assert browser.send("/leave-room", password="wrong", code="000000").status_code == 400
    assert browser.get(f"/child/{told.child_id}/history").status_code == 404

    assert browser.send("/leave-room", password=PASSWORD, code=town.code()).status_code == 303

    assert browser.get(f"/child/{told.child_id}/history").status_code == 200


def test_opening_the_room_is_in_the_journal_with_those_it_may_show(town: Town) -> None:
    told = amy()
    in_room(town, told)

    opened = next(
        e for e in town.store.entries(told.child_id, newest_first=True) if e.action == "opened_room"
    )

    assert set(opened.people) == {told.id("Amy"), told.id("Beth")}


def leaking() -> Family:
    told = amy().detail("Beth", "address", "14 Larkspur Road, BD17 6QP", reason="safety")
    return told.says("Beth", "loves", "Amy", "Come to 14 Larkspur Rd any time.")


def test_words_that_give_an_address_away_keep_the_room_closed(town: Town) -> None:
    told = leaking()
    child = told.put_into(town.store)
    browser = town.worker_of(child)

    browser.send(f"/child/{child}/room")

    assert "Come to 14 Larkspur Rd" in browser.get(f"/child/{child}/room").text
    assert browser.get(f"/child/{child}/history").status_code == 200


def test_a_family_members_own_page_is_held_back_too(town: Town) -> None:
    told = leaking()
    child = told.put_into(town.store)
    browser = town.worker_of(child, "gran", "family_member")

    answer = browser.get(f"/child/{child}/people")

    assert answer.status_code == 409
    assert "Larkspur" not in answer.text


def decide(town: Town, told: Family, browser: Browser, reason: str) -> int:
    page = browser.get(f"/child/{told.child_id}/room").text
    fields = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("detail_id", "digest")
    }
    return browser.send(f"/child/{told.child_id}/room/clear", reason=reason, **fields).status_code


def test_a_named_person_decides_with_a_reason_and_the_room_opens(town: Town) -> None:
    told = leaking()
    browser = town.worker_of(told.put_into(town.store))
    assert decide(town, told, browser, "ok") == 400

    assert decide(town, told, browser, REASON) == 303
    browser.send(f"/child/{told.child_id}/room")

    assert browser.get(f"/child/{told.child_id}/people").status_code == 200
    assert browser.get(f"/child/{told.child_id}/history").status_code == 404
    (clearance,) = town.store.kept(Clearance, told.child_id)
    assert (clearance.reason, town.store.account(clearance.by).name) == (REASON, "Sam")
