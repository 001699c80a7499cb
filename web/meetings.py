"""Meetings as they are kept: the book of one meeting as a viewer may read it, and what its room would see."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import TypeVar
from uuid import uuid4

from graph.access import visible, visible_records
from graph.clearances import Clearance
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import (
    Apart,
    ChosenGap,
    Invitation,
    Meeting,
    MeetingCheck,
    MeetingChoice,
    Present,
    SignOff,
)
from graph.network import Network
from graph.own_words import HouseItem
from graph.record import MapRecord
from graph.sensitivity import RECORD
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.leaks import leaks_in
from web.own_words import own_layer
from web.pictures import pictures_of

M = TypeVar("M", bound=MapRecord)
ROOM_AUDIENCE = "family_meeting"
AS_LEFT = "as the room left it"


@dataclass(frozen=True, slots=True)
class Book:
    """All that is kept of one meeting, as far as one viewer may read it, under the ids of their view."""

    meeting: Meeting
    gaps: tuple[ChosenGap, ...] = ()
    present: tuple[Present, ...] = ()
    notes: tuple[Note, ...] = ()
    scales: tuple[Scale, ...] = ()
    marks: tuple[Mark, ...] = ()
    actions: tuple[Action, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    apart: tuple[Apart, ...] = ()
    check: MeetingCheck | None = None
    signed: tuple[SignOff, ...] = ()
    choice: MeetingChoice | None = None

    @property
    def here(self) -> tuple[str, ...]:
        """Whoever is written down as being there, in the order in which they were."""
        return tuple(dict.fromkeys(one.person_id for one in self.present))

    def column(self, name: str, gap_id: str = "") -> tuple[Note, ...]:
        """What was said in one column, or to one of the chosen questions."""
        return tuple(one for one in self.notes if (one.column, one.gap_id) == (name, gap_id))

    def marks_on(self, scale_id: str, first: str) -> tuple[Mark, ...]:
        """One dot for each voice: the last that each gave, the child’s before all others."""
        last = {one.person_id: one for one in self.marks if one.scale_id == scale_id}
        return tuple(sorted(last.values(), key=lambda one: (one.person_id != first, one.at)))

    @property
    def named(self) -> frozenset[str]:
        """Everybody of whom it speaks."""
        records: tuple[MapRecord, ...] = (
            *(*self.gaps, *self.present, *self.notes, *self.marks, *self.actions),
            *(*self.invitations, *self.apart),
            *([self.choice] if self.choice else []),
        )
        return frozenset(person for one in records for person in one.people)


def meetings_of(store: Store, network: Network) -> tuple[Meeting, ...]:
    """The meetings of a child that the viewer of a network may know of, the latest first."""
    found = visible_records(store.kept(Meeting, network.own_id(network.child_id)), network)
    return tuple(sorted(found, key=lambda one: (one.day.text, one.id), reverse=True))


def book_of(
    store: Store, network: Network, meeting_id: str, heard: Container[str] = ()
) -> Book | None:
    """The book of one meeting; None where there is no such meeting for this viewer.

    Words in which a protected fact can be read are kept from the family, unless they were said in this very room.
    """
    meeting = next((one for one in meetings_of(store, network) if one.id == meeting_id), None)
    if meeting is None:
        return None
    reader = _Reader(store, network, meeting_id, heard)
    return Book(
        meeting=reader.told([meeting], otherwise=Meeting(id=meeting.id, child_id=meeting.child_id))[
            0
        ],
        gaps=tuple(sorted(reader.read(ChosenGap), key=lambda one: (one.number, one.id))),
        present=_in_time(reader.read(Present)),
        notes=_in_time(reader.read(Note)),
        scales=_in_time(reader.read(Scale)),
        marks=_in_time(reader.read(Mark)),
        actions=_in_time(reader.read(Action)),
        invitations=reader.read(Invitation),
        apart=reader.read(Apart),
        check=next(iter(reader.read(MeetingCheck)), None),
        signed=_in_time(reader.read(SignOff)),
        choice=next(iter(reader.read(MeetingChoice)), None),
    )


def left_out(store: Store, child_id: str, meeting_id: str) -> frozenset[str]:
    """Whom the child chose to leave out of the room of a meeting; read of the whole map, only to remove."""
    choices = store.kept(MeetingChoice, child_id) if meeting_id else ()
    return frozenset(
        person
        for choice in choices
        if choice.meeting_id == meeting_id
        for person in choice.left_out_ids
    )


def room_viewer(store: Store, account_id: str, meeting: Meeting) -> Viewer:
    """As whom the room of a meeting looks."""
    return Viewer(
        account=account_id,
        role="room",
        audience=ROOM_AUDIENCE,
        child_absent=not meeting.is_child_there,
        but=left_out(store, meeting.child_id, meeting.id),
    )


def room_of(store: Store, account_id: str, meeting: Meeting, on: date) -> Network:
    """What the room of a meeting would see of the map today; `meeting` under the ids of the store."""
    viewer = room_viewer(store, account_id, meeting)
    return visible(store.network(meeting.child_id).at(on), viewer)


def digest_of_room(store: Store, seen: Network, meeting: Meeting) -> str:
    """By which a view of the room is known again: everything that could be read in it before a word is said."""
    book = book_of(store, seen, meeting.id)
    records = (
        seen.case,
        *seen.people.values(),
        *seen.standings.values(),
        *seen.relationships,
        *seen.contacts,
        *seen.stays,
        *(book.gaps if book else ()),
        *(_prepared(book) if book else ()),
        *approved_words(store, seen, meeting.id),
        *pictures_of(store, seen).values(),
    )
    rows = [one.model_dump(mode="json", exclude={"version"}) for one in records]
    said = [meeting.hope, meeting.is_child_there, rows]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def signed_as_left(
    store: Store, account_id: str, meeting: Meeting, on: date, at: datetime
) -> SignOff:
    """The view as the room of a meeting that is still on left it: whoever goes on with it goes on where it was."""
    seen = room_of(store, account_id, meeting, on)
    earlier = [one for one in store.kept(SignOff, meeting.child_id) if one.meeting_id == meeting.id]
    last = max(earlier, key=lambda one: one.at, default=None)
    return SignOff(
        id=uuid4().hex,
        child_id=meeting.child_id,
        meeting_id=meeting.id,
        digest=digest_of_room(store, seen, meeting),
        reason=AS_LEFT,
        by=account_id,
        second=last.second if last else "",
        at=at,
    )


def approved_words(store: Store, seen: Network, meeting_id: str) -> tuple[HouseItem, ...]:
    """The child’s own words that they chose for the room, of those that the room may read at all."""
    child_id = seen.own_id(seen.child_id)
    choices = [c for c in store.kept(MeetingChoice, child_id) if c.meeting_id == meeting_id]
    chosen = {item for choice in choices for item in choice.item_ids}
    houses = own_layer(store, seen).houses.values()
    return tuple(item for house in houses for item in house if item.id in chosen)


def _prepared(book: Book) -> Iterable[MapRecord]:
    """What was agreed beforehand to be on the three columns."""
    began = book.meeting.began_at
    said: tuple[Note | Scale, ...] = (*book.notes, *book.scales)
    return (one for one in said if began is None or one.at < began)


def _in_time(records: Iterable[M]) -> tuple[M, ...]:
    return tuple(sorted(records, key=lambda one: (getattr(one, "at", None), one.id)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the records of one meeting for one viewer."""

    store: Store
    network: Network
    meeting_id: str
    heard: Container[str]

    def read(self, kind: type[M]) -> tuple[M, ...]:
        """Every record of a kind that belongs to the meeting and may be read."""
        kept = self.store.kept(kind, self.network.own_id(self.network.child_id))
        seen = visible_records(kept, self.network)
        return self.told([one for one in seen if getattr(one, "meeting_id", "") == self.meeting_id])

    def told(self, records: list[M], otherwise: M | None = None) -> tuple[M, ...]:
        """Records without those in whose words the family could read a protected fact."""
        if self.network.shows(RECORD):
            return tuple(records)
        child_id = self.network.own_id(self.network.child_id)
        cleared = {(one.detail_id, one.digest) for one in self.store.kept(Clearance, child_id)}
        found = leaks_in(records, self.store.details(child_id))
        held = {
            leak.record_id
            for leak in found
            if leak.digest not in self.heard and (leak.detail_id, leak.digest) not in cleared
        }
        kept = tuple(one for one in records if one.id not in held)
        return kept or (() if otherwise is None else (otherwise,))
