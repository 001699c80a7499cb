"""Who looked at this child: for managers and auditors."""

from __future__ import annotations

from flask import Blueprint, render_template

from graph.errors import UnknownError
from web.asking import NOT_HERE, account, house, noted
from web.looking import looks, signs
from web.permissions import needs

blueprint = Blueprint("looks", __name__)


@blueprint.get("/looks")
@needs("read_looks")
def children() -> str:
    """The children whose journal may be read, by their codes: an auditor sees no names."""
    mine = {
        grant.child_id
        for grant in house().store.grants(account_id=account().id)
        if not grant.is_revoked
    }
    is_auditor = account().role == "auditor"
    found = [line for line in house().store.children() if is_auditor or line.child_id in mine]
    noted("saw_list_of_looks", people=[line.child_id for line in found])
    return render_template("trust/looks_list.html", children=found, is_auditor=is_auditor)


@blueprint.get("/looks/<id:map_id>")
@needs("read_looks")
def who_looked(map_id: str) -> str:
    """Who looked at one child's map, when and at what, and the signs worth asking about."""
    store = house().store
    network = store.network(map_id)
    mine = {
        grant.child_id for grant in store.grants(account_id=account().id) if not grant.is_revoked
    }
    if account().role != "auditor" and map_id not in mine:
        raise UnknownError(NOT_HERE)
    noted("saw_looks", people=(map_id,))
    return render_template(
        "trust/looks.html",
        name="" if account().role == "auditor" else network.known_as(map_id),
        code=network.case.ref or map_id[:8],
        looks=list(looks(store.entries(map_id, newest_first=True))),
        signs=signs(store, network),
    )
