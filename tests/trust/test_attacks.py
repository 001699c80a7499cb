"""Attacks that once worked: what somebody with ill will, or an open laptop, tried, and how it is answered now."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from graph.access import visible
from graph.network import Network
from graph.viewers import Viewer
from tests.families import Family, family
from tests.web.town import PASSWORD, Town

FACT = {
    "kind": "address",
    "text": "14 Larkspur Road",
    "reason": "He looks for her.",
    "review_date": "2027-01-01",
}


@pytest.fixture
def town() -> Town:
    """A town with nobody in it yet."""
    return Town()


HIDDEN = "professionals_only"


def amy() -> Family:
    return family("Amy", dob="2016-05-04").mother("Beth").about(ref="A1")


@pytest.mark.parametrize("role", ["manager", "auditor"])
def test_a_declared_relative_reads_no_journal_of_the_child_they_are_barred_from(
    town: Town, role: str
) -> None:
    child = amy().put_into(town.store)
    relative = town.account("max", role)
    town.grant(relative, child)
    town.grant(relative, child, "barred")
    browser = town.browser()
    browser.send("/sign-in", email=relative.email, password=PASSWORD)
    browser.send("/sign-in/code", code=town.code())

    assert browser.get(f"/looks/{child}").status_code == 404
    assert child not in browser.get("/looks").text


def test_a_manager_whose_leave_has_ended_reads_no_journal_any_more(town: Town) -> None:
    child = amy().put_into(town.store)
    former = town.account("max", "manager")
    town.grant(former, child, ends_at=town.clock.now + timedelta(hours=1))
    browser = town.signed_in(former)
    assert browser.get(f"/looks/{child}").status_code == 200
    town.clock.forward(hours=1)
    browser = town.signed_in(former)

    assert browser.get(f"/looks/{child}").status_code == 404
    assert child not in browser.get("/looks").text


@pytest.mark.parametrize("role", ["family_member", "partner", "practitioner"])
def test_only_who_may_open_a_protected_fact_today_can_be_named_as_its_second_reader(
    town: Town, role: str
) -> None:
    told = amy()
    child = told.put_into(town.store)
    other = town.account("carl", role)
    town.grant(other, child, is_revoked=role == "practitioner")

    answer = town.worker_of(child).send(
        f"/child/{child}/person/{told.id('Beth')}/details", **FACT, second_reader=other.email
    )

    assert answer.status_code == 400
    assert town.store.details(child) == ()


@pytest.mark.parametrize("role", ["family_member", "practitioner"])
@pytest.mark.parametrize("silence", ["not_safe", "do_not_contact", "said_no", "nothing"])
def test_the_page_of_a_person_prompts_nobody_towards_them_whoever_looks(
    town: Town, silence: str, role: str
) -> None:
    """It says the same of everybody, so that a missing question tells nothing of a stance or a no."""
    told = _silenced(silence)
    browser = town.worker_of(told.put_into(town.store), role=role)
    people = browser.get(f"/child/{told.child_id}/people").text

    (carl,) = [
        page
        for link in set(re.findall(r'href="([^"]*/person/[^"]*)"', people))
        if "What Carl has promised" in (page := browser.get(link).text)
    ]

    assert "like to offer" not in carl
    assert "that shows it" not in carl


@pytest.mark.parametrize("silence", ["not_safe", "do_not_contact", "said_no", "nothing"])
def test_what_was_tried_prompts_nobody_towards_a_first_call(town: Town, silence: str) -> None:
    told = _silenced(silence)
    browser = town.worker_of(told.put_into(town.store))

    page = browser.get(f"/child/{told.child_id}/finding/{told.id('Carl')}").text

    assert "Nobody has tried yet." in page
    assert "first call" not in page


@pytest.mark.parametrize("silence", ["not_safe", "do_not_contact", "said_no", "nothing"])
def test_how_somebody_is_joined_prompts_nobody_to_go_between(town: Town, silence: str) -> None:
    told = _silenced(silence)
    browser = town.worker_of(told.put_into(town.store))

    page = browser.get(f"/child/{told.child_id}/person/{told.id('Carl')}/joined").text

    assert "Who joins them today" in page
    assert "knows them both" not in page


@pytest.mark.parametrize("danger", ["not_safe", "do_not_contact"])
def test_the_page_of_who_may_love_sends_to_the_manager_before_anybody_who_lives_with_danger(
    town: Town, danger: str
) -> None:
    told = _silenced(danger).adult("Rob", known_as="Rob").lives("H9", "Carl", "Rob")
    told.tie("friend", "Rob", "Amy", start_date="2020-01-01")
    path = f"/child/{told.put_into(town.store)}/who-loves"
    involved = town.account("ivy")
    town.grant(involved, told.child_id, "involved")

    allocated = town.worker_of(told.child_id).get(path).text
    unprotected = town.signed_in(involved).get(path).text

    assert allocated.count("talk to your manager first") == 1
    assert "talk to your manager first" in allocated.split("Rob</span>")[1]
    assert not [word for word in ("Rob", "manager first") if word in unprotected]


@pytest.mark.parametrize("guarded", ["Amy", "Fay", "Ned"])
@pytest.mark.parametrize("audience", ["family_meeting", "child", "print_family", "print_child"])
def test_the_family_is_not_told_that_somebody_confidential_has_moved(
    guarded: str, audience: str
) -> None:
    def seen(since: str, *, has_moved: bool) -> Network:
        told = family("Amy").mother("Beth").carer("Fay").adult("Ned", visibility=HIDDEN)
        told.person(guarded, address_confidential=True)
        if has_moved:
            told.lives("H1", "Amy", "Fay", "Ned", start_date="2020-01-01", end_date="2026-10-30")
        told.lives("H2", "Amy", "Fay", "Ned", start_date=since)
        return visible(told.network(), Viewer(account="v", audience=audience))

    moved, stayed = seen("2026-11-01", has_moved=True), seen("2020-01-01", has_moved=False)

    assert [stay.model_dump(exclude={"id"}) for stay in moved.stays] == [
        stay.model_dump(exclude={"id"}) for stay in stayed.stays
    ]
    assert "2026" not in str([stay.start_date.text for stay in moved.stays])
    assert moved.home_code(moved.child_id) == moved.home_code(moved.find("Fay"))


def _silenced(silence: str) -> Family:
    told = amy().father("Carl", known_as="Carl")
    if silence == "not_safe":
        return told.stance("Carl", silence)
    if silence == "do_not_contact":
        return told.found("Carl", silence)
    if silence == "said_no":
        return told.says("Amy", "does_not_want_to_see", "Carl", "Not now.")
    return told
