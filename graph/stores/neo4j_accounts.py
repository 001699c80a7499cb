"""The Neo4j store's accounts, sessions, grants and failed tries. Their secrets are sealed."""

from __future__ import annotations

import secrets
from datetime import datetime

from graph.accounts import Account, Grant, Session
from graph.errors import BadValueError, ConflictError
from graph.journal import Event
from graph.stores import neo4j_cypher as cypher
from graph.stores.access_changes import EMAIL_TAKEN, account_change, grant_change
from graph.stores.neo4j_journal import Neo4jJournal
from graph.stores.neo4j_line import Ask
from graph.stores.neo4j_properties import ACCOUNTS, GRANTS, SESSIONS
from graph.stores.pen import moment_text


class Neo4jAccounts(Neo4jJournal):
    """Who may sign in, their sessions, and their leave to see a child."""

    def account(self, email_or_id: str) -> Account | None:
        """The account with an e-mail address (in any case) or an id."""
        rows = self._asked(cypher.ACCOUNT, id=email_or_id, email=email_or_id.casefold())
        return ACCOUNTS.model(rows[0][0], self._sealer) if rows else None

    def accounts(self) -> tuple[Account, ...]:
        """Every account, by e-mail address."""
        rows = self._asked(cypher.EVERY_ACCOUNT)
        return tuple(ACCOUNTS.model(row, self._sealer) for (row,) in rows)

    def save_account(self, account: Account, event: Event) -> Account:
        """Save an account at its version, with its journal entry."""
        kept = account.model_copy(update={"version": account.version + 1})

        def save(ask: Ask) -> str:
            rows = ask(cypher.ACCOUNT_BY_ID, id=account.id)
            before = ACCOUNTS.model(rows[0][0], self._sealer) if rows else None
            if ask(cypher.NAMESAKES, id=account.id, email=account.email.casefold()):
                raise BadValueError(EMAIL_TAKEN)
            if account.version != (before.version if before else 0):
                raise ConflictError
            ask(cypher.SAVE_ACCOUNT, row=ACCOUNTS.of(kept, self._sealer))
            return account_change(before, kept)

        with self._alone() as shelf:
            self._journalled(shelf, event, save)
        return kept

    def session(self, token_hash: str) -> Session | None:
        """The session that a cookie's hash stands for, revoked or not."""
        rows = self._asked(cypher.SESSION, token_hash=token_hash)
        return SESSIONS.model(rows[0][0], self._sealer) if rows else None

    def save_session(self, session: Session) -> None:
        """Save a session, unless it was revoked before: what is revoked stays so."""
        row = SESSIONS.of(session, self._sealer)
        self._line.write(lambda ask: ask(cypher.SAVE_SESSION, row=row))

    def sessions(self, account_id: str) -> tuple[Session, ...]:
        """Every session of an account, newest first."""
        rows = self._asked(cypher.SESSIONS_OF, account=account_id)
        return tuple(SESSIONS.model(row, self._sealer) for (row,) in rows)

    def grants(self, account_id: str = "", child_id: str = "") -> tuple[Grant, ...]:
        """Every grant of an account, of a child, or of both."""
        if account_id:
            rows = self._asked(cypher.GRANTS_OF_ACCOUNT, account=account_id, child=child_id)
        elif child_id:
            rows = self._asked(cypher.GRANTS_OF_CHILD, child=child_id)
        else:
            rows = self._asked(cypher.EVERY_GRANT)
        return tuple(GRANTS.model(row, self._sealer) for (row,) in rows)

    def save_grant(self, grant: Grant, event: Event) -> None:
        """Save a grant, with its journal entry."""

        def save(ask: Ask) -> str:
            rows = ask(cypher.GRANT, id=grant.id)
            before = GRANTS.model(rows[0][0], self._sealer) if rows else None
            ask(cypher.SAVE_GRANT, row=GRANTS.of(grant, self._sealer))
            return grant_change(before, grant)

        with self._alone() as shelf:
            self._journalled(shelf, event, save)

    def attempts(self, key: str, since: datetime) -> int:
        """How many tries to sign in have failed under a key since a moment."""
        return int(self._asked(cypher.ATTEMPTS, key=key, since=moment_text(since))[0][0])

    def note_attempt(self, key: str, at: datetime) -> None:
        """Remember one failed try."""
        token, moment = secrets.token_hex(16), moment_text(at)
        self._line.write(lambda ask: ask(cypher.NOTE_ATTEMPT, token=token, key=key, at=moment))

    def forget_sessions(self, before: datetime) -> None:
        """Remove sessions and tries last seen before a moment."""
        moment = moment_text(before)

        def forget(ask: Ask) -> None:
            ask(cypher.FORGET_SESSIONS, before=moment)
            ask(cypher.FORGET_ATTEMPTS, before=moment)

        self._line.write(forget)
