"""Lifting: a map that was closed to somebody by mistake is open to their leave again. An act by two people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from graph.accounts import Grant
from graph.errors import UnknownError
from graph.journal import Event
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.permissions import needs
from web.second_person import NOT_AGREED, agreed_reason, reason_is_missing, second_person
from web.words import _

blueprint = Blueprint("lifting", __name__)


@blueprint.get("/child/<id:child_id>/who-may-open/<id:grant_id>/lift")
@needs("grant_access")
def before(child_id: str, grant_id: str) -> str:
    """To whom the map is closed, and what it takes to open it again."""
    return _page(child_id, _bar(child_id, grant_id), {})


@blueprint.post("/child/<id:child_id>/who-may-open/<id:grant_id>/lift")
@needs("grant_access")
def lift(child_id: str, grant_id: str) -> Any:
    """Closed no longer, for a reason, once a second person has agreed; by itself it opens nothing."""
    bar = _bar(child_id, grant_id)
    problems: dict[str, str] = {}
    if reason_is_missing():
        problems["reason"] = _("Say in a sentence why this is right, and how you know.")
    second = None if problems else second_person(child_id)
    if second is None or second.id == bar.account_id:
        problems = problems or {"second_password": _(NOT_AGREED)}
        return _page(child_id, bar, problems), 400
    event = Event(
        actor=account().id, action="lifted_bar", chain=child_id, reason=agreed_reason(second)
    )
    house().store.save_grant(bar.model_copy(update={"is_revoked": True}), event)
    flash(_("No longer closed to them. Leave to open it is given apart. Both your names are kept."))
    return redirect(url_for("reach.who_may_open", child_id=child_id), 303)


def _bar(child_id: str, grant_id: str) -> Grant:
    """What closes the map to somebody else now; one’s own is nothing that one could lift."""
    for grant in house().store.grants(child_id=child_id):
        is_bar = grant.kind == "barred" and not grant.is_revoked
        if grant.id == grant_id and is_bar and grant.account_id != account().id:
            return grant
    raise UnknownError(NOT_HERE)


def _page(child_id: str, bar: Grant, problems: Mapping[str, str]) -> str:
    network = network_asked(child_id)
    shown(network, "saw_bar", (network.child_id,))
    return render_template(
        "trust/lifting.html",
        network=network,
        child_id=child_id,
        bar=bar,
        someone=house().store.account(bar.account_id),
        problems=problems,
        reason=request.form.get("reason", ""),
        second_email=request.form.get("second_email", ""),
    )
