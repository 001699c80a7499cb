"""Before a meeting: from what a worker typed to records, and what stands in the way of opening its room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from graph.access import visible_records
from graph.dates import as_partial, read_date
from graph.errors import BadValueError, UnknownError
from graph.meeting_words import Action, Note, Scale
from graph.meetings import Apart, ChosenGap, Invitation, Meeting, MeetingCheck, MeetingChoice
from graph.network import Network
from graph.own_pictures import OwnPicture
from graph.own_words import HouseItem, OwnView, OwnWords
from graph.placements import OwnPlacement
from graph.sensitivity import CHILD_PRIVATE
from graph.stores.protocol import Store
from graph.vocabulary import TABLES
from queries.gaps import Gap, Thresholds, review
from queries.meeting import already_answered
from web.asking import NOT_HERE
from web.meeting.own_choices import Asking, answered, mark_of_question, own_choice
from web.meetings import Book
from web.said import LONG, SHORT, Written
from web.words import _
from web.words.sayings import label, quoted, told

W = TypeVar("W", bound=OwnWords)
MOST = 3
# What the room reads: while one is open nobody changes it from elsewhere.
READ_IN_ROOM = frozenset({"day", "chosen", "child", "note", "scale"})
_FOR_ALL = ("everyone", "family")


@dataclass(frozen=True, slots=True)
class Offered:
    """One gap that may be read in the room: its key, its question, and what the facilitator must know of it.

    `number` is its place among those chosen, 0 where it is not. `is_softened`: it is said in the facilitator’s own
    words. `is_answered`: the whole record has the answer already, and the room may not be told so.
    """

    key: str
    rule: str
    subject_id: str
    tag: str
    sentence: str
    words: str
    is_softened: bool
    is_answered: bool
    number: int = 0


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something of the child’s own that may be read in the room, if they choose it, and where it stands."""

    id: str
    words: str
    where: str
    kind: str


@dataclass(frozen=True, slots=True)
class Desk:
    """One form of the page before a meeting as it was sent, on a worker’s view of the map."""

    store: Store
    network: Network
    seen: Network
    meeting: Meeting
    book: Book
    sent: MultiDict[str, str]
    now: datetime
    actor: str
    thresholds: Thresholds

    @property
    def of_meeting(self) -> dict[str, Any]:
        """What every record of the meeting begins with."""
        return {
            "id": uuid4().hex,
            "child_id": self.meeting.child_id,
            "meeting_id": self.meeting.id,
        }

    def text(self, name: str, most: int = LONG) -> str:
        """What was typed into a box."""
        words = self.sent.get(name, "").replace("\r\n", "\n").strip()
        if len(words) > most:
            raise BadValueError(_("Make this shorter: at most %(n)s letters.") % {"n": most})
        return words

    def person(self, name: str) -> str:
        """Somebody on the map."""
        found = self.sent.get(name, "")
        if found not in self.network.people:
            raise BadValueError(_("Choose somebody first."))
        return found


def offered(network: Network, seen: Network, book: Book, thresholds: Thresholds) -> list[Offered]:
    """The gaps that the room may be shown, those chosen first, with what the whole record knows of them."""
    chosen = {_key(one.rule, one.subject_id, one.tag): one for one in book.gaps}
    whole = review(network, thresholds).gaps
    found = []
    for gap in review(seen, thresholds).gaps:
        own = seen.own_id(gap.subject_id) if gap.subject_id else ""
        tag = str(gap.arguments.get("tag", ""))
        key = _key(gap.rule, own, tag)
        kept = chosen.get(key)
        asked = kept or ChosenGap(id=key, meeting_id="", rule=gap.rule, subject_id=own, tag=tag)
        found.append(
            Offered(
                key=key,
                rule=gap.rule,
                subject_id=own,
                tag=tag,
                sentence=told(gap.message, gap.arguments),
                words=kept.words if kept else _suggested(gap),
                is_softened=gap.show_in_meeting == "softened",
                is_answered=bool(already_answered((asked,), whole)),
                number=kept.number if kept else 0,
            )
        )
    return sorted(found, key=lambda one: (not one.number, one.number))


