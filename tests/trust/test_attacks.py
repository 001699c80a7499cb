"""Attacks that once worked: what somebody with ill will, or an open laptop, tried, and how it is answered now."""

from __future__ import annotations

from datetime import timedelta

import pytest

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
