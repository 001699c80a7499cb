"""As whom an account may look at a child’s map now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.access import viewer_for
from graph.accounts import Account, Grant
from graph.roles import ROLES, may
from graph.sharings import Sharing
from graph.viewers import AUDIENCES, Viewer
from graph.vocabulary import TABLES

NOW = datetime(2026, 11, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def look(role: str, *kinds: str, **fields: object) -> Viewer | None:
    """What an account in a role is for a child on whose map it has grants of these kinds."""
    account = Account(id="sam", email="sam@example.org", role=role)
    known = {"account_id": "sam", "child_id": "amy", "starts_at": NOW - DAY}
    grants = [Grant(**{"id": kind, "kind": kind, **known, **fields}) for kind in kinds]
    named = Sharing(
        id="s",
        child_id="amy",
        account_id="sam",
        forms=("map",),
        starts_at=NOW - DAY,
        ends_at=NOW + DAY,
    )
    return viewer_for(account, grants, "amy", NOW, sharings=[named])


def test_every_role_has_its_rights_and_every_audience_is_one_that_there_is() -> None:
    # The sessions of a meeting’s room and of whoever joined it, which no account can be given.
    of_no_account = {"room", "screen", "phone", "waiting"}
    assert set(ROLES) - of_no_account == set(TABLES["role"])
    assert {role.audience for role in ROLES.values()} <= {*AUDIENCES, ""}


@pytest.mark.parametrize(
    ("role", "leave", "audience"),
    [
        ("practitioner", "involved", "professionals"),
        ("manager", "involved", "manager"),
        ("partner", "involved", "family_meeting"),
        ("family_member", "involved", "family_meeting"),
        ("child", "own", "child"),
    ],
)
def test_a_role_looks_on_behalf_of_its_audience(role: str, leave: str, audience: str) -> None:
    found = look(role, leave)

    assert found is not None
    assert found.audience == audience


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_some_roles_see_no_childs_map_whatever_was_granted(role: str) -> None:
    assert look(role, "allocated", "team") is None


def test_without_a_grant_there_is_nothing_to_see() -> None:
    assert look("manager") is None


@pytest.mark.parametrize(
    ("kind", "is_allocated"),
    [("allocated", True), ("break_glass", True), ("involved", False), ("team", False)],
)
def test_the_protected_class_is_for_those_allocated(kind: str, is_allocated: bool) -> None:
    found = look("practitioner", kind)

    assert found is not None
    assert found.is_allocated is is_allocated


def test_barred_outweighs_everything() -> None:
    assert look("manager", "allocated", "team", "break_glass", "barred") is None


@pytest.mark.parametrize(
    ("fields", "may_look"),
    [
        ({"ends_at": NOW + timedelta(seconds=1)}, True),
        ({"ends_at": NOW}, False),
        ({"starts_at": NOW}, True),
        ({"starts_at": NOW + timedelta(seconds=1)}, False),
        ({"is_revoked": True}, False),
        ({"account_id": "somebody else"}, False),
        ({"child_id": "another child"}, False),
    ],
)
def test_a_grant_counts_only_for_its_own_time_account_and_child(
    fields: dict[str, object], may_look: bool
) -> None:
    assert (look("practitioner", "allocated", **fields) is not None) is may_look


@pytest.mark.parametrize(
    ("fields", "may_look"),
    [
        ({}, True),
        ({"ends_at": NOW}, False),
        ({"starts_at": NOW + DAY}, False),
        ({"is_ended": True}, False),
        ({"account_id": "somebody else"}, False),
        ({"child_id": "another child"}, False),
    ],
)
def test_a_partner_sees_what_was_named_for_them_for_its_own_time_and_child(
    fields: dict[str, object], may_look: bool
) -> None:
    account = Account(id="sam", email="sam@example.org", role="partner")
    grant = Grant(id="g", account_id="sam", child_id="amy", kind="involved", starts_at=NOW - DAY)
    known = {"account_id": "sam", "child_id": "amy", "starts_at": NOW - DAY, "ends_at": NOW + DAY}
    named = Sharing(**{"id": "s", "forms": ("map",), **known, **fields})

    found = viewer_for(account, [grant], "amy", NOW, sharings=[named])

    assert (found is not None) is may_look


def test_a_disabled_account_looks_at_nothing() -> None:
    account = Account(id="sam", email="sam@example.org", is_disabled=True)
    grant = Grant(id="g", account_id="sam", child_id="amy", kind="allocated", starts_at=NOW)

    assert viewer_for(account, [grant], "amy", NOW) is None


def test_a_role_that_nobody_declared_may_nothing() -> None:
    assert not may("superuser", "read_map")
    assert not may("", "own_account")