def _suggested(gap: Gap) -> str:
    """The next question; nothing where the facilitator has to find the words."""
    return "" if gap.show_in_meeting == "softened" else told(gap.question, gap.arguments)


def _key(rule: str, subject_id: str, tag: str) -> str:
    return " ".join(part for part in (rule, subject_id, tag) if part)


def may_be_chosen(store: Store, network: Network) -> tuple[Choosable, ...]:
    """What the child said for the family to read, from which they choose for the room."""
    return (*_of_houses(store, network), *_of_people(store, network))


def _of_houses(store: Store, network: Network) -> Iterator[Choosable]:
    for item in sorted(_own(store, network, HouseItem), key=lambda item: (item.number, item.id)):
        yield Choosable(item.id, item.words, label(item.house, "own_house"), "house")


def _of_people(store: Store, network: Network) -> Iterator[Choosable]:
    """Faces, where the child has put people, and the pictures that they gave of them."""
    for view in _own(store, network, OwnView):
        words = quoted(view.words) or label(view.face, "own_face")
        yield Choosable(view.id, words, network.known_as(view.person_id), "face")
    for one in _own(store, network, OwnPlacement):
        words = " ".join(part for part in (label(one.circle, "own_circle"), one.words) if part)
        yield Choosable(one.id, words, network.known_as(one.person_id), "place")
    for picture in _own(store, network, OwnPicture):
        words = _("a picture that I gave")
        yield Choosable(picture.id, words, network.known_as(picture.person_id), "picture")


def _own(store: Store, network: Network, kind: type[W]) -> list[W]:
    kept = visible_records(store.kept(kind, network.own_id(network.child_id)), network)
    return [one for one in kept if one.shown_to in _FOR_ALL]


def prepared(part: str, desk: Desk) -> Written:
    """The records that one form becomes, with the reason where the child chose otherwise; UnknownError for no form."""
    if part not in PARTS:
        raise UnknownError(NOT_HERE)
    asking = Asking(desk.store, desk.network, desk.meeting, desk.actor, desk.text("why"))
    return answered(asking, PARTS[part](desk))


def _day(desk: Desk) -> Written:
    """The day, and whether the child is there: without them the room may see more, so it has to be said."""
    there = desk.sent.get("is_child_there", "")
    if there not in ("yes", "no"):
        raise BadValueError(_("Choose one of these."))
    changed = {"day": read_date(desk.text("day", SHORT)), "is_child_there": there == "yes"}
    return Written((desk.meeting.model_copy(update=changed),))


def _invite(desk: Desk) -> Written:
    """One person asked: what they answered, what they need, how they arrive."""
    person = desk.person("person_id")
    kept = next((one for one in desk.book.invitations if one.person_id == person), None)
    invitation = kept or Invitation(
        **desk.of_meeting, person_id=person, by=desk.actor, on=as_partial(desk.now.date())
    )
    changed = {
        "reply": _code(desk, "reply", "meeting_reply"),
        "needs": desk.text("needs"),
        "arrival": desk.text("arrival"),
    }
    return Written((invitation.model_copy(update=changed),))


def _apart(desk: Desk) -> Written:
    """Two who must not meet; a pair that is there already is taken away again."""
    one, other = desk.person("one_id"), desk.person("other_id")
    if one == other:
        raise BadValueError(_("Choose somebody else here."))
    kept = [pair for pair in desk.book.apart if {pair.one_id, pair.other_id} == {one, other}]
    if kept:
        return Written((), tuple(kept))
    pair = Apart(
        **desk.of_meeting, one_id=one, other_id=other, arrangement=desk.text("arrangement")
    )
    return Written((pair,))


def _chosen(desk: Desk) -> Written:
    """The two or three gaps and the one hope, in the words that the room reads."""
    keys = list(dict.fromkeys(desk.sent.getlist("gap")))
    by_key = {one.key: one for one in offered(desk.network, desk.seen, desk.book, desk.thresholds)}
    if any(key not in by_key for key in keys):
        raise UnknownError(NOT_HERE)
    if len(keys) > MOST:
        raise BadValueError(_("Choose two questions, or three at the most."))
    gaps = tuple(_chosen_gap(desk, by_key[key], number) for number, key in enumerate(keys, start=1))
    meeting = desk.meeting.model_copy(update={"hope": desk.text("hope")})
    return Written((meeting, *gaps), tuple(_given_up(desk, by_key)))


