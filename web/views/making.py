"""Making: somebody added by one line or three taps, a tie drawn, and one’s own steps taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from graph.errors import KithError, StoreError
from graph.journal import Event
from graph.network import Network
from graph.relationships import Relationship
from graph.stores.protocol import put_all
from graph.vocabulary import TABLES, more_protective
from queries.lines import Answers, Plan, Question, understood
from queries.lines.offered import OFFERED
from web.asking import account, house, network_asked, shown
from web.errors import page_for
from web.making.records import RUNGS, Confirmed, Made, is_level, least_seen, records_of
from web.making.saying import Asked, Heard, asked, heard
from web.making.taking_back import last_of, take_back
from web.maps.keeping import keep_places
from web.permissions import needs
from web.saving import changed_parts, problems_with, save
from web.unsent import take_unsent
from web.views.drafts import draft_to_add, event, first_boxes, posted
from web.words import _, gettext

blueprint = Blueprint("making", __name__)

_ANSWERS = ("of", "who", "chair", "parents", "chairs", "again")
_BOXES = frozenset(
    {"csrf_token", "line", "name", "tie", "visibility", "rung", "told", "do", *_ANSWERS}
)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What a line comes to: a question, or what would be written and the records of it."""

    question: Asked | None = None
    heard: Heard | None = None
    made: Made | None = None
    confirmed: Confirmed = field(default_factory=Confirmed)
    is_sought: bool = False


@blueprint.get("/child/<id:child_id>/add-line")
@needs("change_map")
def line(child_id: str) -> str:
    """One box for a name and how they belong; beside it the same in three taps."""
    network = network_asked(child_id)
    left = take_unsent()
    about = request.args.get("about", "")
    typed = left.form if left else MultiDict({"of": about} if about in network.people else {})
    return _page(network, typed, Look())


@blueprint.post("/child/<id:child_id>/add-line")
@needs("change_map")
def take_line(child_id: str) -> Any:
    """Look at a line, or put down what it says once somebody has seen how it was understood."""
    if not set(request.form) <= _BOXES:
        abort(400)
    network = network_asked(child_id)
    look = _look(network, request.form)
    if request.form.get("do") == "add" and look.made is not None:
        return _added(network, look)
    if _wants_json():
        people = look.question.people if look.question else look.heard.people if look.heard else ()
        shown(network, "opened_form", {network.child_id, *people})
        return jsonify(_told(look))
    return _page(network, request.form, look)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _line_of(sent: Mapping[str, str]) -> str:
    """What was typed; or what was tapped, as the line that says the same."""
    typed = sent.get("line", "").strip()[:_LONGEST]
    name, tie = sent.get("name", "").strip()[:_LONGEST], sent.get("tie", "")
    return typed or (f"{name}, {tie}" if name and tie in OFFERED else name)


def _look(network: Network, sent: Mapping[str, str]) -> Look:
    answers = Answers(**{name: sent.get(name, "")[:_LONGEST] for name in _ANSWERS})
    found = understood(_line_of(sent), network, answers)
    if isinstance(found, Question):
        return Look(question=asked(found, network))
    confirmed = _confirmed(found, network, sent)
    made = records_of(found, network, house().store, house().today(), confirmed)
    is_sought = any(standing.ladder for standing in made.standings) and not found.chair
    return Look(None, heard(made, network), made, confirmed, is_sought)


def _confirmed(plan: Plan, network: Network, sent: Mapping[str, str]) -> Confirmed:
    """What was chosen; where nothing was, as few may know of somebody as of those to whom they are joined.

    Somebody who is only possibly a parent is for professionals until somebody says otherwise.
    """
    otherwise = "professionals_only" if plan.is_possible else "everyone"
    for end in {end for tie in plan.ties for end in (tie.from_id, tie.to_id)}:
        standing = network.standings.get(end)
        otherwise = more_protective(otherwise, standing.visibility) if standing else otherwise
    level, rung = sent.get("visibility", ""), sent.get("rung", "")
    return Confirmed(
        visibility=level if is_level(level) else otherwise,
        rung=rung if rung in RUNGS else RUNGS[0],
        told=sent.get("told", ""),
    )


