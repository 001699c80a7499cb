"""The meeting: nine steps in the room, one screen each, with the words to say; what is said is written down live."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.errors import RefusedError, UnknownError
from graph.journal import Event
from graph.meetings import Meeting
from graph.network import Network
from graph.record import Record
from graph.standings import Standing
from queries.meeting import STEPS, Place, next_place, place_before, step_named
from web.asking import NOT_HERE, account, browser, heard, house, network_asked, shown
from web.joining import end_joining, end_meeting
from web.live import Said, Written, written
from web.maps.keeping import keep_places
from web.meeting_screens import Screen, people_of, screen, without_workers
from web.meetings import Book, book_of
from web.permissions import needs
from web.room_signed import carried_on
from web.sessions import HEARD, LEFT_ALONE, MEETING
from web.taps import tapped
from web.tickets import TICKET
from web.words import _

blueprint = Blueprint("meeting", __name__)

SAID = "said_in_meeting"
FAMILY_TIME = "family_time"
# What a room asks of its child while the family is alone: its one page, and whether it is still alone.
_ALONE = ("meeting.", "joining.waiting", "second_screen.")
_FAMILY_TIME_LASTS = timedelta(hours=3)


@blueprint.get("/child/<id:child_id>/meeting")
@needs("see_meeting")
def meeting(child_id: str) -> str:
    """The screen that the meeting has come to."""
    found = _screen(child_id)
    if found.meeting.ended_at is not None:
        shown(found.network, "meeting_ended", ())
        return render_template("meeting/ended.html", child_id=child_id)
    people = people_of(found)
    if found.step.name != FAMILY_TIME or not _stands_in_its_line(found, people):
        shown(found.network, f"meeting_{found.step.name}", people)
    return _rendered(found)


@blueprint.post("/child/<id:child_id>/meeting/go")
@needs("hold_meeting")
def go(child_id: str) -> Any:
    """One screen on, or one back. Family time begins here: its map is sent with this answer, and only with it."""
    now = _on(child_id)
    move = next_place if request.form.get("to") == "next" else place_before
    place = move(Place(step=now.step, part=now.part)) or Place(step=now.step, part=now.part)
    changed = now.model_copy(update={"step": place.step, "part": place.part})
    _note_quiet(place.step)
    if place.step != FAMILY_TIME:
        _keep(child_id, Written((changed,)), "meeting_step")
        return redirect(url_for("meeting.meeting", child_id=child_id), 303)
    network = without_workers(house(), network_asked(child_id))
    found = replace(screen(house(), network, _book(network)), step=step_named(FAMILY_TIME), part=0)
    people = tuple(sorted(found.network.own_id(person) for person in people_of(found)))
    _keep(child_id, Written((changed,)), FAMILY_TIME, people)
    return _rendered(found)


@blueprint.post("/child/<id:child_id>/meeting/say/<id:what>")
@needs("hold_meeting")
def say(child_id: str, what: str) -> Response:
    """Something said in the room is written down."""
    kept = _on(child_id)
    if kept.step == FAMILY_TIME:
        raise RefusedError(_("Nothing is written down in family time."))
    network = network_asked(child_id)
    said = Said(
        network=network,
        book=_book(network),
        kept=kept,
        sent=request.form,
        now=house().clock(),
        people=tapped(network),
    )
    with carried_on(kept):
        _keep(child_id, written(what, said), SAID)
    return redirect(url_for("meeting.meeting", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/meeting/end")
@needs("hold_meeting")
def end(child_id: str) -> Response:
    """The meeting is over: nothing more is written, and the way out is the password."""
    now = _on(child_id)
    ended = now.model_copy(update={"ended_at": house().clock()})
    _keep(child_id, Written((ended,)), "ended_meeting")
    end_joining(house(), child_id, account().id)
    end_meeting(house(), ended, account().id)
    return redirect(url_for("room.leave"), 303)


@blueprint.before_app_request
def leave_alone() -> Response | None:
    """In family time the room has one page: whatever else of the child it asks for is that page, without a line."""
    is_of_child = "child_id" in (request.view_args or {})
    is_here = (request.endpoint or "").startswith(_ALONE)
    if is_here or not is_of_child or TICKET in session or MEETING not in session:
        return None
    found = house().store.record(Meeting.record_kind, str(session[MEETING]))
    if not isinstance(found, Meeting) or not found.is_on or found.step != FAMILY_TIME:
        return None
    return redirect(url_for("meeting.meeting", child_id=found.child_id), 303)


def _stands_in_its_line(found: Screen, people: frozenset[str]) -> bool:
    """Whether everybody on this page stands in the line with which family time began: the same page needs no other."""
    child_id = found.network.own_id(found.network.child_id)
    lines = house().store.entries(child_id, newest_first=True)
    began = next((one for one in lines if one.action == FAMILY_TIME), None)
    named = {found.network.own_id(person) for person in people}
    return began is not None and began.actor == account().id and named <= set(began.people)


def _rendered(found: Screen) -> str:
    return render_template(
        f"meeting/{found.step.name}.html",
        child_id=found.network.own_id(found.network.child_id),
        network=found.network,
        screen=found,
        steps=STEPS,
    )


def _screen(child_id: str) -> Screen:
    network = network_asked(child_id)
    book = _book(network)
    if book.meeting.step == FAMILY_TIME and book.meeting.is_on:
        network = without_workers(house(), network)
        book = _book(network)
    return screen(house(), network, book)


def _book(network: Network) -> Book:
    found = book_of(house().store, network, str(session.get(MEETING, "")), heard())
    if found is None:
        raise UnknownError(NOT_HERE)
    return found


def _on(child_id: str) -> Meeting:
    """The meeting of this room as it is kept, while it is on."""
    found = house().store.record(Meeting.record_kind, str(session.get(MEETING, "")))
    if not isinstance(found, Meeting) or found.child_id != child_id:
        raise UnknownError(NOT_HERE)
    if not found.is_on:
        raise RefusedError(_("The meeting has ended. Nothing more is written down."))
    return found


def _keep(child_id: str, what: Written, action: str, people: tuple[str, ...] = ()) -> None:
    """Keep what was said, in one change with its line in the journal."""
    store, me = house().store, account().id
    newcomer = next((one for one in what.kept if isinstance(one, Standing)), None)
    if newcomer is not None:
        keep_places(store, child_id, house().today(), me, newcomer)
    with store.writer(Event(actor=me, action=action, chain=child_id, people=people)) as writer:
        for record in what.kept:
            writer.put(record)
        for record in what.removed:
            writer.remove(record)
    _hear(what.kept)


def _hear(records: tuple[Record, ...]) -> None:
    """Remember the digests of the words said here, so that giving them back to this room is no new telling."""
    texts = {
        value
        for record in records
        for name in type(record).model_fields
        if isinstance(value := getattr(record, name), str) and value
    }
    digests = {sha256(text.encode()).hexdigest() for text in texts}
    session[HEARD] = sorted(heard() | digests)


def _note_quiet(step: str) -> None:
    """While the family is alone nothing is asked for, and the session waits for them."""
    if step == FAMILY_TIME:
        browser()[LEFT_ALONE] = (house().clock() + _FAMILY_TIME_LASTS).isoformat()
    else:
        browser().pop(LEFT_ALONE, None)
