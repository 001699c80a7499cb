"""The map through time: the child’s homes along the years, the map as on a day, and what changed since one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from flask import Blueprint, Response, jsonify, request, url_for

from graph.access import visible_records
from graph.meetings import Meeting
from graph.network import Network
from queries.changes import changes
from web.asking import house, network_asked, shown, viewer
from web.maps.changed import in_groups
from web.maps.faces import by_name
from web.maps.keeping import kept_layout
from web.maps.lenses import lens_named
from web.maps.lenses.since import since
from web.maps.names import shown as name_shown
from web.maps.scene import Scene, scene
from web.maps.sizes import SHAPES, WIDE
from web.maps.then import contents_then, on_day
from web.maps.years import years
from web.open_questions import with_questions
from web.own_pictures import faces_of
from web.permissions import needs
from web.reading import network_before

blueprint = Blueprint("then", __name__)

_A_WHILE = timedelta(days=90)


@blueprint.get("/child/<id:child_id>/map/years.json")
@needs("read_map")
def years_of_map(child_id: str) -> Response:
    """The child’s homes along the years, and the days on which something changed."""
    network = network_asked(child_id)
    found = years(network)
    drawn = found.as_json(network, _last_meeting(network))
    shown(network, "saw_timeline", found.people)
    return jsonify(drawn)


@blueprint.get("/child/<id:child_id>/map/day.json")
@needs("read_map")
def day_of_map(child_id: str) -> Response:
    """The map as on a day through one lens: whoever was there by then, in the places they have today."""
    found = _scene(child_id)
    found = replace(found, pictures=by_name(found.pictures))
    then = on_day(found, _day_asked(request.args.get("on", ""), found.network))
    lens = lens_named(then.network, request.args.get("lens", ""))
    drawn = contents_then(
        with_questions(then, child_id) if lens.asks else then,
        lens,
        lambda person: url_for("people.person", child_id=child_id, person_id=person),
    )
    shown(found.network, "saw_map", drawn["people"])
    return jsonify(drawn)


@blueprint.get("/child/<id:child_id>/map/changes.json")
@needs("read_map")
def changes_of_map(child_id: str) -> Response:
    """What was added, ended or moved since a day, drawn on the map of today."""
    found = _scene(child_id)
    network, begins = found.network, _day_asked(request.args.get("since", ""), found.network)
    then = network_before(house().store, network, viewer(), begins, house().config.zone)
    different = changes(then, network)
    drawn = {
        "since": begins.isoformat(),
        "names": {one: name_shown(network.known_as(one)) for one in network.in_order},
        "layer": since(found, different).as_json(),
        "told": [{"label": g, "lines": lines} for g, lines in in_groups(different, network)],
    }
    shown(network, "saw_changes", network.people)
    return jsonify(drawn)


def _scene(child_id: str) -> Scene:
    network = network_asked(child_id)
    shape = SHAPES.get(request.args.get("shape", ""), WIDE)
    places = kept_layout(house().store, network, viewer(), shape)
    return scene(network, shape, places, faces_of(house().store, network, viewer()))


def _day_asked(text: str, network: Network) -> date:
    """The day that is asked for; today for whatever is no day, or has not come yet. Nothing is older than the story."""
    today = house().today()
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return min(max(asked, years(network).first or today), today)


def _last_meeting(network: Network) -> date:
    """The day of the last family meeting that is over; without one, three months ago."""
    today = house().today()
    kept = visible_records(house().store.kept(Meeting, network.own_id(network.child_id)), network)
    days = [one.day.earliest for one in kept if one.ended_at and one.day.earliest]
    return max((day for day in days if day <= today), default=today - _A_WHILE)
