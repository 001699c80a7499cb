"""The encrypted store's accounts, sessions, grants and failed tries."""

from __future__ import annotations

from datetime import datetime

from graph.accounts import Account, Grant, Session
from graph.errors import BadValueError, ConflictError
from graph.journal import Event
from graph.stores.access_changes import EMAIL_TAKEN, account_change, grant_change
from graph.stores.pen import moment_text
from graph.stores.rows import Rows
from graph.stores.sqlite_journal import SqliteJournal

ACCOUNTS, SESSIONS, GRANTS = Rows(Account), Rows(Session), Rows(Grant)

_ACCOUNT = """
    SELECT id, version, email, name, role, team, password_hash, totp_secret, recovery_hashes, last_totp_step,
        must_change_password, is_disabled, language
    FROM account WHERE id = :id OR email_to_search = :email ORDER BY id = :id DESC LIMIT 1
"""
_ACCOUNT_BY_ID = """
    SELECT id, version, email, name, role, team, password_hash, totp_secret, recovery_hashes, last_totp_step,
        must_change_password, is_disabled, language
    FROM account WHERE id = :id
"""
_NAMESAKE = "SELECT 1 FROM account WHERE email_to_search = :email AND id <> :id"
_EVERY_ACCOUNT = """
    SELECT id, version, email, name, role, team, password_hash, totp_secret, recovery_hashes, last_totp_step,
        must_change_password, is_disabled, language
    FROM account ORDER BY email_to_search
"""
SAVE_ACCOUNT = """
    INSERT OR REPLACE INTO account (id, version, email, name, role, team, password_hash, totp_secret,
        recovery_hashes, last_totp_step, must_change_password, is_disabled, language, email_to_search)
    VALUES (:id, :version, :email, :name, :role, :team, :password_hash, :totp_secret,
        :recovery_hashes, :last_totp_step, :must_change_password, :is_disabled, :language, :email_to_search)
"""
_SESSION = """
    SELECT token_hash, account_id, created_at, seen_at, data, is_revoked FROM session WHERE token_hash = ?
"""
_SESSIONS_OF = """
    SELECT token_hash, account_id, created_at, seen_at, data, is_revoked FROM session
    WHERE account_id = ? ORDER BY created_at DESC, token_hash
"""
SAVE_SESSION = """
    INSERT INTO session (token_hash, account_id, created_at, seen_at, data, is_revoked)
    VALUES (:token_hash, :account_id, :created_at, :seen_at, :data, :is_revoked)
    ON CONFLICT (token_hash) DO UPDATE
    SET seen_at = excluded.seen_at, data = excluded.data, is_revoked = excluded.is_revoked
    WHERE is_revoked = 0
"""
_GRANT = """
    SELECT id, account_id, child_id, kind, reason, granted_by, starts_at, ends_at, is_revoked
    FROM access_grant WHERE id = ?
"""
_GRANTS_OF = """
    SELECT id, account_id, child_id, kind, reason, granted_by, starts_at, ends_at, is_revoked
    FROM access_grant
    WHERE (:account = '' OR account_id = :account) AND (:child = '' OR child_id = :child) ORDER BY id
"""
SAVE_GRANT = """
    INSERT OR REPLACE INTO access_grant (id, account_id, child_id, kind, reason, granted_by, starts_at, ends_at,
        is_revoked)
    VALUES (:id, :account_id, :child_id, :kind, :reason, :granted_by, :starts_at, :ends_at, :is_revoked)
"""


class SqliteAccounts(SqliteJournal):
    """Who may sign in, their sessions, and their leave to see a child."""

    def account(self, email_or_id: str) -> Account | None:
        """The account with an e-mail address (in any case) or an id."""
        with self._reading() as connection:
            row = connection.row(_ACCOUNT, {"id": email_or_id, "email": email_or_id.casefold()})
        return None if row is None else ACCOUNTS.model(row)

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by e-mail address."""
        with self._reading() as connection:
            return tuple(ACCOUNTS.model(row) for row in connection.rows(_EVERY_ACCOUNT))

    def save_account(self, account: Account, event: Event) -> Account:
        """Save an account at its version, with its journal entry."""
        with self._change() as shelf:
            connection = self._connections.mine()
            names = {"id": account.id, "email": account.email.casefold()}
            row = connection.row(_ACCOUNT_BY_ID, names)
            before = None if row is None else ACCOUNTS.model(row)
            if connection.row(_NAMESAKE, names):
                raise BadValueError(EMAIL_TAKEN)
            if account.version != (before.version if before else 0):
                raise ConflictError
            kept = account.model_copy(update={"version": account.version + 1})
            connection.run(SAVE_ACCOUNT, ACCOUNTS.values(kept))
            line, _ = self._pen.write(shelf, event, {event.chain: [account_change(before, kept)]})
            self._tombstones.note_account(before, kept, line.number)
        return kept

    def session(self, token_hash: str) -> Session | None:
        """The session that a cookie's hash stands for, revoked or not."""
        with self._reading() as connection:
            row = connection.row(_SESSION, (token_hash,))
        return None if row is None else SESSIONS.model(row)

    def save_session(self, session: Session) -> None:
        """Save a session, unless it was revoked before: what is revoked stays so."""
        with self._change():
            self._connections.mine().run(SAVE_SESSION, SESSIONS.values(session))

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Every session of an account, newest first."""
        with self._reading() as connection:
            return tuple(
                SESSIONS.model(row) for row in connection.rows(_SESSIONS_OF, (account_id,))
            )

    def grants(self, account_id: str = "", child_id: str = "") -> tuple[Grant, ...]:
        """Every grant of an account, of a child, or of both."""
        with self._reading() as connection:
            rows = connection.rows(_GRANTS_OF, {"account": account_id, "child": child_id})
        return tuple(GRANTS.model(row) for row in rows)

    def save_grant(self, grant: Grant, event: Event) -> None:
        """Save a grant, with its journal entry."""
        with self._change() as shelf:
            connection = self._connections.mine()
            row = connection.row(_GRANT, (grant.id,))
            before = None if row is None else GRANTS.model(row)
            connection.run(SAVE_GRANT, GRANTS.values(grant))
            line, _ = self._pen.write(shelf, event, {event.chain: [grant_change(before, grant)]})
            self._tombstones.note_grant(grant, line.number)

    def attempts(self, key: str, since: datetime) -> int:
        """How many tries to sign in have failed under a key since a moment."""
        with self._reading() as connection:
            found = connection.row(
                "SELECT count(*) FROM attempt WHERE tried_under = ? AND at >= ?",
                (key, moment_text(since)),
            )
        return int(found[0]) if found else 0

    def note_attempt(self, key: str, at: datetime) -> None:
        """Remember one failed try."""
        with self._change():
            self._connections.mine().run(
                "INSERT INTO attempt (tried_under, at) VALUES (?, ?)", (key, moment_text(at))
            )

    def forget_sessions(self, before: datetime) -> None:
        """Remove sessions and tries last seen before a moment."""
        moment = moment_text(before)
        with self._change():
            connection = self._connections.mine()
            connection.run("DELETE FROM session WHERE seen_at < ?", (moment,))
            connection.run("DELETE FROM attempt WHERE at < ?", (moment,))
