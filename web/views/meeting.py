"""The meeting: nine steps in the room, one screen each, with the words to say; what is said is written down live."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.journal import Event
from graph.meetings import Meeting
from queries.meeting import STEPS, Place, next_place, place_before, step_named
from web.asking import account, browser, house, network_asked, shown
from web.joining import QUIET_LASTS, begin_quiet, end_joining, end_meeting, end_quiet
from web.meeting.live import written
from web.meeting.room import (
    FAMILY_TIME,
    book_here,
    keep_said,
    meeting_here,
    meeting_to_write_in,
    said_here,
)
from web.meeting.screens import Screen, people_of, screen, without_workers
from web.permissions import needs
from web.said import Asking, Said
from web.sessions import LEFT_ALONE, MEETING
from web.tickets import TICKET

blueprint = Blueprint("meeting", __name__)

# What a room asks of its child while the family is alone: its one page, and whether it is still alone.
_ALONE = ("meeting.", "joining.waiting", "second_screen.")


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
    now = meeting_here(child_id)
    move = next_place if request.form.get("to") == "next" else place_before
    place = move(Place(step=now.step, part=now.part)) or Place(step=now.step, part=now.part)
    changed = now.model_copy(update={"step": place.step, "part": place.part})
    _note_quiet(now.step, place.step)
    if place.step != FAMILY_TIME:
        _note(changed, "meeting_step")
        return redirect(url_for("meeting.meeting", child_id=child_id), 303)
    network = without_workers(house(), network_asked(child_id))
    found = replace(
        screen(house(), network, book_here(network)), step=step_named(FAMILY_TIME), part=0
    )
    people = tuple(sorted(found.network.own_id(person) for person in people_of(found)))
    _note(changed, FAMILY_TIME, people)
    return _rendered(found)


@blueprint.post("/child/<id:child_id>/meeting/say/<id:what>")
@needs("hold_meeting")
def say(child_id: str, what: str) -> Any:
    """Something said in the room is written down, once nothing about it is left to ask."""
    kept = meeting_to_write_in(child_id)
    network = network_asked(child_id)
    said = said_here(network, kept)
    found = written(what, said)
    if isinstance(found, Asking):
        return asked_first(said, found, url_for("meeting.say", child_id=child_id, what=what))
    keep_said(kept, found)
    return redirect(url_for("meeting.meeting", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/meeting/end")
@needs("hold_meeting")
def end(child_id: str) -> Response:
    """The meeting is over: nothing more is written, and the way out is the password."""
    now = meeting_here(child_id)
    ended = now.model_copy(update={"ended_at": house().clock()})
    _note_quiet(now.step, "")
    _note(ended, "ended_meeting")
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


def asked_first(said: Said, asking: Asking, action: str) -> str:
    """The question that comes before somebody is put on the map, with its answers to tap."""
    found = screen(house(), said.network, said.book)
    shown(said.network, "meeting_asked", {said.network.child_id, *asking.people})
    return render_template(
        "meeting/asked.html",
        child_id=said.child_id,
        network=said.network,
        screen=found,
        steps=STEPS,
        asking=asking,
        action=action,
    )


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
    book = book_here(network)
    if book.meeting.step == FAMILY_TIME and book.meeting.is_on:
        network = without_workers(house(), network)
        book = book_here(network)
    return screen(house(), network, book)


def _note(changed: Meeting, action: str, people: tuple[str, ...] = ()) -> None:
    """Keep how far the meeting has come."""
    event = Event(actor=account().id, action=action, chain=changed.child_id, people=people)
    with house().store.writer(event) as writer:
        writer.put(changed)


def _note_quiet(before: str, step: str) -> None:
    """While the family is alone nothing is asked for and no try at the door is written; the session waits for them."""
    address = request.remote_addr or ""
    if step == FAMILY_TIME:
        browser()[LEFT_ALONE] = (house().clock() + QUIET_LASTS).isoformat()
    else:
        browser().pop(LEFT_ALONE, None)
    if FAMILY_TIME in (before, step) and before != step:
        (begin_quiet if step == FAMILY_TIME else end_quiet)(house(), address)
