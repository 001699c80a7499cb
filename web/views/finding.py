"""Family finding: the ladder as a board, whom to reach next and why, what is due, and who must be told."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.attempts import Attempt
from graph.dates import as_partial, read_date
from graph.errors import BadValueError, ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.notices import Notice
from graph.record import MapRecord
from graph.roles import may
from graph.standings import Move, Standing
from graph.vocabulary import TABLES
from queries.family_finding import next_to_reach
from queries.ladder import RUNGS, SIDE_EXITS, board, reminders, to_be_told, why_not
from queries.moment import Moment
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.permissions import needs
from web.words import _

blueprint = Blueprint("finding", __name__)

_LONGEST = 1000


@blueprint.get("/child/<id:child_id>/finding")
@needs("read_finding")
def finding(child_id: str) -> str:
    """Who is on which rung, whom to reach next, what is due, and the three dates of telling relatives."""
    network = network_asked(child_id)
    now = Moment(network)
    store = house().store
    attempts = visible_records(store.kept(Attempt, child_id), network)
    notices = visible_records(store.kept(Notice, child_id), network)
    rungs = board(network, attempts, now)
    reach = next_to_reach(network, now)
    telling = to_be_told(network, notices, house().config.days_to_tell, now)
    named = {place.person_id for rung in rungs for place in rung.places}
    named |= {one.person_id for one in reach} | {one.introduced_by for one in reach}
    named |= {one.person_id for one in telling}
    shown(network, "saw_finding", (named & network.people.keys()) | {network.child_id})
    return render_template(
        "next/finding.html",
        network=network,
        child_id=child_id,
        rungs=rungs,
        reach=reach,
        due=reminders(network, attempts, now),
        telling=telling,
        days=house().config.days_to_tell,
        may_change=may(account().role, "change_map"),
    )


@blueprint.get("/child/<id:child_id>/finding/<id:person_id>")
@needs("read_finding")
def tries(child_id: str, person_id: str) -> str:
    """What was tried to reach one person, and where they stand."""
    network = network_asked(child_id)
    _seen(network, person_id)
    attempts = visible_records(house().store.kept(Attempt, child_id), network)
    theirs = [one for one in attempts if one.person_id == person_id]
    shown(network, "saw_tries", (network.child_id, person_id))
    return render_template(
        "next/tries.html",
        network=network,
        child_id=child_id,
        person_id=person_id,
        standing=network.standings[person_id],
        tries=sorted(theirs, key=lambda one: one.on.text, reverse=True),
        notice=_notice(child_id, network, person_id),
        ways=TABLES["attempt_how"],
        outcomes=TABLES["attempt_outcome"],
        rungs=(*RUNGS, *SIDE_EXITS),
        may_change=may(account().role, "change_map"),
    )


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/try")
@needs("change_map")
def add_try(child_id: str, person_id: str) -> Response:
    """One more try, with its next step."""
    network = network_asked(child_id)
    _seen(network, person_id)
    given = request.form
    attempt = Attempt(
        id=uuid4().hex,
        child_id=network.own_id(network.child_id),
        person_id=network.own_id(person_id),
        on=read_date(given.get("on", "")) if given.get("on") else as_partial(house().today()),
        by=account().id,
        how=_coded("attempt_how", given.get("how", "")),
        outcome=_coded("attempt_outcome", given.get("outcome", "")),
        next_step=given.get("next_step", "").strip()[:_LONGEST],
        due_date=read_date(given.get("due_date", "")),
        notes=given.get("notes", "").strip()[:_LONGEST],
    )
    _keep(child_id, "tried", attempt)
    flash(_("Written down."))
    return redirect(url_for("finding.tries", child_id=child_id, person_id=person_id), 303)


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/told")
@needs("change_map")
def tell(child_id: str, person_id: str) -> Response:
    """The three dates of telling one relative, kept apart."""
    network = network_asked(child_id)
    _seen(network, person_id)
    before = _notice(child_id, network, person_id)
    fields = {
        name: read_date(request.form.get(name, ""))
        for name in ("identified", "located", "notified")
    }
    kept = house().store.record("notice", before.id) if before else None
    notice = Notice(
        id=before.id if before else uuid4().hex,
        version=kept.version if kept else 0,
        child_id=network.own_id(network.child_id),
        person_id=network.own_id(person_id),
        words=before.words if before else "",
        **fields,
    )
    _keep(child_id, "told", notice)
    flash(_("Written down."))
    return redirect(url_for("finding.tries", child_id=child_id, person_id=person_id), 303)


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/move")
@needs("change_map")
def move(child_id: str, person_id: str) -> Response:
    """One step on the ladder, dated today; a rung that asks for words is refused without them."""
    network = network_asked(child_id)
    _seen(network, person_id)
    rung = request.form.get("rung", "")
    if rung not in (*RUNGS, *SIDE_EXITS):
        raise BadValueError(_("Choose one of the steps of the ladder."))
    refusal = why_not(network, person_id, rung)
    if refusal:
        flash(refusal)
        return redirect(url_for("finding.tries", child_id=child_id, person_id=person_id), 303)
    standing = network.standings[person_id]
    _refuse_stale(standing)
    kept = house().store.record("standing", standing.id)
    if not isinstance(kept, Standing):
        raise UnknownError(NOT_HERE)
    step = Move(to=rung, on=as_partial(house().today()))
    event = Event(actor=account().id, action="moved", chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(kept.model_copy(update={"ladder": (*kept.ladder, step)}))
    flash(_("Moved."))
    return redirect(url_for("finding.tries", child_id=child_id, person_id=person_id), 303)


def _refuse_stale(standing: Standing) -> None:
    if request.form.get("version", "") != str(standing.version):
        raise ConflictError(standing)


def _seen(network: Network, person_id: str) -> None:
    if person_id not in network.people or person_id == network.child_id:
        raise UnknownError(NOT_HERE)


def _notice(child_id: str, network: Network, person_id: str) -> Notice | None:
    notices = visible_records(house().store.kept(Notice, child_id), network)
    return next((one for one in notices if one.person_id == person_id), None)


def _coded(table: str, code: str) -> str:
    if code not in TABLES[table]:
        raise BadValueError(_("Choose one of the answers offered."))
    return code


def _keep(child_id: str, action: str, record: MapRecord) -> None:
    event = Event(actor=account().id, action=action, chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(record)
