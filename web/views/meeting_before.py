"""Before a meeting and after it: a worker’s pages, which the room never opens."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account
from graph.dates import read_date
from graph.errors import BadValueError, RefusedError, UnknownError
from graph.journal import Event
from graph.meetings import Meeting, SignOff
from graph.network import Network
from graph.sensitivity import CHILD_PRIVATE
from graph.vocabulary import TABLES
from queries.meeting import both_invited, review_days
from web.asking import NOT_HERE, account, browser, house, network_asked, shown
from web.held_words import Held, held_words
from web.meeting.after import added_in, looks_known, prints_after
from web.meeting.before import READ_IN_ROOM, Desk, may_be_chosen, offered, prepared
from web.meeting.live import COLUMNS
from web.meeting.own_choices import OF_THE_FAMILY, answers, own_choice
from web.meeting.own_in_room import undecided_own
from web.meeting.signed import AS_SIGNED, digest_now, is_open_somewhere
from web.meetings import Book, book_of, meetings_of, room_of, room_viewer, undecided_words
from web.permissions import needs
from web.reading import undecided_leaks
from web.said import Written
from web.second_person import NOT_AGREED, agreed_reason, reason_is_missing, second_person
from web.sessions import MEETING, ROOM
from web.thresholds import thresholds_for
from web.words import _

blueprint = Blueprint("meeting_before", __name__)


@blueprint.get("/child/<id:child_id>/meetings")
@needs("open_room")
def meetings(child_id: str) -> str:
    """The meetings there were and will be, and the day of the next."""
    network = network_asked(child_id)
    shown(network, "saw_meetings", (network.child_id,))
    return render_template(
        "meeting/meetings.html",
        network=network,
        child_id=child_id,
        meetings=meetings_of(house().store, network),
        review=review_days(house().today()),
    )


@blueprint.post("/child/<id:child_id>/meetings")
@needs("open_room")
def plan(child_id: str) -> Response:
    """A day is set for a meeting."""
    day = read_date(request.form.get("day", ""))
    if not day.is_known:
        raise BadValueError(_("Say on which day you meet."))
    made = Meeting(id=uuid4().hex, child_id=child_id, day=day)
    _keep(child_id, Written((made,)), "planned_meeting")
    return redirect(url_for("meeting_before.one", child_id=child_id, meeting_id=made.id), 303)


@blueprint.get("/child/<id:child_id>/meetings/<id:meeting_id>")
@needs("open_room")
def one(child_id: str, meeting_id: str) -> str:
    """Everything to be thought of before a meeting; once it has ended, what came of it."""
    network = network_asked(child_id)
    book = _book(network, meeting_id)
    return _after(network, book) if book.meeting.ended_at else _before(network, book, {})


@blueprint.post("/child/<id:child_id>/meetings/<id:meeting_id>/<id:part>")
@needs("open_room")
def prepare(child_id: str, meeting_id: str, part: str) -> Response:
    """One part of it is written down."""
    network = network_asked(child_id)
    desk = _desk(network, _book(network, meeting_id))
    if desk.meeting.ended_at is not None and part != "kept":
        raise RefusedError(_("The meeting has ended. Nothing more is written down."))
    if part in READ_IN_ROOM and is_open_somewhere(house(), child_id):
        raise RefusedError(_("The room is open. What it reads is changed once it has been left."))
    _keep(child_id, prepared(part, desk), "prepared_meeting")
    flash(_("Written down."))
    where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting_id)
    return redirect(f"{where}#{part}", 303)


@blueprint.post("/child/<id:child_id>/meetings/<id:meeting_id>/sign-off")
@needs("open_room")
def sign(child_id: str, meeting_id: str) -> Response | tuple[str, int]:
    """A second person has looked at what the room would see."""
    network = network_asked(child_id)
    book = _book(network, meeting_id)
    digest = digest_now(book.meeting)
    if request.form.get("view", "") != _view(digest):
        changed = _("What the room would see has changed while you looked. Look at it again.")
        return _before(network, book, {"view": changed}), 409
    found = None if reason_is_missing() else second_person(child_id)
    if found is None:
        named = "reason" if reason_is_missing() else "second_password"
        words = {
            "reason": _("Say in a sentence what was looked at."),
            "second_password": _(NOT_AGREED),
        }
        return _before(network, book, {named: words[named]}), 400
    _keep(child_id, Written((_signed(book, digest, found),)), "signed_off_room")
    flash(_("Signed off. It holds for the view as it is now."))
    where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting_id)
    return redirect(f"{where}#sign", 303)


@blueprint.post("/child/<id:child_id>/meetings/<id:meeting_id>/open")
@needs("open_room")
def open_meeting(child_id: str, meeting_id: str) -> Response:
    """The room of the meeting opens: another session, another cookie, and this one is gone."""
    network = network_asked(child_id)
    book = _book(network, meeting_id)
    if book.meeting.ended_at is not None:
        raise UnknownError(NOT_HERE)
    if reason := _why_closed(_room_told(network, book), book):
        flash(reason)
        where = url_for("meeting_before.one", child_id=child_id, meeting_id=meeting_id)
        return redirect(where, 303)
    me, meeting = account(), book.meeting
    if meeting.began_at is None:
        begun = meeting.model_copy(update={"began_at": house().clock()})
        _keep(child_id, Written((begun,)), "began_meeting")
    seen = _room(network, book)
    people = tuple(sorted({seen.own_id(person) for person in seen.people}))
    house().store.note(Event(actor=me.id, action="opened_room", chain=child_id, people=people))
    is_absent = not meeting.is_child_there
    known = {ROOM: child_id, MEETING: meeting_id, "child_absent": is_absent}
    known |= {AS_SIGNED: digest_now(meeting)}
    house().sessions.begin(browser(), me, **known)
    return redirect(url_for("meeting.meeting", child_id=child_id), 303)


def _before(network: Network, book: Book, problems: dict[str, str]) -> str:
    desk = _desk(network, book)
    seen = desk.seen
    hidden = _not_in_room(network, seen)
    shown(network, "prepared_meeting", network.people)
    return render_template(
        "meeting/before.html",
        network=network,
        child_id=book.meeting.child_id,
        book=book,
        meeting=book.meeting,
        offered=offered(network, seen, book, desk.thresholds),
        items=may_be_chosen(house().store, network),
        may_see_choice=network.shows(CHILD_PRIVATE),
        hidden=hidden,
        held=held_words(house().store, network, book),
        view=_view(digest_now(book.meeting)),
        clashes=both_invited(book.apart, book.invitations),
        is_signed=_is_signed(book),
        why_closed=_why_closed(seen, book),
        has_held_own=bool(undecided_own(house().store, seen, book.meeting.id)),
        replies=TABLES["meeting_reply"],
        checks=TABLES["meeting_check"],
        columns={name: TABLES["meeting_column"][name] for name in COLUMNS},
        **_own(network, book),
        problems=problems,
        reason=request.form.get("reason", ""),
        second_email=request.form.get("second_email", ""),
    )


def _after(network: Network, book: Book) -> str:
    added = added_in(house(), network, book.meeting)
    known = {person: looks_known(network, person, added.people) for person in added.people}
    said = {person for one in book.actions for person in one.who_ids}
    others = {other for found in known.values() for other in found}
    promised = {row.from_id for row in added.promises}
    held = held_words(house().store, network, book)
    named = {network.child_id, *added.people, *others, *said, *promised, *_whose(held)}
    shown(network, "saw_meeting", named & network.people.keys())
    return render_template(
        "meeting/after.html",
        network=network,
        child_id=book.meeting.child_id,
        book=book,
        meeting=book.meeting,
        added=added,
        known=known,
        held=held,
        prints=prints_after(),
        kept=TABLES["action_kept"],
    )


def _why_closed(seen: Network, book: Book) -> str:
    """What has to be done before the room opens, by the room’s view; nothing where it may."""
    if undecided_leaks(house().store, book.meeting.child_id, seen):
        return _("The room stays closed until somebody has decided about some words on the map.")
    if undecided_words(house().store, book.meeting.child_id, book):
        return _("Words of the meeting seem to give away something protected. Look at them first.")
    if undecided_own(house().store, seen, book.meeting.id):
        return _(
            "Words of the child’s own seem to give away something protected. Look at them first."
        )
    if not _is_signed(book):
        return _("A second person has not signed off what the room would see now.")
    return ""


def _is_signed(book: Book) -> bool:
    digest = digest_now(book.meeting)
    return any(one.digest == digest for one in book.signed)


def _view(digest: str) -> str:
    """What the form of the sign-off says it was made from; keyed, for it says nothing of what is in it."""
    return house().sessions.keyed("view to sign", digest)


def _signed(book: Book, digest: str, second: Account) -> SignOff:
    return SignOff(
        id=uuid4().hex,
        child_id=book.meeting.child_id,
        meeting_id=book.meeting.id,
        digest=digest,
        reason=agreed_reason(second),
        by=account().id,
        second=second.id,
        at=house().clock(),
    )


def _not_in_room(network: Network, seen: Network) -> list[str]:
    """Who is not in the room’s view."""
    in_room = {seen.own_id(person) for person in seen.people}
    return [person for person in network.in_order if person not in in_room]


def _whose(held: tuple[Held, ...]) -> set[str]:
    return {one.person_id for one in held if one.person_id}


def _room(network: Network, book: Book) -> Network:
    viewer = room_viewer(house().store, account().id, book.meeting)
    return room_of(house().store, viewer, book.meeting, house().today())


def _room_told(network: Network, book: Book) -> Network:
    """The room’s view as this viewer may be told of it: not whom the child left out, nor by what is asked of them."""
    if network.shows(CHILD_PRIVATE):
        return _room(network, book)
    viewer = room_viewer(house().store, account().id, book.meeting)
    everybody = viewer.model_copy(update={"but": frozenset[str]()})
    return room_of(house().store, everybody, book.meeting, house().today())


def _own(network: Network, book: Book) -> dict[str, object]:
    """What the child chose themselves, as far as this viewer may be told of it."""
    store, child_id = house().store, book.meeting.child_id
    found = answers(store, child_id, book.meeting.id)
    if network.shows(CHILD_PRIVATE):
        return {"own": own_choice(store, child_id, book.meeting.id), "answers": found}
    told = {part: replace(found[part], changed=None) for part in found if part in OF_THE_FAMILY}
    return {"own": None, "answers": told}


def _desk(network: Network, book: Book) -> Desk:
    return Desk(
        store=house().store,
        network=network,
        seen=_room_told(network, book),
        meeting=book.meeting,
        book=book,
        sent=request.form,
        now=house().clock(),
        actor=account().id,
        thresholds=thresholds_for(house().store, book.meeting.child_id, house().config.thresholds),
    )


def _book(network: Network, meeting_id: str) -> Book:
    found = book_of(house().store, network, meeting_id)
    if found is None:
        raise UnknownError(NOT_HERE)
    return found


def _keep(child_id: str, what: Written, action: str) -> None:
    event = Event(actor=account().id, action=action, chain=child_id)
    with house().store.writer(event) as writer:
        for record in what.removed:
            writer.remove(record)
        for record in what.kept:
            writer.put(record)
