"""Placing: where a voice has put people itself, the child’s first; on the map, as a list, and written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from graph.access import visible_records
from graph.dates import as_partial, read_date
from graph.errors import BadValueError, ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.placements import OwnPlacement, Placement
from graph.roles import may
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, chosen_here, house, network_asked, shown, viewer
from web.making.taking_back import last_of
from web.making.voices import voices
from web.making.whose_view import named_in, views_of
from web.maps.faces import by_name
from web.maps.keeping import kept_layout
from web.maps.names import shown as shown_name
from web.maps.scene import scene
from web.maps.sizes import SHAPES, WIDE
from web.meeting.sittings import BESIDE
from web.own_pictures import as_faces, faces_of, own_pictures_of
from web.permissions import needs
from web.words import _

blueprint = Blueprint("placing", __name__)

_LONGEST = 1000
_SHARED = frozenset({"csrf_token", "person", "circle", "words", "version"})
_OF_VOICE = _SHARED | {"voice", "said_on", "visibility"}
_OF_CHILD = _SHARED | {"name", "shown_to"}
_FOR_FEWER = ("everyone", "professionals_only")


@blueprint.get("/child/<id:child_id>/voices.json")
@needs("read_map")
def views_of_map(child_id: str) -> Response:
    """Every voice’s view of the same map, each by itself, with the rings that belong to it."""
    network = network_asked(child_id)
    shape = SHAPES.get(request.args.get("shape", ""), WIDE)
    places = kept_layout(house().store, network, viewer(), shape)
    found = scene(network, shape, places, by_name(faces_of(house().store, network, viewer())))
    heard = voices(house().store, network, chosen_here(child_id))
    shown(network, "saw_map", named_in(network, heard))
    return jsonify(views_of(found, heard))


@blueprint.get("/child/<id:child_id>/whose-view")
@needs("read_map")
def whose_view(child_id: str) -> str:
    """The same as a list: each voice with its rings, and a form for whoever may write one down."""
    return _page(network_asked(child_id))


@blueprint.post("/child/<id:child_id>/place")
@needs("change_map")
def place(child_id: str) -> Any:
    """Where a named voice that is not the child’s puts somebody, as it was said to a worker."""
    network = network_asked(child_id)
    voice, person = _asked_for(network, _OF_VOICE, "voice", "person")
    if voice == network.child_id:
        return _refused(network, _("A child’s own view is placed by the child alone."))
    if voice == person:
        return _refused(network, _("Choose somebody else here."))
    try:
        said_on = read_date(request.form.get("said_on", "").strip())
    except BadValueError as error:
        return _refused(network, _(str(error)))
    kept = house().store.kept(Placement, child_id)
    mine = [one for one in visible_records(kept, network) if one.voice_id == voice]
    before = next((one for one in mine if one.person_id == person), None)
    level = request.form.get("visibility", "") or (before.visibility if before else _FOR_FEWER[0])
    if level not in _FOR_FEWER:
        abort(400)
    record = Placement(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=child_id,
        voice_id=network.own_id(voice),
        person_id=network.own_id(person),
        circle=_circle(),
        words=_words(before.words if before else ""),
        said_on=said_on if said_on.text else as_partial(house().today()),
        visibility=level,
        by=account().id,
    )
    if before and before.visibility != level == _FOR_FEWER[0]:
        return _refused(network, _("This would protect less than before."))
    return _kept(network, record, before)


@blueprint.post("/child/<id:child_id>/my-place")
@needs("own_voice")
def own_place(child_id: str) -> Any:
    """Where the child puts somebody: in their own layer, shown to whom they choose."""
    network = network_asked(child_id)
    (person,) = _asked_for(network, _OF_CHILD, "person")
    names = {network.known_as(person), shown_name(network.known_as(person))}
    # Ids of a view are numbers in an order: whoever came meanwhile would make this somebody else.
    if person == network.child_id or request.form.get("name") not in names:
        raise ConflictError
    own = visible_records(house().store.kept(OwnPlacement, child_id), network)
    before = next((one for one in own if one.person_id == person), None)
    to = request.form.get("shown_to", "") or (before.shown_to if before else "worker")
    if to not in TABLES["shown_to"]:
        abort(400)
    record = OwnPlacement(
        id=before.id if before else uuid4().hex,
        version=before.version if before else 0,
        child_id=child_id,
        person_id=network.own_id(person),
        circle=_circle(),
        words=_words(before.words if before else ""),
        shown_to=to,
        by=account().id,
        beside=str(session.get(BESIDE, "")),
        on=as_partial(house().today()),
    )
    return _kept(network, record, before)


def _asked_for(network: Network, boxes: frozenset[str], *names: str) -> tuple[str, ...]:
    """The people whom a form names, all of them on the visible map."""
    if not set(request.form) <= boxes:
        abort(400)
    people = tuple(request.form.get(name, "") for name in names)
    if any(person not in network.people for person in people):
        raise UnknownError(NOT_HERE)
    return people


def _circle() -> str:
    circle = request.form.get("circle", "")
    if circle not in TABLES["own_circle"]:
        abort(400)
    return circle


def _words(otherwise: str) -> str:
    return request.form.get("words", otherwise).strip()[:_LONGEST]


def _kept(
    network: Network, record: OwnPlacement | Placement, before: OwnPlacement | Placement | None
) -> Any:
    """Saved as it was seen; taken out where no circle was chosen. ConflictError where somebody else was first."""
    version = request.form.get("version", "0")
    if not version.isdecimal() or int(version[:9]) != (before.version if before else 0):
        raise ConflictError(before)
    child_id = network.own_id(network.child_id)
    event = Event(
        actor=account().id, action="placed", chain=child_id, reason=str(session.get(BESIDE, ""))
    )
    if record.circle or before is not None:
        with house().store.writer(event) as writer:
            if record.circle:
                writer.put(record)
            else:
                writer.remove(record)
    if request.accept_mimetypes.best == "application/json":
        here = house().clock().astimezone(house().config.zone)
        saved = _("Saved at %(time)s") % {"time": f"{here:%H:%M}"}
        return jsonify({"saved": saved, **_to_take_back(child_id)})
    flash(_("Saved."))
    return redirect(url_for("placing.whose_view", child_id=child_id), 303)


def _to_take_back(child_id: str) -> dict[str, str]:
    """What the change is called, for whoever can take it back."""
    if not may(account().role, "change_map"):
        return {}
    return {"change": last_of(house().store, child_id, account().id)}


def _refused(network: Network, words: str) -> Any:
    if request.accept_mimetypes.best == "application/json":
        return jsonify({"asked": words}), 400
    return _page(network, words), 400


def _page(network: Network, problem: str = "") -> str:
    chosen = chosen_here(network.own_id(network.child_id))
    heard = voices(house().store, network, chosen)
    is_own, may_change = may(account().role, "own_voice"), may(account().role, "change_map")
    people = [person for person in network.in_order if person != network.child_id]
    named: Mapping[str, object] | frozenset[str] = (
        network.people
        if is_own or may_change
        else frozenset({network.child_id}).union(*(voice.people for voice in heard))
    )
    shown(network, "saw_voices", named)
    return render_template(
        "placing/whose_view.html",
        network=network,
        child_id=network.own_id(network.child_id),
        voices=heard,
        own=next((voice for voice in heard if voice.is_child), None),
        people=people,
        given=as_faces(own_pictures_of(house().store, network, chosen)),
        circles={code: words for code, words in TABLES["own_circle"].items() if code},
        levels=TABLES["shown_to"],
        for_fewer=_FOR_FEWER,
        is_own=is_own,
        may_change=may_change,
        problem=problem,
    )
