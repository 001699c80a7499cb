"""What a child chose for a meeting, what of it holds for the room, and whether a worker did otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from graph.dates import as_partial
from graph.errors import BadValueError, RefusedError
from graph.meetings import ChosenGap, Invitation, Meeting, MeetingChoice
from graph.network import Network
from graph.own_choices import ChoiceChanged, OwnChoice
from graph.record import Record
from graph.sensitivity import CHILD_PRIVATE
from graph.stores.protocol import Store
from web.said import Written
from web.words import _
from web.words.directions import isolated

SHORTEST_WHY = 10
# What whoever may not read what is the child’s is told all the same: the family reads it anyway.
OF_THE_FAMILY = frozenset({"questions", "hope", "there"})
IS_THERE = frozenset({"there", "partly"})


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds for the room, part by part, in a form in which two can be compared."""

    questions: frozenset[str]
    hope: str
    people: frozenset[str]
    words: frozenset[str]
    there: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """One part that the child has chosen, whether it holds as they chose it, and the reason if a worker gave one."""

    part: str
    is_as_chosen: bool
    changed: ChoiceChanged | None


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody’s change of a meeting: who, on which map as they see it, and the reason that they typed."""

    store: Store
    network: Network
    meeting: Meeting
    actor: str
    why: str


def chosen_gaps(store: Store, meeting: Meeting) -> tuple[ChosenGap, ...]:
    """The questions chosen for a meeting, whoever chose them."""
    kept = store.kept(ChosenGap, meeting.child_id)
    return tuple(one for one in kept if one.meeting_id == meeting.id)


def own_choice(store: Store, child_id: str, meeting_id: str) -> OwnChoice | None:
    """What the child themselves chose for a meeting, under the ids of the store; None while they have not."""
    kept = store.kept(OwnChoice, child_id)
    return next((one for one in kept if one.meeting_id == meeting_id), None)


def choices_changed(store: Store, child_id: str, meeting_id: str) -> Mapping[str, ChoiceChanged]:
    """By part, why a worker changed what the child had chosen."""
    kept = store.kept(ChoiceChanged, child_id)
    return {one.part: one for one in kept if one.meeting_id == meeting_id}


def mark_of_question(rule: str, subject_id: str, tag: str) -> str:
    """By what a question is known again; it says nothing of whom it is about."""
    return sha256("\n".join((rule, subject_id, tag)).encode()).hexdigest()[:24]


def answers(store: Store, child_id: str, meeting_id: str) -> Mapping[str, Answered]:
    """By part, how what the child chose for a meeting stands now; nothing of what they have not spoken of."""
    own = own_choice(store, child_id, meeting_id)
    meeting = store.record(Meeting.record_kind, meeting_id)
    if own is None or not isinstance(meeting, Meeting):
        return {}
    now, changed = holding(store, meeting), choices_changed(store, child_id, meeting_id)
    return {
        part: Answered(part, _is_as_chosen(part, now, own), changed.get(part)) for part in own.said
    }


def holding(store: Store, meeting: Meeting) -> Holding:
    """What holds for the room of a meeting now, whoever chose it."""
    return _holding(meeting, chosen_gaps(store, meeting), choice_kept(store, meeting))


def choice_kept(store: Store, meeting: Meeting) -> MeetingChoice | None:
    """Whom the room leaves out and what it reads, as it is kept."""
    kept = store.kept(MeetingChoice, meeting.child_id)
    return next((one for one in kept if one.meeting_id == meeting.id), None)


def _holding(meeting: Meeting, gaps: Iterable[ChosenGap], choice: MeetingChoice | None) -> Holding:
    return Holding(
        questions=frozenset(mark_of_question(one.rule, one.subject_id, one.tag) for one in gaps),
        hope=meeting.hope,
        people=frozenset(choice.left_out_ids if choice else ()),
        words=frozenset(choice.item_ids if choice else ()),
        there=meeting.is_child_there,
    )


def _is_as_chosen(part: str, now: Holding, own: OwnChoice) -> bool:
    """A child who would rather not come is not thereby away: the room may see more then, so a worker says it."""
    chosen = Holding(
        questions=frozenset(own.questions),
        hope=own.hope,
        people=frozenset(own.left_out_ids),
        words=frozenset(own.item_ids),
        there=now.there or own.there in IS_THERE,
    )
    return bool(getattr(now, part) == getattr(chosen, part))


def answered(asking: Asking, what: Written) -> Written:
    """A worker’s change, with the reason for each part in which it does other than the child chose.

    BadValueError without one, RefusedError for whoever may not read what the child chose. Where the child’s choice
    comes to hold again, the reason is taken away.
    """
    store, meeting = asking.store, asking.meeting
    own = own_choice(store, meeting.child_id, meeting.id)
    if own is None:
        return what
    before, after = holding(store, meeting), _after(asking, what)
    moved = [p for p in own.said if getattr(before, p) != getattr(after, p)]
    known = choices_changed(store, meeting.child_id, meeting.id)
    against = [part for part in moved if not _is_as_chosen(part, after, own)]
    if against:
        _refuse_silence(asking)
    kept = (_changed(asking, part, known.get(part)) for part in against)
    again = (known[part] for part in moved if part in known and part not in against)
    return Written((*what.kept, *kept), (*what.removed, *again))


def _after(asking: Asking, what: Written) -> Holding:
    """What would hold once a change is made."""
    meeting, choice = asking.meeting, choice_kept(asking.store, asking.meeting)
    gone = {one.id for one in what.removed}
    gaps: dict[str, ChosenGap] = {
        one.id: one for one in chosen_gaps(asking.store, meeting) if one.id not in gone
    }
    for record in what.kept:
        if isinstance(record, Meeting):
            meeting = record
        elif isinstance(record, MeetingChoice):
            choice = record
        elif isinstance(record, ChosenGap):
            gaps[record.id] = record
    return _holding(meeting, gaps.values(), choice)


def _refuse_silence(asking: Asking) -> None:
    names = {"name": asking.network.known_as(asking.network.child_id)}
    if not asking.network.shows(CHILD_PRIVATE):
        raise RefusedError(
            _("%(name)s chose this. Somebody who works closely with %(name)s changes it.")
            % isolated(names)
        )
    if len(asking.why) < SHORTEST_WHY:
        raise BadValueError(
            _("%(name)s chose this. Say in a sentence why you change it; %(name)s will read it.")
            % isolated(names)
        )


def _changed(asking: Asking, part: str, before: ChoiceChanged | None) -> Record:
    said: dict[str, Any] = {
        "why": asking.why,
        "by": asking.actor,
        "on": as_partial(asking.network.on),
    }
    if before is not None:
        return before.model_copy(update=said)
    said |= {"child_id": asking.meeting.child_id, "meeting_id": asking.meeting.id}
    return ChoiceChanged(id=uuid4().hex, part=part, **said)


def invited(store: Store, network: Network, meeting_id: str) -> Mapping[str, str]:
    """Who of those on a view is asked to a meeting, and what they say, and nothing else of how they are asked."""
    ids = {network.own_id(person): person for person in network.people}
    found = {
        ids[one.person_id]: one.reply
        for one in store.kept(Invitation, network.own_id(network.child_id))
        if one.meeting_id == meeting_id and one.person_id in ids
    }
    return {person: found[person] for person in network.in_order if person in found}


def who_speaks(store: Store, seen: Network, meeting_id: str) -> str:
    """Whom of those on the room’s view the child asked to speak for them there; nobody where nobody was asked."""
    own = own_choice(store, seen.own_id(seen.child_id), meeting_id)
    return seen.in_view(own.speaks_id) if own else ""
