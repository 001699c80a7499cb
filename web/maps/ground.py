"""The ground of a map: rings and their names, sides and theirs, homes, invitations, the band of workers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from math import hypot

from web.maps.band import BAND
from web.maps.labels import ring_label, side_labels
from web.maps.names import width
from web.maps.picture import Drawn, Mark, Words
from web.maps.scene import Scene
from web.maps.sectors import Sector
from web.maps.shapes import Point, ellipse, on_ellipse, segments, spoke, wedge
from web.maps.sizes import LINE_HEIGHT, NAME, PERSON, RING_NAME, UNDER, WORKER
from web.maps.wording import invitation, wording
from web.words import _

# Everyone who has a place, from left to right.
_Standing = Sequence[tuple[float, float, str]]

_TOGETHER = 250.0
_BESIDE = 46.0
_ASKED = RING_NAME + 3
# From the middle of a face to below its name, and below words that stand under it.
_WITH_NAME = PERSON + UNDER + 2 * NAME * LINE_HEIGHT + _ASKED


def ground(scene: Scene, then: Scene | None = None) -> Iterator[Drawn]:
    """From the bottom up; `then` is the same map on an earlier day, whose homes are drawn instead.

    No side is named after somebody who was not there yet.
    """
    yield from _rings(scene)
    yield from _borders(scene)
    yield from _homes(then or scene)
    yield from _names(scene, (then or scene).network.people)
    yield from _invitations(scene)


def _rings(scene: Scene) -> Iterator[Mark]:
    rings = scene.layout.rings
    for nth, ring in reversed(list(enumerate(rings))):
        yield Mark(
            ellipse(0, 0, ring.across, ring.upwards),
            fill="warm" if nth % 2 == 0 else "light",
            line="edge",
            width=1.2,
        )


def _borders(scene: Scene) -> Iterator[Mark]:
    """A tint for each side and a thin line between them, from the heart outwards."""
    outer = scene.layout.outer
    for sector in scene.layout.sectors:
        yield Mark(
            wedge(outer.across, outer.upwards, sector.start, sector.end),
            fill=scene.hue(sector.key),
            alpha=0.04,
        )
    for sector in scene.layout.sectors:
        yield Mark(
            spoke(outer.across, outer.upwards, sector.start, 0.16),
            line="edge",
            width=1.2,
            dash=(2, 6),
        )


def _names(scene: Scene, there: Container[str]) -> Iterator[Words]:
    words, rooms = wording(scene.network, scene.sides), scene.layout
    named = {side.key for side in scene.sides if all(one in there for one in side.about)}
    for label in (ring_label(ring, words) for ring in rooms.rings):
        yield Words((label.text,), label.x, label.y, label.size, colour="quiet", halo=False)
    for label in side_labels(rooms.outer, rooms.sectors, words):
        if label.key not in named:
            continue
        hue = scene.hue(label.key)
        yield Words((label.text,), label.x, label.y, label.size, hue, 700, label.anchor)


def _homes(scene: Scene) -> Iterator[Mark]:
    """A soft ground under people who share a home and stand together."""
    spots = scene.layout.spots
    standing = sorted((spot.x, spot.y, person) for person, spot in spots.items())
    for code, everyone in scene.homes.items():
        people = [p for p in everyone if p in spots and spots[p].circle != BAND]
        pairs = _nearest_pairs(scene, standing, people)
        if pairs:
            at_home = code == scene.network.home_code(scene.network.child_id)
            yield Mark(
                segments(pairs),
                line="home",
                width=2 * PERSON + 22,
                alpha=0.95 if at_home else 0.6,
            )


def _nearest_pairs(
    scene: Scene, standing: _Standing, people: list[str]
) -> list[tuple[Point, Point]]:
    """Each person of a home joined to the nearest one before, where nobody else stands between."""
    spots = scene.layout.spots
    found = []
    for nth, person in enumerate(people):
        here = (spots[person].x, spots[person].y)
        before = [(spots[other].x, spots[other].y) for other in people[:nth]]
        near = min(before, key=lambda point: _apart(point, here), default=None)
        if near and _apart(near, here) < _TOGETHER and not _between(standing, near, here, people):
            found.append((near, here))
    return found


def _between(standing: _Standing, one: Point, other: Point, people: list[str]) -> bool:
    near = max(abs(one[0] - other[0]), abs(one[1] - other[1])) + _BESIDE
    first = bisect_left(standing, (one[0] - near,))
    last = bisect_left(standing, (one[0] + near,))
    others = (
        (x, y)
        for x, y, person in standing[first:last]
        if abs(y - one[1]) < near and person not in people
    )
    if any(_distance_to_line(point, one, other) < _BESIDE for point in others):
        return True
    return _distance_to_line((0, 0), one, other) < 2 * _BESIDE


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _distance_to_line(point: Point, one: Point, other: Point) -> float:
    length = _apart(one, other) or 1.0
    along = (
        (point[0] - one[0]) * (other[0] - one[0]) + (point[1] - one[1]) * (other[1] - one[1])
    ) / length**2
    along = min(max(along, 0.0), 1.0)
    foot = (one[0] + along * (other[0] - one[0]), one[1] + along * (other[1] - one[1]))
    return _apart(point, foot)


def _invitations(scene: Scene) -> Iterator[Words]:
    by_key = {side.key: side for side in scene.sides}
    for sector in scene.layout.sectors:
        asked = invitation(scene.network, by_key[sector.key])
        if asked:
            x, y = _free_place(scene, sector, width(asked, _ASKED) / 2)
            yield Words((asked,), x, y, _ASKED, colour="quiet", slant=True)


def _free_place(scene: Scene, sector: Sector, half: float) -> Point:
    """Where in a side words stand in nobody’s face or name; its middle, if there is no such place."""
    outer, quarter = scene.layout.outer, (sector.end - sector.start) / 4
    places = [
        on_ellipse(outer.across * far, outer.upwards * far, sector.middle + turn)
        for turn in (0.0, -quarter, quarter)
        for far in (0.72, 0.86, 0.58)
    ]
    return next((place for place in places if _is_free(scene, place, half)), places[0])


def _is_free(scene: Scene, place: Point, half: float) -> bool:
    x, y = place
    return not any(
        abs(spot.x - x) < half + _BESIDE and -_BESIDE < y - spot.y < _WITH_NAME
        for spot in scene.layout.spots.values()
    )


def band(scene: Scene) -> Iterator[Drawn]:
    """The ground of those whose job it is."""
    spots = [spot for spot in scene.layout.spots.values() if spot.circle == BAND]
    if not spots:
        return
    reach = scene.layout.outer.across * 0.9
    top = min(spot.y for spot in spots) - WORKER - 10
    yield Mark(f"M{-reach:.0f} {top:.0f}L{reach:.0f} {top:.0f}", line="edge", width=1.2)
    yield Words(
        (_("people whose job it is"),),
        -reach,
        top - 7,
        RING_NAME,
        colour="quiet",
        anchor="start",
        halo=False,
    )


def words_box(words: Words) -> tuple[float, float, float, float]:
    """The room some words take, generously."""
    wide = max(width(line, words.size) for line in words.lines)
    left = {"start": 0.0, "middle": -wide / 2, "end": -wide}[words.anchor]
    foot = words.y + words.size * (0.4 + 1.16 * (len(words.lines) - 1))
    return words.x + left, words.y - words.size, words.x + left + wide, foot
