"""Adding to a map and changing what stands on it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from web.permissions import needs
from web.views.drafts import draft_to_add, draft_to_change, keep, opened

blueprint = Blueprint("changing", __name__)


@blueprint.get("/child/<id:child_id>/add/<id:what>")
@needs("change_map")
def add(child_id: str, what: str) -> Any:
    """An empty form."""
    return opened(draft_to_add(child_id, what))


@blueprint.post("/child/<id:child_id>/add/<id:what>")
@needs("change_map")
def add_it(child_id: str, what: str) -> Any:
    """Something new on the map."""
    return keep(draft_to_add(child_id, what))


@blueprint.get("/child/<id:child_id>/change/<id:what>/<id:record_id>")
@needs("change_map")
def change(child_id: str, what: str, record_id: str) -> Any:
    """A form with what is kept."""
    return opened(draft_to_change(child_id, what, record_id))


@blueprint.post("/child/<id:child_id>/change/<id:what>/<id:record_id>")
@needs("change_map")
def change_it(child_id: str, what: str, record_id: str) -> Any:
    """What is kept, changed."""
    return keep(draft_to_change(child_id, what, record_id))
