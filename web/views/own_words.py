"""Own words: a child’s own layer as grown-ups may see it, to read and to answer."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.dates import as_partial
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.own_words import Reply
from graph.roles import may
from graph.sensitivity import CHILD_PRIVATE, RECORD
from graph.vocabulary import TABLES
from web.asking import NOT_HERE, account, chosen_here, house, network_asked, shown
from web.clearing import clear_words
from web.held_words import held_own, leaks_of_own
from web.own_pictures import looks_at
from web.own_words import OwnLayer, own_layer
from web.permissions import needs
from web.pictures import guards, pictures_of
from web.words import _

blueprint = Blueprint("own_words", __name__)

_LONGEST = 1000
_BOXES = frozenset({"csrf_token", "item_id", "words"})


@blueprint.get("/child/<id:child_id>/own-words")
@needs("read_map")
def own_words(child_id: str) -> str:
    """Faces and houses, as far as the child chose that this viewer sees them."""
    network = network_asked(child_id)
    layer = own_layer(house().store, network, chosen_here(child_id))
    held = held_own(house().store, network) if may(account().role, "read_details") else ()
    whose = {one.person_id for one in held if one.person_id in network.people}
    shown(network, "saw_own_words", {network.child_id, *layer.pictures} | layer.people | whose)
    return render_template(
        "voice/own_words.html",
        network=network,
        child_id=child_id,
        layer=layer,
        pictures=pictures_of(house().store, network),
        houses=TABLES["own_house"],
        to_look_at=_to_look_at(network, layer),
        may_answer=may(account().role, "answer_child") and network.shows(CHILD_PRIVATE),
        held=held,
    )


def _to_look_at(network: Network, layer: OwnLayer) -> Mapping[str, bool]:
    """By the id of each picture that the child chose others to see, whether a look is missing; for those who may."""
    if not may(account().role, "loosen") or not network.shows(RECORD):
        return {}
    store = house().store
    guarded, looks = guards(store, network), looks_at(store, network)
    given = [
        (one, guarded.get(network.own_id(one.person_id), ())) for one in layer.pictures.values()
    ]
    return {
        one.id: not one.was_looked_at(looks.get(one.id), people)
        for one, people in given
        if one.shown_to != "worker" and one.looks_needed(people)
    }


@blueprint.post("/child/<id:child_id>/own-words/clear")
@needs("read_details")
def clear(child_id: str) -> Response:
    """One named person decides that the family may read some words of the child’s layer as they are."""
    network = network_asked(child_id)
    if not held_own(house().store, network):
        raise UnknownError(NOT_HERE)
    clear_words(child_id, leaks_of_own(house().store, network))
    return redirect(url_for("own_words.own_words", child_id=child_id), 303)


@blueprint.post("/child/<id:child_id>/own-words")
@needs("answer_child")
def answer(child_id: str) -> Response:
    """An answer beside what the child said; what they said stays as it is."""
    network = network_asked(child_id)
    if not set(request.form) <= _BOXES:
        abort(400)
    layer = own_layer(house().store, network)
    item = layer.item(request.form.get("item_id", ""))
    if item is None or not network.shows(CHILD_PRIVATE):
        raise UnknownError(NOT_HERE)
    words = request.form.get("words", "").strip()
    if not words:
        raise BadValueError(_("Write something first."))
    reply = Reply(
        id=uuid4().hex,
        child_id=child_id,
        item_id=item.id,
        number=len(layer.replies.get(item.id, ())) + 1,
        words=words[:_LONGEST],
        by=account().id,
        on=as_partial(house().today()),
    )
    event = Event(actor=account().id, action="answered_child", chain=child_id)
    with house().store.writer(event) as writer:
        writer.put(reply)
    flash(_("Your answer stands beside it."))
    return redirect(url_for("own_words.own_words", child_id=child_id), 303)
