"""What lenses draw with: lines to the child, small marks on people, and the lines of their legends."""

from __future__ import annotations

from collections.abc import Iterator

from web.maps.band import BAND
from web.maps.names import width
from web.maps.picture import Drawn, Mark, Tie, Words
from web.maps.scene import Scene
from web.maps.shapes import Point, arrow, capsule, circle
from web.maps.sizes import PERSON, WORKER
from web.maps.ties import BEND, Stroke, beside_child, line, way_to

UPPER_LEFT = (-23.0, -22.0)
UPPER_RIGHT = (23.0, -22.0)
_HALF = 20.0
_RADIUS = 13.0
_PILL = 13.0
_ARROW = 8.0


class Lines:
    """The lines to the child of one lens; signs beside the child make room for each other."""

    def __init__(self, scene: Scene) -> None:
        """Begin with none."""
        self._scene = scene
        self._taken: list[Point] = []

    def tie(self, person_id: str, stroke: Stroke, colour: str, *over: Drawn) -> Tie:
        """A line to somebody, which is always there; to those whose job it is only while they are tapped."""
        start, end = way_to(self._scene, person_id)
        return Tie(
            (self._scene.network.child_id, person_id),
            tuple(line(start, end, stroke, colour, BEND)),
            over=over,
            is_always=self._scene.layout.spots[person_id].circle != BAND,
        )

    def beside_child(self, person_id: str) -> Point:
        """A free place for a sign where a line reaches the child."""
        return beside_child(way_to(self._scene, person_id)[0], self._taken)

    def start(self, person_id: str) -> Point:
        """Where the line to somebody begins."""
        return way_to(self._scene, person_id)[0]

    @property
    def taken(self) -> list[Point]:
        """Where signs beside the child stand already."""
        return self._taken

    def arrow_to_child(self, person_id: str, colour: str) -> Mark:
        """An arrowhead beside the child: something comes from this person to the child."""
        point = self.beside_child(person_id)
        return Mark(arrow(point, (0.0, 0.0), _ARROW), fill=colour, line="paper", width=1.5)

    def arrow_from_child(self, person_id: str, colour: str) -> Mark:
        """An arrowhead beside somebody: something comes from the child to them."""
        _start, end = way_to(self._scene, person_id)
        return Mark(
            arrow(end, (end[0] * 2, end[1] * 2), _ARROW), fill=colour, line="paper", width=1.5
        )


def pill(text: str, colour: str = "ink") -> tuple[Drawn, ...]:
    """A few words on a paper ground, over the top of somebody’s circle."""
    half = max(width(text, _PILL) / 2 + 7, 14.0)
    return (
        Mark(capsule(0, -PERSON, half, 10), fill="paper", line=colour, width=1.4),
        Words((text,), 0, -PERSON + 4.6, _PILL, colour=colour, weight=600, halo=False),
    )


def radius_of(scene: Scene, person_id: str) -> float:
    """How large somebody is drawn."""
    return WORKER if scene.layout.spots[person_id].circle == BAND else PERSON


def workers(scene: Scene) -> Iterator[str]:
    """Those who stand in the band."""
    return (person for person, spot in scene.layout.spots.items() if spot.circle == BAND)


def tie_sign(stroke: Stroke, colour: str, *over: Drawn) -> tuple[Drawn, ...]:
    """A line as a legend draws it."""
    return (*line((-_HALF, 0), (_HALF, 0), stroke, colour, 0), *over)


def figure_sign(*marks: Drawn) -> tuple[Drawn, ...]:
    """Somebody as a legend draws them, with marks."""
    return (Mark(circle(0, 0, _RADIUS), "light", "slate", 2.2), *marks)


def quiet_sign() -> tuple[Drawn, ...]:
    """Somebody from whom a lens steps back, as a legend draws them."""
    return (Mark(circle(0, 0, _RADIUS), "paper", "faint", 1.4),)
