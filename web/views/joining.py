"""Joining: the facilitator makes codes, lets in who waits, and looks at what was handed over from telephones.

In the room only how many offers wait is said, and by what number a telephone goes: what they say, and what somebody
typed as a name, is read on the facilitator’s own page.

The room’s screen may be touched by whoever is in the room. A telephone sees no name and no map, so it is let in there
by a touch. A second screen has all that the room shows and takes it along: from the room it is let in with the
facilitator’s password alone, as the room is left. On the facilitator’s own page they are signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import works_with
from graph.errors import UnknownError
from graph.roles import may
from graph.sensitivity import RECORD
from web.asking import NOT_HERE, account, browser, house, network_asked, shown
from web.codes import as_made, to_scan
from web.entrance import admitted
from web.joining import (
    end_joining,
    is_family_time,
    is_screen,
    lift,
    new_code,
    seats,
    tickets,
    turn_out,
)
from web.joining import let_in as let_ticket_in
from web.meeting.offers import FORM_FOR, count_waiting, put_aside, waiting_offers
from web.permissions import needs
from web.sessions import MEETING
from web.tickets import CODE, IN, ROOM, WAITING
from web.words import _

blueprint = Blueprint("joining", __name__)


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code to be read out, and the picture of the address that it is typed in at."""

    code: str
    kind: str
    address: str
    picture: str


@blueprint.get("/child/<id:child_id>/joining")
@needs("let_in")
def joining(child_id: str) -> str:
    """Who waits, who is in, and what was handed over; none of it in a room that the family has to itself."""
    if _is_alone(child_id):
        is_of_meeting = MEETING in browser()
        return render_template("joining/alone.html", child_id=child_id, is_of_meeting=is_of_meeting)
    return _page(child_id, None)


@blueprint.post("/child/<id:child_id>/joining")
@needs("let_in")
def make_code(child_id: str) -> Any:
    """A code for one telephone or one second screen, shown once; none while the family is alone."""
    _refuse_onlookers(child_id)
    if is_family_time(house(), child_id):
        return _back(child_id)
    kind = request.form.get("kind", "")
    code = new_code(house(), child_id, account(), kind, browser().stored)
    lift(house(), request.remote_addr or "")
    door = url_for("entry.door", _external=True)
    picture = to_scan(f"{door}#{as_made(code)}")
    return _page(child_id, NewCode(code, kind, door.partition("://")[2], picture))


@blueprint.get("/child/<id:child_id>/joining/waiting.json")
@needs("let_in")
def waiting(child_id: str) -> Response:
    """Whether anything is new on the page; it names nobody. While the family is alone the room asks no more."""
    if _is_alone(child_id):
        return jsonify({"alone": True})
    told = [(one.name, one.stage) for one in tickets(house(), child_id, account().id)]
    text = repr((told, count_waiting(house(), child_id)))
    return jsonify({"version": house().sessions.keyed("who waits", text)})


@blueprint.post("/child/<id:child_id>/joining/let-in")
@needs("let_in")
def let_in(child_id: str) -> Response:
    """Somebody who waits is in, but not while the family is alone; a second screen takes a password in the room."""
    _refuse_onlookers(child_id)
    if is_family_time(house(), child_id):
        return _back(child_id)
    ticket = request.form.get("ticket", "")
    if _takes_password(child_id, ticket) and not _is_facilitator():
        flash(_("This is not your password. Try again, or wait a quarter of an hour."))
        return _back(child_id)
    let_ticket_in(house(), child_id, account().id, ticket)
    return _back(child_id)


@blueprint.post("/child/<id:child_id>/joining/end")
@needs("let_in")
def end(child_id: str) -> Response:
    """One code, telephone or screen is good no more; without a name all of them."""
    _refuse_onlookers(child_id)
    if _is_alone(child_id):
        return _back(child_id)
    if "ticket" in request.form:
        turn_out(house(), child_id, account().id, request.form["ticket"])
    else:
        end_joining(house(), child_id, account().id)
        flash(_("Nobody is joined any more, and no code is good."))
    return _back(child_id)


@blueprint.post("/child/<id:child_id>/offer/<id:offer_id>/aside")
@needs("change_map")
def leave_aside(child_id: str, offer_id: str) -> Response:
    """An offer is not taken, and waits no more."""
    put_aside(house(), network_asked(child_id), offer_id, account().id)
    flash(_("Put aside. It is on no map."))
    return _back(child_id)


def _page(child_id: str, new: NewCode | None) -> str:
    network = network_asked(child_id)
    found = tickets(house(), child_id, account().id)
    reads_offers = network.shows(RECORD) and may(account().role, "change_map")
    offers = waiting_offers(house().store, network) if reads_offers else ()
    shown(network, "opened_joining", (network.child_id,))
    return render_template(
        "joining/facilitator.html",
        network=network,
        child_id=child_id,
        new=new,
        kinds=tuple(seats(house(), child_id, account().id, browser().stored)),
        codes=[one for one in found if one.stage == CODE],
        waiting=[one for one in found if one.stage == WAITING],
        joined=[one for one in found if one.stage == IN],
        offers=offers,
        form_for=FORM_FOR,
        is_family_time=is_family_time(house(), child_id),
        count=count_waiting(house(), child_id),
        reads_offers=reads_offers,
    )


def _is_alone(child_id: str) -> bool:
    """Whether this is the room, and the family has it to itself: then nothing is asked, shown or written down."""
    return bool(browser().get(ROOM)) and is_family_time(house(), child_id)


def _takes_password(child_id: str, ticket: str) -> bool:
    return bool(browser().get(ROOM)) and is_screen(house(), child_id, account().id, ticket)


def _is_facilitator() -> bool:
    """Whether it is the facilitator who touches the screen of the room."""
    me, typed = house().store.account(account().id), request.form.get("password", "")
    address = request.remote_addr or ""
    return me is not None and admitted(house(), me.email, typed, address) is not None


def _refuse_onlookers(child_id: str) -> None:
    """A code is made by somebody who works with the child, not by whoever may look."""
    grants = house().store.grants(account_id=account().id, child_id=child_id)
    if not works_with(account(), grants, child_id, house().clock()):
        raise UnknownError(NOT_HERE)


def _back(child_id: str) -> Response:
    return redirect(url_for("joining.joining", child_id=child_id), 303)
