"""Paths of a genogram as SVG path data: squares, lines with corners, and the strokes across a couple that has ended."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from web.maps.shapes import Point

_SOFT = 7.0


def square(x: float, y: float, radius: float) -> str:
    """A square of about the same weight as a circle: a man or a boy."""
    r = side(radius)
    return f"M{_n(x - r)} {_n(y - r)}H{_n(x + r)}V{_n(y + r)}H{_n(x - r)}Z"


def rounded_square(x: float, y: float, radius: float) -> str:
    """A square with round corners: neither, or gender not recorded."""
    r = side(radius)
    soft = r * 0.55
    corners = ((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r))
    parts = []
    for nth, corner in enumerate(corners):
        before = _towards(corner, corners[nth - 1], soft)
        after = _towards(corner, corners[(nth + 1) % 4], soft)
        parts.append(f"{'L' if nth else 'M'}{_at(before)}Q{_at(corner)} {_at(after)}")
    return "".join(parts) + "Z"


def square_cross(x: float, y: float, radius: float) -> str:
    """Two strokes across a square: somebody who has died."""
    return _strokes_inwards(x, y, side(radius))


def circle_cross(x: float, y: float, radius: float) -> str:
    """The same through a circle."""
    return _strokes_inwards(x, y, radius * 0.707)


def _strokes_inwards(x: float, y: float, reach: float) -> str:
    """From four corners towards the middle, which stays free for an age."""
    near = reach * 0.46
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    return "".join(
        f"M{_at((x + a * reach, y + d * reach))}L{_at((x + a * near, y + d * near))}"
        for a, d in corners
    )


def cornered(points: Sequence[Point], *, is_soft: bool) -> str:
    """A line through corners, which are round where it is soft."""
    kept = _without_repeats(points)
    parts = [f"M{_at(kept[0])}"]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        soft = min(_SOFT, _length(before, corner) / 2, _length(corner, after) / 2)
        if is_soft and soft > 1:
            first, last = _towards(corner, before, soft), _towards(corner, after, soft)
            parts.append(f"L{_at(first)}Q{_at(corner)} {_at(last)}")
        else:
            parts.append(f"L{_at(corner)}")
    parts.append(f"L{_at(kept[-1])}")
    return "".join(parts)


def slashes(x: float, y: float, count: int) -> str:
    """Strokes across a line: one where a couple is apart, two where a marriage has ended."""
    across = [x + (nth - (count - 1) / 2) * 7 for nth in range(count)]
    return "".join(f"M{_at((at - 4, y + 8))}L{_at((at + 4, y - 8))}" for at in across)


def over_bar(x: float, y: float) -> str:
    """A stroke across a line that leads down: care that is over."""
    return f"M{_at((x - 7, y + 3))}L{_at((x + 7, y - 3))}"


def _without_repeats(points: Sequence[Point]) -> list[Point]:
    """The corners without those at which nothing turns."""
    found: list[Point] = []
    for point in points:
        if found and _length(found[-1], point) < 0.05:
            continue
        if len(found) > 1 and _is_straight(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return found if len(found) > 1 else [*found, *found]


def _is_straight(one: Point, middle: Point, other: Point) -> bool:
    return one[0] == middle[0] == other[0] or one[1] == middle[1] == other[1]


def side(radius: float) -> float:
    return radius * 0.9


def _length(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    share = distance / (_length(start, end) or 1.0)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