def _added(network: Network, look: Look) -> Any:
    made = look.made
    assert made is not None  # noqa: S101 - asked by the caller  # nosec B101
    child_id = network.own_id(network.child_id)
    place, me = house(), account().id
    seen = made.standings[-1] if made.standings else least_seen(made.rows, network)
    if seen is not None:
        keep_places(place.store, child_id, place.today(), me, seen)
    with place.store.writer(Event(actor=me, action="added", chain=child_id)) as writer:
        put_all(writer, made.records)
    if _wants_json():
        return _saved(child_id, made.subject)
    flash(_("Saved."))
    return redirect(url_for("people.person", child_id=child_id, person_id=made.subject), 303)


def _saved(child_id: str, person_id: str = "") -> Response:
    """That it is kept, since when, and what the change is called, by which it can be taken back."""
    here = house().clock().astimezone(house().config.zone)
    said = _("Saved at %(time)s") % {"time": f"{here:%H:%M}"}
    change = last_of(house().store, child_id, account().id)
    return jsonify({"saved": said, "person": person_id, "change": change})


def _told(look: Look) -> dict[str, object]:
    """A look as plain values."""
    if look.question is not None:
        choices = [
            {"label": one.label, "line": one.line, "answers": dict(one.answers)}
            for one in look.question.choices
        ]
        return {"asked": look.question.words, "choices": choices}
    found = look.heard
    return {
        "told": found.told if found else "",
        "kin": found.kin if found else "",
        "visibility": look.confirmed.visibility,
        "rung": look.confirmed.rung if look.is_sought else "",
    }


def _page(network: Network, typed: Mapping[str, str], look: Look) -> str:
    shown(network, "opened_form", network.people)
    return render_template(
        "making/line.html",
        network=network,
        child_id=network.own_id(network.child_id),
        typed=typed,
        line=_line_of(typed),
        look=look,
        answers={name: typed.get(name, "") for name in _ANSWERS if typed.get(name)},
        ties=OFFERED,
        levels=TABLES["visibility"],
        rungs=RUNGS,
    )


@blueprint.post("/child/<id:child_id>/draw-tie")
@needs("change_map")
def draw_tie(child_id: str) -> Any:
    """A tie drawn on the map from one person to another; what the map does not ask is as on the form."""
    draft = draft_to_add(child_id, "tie")
    given = MultiDict(first_boxes(draft) | request.form.to_dict())
    reading = posted(draft, sent=given)
    problems = dict(reading.problems)
    if not problems:
        after = changed_parts(draft.parts, reading.values, draft.network, house().today())
        problems = problems_with(draft.parts, after, draft.network)
    if problems:
        shown(draft.network, "opened_form", {draft.network.child_id})
        return jsonify({"asked": " ".join(problems.values())}), 400
    row = after["relationship"]
    assert isinstance(row, Relationship)  # noqa: S101 - the form writes a tie  # nosec B101
    seen = least_seen((row,), draft.network)
    if seen is not None:
        keep_places(house().store, child_id, house().today(), account().id, seen)
    save(house().store, draft.parts, after, event(draft, "added"))
    return _saved(child_id, row.from_id)


@blueprint.post("/child/<id:child_id>/take-back")
@needs("change_map")
def take_back_own(child_id: str) -> Any:
    """One’s own last step taken back, or done again: both are new steps, and neither loosens anything."""
    network = network_asked(child_id)
    try:
        done = take_back(house().store, network, request.form.get("change", ""), account().id)
    except StoreError:
        raise
    except KithError as error:
        page = page_for(error)
        words = gettext(str(error)) if page.is_own_words else _(page.sentence)
        return jsonify({"asked": words}), page.status
    answer = _saved(child_id)
    if done.kept:
        flash(_("Taken back, but for what protects more now."))
    return answer
