"""Sharing: the forms of a map that a worker names for a partner professional, for whom, why and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.accounts import Account, Grant
from graph.dates import read_date
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.roles import NOBODY, ROLES
from graph.sharings import Sharing
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.permissions import needs
from web.words import _

blueprint = Blueprint("sharing", __name__)

_LONGEST = timedelta(days=182)
_SHORTEST_REASON = 10
_MOST_WORDS = 1000
_CHAIN_ACTION = "named_forms"


@blueprint.get("/child/<id:child_id>/shared")
@needs("share_map")
def shared(child_id: str) -> str:
    """What is named for whom now, and the form to name something."""
    network = network_asked(child_id)
    now = house().clock()
    holding = [one for one in house().store.kept(Sharing, child_id) if one.holds(now)]
    to_name = _may_be_named(network)
    named = {person for one in holding for person in one.person_ids}
    shown(network, "saw_sharings", {network.child_id, *to_name, *named} & network.people.keys())
    return render_template(
        "trust/sharing.html",
        network=network,
        child_id=child_id,
        sharings=[(one, house().store.account(one.account_id)) for one in holding],
        forms=TABLES["shared_form"],
        to_name=to_name,
        first_day=house().today() + timedelta(days=1),
        last_day=house().today() + _LONGEST,
    )


@blueprint.post("/child/<id:child_id>/shared")
@needs("share_map")
def name_forms(child_id: str) -> Response:
    """Forms named for one partner professional; what was named for them before ends in the same moment."""
    network = network_asked(child_id)
    someone, reason = _partner(), request.form.get("reason", "").strip()
    if len(reason) < _SHORTEST_REASON:
        raise BadValueError(_("Say why they need to see this, so that others can follow."))
    now = house().clock()
    sharing = Sharing(
        id=uuid4().hex,
        child_id=child_id,
        account_id=someone.id,
        forms=_forms(),
        person_ids=_people(network),
        reason=reason[:_MOST_WORDS],
        by=account().id,
        starts_at=now,
        ends_at=_end(),
    )
    event = Event(actor=account().id, action=_CHAIN_ACTION, chain=child_id, reason=sharing.reason)
    with house().store.writer(event) as writer:
        for earlier in _held_by(child_id, someone.id, now):
            writer.put(earlier.model_copy(update={"is_ended": True}))
        writer.put(sharing)
    house().store.save_grant(_leave(sharing), event.model_copy(update={"action": "granted"}))
    flash(_("Named. They see this and nothing else, from the next page they open."))
    return redirect(url_for("sharing.shared", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/shared/<id:sharing_id>/end")
@needs("share_map")
def end_sharing(child_id: str, sharing_id: str) -> Response:
    """What was named is closed, from the next request on."""
    network_asked(child_id)
    found = house().store.record(Sharing.record_kind, sharing_id)
    if not isinstance(found, Sharing) or found.child_id != child_id:
        raise UnknownError(NOT_HERE)
    event = Event(actor=account().id, action="ended_forms", chain=child_id)
    if not found.is_ended:
        with house().store.writer(event) as writer:
            writer.put(found.model_copy(update={"is_ended": True}))
        ended = _leave(found).model_copy(update={"is_revoked": True})
        house().store.save_grant(ended, event.model_copy(update={"action": "ended_leave"}))
    flash(_("Ended."))
    return redirect(url_for("sharing.shared", child_id=child_id), 303)


def _partner() -> Account:
    """The account that something is named for: one that sees nothing but what is named for it."""
    someone = house().store.account(request.form.get("email", "").strip())
    if someone is None or not ROLES.get(someone.role, NOBODY).sees_what_is_named:
        raise BadValueError(_("Give the e-mail address of a partner professional with an account."))
    return someone


def _forms() -> tuple[str, ...]:
    asked = request.form.getlist("forms")
    found = tuple(form for form in TABLES["shared_form"] if form in asked)
    if not found:
        raise BadValueError(_("Choose at least one thing that they may see."))
    return found


def _people(network: Network) -> tuple[str, ...]:
    """The people named; none means everybody whom the family would see."""
    if request.form.get("whom") != "some":
        return ()
    asked = request.form.getlist("people")
    found = tuple(person for person in _may_be_named(network) if person in asked)
    if not found:
        raise BadValueError(_("Choose whom they may see, or everybody whom the family would see."))
    return found


def _may_be_named(network: Network) -> list[str]:
    """Whoever is not hidden from the family: naming opens no more than that."""
    return [
        person
        for person in network.in_order
        if network.standings[person].visibility == "everyone" and person != network.child_id
    ]


def _end() -> datetime:
    """The end of the last day on which it may be seen, where the authority is."""
    last = read_date(request.form.get("until", "")).latest
    today = house().today()
    if last is None or not today < last <= today + _LONGEST:
        raise BadValueError(_("Give the last day, from tomorrow on and within half a year."))
    return datetime.combine(last + timedelta(days=1), time(), house().config.zone)


def _held_by(child_id: str, account_id: str, now: datetime) -> Iterable[Sharing]:
    kept = house().store.kept(Sharing, child_id)
    return [one for one in kept if one.account_id == account_id and one.holds(now)]


def _leave(sharing: Sharing) -> Grant:
    """Leave to open the map, for as long; without it what was named opens nothing."""
    return Grant(
        id=sharing.id,
        account_id=sharing.account_id,
        child_id=sharing.child_id,
        kind="involved",
        reason=sharing.reason,
        granted_by=sharing.by,
        starts_at=sharing.starts_at,
        ends_at=sharing.ends_at,
    )
