"""What a template says: a message as text and never as markup, and whatever runs the other way set apart.

Some of what is given was typed.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from web.words import gettext, ngettext
from web.words.directions import isolated


def said(message: str, **parts: object) -> Markup:
    """A message with its parts."""
    return escape(gettext(message)) % isolated(parts)


def said_of(one: str, many: str, num: int, **parts: object) -> Markup:
    """A message for a number of things, with its parts."""
    return escape(ngettext(one, many, num)) % isolated({"num": num, **parts})
