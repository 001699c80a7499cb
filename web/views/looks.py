"""Who looked at this child: for managers and auditors."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from graph.access import viewer_for
from graph.accounts import Grant
from graph.errors import UnknownError
from web.asking import NOT_HERE, account, house, noted
from web.looking import looks, signs
from web.permissions import needs

blueprint = Blueprint("looks", __name__)


@blueprint.get("/looks")
@needs("read_looks")
def children() -> str:
    """The children whose journal may be read, by their codes: an auditor sees no names."""
    is_auditor = account().role == "auditor"
    grants = house().store.grants(account_id=account().id)
    found = [line for line in house().store.children() if _may_read(line.child_id, grants)]
    noted("saw_list_of_looks", people=[line.child_id for line in found])
    return render_template("trust/looks_list.html", children=found, is_auditor=is_auditor)


@blueprint.get("/looks/<id:map_id>")
@needs("read_looks")
def who_looked(map_id: str) -> str:
    """Who looked at one child's map, when and at what, and the signs worth asking about."""
    store = house().store
    network = store.network(map_id)
    if not _may_read(map_id, store.grants(account_id=account().id, child_id=map_id)):
        raise UnknownError(NOT_HERE)
    noted("saw_looks", people=(map_id,))
    return render_template(
        "trust/looks.html",
        name="" if account().role == "auditor" else network.known_as(map_id),
        code=network.case.ref or map_id[:8],
        looks=list(looks(store.entries(map_id, newest_first=True))),
        signs=signs(store, network),
    )


def _may_read(child_id: str, grants: Iterable[Grant]) -> bool:
    """Whether the journal of a map is open: to an auditor who is not barred from it, else to who may open the map."""
    held = [grant for grant in grants if grant.child_id == child_id]
    if account().role == "auditor":
        return not any(grant.kind == "barred" and not grant.is_revoked for grant in held)
    return viewer_for(account(), held, child_id, house().clock()) is not None
