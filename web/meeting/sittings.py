"""Sittings: a child comes in with a one-time code beside a worker, or from thirteen with a key of their own.

A code is good once and for ten minutes, and what it opens ends by itself: the child’s own view of their own map.
"""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

from graph.accounts import Account, Grant, Session
from graph.dates import PartialDate, age_on
from graph.errors import ConflictError
from graph.journal import Event
from web.asking import House
from web.codes import as_made, in_groups, one_time_code
from web.sessions import UNTIL

WINDOW = timedelta(minutes=15)
CODE_LIVES = timedelta(minutes=10)
SITTING_LASTS = timedelta(hours=2)
TRIES = 5
OWN_KEY_FROM = 13
BESIDE = "beside"
_WAITING = "code_for"


def new_code(house: House, child_id: str, worker: Account) -> str:
    """A fresh code for one sitting; the code before it, and a sitting under way, end with it."""
    someone = _account_of(house, child_id, worker)
    end_sittings(house, child_id)
    code = one_time_code()
    now = house.clock()
    house.store.save_session(
        Session(
            token_hash=_kept(house, code),
            account_id=someone.id,
            created_at=now,
            seen_at=now,
            data=json.dumps(
                {_WAITING: child_id, BESIDE: worker.id, UNTIL: (now + CODE_LIVES).isoformat()}
            ),
        )
    )
    house.store.note(Event(actor=worker.id, action="made_code", chain=child_id))
    return in_groups(code)


def admitted_by_sitting(
    house: House, typed: str, address: str
) -> tuple[Account, dict[str, str]] | None:
    """Whose code it is, once it is used up, and what their session is to hold; None for every kind of no."""
    code = as_made(typed)
    if house.store.attempts(_key(address), house.clock() - WINDOW) < TRIES:
        found = _used_up(house, code)
        if found is not None:
            return found
    house.store.note_attempt(_key(address), house.clock())
    house.store.note(Event(actor="nobody", action="sign_in_refused", reason="one-time code"))
    return None


def end_sittings(house: House, child_id: str) -> int:
    """End a child’s codes and sittings, but not where they signed in with a key of their own; how many."""
    someone = _own_account(house, child_id)
    live = house.sessions.live(someone.id) if someone else ()
    ended = [session for session in live if BESIDE in json.loads(session.data)]
    for session in ended:
        house.store.save_session(session.model_copy(update={"is_revoked": True}))
    return len(ended)


def is_sitting(house: House, child_id: str) -> bool:
    """Whether a child’s code or sitting is good just now."""
    someone = _own_account(house, child_id)
    live = house.sessions.live(someone.id) if someone else ()
    return any(BESIDE in json.loads(session.data) for session in live)


def own_child(house: House, account: Account) -> str:
    """The child whose own account it is; empty for everybody else’s."""
    grants = house.store.grants(account_id=account.id)
    held = [grant for grant in grants if grant.kind == "own" and not grant.is_revoked]
    return held[0].child_id if held and account.role == "child" else ""


def may_have_key(born: PartialDate, house: House) -> bool:
    """Whether somebody is surely thirteen: a date that is not known, or only about, is not yet."""
    age = None if born.text.startswith("about") else age_on(born, house.today())
    return age is not None and age >= OWN_KEY_FROM


def _used_up(house: House, code: str) -> tuple[Account, dict[str, str]] | None:
    """Of two who type the same code at once only one comes in: the account is saved at the version read first."""
    waiting = house.store.session(_kept(house, code))
    someone = house.store.account(waiting.account_id) if waiting else None
    live = house.sessions.live(someone.id) if someone else ()
    found = [one for one in live if waiting and one.token_hash == waiting.token_hash]
    if someone is None or not found:
        return None
    said = json.loads(found[0].data)
    house.store.save_session(found[0].model_copy(update={"is_revoked": True}))
    event = Event(actor=someone.id, action="used_code", chain=said[_WAITING], reason=said[BESIDE])
    try:
        kept = house.store.save_account(
            someone, Event(actor=someone.id, action="used_code", reason=said[BESIDE])
        )
    except ConflictError:
        return None
    house.store.note(event)
    return kept, {BESIDE: said[BESIDE], UNTIL: (house.clock() + SITTING_LASTS).isoformat()}


def _account_of(house: House, child_id: str, worker: Account) -> Account:
    """The child’s own account, made at the first sitting; it holds no name, for those who keep accounts see none."""
    someone = _own_account(house, child_id)
    if someone is None:
        own = uuid4().hex
        made = Account(id=own, email=f"{own[:12]}@sitting.invalid", role="child")
        someone = house.store.save_account(made, Event(actor=worker.id, action="added_account"))
    grants = house.store.grants(account_id=someone.id, child_id=child_id)
    if all(grant.is_revoked for grant in grants if grant.kind == "own"):
        grant = Grant(
            id=uuid4().hex,
            account_id=someone.id,
            child_id=child_id,
            kind="own",
            granted_by=worker.id,
            starts_at=house.clock(),
        )
        event = Event(actor=worker.id, action="granted", chain=child_id, reason="own")
        house.store.save_grant(grant, event)
    return someone


def _own_account(house: House, child_id: str) -> Account | None:
    grants = house.store.grants(child_id=child_id)
    ids = [grant.account_id for grant in grants if grant.kind == "own"]
    found = (house.store.account(account_id) for account_id in ids)
    return next((one for one in found if one is not None and one.role == "child"), None)


def _kept(house: House, code: str) -> str:
    return house.sessions.keyed("one-time code", code)


def _key(address: str) -> str:
    return "code:" + sha256(address.encode()).hexdigest()
