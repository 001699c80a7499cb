"""Unsent: what was typed when a session ended by itself is kept, sealed, until the same person is in again.

It lies in the row of the session that ended, and then in the new one: never in an address, a log or the browser. It is
kept only where the form carried the token of that very session, so that no other site can leave anything here; what
was typed in a meeting’s room or in a sitting with a child, and passwords and codes, are not kept at all.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.datastructures import MultiDict

from graph.accounts import Account, Session
from graph.errors import LockedStoreError
from graph.journal import Event
from graph.stores.sealing import Sealer
from web.asking import browser, house
from web.sessions import ROOM, UNTIL, BrowserSession
from web.tickets import TICKET

_KEY = "unsent"
_MOST = 200_000
_NEVER_KEPT = frozenset({"code", "second_code", "csrf_token"})
# Sessions at which others sit too: a meeting’s room, and a child’s beside a worker.
_SHARED = frozenset({ROOM, UNTIL, TICKET})
_CSRF_SALT = "wtf-csrf-token"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not sent: its address, and what stood in it."""

    path: str
    endpoint: str
    fields: tuple[tuple[str, str], ...]

    @property
    def form(self) -> MultiDict[str, str]:
        """Its fields, as a request would bring them."""
        return MultiDict(list(self.fields))

    @property
    def words(self) -> tuple[str, ...]:
        """What was written in it, without what was chosen."""
        return tuple(value for _, value in self.fields if " " in value.strip() or "@" in value)


def keep_unsent() -> bool:
    """Keep the form of this request, where it comes from a session that has just ended by itself; whether it did."""
    ended = browser().ended
    if ended is None or not _is_a_form_of(browser(), ended):
        return False
    sent = Unsent(request.path, request.endpoint or "", _fields())
    if not sent.fields:
        return False
    kept = ended.model_copy(update={"data": json.dumps({_KEY: _sealed(sent)})})
    house().store.save_session(kept)
    house().store.note(Event(actor=ended.account_id, action="kept_unsent", reason=sent.endpoint))
    return True


def bring_over(someone: Account) -> Unsent | None:
    """What is kept for somebody who has just come in, taken over into their new session."""
    for ended in house().store.sessions(someone.id):
        text = json.loads(ended.data).get(_KEY, "")
        if text and not ended.is_revoked and browser().stored != ended:
            gone = ended.model_copy(update={"data": "{}", "is_revoked": True})
            house().store.save_session(gone)
            browser()[_KEY] = text
            return _opened(text)
    return None


def unsent() -> Unsent | None:
    """What lies unsent in this session."""
    text = browser().get(_KEY, "")
    return _opened(text) if text else None


def take_unsent() -> Unsent | None:
    """What lies unsent for the page of this request; it is taken once."""
    found = unsent()
    if found is None or found.path != request.path:
        return None
    forget_unsent()
    return found


def forget_unsent() -> None:
    """Nothing lies unsent any more."""
    browser().pop(_KEY, None)


def _is_a_form_of(session: BrowserSession, ended: Session) -> bool:
    is_form = request.method == "POST" and request.mimetype == "application/x-www-form-urlencoded"
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    is_small = (request.content_length or 0) <= _MOST
    is_shared = not _SHARED.isdisjoint(json.loads(ended.data))
    if is_shared or not (is_form and is_page and is_small):
        return False
    serializer = URLSafeTimedSerializer(current_app.secret_key or "", salt=_CSRF_SALT)
    try:
        carried = serializer.loads(request.form.get("csrf_token", ""))
    except BadSignature:
        return False
    return bool(carried == session.csrf_of_ended)


def _fields() -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_KEPT and "password" not in name
    )


def _sealed(sent: Unsent) -> str:
    text = json.dumps([sent.path, sent.endpoint, sent.fields])
    return base64.b64encode(_sealer().seal(_KEY, 1, text.encode())).decode()


def _opened(text: str) -> Unsent | None:
    try:
        path, endpoint, fields = json.loads(_sealer().open(_KEY, 1, base64.b64decode(text)))
    except LockedStoreError:
        return None
    return Unsent(path, endpoint, tuple((name, value) for name, value in fields))


def _sealer() -> Sealer:
    secret = current_app.secret_key or ""
    return Sealer(secret if isinstance(secret, bytes) else secret.encode())
