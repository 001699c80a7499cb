"""Sessions: what is revoked stays revoked, whoever saves it last."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.accounts import Session
from graph.stores.protocol import Store

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def test_a_revoked_session_is_never_brought_back(store: Store) -> None:
    session = Session(token_hash="aa", account_id="sam", created_at=NOON, seen_at=NOON)
    store.save_session(session)
    store.save_session(session.model_copy(update={"is_revoked": True}))

    store.save_session(session.model_copy(update={"data": '{"a": 1}'}))

    found = store.session("aa")
    assert found is not None
    assert found.is_revoked


def test_a_live_session_keeps_what_was_saved_last(store: Store) -> None:
    session = Session(token_hash="aa", account_id="sam", created_at=NOON, seen_at=NOON)
    store.save_session(session)

    store.save_session(session.model_copy(update={"data": '{"a": 1}'}))

    found = store.session("aa")
    assert found is not None
    assert found.data == '{"a": 1}'
