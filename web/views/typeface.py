"""The typeface, out of the installed package that carries it: Source Sans Pro, in three weights."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from flask import Blueprint, Response

from graph.errors import UnknownError
from web.asking import NOT_HERE
from web.permissions import public

blueprint = Blueprint("typeface", __name__)

_WEIGHTS: Mapping[str, str] = {"regular": "Regular", "semibold": "Semibold", "bold": "Bold"}
_A_WEEK = "public, max-age=604800"


@blueprint.get("/typeface/<id:weight>")
@public
def typeface(weight: str) -> Response:
    """One weight of the typeface."""
    if weight not in _WEIGHTS:
        raise UnknownError(NOT_HERE)
    return Response(_bytes(weight), mimetype="font/otf", headers={"Cache-Control": _A_WEEK})


@cache
def _bytes(weight: str) -> bytes:
    name = f"SourceSansPro-{_WEIGHTS[weight]}.otf"
    return (files("font_source_sans_pro") / "files" / name).read_bytes()
