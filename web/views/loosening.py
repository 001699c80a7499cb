"""Loosening: showing a thing to more people, or holding somebody to be safer. An act of its own, by two people."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from web.permissions import needs

blueprint = Blueprint("loosening", __name__)


@blueprint.get("/child/<id:child_id>/who-may-know/<id:what>/<id:record_id>")
@needs("loosen")
def who_may_know(child_id: str, what: str, record_id: str) -> Any:
    """Who may know now."""
    return "later"
