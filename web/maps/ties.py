"""Ties as lines: to the child always, between others only while one of them is tapped.

Weight, dash, zigzag and gap carry the quality, never colour alone: not everybody sees colours, nor prints them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, sin

from graph.network import Network
from graph.relationships import Relationship
from graph.vocabulary import RELATIONSHIP_KINDS
from queries.circles import is_in_touch, love_between
from web.maps.band import BAND
from web.maps.picture import Drawn, Mark, Tie, Words
from web.maps.scene import Scene
from web.maps.shapes import Point, curve, cut, heart, middle_of, zigzag
from web.maps.sizes import CHILD, PERSON, RING_NAME, WORKER
from web.words import _

BEND = 0.05
_SIGN_AWAY = 15.0
_SIGN_ROOM = 21.0
_SIGNS_BESIDE = 14
_BETWEEN = frozenset({"kin", "couple", "care", "kith"})


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn, and a sign in its middle where it has one."""

    width: float
    dash: tuple[float, ...] = ()
    shape: str = "line"
    sign: str = ""


BY_QUALITY: Mapping[str, Stroke] = {
    "strong": Stroke(4.0),
    "good": Stroke(2.5),
    "ordinary": Stroke(1.5),
    "tenuous": Stroke(1.5, (9, 7)),
    "stressful": Stroke(1.5, shape="zigzag"),
    "cut_off": Stroke(1.8, shape="cut"),
    "unknown": Stroke(1.2, (1, 6), sign="?"),
}
LOVE = Stroke(3.2)
STEADY = Stroke(1.5)
FAINT = Stroke(1.3, (1, 7))

_GENDERED: Mapping[tuple[str, bool], Mapping[str, str]] = {
    ("birth_parent", True): {"female": "mother of", "male": "father of"},
    ("birth_parent", False): {"female": "daughter of", "male": "son of"},
    ("adoptive_parent", True): {"female": "adoptive mother of", "male": "adoptive father of"},
    ("adoptive_parent", False): {"female": "adopted daughter of", "male": "adopted son of"},
    ("sibling", True): {"female": "sister of", "male": "brother of"},
}

BY_FAMILY: Mapping[str, tuple[str, Stroke]] = {
    "kin": ("plum", Stroke(2.2)),
    "couple": ("teal", Stroke(2.2, (14, 4))),
    "care": ("earth", Stroke(2.2, (8, 5))),
    "kith": ("green", Stroke(2.2, (2, 6))),
}


def ties(scene: Scene) -> Iterator[Tie]:
    """To the child first, then between others."""
    taken: list[Point] = []
    for person in from_the_top(scene):
        yield _to_child(scene, person, taken)
    yield from _between_others(scene)


def from_the_top(scene: Scene) -> list[str]:
    """Round the clock, so that hearts at the child make room for each other in the same way every time."""
    spots = scene.layout.spots
    return sorted(
        spots, key=lambda p: (atan2(spots[p].x, -spots[p].y), hypot(spots[p].x, spots[p].y))
    )


def _to_child(scene: Scene, person_id: str, taken: list[Point]) -> Tie:
    network, spot = scene.network, scene.layout.spots[person_id]
    love = love_between(network, person_id)
    stroke = _stroke(network, person_id, is_loved=bool(love))
    hue = scene.hue(spot.side) if love else "faint"
    start, end = way_to(scene, person_id)
    own = [row.kind for row in love if row.from_id == network.child_id]
    return Tie(
        (network.child_id, person_id),
        tuple(line(start, end, stroke, hue, BEND)),
        over=(heart_at_child(start, "loves" in own, taken),) if own else (),
        is_always=spot.circle != BAND,
    )


def way_to(scene: Scene, person_id: str) -> tuple[Point, Point]:
    """Where a line from the child to somebody begins and ends, outside both their circles."""
    spot = scene.layout.spots[person_id]
    return _ends((0.0, 0.0), (spot.x, spot.y), CHILD, _radius(scene, person_id))


def heart_at_child(start: Point, loves: bool, taken: list[Point]) -> Mark:
    """A heart beside the child for each person the child loves; only its outline where the child misses them."""
    point = beside_child(start, taken)
    if loves:
        return Mark(heart(*point, 9), fill="deep", line="light", width=2)
    return Mark(heart(*point, 9), fill="light", line="deep", width=2)


def beside_child(start: Point, taken: list[Point]) -> Point:
    """A free place for a small sign on a line, as near to the child as there is room.

    They come round the clock, so that only the last and the first can stand in each other's way.
    """
    reach = hypot(*start)
    distance = reach + _SIGN_AWAY
    point = (start[0] / reach * distance, start[1] / reach * distance)
    beside = [*taken[:_SIGNS_BESIDE], *taken[-_SIGNS_BESIDE:]]
    while any(hypot(point[0] - x, point[1] - y) < _SIGN_ROOM for x, y in beside):
        distance += _SIGN_ROOM * 0.6
        point = (start[0] / reach * distance, start[1] / reach * distance)
    taken.append(point)
    return point


