"""What next: the gaps of a map as cards, strengths beside them, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.dates import as_partial, read_date
from graph.decisions import Decision
from graph.errors import BadValueError, ConflictError, RefusedError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.roles import may
from queries.circles import circles
from queries.gaps import Gap, Review, cards, review
from queries.gaps.table import ROWS
from queries.moment import Moment
from queries.strengths import strengths
from queries.team import about, decided_about, in_order, standing_decisions, still_open
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.errors import page_for
from web.permissions import needs
from web.pictures import pictures_of
from web.thresholds import thresholds_for
from web.words import _

blueprint = Blueprint("next_steps", __name__)

KINDS: Mapping[str, str] = {
    "answered": "Answered: this is what we know now",
    "parked": "Parked: it comes back on a day",
    "wrong": "Wrong: this does not hold here",
}
_ASKED = ("rule", "subject_id", "tag")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that could not be kept: what it is about, what was typed, and why not."""

    key: tuple[str, ...]
    typed: Mapping[str, str]
    problem: str


@blueprint.get("/child/<id:child_id>/what-next")
@needs("read_gaps")
def what_next(child_id: str) -> str:
    """One card for each person, three about the whole map, and at least as many strengths."""
    return _page(child_id, network_asked(child_id))


@blueprint.post("/child/<id:child_id>/decide")
@needs("decide_gaps")
def decide(child_id: str) -> Response | tuple[str, int]:
    """One gap answered, parked until a day, or marked as wrong; what cannot be kept comes back as it was typed."""
    network = network_asked(child_id)
    try:
        _keep(child_id, "decided", _decision(child_id, network))
    except RefusedError as error:
        key = tuple(request.form.get(name, "") for name in _ASKED)
        draft = Draft(key, request.form, _(str(error)))
        return _page(child_id, network, draft), page_for(error).status
    flash(_("Written down. It can be opened again below."))
    return redirect(url_for("next_steps.what_next", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/open-again/<id:decision_id>")
@needs("decide_gaps")
def open_again(child_id: str, decision_id: str) -> Response:
    """A question opened again: the decision stays in the history."""
    network = network_asked(child_id)
    decisions = _decisions(child_id, network)
    chosen = next((one for one in decisions if one.id == decision_id), None)
    if chosen is None:
        raise UnknownError(NOT_HERE)
    _keep(child_id, "opened_again", _new(network, decided_about(chosen), decisions, "opened_again"))
    flash(_("The question is open again."))
    return redirect(url_for("next_steps.what_next", child_id=child_id), 303)


def _page(child_id: str, network: Network, draft: Draft | None = None) -> str:
    now = Moment(network)
    found = _review(child_id, network, now)
    decisions = _decisions(child_id, network)
    open_gaps = still_open(found.gaps, decisions, now.on)
    dealt = cards(open_gaps, strengths(network, moment=now))
    named = {gap.subject_id for gap in open_gaps} | {one.subject_id for one in decisions}
    named |= {one.person_id for one in dealt.strengths}
    named |= {one.person_id for one in found.cannot_tell}
    shown(network, "saw_gaps", (named & network.people.keys()) | {network.child_id})
    return render_template(
        "next/what_next.html",
        network=network,
        child_id=child_id,
        cards=dealt,
        cannot_tell=found.cannot_tell,
        placings=circles(network),
        pictures=pictures_of(house().store, network),
        decided=list(reversed(in_order(decisions))),
        standing={one.id for one in standing_decisions(decisions, now.on).values()},
        numbers=_numbers(decisions),
        titles={rule: row.title for rule, row in ROWS.items()},
        about=about,
        kinds=KINDS,
        draft=draft,
        is_lost=draft is not None and draft.key not in {about(gap) for gap in open_gaps},
        may_decide=may(account().role, "decide_gaps"),
    )


def _review(child_id: str, network: Network, moment: Moment | None = None) -> Review:
    config = house().config
    return review(network, thresholds_for(house().store, child_id, config.thresholds), moment)


def _decisions(child_id: str, network: Network) -> tuple[Decision, ...]:
    return visible_records(house().store.kept(Decision, child_id), network)


def _numbers(decisions: tuple[Decision, ...]) -> Mapping[tuple[str, ...], int]:
    """How many decisions there are about each gap, so that nobody decides past somebody else."""
    return {decided_about(one): one.number for one in in_order(decisions)}


def _decision(child_id: str, network: Network) -> Decision:
    """The decision that was sent, about a gap that is open, by somebody who has seen the latest about it."""
    given = request.form
    gap = _gap_asked(child_id, network)
    decisions = _decisions(child_id, network)
    if given.get("number", "0") != str(_numbers(decisions).get(about(gap), 0)):
        raise ConflictError
    kind, words = given.get("kind", ""), given.get("words", "").strip()
    until = read_date(given.get("until", "")) if kind == "parked" else read_date("")
    if kind not in KINDS:
        raise BadValueError(_("Choose whether it is answered, parked or wrong."))
    if not words:
        raise BadValueError(_("Write down the answer, or the reason, so that others can follow."))
    if kind == "parked" and (until.earliest is None or until.earliest <= house().today()):
        raise BadValueError(_("Say on which later day this should come back."))
    made = _new(network, about(gap), decisions, kind)
    return made.model_copy(update={"words": words[:_LONGEST], "until": until})


def _gap_asked(child_id: str, network: Network) -> Gap:
    asked = tuple(request.form.get(name, "") for name in _ASKED)
    for gap in _review(child_id, network).gaps:
        if about(gap) == asked:
            return gap
    raise RefusedError(_("This question is not open any more: what is known has changed."))


def _new(
    network: Network, key: tuple[str, str, str], decisions: tuple[Decision, ...], kind: str
) -> Decision:
    rule, subject_id, tag = key
    return Decision(
        id=uuid4().hex,
        child_id=network.own_id(network.child_id),
        number=_numbers(decisions).get(key, 0) + 1,
        rule=rule,
        subject_id=network.own_id(subject_id),
        tag=tag,
        kind=kind,
        on=as_partial(house().today()),
        by=account().id,
    )


def _keep(child_id: str, action: str, decision: Decision) -> None:
    event = Event(actor=account().id, action=action, chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(decision)
