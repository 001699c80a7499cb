"""Which way words run: a name that runs the other way than the sentence it stands in leaves the sentence in order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from markupsafe import Markup, escape

from web.words import direction

_THE_OTHER_WAY = {"ltr": frozenset({"R", "AL"}), "rtl": frozenset({"L"})}
# First strong isolate, and its end: what stands between runs its own way and turns nothing around it.
_FROM, _TO = "\u2068", "\u2069"
_SET_APART = re.compile(f"{_FROM}([^{_FROM}{_TO}]*){_TO}")


def isolated(parts: Mapping[str, object]) -> dict[str, object]:
    """The parts of a sentence, with whatever runs the other way set apart."""
    return {name: _set_apart(value) for name, value in parts.items()}


def apart(text: str) -> str:
    """A text set apart where it runs the other way than the language being spoken."""
    other = _THE_OTHER_WAY[direction()]
    if not any(unicodedata.bidirectional(sign) in other for sign in text):
        return text
    return escape(_FROM) + text + _TO if isinstance(text, Markup) else f"{_FROM}{text}{_TO}"


def unmarked(text: str) -> str:
    """A sentence as the words that it is made of, for machines and terminals: what was set apart here is so no more."""
    while (plain := _SET_APART.sub(r"\1", text)) != text:
        text = plain
    return text


def _set_apart(value: object) -> object:
    return apart(value) if isinstance(value, str) else value
