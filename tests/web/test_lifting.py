"""A map that was closed to somebody by mistake is opened again by two people, with a reason."""

from __future__ import annotations

import pytest

from graph.accounts import Grant
from tests.web.pages import Browser
from tests.web.town import PASSWORD, Town

REASON = "Another Kim Hale is her aunt; we asked the family and both of them."


@pytest.fixture
def bar(town: Town, child: str) -> Grant:
    return town.grant(town.account("kim"), child, "barred", reason="her aunt")


@pytest.fixture
def max_(town: Town, child: str) -> Browser:
    return town.worker_of(child, "max", "manager")


def second(town: Town, child: str, name: str = "ann", role: str = "practitioner") -> dict[str, str]:
    account = town.store.account(f"{name}@example.org") or town.account(name, role)
    if child:
        town.grant(account, child)
    return {
        "second_email": account.email,
        "second_password": PASSWORD,
        "second_code": town.code(),
        "reason": REASON,
    }


def path(child: str, bar: Grant) -> str:
    return f"/child/{child}/who-may-open/{bar.id}/lift"


def is_closed(town: Town, bar: Grant) -> bool:
    held = town.store.grants(account_id=bar.account_id, child_id=bar.child_id)
    return any(grant.kind == "barred" and not grant.is_revoked for grant in held)


def test_two_people_lift_it_and_both_names_are_journalled(
    town: Town, child: str, bar: Grant, max_: Browser
) -> None:
    answer = max_.send(path(child, bar), **second(town, child))

    assert answer.status_code == 303
    assert not is_closed(town, bar)
    line = next(e for e in town.store.entries(child, newest_first=True) if e.action == "lifted_bar")
    assert line.actor == town.store.account("max@example.org").id
    assert line.reason == f"{REASON} (agreed by Ann)"


def test_lifting_opens_nothing_by_itself(town: Town, child: str, bar: Grant, max_: Browser) -> None:
    kim = town.signed_in(town.store.account("kim@example.org"))
    max_.send(path(child, bar), **second(town, child))
    after = kim.get(f"/child/{child}/map").status_code

    town.grant(town.store.account("kim@example.org"), child)

    assert (after, kim.get(f"/child/{child}/map").status_code) == (404, 200)


@pytest.mark.parametrize("name", ["max", "kim"])
def test_neither_oneself_nor_the_one_closed_out_is_the_second_person(
    name: str, town: Town, child: str, bar: Grant, max_: Browser
) -> None:
    answer = max_.send(path(child, bar), **second(town, child, name))

    assert answer.status_code == 400
    assert is_closed(town, bar)


@pytest.mark.parametrize(
    "fields",
    [{"reason": "short"}, {"second_password": "wrong"}, {"second_code": "000000"}],
)
def test_without_a_reason_and_a_proof_it_stays_closed(
    fields: dict[str, str], town: Town, child: str, bar: Grant, max_: Browser
) -> None:
    answer = max_.send(path(child, bar), **{**second(town, child), **fields})

    assert answer.status_code == 400
    assert is_closed(town, bar)


def test_a_second_person_from_elsewhere_does_not_count(
    town: Town, child: str, bar: Grant, max_: Browser
) -> None:
    assert max_.send(path(child, bar), **second(town, "")).status_code == 400
    assert is_closed(town, bar)


def test_only_a_manager_asks_for_it(town: Town, child: str, bar: Grant) -> None:
    assert town.worker_of(child).get(path(child, bar)).status_code == 404


def test_other_leave_is_not_lifted_here(town: Town, child: str, max_: Browser) -> None:
    leave = town.grant(town.account("kim"), child)

    assert max_.get(path(child, leave)).status_code == 404
