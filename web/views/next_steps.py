"""What next: the gaps of a map as cards, strengths beside them, and what was decided."""

from __future__ import annotations

from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.dates import as_partial, read_date
from graph.decisions import Decision
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.roles import may
from queries.gaps import Gap, Review, cards, review
from queries.moment import Moment
from queries.strengths import strengths
from queries.team import about, still_open
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.permissions import needs
from web.thresholds import thresholds_for
from web.words import _

blueprint = Blueprint("next_steps", __name__)

_LONGEST = 2000


@blueprint.get("/child/<id:child_id>/what-next")
@needs("read_gaps")
def what_next(child_id: str) -> str:
    """One card for each person, three about the whole map, and at least as many strengths."""
    network = network_asked(child_id)
    now = Moment(network)
    found = _review(child_id, network, now)
    decisions = _decisions(child_id, network)
    open_gaps = still_open(found.gaps, decisions, now.on)
    shown_cards = cards(open_gaps, strengths(network, moment=now))
    people = {gap.subject_id for gap in found.gaps} | {s.person_id for s in shown_cards.strengths}
    shown(network, "saw_gaps", (people & network.people.keys()) | {network.child_id})
    return render_template(
        "next/what_next.html",
        network=network,
        child_id=child_id,
        cards=shown_cards,
        cannot_tell=found.cannot_tell,
        decided=_with_gaps(decisions, network),
        about=about,
        may_decide=may(account().role, "decide_gaps"),
    )


@blueprint.post("/child/<id:child_id>/decide")
@needs("decide_gaps")
def decide(child_id: str) -> Response:
    """One gap answered, parked until a day, or marked as wrong."""
    network = network_asked(child_id)
    gap = _gap_asked(child_id, network)
    decision = _decision(network, gap)
    event = Event(actor=account().id, action="decided", chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(decision)
    flash(_("Written down. It can be opened again below."))
    return redirect(url_for("next_steps.what_next", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/open-again/<id:decision_id>")
@needs("decide_gaps")
def open_again(child_id: str, decision_id: str) -> Response:
    """A decision taken back: the question is open again, and the history keeps both."""
    network = network_asked(child_id)
    kept = {decision.id: decision for decision in house().store.kept(Decision, child_id)}
    if decision_id not in {decision.id for decision in _decisions(child_id, network)}:
        raise UnknownError(NOT_HERE)
    event = Event(actor=account().id, action="opened_again", chain=child_id)
    with house().store.writer(event) as writer:
        writer.remove(kept[decision_id])
    flash(_("The question is open again."))
    return redirect(url_for("next_steps.what_next", child_id=child_id), 303)


def _review(child_id: str, network: Network, moment: Moment | None = None) -> Review:
    config = house().config
    return review(network, thresholds_for(house().store, child_id, config.thresholds), moment)


def _decisions(child_id: str, network: Network) -> tuple[Decision, ...]:
    return visible_records(house().store.kept(Decision, child_id), network)


def _with_gaps(decisions: tuple[Decision, ...], network: Network) -> list[tuple[Decision, str]]:
    """Decisions, the latest first, each with the name of whom or what it is about."""
    latest_first = sorted(decisions, key=lambda one: (one.on.text, one.version), reverse=True)
    return [
        (one, network.known_as(one.subject_id) if one.subject_id else one.tag)
        for one in latest_first
    ]


def _gap_asked(child_id: str, network: Network) -> Gap:
    asked = tuple(request.form.get(name, "") for name in ("rule", "subject_id", "tag"))
    for gap in _review(child_id, network).gaps:
        if about(gap) == asked:
            return gap
    raise UnknownError(NOT_HERE)


def _decision(network: Network, gap: Gap) -> Decision:
    kind, words = request.form.get("kind", ""), request.form.get("words", "").strip()
    until = read_date(request.form.get("until", ""))
    if not words:
        raise BadValueError(_("Write down the answer, or the reason, so that others can follow."))
    if kind == "parked" and (until.earliest is None or until.earliest <= house().today()):
        raise BadValueError(_("Say on which later day this should come back."))
    rule, subject_id, tag = about(gap)
    return Decision(
        id=uuid4().hex,
        child_id=network.own_id(network.child_id),
        rule=rule,
        subject_id=network.own_id(subject_id),
        tag=tag,
        kind=kind,
        words=words[:_LONGEST],
        on=as_partial(house().today()),
        by=account().id,
        until=until if kind == "parked" else read_date(""),
    )
