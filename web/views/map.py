"""The map: the page, what it draws, and the one file of vis-network that it is shown with."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from graph.sensitivity import RECORD
from web.asking import house, network_asked, shown, viewer
from web.maps.colours import PAPER
from web.maps.contents import contents
from web.maps.keeping import kept_layout
from web.maps.legend import legend
from web.maps.scene import scene
from web.maps.sizes import SHAPES, WIDE
from web.maps.vis import vis_network as text_of_vis_network
from web.permissions import needs, public

blueprint = Blueprint("map", __name__)

_COLOURS = {name: f"var(--map-{name})" for name in PAPER}
_A_WEEK = "public, max-age=604800"


@blueprint.get("/child/<id:child_id>/map")
@needs("read_map", forms=("map",))
def map_page(child_id: str) -> str:
    """The room of the map; nobody but the child is in it until it has fetched what it draws."""
    network = network_asked(child_id)
    child = network.known_as(network.child_id)
    shown(network, "opened_map", (network.child_id,))
    return render_template(
        "map/page.html",
        network=network,
        child_id=child_id,
        colours=_COLOURS,
        legend=legend(child, is_record=network.shows(RECORD)),
    )


@blueprint.get("/child/<id:child_id>/map.json")
@needs("read_map", forms=("map",))
def contents_of_map(child_id: str) -> Response:
    """Everyone on the map in their places, for a wide screen or a tall one."""
    network = network_asked(child_id)
    shape = SHAPES.get(request.args.get("shape", ""), WIDE)
    drawn = contents(
        scene(network, shape, kept_layout(house().store, network, viewer(), shape)),
        lambda person: url_for("people.person", child_id=child_id, person_id=person),
    )
    shown(network, "saw_map", network.people)
    return jsonify(drawn)


@blueprint.get("/map/vis-network.min.js")
@public
def vis_network() -> Response:
    """vis-network 9.1.2 as the installed pyvis carries it: this one file, and no other."""
    return Response(
        text_of_vis_network(), mimetype="text/javascript", headers={"Cache-Control": _A_WEEK}
    )
