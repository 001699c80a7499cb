"""My children: the maps that whoever is signed in may open."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from graph.access import classes_for, viewer_for
from graph.sensitivity import RECORD
from graph.stores.protocol import ChildLine
from web.asking import account, house, noted
from web.permissions import needs

blueprint = Blueprint("children", __name__)

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
    mine = _mine()
    lines = [line for line in mine if _holds(line, text)]
    order = request.values.get("order", "name")
    lines.sort(key=_ORDERS.get(order, _ORDERS["name"]))
    noted("saw_children", people=(line.child_id for line in lines))
    return render_template("children.html", lines=lines, text=text, order=order, has_any=bool(mine))


def _mine() -> list[ChildLine]:
    """The lines of the children I may open; how many people stand on a map only for those who see them all."""
    me, now = account(), house().clock()
    grants = house().store.grants(account_id=me.id)
    found = []
    for line in house().store.children():
        viewer = viewer_for(me, grants, line.child_id, now)
        if viewer is not None:
            sees_all = RECORD in classes_for(viewer)
            found.append(line if sees_all else _only_name(line))
    return found


def _only_name(line: ChildLine) -> ChildLine:
    return line.model_copy(update={"people": 0, "full_name": "", "case_ref": "", "ref": ""})


def _holds(line: ChildLine, text: str) -> bool:
    said = f"{line.known_as} {line.full_name}".casefold()
    return all(word in said for word in text.casefold().split())
