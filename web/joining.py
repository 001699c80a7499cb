"""Joining: a code that is good once brings a telephone or a second screen to a meeting; the facilitator lets it in.

A code, and whoever came with it, is good as long as that very meeting goes on (a second screen as long as that very
room is open) under a facilitator who works with the child, until the facilitator ends it, and never longer than the
codes and tickets themselves last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from graph.accounts import Account, Session
from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.meetings import Meeting
from web.asking import NOT_HERE, House
from web.codes import as_made, in_groups, one_time_code
from web.maps.names import shown
from web.sessions import UNTIL
from web.tickets import (
    CODE,
    IN,
    KINDS,
    PHONE,
    SCREEN,
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
QUIET_LASTS = timedelta(hours=3)
LONGEST_NAME = 60
SOMEBODY = "a phone"
FAMILY_TIME = "family_time"
# What `shown` says where nothing of a text is left.
UNREADABLE = "?"


def meeting_on(house: House, child_id: str) -> Meeting | None:
    """The meeting of a child that goes on now, the last begun of several; None where none does."""
    going_on = [one for one in house.store.kept(Meeting, child_id) if one.is_on]
    return max(going_on, key=lambda one: str(one.began_at), default=None)


def is_family_time(house: House, child_id: str) -> bool:
    """Whether the family has the room to itself: then nothing is asked, offered or written down."""
    meeting = meeting_on(house, child_id)
    return meeting is not None and meeting.step == FAMILY_TIME


def seats(
    house: House, child_id: str, account_id: str, asking: Session | None
) -> Mapping[str, str]:
    """What can join now, and of what: telephones of the meeting that goes on, a second screen of the open room.

    Of several rooms it is that of the browser that asks. Nothing while the family has the room to itself.
    """
    if is_family_time(house, child_id):
        return {}
    meeting = meeting_on(house, child_id)
    own = first_screen([asking] if asking else [], child_id)
    room = own or first_screen(house.sessions.live(account_id), child_id)
    found = {PHONE: meeting.id if meeting else "", SCREEN: room.token_hash if room else ""}
    return {kind: found[kind] for kind in KINDS if found[kind]}


def new_code(
    house: House, child_id: str, facilitator: Account, kind: str, asking: Session | None
) -> str:
    """A fresh code for one telephone or one screen; UnknownError where nothing of the kind can join."""
    of = seats(house, child_id, facilitator.id, asking).get(kind)
    if of is None:
        raise UnknownError(NOT_HERE)
    code = one_time_code()
    _keep(house, facilitator.id, Ticket(_kept(house, code), child_id, kind, CODE, of))
    _noted(house, "made_joining_code", child_id, facilitator.id)
    return in_groups(code)


def plain(typed: str, most: int) -> str:
    """What was typed on a telephone, on one line and without what could turn, hide or break the text around it."""
    words = " ".join(typed.split())
    return shown(words)[:most].strip() if shown(words) != UNREADABLE else ""


def joined_by_code(
    house: House, typed: str, called: str, address: str
) -> tuple[Account, dict[str, str]] | None:
    """Whose meeting a code joins, once it is used up, and what the session is to hold; None for every kind of no.

    Whoever goes on trying while shut out is not counted, or one telephone would shut out all others of its network.
    Nothing that comes while a family is alone is written down: no good code of its meeting, and no wrong code from the
    network of its room. That somebody tried is counted all the same, for a quarter of an hour and without a word of who
    or where, or other children’s codes could be guessed meanwhile.
    """
    is_locked = _is_locked(house, address)
    fits = None if is_locked else _fitting(house, as_made(typed))
    if fits is not None and is_family_time(house, fits.child_id):
        return None
    joined = _used_up(house, fits, plain(called, LONGEST_NAME)) if fits else None
    if joined is None:
        _note_refusal(house, address, is_counted=not is_locked)
    return joined


def lift(house: House, address: str) -> None:
    """Let tries from the facilitator’s own network count anew, where somebody’s guesses have shut everybody out."""
    if _is_locked(house, address):
        house.store.note_attempt(_lifted(address), house.clock())


def begin_quiet(house: House, address: str) -> None:
    """A family is alone in a room of this network: what is tried from there is not written down."""
    house.store.note_attempt(_quiet("begins", address), house.clock())


def end_quiet(house: House, address: str) -> None:
    """It is no longer alone."""
    house.store.note_attempt(_quiet("ends", address), house.clock())


def is_quiet(house: House, address: str) -> bool:
    """Whether more families of a network have begun to be alone than have ended, in the last hours."""
    since = house.clock() - QUIET_LASTS
    began, ended = (
        house.store.attempts(_quiet(what, address), since) for what in ("begins", "ends")
    )
    return began > ended


def tickets(house: House, child_id: str, account_id: str) -> tuple[Ticket, ...]:
    """The tickets of one facilitator’s meeting that are good now, the oldest first."""
    found = (ticket_in(row) for row in reversed(house.sessions.live(account_id)))
    names = [one.name for one in found if one is not None and one.child_id == child_id]
    good = (house.sessions.ticket(name) for name in names)
    return tuple(ticket for ticket in good if ticket is not None)


def is_screen(house: House, child_id: str, account_id: str, name: str) -> bool:
    """Whether it is a second screen that waits with a ticket. UnknownError where nobody waits with it."""
    return _ticket(house, child_id, account_id, name, WAITING).kind == SCREEN


def let_in(house: House, child_id: str, account_id: str, name: str) -> None:
    """Whoever waits with a ticket is in. UnknownError where nobody waits with it."""
    ticket = _ticket(house, child_id, account_id, name, WAITING)
    row = house.store.session(ticket.name)
    assert row is not None  # noqa: S101 - it was read a moment ago  # nosec B101
    data = _data(house, replace(ticket, stage=IN))
    house.store.save_session(row.model_copy(update={"data": data}))
    _noted(house, "let_in", child_id, account_id, ticket.kind)


def turn_out(house: House, child_id: str, account_id: str, name: str) -> None:
    """End one code, or whoever waits or is in with one ticket."""
    ticket = _ticket(house, child_id, account_id, name)
    _end(house, ticket)
    action = "turned_away" if ticket.stage == WAITING else "ended_joining"
    _noted(house, action, child_id, account_id, ticket.kind)


def end_joining(house: House, child_id: str, account_id: str) -> int:
    """End every code, telephone and second screen of one facilitator: the room is left. How many."""
    return _end_all(house, tickets(house, child_id, account_id), child_id, account_id)


def end_meeting(house: House, meeting: Meeting, account_id: str) -> int:
    """End every code and telephone of a meeting that is over, whoever made and let in which. How many."""
    leaders = {grant.account_id for grant in house.store.grants(child_id=meeting.child_id)}
    rows = (row for leader in leaders for row in house.store.sessions(leader))
    found = (ticket_in(row) for row in rows if not row.is_revoked)
    theirs = [one for one in found if one is not None and one.of == meeting.id]
    return _end_all(house, theirs, meeting.child_id, account_id)


def _fitting(house: House, code: str) -> Ticket | None:
    ticket = house.sessions.ticket(_kept(house, code))
    return ticket if ticket is not None and ticket.stage == CODE else None


def _note_refusal(house: House, address: str, *, is_counted: bool) -> None:
    if is_counted:
        house.store.note_attempt(_key(address), house.clock())
    if is_quiet(house, address):
        return
    house.store.note(Event(actor="nobody", action="joining_refused", reason="code"))


def _used_up(house: House, ticket: Ticket, called: str) -> tuple[Account, dict[str, str]] | None:
    """Of two who type the same code at once only one joins: the account is saved at the version read first."""
    row = house.store.session(ticket.name)
    facilitator = house.store.account(row.account_id) if row else None
    if row is None or facilitator is None:
        return None
    house.store.save_session(row.model_copy(update={"is_revoked": True}))
    try:
        kept = house.store.save_account(
            facilitator, Event(actor=SOMEBODY, action="used_joining_code", reason=ticket.kind)
        )
    except ConflictError:
        return None
    name = _kept(house, token_urlsafe(32))
    number = _next_number(house, kept.id, ticket)
    _keep(house, kept.id, replace(ticket, name=name, stage=WAITING, called=called, number=number))
    _noted(house, "asked_to_join", ticket.child_id, SOMEBODY, ticket.kind)
    return kept, {TICKET: name, UNTIL: (house.clock() + TICKET_LASTS).isoformat()}


def _next_number(house: House, account_id: str, ticket: Ticket) -> int:
    """One more than have come before, with those who have gone: no number is another’s later."""
    found = (ticket_in(row) for row in house.store.sessions(account_id))
    before = [one for one in found if one and (one.of, one.kind) == (ticket.of, ticket.kind)]
    return 1 + sum(one.stage != CODE for one in before)


def _ticket(house: House, child_id: str, account_id: str, name: str, stage: str = "") -> Ticket:
    for ticket in tickets(house, child_id, account_id):
        if ticket.name == name and stage in ("", ticket.stage):
            return ticket
    raise UnknownError(NOT_HERE)


def _data(house: House, ticket: Ticket) -> str:
    lasts = CODE_LIVES if ticket.stage == CODE else TICKET_LASTS
    until = {UNTIL: (house.clock() + lasts).isoformat()}
    more = {"of": ticket.of, "called": ticket.called, "number": ticket.number}
    return as_data(ticket.child_id, ticket.kind, ticket.stage, **more, **until)


def _keep(house: House, account_id: str, ticket: Ticket) -> None:
    now, data = house.clock(), _data(house, ticket)
    house.store.save_session(
        Session(
            token_hash=ticket.name, account_id=account_id, created_at=now, seen_at=now, data=data
        )
    )


def _end_all(house: House, found: Iterable[Ticket], child_id: str, account_id: str) -> int:
    ended = tuple(found)
    for ticket in ended:
        _end(house, ticket)
    if ended:
        _noted(house, "ended_joining", child_id, account_id)
    return len(ended)


def _end(house: House, ticket: Ticket) -> None:
    row = house.store.session(ticket.name)
    if row is not None:
        house.store.save_session(row.model_copy(update={"is_revoked": True}))


def _noted(house: House, action: str, child_id: str, actor: str, reason: str = "") -> None:
    house.store.note(Event(actor=actor, action=action, chain=child_id, reason=reason))


def _kept(house: House, code: str) -> str:
    return house.sessions.keyed("joining code", code)


def _is_locked(house: House, address: str) -> bool:
    since = house.clock() - WINDOW
    allowed = TRIES * (1 + house.store.attempts(_lifted(address), since))
    return house.store.attempts(_key(address), since) >= allowed


def _lifted(address: str) -> str:
    return "join again:" + sha256(address.encode()).hexdigest()


def _quiet(what: str, address: str) -> str:
    return f"quiet {what}:" + sha256(address.encode()).hexdigest()


def _key(address: str) -> str:
    return "join:" + sha256(address.encode()).hexdigest()
