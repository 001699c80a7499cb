"""The door of a meeting for telephones and second screens, and the page of a telephone that is in.

Neither names anybody, draws anything or counts anything: whoever holds a telephone is asked, and told nothing.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.errors import BadValueError
from graph.journal import Event
from web.asking import browser, house
from web.joining import LONGEST_NAME, SOMEBODY, is_family_time, joined_by_code, plain
from web.meeting.offers import hand_over, typed_on_phone
from web.permissions import needs, public
from web.tickets import IN, SCREEN, TICKET, Ticket
from web.words import _

blueprint = Blueprint("entry", __name__)


@blueprint.route("/join", methods=["GET", "POST"])
@public
def door() -> Any:
    """A code, and what one is to be called."""
    if request.method == "GET":
        return _door("")
    called = plain(request.form.get("called", ""), LONGEST_NAME)
    if not called:
        return _door(_("Say what we may call you."), of="called"), 400
    found = joined_by_code(house(), request.form.get("code", ""), called, request.remote_addr or "")
    if found is None:
        return _door(_("That code does not fit. Look again, or ask for a new one.")), 400
    someone, holds = found
    house().sessions.begin(browser(), someone, **holds)
    return redirect(url_for("entry.joined"), 303)


@blueprint.get("/joined")
@needs("has_ticket")
def joined() -> Any:
    """Waiting to be let in; then the page of the telephone, or the way to what the first screen shows."""
    ticket = _ticket()
    if ticket.role == SCREEN:
        return redirect(url_for("second_screen.start", child_id=ticket.child_id), 303)
    return _phone(ticket, handed_over=request.args.get("handed") == "yes")


@blueprint.get("/joined/now")
@needs("has_ticket")
def now() -> Response:
    """Whether whoever waits has been let in; while the family is alone a telephone is told so, and asks no more."""
    ticket = _ticket()
    told = {"in": ticket.stage == IN}
    if is_family_time(house(), ticket.child_id):
        told["alone"] = True
    return jsonify(told)


@blueprint.post("/joined/offer")
@needs("offer")
def offer() -> Any:
    """A name or a promise, handed over."""
    ticket = _ticket()
    typed = typed_on_phone(request.form)
    if not typed.is_enough:
        return _phone(ticket, typed=typed), 400
    try:
        hand_over(house(), ticket, typed)
    except BadValueError as refusal:
        return _phone(ticket, typed=typed, problem=str(refusal)), 400
    return redirect(url_for("entry.joined", handed="yes"), 303)


@blueprint.post("/joined/leave")
@needs("has_ticket")
def leave() -> Response:
    """Out of the meeting, from one’s own telephone or the second screen."""
    ticket = _ticket()
    if not is_family_time(house(), ticket.child_id):
        house().store.note(
            Event(actor=SOMEBODY, action="left_joining", chain=ticket.child_id, reason=ticket.kind)
        )
    row = house().store.session(ticket.name)
    if row is not None:
        house().store.save_session(row.model_copy(update={"is_revoked": True}))
    house().sessions.end(browser())
    return redirect(url_for("entry.door", over="yes"), 303)


def _ticket() -> Ticket:
    found = house().sessions.ticket(str(session.get(TICKET, "")))
    if found is None:
        raise BadValueError(_("You are no longer in this meeting."))
    return found


def _phone(
    ticket: Ticket, *, handed_over: bool = False, typed: Any = None, problem: str = ""
) -> str:
    return render_template(
        "joining/phone.html" if ticket.stage == IN else "joining/waiting.html",
        ticket=ticket,
        handed_over=handed_over,
        typed=typed,
        problem=problem,
        is_family_time=is_family_time(house(), ticket.child_id),
    )


def _door(problem: str, of: str = "code") -> str:
    return render_template(
        "joining/door.html",
        problem=problem,
        of=of,
        code=request.form.get("code", ""),
        called=request.form.get("called", ""),
        is_over=request.args.get("over") == "yes",
    )
