"""The rules: what each gap rule looks for, and the thresholds that an authority or one child has changed."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.errors import BadValueError
from graph.journal import Event
from graph.local_rules import LocalRule
from graph.network import Network
from graph.roles import may
from queries.gaps import DEFAULTS, Thresholds
from queries.gaps.table import ROWS
from web.asking import account, house, network_asked, noted, shown
from web.permissions import needs
from web.thresholds import authority_thresholds, thresholds_for
from web.words import _

blueprint = Blueprint("rules", __name__)

_LONGEST = 500


@blueprint.get("/rules")
@needs("read_team")
def rules() -> str:
    """Every rule and its thresholds, for all children."""
    noted("saw_rules")
    kept = authority_thresholds(house().store, house().config.thresholds)
    return _page(kept, house().store.kept(LocalRule), may(account().role, "set_thresholds"))


@blueprint.post("/rules")
@needs("set_thresholds")
def set_rule() -> Response:
    """One threshold changed for all children."""
    _set("", authority_thresholds(house().store, house().config.thresholds))
    return redirect(url_for("rules.rules"), 303)


@blueprint.get("/child/<id:child_id>/rules")
@needs("read_gaps")
def childs_rules(child_id: str) -> str:
    """The thresholds that hold for one child."""
    network = network_asked(child_id)
    shown(network, "saw_rules", (network.child_id,))
    kept = thresholds_for(house().store, child_id, house().config.thresholds)
    own = house().store.kept(LocalRule, child_id)
    return _page(kept, own, may(account().role, "decide_gaps"), network, child_id)


@blueprint.post("/child/<id:child_id>/rules")
@needs("decide_gaps")
def set_childs_rule(child_id: str) -> Response:
    """One threshold changed for one child."""
    network_asked(child_id)
    _set(child_id, thresholds_for(house().store, child_id, house().config.thresholds))
    return redirect(url_for("rules.childs_rules", child_id=child_id), 303)


def _page(
    kept: Thresholds,
    changed: tuple[LocalRule, ...],
    may_change: bool,
    network: Network | None = None,
    child_id: str = "",
) -> str:
    names: dict[str, list[tuple[str, object, object]]] = {}
    for name in Thresholds.model_fields:
        rule = name.split("_")[0].upper()
        names.setdefault(rule, []).append((name, getattr(kept, name), getattr(DEFAULTS, name)))
    return render_template(
        "next/rules.html",
        rows=ROWS,
        names=names,
        reasons={rule.threshold: rule.reason for rule in changed},
        may_change=may_change,
        network=network,
        child_id=child_id,
    )


def _set(child_id: str, kept: Thresholds) -> None:
    name, number = request.form.get("threshold", ""), request.form.get("number", "").strip()
    reason = request.form.get("reason", "").strip()[:_LONGEST]
    if name not in Thresholds.model_fields:
        raise BadValueError(_("There is no such threshold."))
    if not reason:
        raise BadValueError(_("Say why this number is changed, so that others can follow."))
    kept.changed({name: number})
    store = house().store
    before = next((one for one in store.kept(LocalRule, child_id) if one.threshold == name), None)
    rule = LocalRule(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=child_id,
        threshold=name,
        number=number,
        reason=reason,
    )
    with store.writer(Event(actor=account().id, action="set_threshold", chain=child_id)) as writer:
        writer.put(rule)
    flash(_("Changed."))
