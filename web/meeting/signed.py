"""What a second person has signed off, while the room of a meeting is open.

The room carries it on over what it writes itself. What anybody else changes meanwhile was looked at by nobody, so a
room that was left after that is signed off again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256

from graph.meeting_words import Note, Scale
from graph.meetings import Meeting
from graph.network import Network
from graph.record import MapRecord
from graph.stores.protocol import Store
from web.asking import House, account, browser, house
from web.making.voices import heard_in, placings
from web.meeting.own_choices import who_speaks
from web.meetings import Book, chosen_words, room_of, room_viewer, whole_book
from web.own_words import whole_layer
from web.pictures import pictures_of
from web.tickets import first_screen

AS_SIGNED = "as_signed"


def digest_now(meeting: Meeting) -> str:
    """By which the view of a meeting’s room is known as it is now; `meeting` under the ids of the store."""
    viewer = room_viewer(house().store, account().id, meeting)
    seen = room_of(house().store, viewer, meeting, house().today())
    return digest_of_room(house().store, seen, meeting)


def is_signed(meeting: Meeting) -> bool:
    """Whether this browser’s room is still at what was signed off, and at what it wrote itself."""
    return bool(browser().get(AS_SIGNED)) and browser()[AS_SIGNED] == digest_now(meeting)


@contextmanager
def carried_on(meeting: Meeting) -> Iterator[None]:
    """What is written in here is the room’s own."""
    was_signed = is_signed(meeting)
    yield
    if was_signed:
        browser()[AS_SIGNED] = digest_now(meeting)


def is_open_somewhere(house: House, child_id: str) -> bool:
    """Whether anybody has a room of this child open now."""
    accounts = {grant.account_id for grant in house.store.grants(child_id=child_id)}
    return any(first_screen(house.sessions.live(one), child_id) for one in accounts)


def digest_of_room(store: Store, seen: Network, meeting: Meeting) -> str:
    """By which a view of the room is known again: everything that could be read in it before a word is said."""
    book = whole_book(store, seen, meeting.id)
    chosen = chosen_words(store, meeting.child_id, meeting.id)
    own = whole_layer(store, seen, chosen)
    records = (
        seen.case,
        *seen.people.values(),
        *seen.standings.values(),
        *seen.relationships,
        *seen.contacts,
        *seen.stays,
        *(book.gaps if book else ()),
        *(_prepared(book) if book else ()),
        *own.views.values(),
        *(item for house in own.houses.values() for item in house),
        *own.pictures.values(),
        *pictures_of(store, seen).values(),
    )
    rows = [one.model_dump(mode="json", exclude={"version"}) for one in records]
    speaks = seen.own_id(who_speaks(store, seen, meeting.id))
    said = [meeting.hope, meeting.is_child_there, speaks, rows, _placed(store, seen, chosen)]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _placed(store: Store, seen: Network, chosen: Collection[str]) -> list[tuple[str, ...]]:
    """Where the voices that the room hears have put people, and what they said to it."""
    return [
        (voice.voice_id, person, one.circle, one.words, one.when)
        for voice in heard_in(placings(store, seen, chosen), seen)
        for person, one in voice.placed.items()
    ]


def _prepared(book: Book) -> Iterable[MapRecord]:
    """What was agreed outside the room to be on the three columns, also after it was first opened."""
    began = book.meeting.began_at
    said: tuple[Note | Scale, ...] = (*book.notes, *book.scales)
    return (one for one in said if one.is_prepared or began is None or one.at < began)
