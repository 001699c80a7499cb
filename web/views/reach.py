"""Reach: who may open a child's map, leave for a time, and opening one in an emergency."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import viewer_for
from graph.accounts import Account, Grant
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, house, network_asked, noted, shown
from web.entrance import admitted, admitted_by_code
from web.permissions import needs
from web.words import _

blueprint = Blueprint("reach", __name__)

_OFFERED = ("allocated", "involved", "team", "barred")
_DAYS = {"involved": 14, "team": 182}
_EMERGENCY = timedelta(hours=24)
_SHORTEST_REASON = 20
_LONGEST = 1000


@blueprint.get("/child/<id:child_id>/who-may-open")
@needs("grant_access")
def who_may_open(child_id: str) -> str:
    """Everyone with leave to open this map, and until when."""
    network = network_asked(child_id)
    shown(network, "saw_who_may_open", (network.child_id,))
    now = house().clock()
    grants = [
        (grant, house().store.account(grant.account_id))
        for grant in house().store.grants(child_id=child_id)
        if not grant.is_revoked and (grant.ends_at is None or grant.ends_at > now)
    ]
    kinds = {kind: TABLES["grant_kind"][kind] for kind in _OFFERED}
    return render_template(
        "trust/reach.html", network=network, child_id=child_id, grants=grants, kinds=kinds
    )


@blueprint.post("/child/<id:child_id>/who-may-open")
@needs("grant_access")
def give_leave(child_id: str) -> Response:
    """Leave for one account; a declared relative, or somebody's own record, is closed the same way."""
    network_asked(child_id)
    someone = house().store.account(request.form.get("email", "").strip())
    kind, reason = request.form.get("kind", ""), request.form.get("reason", "").strip()
    if someone is None or kind not in _OFFERED:
        raise BadValueError(
            _("Give the e-mail address of somebody with an account, and what kind of leave it is.")
        )
    if not reason:
        raise BadValueError(_("Say why, so that others can follow."))
    now = house().clock()
    days = _DAYS.get(kind)
    grant = Grant(
        id=uuid4().hex,
        account_id=someone.id,
        child_id=child_id,
        kind=kind,
        reason=reason[:_LONGEST],
        granted_by=account().id,
        starts_at=now,
        ends_at=now + timedelta(days=days) if days else None,
    )
    house().store.save_grant(
        grant, Event(actor=account().id, action="granted", chain=child_id, reason=kind)
    )
    flash(_("Written down. It holds from the next page they open."))
    return redirect(url_for("reach.who_may_open", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/who-may-open/<id:grant_id>/end")
@needs("grant_access")
def end_leave(child_id: str, grant_id: str) -> Response:
    """Leave taken back, from the next request on; what is barred stays barred."""
    network_asked(child_id)
    found = [g for g in house().store.grants(child_id=child_id) if g.id == grant_id]
    if not found or found[0].account_id == account().id or found[0].kind == "barred":
        raise UnknownError(NOT_HERE)
    event = Event(actor=account().id, action="ended_leave", chain=child_id)
    house().store.save_grant(found[0].model_copy(update={"is_revoked": True}), event)
    flash(_("Ended."))
    return redirect(url_for("reach.who_may_open", child_id=child_id), 303)


@blueprint.route("/emergency", methods=["GET", "POST"])
@needs("break_glass")
def emergency() -> Any:
    """A child's map opened in an emergency: a reason, the password and a code; it ends by itself and is reviewed."""
    if request.method == "GET":
        return render_template("trust/emergency.html", problem="", typed={})
    problem = _emergency_problem()
    if problem:
        noted("refused", "emergency")
        return render_template("trust/emergency.html", problem=problem, typed=request.form), 400
    line = _child_named(request.form.get("code_of_child", ""))
    if line is None or _is_barred(account(), line):
        noted("refused", "emergency")
        problem = _("There is no child that you may open by this code.")
        return render_template("trust/emergency.html", problem=problem, typed=request.form), 400
    now = house().clock()
    reason = request.form.get("reason", "").strip()[:_LONGEST]
    grant = Grant(
        id=uuid4().hex,
        account_id=account().id,
        child_id=line,
        kind="break_glass",
        reason=reason,
        granted_by=account().id,
        starts_at=now,
        ends_at=now + _EMERGENCY,
    )
    event = Event(actor=account().id, action="broke_glass", chain=line, reason=reason)
    house().store.save_grant(grant, event)
    flash(_("Open for twenty-four hours. Their manager is told, and will ask about it."))
    return redirect(url_for("map.map_page", child_id=line), 303)


def _emergency_problem() -> str:
    if len(request.form.get("reason", "").strip()) < _SHORTEST_REASON:
        return _("Say in a sentence why this cannot wait.")
    me = account()
    address = request.remote_addr or ""
    found = admitted(house(), me.email, request.form.get("password", ""), address)
    if found and not house().config.demo:
        found = admitted_by_code(house(), found, request.form.get("code", ""), address)
    return "" if found else _("Your password, or the code, does not fit.")


def _child_named(code: str) -> str | None:
    """The one map that a workbook's case id or child id stands for; names are no way in, nor is what two maps share."""
    asked = code.strip()
    found = {
        line.child_id
        for line in house().store.children()
        if asked and asked in (line.case_ref, line.ref, line.child_id)
    }
    return found.pop() if len(found) == 1 else None


def _is_barred(someone: Account, child_id: str) -> bool:
    """Whether a map stays closed to somebody whatever happens: their own, or a declared relative's."""
    now = house().clock()
    trial = Grant(
        id="trial",
        account_id=someone.id,
        child_id=child_id,
        kind="break_glass",
        starts_at=now,
    )
    grants = (*house().store.grants(account_id=someone.id, child_id=child_id), trial)
    return viewer_for(someone, grants, child_id, now) is None
