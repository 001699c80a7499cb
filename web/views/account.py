"""One’s own account: password, second factor, and where one is signed in."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web.asking import account, browser, house, noted
from web.permissions import needs
from web.sessions import name_of

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
@needs("own_account")
def overview() -> str:
    """Where one is signed in, and what can be changed."""
    here = browser().stored
    sessions = [
        (name_of(found), found, bool(here and found.token_hash == here.token_hash))
        for found in house().sessions.live(account().id)
    ]
    return render_template("account/overview.html", sessions=sessions)


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
    return redirect(url_for("account.overview"), 303)
