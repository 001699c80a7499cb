"""What every store promises about accounts, sessions and grants."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.accounts import Account, Grant, Session
from graph.errors import BadValueError, ConflictError
from graph.journal import SYSTEM_CHAIN, Event
from graph.stores.protocol import Store

EVENT = Event(actor="os:root@server", action="user add")
NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
ANN = Account(
    id="ann",
    email="Ann.Jones@example.org",
    name="Ann Jones",
    role="manager",
    team="North",
    password_hash="argon2-canary",
    totp_secret="totp-canary",
    recovery_hashes=("one-canary", "two-canary"),
    last_totp_step=7,
    must_change_password=True,
)


def _session(token: str, at: datetime, account: str = "ann") -> Session:
    return Session(token_hash=token, account_id=account, created_at=at, seen_at=at, data='{"x": 1}')


def _grant(number: str, account: str, child: str) -> Grant:
    return Grant(id=number, account_id=account, child_id=child, kind="allocated", starts_at=NOON)


def test_an_account_comes_back_in_every_field(store: Store) -> None:
    saved = store.save_account(ANN, EVENT)

    assert saved == ANN.model_copy(update={"version": 1})
    assert store.account("ann") == saved
    assert store.account("ann.jones@EXAMPLE.org") == saved
    assert store.account("nobody") is None


def test_a_saved_account_is_journalled_without_its_secrets(store: Store) -> None:
    store.save_account(ANN, EVENT)

    entry = next(store.entries(SYSTEM_CHAIN))
    assert entry.action == "user add"
    assert [change.after["email"] for change in entry.changes] == ["Ann.Jones@example.org"]
    assert "canary" not in entry.model_dump_json()


def test_a_stale_account_is_refused(store: Store) -> None:
    saved = store.save_account(ANN, EVENT)
    store.save_account(saved.model_copy(update={"is_disabled": True}), EVENT)

    with pytest.raises(ConflictError):
        store.save_account(saved, EVENT)

    assert store.account("ann").is_disabled  # type: ignore[union-attr]


def test_two_accounts_never_share_an_address(store: Store) -> None:
    store.save_account(ANN, EVENT)
    bob = Account(id="bob", email="ANN.JONES@example.org")

    with pytest.raises(BadValueError, match="already an account"):
        store.save_account(bob, EVENT)

    assert [account.id for account in store.accounts()] == ["ann"]
    assert len(list(store.entries(SYSTEM_CHAIN))) == 1


def test_an_account_cannot_take_anothers_address(store: Store) -> None:
    store.save_account(ANN, EVENT)
    bob = store.save_account(Account(id="bob", email="bob@example.org"), EVENT)

    with pytest.raises(BadValueError):
        store.save_account(bob.model_copy(update={"email": ANN.email}), EVENT)

    assert [account.email for account in store.accounts()] == [ANN.email, "bob@example.org"]


def test_sessions_come_back_newest_first_and_can_be_revoked(store: Store) -> None:
    first, second = _session("t1", NOON), _session("t2", NOON + timedelta(minutes=1))
    for session in (first, second, _session("t3", NOON, account="bob")):
        store.save_session(session)

    store.save_session(first.model_copy(update={"is_revoked": True}))

    assert [session.token_hash for session in store.sessions("ann")] == ["t2", "t1"]
    assert store.session("t1") == first.model_copy(update={"is_revoked": True})
    assert store.session("t9") is None
    assert store.chains() == ()


def test_old_sessions_and_tries_are_forgotten(store: Store) -> None:
    store.save_session(_session("old", NOON))
    store.save_session(_session("new", NOON + timedelta(hours=2)))
    store.note_attempt("ann", NOON)
    store.note_attempt("ann", NOON + timedelta(hours=2))

    store.forget_sessions(NOON + timedelta(hours=1))

    assert [session.token_hash for session in store.sessions("ann")] == ["new"]
    assert store.attempts("ann", NOON) == 1


def test_failed_tries_are_counted_under_their_key_since_a_moment(store: Store) -> None:
    for minute in range(5):
        store.note_attempt("ann", NOON + timedelta(minutes=minute))
    store.note_attempt("192.0.2.1", NOON)

    assert store.attempts("ann", NOON + timedelta(minutes=2)) == 3
    assert store.attempts("192.0.2.1", NOON) == 1
    assert store.attempts("bob", NOON) == 0


def test_grants_are_found_by_account_by_child_or_by_both(store: Store) -> None:
    for number, account, child in (("1", "ann", "amy"), ("2", "ann", "dan"), ("3", "bob", "amy")):
        store.save_grant(
            _grant(number, account, child), Event(actor="manager", action="granted", chain=child)
        )

    assert [grant.id for grant in store.grants(account_id="ann")] == ["1", "2"]
    assert [grant.id for grant in store.grants(child_id="amy")] == ["1", "3"]
    assert [grant.id for grant in store.grants("ann", "amy")] == ["1"]
    assert [grant.id for grant in store.grants()] == ["1", "2", "3"]
    assert len(list(store.entries("amy"))) == 2


def test_a_grant_that_changes_shows_what_it_was(store: Store) -> None:
    grant = _grant("1", "ann", "amy")
    store.save_grant(grant, EVENT)
    ended = grant.model_copy(update={"ends_at": NOON + timedelta(days=1), "is_revoked": True})

    store.save_grant(ended, EVENT)

    assert store.grants() == (ended,)
    latest = next(store.entries(SYSTEM_CHAIN, newest_first=True))
    assert [(c.before["is_revoked"], c.after["is_revoked"]) for c in latest.changes] == [
        (False, True)
    ]


def test_a_moment_without_a_time_zone_is_refused(encrypted: Store) -> None:
    with pytest.raises(BadValueError, match="without a time zone"):
        encrypted.note_attempt("ann", datetime(2026, 11, 16))  # noqa: DTZ001 - what is being refused


def test_moments_are_kept_in_utc_whatever_the_zone(store: Store) -> None:
    from zoneinfo import ZoneInfo

    london = NOON.astimezone(ZoneInfo("Europe/London"))

    store.save_session(_session("t1", london))

    assert store.session("t1") == _session("t1", NOON)
