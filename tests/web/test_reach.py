"""Leave to open a map: given, ended, closed for relatives, and taken in an emergency."""

from __future__ import annotations

from tests.families import Family, family
from tests.web.pages import Browser
from tests.web.town import PASSWORD, Town

WHY = "Police rang: she is at the station and needs somebody tonight."


def amy() -> Family:
    return family("Amy").mother("Beth").about(ref="A1")


def manager_of(town: Town, child: str) -> Browser:
    return town.worker_of(child, "max", "manager")


def test_a_manager_gives_leave_and_it_holds_from_the_next_page(town: Town) -> None:
    child = amy().put_into(town.store)
    kim = town.signed_in(town.account("kim"))
    assert kim.get(f"/child/{child}/map").status_code == 404

    manager_of(town, child).send(
        f"/child/{child}/who-may-open", email="kim@example.org", kind="involved", reason="covers"
    )

    assert kim.get(f"/child/{child}/map").status_code == 200


def test_leave_for_a_time_ends_by_itself(town: Town) -> None:
    child = amy().put_into(town.store)
    town.account("kim")
    manager_of(town, child).send(
        f"/child/{child}/who-may-open", email="kim@example.org", kind="involved", reason="covers"
    )
    town.clock.forward(days=13, hours=23)
    kim = town.signed_in(town.store.account("kim@example.org"))
    assert kim.get(f"/child/{child}/map").status_code == 200

    town.clock.forward(hours=1, minutes=5)

    assert (
        town.signed_in(town.store.account("kim@example.org")).get(f"/child/{child}/map").status_code
        == 404
    )


def test_a_declared_relative_is_closed_out_whatever_else_they_have(town: Town) -> None:
    child = amy().put_into(town.store)
    kim = town.worker_of(child, "kim")

    manager_of(town, child).send(
        f"/child/{child}/who-may-open", email="kim@example.org", kind="barred", reason="her aunt"
    )

    assert kim.get(f"/child/{child}/map").status_code == 404
    assert break_glass(town, kim).status_code == 400


def test_leave_is_ended_at_once(town: Town) -> None:
    child = amy().put_into(town.store)
    kim = town.worker_of(child, "kim")
    grant = next(
        g
        for g in town.store.grants(child_id=child)
        if g.account_id == town.store.account("kim@example.org").id
    )

    manager_of(town, child).send(f"/child/{child}/who-may-open/{grant.id}/end")

    assert kim.get(f"/child/{child}/map").status_code == 404


def test_only_a_manager_gives_leave(town: Town) -> None:
    child = amy().put_into(town.store)

    assert town.worker_of(child).get(f"/child/{child}/who-may-open").status_code == 404


def break_glass(town: Town, browser: Browser, **fields: str) -> object:
    known = {"code_of_child": "A1", "reason": WHY, "password": PASSWORD, "code": town.code()}
    return browser.send("/emergency", **{**known, **fields})


def test_in_an_emergency_a_map_opens_for_a_day_and_never_quietly(town: Town) -> None:
    child = amy().put_into(town.store)
    browser = town.signed_in(town.account("kim", "out_of_hours"))

    assert break_glass(town, browser).status_code == 303
    assert browser.get(f"/child/{child}/map").status_code == 200
    assert [e.reason for e in town.store.entries(child) if e.action == "broke_glass"] == [WHY]

    town.clock.forward(hours=24)
    again = town.signed_in(town.store.account("kim@example.org"))
    assert again.get(f"/child/{child}/map").status_code == 404


def test_an_emergency_needs_a_reason_a_password_and_a_code(town: Town) -> None:
    child = amy().put_into(town.store)
    browser = town.signed_in(town.account("kim", "out_of_hours"))

    for fields in ({"reason": "urgent"}, {"password": "wrong"}, {"code": "000000"}):
        assert break_glass(town, browser, **fields).status_code == 400

    assert browser.get(f"/child/{child}/map").status_code == 404


def test_a_code_that_two_children_share_opens_neither(town: Town) -> None:
    maps = [
        family(name, ref="P01")
        .mother(f"{name}’s mum")
        .about(ref=f"{name[0]}1")
        .put_into(town.store)
        for name in ("Amy", "Zoe")
    ]
    browser = town.signed_in(town.account("kim", "out_of_hours"))

    assert break_glass(town, browser, code_of_child="P01").status_code == 400

    assert [browser.get(f"/child/{child}/map").status_code for child in maps] == [404, 404]
    assert break_glass(town, browser, code_of_child="Z1").status_code == 303


def test_a_name_is_no_way_in(town: Town) -> None:
    amy().put_into(town.store)
    browser = town.signed_in(town.account("kim", "out_of_hours"))

    assert break_glass(town, browser, code_of_child="Amy").status_code == 400
