"""Joining: a code that is good once brings a telephone or a second screen to a meeting; the facilitator lets it in.

A code, and whoever came with it, is good as long as the meeting goes on (a second screen as long as the room is
open), until the facilitator ends it, and never longer than the codes and tickets themselves last.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from graph.accounts import Account, Session
from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.meetings import Meeting
from web.asking import NOT_HERE, House
from web.codes import as_made, in_groups, one_time_code
from web.sessions import UNTIL
from web.tickets import (
    CODE,
    IN,
    KINDS,
    PHONE,
    TICKET,
    WAITING,
    Ticket,
    as_data,
    first_screen,
    ticket_in,
)

WINDOW = timedelta(minutes=15)
TRIES = 5
CODE_LIVES = timedelta(minutes=20)
TICKET_LASTS = timedelta(hours=4)
LONGEST_NAME = 60
SOMEBODY = "a phone"
FAMILY_TIME = "family_time"


def meeting_on(house: House, child_id: str) -> Meeting | None:
    """The meeting of a child that goes on now, the last begun of several; None where none does."""
    going_on = [one for one in house.store.kept(Meeting, child_id) if one.is_on]
    return max(going_on, key=lambda one: str(one.began_at), default=None)


def is_family_time(house: House, child_id: str) -> bool:
    """Whether the family has the room to itself: then nothing is asked, offered or written down."""
    meeting = meeting_on(house, child_id)
    return meeting is not None and meeting.step == FAMILY_TIME


def kinds_to_join(house: House, child_id: str, account_id: str) -> tuple[str, ...]:
    """What can join now: telephones while a meeting goes on, a second screen while the room is open."""
    has_room = first_screen(house.sessions.live(account_id), child_id) is not None
    is_open = {PHONE: meeting_on(house, child_id) is not None}
    return tuple(kind for kind in KINDS if is_open.get(kind, has_room))


def new_code(house: House, child_id: str, facilitator: Account, kind: str) -> str:
    """A fresh code for one telephone or one screen; UnknownError where nothing of the kind can join."""
    if kind not in kinds_to_join(house, child_id, facilitator.id):
        raise UnknownError(NOT_HERE)
    code = one_time_code()
    _keep(house, _kept(house, code), facilitator.id, _data(house, child_id, kind, CODE))
    _noted(house, "made_joining_code", child_id, facilitator.id)
    return in_groups(code)


def joined_by_code(
    house: House, typed: str, called: str, address: str
) -> tuple[Account, dict[str, str]] | None:
    """Whose meeting a code joins, once it is used up, and what the session is to hold; None for every kind of no."""
    if house.store.attempts(_key(address), house.clock() - WINDOW) < TRIES:
        found = _used_up(house, as_made(typed), called.strip()[:LONGEST_NAME])
        if found is not None:
            return found
    house.store.note_attempt(_key(address), house.clock())
    house.store.note(Event(actor="nobody", action="joining_refused", reason="code"))
    return None


def tickets(house: House, child_id: str, account_id: str) -> tuple[Ticket, ...]:
    """The tickets of one facilitator’s meeting that are good now, the oldest first."""
    found = (ticket_in(row) for row in reversed(house.sessions.live(account_id)))
    names = [one.name for one in found if one is not None and one.child_id == child_id]
    good = (house.sessions.ticket(name) for name in names)
    return tuple(ticket for ticket in good if ticket is not None)


def let_in(house: House, child_id: str, account_id: str, name: str) -> None:
    """Whoever waits with a ticket is in. UnknownError where nobody waits with it."""
    ticket = _ticket(house, child_id, account_id, name, WAITING)
    row = house.store.session(ticket.name)
    assert row is not None  # noqa: S101 - it was read a moment ago  # nosec B101
    data = _data(house, child_id, ticket.kind, IN, called=ticket.called)
    house.store.save_session(row.model_copy(update={"data": data}))
    _noted(house, "let_in", child_id, account_id, ticket.kind)


def turn_out(house: House, child_id: str, account_id: str, name: str) -> None:
    """End one code, or whoever waits or is in with one ticket."""
    ticket = _ticket(house, child_id, account_id, name)
    _end(house, ticket)
    action = "turned_away" if ticket.stage == WAITING else "ended_joining"
    _noted(house, action, child_id, account_id, ticket.kind)


def end_joining(house: House, child_id: str, account_id: str) -> int:
    """End every code, telephone and second screen: the room is left, or the meeting is over. How many."""
    found = tickets(house, child_id, account_id)
    for ticket in found:
        _end(house, ticket)
    if found:
        _noted(house, "ended_joining", child_id, account_id)
    return len(found)


def _used_up(house: House, code: str, called: str) -> tuple[Account, dict[str, str]] | None:
    """Of two who type the same code at once only one joins: the account is saved at the version read first."""
    row = house.store.session(_kept(house, code))
    facilitator = house.store.account(row.account_id) if row else None
    ticket = house.sessions.ticket(row.token_hash) if row else None
    if row is None or ticket is None or facilitator is None or facilitator.is_disabled:
        return None
    if ticket.stage != CODE or is_family_time(house, ticket.child_id):
        return None
    house.store.save_session(row.model_copy(update={"is_revoked": True}))
    try:
        kept = house.store.save_account(
            facilitator, Event(actor=SOMEBODY, action="used_joining_code", reason=ticket.kind)
        )
    except ConflictError:
        return None
    name = _kept(house, token_urlsafe(32))
    data = _data(house, ticket.child_id, ticket.kind, WAITING, called=called)
    _keep(house, name, kept.id, data)
    _noted(house, "asked_to_join", ticket.child_id, SOMEBODY, ticket.kind)
    return kept, {TICKET: name, UNTIL: (house.clock() + TICKET_LASTS).isoformat()}


def _ticket(house: House, child_id: str, account_id: str, name: str, stage: str = "") -> Ticket:
    for ticket in tickets(house, child_id, account_id):
        if ticket.name == name and stage in ("", ticket.stage):
            return ticket
    raise UnknownError(NOT_HERE)


def _data(house: House, child_id: str, kind: str, stage: str, **more: str) -> str:
    lasts = CODE_LIVES if stage == CODE else TICKET_LASTS
    return as_data(child_id, kind, stage, **more, **{UNTIL: (house.clock() + lasts).isoformat()})


def _keep(house: House, name: str, account_id: str, data: str) -> None:
    now = house.clock()
    house.store.save_session(
        Session(token_hash=name, account_id=account_id, created_at=now, seen_at=now, data=data)
    )


def _end(house: House, ticket: Ticket) -> None:
    row = house.store.session(ticket.name)
    if row is not None:
        house.store.save_session(row.model_copy(update={"is_revoked": True}))


def _noted(house: House, action: str, child_id: str, actor: str, reason: str = "") -> None:
    house.store.note(Event(actor=actor, action=action, chain=child_id, reason=reason))


def _kept(house: House, code: str) -> str:
    return house.sessions.keyed("joining code", code)


def _key(address: str) -> str:
    return "join:" + sha256(address.encode()).hexdigest()
