"""Accounts, grants, and what `--as` lets somebody see."""

from __future__ import annotations

import pytest

from tests.terminal import Terminal
from tests.web.commands.conftest import child_id

WORKER = "ann@council.example"


@pytest.fixture
def with_worker(at_work: Terminal) -> Terminal:
    """Ann is a practitioner, and works with Tiana."""
    at_work.done("user", "add", WORKER, "--name", "Ann")
    at_work.done("grant", WORKER, "Tiana")
    return at_work


def test_a_new_account_gets_a_first_password_that_must_be_changed(empty: Terminal) -> None:
    from web.passwords import Passwords

    shown = empty.done("user", "add", WORKER).out

    with empty.opened() as store:
        account = store.account(WORKER)
    assert account is not None
    assert account.must_change_password
    password = shown.split("First password: ")[1].split()[0]
    assert Passwords().match(account.password_hash, password)
    assert password not in account.model_dump_json()


@pytest.mark.parametrize("email", ["ann", "@", "ann@", "@council", "a b@c.d", "ann@\x1b[2Jc.d"])
def test_an_odd_address_is_refused(empty: Terminal, email: str) -> None:
    ended = empty.run("user", "add", email)

    assert ended.status == 1
    assert "\x1b" not in ended.err


def test_the_same_address_twice_is_refused_in_any_case(empty: Terminal) -> None:
    empty.done("user", "add", WORKER)

    assert empty.run("user", "add", WORKER.upper()).status == 1


def test_accounts_are_listed_without_their_secrets(empty: Terminal) -> None:
    empty.done("user", "add", WORKER, "--role", "manager", "--team", "North")

    assert empty.done("user", "list", "--json").json == [
        {"email": WORKER, "name": "", "role": "manager", "team": "North", "disabled": False}
    ]
    assert "supervising manager" in empty.done("user", "list").out


def test_an_account_sees_only_the_children_it_was_granted(with_worker: Terminal) -> None:
    seen = with_worker.done("children", "--as", WORKER, "--json").json

    assert [line["known_as"] for line in seen] == ["Tiana"]


def test_a_forbidden_child_and_a_missing_child_answer_alike(with_worker: Terminal) -> None:
    forbidden = with_worker.run("ask", "Hafsa", "--as", WORKER)
    missing = with_worker.run("ask", "Nobody", "--as", WORKER)

    assert forbidden.status == missing.status == 1
    assert forbidden.err.replace("Hafsa", "Nobody") == missing.err


def test_a_forbidden_look_is_journalled_with_the_child_it_was_at(with_worker: Terminal) -> None:
    with_worker.run("ask", "Hafsa", "--as", WORKER)

    last = with_worker.entries()[-1]

    assert (last.action, last.people) == ("refused", (child_id(with_worker, "Hafsa"),))
    assert " as " in last.actor


def test_an_account_that_is_not_allocated_is_shown_no_caution(with_worker: Terminal) -> None:
    with_worker.done("user", "add", "bo@council.example")
    with_worker.done("grant", "bo@council.example", "Hafsa", "--kind", "involved")

    shown = with_worker.done("ask", "Hafsa", "--as", "bo@council.example", "--json").json

    assert not any("safe" in row["caution"] for row in shown["who_loves"])


@pytest.mark.parametrize(
    ("role", "audience"),
    [("family_member", "professionals"), ("family_member", "child"), ("manager", "child")],
)
def test_an_audience_never_shows_an_account_more_than_its_own(
    at_work: Terminal, role: str, audience: str
) -> None:
    at_work.done("user", "add", "cy@home.example", "--role", role)
    at_work.done("grant", "cy@home.example", "Hafsa", "--kind", "involved")

    ended = at_work.run("ask", "Hafsa", "--as", "cy@home.example", "--audience", audience)

    assert ended.status == 1
    assert ended.out == ""


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_a_role_without_children_sees_none(at_work: Terminal, role: str) -> None:
    at_work.done("user", "add", "di@council.example", "--role", role)
    at_work.done("grant", "di@council.example", "Hafsa")

    assert at_work.run("ask", "Hafsa", "--as", "di@council.example").status == 1
    assert at_work.run("children", "--as", "di@council.example").status == 1


def test_only_some_may_change_a_map(at_work: Terminal) -> None:
    from tests.web.commands.conftest import TIANA

    at_work.done("user", "add", "ed@home.example", "--role", "family_member")

    assert at_work.run("import", str(TIANA), "--as", "ed@home.example").status == 1


def test_a_barred_account_sees_nothing_whatever_else_was_granted(with_worker: Terminal) -> None:
    with_worker.done("grant", WORKER, "Tiana", "--kind", "barred", "--reason", "her niece")

    assert with_worker.run("ask", "Tiana", "--as", WORKER).status == 1


def test_what_was_revoked_is_closed_at_once_and_what_is_barred_stays_so(
    with_worker: Terminal,
) -> None:
    with_worker.done("revoke", WORKER, "Tiana")
    after = with_worker.run("ask", "Tiana", "--as", WORKER).status
    with_worker.done("grant", WORKER, "Tiana", "--kind", "barred")
    with_worker.done("revoke", WORKER, "Tiana")
    with_worker.done("grant", WORKER, "Tiana")

    assert after == 1
    assert with_worker.run("ask", "Tiana", "--as", WORKER).status == 1


def test_a_grant_of_the_past_opens_nothing(at_work: Terminal) -> None:
    at_work.done("user", "add", WORKER)
    at_work.done("grant", WORKER, "Tiana", "--until", "2020-01-31")

    assert at_work.run("ask", "Tiana", "--as", WORKER).status == 1


def test_nobody_can_look_as_an_account_that_is_not_there(at_work: Terminal) -> None:
    ended = at_work.run("ask", "Tiana", "--as", "nobody@council.example")

    assert ended.status == 1
    assert at_work.entries()[-1].action == "refused"
