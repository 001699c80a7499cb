"""History: what was changed on a child’s map, by whom and when."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from web.asking import house, network_asked, shown
from web.chronicle import A_PAGE, chronicle
from web.permissions import needs

blueprint = Blueprint("history", __name__)


@blueprint.get("/child/<id:child_id>/history")
@needs("read_history")
def history(child_id: str) -> str:
    """The changes, newest first."""
    network = network_asked(child_id)
    text = request.args.get("before", "")
    before = int(text) if text.isdecimal() and len(text) < 10 else 0
    lines = chronicle(house().store.entries(child_id, newest_first=True), network, before)
    shown(network, "saw_history", {network.child_id}.union(*(line.people for line in lines)))
    earlier = lines[-1].sequence if len(lines) == A_PAGE else 0
    return render_template(
        "history.html", network=network, child_id=child_id, lines=lines, earlier=earlier
    )
