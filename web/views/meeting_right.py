"""Putting right in the room: the last step taken back or put back, and one thing changed or taken away."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.errors import BadValueError, RefusedError, StoreError
from queries.meeting import STEPS
from web.asking import house, network_asked, shown
from web.meeting.right import changed, thing_called, to_take_away
from web.meeting.room import book_here, keep_said, meeting_to_write_in, said_here
from web.meeting.screens import screen
from web.meeting.taking_back import not_here, take_step, undo_here
from web.meeting.written import steps_of
from web.permissions import needs
from web.said import Asking
from web.views.meeting import asked_first

blueprint = Blueprint("meeting_right", __name__)


@blueprint.post("/child/<id:child_id>/meeting/take-back")
@needs("hold_meeting")
def take_back(child_id: str) -> Response:
    """What was written last is taken back."""
    take_step(meeting_to_write_in(child_id), request.form.get("step", ""), back=True)
    return _back(child_id)


@blueprint.post("/child/<id:child_id>/meeting/put-back")
@needs("hold_meeting")
def put_back(child_id: str) -> Response:
    """What was taken back last is there again."""
    take_step(meeting_to_write_in(child_id), request.form.get("step", ""), back=False)
    return _back(child_id)


@blueprint.get("/child/<id:child_id>/meeting/change/<id:thing>")
@needs("hold_meeting")
def open_thing(child_id: str, thing: str) -> str:
    """One thing that this room wrote, in the form that it was written in."""
    kept, network = meeting_to_write_in(child_id), network_asked(child_id)
    found = thing_called(thing, steps_of(house().store, kept), network)
    shown(network, "meeting_change", network.people if found.offers_people else ())
    return render_template(
        "meeting/change.html",
        child_id=child_id,
        network=network,
        screen=screen(house(), network, book_here(network)),
        steps=STEPS,
        thing=found,
    )


@blueprint.post("/child/<id:child_id>/meeting/change/<id:thing>")
@needs("hold_meeting")
def change_thing(child_id: str, thing: str) -> Any:
    """The same, changed."""
    kept, network = meeting_to_write_in(child_id), network_asked(child_id)
    steps = steps_of(house().store, kept)
    found, said = thing_called(thing, steps, network), said_here(network, kept)
    after = changed(found, said, steps)
    if isinstance(after, Asking):
        where = url_for("meeting_right.change_thing", child_id=child_id, thing=thing)
        return asked_first(said, after, where)
    try:
        keep_said(kept, after)
    except (BadValueError, StoreError):
        raise
    except RefusedError as error:
        raise RefusedError(not_here()) from error
    return _back(child_id)


@blueprint.post("/child/<id:child_id>/meeting/take-away/<id:thing>")
@needs("hold_meeting")
def take_away(child_id: str, thing: str) -> Response:
    """One thing that this room wrote is not there any more."""
    kept, network = meeting_to_write_in(child_id), network_asked(child_id)
    steps = steps_of(house().store, kept)
    undo_here(kept, to_take_away(thing_called(thing, steps, network), steps))
    return _back(child_id)


def _back(child_id: str) -> Response:
    return redirect(url_for("meeting.meeting", child_id=child_id), 303)