def _given_up(desk: Desk, by_key: Mapping[str, Offered]) -> Iterator[ChosenGap]:
    """Those chosen before; what the child chose and nobody is offered now was not chosen away by this form."""
    own = own_choice(desk.store, desk.meeting.child_id, desk.meeting.id)
    for one in desk.book.gaps:
        mark = mark_of_question(one.rule, one.subject_id, one.tag)
        is_offered = _key(one.rule, one.subject_id, one.tag) in by_key
        if is_offered or own is None or mark not in own.questions:
            yield one


def _chosen_gap(desk: Desk, gap: Offered, number: int) -> ChosenGap:
    words = desk.text(f"words {gap.key}")
    if not words:
        raise BadValueError(_("Say in your own words how this question is asked in the room."))
    return ChosenGap(
        **desk.of_meeting,
        number=number,
        rule=gap.rule,
        subject_id=gap.subject_id,
        tag=gap.tag,
        words=words,
    )


def _child(desk: Desk) -> Written:
    """Whom the child leaves out of the room, and which of their words may be read there."""
    if not desk.network.shows(CHILD_PRIVATE):
        raise UnknownError(NOT_HERE)
    people = tuple(p for p in desk.sent.getlist("left_out") if p in desk.network.people)
    known = {item.id for item in may_be_chosen(desk.store, desk.network)}
    items = tuple(item for item in desk.sent.getlist("item") if item in known)
    choice = desk.book.choice or MeetingChoice(**desk.of_meeting)
    changed = {
        "left_out_ids": tuple(p for p in people if p != desk.network.child_id),
        "item_ids": items,
        "by": desk.actor,
        "on": as_partial(desk.now.date()),
    }
    return Written((choice.model_copy(update=changed),))


def _check(desk: Desk) -> Written:
    looked_at = tuple(one for one in TABLES["meeting_check"] if one in desk.sent.getlist("check"))
    check = desk.book.check or MeetingCheck(**desk.of_meeting)
    changed: dict[str, Any] = {
        "looked_at": looked_at,
        "notes": desk.text("notes"),
        "by": desk.actor,
        "on": as_partial(desk.now.date()),
    }
    return Written((check.model_copy(update=changed),))


def _note(desk: Desk) -> Written:
    """A worry or a strength in plain words, agreed with the family before."""
    words = desk.text("words")
    if not words:
        raise BadValueError(_("Write something first."))
    column = _code(desk, "column", "meeting_column")
    note = Note(**desk.of_meeting, column=column, words=words, is_prepared=True, at=desk.now)
    return Written((note,))


def _scale(desk: Desk) -> Written:
    question = desk.text("question")
    if not question:
        raise BadValueError(_("Write something first."))
    ends: dict[str, Any] = {name: desk.text(name) for name in ("at_nought", "at_ten")}
    scale = Scale(**desk.of_meeting, question=question, **ends, is_prepared=True, at=desk.now)
    return Written((scale,))


def _kept(desk: Desk) -> Written:
    """Whether a line of the plan was kept: asked when the family meets again."""
    action_id = desk.sent.get("action_id", "")
    action = next((one for one in desk.book.actions if one.id == action_id), None)
    if not isinstance(action, Action):
        raise UnknownError(NOT_HERE)
    return Written((action.model_copy(update={"kept": _code(desk, "kept", "action_kept")}),))


def _code(desk: Desk, name: str, table: str) -> str:
    found = desk.sent.get(name, "")
    if found not in TABLES[table]:
        raise BadValueError(_("Choose one of these."))
    return found


PARTS: Mapping[str, Callable[[Desk], Written]] = {
    "day": _day,
    "invite": _invite,
    "apart": _apart,
    "chosen": _chosen,
    "child": _child,
    "check": _check,
    "note": _note,
    "scale": _scale,
    "kept": _kept,
}
