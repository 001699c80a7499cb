"""Family finding: the ladder as a board, whom to reach next and why, what is due, and who must be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.attempts import Attempt
from graph.dates import PartialDate, as_partial, read_date
from graph.errors import BadValueError, ConflictError, RefusedError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.notices import Notice
from graph.record import Record
from graph.roles import may
from graph.standings import Move, Standing
from graph.vocabulary import TABLES
from queries.circles import circles
from queries.family_finding import next_to_reach
from queries.ladder import RUNGS, SIDE_EXITS, board, caution, reminders, to_be_told, why_not
from queries.moment import Moment
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.errors import page_for
from web.permissions import needs
from web.pictures import pictures_of
from web.words import _

blueprint = Blueprint("finding", __name__)

_LONGEST = 1000
_DATES = ("identified", "located", "notified")


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
    due = reminders(network, attempts, now)
    telling = to_be_told(network, notices, house().config.days_to_tell, now)
    named = {place.person_id for rung in rungs for place in rung.places}
    named |= {one.person_id for one in due} | {one.person_id for one in telling}
    named |= {person for one in reach for person in (one.person_id, one.introduced_by)}
    shown(network, "saw_finding", (named & network.people.keys()) | {network.child_id})
    return render_template(
        "next/finding.html",
        network=network,
        child_id=child_id,
        rungs=rungs,
        reach=reach,
        due=due,
        telling=telling,
        days=house().config.days_to_tell,
        placings=circles(network),
        pictures=pictures_of(house().store, network),
    )


@blueprint.get("/child/<id:child_id>/finding/<id:person_id>")
@needs("read_finding")
def tries(child_id: str, person_id: str) -> str:
    """What was tried to reach one person, and where they stand."""
    return _page(child_id, person_id, network_asked(child_id))


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/try")
@needs("change_map")
def add_try(child_id: str, person_id: str) -> Response | tuple[str, int]:
    """One more try, with its next step."""
    return _written(child_id, person_id, "tried", _try_sent)


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/told")
@needs("change_map")
def tell(child_id: str, person_id: str) -> Response | tuple[str, int]:
    """The three dates of telling one relative, kept apart."""
    return _written(child_id, person_id, "told", _notice_sent)


@blueprint.post("/child/<id:child_id>/finding/<id:person_id>/move")
@needs("change_map")
def move(child_id: str, person_id: str) -> Response | tuple[str, int]:
    """One dated step on the ladder; a rung that asks for words is refused without them."""
    return _written(child_id, person_id, "moved", _move_sent)


def _written(
    child_id: str, person_id: str, action: str, sent: Callable[[Network, str], Record]
) -> Response | tuple[str, int]:
    """Keep what was sent; what cannot be kept comes back as it was typed, with the reason."""
    network = network_asked(child_id)
    _seen(network, person_id)
    try:
        record = sent(network, person_id)
        event = Event(actor=account().id, action=action, chain=child_id)
        with house().store.writer(event) as writer:
            writer.put(record)
    except RefusedError as error:
        problem = {"form": action, "words": _(str(error))}
        page = _page(child_id, person_id, network_asked(child_id), request.form, problem)
        return page, page_for(error).status
    flash(_("Written down."))
    return redirect(url_for("finding.tries", child_id=child_id, person_id=person_id), 303)


def _page(
    child_id: str,
    person_id: str,
    network: Network,
    typed: Mapping[str, str] | None = None,
    problem: Mapping[str, str] | None = None,
) -> str:
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
        placings=circles(network),
        pictures=pictures_of(house().store, network),
        caution=caution(Moment(network), person_id),
        tries=sorted(theirs, key=lambda one: one.on.text, reverse=True),
        notice=_notice(network, person_id),
        ways=TABLES["attempt_how"],
        outcomes=TABLES["attempt_outcome"],
        rungs=(*RUNGS, *SIDE_EXITS),
        typed=typed or {},
        problem=problem or {},
        may_change=may(account().role, "change_map"),
    )


def _try_sent(network: Network, person_id: str) -> Attempt:
    given = request.form
    return Attempt(
        id=uuid4().hex,
        child_id=network.own_id(network.child_id),
        person_id=network.own_id(person_id),
        on=_day_sent(),
        by=account().id,
        how=_coded("attempt_how"),
        outcome=_coded("attempt_outcome"),
        next_step=given.get("next_step", "").strip()[:_LONGEST],
        due_date=read_date(given.get("due_date", "")),
        notes=given.get("notes", "").strip()[:_LONGEST],
    )


def _notice_sent(network: Network, person_id: str) -> Notice:
    seen = _notice(network, person_id)
    kept = house().store.record("notice", seen.id) if seen else None
    if request.form.get("version", "0") != str(kept.version if kept else 0):
        raise ConflictError(kept)
    return Notice(
        id=kept.id if kept else uuid4().hex,
        version=kept.version if kept else 0,
        child_id=network.own_id(network.child_id),
        person_id=network.own_id(person_id),
        words=seen.words if seen else "",
        **{name: read_date(request.form.get(name, "")) for name in _DATES},
    )


def _move_sent(network: Network, person_id: str) -> Standing:
    rung = request.form.get("rung", "")
    if rung not in (*RUNGS, *SIDE_EXITS):
        raise BadValueError(_("Choose one of the steps of the ladder."))
    refusal = why_not(network, person_id, rung)
    if refusal:
        raise RefusedError(refusal)
    kept = house().store.record("standing", network.standings[person_id].id)
    if not isinstance(kept, Standing):
        raise UnknownError(NOT_HERE)
    if request.form.get("version", "") != str(kept.version):
        raise ConflictError(kept)
    step = Move(to=rung, on=_day_sent())
    return kept.model_copy(update={"ladder": (*kept.ladder, step)})


def _day_sent() -> PartialDate:
    """The day that was written, today where none was; never one to come."""
    today = house().today()
    day = read_date(request.form.get("on", "")) if request.form.get("on") else as_partial(today)
    if day.earliest is None or day.earliest > today:
        raise BadValueError(_("Say on which day it was; it cannot be a day to come."))
    return day


def _coded(table: str) -> str:
    code = request.form.get(table.removeprefix("attempt_"), "")
    if code not in TABLES[table]:
        raise BadValueError(_("Choose one of the answers offered."))
    return code


def _notice(network: Network, person_id: str) -> Notice | None:
    kept = house().store.kept(Notice, network.own_id(network.child_id))
    notices = visible_records(kept, network)
    return next((one for one in notices if one.person_id == person_id), None)


def _seen(network: Network, person_id: str) -> None:
    if person_id not in network.people or person_id == network.child_id:
        raise UnknownError(NOT_HERE)
