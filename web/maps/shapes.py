"""Shapes as SVG path data, which a canvas reads too."""

from __future__ import annotations

from functools import lru_cache
from math import cos, hypot, radians, sin

Point = tuple[float, float]

# The same few marks stand with nearly everybody.
_OFTEN_DRAWN = 256


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@lru_cache(_OFTEN_DRAWN)
def circle(x: float, y: float, radius: float) -> str:
    """A circle round a point."""
    return ellipse(x, y, radius, radius)


def ellipse(x: float, y: float, across: float, upwards: float) -> str:
    """An ellipse round a point."""
    a, u = _n(across), _n(upwards)
    left, right = _n(x - across), _n(x + across)
    return f"M{left} {_n(y)}A{a} {u} 0 1 1 {right} {_n(y)}A{a} {u} 0 1 1 {left} {_n(y)}Z"


def disc(x: float, y: float, radius: float) -> str:
    """A circle of four curves and no arcs, so that it can be made larger or smaller number by number."""
    r, k = radius, radius * 0.5523
    ends = (
        (x + k, y - r, x + r, y - k, x + r, y),
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
    )
    curves = "".join(f"C{' '.join(map(_n, end))}" for end in ends)
    return f"M{_n(x)} {_n(y - r)}{curves}Z"


def diamond(x: float, y: float, radius: float) -> str:
    """A diamond with rounded corners: a pet."""
    r, soft = radius * 1.16, radius * 0.3
    corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    parts = []
    for nth, corner in enumerate(corners):
        before = _towards(corner, corners[nth - 1], soft)
        after = _towards(corner, corners[(nth + 1) % 4], soft)
        parts.append(f"{'L' if nth else 'M'}{_at(before)}Q{_at(corner)} {_at(after)}")
    return "".join(parts) + "Z"


def triangle(x: float, y: float, radius: float) -> str:
    """A triangle: a child who is not yet born."""
    r = radius * 1.1
    points = ((x, y - r), (x + r, y + r * 0.75), (x - r, y + r * 0.75))
    return f"M{_at(points[0])}L{_at(points[1])}L{_at(points[2])}Z"


@lru_cache(_OFTEN_DRAWN)
def heart(x: float, y: float, size: float) -> str:
    """A heart whose middle is at a point."""
    s = size
    top = _at((x, y - 0.35 * s))
    tip = _at((x, y + 0.85 * s))
    right = f"C{_at((x + 0.35 * s, y - 1.05 * s))} {_at((x + 1.35 * s, y - 0.55 * s))} {tip}"
    left = f"C{_at((x - 1.35 * s, y - 0.55 * s))} {_at((x - 0.35 * s, y - 1.05 * s))} {top}"
    return f"M{top}{right}{left}Z"


@lru_cache(_OFTEN_DRAWN)
def house(x: float, y: float, size: float) -> str:
    """A small house whose middle is at a point."""
    s = size
    corners = (
        (x - s, y - 0.1 * s),
        (x, y - s),
        (x + s, y - 0.1 * s),
        (x + 0.72 * s, y - 0.1 * s),
        (x + 0.72 * s, y + 0.9 * s),
        (x - 0.72 * s, y + 0.9 * s),
        (x - 0.72 * s, y - 0.1 * s),
    )
    return "M" + "L".join(_at(corner) for corner in corners) + "Z"


def cross(x: float, y: float, radius: float) -> str:
    """Two strokes through a circle: somebody who has died."""
    r = radius * 0.707
    return (
        f"M{_at((x - r, y - r))}L{_at((x + r, y + r))}M{_at((x + r, y - r))}L{_at((x - r, y + r))}"
    )


def cross_ends(x: float, y: float, inner: float, outer: float) -> str:
    """What a cross would be outside a circle: somebody who has died, whose face is seen."""
    near, far = inner * 0.707, outer * 0.707
    ways = ((1, 1), (1, -1), (-1, 1), (-1, -1))
    return "".join(
        f"M{_at((x + a * near, y + b * near))}L{_at((x + a * far, y + b * far))}" for a, b in ways
    )


def arrow(point: Point, towards: Point, size: float) -> str:
    """An arrowhead whose middle is at a point, turned towards another."""
    length = hypot(towards[0] - point[0], towards[1] - point[1]) or 1.0
    x, y = (towards[0] - point[0]) / length * size, (towards[1] - point[1]) / length * size
    tip, back = (point[0] + x, point[1] + y), (point[0] - x * 0.8, point[1] - y * 0.8)
    left, right = (back[0] - y * 0.85, back[1] + x * 0.85), (back[0] + y * 0.85, back[1] - x * 0.85)
    return f"M{_at(tip)}L{_at(left)}L{_at(right)}Z"


def shield(x: float, y: float, size: float) -> str:
    """A shield whose middle is at a point."""
    s = size
    top = (
        f"M{_at((x - s * 0.85, y - s * 0.8))}L{_at((x, y - s))}L{_at((x + s * 0.85, y - s * 0.8))}"
    )
    right = (
        f"C{_at((x + s * 0.85, y + s * 0.3))} {_at((x + s * 0.5, y + s * 0.75))} {_at((x, y + s))}"
    )
    left = f"C{_at((x - s * 0.5, y + s * 0.75))} {_at((x - s * 0.85, y + s * 0.3))} {_at((x - s * 0.85, y - s * 0.8))}Z"
    return top + right + left


def half_shield(x: float, y: float, size: float) -> str:
    """The left half of the same shield."""
    s = size
    left = f"C{_at((x - s * 0.5, y + s * 0.75))} {_at((x - s * 0.85, y + s * 0.3))} {_at((x - s * 0.85, y - s * 0.8))}Z"
    return f"M{_at((x, y - s))}L{_at((x, y + s))}{left}"


