"""Gathering: some people chosen, who live together."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from graph.dates import UNKNOWN, read_date
from graph.errors import BadValueError, UnknownError
from graph.journal import Event
from graph.network import Network
from graph.sensitivity import PROTECTED
from graph.stores.protocol import put_all
from web.asking import NOT_HERE, account, house, network_asked, shown
from web.making.homes import NEW_HOME, homes_known, most_seen, together
from web.maps.keeping import keep_places
from web.permissions import needs
from web.words import _
from web.words.sayings import listed

blueprint = Blueprint("gathering", __name__)

_BOXES = frozenset({"csrf_token", "people", "home", "since"})


@blueprint.get("/child/<id:child_id>/live-together")
@needs("change_map")
def live_together(child_id: str) -> str:
    """Everyone on the map, to choose from."""
    network = network_asked(child_id)
    about = request.args.get("about", "")
    return _page(network, [about] if about in network.people else [])


@blueprint.post("/child/<id:child_id>/live-together")
@needs("change_map")
def gather(child_id: str) -> Any:
    """One home for those who were chosen; whoever lived elsewhere has left there."""
    if not set(request.form) <= _BOXES:
        abort(400)
    network = network_asked(child_id)
    people = request.form.getlist("people")
    if any(person not in network.people for person in people):
        raise UnknownError(NOT_HERE)
    place, me = house(), account().id
    try:
        text = request.form.get("since", "").strip()
        since = read_date(text) if text else UNKNOWN
        stays = together(place.store, network, people, request.form.get("home", ""), since)
    except BadValueError as error:
        return _page(network, people, _(str(error))), 400
    seen = most_seen(network, people)
    if seen is not None:
        keep_places(place.store, child_id, place.today(), me, seen)
    with place.store.writer(Event(actor=me, action="added", chain=child_id)) as writer:
        put_all(writer, stays)
    flash(_("Saved. They live together on the map now."))
    return redirect(url_for("map.map_page", child_id=child_id), 303)


def _page(network: Network, chosen: list[str], problem: str = "") -> str:
    shown(network, "opened_form", network.people)
    homes = {
        code: listed([network.known_as(person) for person in people])
        for code, people in homes_known(network).items()
    }
    guarded = [
        network.known_as(person)
        for person in network.in_order
        if network.shows(PROTECTED) and network.people[person].address_confidential
    ]
    return render_template(
        "making/together.html",
        network=network,
        child_id=network.own_id(network.child_id),
        chosen=frozenset(chosen),
        homes=homes,
        new_home=NEW_HOME,
        guarded=listed(guarded),
        typed=request.form,
        problem=problem,
    )
