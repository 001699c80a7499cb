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
    "edges": {
        "hidden": True,
        "smooth": False,
        "arrows": {"to": {"enabled": False}},
        "chosen": False,
    },
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
    """Nodes, edges and options: every person where they stand, every tie, nothing that moves by itself."""
    from pyvis.network import Network  # it pulls in IPython, so only where a map is made

    graph = Network(directed=True)
    for figure in picture.figures:
        graph.add_node(figure.person_id, label=" ", x=figure.x, y=figure.y, size=figure.radius)
    for tie in picture.ties:
        for end in tie.ends[:-1]:
            graph.add_edge(end, tie.ends[-1])
    nodes, edges, *_rest = graph.get_network_data()
    return {
        "nodes": [{key: node[key] for key in ("id", "label", "x", "y", "size")} for node in nodes],
        "edges": [{"from": edge["from"], "to": edge["to"]} for edge in edges],
        "options": _OPTIONS,
    }


@cache
def vis_network() -> str:
    """The text of vis-network 9.1.2 as the installed pyvis carries it, without the address of its source map."""
    text = (files("pyvis") / VIS_NETWORK).read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL")[0]
