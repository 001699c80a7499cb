"""The map: the page, what it draws, and the one file of vis-network that it is shown with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from web.asking import account, house, network_asked, shown, viewer
from web.making.tools import tools_for
from web.maps.bundle import MODULES
from web.maps.colours import ON_SCREEN
from web.maps.contents import contents
from web.maps.faces import by_name
from web.maps.keeping import kept_layout
from web.maps.lenses import layers_as_json, lenses_for
from web.maps.scene import Scene, scene
from web.maps.sizes import SHAPES, WIDE
from web.maps.then import signs_of_time
from web.maps.vis import vis_network as text_of_vis_network
from web.open_questions import with_questions
from web.own_pictures import faces_of
from web.permissions import needs, public

blueprint = Blueprint("map", __name__)

_SOMEBODY = "somebody"
_A_WEEK = "public, max-age=604800"


@blueprint.get("/child/<id:child_id>/map")
@needs("read_map", forms=("map",))
def map_page(child_id: str) -> str:
    """The room of the map; nobody but the child is in it until it has fetched what it draws."""
    network = network_asked(child_id)
    shown(network, "opened_map", (network.child_id,))
    return render_template(
        "map/page.html",
        network=network,
        child_id=child_id,
        colours=ON_SCREEN,
        lenses=lenses_for(network),
        modules=MODULES,
        time_signs=signs_of_time() if viewer().forms is None else None,
        making=tools_for(network, account()),
    )


@blueprint.get("/child/<id:child_id>/map.json")
@needs("read_map", forms=("map",))
def contents_of_map(child_id: str) -> Response:
    """Everyone on the map in their places, for a wide screen or a tall one."""
    found = _scene(child_id)
    drawn = contents(found, _page_of(child_id))
    shown(found.network, "saw_map", found.network.people)
    return jsonify(drawn)


def _page_of(child_id: str) -> Callable[[str], str]:
    """The address of anybody’s page: built once, and then only its last part is another’s."""
    address = url_for("people.person", child_id=child_id, person_id=_SOMEBODY)
    start = address.removesuffix(_SOMEBODY)
    return lambda person: start + quote(person, safe="")


@blueprint.get("/child/<id:child_id>/lenses.json")
@needs("read_map")
def lenses_of_map(child_id: str) -> Response:
    """What every lens draws on the same map, so that changing lenses asks for nothing more."""
    found = with_questions(_scene(child_id), child_id)
    drawn = layers_as_json(replace(found, pictures=by_name(found.pictures)))
    shown(found.network, "saw_map", found.network.people)
    return jsonify(drawn)


def _scene(child_id: str) -> Scene:
    """Everyone whom the viewer may see, in the places in which they last saw them."""
    network = network_asked(child_id)
    shape = SHAPES.get(request.args.get("shape", ""), WIDE)
    places = kept_layout(house().store, network, viewer(), shape)
    return scene(network, shape, places, faces_of(house().store, network, viewer()))


@blueprint.get("/map/vis-network.min.js")
@public
def vis_network() -> Response:
    """vis-network 9.1.2 as the installed pyvis carries it: this one file, and no other."""
    return Response(
        text_of_vis_network(), mimetype="text/javascript", headers={"Cache-Control": _A_WEEK}
    )
