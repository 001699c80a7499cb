"""Access follows the case and ends with it, on the very next request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from graph.journal import Event
from tests.families import Family, family
from tests.trust.conftest import Tally
from tests.trust.doors import NOON, ORIGIN, House, email_of, house_at

BY_TESTS = Event(actor="tests", action="tests")


@pytest.fixture
def house(tmp_path: object) -> Iterator[tuple[House, Family]]:
    """A small family and one worker, who may not see it yet."""
    from pathlib import Path

    told = family("Amy").mother("Beth")
    with house_at(Path(str(tmp_path)), told) as made:
        made.add_account("ann", "practitioner")
        yield made, told


def opens(browser: FlaskClient, told: Family) -> bool:
    """Whether every page of the child opens, or none does."""
    pages = ("map", "map.json", "people", "who-loves", "history", "what-next", "timeline")
    statuses = {
        browser.get(f"/child/{told.child_id}/{page}", base_url=ORIGIN).status_code for page in pages
    }
    assert statuses in ({200}, {404}, {303}), statuses
    return statuses == {200}


@pytest.mark.parametrize("days", [14, 182])
def test_a_grant_ends_at_its_moment(days: int, house: tuple[House, Family]) -> None:
    place, told = house
    ends = NOON + timedelta(days=days)
    place.give("ann", told.child_id, "involved", ends_at=ends)

    place.hands.moment = ends - timedelta(minutes=10)
    browser = place.signed_in("ann")
    before = opens(browser, told)
    place.hands.moment = ends - timedelta(seconds=1)
    last = opens(browser, told)
    place.hands.moment = ends

    assert (before, last, opens(browser, told)) == (True, True, False)


def test_a_grant_that_has_not_begun_opens_nothing(house: tuple[House, Family]) -> None:
    place, told = house
    place.give("ann", told.child_id, "allocated")
    grant = place.store.grants(child_id=told.child_id)[0]
    later = grant.model_copy(update={"starts_at": NOON + timedelta(days=1)})
    place.store.save_grant(later, BY_TESTS)

    assert not opens(place.signed_in("ann"), told)


@pytest.mark.parametrize("way", ["revoked", "barred", "disabled", "role"])
def test_access_is_gone_on_the_next_request(
    way: str, house: tuple[House, Family], tally: Tally
) -> None:
    place, told = house
    grant = place.give("ann", told.child_id, "allocated")
    browsers = [place.signed_in("ann"), place.signed_in("ann")]
    before = [opens(browser, told) for browser in browsers]

    _end(place, told, way, grant)

    assert before == [True, True]
    assert [opens(browser, told) for browser in browsers] == [False, False]
    ended = place.terminal.run("ask", told.child_id, "--as", email_of("ann"))
    assert (ended.status, ended.out) == (1, "")
    tally("access that was ended: {} ways, gone on the next request in browsers and terminal", 1)


def _end(place: House, told: Family, way: str, grant: object) -> None:
    account = place.store.account(email_of("ann"))
    assert account is not None
    if way == "revoked":
        kept = place.store.grants(child_id=told.child_id)[0]
        place.store.save_grant(kept.model_copy(update={"is_revoked": True}), BY_TESTS)
    elif way == "barred":
        place.give("ann", told.child_id, "barred")
    elif way == "disabled":
        place.store.save_account(account.model_copy(update={"is_disabled": True}), BY_TESTS)
    else:
        place.store.save_account(account.model_copy(update={"role": "administrator"}), BY_TESTS)


@pytest.mark.parametrize("kind", ["allocated", "involved", "team", "break_glass"])
@pytest.mark.parametrize("role", ["practitioner", "manager", "out_of_hours", "family_member"])
def test_what_is_barred_stays_barred_whatever_is_granted_after(
    role: str, kind: str, house: tuple[House, Family]
) -> None:
    place, told = house
    place.add_account("relative", role)
    place.give("relative", told.child_id, "barred")
    place.give("relative", told.child_id, kind)

    assert not opens(place.signed_in("relative"), told)


def test_a_session_that_was_ended_elsewhere_replays_as_nobody(house: tuple[House, Family]) -> None:
    place, told = house
    place.give("ann", told.child_id, "allocated")
    browser = place.signed_in("ann")
    for session in place.store.sessions("ann-account"):
        place.store.save_session(session.model_copy(update={"is_revoked": True}))

    assert not opens(browser, told)
    assert browser.get("/children", base_url=ORIGIN).status_code == 303
