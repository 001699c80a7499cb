"""The map."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.asking import network_asked, shown
from web.permissions import needs

blueprint = Blueprint("map", __name__)


@blueprint.get("/child/<id:child_id>/map")
@needs("read_map")
def map_page(child_id: str) -> str:
    """The child in the middle, and everyone around."""
    network = network_asked(child_id)
    shown(network, "saw_map", network.people)
    return render_template("map.html", network=network, child_id=child_id)
