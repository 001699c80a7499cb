"""History: what was changed on a child’s map, by whom and when."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.asking import network_asked, shown
from web.permissions import needs

blueprint = Blueprint("history", __name__)


@blueprint.get("/child/<id:child_id>/history")
@needs("read_history")
def history(child_id: str) -> str:
    """The changes, newest first."""
    network = network_asked(child_id)
    shown(network, "saw_history", (network.child_id,))
    return render_template("history.html", network=network, child_id=child_id, lines=())