def tick(x: float, y: float, size: float) -> str:
    """A tick whose middle is at a point."""
    s = size
    return f"M{_at((x - s * 0.5, y))}L{_at((x - s * 0.1, y + s * 0.4))}L{_at((x + s * 0.55, y - s * 0.4))}"


def bar(x: float, y: float, size: float) -> str:
    """A short level bar round a point."""
    return f"M{_at((x - size, y))}L{_at((x + size, y))}"


def calendar(x: float, y: float, size: float) -> str:
    """A page of a calendar whose middle is at a point."""
    s = size
    page = (
        f"M{_at((x - s, y - s * 0.8))}L{_at((x + s, y - s * 0.8))}"
        f"L{_at((x + s, y + s))}L{_at((x - s, y + s))}Z"
    )
    rings = "".join(
        f"M{_at((x + turn * s, y - s * 1.15))}L{_at((x + turn * s, y - s * 0.55))}"
        for turn in (-0.45, 0.45)
    )
    return page + rings


def chair(x: float, y: float, size: float) -> str:
    """An empty chair, seen from the side a little, whose middle is at a point."""
    s = size
    back = f"M{_at((x - s * 0.55, y + s))}L{_at((x - s * 0.55, y - s))}"
    seat = f"M{_at((x - s * 0.55, y + s * 0.15))}L{_at((x + s * 0.6, y + s * 0.15))}"
    leg = f"L{_at((x + s * 0.6, y + s))}"
    rails = "".join(
        f"M{_at((x - s * 0.55, y + s * up))}L{_at((x - s * 0.25, y + s * up))}"
        for up in (-0.9, -0.5, -0.1)
    )
    return back + seat + leg + rails


def capsule(x: float, y: float, half: float, radius: float) -> str:
    """A bar with round ends about a point, for a few words."""
    left, right, top, foot = x - half + radius, x + half - radius, y - radius, y + radius
    r = _n(radius)
    return (
        f"M{_at((left, top))}L{_at((right, top))}A{r} {r} 0 0 1 {_at((right, foot))}"
        f"L{_at((left, foot))}A{r} {r} 0 0 1 {_at((left, top))}Z"
    )


def rings(x: float, y: float, size: float) -> str:
    """Two rings that hold each other: a promise."""
    reach = size * 0.62
    return circle(x - reach * 0.62, y, reach) + circle(x + reach * 0.62, y, reach)


def wedge(across: float, upwards: float, start: float, end: float) -> str:
    """A sector of an ellipse round the origin, in degrees clockwise from the top."""
    if end - start >= 359.9:
        return ellipse(0, 0, across, upwards)
    first, last = on_ellipse(across, upwards, start), on_ellipse(across, upwards, end)
    large = int(end - start > 180)
    return f"M0 0L{_at(first)}A{_n(across)} {_n(upwards)} 0 {large} 1 {_at(last)}Z"


def spoke(across: float, upwards: float, angle: float, inner: float) -> str:
    """A line outwards from near the middle to the edge of an ellipse."""
    x, y = on_ellipse(across, upwards, angle)
    return f"M{_at((x * inner, y * inner))}L{_at((x, y))}"


def on_ellipse(across: float, upwards: float, angle: float) -> Point:
    """The point of an ellipse in a direction, in degrees clockwise from the top."""
    turn = radians(angle)
    return across * sin(turn), -upwards * cos(turn)


def curve(start: Point, end: Point, bend: float) -> str:
    """A line that bends a little to one side, so that two of them never hide each other."""
    return f"M{_at(start)}Q{_at(bent(start, end, bend))} {_at(end)}"


def bent(start: Point, end: Point, bend: float) -> Point:
    """The point that pulls a bent line aside."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    across, down = end[0] - start[0], end[1] - start[1]
    return middle[0] - down * bend, middle[1] + across * bend


def middle_of(start: Point, end: Point, bend: float) -> Point:
    """Half way along a bent line."""
    pull = bent(start, end, bend)
    return (start[0] + 2 * pull[0] + end[0]) / 4, (start[1] + 2 * pull[1] + end[1]) / 4


def zigzag(start: Point, end: Point, height: float = 5.0, step: float = 9.0) -> str:
    """A jagged line: a tie under strain."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    teeth = max(2, int(length / step))
    points = [start]
    for tooth in range(1, teeth):
        side = height if tooth % 2 else -height
        reach = length * tooth / teeth
        points.append(
            (
                start[0] + along[0] * reach - along[1] * side,
                start[1] + along[1] * reach + along[0] * side,
            )
        )
    return "M" + "L".join(_at(point) for point in [*points, end])


def cut(start: Point, end: Point) -> str:
    """A line with a gap and a short bar on either side of it: a tie that is cut off."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    x, y = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    near = (middle[0] - x * 7, middle[1] - y * 7)
    far = (middle[0] + x * 7, middle[1] + y * 7)
    bars = "".join(
        f"M{_at((px - y * 8, py + x * 8))}L{_at((px + y * 8, py - x * 8))}"
        for px, py in (near, far)
    )
    return f"M{_at(start)}L{_at(near)}M{_at(far)}L{_at(end)}{bars}"


def segments(pairs: list[tuple[Point, Point]]) -> str:
    """Straight lines between pairs of points; a pair of one point is a dot."""
    return "".join(f"M{_at(one)}L{_at(other)}" for one, other in pairs)


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return (
        start[0] + (end[0] - start[0]) * distance / length,
        start[1] + (end[1] - start[1]) * distance / length,
    )
