"""The sizes of a genogram, in the units of the map."""

from __future__ import annotations

from collections.abc import Sequence

from web.maps.names import LONGEST_LINE, shown, two_lines, widest
from web.maps.sizes import LINE_HEIGHT, NAME, PERSON, UNDER

ROOT = 36.0
APART = 20.0
FAMILIES_APART = 40.0
COUPLE_LINE = 70.0
DATES = 13.0
DATES_ROOM = 18.0
CHANNEL = 46.0
TRACK = 12.0
PORT = 10.0
OTHER = 19.0
OTHER_NAME = 20.0

_SHORT = 9


def name_lines(name: str) -> tuple[str, ...]:
    """A name on two short lines rather than one long one, so that rows stay narrow."""
    words = shown(name).split()
    if len(words) > 1 and sum(map(len, words)) > _SHORT:
        ways = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        best = min(ways, key=lambda way: max(map(len, way)))
        if max(map(len, best)) <= LONGEST_LINE:
            return best
    return two_lines(name)


def half_width(lines: Sequence[str], radius: float, size: float = NAME) -> float:
    """Half the room that a symbol and its name take sideways."""
    return max(widest(lines, size) / 2, radius)


def foot(lines: Sequence[str], radius: float = PERSON, size: float = NAME) -> float:
    """How far a symbol and its name reach down from the symbol's middle."""
    return radius + UNDER + len(lines) * size * LINE_HEIGHT
