"""A child’s own choices for their meeting: from what the child sent to records, and what there is to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from graph.dates import as_partial
from graph.errors import BadValueError, ConflictError, HeldBackError, UnknownError
from graph.meetings import ChosenGap, Meeting, MeetingChoice
from graph.network import Network
from graph.own_choices import OwnChoice
from graph.record import Record
from graph.stores.protocol import Store
from graph.vocabulary import TABLES
from queries.gaps import Thresholds
from web.asking import NOT_HERE
from web.meeting.before import Choosable, may_be_chosen, offered
from web.meeting.own_choices import (
    IS_THERE,
    choice_kept,
    choices_changed,
    chosen_gaps,
    mark_of_question,
    own_choice,
)
from web.meetings import Book, room_of, room_viewer
from web.reading import HELD_BACK, undecided_in
from web.said import LONG, Written
from web.words import _

MOST_QUESTIONS = 2
PLACES = "places"


@dataclass(frozen=True, slots=True)
class Question:
    """A question that the child may choose, as it is read in the room, and why it is asked."""

    mark: str
    words: str
    why: str
    is_chosen: bool
    rule: str
    subject_id: str
    tag: str


@dataclass(frozen=True, slots=True)
class OwnDesk:
    """A child at their own page of one meeting: their view of the map, and what they sent."""

    store: Store
    network: Network
    meeting: Meeting
    actor: str
    beside: str
    today: date
    thresholds: Thresholds
    sent: MultiDict[str, str]

    @property
    def child_id(self) -> str:
        """The child, under the id of the store."""
        return self.meeting.child_id

    @property
    def own(self) -> OwnChoice:
        """What they chose so far, under the ids of the store; nothing yet where they have not."""
        kept = own_choice(self.store, self.child_id, self.meeting.id)
        return kept or OwnChoice(
            id=uuid4().hex, child_id=self.child_id, meeting_id=self.meeting.id, by=self.actor
        )

    def seen(self, own_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of some people whom the child can see, under the ids of their view, in its order."""
        wanted = set(own_ids)
        return tuple(p for p in self.network.in_order if self.network.own_id(p) in wanted)

    def people(self, name: str) -> tuple[str, ...]:
        """Those who were ticked; ConflictError where somebody came meanwhile and the ids now mean others."""
        found = dict(text.partition(" ")[::2] for text in self.sent.getlist(name) if text)
        if any(person not in self.network.people for person in found):
            raise UnknownError(NOT_HERE)
        if any(self.network.known_as(person) != known for person, known in found.items()):
            raise ConflictError
        return tuple(self.network.own_id(p) for p in found if p != self.network.child_id)

    def text(self, name: str) -> str:
        """What was typed into a box."""
        return self.sent.get(name, "").replace("\r\n", "\n").strip()[:LONG]


def coming(meetings: Iterable[Meeting], today: date) -> Meeting | None:
    """The meeting that is on, or the next; one whose day went by without it is none."""
    open_ = [one for one in meetings if one.ended_at is None]
    found = [one for one in open_ if one.is_on or one.day.latest is None or one.day.latest >= today]
    return min(
        found, key=lambda one: (not one.is_on, one.day.earliest or today, one.id), default=None
    )


def hold_back(desk: OwnDesk) -> None:
    """HeldBackError where a protected fact can be read in what others wrote for the meeting, as in its room.

    The child’s own hope is theirs, and keeps nobody from their own page.
    """
    here = chosen_gaps(desk.store, desk.meeting)
    is_own = desk.meeting.hope == desk.own.hope
    of_others = desk.meeting.model_copy(update={"hope": ""}) if is_own else desk.meeting
    if undecided_in(desk.store, desk.child_id, (of_others, *here)):
        raise HeldBackError(HELD_BACK)


def questions(desk: OwnDesk) -> tuple[Question, ...]:
    """What may be talked about: what the room may be asked as it stands, or in words that are there already.

    Of the room’s view with the child in it, whatever a worker says of that: so nothing for adults alone is among it.
    """
    with_child = desk.meeting.model_copy(update={"is_child_there": True})
    seen = room_of(
        desk.store, room_viewer(desk.store, desk.actor, with_child), with_child, desk.today
    )
    here = chosen_gaps(desk.store, desk.meeting)
    found = offered(seen, seen, Book(meeting=desk.meeting, gaps=here), desk.thresholds)
    return tuple(
        Question(
            mark=mark_of_question(one.rule, one.subject_id, one.tag),
            words=one.words,
            why="" if one.is_softened else one.sentence,
            is_chosen=bool(one.number),
            rule=one.rule,
            subject_id=one.subject_id,
            tag=one.tag,
        )
        for one in found
        if one.words
    )


