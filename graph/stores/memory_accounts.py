"""The memory store's accounts, sessions, grants and failed tries."""

from __future__ import annotations

from datetime import datetime

from graph.accounts import Account, Grant, Session
from graph.errors import BadValueError, ConflictError
from graph.journal import Event
from graph.stores.access_changes import EMAIL_TAKEN, account_change, grant_change
from graph.stores.memory_changes import MemoryChanges
from graph.stores.pen import Pen


class MemoryAccounts(MemoryChanges):
    """Who may sign in, their sessions, and their leave to see a child."""

    def __init__(self, pen: Pen) -> None:
        """Nobody, to begin with."""
        super().__init__(pen)
        self._accounts: dict[str, Account] = {}
        self._sessions: dict[str, Session] = {}
        self._grants: dict[str, Grant] = {}
        self._attempts: list[tuple[str, datetime]] = []

    def account(self, email_or_id: str) -> Account | None:
        """The account with an e-mail address (in any case) or an id."""
        with self._lock:
            found = self._accounts.get(email_or_id)
            return found or self._by_email(email_or_id)

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by e-mail address."""
        with self._lock:
            return tuple(sorted(self._accounts.values(), key=lambda row: row.email.casefold()))

    def save_account(self, account: Account, event: Event) -> Account:
        """Save an account at its version, with its journal entry."""
        with self._change() as shelf:
            before = self._accounts.get(account.id)
            if account.version != (before.version if before else 0):
                raise ConflictError
            namesake = self._by_email(account.email)
            if namesake is not None and namesake.id != account.id:
                raise BadValueError(EMAIL_TAKEN)
            kept = account.model_copy(update={"version": account.version + 1})
            self._pen.write(shelf, event, {event.chain: [account_change(before, kept)]})
            self._accounts[account.id] = kept
        return kept

    def session(self, token_hash: str) -> Session | None:
        """The session that a cookie's hash stands for, revoked or not."""
        with self._lock:
            return self._sessions.get(token_hash)

    def save_session(self, session: Session) -> None:
        """Save a session, unless it was revoked before: what is revoked stays so."""
        with self._lock:
            before = self._sessions.get(session.token_hash)
            if before is None or not before.is_revoked:
                self._sessions[session.token_hash] = session

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Every session of an account, newest first."""
        with self._lock:
            found = [row for row in self._sessions.values() if row.account_id == account_id]
        found.sort(key=lambda row: row.token_hash)
        return tuple(sorted(found, key=lambda row: row.created_at, reverse=True))

    def grants(self, account_id: str = "", child_id: str = "") -> tuple[Grant, ...]:
        """Every grant of an account, of a child, or of both."""
        with self._lock:
            found = [
                row
                for row in self._grants.values()
                if account_id in ("", row.account_id) and child_id in ("", row.child_id)
            ]
        return tuple(sorted(found, key=lambda row: row.id))

    def save_grant(self, grant: Grant, event: Event) -> None:
        """Save a grant, with its journal entry."""
        with self._change() as shelf:
            change = grant_change(self._grants.get(grant.id), grant)
            self._pen.write(shelf, event, {event.chain: [change]})
            self._grants[grant.id] = grant

    def attempts(self, key: str, since: datetime) -> int:
        """How many tries to sign in have failed under a key since a moment."""
        with self._lock:
            return sum(under == key and at >= since for under, at in self._attempts)

    def note_attempt(self, key: str, at: datetime) -> None:
        """Remember one failed try."""
        with self._lock:
            self._attempts.append((key, at))

    def forget_sessions(self, before: datetime) -> None:
        """Remove sessions and tries last seen before a moment."""
        with self._lock:
            self._sessions = {k: row for k, row in self._sessions.items() if row.seen_at >= before}
            self._attempts = [row for row in self._attempts if row[1] >= before]

    def _by_email(self, email: str) -> Account | None:
        sought = email.casefold()
        return next(
            (row for row in self._accounts.values() if row.email.casefold() == sought), None
        )
