"""Meetings as they are kept: the book of one meeting as a viewer may read it, and what its room would see."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import uuid4

from graph.access import classes_for, visible, visible_records
from graph.errors import HeldBackError
from graph.meeting_words import Action, Mark, Note, Scale
from graph.meetings import (
    Apart,
    ChosenGap,
    Invitation,
    Meeting,
    MeetingCheck,
    MeetingChoice,
    OfTheRoom,
    Present,
    SignOff,
)
from graph.network import Network
from graph.record import MapRecord
from graph.sensitivity import RECORD
from graph.stores.protocol import Store
from graph.viewers import Viewer
from queries.leaks import Leak
from web.reading import HELD_BACK, undecided_in

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
    def read_out(self) -> tuple[OfTheRoom, ...]:
        """Everything in it that the family reads."""
        said = (*self.notes, *self.scales, *self.marks, *self.actions)
        return (self.meeting, *self.gaps, *self.present, *said)

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

    HeldBackError for the family where a protected fact can be read in its words, unless they were said in this very
    room. A book with a line missing would say which of several guesses was right.
    """
    book = whole_book(store, network, meeting_id)
    if book is None or network.shows(RECORD):
        return book
    found = undecided_words(store, network.own_id(network.child_id), book)
    if any(leak.digest not in heard for leak in found):
        raise HeldBackError(HELD_BACK)
    return book


def undecided_words(store: Store, child_id: str, book: Book) -> tuple[Leak, ...]:
    """Where the family could read a protected fact in a book, and nobody has decided that it may."""
    return undecided_in(store, child_id, book.read_out)


def meeting_of_day(store: Store, child_id: str, on: date) -> Meeting | None:
    """The meeting that goes on, or that is planned for a day and is still to come; the last of several."""
    found = [
        one
        for one in store.kept(Meeting, child_id)
        if one.is_on or (one.ended_at is None and one.day.text == on.isoformat())
    ]
    return max(found, key=lambda one: (one.is_on, str(one.began_at), one.id), default=None)


def chosen_words(store: Store, child_id: str, meeting_id: str) -> frozenset[str]:
    """The ids of the child’s own words that they chose for the room of a meeting."""
    choices = store.kept(MeetingChoice, child_id)
    mine = (choice for choice in choices if choice.meeting_id == meeting_id)
    return frozenset(item for choice in mine for item in choice.item_ids)


def left_out(store: Store, child_id: str, meeting_id: str) -> frozenset[str]:
    """Whom the child chose to leave out of the room of a meeting; read of the whole map, only to remove."""
    choices = store.kept(MeetingChoice, child_id) if meeting_id else ()
    return frozenset(
        person
        for choice in choices
        if choice.meeting_id == meeting_id
        for person in choice.left_out_ids
    )


def as_in_the_room(store: Store, child_id: str, viewer: Viewer, today: date) -> Viewer:
    """The family does not read of anybody whom the child left out of the next room, or of the last there was."""
    if RECORD in classes_for(viewer):
        return viewer
    meetings = store.kept(Meeting, child_id)
    begun = [one for one in meetings if one.began_at is not None]
    last = max(begun, key=lambda one: str(one.began_at), default=None)
    still = [one for one in meetings if one.ended_at is None and _may_come(one, today)]
    out = (left_out(store, child_id, one.id) for one in (*still, *([last] if last else ())))
    return viewer.model_copy(update={"but": viewer.but.union(*out)})


def _may_come(meeting: Meeting, today: date) -> bool:
    return meeting.is_on or meeting.day.latest is None or meeting.day.latest >= today


def room_viewer(store: Store, account_id: str, meeting: Meeting) -> Viewer:
    """As whom the room of a meeting looks."""
    return Viewer(
        account=account_id,
        role="room",
        audience=ROOM_AUDIENCE,
        child_absent=not meeting.is_child_there,
        but=left_out(store, meeting.child_id, meeting.id),
    )


def room_of(store: Store, viewer: Viewer, meeting: Meeting, on: date) -> Network:
    """What the room of a meeting would see of the map today; `meeting` under the ids of the store."""
    return visible(store.network(meeting.child_id).at(on), viewer)


def signed_as_left(store: Store, by: str, meeting: Meeting, digest: str, at: datetime) -> SignOff:
    """The view as the room of a meeting that is still on left it: whoever goes on with it goes on where it was."""
    earlier = [one for one in store.kept(SignOff, meeting.child_id) if one.meeting_id == meeting.id]
    last = max(earlier, key=lambda one: one.at, default=None)
    return SignOff(
        id=uuid4().hex,
        child_id=meeting.child_id,
        meeting_id=meeting.id,
        digest=digest,
        reason=AS_LEFT,
        by=by,
        second=last.second if last else "",
        at=at,
    )


def is_signed_off(store: Store, meeting: Meeting, digest: str) -> bool:
    """Whether a second person has looked at just this view of the room of a meeting."""
    signed = store.kept(SignOff, meeting.child_id)
    return any((one.meeting_id, one.digest) == (meeting.id, digest) for one in signed)


def whole_book(store: Store, network: Network, meeting_id: str) -> Book | None:
    """The same, whatever stands in it: only to be asked whether it is still what somebody looked at."""
    meeting = next((one for one in meetings_of(store, network) if one.id == meeting_id), None)
    if meeting is None:
        return None
    reader = _Reader(store, network, meeting_id)
    return Book(
        meeting=meeting,
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


def _in_time(records: Iterable[M]) -> tuple[M, ...]:
    return tuple(sorted(records, key=lambda one: (getattr(one, "at", None), one.id)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the records of one meeting for one viewer."""

    store: Store
    network: Network
    meeting_id: str

    def read(self, kind: type[M]) -> tuple[M, ...]:
        """Every record of a kind that belongs to the meeting and may be read."""
        kept = self.store.kept(kind, self.network.own_id(self.network.child_id))
        seen = visible_records(kept, self.network)
        return tuple(one for one in seen if getattr(one, "meeting_id", "") == self.meeting_id)
