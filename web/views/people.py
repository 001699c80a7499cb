"""People: the list that is the map’s twin, and one person’s own page."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.errors import UnknownError
from graph.roles import may
from graph.sensitivity import PROTECTED, RECORD
from queries.ribbons import ribbon
from web.asking import NOT_HERE, account, house, network_asked, shown, viewer
from web.display import CIRCLES, side_name
from web.elsewhere import elsewhere
from web.own_pictures import faces_of
from web.permissions import needs
from web.portraits import grouped, in_order, matches, mates, portrait, portraits
from web.words import _
from web.words.sayings import at_home

blueprint = Blueprint("people", __name__)

_ORDERS = (("map", "map order"), ("name", "by name"), ("time", "last in touch first"))


@blueprint.get("/child/<id:child_id>/people")
@needs("read_map", forms=("map", "people"))
def people(child_id: str) -> str:
    """Everyone on the map."""
    return _page(child_id, "")


@blueprint.post("/child/<id:child_id>/people")
@needs("read_map", forms=("map", "people"))
def search(child_id: str) -> str:
    """Those whose line holds what was typed."""
    return _page(child_id, request.form.get("text", "")[:100])


@blueprint.get("/child/<id:child_id>/person/<id:person_id>")
@needs("read_map", forms=("map", "people"))
def person(child_id: str, person_id: str) -> str:
    """How somebody is related, who says what, when they last met, and what was promised."""
    network = network_asked(child_id)
    if person_id not in network.people:
        raise UnknownError(NOT_HERE)
    found = portrait(network, person_id)
    at_home_with = mates(network, person_id)
    named = {network.child_id, *at_home_with} | found.named_on_page
    shown(network, "saw_person", named & network.people.keys())
    return render_template(
        "person.html",
        network=network,
        child_id=child_id,
        found=found,
        picture=faces_of(house().store, network, viewer()).get(person_id),
        elsewhere=elsewhere(network, person_id),
        home_said=at_home(network, person_id, at_home_with),
        weeks=ribbon(network, person_id).weeks,
        may_change=may(account().role, "change_map"),
        may_loosen=may(account().role, "loosen"),
        sees_record=network.shows(RECORD),
        sees_protected=network.shows(PROTECTED),
    )


def _page(child_id: str, text: str) -> str:
    network = network_asked(child_id)
    by = "side" if request.values.get("by") == "side" else "circle"
    order = request.values.get("order", "map")
    lines = in_order((line for line in portraits(network) if matches(line, text)), order)
    found = grouped(lines, network, by)
    abouts = [side.about for _circle, side, _lines in found if side]
    groups = [
        (
            side_name(network, side) if side else _(CIRCLES.get(circle, CIRCLES["professionals"])),
            group,
        )
        for circle, side, group in found
    ]
    named = {network.child_id}.union(*(line.named_in_line for line in lines), *abouts)
    shown(network, "saw_people", named & network.people.keys())
    return render_template(
        "people.html",
        network=network,
        child_id=child_id,
        groups=groups,
        pictures=faces_of(house().store, network, viewer()),
        by=by,
        may_change=may(account().role, "change_map"),
        text=text,
        order=order,
        orders=_ORDERS,
    )
