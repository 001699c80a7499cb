"""Where rings and sides are named, so that everybody else keeps out of the way of the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from web.maps.names import width
from web.maps.places import Ring
from web.maps.sectors import FULL_TURN, Sector
from web.maps.shapes import on_ellipse
from web.maps.sizes import RING_NAME, SIDE_NAME, Box

_LOWER_RIGHT = 128.0
_NEAR = 30.0
_TURN = 4.0
_CORNERS = {45: (1, -1), 135: (1, 1), 225: (-1, 1), 315: (-1, -1)}
_AT_THE_FOOT = (135, 225)
_NEXT_TO = 60.0
_CORNER_HEIGHT = 0.9
_INSIDE = 12.0
_NEXT_LINE = SIDE_NAME * 1.25


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a map: on each ring by its circle, on each side by its key."""

    rings: Mapping[str, str]
    sides: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """One name in its place; `key` is the circle or the side that it names."""

    key: str
    text: str
    x: float
    y: float
    size: float
    anchor: str = "middle"

    @property
    def box(self) -> Box:
        """The room that it takes."""
        wide = width(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return (left - 4, self.y - self.size, left + wide + 4, self.y + self.size * 0.4)


def ring_label(ring: Ring, wording: Wording) -> Label:
    """The name of a ring, just inside its outer edge."""
    x, y = on_ellipse(ring.across - 20, ring.upwards - 15, ring.words_at)
    return Label(ring.circle, wording.rings[ring.circle], x, y, RING_NAME)


def side_labels(outer: Ring, sectors: Sequence[Sector], wording: Wording) -> list[Label]:
    """The name of each side, in the corner that it reaches into or lies next to, else just inside the edge."""
    corners = _corners(sectors)
    found: list[Label] = []
    for sector in sectors:
        label = _side_label(outer, sector, corners.get(sector.key), wording.sides[sector.key])
        while any(_overlap(label.box, other.box) for other in found):
            down = _NEXT_LINE if label.y > 0 else -_NEXT_LINE
            label = Label(label.key, label.text, label.x, label.y + down, label.size, label.anchor)
        found.append(label)
    return found


def _corners(sectors: Sequence[Sector]) -> dict[str, int]:
    """The corner in which each side is named: its own, or one at the foot that no other side has."""
    found: dict[str, int] = {}
    for sector in sectors:
        near = min(_CORNERS, key=lambda corner: _turned(corner, sector.middle))
        if _turned(near, sector.middle) <= sector.span / 2:
            found[sector.key] = near
    for sector in sectors:
        free = [corner for corner in _AT_THE_FOOT if corner not in found.values()]
        near = min(free, key=lambda corner: _turned(corner, sector.middle), default=0)
        if sector.key not in found and near and _turned(near, sector.middle) < _NEXT_TO:
            found[sector.key] = near
    return found


def directions_of_words(sectors: Sequence[Sector]) -> Iterator[float]:
    """Where rings may be named: along the border nearest to the lower right, where few stand, then all round."""
    borders = [edge % FULL_TURN for sector in sectors for edge in (sector.start, sector.end)]
    near = [edge for edge in borders if abs(edge - _LOWER_RIGHT) < _NEAR]
    first = min(near, key=lambda edge: abs(edge - _LOWER_RIGHT), default=_LOWER_RIGHT)
    yield first
    for turned in range(1, int(FULL_TURN / 2 / _TURN)):
        yield from (first + turned * _TURN, first - turned * _TURN)


def _side_label(outer: Ring, sector: Sector, corner: int | None, text: str) -> Label:
    if corner is not None:
        right, down = _CORNERS[corner]
        x, y = right * outer.across, down * outer.upwards * _CORNER_HEIGHT
        return Label(sector.key, text, x, y, SIDE_NAME, "end" if right > 0 else "start")
    x, y = on_ellipse(outer.across - _INSIDE, outer.upwards - _INSIDE, sector.middle)
    return Label(sector.key, text, x, y + SIDE_NAME * 0.4, SIDE_NAME)


def _turned(one: float, other: float) -> float:
    apart = abs(one - other) % FULL_TURN
    return min(apart, FULL_TURN - apart)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
