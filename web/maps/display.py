"""The display list of a map: what canvas, SVG and print all draw, mark for mark."""

from __future__ import annotations

from collections.abc import Iterable

from web.maps.band import BAND
from web.maps.figures import figures
from web.maps.ground import band, ground, words_box
from web.maps.picture import Drawn, Picture, Words
from web.maps.scene import Scene
from web.maps.sizes import CHILD, PERSON, WORKER, Box
from web.maps.ties import ties

_MARGIN = 16.0


def display(scene: Scene) -> Picture:
    """The picture of a scene, as circles of closeness."""
    below = tuple(ground(scene))
    workers = tuple(band(scene))
    return Picture(
        box=box_of(scene, (*below, *workers)),
        ground=below,
        band=workers,
        ties=tuple(ties(scene)),
        figures=tuple(figures(scene)),
    )


def box_of(scene: Scene, below: Iterable[Drawn]) -> Box:
    """The box that holds the rings, everyone, and all that is written on the ground."""
    outer, spots = scene.layout.outer, scene.layout.spots.values()
    boxes = [(-outer.across, -outer.upwards, outer.across, outer.upwards)]
    boxes += [words_box(words) for words in below if isinstance(words, Words)]
    people = [(spot.x, spot.y, WORKER if spot.circle == BAND else PERSON) for spot in spots]
    boxes += [(x - 60, y - r, x + 60, y + r + 50) for x, y, r in (*people, (0.0, 0.0, CHILD))]
    return (
        round(min(box[0] for box in boxes) - _MARGIN, 1),
        round(min(box[1] for box in boxes) - _MARGIN, 1),
        round(max(box[2] for box in boxes) + _MARGIN, 1),
        round(max(box[3] for box in boxes) + _MARGIN, 1),
    )
