"""Beside the child: a worker makes the code for one sitting, and a young person of thirteen a key of their own."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import works_with
from graph.accounts import Account
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from web.asking import NOT_HERE, account, browser, house, network_asked, shown
from web.entrance import still_missing
from web.meeting.sittings import end_sittings, is_sitting, may_have_key, new_code
from web.passwords import refusal_of
from web.permissions import needs
from web.views.secrets import Problem
from web.words import _

blueprint = Blueprint("beside", __name__)


@blueprint.get("/child/<id:child_id>/beside")
@needs("sit_beside")
def beside(child_id: str) -> str:
    """What a sitting is, whether one is under way, and the button that begins one."""
    return _page(child_id, "")


@blueprint.post("/child/<id:child_id>/beside")
@needs("sit_beside")
def begin(child_id: str) -> str:
    """A code for the child to come in with, shown once."""
    _refuse_onlookers(child_id)
    return _page(child_id, new_code(house(), child_id, account()))


@blueprint.post("/child/<id:child_id>/beside/end")
@needs("sit_beside")
def end(child_id: str) -> Response:
    """The sitting is over, and so is its code."""
    _refuse_onlookers(child_id)
    end_sittings(house(), child_id)
    house().store.note(Event(actor=account().id, action="ended_sitting", chain=child_id))
    flash(_("The sitting is over."))
    return redirect(url_for("beside.beside", child_id=child_id), 303)


@blueprint.route("/child/<id:child_id>/own-key", methods=["GET", "POST"])
@needs("own_key")
def own_key(child_id: str) -> Any:
    """A password and a second factor of one’s own, from thirteen, for whoever chooses to have them."""
    network = network_asked(child_id)
    born = house().store.network(child_id).child.dob
    if not may_have_key(born, house()) or account().password_hash:
        raise UnknownError(NOT_HERE)
    outcome = _with_key(account()) if request.method == "POST" else None
    if isinstance(outcome, Account):
        left = still_missing(house(), outcome, has_shown_code=False)
        house().sessions.begin(browser(), outcome, still_to_do=left)
        return redirect(url_for(left or "signing_in.start"), 303)
    shown(network, "opened_form", (network.child_id,))
    page = render_template(
        "voice/own_key.html",
        network=network,
        child_id=child_id,
        email=request.form.get("email", ""),
        problem=outcome,
    )
    return page, 400 if outcome else 200


def _with_key(me: Account) -> Account | Problem:
    email, new = request.form.get("email", "").strip(), request.form.get("new", "")
    if "@" not in email or len(email) > 200 or " " in email:
        return Problem("email", _("Give an e-mail address that is yours."))
    if refused := refusal_of(new, (email,)):
        return Problem("new", refused)
    if new != request.form.get("again", ""):
        return Problem("again", _("This is not the same as the line above."))
    kept = {"email": email, "password_hash": house().passwords.hashed(new)}
    event = Event(actor=me.id, action="took_own_key")
    try:
        return house().store.save_account(me.model_copy(update=kept), event)
    except BadValueError:
        return Problem("email", _("This address cannot be used here. Give another."))


def _refuse_onlookers(child_id: str) -> None:
    """A code is made by somebody who works with the child, not by whoever may look."""
    grants = house().store.grants(account_id=account().id, child_id=child_id)
    if not works_with(account(), grants, child_id, house().clock()):
        raise UnknownError(NOT_HERE)


def _page(child_id: str, code: str) -> str:
    network = network_asked(child_id)
    shown(network, "prepared_sitting", (network.child_id,))
    return render_template(
        "voice/beside.html",
        network=network,
        child_id=child_id,
        code=code,
        is_sitting=is_sitting(house(), child_id),
    )
