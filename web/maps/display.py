"""The display list of a map: what canvas, SVG and print all draw, mark for mark."""

from __future__ import annotations

from collections.abc import Iterable

from web.maps.figures import figures
from web.maps.ground import band, ground, words_box
from web.maps.picture import Drawn, Figure, Picture, Words
from web.maps.scene import Scene
from web.maps.ties import ties

_MARGIN = 16.0


def display(scene: Scene) -> Picture:
    """The picture of a scene, as circles of closeness."""
    below = tuple(ground(scene))
    workers = tuple(band(scene))
    people = tuple(figures(scene))
    return Picture(
        box=_box(scene, (*below, *workers), people),
        ground=below,
        band=workers,
        ties=tuple(ties(scene)),
        figures=people,
    )


def _box(
    scene: Scene, below: Iterable[Drawn], people: Iterable[Figure]
) -> tuple[float, float, float, float]:
    """The box that holds the rings, everyone, and all that is written."""
    outer = scene.layout.outer
    boxes = [(-outer.across, -outer.upwards, outer.across, outer.upwards)]
    boxes += [words_box(words) for words in below if isinstance(words, Words)]
    boxes += [(f.x - 60, f.y - f.radius, f.x + 60, f.y + f.radius + 50) for f in people]
    return (
        round(min(box[0] for box in boxes) - _MARGIN, 1),
        round(min(box[1] for box in boxes) - _MARGIN, 1),
        round(max(box[2] for box in boxes) + _MARGIN, 1),
        round(max(box[3] for box in boxes) + _MARGIN, 1),
    )
