"""The templates of maps outside a request: for SVG, print and files. Everything is escaped, without exception."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from web.words.directions import apart
from web.words.templates import said, said_of


@cache
def templates() -> Environment:
    """An environment of our own: autoescape on, nothing undefined, every word in the language being spoken."""
    found = Environment(
        autoescape=True,
        loader=PackageLoader("web"),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals.update(_=said, gettext=said, ngettext=said_of)
    found.filters["apart"] = apart
    return found
