"""Voice: a child’s own layer, placed and worded by the child and by nobody else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from graph.dates import as_partial
from graph.errors import ConflictError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.own_words import HouseItem, OwnView, OwnWords
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, house, network_asked, shown, viewer
from web.meeting.sittings import BESIDE, may_have_key
from web.own_pictures import faces_of
from web.own_words import OwnLayer, own_layer
from web.permissions import needs
from web.words import _

blueprint = Blueprint("voice", __name__)

_LONGEST = 1000
_SHARED = frozenset({"csrf_token", "version", "words", "shown_to"})
_OF_PERSON = _SHARED | {"name", "face", "away"}
_OF_ITEM = _SHARED | {"people", "take_away"}


@blueprint.get("/child/<id:child_id>/my-people")
@needs("own_voice")
def own_people(child_id: str) -> str:
    """Everyone on the child’s own map, each with the face that the child chose."""
    network, layer = _asked(child_id)
    shown(network, "saw_own_people", network.people)
    born = house().store.network(child_id).child.dob
    return render_template(
        "voice/own_people.html",
        network=network,
        child_id=child_id,
        layer=layer,
        pictures=faces_of(house().store, network, viewer()),
        people=_others(network),
        may_have_key=may_have_key(born, house()) and not account().password_hash,
    )


@blueprint.route("/child/<id:child_id>/my-people/<id:person_id>", methods=["GET", "POST"])
@needs("own_voice")
def own_person(child_id: str, person_id: str) -> Any:
    """How it is with one person."""
    network, layer = _asked(child_id)
    if person_id not in _others(network):
        raise UnknownError(NOT_HERE)
    before = layer.views.get(person_id)
    if request.method == "POST":
        _refuse_strange(_OF_PERSON)
        # Ids of a view are numbers in an order: whoever came meanwhile would make this somebody else.
        if request.form.get("name") != network.known_as(person_id):
            raise ConflictError(before)
        view = {"face": _chosen("face", "own_face"), "is_away": "away" in request.form}
        _keep(child_id, OwnView, before, person_id=network.own_id(person_id), **view)
        return redirect(url_for("voice.own_people", child_id=child_id), 303)
    shown(network, "opened_form", {network.child_id, person_id})
    return render_template(
        "voice/own_person.html",
        network=network,
        child_id=child_id,
        person_id=person_id,
        picture=faces_of(house().store, network, viewer()).get(person_id),
        view=before,
        replies=layer.replies.get(before.id, ()) if before else (),
        faces=_faces(),
        levels=TABLES["shown_to"],
    )


@blueprint.get("/child/<id:child_id>/my-houses")
@needs("own_voice")
def own_houses(child_id: str) -> str:
    """The house of good things, the house of worries and the house of dreams."""
    network, layer = _asked(child_id)
    shown(network, "saw_own_houses", {network.child_id} | layer.people)
    return render_template(
        "voice/own_houses.html",
        network=network,
        child_id=child_id,
        layer=layer,
        houses=TABLES["own_house"],
    )


@blueprint.route("/child/<id:child_id>/my-houses/into/<id:house_code>", methods=["GET", "POST"])
@needs("own_voice")
def into_house(child_id: str, house_code: str) -> Any:
    """Something new for one of the houses."""
    network, _layer = _asked(child_id)
    if house_code not in TABLES["own_house"]:
        raise UnknownError(NOT_HERE)
    return _item(child_id, network, house_code, None)


@blueprint.route("/child/<id:child_id>/my-houses/<id:item_id>", methods=["GET", "POST"])
@needs("own_voice")
def own_item(child_id: str, item_id: str) -> Any:
    """Something in a house, said otherwise or taken out."""
    network, layer = _asked(child_id)
    item = layer.item(item_id)
    if not isinstance(item, HouseItem):
        raise UnknownError(NOT_HERE)
    return _item(child_id, network, item.house, item)


def _item(child_id: str, network: Network, house_code: str, before: HouseItem | None) -> Any:
    if request.method == "POST":
        return _save_item(child_id, network, house_code, before)
    shown(network, "opened_form", network.people)
    return render_template(
        "voice/own_item.html",
        network=network,
        child_id=child_id,
        house_code=house_code,
        house_name=TABLES["own_house"][house_code],
        item=before,
        pictures=faces_of(house().store, network, viewer()),
        people=_others(network),
        levels=TABLES["shown_to"],
    )


def _save_item(
    child_id: str, network: Network, house_code: str, before: HouseItem | None
) -> Response:
    _refuse_strange(_OF_ITEM)
    there = redirect(url_for("voice.own_houses", child_id=child_id), 303)
    if before is not None and "take_away" in request.form:
        with house().store.writer(_event(child_id, "took_out_own_words")) as writer:
            writer.remove(_as_kept(child_id, HouseItem, before))
        flash(_("It is taken out."))
        return there
    people = dict(text.partition(" ")[::2] for text in request.form.getlist("people"))
    if any(person not in network.people for person in people):
        raise UnknownError(NOT_HERE)
    if any(network.known_as(person) != name for person, name in people.items()):
        raise ConflictError(before)
    own_ids = tuple(network.own_id(person) for person in people)
    others = [item.number for item in house().store.kept(HouseItem, child_id)]
    number = before.number if before else max(others, default=0) + 1
    _keep(child_id, HouseItem, before, house=house_code, people_ids=own_ids, number=number)
    return there


def _asked(child_id: str) -> tuple[Network, OwnLayer]:
    network = network_asked(child_id)
    return network, own_layer(house().store, network)


def _others(network: Network) -> list[str]:
    return [person for person in network.in_order if person != network.child_id]


def _faces() -> list[str]:
    return [face for face in TABLES["own_face"] if face]


def _refuse_strange(boxes: frozenset[str]) -> None:
    if not set(request.form) <= boxes:
        abort(400)


def _chosen(name: str, table: str, otherwise: str = "") -> str:
    text = request.form.get(name, otherwise)
    if text not in TABLES[table]:
        abort(400)
    return text


def _keep(child_id: str, model: type[OwnWords], before: OwnWords | None, **fields: object) -> None:
    """Save the child’s own words as what they are now; ConflictError where they changed since the page was made."""
    version = request.form.get("version", "")
    if not version.isdecimal() or len(version) > 9:
        abort(428)
    if int(version) != (before.version if before else 0):
        raise ConflictError(before)
    words = {
        "words": request.form.get("words", "").strip()[:_LONGEST],
        "shown_to": _chosen("shown_to", "shown_to", "worker"),
        "by": account().id,
        "beside": str(session.get(BESIDE, "")),
        "on": as_partial(house().today()),
    }
    kept = {"id": before.id if before else uuid4().hex, "version": int(version)}
    record = model.model_validate({**kept, "child_id": child_id, **words, **fields})
    with house().store.writer(_event(child_id, "said_own_words")) as writer:
        writer.put(record)
    flash(_("Kept. You can change it whenever you like."))


def _as_kept(child_id: str, model: type[HouseItem], item: HouseItem) -> HouseItem:
    """The record behind an item of a view, under its kept ids."""
    return next(kept for kept in house().store.kept(model, child_id) if kept.id == item.id)


def _event(child_id: str, action: str) -> Event:
    return Event(actor=account().id, action=action, chain=child_id, reason=session.get(BESIDE, ""))