def _stroke(network: Network, person_id: str, *, is_loved: bool) -> Stroke:
    quality = quality_of(network, person_id)
    if quality and not (is_loved and quality in ("ordinary", "unknown")):
        return BY_QUALITY[quality]
    if is_loved:
        return LOVE
    return STEADY if is_in_touch(network, person_id) else FAINT


def quality_of(network: Network, person_id: str) -> str:
    """The latest quality recorded between somebody and the child; nothing where none is, or none is shown."""
    rows = [
        row
        for row in network.ties[person_id]
        if row.quality
        and row.joins(network.child_id)
        and (network.on is None or row.is_current(network.on))
    ]
    return max(rows, key=_when_said).quality if rows else ""


def _when_said(row: Relationship) -> tuple[str, str]:
    said = row.source_date.earliest or row.start_date.earliest
    return (said.isoformat() if said else "", row.id)


def _between_others(scene: Scene) -> Iterator[Tie]:
    pairs: dict[tuple[str, str], list[Relationship]] = {}
    for row in scene.network.relationships:
        ends = tuple(sorted((row.from_id, row.to_id)))
        if row.family in _BETWEEN and all(end in scene.layout.spots for end in ends):
            pairs.setdefault((ends[0], ends[1]), []).append(row)
    for (one, other), rows in pairs.items():
        yield _between(scene, one, other, rows)


def _between(scene: Scene, one: str, other: str, rows: Iterable[Relationship]) -> Tie:
    spots, on = scene.layout.spots, scene.network.on
    row = min(rows, key=lambda row: (on is not None and not row.is_current(on), row.family, row.id))
    hue, stroke = BY_FAMILY[row.family]
    stroke = BY_QUALITY[row.quality] if row.quality in ("stressful", "cut_off") else stroke
    here, there = (spots[one].x, spots[one].y), (spots[other].x, spots[other].y)
    start, end = _ends(here, there, _radius(scene, one), _radius(scene, other))
    x, y = middle_of(start, end, BEND * 2)
    return Tie(
        (one, other),
        tuple(line(start, end, stroke, hue, BEND * 2)),
        says={
            person: Words(
                (_reads(scene.network, row, person),), x, y, RING_NAME, colour=hue, weight=600
            )
            for person in (one, other)
        },
    )


def between(scene: Scene, one: str, other: str, stroke: Stroke, hue: str) -> Tie:
    """A line between two people that is always there."""
    spots = scene.layout.spots
    here, there = (spots[one].x, spots[one].y), (spots[other].x, spots[other].y)
    start, end = _ends(here, there, _radius(scene, one), _radius(scene, other))
    return Tie((one, other), tuple(line(start, end, stroke, hue, BEND * 2)), is_always=True)


def _reads(network: Network, row: Relationship, person_id: str) -> str:
    """The tie in words, read from one of its ends: “mother of” where we know that it is a mother.

    What only death ended is not said to be over.
    """
    kind = RELATIONSHIP_KINDS[row.kind]
    is_forwards = row.from_id == person_id
    known = _GENDERED.get((row.kind, is_forwards or kind.is_symmetric), {})
    word = known.get(network.people[person_id].gender)
    said = _(word or (kind.label if is_forwards else kind.label_back))
    ends = (network.people[row.from_id], network.people[row.to_id])
    is_past = network.on is not None and row.is_over(network.on)
    if is_past and not any(person.has_died for person in ends):
        return _("once %(tie)s") % {"tie": said}
    return said


def _radius(scene: Scene, person_id: str) -> float:
    return WORKER if scene.layout.spots[person_id].circle == BAND else PERSON


def line(start: Point, end: Point, stroke: Stroke, colour: str, bend: float) -> Iterator[Drawn]:
    """A line in a stroke, with its sign in the middle where it has one."""
    paths = {"zigzag": zigzag, "cut": cut}
    path = paths[stroke.shape](start, end) if stroke.shape in paths else curve(start, end, bend)
    yield Mark(path, line=colour, width=stroke.width, dash=stroke.dash)
    if stroke.sign:
        x, y = middle_of(start, end, bend)
        yield Words((stroke.sign,), x, y + 5, RING_NAME, colour="quiet", weight=700)


def _ends(one: Point, other: Point, from_one: float, from_other: float) -> tuple[Point, Point]:
    turn = atan2(other[1] - one[1], other[0] - one[0])
    return (
        (one[0] + cos(turn) * from_one, one[1] + sin(turn) * from_one),
        (other[0] - cos(turn) * from_other, other[1] - sin(turn) * from_other),
    )
