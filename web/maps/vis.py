"""The map as pyvis and vis-network know it: for being tapped, panned and zoomed. What is drawn is the display list."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from web.maps.picture import Picture

VIS_NETWORK = "templates/lib/vis-9.1.2/vis-network.min.js"

_UNSEEN = "rgba(0,0,0,0)"
_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "shape": "dot",
        "borderWidth": 0,
        "color": _UNSEEN,
        "font": {"size": 0},
        "chosen": False,
    },
    "interaction": {
        "dragNodes": False,
        "hover": False,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
        "selectConnectedEdges": False,
        "zoomSpeed": 0.6,
    },
}


def vis_data(picture: Picture) -> dict[str, Any]:
    """Nodes and options: every person where they stand, nothing that moves by itself.

    Ties are drawn from the display list and are never tapped, so vis-network need not know them.
    """
    from pyvis.network import Network  # it pulls in IPython, so only where a map is made

    graph = Network(directed=True)
    for figure in picture.figures:
        graph.add_node(figure.person_id, x=figure.x, y=figure.y, size=figure.radius)
    nodes, *_rest = graph.get_network_data()
    return {
        "nodes": [{key: node[key] for key in ("id", "x", "y", "size")} for node in nodes],
        "options": _OPTIONS,
    }


@cache
def vis_network() -> str:
    """The text of vis-network 9.1.2 as the installed pyvis carries it, without the address of its source map."""
    text = (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL")[0]
