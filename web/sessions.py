"""Sessions: a random token in the cookie, its hash in the store, and everything else on our side."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import new as keyed_hash
from secrets import token_urlsafe
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from werkzeug.datastructures import CallbackDict

from graph.access import works_with
from graph.accounts import Account, Session
from graph.errors import StoreError
from graph.meetings import Meeting
from graph.stores.protocol import Store
from web.tickets import ROOM as ROOM
from web.tickets import (
    SCREEN,
    TICKET,
    Ticket,
    is_of_a_meeting,
    is_worked_at,
    room_of,
    ticket_in,
)

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
_TOKEN_BYTES = 32
_CSRF_FIELD = "csrf_token"
MEETING = "meeting"
HEARD = "heard"
LEFT_ALONE = "left_alone_until"
UNTIL = "until"
# How light the pages are, and whether letters are keys, is chosen for a browser, whatever its session may do.
LIGHT = "light"
LETTER_KEYS = "letter_keys"
_OF_THE_BROWSER = (LIGHT, LETTER_KEYS)
# What of a room’s session says what may be shown in it.
_OF_THE_ROOM = (MEETING, HEARD, "child_absent")


class BrowserSession(CallbackDict[str, Any], SessionMixin):
    """What one browser’s cookie stands for: somebody signed in, or nobody yet.

    `trouble` is why the store could not say; the request then ends before any view is asked. `ended` is the session
    that this browser had until it ended by itself, and `csrf_of_ended` what its forms carry.
    """

    def __init__(self, token: str, csrf: str, trouble: StoreError | None = None) -> None:
        """Begin as nobody’s session."""
        super().__init__(on_update=_note_change)
        self.token = token
        self.stored: Session | None = None
        self.ended: Session | None = None
        self.csrf_of_ended = ""
        self.account: Account | None = None
        self.trouble = trouble
        self.is_new_to_browser = False
        self[_CSRF_FIELD] = csrf
        self.modified = False


def _note_change(session: BrowserSession) -> None:
    session.modified = True


class StoredSessions(SessionInterface):
    """Flask’s sessions, kept where they can be revoked at once."""

    def __init__(
        self, store: Store, secret: bytes, clock: Callable[[], datetime], cookie_name: str
    ) -> None:
        """Keep sessions in a store; only the loopback demo’s cookie travels without TLS."""
        self._store = store
        self._secret = secret
        self._clock = clock
        self._cookie = cookie_name
        self._is_secure = cookie_name.startswith("__Host-")

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """The live session of a request’s cookie, or a session that is nobody’s."""
        token = request.cookies.get(self._cookie, "")
        try:
            found = self._store.session(_hash_of(token)) if token else None
            stored = found if found and self._holds(found) else None
            account = self._store.account(stored.account_id) if stored else None
        except StoreError as error:
            return BrowserSession(token, self._csrf(token), error)
        if stored is None or account is None or account.is_disabled:
            session = self._nobodys(token)
            if found and not found.is_revoked and stored is None:
                session.ended, session.csrf_of_ended = found, self._csrf(token)
            return session
        session = BrowserSession(token, self._csrf(token))
        session.update(json.loads(stored.data))
        session.stored = stored
        session.account = self._as_whom(session, account)
        session.modified = False
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Remember when and what, unless the session was revoked meanwhile; set a new cookie once.

        A session that came in by a ticket never lies still for too long: when it last asked is nobody’s business.
        """
        if not isinstance(session, BrowserSession) or session.trouble:
            return
        if session.stored and (session.modified or TICKET not in session):
            self._store.save_session(self._as_left(session, session.stored))
        if session.is_new_to_browser:
            response.set_cookie(
                self._cookie,
                session.token,
                secure=self._is_secure,
                httponly=True,
                samesite="Lax",
                path="/",
            )

    def _as_left(self, session: BrowserSession, stored: Session) -> Session:
        """A session as a request leaves it: what another request of the same browser wrote meanwhile stays."""
        kept = None if session.modified else self._store.session(stored.token_hash)
        data = kept.data if kept else _as_text(session)
        return stored.model_copy(update={"seen_at": self._clock(), "data": data})

    def begin(self, session: BrowserSession, account: Account, **data: Any) -> None:
        """Make a session somebody’s, under a new token: at sign-in."""
        self._retire(session)
        now = self._clock()
        chosen = {name: session[name] for name in _OF_THE_BROWSER if name in session}
        session.clear()
        session.update(chosen | data)
        session.account = account
        self._renew(session, account.id, created_at=now)

    def renew(self, session: BrowserSession, **data: Any) -> None:
        """Carry a session on under a new token, within its old absolute limit: at step-up."""
        stored = session.stored
        if stored is None:
            return
        self._retire(session)
        session.update(data)
        self._renew(session, stored.account_id, created_at=stored.created_at)

    def end(self, session: BrowserSession) -> None:
        """Sign a browser out."""
        self._retire(session)
        session.clear()
        session.stored = session.account = None
        self._start_again(session)

    def end_all(self, account_id: str, but: BrowserSession | None = None) -> int:
        """Sign an account out everywhere, but for one browser; how many were signed in."""
        kept = but.stored.token_hash if but and but.stored else ""
        ended = [found for found in self.live(account_id) if found.token_hash != kept]
        for found in ended:
            self._store.save_session(found.model_copy(update={"is_revoked": True}))
        return len(ended)

    def end_one(self, account_id: str, name: str) -> None:
        """Sign one of an account’s browsers out, by the name that `name_of` gave it."""
        for found in self.live(account_id):
            if name_of(found) == name:
                self._store.save_session(found.model_copy(update={"is_revoked": True}))

    def live(self, account_id: str) -> tuple[Session, ...]:
        """The sessions of an account that still hold."""
        return tuple(found for found in self._store.sessions(account_id) if self._holds(found))

    def keyed(self, use: str, text: str) -> str:
        """A keyed hash of something that somebody types, which no cookie’s own hash can be."""
        return keyed_hash(self._secret, f"{use} {text}".encode(), sha256).hexdigest()

    def ticket(self, name: str) -> Ticket | None:
        """A ticket that is still good: not ended, its own meeting still on, or its own room still open."""
        row = self._store.session(name)
        ticket = ticket_in(row) if row and self._holds(row) else None
        is_good = row and ticket and self._is_on(ticket, row.account_id)
        return ticket if is_good else None

    def room_of(self, ticket: Ticket, account_id: str) -> Session | None:
        """The browser whose room a second screen shows; None once that room is closed."""
        return room_of(self.live(account_id), ticket)

    def _as_whom(self, session: BrowserSession, account: Account) -> Account | None:
        """With whose rights a session asks: its account’s, the room’s, or those of the ticket it came in with."""
        if TICKET not in session:
            return as_in_room(account) if session.get(ROOM) else account
        ticket = self.ticket(str(session[TICKET]))
        if ticket is None:
            return None
        if ticket.role == SCREEN:
            session.update(self._as_first_screen(account.id, ticket))
        return account.model_copy(update={"role": ticket.role, "language": ""})

    def _is_on(self, ticket: Ticket, account_id: str) -> bool:
        """Whether that very meeting, or room, goes on under a facilitator who still works with the child."""
        if not self._is_led(ticket.child_id, account_id):
            return False
        live = self.live(account_id)
        if ticket.kind == SCREEN:
            return room_of(live, ticket) is not None
        meeting = self._store.record(Meeting.record_kind, ticket.of)
        if not isinstance(meeting, Meeting) or meeting.child_id != ticket.child_id:
            return False
        return meeting.is_on and is_worked_at(live)

    def _is_led(self, child_id: str, account_id: str) -> bool:
        account = self._store.account(account_id)
        if account is None or account.is_disabled:
            return False
        grants = self._store.grants(account_id=account_id, child_id=child_id)
        return works_with(account, grants, child_id, self._clock())

    def _as_first_screen(self, account_id: str, ticket: Ticket) -> dict[str, Any]:
        """What the room of the first screen may show, the second may show too."""
        first = self.room_of(ticket, account_id)
        said = json.loads(first.data) if first else {}
        return {ROOM: ticket.child_id} | {name: said[name] for name in _OF_THE_ROOM if name in said}

    def _holds(self, session: Session) -> bool:
        now = self._clock()
        is_awaited = is_of_a_meeting(session) or _is_left_alone(session, now)
        is_idle = now - session.seen_at >= IDLE and not is_awaited
        is_fresh = not is_idle and now - session.created_at < ABSOLUTE
        return is_fresh and not session.is_revoked and not _is_over(session, now)

    def _nobodys(self, token: str) -> BrowserSession:
        if _is_token(token) and self._store.session(_hash_of(token)) is None:
            return BrowserSession(token, self._csrf(token))
        session = BrowserSession("", "")
        self._start_again(session)
        return session

    def _renew(self, session: BrowserSession, account_id: str, created_at: datetime) -> None:
        self._start_again(session)
        session.stored = Session(
            token_hash=_hash_of(session.token),
            account_id=account_id,
            created_at=created_at,
            seen_at=self._clock(),
            data=_as_text(session),
        )
        self._store.save_session(session.stored)

    def _start_again(self, session: BrowserSession) -> None:
        session.token = token_urlsafe(_TOKEN_BYTES)
        session[_CSRF_FIELD] = self._csrf(session.token)
        session.is_new_to_browser = True

    def _retire(self, session: BrowserSession) -> None:
        if session.stored:
            self._store.save_session(session.stored.model_copy(update={"is_revoked": True}))

    def _csrf(self, token: str) -> str:
        """A CSRF secret that belongs to one token, so that nobody’s session needs no row in the store."""
        return keyed_hash(self._secret, token.encode(), sha256).hexdigest()


