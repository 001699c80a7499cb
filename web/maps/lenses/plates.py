"""Plates: a few words beside somebody, where they cover neither a name nor each other."""

from __future__ import annotations

from collections.abc import Iterator

from web.maps.band import BAND
from web.maps.board import Board
from web.maps.names import two_lines, widest, width
from web.maps.picture import Words
from web.maps.scene import Scene
from web.maps.sizes import CHILD, NAME, PERSON, WORKER, WORKER_NAME, Box, person_boxes

_SIZE = 17.0
_GAP = 5.0


class Plates:
    """The words of one picture; whoever comes first has the better place."""

    def __init__(self, scene: Scene) -> None:
        """Begin with everyone and their names in the way."""
        self._scene = scene
        self._taken = Board()
        self._taken.take(box for person in scene.layout.spots for box in _boxes(scene, person))
        self._taken.take([(-CHILD, -CHILD, CHILD, CHILD)])

    def words(self, person_id: str, text: str) -> Iterator[Words]:
        """The words above a circle, else at either side of it or higher; above, where nothing is free."""
        spot = self._scene.layout.spots[person_id]
        places = list(_places(text, WORKER if spot.circle == BAND else PERSON))
        boxes = [_box(words, spot.x, spot.y) for words in places]
        free = (nth for nth, box in enumerate(boxes) if self._taken.is_free([box]))
        nth = next(free, 0)
        self._taken.take([boxes[nth]])
        yield places[nth]


def _places(text: str, radius: float) -> Iterator[Words]:
    beside = radius + _GAP + 2
    for x, y, anchor in (
        (0.0, -radius - _GAP, "middle"),
        (beside, _SIZE * 0.35, "start"),
        (-beside, _SIZE * 0.35, "end"),
        (0.0, -radius - _GAP - _SIZE * 1.2, "middle"),
    ):
        yield Words((text,), x, y, _SIZE, weight=600, anchor=anchor, slant=True)


def _box(words: Words, x: float, y: float) -> Box:
    wide = width(words.lines[0], words.size) * 1.05
    left = x + words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return (left, y + words.y - words.size * 0.8, left + wide, y + words.y + words.size * 0.2)


def _boxes(scene: Scene, person_id: str) -> tuple[Box, ...]:
    """The room that somebody and their name take up."""
    spot, lines = scene.layout.spots[person_id], two_lines(scene.network.known_as(person_id))
    if spot.circle != BAND:
        _room, name = person_boxes(spot.x, spot.y, widest(lines, NAME) / 2, len(lines))
        reach = PERSON + 1
        return ((spot.x - reach, spot.y - reach, spot.x + reach, spot.y + reach), name)
    half, foot = widest(lines[:1], WORKER_NAME) / 2, spot.y + WORKER + WORKER_NAME * 1.5
    return ((spot.x - half, spot.y - WORKER, spot.x + half, foot),)
