"""One’s own account: password, second factor, and where one is signed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account
from graph.journal import Event
from web.asking import account, browser, house, noted
from web.entrance import admitted
from web.permissions import needs
from web.second_factor import new_recovery_codes, recovery_hashes
from web.sessions import name_of
from web.tickets import is_browser
from web.views.secrets import change_password, finish_enrolment, offered_enrolment
from web.words import _, called, is_reviewed, languages

blueprint = Blueprint("account", __name__)

CONFIRMED_FOR = timedelta(minutes=10)


@blueprint.get("/account")
@needs("own_account")
def overview() -> str:
    """Where one is signed in, and what can be changed."""
    here = browser().stored
    sessions = [
        (name_of(found), found, bool(here and found.token_hash == here.token_hash))
        for found in house().sessions.live(account().id)
        if is_browser(found)
    ]
    choices = [(code, called(code), is_reviewed(code)) for code in languages()]
    return render_template("account/overview.html", sessions=sessions, choices=choices)


@blueprint.post("/account/language")
@needs("own_account")
def language() -> Response:
    """Another language for one’s own pages, or the browser’s."""
    chosen = request.form.get("language", "")
    if chosen not in ("", *languages()):
        abort(400)
    changed = account().model_copy(update={"language": chosen})
    house().store.save_account(changed, Event(actor=changed.id, action="chose_language"))
    return redirect(url_for("account.overview"), 303)


@blueprint.post("/account/sign-out-everywhere")
@needs("own_account")
def sign_out_everywhere() -> Response:
    """Out of every browser but this one, or of one of them."""
    name = request.form.get("name", "")
    if name:
        house().sessions.end_one(account().id, name)
    else:
        house().sessions.end_all(account().id, but=browser())
    noted("signed_out_elsewhere")
    flash(_("Signed out there."))
    return redirect(url_for("account.overview"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
@needs("own_account")
def password() -> Any:
    """Another password; every other browser is signed out."""
    if request.method == "GET":
        return render_template("account/password.html", problem=None)
    outcome = change_password(account(), request.form)
    if not isinstance(outcome, Account):
        return render_template("account/password.html", problem=outcome), 400
    house().sessions.begin(browser(), outcome, has_shown_code=session.get("has_shown_code", False))
    flash(_("Your password is changed, and you are signed out everywhere else."))
    return redirect(url_for("account.overview"), 303)


@blueprint.route("/account/confirm", methods=["GET", "POST"])
@needs("own_account")
def confirm() -> Any:
    """It is still you: the password again, before a key is changed."""
    if request.method == "GET":
        return render_template("account/confirm.html", problem="")
    me = account()
    found = admitted(house(), me.email, request.form.get("password", ""), request.remote_addr or "")
    if found is None:
        problem = _("This is not your password. Try again, or wait a quarter of an hour.")
        return render_template("account/confirm.html", problem=problem), 400
    house().sessions.renew(browser(), confirmed_at=house().clock().isoformat())
    return redirect(url_for("account.second_factor"), 303)


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
@needs("own_account")
def second_factor() -> Any:
    """Another telephone for the codes."""
    if not _was_confirmed():
        return redirect(url_for("account.confirm"), 303)
    problem = ""
    if request.method == "POST":
        outcome = finish_enrolment(account(), request.form.get("code", ""))
        if outcome is not None:
            changed, codes = outcome
            house().sessions.end_all(changed.id, but=browser())
            return render_template("account/recovery_codes.html", codes=codes)
        problem = _("That code does not fit. Check that your telephone’s clock is right.")
    offered = offered_enrolment(account())
    page = render_template("account/second_factor.html", enrolment=offered, problem=problem)
    return page, 400 if problem else 200


@blueprint.post("/account/recovery-codes")
@needs("own_account")
def recovery_codes() -> Any:
    """Ten new recovery codes; the old ones are good no more."""
    if not _was_confirmed():
        return redirect(url_for("account.confirm"), 303)
    codes = new_recovery_codes()
    changed = account().model_copy(update={"recovery_hashes": recovery_hashes(codes)})
    house().store.save_account(changed, Event(actor=changed.id, action="made_recovery_codes"))
    return render_template("account/recovery_codes.html", codes=codes)


def _was_confirmed() -> bool:
    text = str(session.get("confirmed_at", ""))
    return bool(text) and house().clock() - datetime.fromisoformat(text) < CONFIRMED_FOR
