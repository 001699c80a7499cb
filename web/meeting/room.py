"""The room of a meeting: which meeting it is in, what is written in it, and keeping what is said there."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from flask import request, session

from graph.errors import RefusedError, UnknownError
from graph.meetings import Meeting
from graph.network import Network
from graph.record import Record
from graph.standings import Standing
from web.asking import NOT_HERE, account, heard, house
from web.maps.keeping import keep_places
from web.meeting.signed import carried_on
from web.meeting.written import SAID, event_of
from web.meetings import Book, book_of
from web.said import Said, Written
from web.sessions import HEARD, MEETING
from web.taps import tapped
from web.words import _

FAMILY_TIME = "family_time"


def meeting_here(child_id: str) -> Meeting:
    """The meeting of this room as it is kept, while it is on."""
    found = house().store.record(Meeting.record_kind, str(session.get(MEETING, "")))
    if not isinstance(found, Meeting) or found.child_id != child_id:
        raise UnknownError(NOT_HERE)
    if not found.is_on:
        raise RefusedError(_("The meeting has ended. Nothing more is written down."))
    return found


def meeting_to_write_in(child_id: str) -> Meeting:
    """The same while something may be written in it."""
    found = meeting_here(child_id)
    if found.step == FAMILY_TIME:
        raise RefusedError(_("Nothing is written down in family time."))
    return found


def book_here(network: Network) -> Book:
    """The book of the meeting of this room."""
    found = book_of(house().store, network, str(session.get(MEETING, "")), heard())
    if found is None:
        raise UnknownError(NOT_HERE)
    return found


def said_here(network: Network, kept: Meeting) -> Said:
    """The form that was sent in this room."""
    return Said(
        network=network,
        book=book_here(network),
        kept=kept,
        sent=request.form,
        now=house().clock(),
        today=house().today(),
        people=tapped(network),
        store=house().store,
    )


def keep_said(kept: Meeting, what: Written) -> None:
    """Keep what was said, in one change with its line in the journal, as the room’s own."""
    store, me = house().store, account().id
    with carried_on(kept):
        newcomer = next((one for one in what.kept if isinstance(one, Standing)), None)
        if newcomer is not None:
            keep_places(store, kept.child_id, house().today(), me, newcomer)
        with store.writer(event_of(kept, me, SAID)) as writer:
            for record in what.kept:
                writer.put(record)
            for record in what.removed:
                writer.remove(record)
    hear(what.kept)


def hear(records: Iterable[Record]) -> None:
    """Remember the digests of the words said here, so that giving them back to this room is no new telling."""
    texts = {
        value
        for record in records
        for name in type(record).model_fields
        if isinstance(value := getattr(record, name), str) and value
    }
    digests = {sha256(text.encode()).hexdigest() for text in texts}
    session[HEARD] = sorted(heard() | digests)
