"""My children: the maps that whoever is signed in may open."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.access import classes_for, viewer_for
from graph.sensitivity import RECORD
from graph.sharings import sharing_for
from graph.stores.protocol import ChildLine
from web.asking import account, house, noted
from web.permissions import needs
from web.reading import named_forms

blueprint = Blueprint("children", __name__)

_FIRST = {"map": "map.map_page", "people": "people.people", "love": "love.who_loves"}
_ORDERS = {
    "name": lambda line: (line.known_as.casefold(), line.child_id),
    "people": lambda line: (-line.people, line.known_as.casefold(), line.child_id),
}


@blueprint.get("/children")
@needs("list_children")
def my_children() -> str:
    """Every child whose map I may open."""
    return _page("")


@blueprint.post("/children")
@needs("list_children")
def search() -> str:
    """The children among them whose names hold what was typed; a POST, so that no name is in an address."""
    return _page(request.form.get("text", "")[:100])


def _page(text: str) -> str:
    mine = open_to_me()
    lines = [line for line in mine if _holds(line, text)]
    order = request.values.get("order", "name")
    lines.sort(key=_ORDERS.get(order, _ORDERS["name"]))
    noted("saw_children", people=(line.child_id for line in lines))
    first = {line.child_id: _first_page(line) for line in lines}
    return render_template(
        "children.html", lines=lines, first=first, text=text, order=order, has_any=bool(mine)
    )


def open_to_me() -> list[ChildLine]:
    """The lines of the children I may open; how many people stand on a map only for those who see them all."""
    me, now = account(), house().clock()
    grants = house().store.grants(account_id=me.id)
    granted = {grant.child_id for grant in grants}
    found = []
    for line in house().store.children():
        if line.child_id not in granted:
            continue
        named = named_forms(house().store, me, line.child_id)
        viewer = viewer_for(me, grants, line.child_id, now, sharings=named)
        if viewer is not None:
            sees_all = RECORD in classes_for(viewer)
            found.append(line if sees_all else _only_name(line))
    return found


def _first_page(line: ChildLine) -> str:
    """Where a child’s card leads: the map, or the first page that was named for whoever is signed in."""
    me, place = account(), house()
    sharing = sharing_for(named_forms(place.store, me, line.child_id), me.id, place.clock())
    return _FIRST[next(iter(sharing.forms), "map")] if sharing else _FIRST["map"]


def _only_name(line: ChildLine) -> ChildLine:
    return line.model_copy(update={"people": 0, "full_name": "", "case_ref": "", "ref": ""})


def _holds(line: ChildLine, text: str) -> bool:
    said = f"{line.known_as} {line.full_name}".casefold()
    return all(word in said for word in text.casefold().split())