def as_in_room(account: Account) -> Account:
    """Somebody in a meeting: the rights of the room and no others, whatever theirs are."""
    return account.model_copy(update={"role": ROOM})


def name_of(session: Session) -> str:
    """What a session is called on its owner’s page; its hash stays out of the page."""
    return sha256(b"shown " + session.token_hash.encode()).hexdigest()[:16]


def _is_left_alone(session: Session, now: datetime) -> bool:
    """Whether nobody is expected to ask for anything: private family time sends nothing until it ends."""
    until = str(json.loads(session.data).get(LEFT_ALONE, ""))
    return bool(until) and now < datetime.fromisoformat(until)


def _is_over(session: Session, now: datetime) -> bool:
    """Whether a session with an end of its own has come to it."""
    until = str(json.loads(session.data).get(UNTIL, ""))
    return bool(until) and now >= datetime.fromisoformat(until)


def _hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _is_token(text: str) -> bool:
    return len(text) == len(token_urlsafe(_TOKEN_BYTES)) and text.isascii()


def _as_text(session: BrowserSession) -> str:
    """What is kept of a session; what a second screen has from the first is read there each time, and never kept."""
    lent = (ROOM, *_OF_THE_ROOM) if TICKET in session else ()
    return json.dumps(
        {key: value for key, value in session.items() if key not in (_CSRF_FIELD, *lent)}
    )