def own_words_of(desk: OwnDesk) -> Mapping[str, tuple[Choosable, ...]]:
    """What the child said to the family, by what it is: in the houses, a face, a place and a picture."""
    found = may_be_chosen(desk.store, desk.network)
    return {
        kind: tuple(one for one in found if one.kind == kind)
        for kind in ("house", "face", "place", "picture")
    }


def chosen_by_child(part: str, desk: OwnDesk) -> Written:
    """The records that one part of the page becomes; what a worker had said of that part is gone with it."""
    if part not in OWN_PARTS:
        raise UnknownError(NOT_HERE)
    before = desk.own
    if desk.sent.get("version", "") != str(before.version):
        raise ConflictError(before if before.version else None)
    fields, written = OWN_PARTS[part](desk)
    own = before.model_copy(
        update={
            **fields,
            "said": tuple(one for one in TABLES["own_choice_part"] if one in {*before.said, part}),
            "beside": desk.beside,
            "on": as_partial(desk.today),
        }
    )
    changed = choices_changed(desk.store, desk.child_id, desk.meeting.id).get(part)
    gone: tuple[Record, ...] = (changed,) if changed else ()
    return Written((own, *written.kept), (*written.removed, *gone))


Chosen = tuple[dict[str, Any], Written]


def _questions(desk: OwnDesk) -> Chosen:
    marks = list(dict.fromkeys(desk.sent.getlist("question")))
    known = {one.mark: one for one in questions(desk)}
    if any(mark not in known for mark in marks):
        raise ConflictError
    if len(marks) > MOST_QUESTIONS:
        raise BadValueError(_("Choose two at the most. There will be another meeting."))
    before = chosen_gaps(desk.store, desk.meeting)
    gaps = tuple(_gap(desk, known[mark], number) for number, mark in enumerate(marks, start=1))
    return {"questions": tuple(marks)}, Written(gaps, before)


def _gap(desk: OwnDesk, one: Question, number: int) -> ChosenGap:
    return ChosenGap(
        id=uuid4().hex,
        child_id=desk.child_id,
        meeting_id=desk.meeting.id,
        number=number,
        rule=one.rule,
        subject_id=one.subject_id,
        tag=one.tag,
        words=one.words,
    )


def _hope(desk: OwnDesk) -> Chosen:
    hope = desk.text("hope")
    return {"hope": hope}, Written((desk.meeting.model_copy(update={"hope": hope}),))


def _people(desk: OwnDesk) -> Chosen:
    """Whom the room leaves out, and whom the child would rather not have there; whoever is hidden since stays so."""
    out = (*desk.people("left_out"), *_unseen(desk, desk.own.left_out_ids))
    rather = (*desk.people("rather_not"), *_unseen(desk, desk.own.rather_not_ids))
    choice = _choice(desk, left_out_ids=out)
    return {"left_out_ids": out, "rather_not_ids": rather}, Written((choice,))


def _unseen(desk: OwnDesk, own_ids: Iterable[str]) -> tuple[str, ...]:
    seen = {desk.network.own_id(person) for person in desk.network.people}
    return tuple(person for person in own_ids if person not in seen)


def _words(desk: OwnDesk) -> Chosen:
    """What is read out, and the child’s own map as a whole."""
    said = own_words_of(desk)
    ticked = {item for item in desk.sent.getlist("item") if item}
    if PLACES in ticked:
        ticked |= {one.id for one in said["place"]}
    items = tuple(one.id for kind in said.values() for one in kind if one.id in ticked)
    return {"item_ids": items}, Written((_choice(desk, item_ids=items),))


def _there(desk: OwnDesk) -> Chosen:
    """Whether the child comes: where they do, the room may not show what is for adults alone, whatever was said."""
    there = desk.sent.get("there", "")
    if there not in TABLES["own_there"]:
        raise BadValueError(_("Choose one of these."))
    speaks = desk.people("speaks")
    fields = {
        "there": there,
        "speaks_id": speaks[0] if speaks else "",
        "speaks_words": desk.text("speaks_words"),
    }
    comes = there in IS_THERE and not desk.meeting.is_child_there
    meeting = desk.meeting.model_copy(update={"is_child_there": True})
    return fields, Written((meeting,) if comes else ())


def _choice(desk: OwnDesk, **changed: tuple[str, ...]) -> MeetingChoice:
    kept = choice_kept(desk.store, desk.meeting)
    choice = kept or MeetingChoice(
        id=uuid4().hex, child_id=desk.child_id, meeting_id=desk.meeting.id
    )
    by = {"by": desk.actor, "on": as_partial(desk.today)}
    return choice.model_copy(update={**changed, **by})


OWN_PARTS: Mapping[str, Callable[[OwnDesk], Chosen]] = {
    "questions": _questions,
    "hope": _hope,
    "people": _people,
    "words": _words,
    "there": _there,
}
