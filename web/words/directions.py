"""Which way words run: a name that runs the other way than the sentence it stands in leaves the sentence in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from markupsafe import Markup, escape

from web.words import direction

_THE_OTHER_WAY = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}
# First strong isolate, and its end: what stands between runs its own way and turns nothing around it.
_FROM, _TO = "\u2068", "\u2069"


def isolated(parts: Mapping[str, object]) -> dict[str, object]:
    """The parts of a sentence, with whatever runs the other way set apart."""
    return {name: _set_apart(value) for name, value in parts.items()}


def _set_apart(value: object) -> object:
    if not isinstance(value, str):
        return value
    other = _THE_OTHER_WAY[direction()]
    if not any(unicodedata.bidirectional(sign) in other for sign in value):
        return value
    return escape(_FROM) + value + _TO if isinstance(value, Markup) else f"{_FROM}{value}{_TO}"
