"""Managers and auditors can ask who opened a map, and signs of looking without need are listed."""

from __future__ import annotations

from graph.journal import Event
from tests.families import Family, family
from tests.web.pages import says
from tests.web.town import PASSWORD, Town


def amy() -> Family:
    return family("Amy").mother("Beth", full_name="Beth Marlow").about(ref="A1")


def test_a_manager_reads_who_looked_and_when(town: Town) -> None:
    child = amy().put_into(town.store)
    town.worker_of(child, "kim").get(f"/child/{child}/people")

    page = town.worker_of(child, "max", "manager").get(f"/looks/{child}").text

    assert "Kim" in page
    assert "the list of people" in page


def test_an_auditor_reads_codes_and_no_names(town: Town) -> None:
    child = amy().put_into(town.store)
    town.account("ada", "auditor")
    auditor = town.browser()
    auditor.send("/sign-in", email="ada@example.org", password=PASSWORD)
    assert auditor.send("/sign-in/code", code=town.code()).location == "/looks"

    pages = auditor.get("/looks").text + auditor.get(f"/looks/{child}").text

    assert "A1" in pages
    assert not says(pages, "Amy")


def test_a_manager_of_other_children_reads_nothing(town: Town) -> None:
    child = amy().put_into(town.store)
    other = family("Zoe").put_into(town.store)

    assert town.worker_of(other, "max", "manager").get(f"/looks/{child}").status_code == 404


def test_a_worker_may_not_read_who_looked(town: Town) -> None:
    child = amy().put_into(town.store)

    assert town.worker_of(child).get(f"/looks/{child}").status_code == 404


def test_somebody_with_the_familys_surname_is_worth_asking_about(town: Town) -> None:
    child = amy().put_into(town.store)
    ruth = town.account("ruth")
    relative = town.store.save_account(
        ruth.model_copy(update={"name": "Ruth Marlow"}), Event(actor="tests", action="named")
    )
    town.grant(relative, child)
    town.signed_in(relative).get(f"/child/{child}/map")

    page = town.worker_of(child, "max", "manager").get(f"/looks/{child}").text

    assert "has the surname of somebody on this map" in page


def test_whoever_needed_to_look_is_no_sign(town: Town) -> None:
    child = amy().put_into(town.store)
    town.worker_of(child, "kim").get(f"/child/{child}/map")

    assert (
        "Worth asking about"
        not in town.worker_of(child, "max", "manager").get(f"/looks/{child}").text
    )
